"""The part of the photograph that all cells of a grid show, scaled once for all of them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QStyleOptionGraphicsItem

from desktop.widgets.viewer.items import PhotographItem
from desktop.widgets.viewer.pyramid import PreparedPhotograph


class Backdrop:
    """Keeps the last picture: cells of one size that show the same part of one photograph share it."""

    def __init__(self) -> None:
        self._item = PhotographItem()
        self._key: object = None
        self._picture = QImage()
        self.made_count = 0
        """How many pictures were made."""

    def setPhotograph(self, photograph: PreparedPhotograph | None) -> None:
        """Show another photograph."""
        self._item.setPhotograph(photograph)
        self._key = None

    def picture(self, size: QSize, *, offset: QPointF, scale: float, ratio: float, around: QColor) -> QImage:
        """A picture of `size` widget pixels with `ratio` device pixels each.

        The photograph's corner lies at `offset`, a pixel of it is `scale` widget pixels wide, and the rest is `around`.
        """
        key = (size.width(), size.height(), offset.x(), offset.y(), scale, ratio, around.rgb())
        if key != self._key:
            self._key = key
            self._picture = self._made(size, offset, scale, ratio, around)
            self.made_count += 1
        return self._picture

    def _made(self, size: QSize, offset: QPointF, scale: float, ratio: float, around: QColor) -> QImage:
        picture = QImage(size * ratio, QImage.Format.Format_RGB32)
        picture.setDevicePixelRatio(ratio)
        picture.fill(around)
        painter = QPainter(picture)
        painter.translate(offset)
        painter.scale(scale, scale)
        self._item.paint(painter, QStyleOptionGraphicsItem())
        painter.end()
        return picture
