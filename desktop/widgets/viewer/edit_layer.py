"""What edits made of the photograph, drawn over it; and what is being drawn at this moment."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from desktop.widgets.viewer.items import ClipItem
from desktop.widgets.viewer.pyramid import PreparedPhotograph

_SMOOTH_BELOW_SCALE = 4.0
_BRUSH = QColor(76, 194, 255, 70)
_LINE = QColor(76, 194, 255)
_CASING = QColor(0, 0, 0, 150)
_DIMMING = QColor(0, 0, 0, 166)


@dataclass(frozen=True, slots=True, eq=False)
class PictureOfEdits:
    """A part of the photograph as it is drawn: its first pixel at (left, top). `is_dimming`: the rest is dimmed."""

    left: int
    top: int
    prepared: PreparedPhotograph
    is_dimming: bool = False


class _PartItem(QGraphicsItem):
    """Paints the part from the level of its pyramid that suits the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._picture: PictureOfEdits | None = None
        self._whole = QRectF()

    def setPicture(self, picture: PictureOfEdits | None, whole: QRectF) -> None:
        self.prepareGeometryChange()
        self._picture, self._whole = picture, QRectF(whole)
        self.update()

    def boundingRect(self) -> QRectF:
        return self._whole if self._picture is not None else QRectF()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        picture = self._picture
        if picture is None:
            return
        prepared = picture.prepared
        rect = QRectF(picture.left, picture.top, prepared.width, prepared.height)
        if picture.is_dimming:
            around = QPainterPath()
            around.addRect(self._whole)
            around.addRect(rect)
            painter.fillPath(around, _DIMMING)
        scale = painter.deviceTransform().m11()
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < _SMOOTH_BELOW_SCALE)
        painter.drawImage(rect, prepared.level_for(scale))


class EditLayer(ClipItem):
    """Lies between the photograph and its overlay; shows itself right of a divider only, as the overlay does."""

    def __init__(self) -> None:
        super().__init__()
        self._part = _PartItem()
        self._part.setParentItem(self)
        self._whole = QRectF()
        self._visible_from: float | None = None

    def setPicture(self, picture: PictureOfEdits | None, width: int, height: int) -> None:
        """Show another part of a photograph of that size; None: none."""
        self._whole = QRectF(0, 0, width, height)
        self._part.setPicture(picture, self._whole)
        self._clip()

    def setVisibleFrom(self, x: float | None) -> None:
        """Show only what lies right of `x` in the photograph; None: everything."""
        if x != self._visible_from:
            self._visible_from = x
            self._clip()

    def _clip(self) -> None:
        rect = QRectF(self._whole)
        if self._visible_from is not None:
            rect.setLeft(min(max(rect.left(), self._visible_from), rect.right()))
        self.setRect(rect)


class TrailItem(QGraphicsItem):
    """What is being painted or drawn, at once: a translucent stroke, or the line of a lasso."""

    def __init__(self) -> None:
        super().__init__()
        self._path = QPainterPath()
        self._width_px: float | None = None

    def setStroke(self, points: Sequence[QPointF], radius: float) -> None:
        """A round brush along `points` of the photograph."""
        self._set(_path(points), 2 * radius)

    def setLine(self, points: Sequence[QPointF]) -> None:
        """A thin closed line along `points` of the photograph."""
        path = _path(points)
        path.closeSubpath()
        self._set(path, None)

    def clear(self) -> None:
        """Nothing is being painted."""
        self._set(QPainterPath(), None)

    def boundingRect(self) -> QRectF:
        """Around the path, with room for its width."""
        if self._path.isEmpty():
            return QRectF()
        margin = (self._width_px or 0.0) + 8
        return self._path.boundingRect().adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        if self._width_px is not None:
            pen = QPen(
                _BRUSH, self._width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
            painter.strokePath(self._path, pen)
            return
        for colour, width in ((_CASING, 3.0), (_LINE, 1.4)):
            pen = QPen(colour, width)
            pen.setCosmetic(True)
            painter.strokePath(self._path, pen)

    def _set(self, path: QPainterPath, width_px: float | None) -> None:
        self.prepareGeometryChange()
        self._path, self._width_px = path, width_px
        self.update()


def _path(points: Sequence[QPointF]) -> QPainterPath:
    path = QPainterPath()
    if points:
        path.moveTo(points[0])
        for point in points[1:] or [points[0] + QPointF(0.01, 0)]:
            path.lineTo(point)
    return path
