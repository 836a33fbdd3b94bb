"""Cells of tables that people open in a spreadsheet, which would run some of them."""

from __future__ import annotations

FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\uff1d", "\uff0b", "\uff0d", "\uff20")
"""At its start these make a cell a formula (OWASP, "CSV Injection"); the last four are the full-width forms."""


def defused(text: str) -> str:
    """The text, with an apostrophe before it where a spreadsheet would take it for a formula."""
    return f"'{text}" if text.startswith(FORMULA_STARTS) else text


def undefused(text: str) -> str:
    """The text as it was before `defused`."""
    return text[1:] if text[:1] == "'" and text[1:].startswith(FORMULA_STARTS) else text
