"""Small line drawings for the viewer's own buttons, drawn in a square of 20 units."""

from __future__ import annotations

from enum import Enum, auto

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen

_SIDE = 20.0
_CENTRE = QPointF(10, 10)


class Glyph(Enum):
    """What is drawn."""

    OVERLAY = auto()
    PHOTOGRAPH = auto()
    SIDE_BY_SIDE = auto()
    SWIPE = auto()
    GRID = auto()
    CONTOUR = auto()
    CELLS = auto()
    LOCK = auto()
    UNLOCK = auto()
    AUTOMATIC = auto()
    MORE = auto()
    SYMMETRIC = auto()
    REGIONS = auto()


def paint_glyph(painter: QPainter, glyph: Glyph, *, rect: QRectF, colour: QColor) -> None:
    """Paint `glyph` into the largest square in the middle of `rect`."""
    side = min(rect.width(), rect.height())
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.translate(rect.center() - QPointF(side / 2, side / 2))
    painter.scale(side / _SIDE, side / _SIDE)
    pen = QPen(colour, 1.5, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin)
    painter.setPen(pen)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _draw(painter, glyph, colour)
    painter.restore()


def _draw(painter: QPainter, glyph: Glyph, colour: QColor) -> None:
    if glyph in (Glyph.OVERLAY, Glyph.PHOTOGRAPH):
        painter.drawEllipse(_CENTRE, 7, 7)
        if glyph is Glyph.OVERLAY:
            painter.setBrush(colour)
            painter.drawEllipse(QPointF(8.4, 9), 2.4, 2.4)
    elif glyph is Glyph.SIDE_BY_SIDE:
        painter.drawRoundedRect(QRectF(2.5, 4.5, 6.2, 11), 1.5, 1.5)
        painter.drawRoundedRect(QRectF(11.3, 4.5, 6.2, 11), 1.5, 1.5)
        painter.setBrush(colour)
        painter.drawEllipse(QPointF(14.4, 10), 0.9, 0.9)
    elif glyph is Glyph.SWIPE:
        painter.drawRoundedRect(QRectF(2.5, 4.5, 15, 11), 1.5, 1.5)
        painter.drawLine(QPointF(10, 2.5), QPointF(10, 17.5))
        painter.fillRect(QRectF(10, 4.5, 7, 11), QColor(colour.red(), colour.green(), colour.blue(), 90))
    elif glyph is Glyph.GRID:
        for x, y in ((3, 3), (11, 3), (3, 11), (11, 11)):
            painter.drawRoundedRect(QRectF(x, y, 6, 6), 1.2, 1.2)
    elif glyph is Glyph.CONTOUR:
        path = QPainterPath(QPointF(4, 11))
        path.cubicTo(3, 4, 8, 2, 11, 4.5)
        path.cubicTo(14, 7, 18, 6, 16.5, 12)
        path.cubicTo(15, 18, 5, 19, 4, 11)
        painter.drawPath(path)
    elif glyph is Glyph.CELLS:
        for row, column in ((0, 1), (1, 0), (1, 1), (2, 1), (2, 2)):
            painter.fillRect(QRectF(3.4 + 4.6 * column, 3.4 + 4.6 * row, 4.0, 4.0), colour)
    else:
        _draw_signs(painter, glyph, colour)


def _draw_signs(painter: QPainter, glyph: Glyph, colour: QColor) -> None:
    if glyph in (Glyph.LOCK, Glyph.UNLOCK):
        painter.drawRoundedRect(QRectF(4.5, 9, 11, 8), 1.5, 1.5)
        lift = 0 if glyph is Glyph.LOCK else -1.2
        painter.drawArc(QRectF(6.5, 3 + lift, 7, 9), 0, 180 * 16)
        painter.drawLine(QPointF(6.5, 7.5 + lift), QPointF(6.5, 9))
        if glyph is Glyph.LOCK:
            painter.drawLine(QPointF(13.5, 7.5), QPointF(13.5, 9))
    elif glyph is Glyph.AUTOMATIC:
        painter.drawLine(QPointF(5, 3), QPointF(15, 3))
        painter.drawLine(QPointF(5, 17), QPointF(15, 17))
        painter.drawLine(QPointF(10, 5.5), QPointF(10, 14.5))
        for y, tip in ((5.5, 8.0), (14.5, 12.0)):
            painter.drawLine(QPointF(10, y), QPointF(7.5, tip))
            painter.drawLine(QPointF(10, y), QPointF(12.5, tip))
    elif glyph is Glyph.SYMMETRIC:
        painter.drawLine(QPointF(3, 10), QPointF(17, 10))
        for y, tip in ((2.5, 5.0), (17.5, 15.0)):
            painter.drawLine(QPointF(10, 10), QPointF(10, y))
            painter.drawLine(QPointF(10, y), QPointF(7.5, tip))
            painter.drawLine(QPointF(10, y), QPointF(12.5, tip))
    elif glyph is Glyph.REGIONS:
        painter.drawRect(QRectF(2.5, 2.5, 8.5, 8.5))
        painter.setBrush(QColor(colour.red(), colour.green(), colour.blue(), 90))
        painter.drawEllipse(QPointF(12, 12), 5, 4.4)
    elif glyph is Glyph.MORE:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour)
        for x in (4.5, 10, 15.5):
            painter.drawEllipse(QPointF(x, 10), 1.5, 1.5)
