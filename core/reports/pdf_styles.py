"""Sizes, colours and styles of PDF reports: A4, one column."""

from __future__ import annotations

from html import escape

from reportlab.lib.colors import Color, HexColor
from reportlab.lib.pagesizes import A4
from reportlab.lib.styles import ParagraphStyle
from reportlab.lib.units import mm
from reportlab.platypus import Paragraph

from core.reports.document import Tone
from core.reports.fonts import BOLD, PLAIN, printable, width_of

PAGE = A4
MARGIN = 18 * mm
WIDTH = PAGE[0] - 2 * MARGIN
GAP = 12.0

TEXT, SOFT, LINE = HexColor("#1b1e24"), HexColor("#5a616d"), HexColor("#d5d8de")
WARNING_BACK, WARNING_LINE, PANEL = HexColor("#fff6e0"), HexColor("#d9a400"), HexColor("#f4f5f7")
GOOD, BAD = (16, 128, 72), (192, 57, 43)

_BASE = ParagraphStyle("text", fontName=PLAIN, fontSize=9, leading=12.6, textColor=TEXT, spaceBefore=3, spaceAfter=3)


def _style(name: str, **changes: object) -> ParagraphStyle:
    return ParagraphStyle(name, parent=_BASE, **changes)


TITLE = _style("title", fontName=BOLD, fontSize=19, leading=23, spaceAfter=2)
SECTION = _style("section", fontName=BOLD, fontSize=13, leading=16, spaceBefore=15, spaceAfter=5, keepWithNext=1)
HEADING = _style("heading", fontName=BOLD, fontSize=10, leading=13, spaceBefore=10, spaceAfter=3, keepWithNext=1)
BODY = _BASE
QUIET = _style("soft", textColor=SOFT)
CAPTION = _style("caption", fontSize=8, leading=10.6, textColor=SOFT, spaceBefore=3, spaceAfter=4)
TABLE_CAPTION = ParagraphStyle("table caption", parent=CAPTION, keepWithNext=1)
CASE = _style("case", fontName=BOLD, fontSize=8, leading=10.4, spaceBefore=0, spaceAfter=3)
CODE = _style("code", fontSize=7.5, leading=10)
BULLET = _style("bullet", leftIndent=11, bulletIndent=1, spaceBefore=1.5, spaceAfter=1.5)
STYLES = {Tone.PLAIN: BODY, Tone.SOFT: QUIET, Tone.WARNING: BODY, Tone.GOOD: BODY, Tone.BAD: BODY}


def cell_style(size: float, *, is_right: bool, is_head: bool = False) -> ParagraphStyle:
    """Text in a table."""
    return ParagraphStyle(
        f"cell {size} {is_right} {is_head}",
        parent=_BASE,
        fontName=BOLD if is_head else PLAIN,
        fontSize=size,
        leading=size * 1.3,
        textColor=SOFT if is_head else TEXT,
        alignment=2 if is_right else 0,
        spaceBefore=0,
        spaceAfter=0,
    )


def marked(text: str) -> str:
    """Plain text as reportlab's markup."""
    return escape(printable(text), quote=False).replace("\n", "<br/>")


def said(
    text: str, style: ParagraphStyle = BODY, *, lead: str = "", soft: str = "", bullet: str | None = None
) -> Paragraph:
    """A paragraph: its lead in bold, then the text, then what is said softly."""
    parts = [f"<b>{marked(lead)}</b>" if lead else "", marked(text)]
    parts.append(f'<font color="{SOFT.hexval().replace("0x", "#")}">{marked(soft)}</font>' if soft else "")
    return Paragraph(" ".join(filter(None, parts)), style, bulletText=bullet)


def text_width(text: str) -> float:
    """How wide a caption is in one line."""
    return width_of(text, CAPTION.fontSize)


def solid(rgb: tuple[int, int, int]) -> Color:
    """A colour as it is."""
    return tint(rgb, 1.0)


def tint(rgb: tuple[int, int, int], shade: float) -> Color:
    """A colour on white, 0 for white and 1 for the colour itself."""
    shade = min(1.0, max(0.0, shade))
    return Color(*(1 - shade * (1 - channel / 255) for channel in rgb))
