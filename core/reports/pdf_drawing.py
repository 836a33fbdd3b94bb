"""Drawings in a PDF: lines stay lines."""

from __future__ import annotations

from typing import Any

from reportlab.lib.colors import HexColor
from reportlab.platypus import Flowable

from core.drawing.shapes import TEXT_PX, Anchor, Block, Dot, Drawing, Ink, Shape, Stroke, Words
from core.reports.fonts import PLAIN, printable, width_of

COLOURS = {
    Ink.FIRST: HexColor("#0b6bcb"),
    Ink.SECOND: HexColor("#c0392b"),
    Ink.THIRD: HexColor("#108048"),
    Ink.FOURTH: HexColor("#c27c0e"),
    Ink.FIFTH: HexColor("#4e6f85"),
    Ink.SIXTH: HexColor("#594eff"),
    Ink.AXIS: HexColor("#d5d8de"),
    Ink.DIAGONAL: HexColor("#5a616d"),
    Ink.BAR: HexColor("#a6c8ec"),
    Ink.TRACK: HexColor("#e9ebef"),
    Ink.MARK: HexColor("#c0392b"),
    Ink.WORDS: HexColor("#5a616d"),
    Ink.STRONG: HexColor("#1b1e24"),
}
_THIN = (Ink.AXIS, Ink.DIAGONAL)


class Drawn(Flowable):  # type: ignore[misc]
    """A drawing at a scale, points a unit."""

    def __init__(self, drawing: Drawing, scale: float) -> None:
        super().__init__()
        self._drawing = drawing
        self._scale = scale

    def wrap(self, _width: float, _height: float) -> tuple[float, float]:
        """What it takes."""
        return self._drawing.width * self._scale, self._drawing.height * self._scale

    def draw(self) -> None:
        """Paint the shapes; their y runs down, that of the page up."""
        page = self.canv
        page.saveState()
        page.translate(0, self._drawing.height * self._scale)
        page.scale(self._scale, -self._scale)
        page.setLineJoin(1)
        for shape in self._drawing.shapes:
            _paint(page, shape)
        page.restoreState()


def _paint(page: Any, shape: Shape) -> None:
    match shape:
        case Stroke(points, ink, _title):
            page.setStrokeColor(COLOURS[ink])
            page.setLineWidth(1 if ink in _THIN else 2)
            page.setDash(*((3, 4) if ink is Ink.DIAGONAL else ()))
            path = page.beginPath()
            path.moveTo(*points[0])
            for point in points[1:]:
                path.lineTo(*point)
            page.drawPath(path)
        case Dot((x, y), radius, ink, is_filled, _title):
            page.setStrokeColor(COLOURS[ink])
            page.setFillColor(COLOURS[ink])
            page.setLineWidth(2)
            page.setDash()
            page.circle(x, y, radius, stroke=0 if is_filled else 1, fill=1 if is_filled else 0)
        case Block(left, top, width, height, ink, _title):
            page.setFillColor(COLOURS[ink])
            page.rect(left, top, max(0.0, width), max(0.0, height), stroke=0, fill=1)
        case Words():
            _write(page, shape)


def _write(page: Any, words: Words) -> None:
    text = printable(words.text)
    back = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[words.anchor] * width_of(text, TEXT_PX)
    page.saveState()
    page.translate(*words.place)
    page.scale(1, -1)
    if words.is_upright:
        page.rotate(90)
    page.setFillColor(COLOURS[words.ink])
    page.setFont(PLAIN, TEXT_PX)
    page.drawString(-back, 0, text)
    page.restoreState()
