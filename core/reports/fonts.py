"""The letters of PDF reports, embedded in the file so that it looks the same everywhere."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "fonts"
PLAIN, BOLD = "Roboto", "Roboto-Bold"
_FILES = {PLAIN: "Roboto-Regular.ttf", BOLD: "Roboto-Bold.ttf"}
_INSTEAD = {"\u2192": "->", "\u2190": "<-", "\u25cf": "\u2022", "\u25a0": "\u2022", "\u2713": "+", "\u00a0": " "}
"""What stands for signs that the letters do not have."""


@cache
def register() -> None:
    """Make the letters known, once."""
    for name, file in _FILES.items():
        pdfmetrics.registerFont(TTFont(name, str(FOLDER / file)))
    pdfmetrics.registerFontFamily(PLAIN, normal=PLAIN, bold=BOLD, italic=PLAIN, boldItalic=BOLD)


def width_of(text: str, size: float, *, is_bold: bool = False) -> float:
    """How wide a line of text is, in points."""
    register()
    return float(pdfmetrics.stringWidth(printable(text), BOLD if is_bold else PLAIN, size))


def printable(text: str) -> str:
    """The text in signs that can be set. What the letters lack altogether shows as an empty box.

    Half of a surrogate pair, as names of files have where they are no text, becomes a question mark.
    """
    text = "".join(_INSTEAD.get(sign, sign) for sign in text)
    return text.encode("utf-8", "replace").decode()
