"""Names and paths as the catalogue keeps them: sorted as people count, searched without case, whatever their bytes."""

from __future__ import annotations

import os
import re

_DIGITS = re.compile(r"\d+")
_WIDTH = 12


def name_key(name: str) -> str:
    """A text that sorts like the name with its numbers as numbers, without case: `eye2` before `eye10`."""
    plain = name.casefold().encode("utf-8", "replace").decode("utf-8")
    return _DIGITS.sub(lambda number: number[0].lstrip("0").zfill(_WIDTH), plain)


def search_text(*parts: str) -> str:
    """What free text is looked for in."""
    return "\n".join(part for part in parts if part).casefold().encode("utf-8", "replace").decode("utf-8")


def stored_path(path: str) -> str | bytes:
    """A path as SQLite can keep it: bytes where it is no valid text, as file names on Linux need not be."""
    try:
        path.encode("utf-8")
    except UnicodeEncodeError:
        return os.fsencode(path)
    return path


def usable_path(stored: str | bytes) -> str:
    """The path that was stored."""
    return os.fsdecode(stored) if isinstance(stored, bytes) else stored
