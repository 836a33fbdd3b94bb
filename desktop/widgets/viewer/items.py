"""What lies on the canvas, all in photograph coordinates: photograph, overlay, contour, outline."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import pyqtgraph as pg
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPainterPath, QPen, QTransform
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.images.geometry import Affine
from desktop.widgets.viewer.pyramid import PreparedPhotograph

_CRISP_FROM_SCALE = 4.0
"""Device pixels a photograph pixel from which pixels are shown as squares: who zooms in so far wants to see them."""


_CASING = QColor(0, 0, 0, 95)
_CASING_SHIFTS = ((-1.2, 0.0), (1.2, 0.0), (0.0, -1.2), (0.0, 1.2))
_LINE_SHIFTS = ((-0.25, -0.25), (0.25, 0.25))
"""In widget pixels."""
_MOST_CASED_POINTS = 40_000


class RootItem(QGraphicsItem):
    """Carries the zoom and pan for all items in it."""

    def __init__(self) -> None:
        super().__init__()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemHasNoContents)

    def boundingRect(self) -> QRectF:
        """Nothing of its own."""
        return QRectF()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Nothing."""


class ClipItem(RootItem):
    """Shows its children only within a rectangle."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemClipsChildrenToShape)

    def setRect(self, rect: QRectF) -> None:
        """Set the rectangle, in photograph coordinates."""
        if rect != self._rect:
            self.prepareGeometryChange()
            self._rect = QRectF(rect)

    def boundingRect(self) -> QRectF:
        """The rectangle."""
        return self._rect

    def shape(self) -> QPainterPath:
        """The rectangle."""
        path = QPainterPath()
        path.addRect(self._rect)
        return path


class PhotographItem(QGraphicsItem):
    """Paints a photograph from the level of its pyramid that suits the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self._photograph: PreparedPhotograph | None = None

    def setPhotograph(self, photograph: PreparedPhotograph | None) -> None:
        """Show another photograph."""
        self.prepareGeometryChange()
        self._photograph = photograph
        self.update()

    def boundingRect(self) -> QRectF:
        """The photograph's size."""
        return QRectF(0, 0, self._photograph.width, self._photograph.height) if self._photograph else QRectF()

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint it."""
        if self._photograph is None:
            return
        scale = painter.deviceTransform().m11()
        level = self._photograph.level_for(scale)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, scale < _CRISP_FROM_SCALE)
        painter.drawImage(self.boundingRect(), level)


class OverlayItem(QGraphicsItem):
    """Paints the colours of a map where the map lies."""

    def __init__(self) -> None:
        super().__init__()
        self._colours: NDArray[np.uint32] | None = None
        self._image = QImage()
        self._is_smooth = True

    def setPlace(self, to_photograph: Affine) -> None:
        """Set how points of the image are taken to points of the photograph."""
        t = to_photograph
        self.setTransform(QTransform(t.xx, t.yx, t.xy, t.yy, t.x0, t.y0))

    def setColours(self, colours: NDArray[np.uint32] | None, *, is_smooth: bool) -> None:
        """Set the colours: (h, w) uint32 0xAARRGGBB with alpha multiplied in; None: nothing is painted."""
        self.prepareGeometryChange()
        self._colours = colours  # the image uses this memory
        self._is_smooth = is_smooth
        if colours is None:
            self._image = QImage()
        else:
            height, width = colours.shape
            image_format = QImage.Format.Format_ARGB32_Premultiplied
            self._image = QImage(colours.data, width, height, 4 * width, image_format)
        self.update()

    def boundingRect(self) -> QRectF:
        """The image's size."""
        return QRectF(self._image.rect())

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint it."""
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, self._is_smooth)
        painter.drawImage(QPointF(0, 0), self._image)


def line_path(lines: Sequence[NDArray[np.float64]]) -> QPainterPath:
    """Lines, each (k, 2) points (x, y), as one path. May be called from any thread."""
    if not lines:
        return QPainterPath()
    points = np.concatenate(lines)
    connect = np.ones(len(points), np.int32)
    connect[np.cumsum([len(line) for line in lines]) - 1] = 0
    path: QPainterPath = pg.arrayToQPath(points[:, 0], points[:, 1], connect)
    return path


class ContourItem(QGraphicsItem):
    """Paints lines in one colour (white unless said) with a dark casing, which shows on any colour."""

    def __init__(self, colour: QColor | None = None) -> None:
        super().__init__()
        self._colour = colour or QColor(Qt.GlobalColor.white)
        self._path = QPainterPath()

    def setLines(self, lines: Sequence[NDArray[np.float64]]) -> None:
        """Set the lines, each (k, 2) points (x, y)."""
        self.setPath(line_path(lines))

    def setPath(self, path: QPainterPath) -> None:
        """Set the lines."""
        self.prepareGeometryChange()
        self._path = path
        self.update()

    def boundingRect(self) -> QRectF:
        """Around the lines, with room for their width."""
        bounds = self._path.boundingRect()
        margin = 0.02 * max(bounds.width(), bounds.height()) + 8
        return bounds.adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint it."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        transform = painter.worldTransform()
        # Lines one pixel wide are painted a hundred times faster than wider ones, so a wide one is made of several.
        path = self.pathFor(painter.deviceTransform().m11())
        for colour, shifts in ((_CASING, _CASING_SHIFTS), (self._colour, _LINE_SHIFTS)):
            if colour is _CASING and path.elementCount() > _MOST_CASED_POINTS:
                continue  # the outline of noise, in which a casing would be all that is seen
            painter.setPen(_cosmetic_pen(colour, 1.0))
            for dx, dy in shifts:
                painter.setWorldTransform(transform * QTransform.fromTranslate(dx, dy))
                painter.drawPath(path)

    def pathFor(self, _scale: float) -> QPainterPath:
        """What is painted at `scale` device pixels a photograph pixel."""
        return self._path


class OutlineItem(QGraphicsItem):
    """Paints the border of what the network saw as a thin dashed line."""

    def __init__(self) -> None:
        super().__init__()
        self._rect = QRectF()
        self._colour = QColor(Qt.GlobalColor.white)

    def setOutline(self, rect: QRectF, colour: QColor) -> None:
        """Set rectangle and colour."""
        self.prepareGeometryChange()
        self._rect, self._colour = QRectF(rect), QColor(colour)
        self.update()

    def boundingRect(self) -> QRectF:
        """The rectangle, with room for the width of the line."""
        margin = 0.02 * max(self._rect.width(), self._rect.height()) + 8
        return self._rect.adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint it, just within the rectangle, so that it stays visible where that is the whole photograph."""
        inset = 1.0 / max(painter.worldTransform().m11(), 1e-9)
        rect = self._rect.adjusted(inset, inset, -inset, -inset)
        painter.setPen(_cosmetic_pen(QColor(0, 0, 0, 170), 2.0))
        painter.drawRect(rect)
        pen = _cosmetic_pen(self._colour, 1.0)
        pen.setDashPattern([6, 5])
        painter.setPen(pen)
        painter.drawRect(rect)


def _cosmetic_pen(colour: QColor, width: float) -> QPen:
    """A pen whose width is in widget pixels at any zoom."""
    pen = QPen(colour, width)
    pen.setCosmetic(True)
    pen.setCapStyle(Qt.PenCapStyle.RoundCap)
    pen.setJoinStyle(Qt.PenJoinStyle.RoundJoin)
    return pen
