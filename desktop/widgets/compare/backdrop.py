"""What all cells of a grid show of the photograph, painted once for all of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem

from desktop.widgets.viewer.items import PhotographItem
from desktop.widgets.viewer.mask_outlines import KindItem, MaskOutline
from desktop.widgets.viewer.pyramid import PreparedPhotograph


@dataclass(frozen=True, slots=True)
class Window:
    """Which part is shown: `size` is in widget pixels, of which each has `ratio` device pixels.

    The photograph's corner lies at (x, y), a pixel of it is `scale` widget pixels wide.
    """

    width: int
    height: int
    x: float
    y: float
    scale: float
    ratio: float


class Backdrop:
    """Keeps the last pictures: cells of one size that show the same part of one photograph share them."""

    def __init__(self) -> None:
        self._photograph = PhotographItem()
        self._outlines: list[KindItem] = []
        self._kept: dict[str, tuple[object, QImage]] = {}
        self.made_count = 0
        """How many pictures were painted."""

    def setPhotograph(self, photograph: PreparedPhotograph | None) -> None:
        """Show another photograph."""
        self._photograph.setPhotograph(photograph)
        self._kept.clear()

    def setOutlines(self, outlines: Sequence[MaskOutline]) -> None:
        """Outline these masks."""
        self._outlines = [KindItem(kind) for kind in outlines]
        self._kept.pop("outlines", None)

    def photograph(self, window: Window, around: QColor) -> QImage:
        """The photograph, and `around` where there is none."""
        return self._picture("photograph", window, QImage.Format.Format_RGB32, around, [self._photograph])

    def outlines(self, window: Window) -> QImage | None:
        """The outlines on nothing; None where there are none."""
        if not self._outlines:
            return None
        nothing = QColor(Qt.GlobalColor.transparent)
        return self._picture("outlines", window, QImage.Format.Format_ARGB32_Premultiplied, nothing, self._outlines)

    def _picture(
        self, name: str, window: Window, image_format: QImage.Format, around: QColor, items: Sequence[QGraphicsItem]
    ) -> QImage:
        key = (window, around.rgba())
        kept = self._kept.get(name)
        if kept is None or kept[0] != key:
            kept = self._kept[name] = (key, _painted(window, image_format, around, items))
            self.made_count += 1
        return kept[1]


def _painted(window: Window, image_format: QImage.Format, around: QColor, items: Sequence[QGraphicsItem]) -> QImage:
    picture = QImage(QSize(window.width, window.height) * window.ratio, image_format)
    picture.setDevicePixelRatio(window.ratio)
    picture.fill(around)
    painter = QPainter(picture)
    painter.translate(QPointF(window.x, window.y))
    painter.scale(window.scale, window.scale)
    for item in items:
        painter.save()
        item.paint(painter, QStyleOptionGraphicsItem())
        painter.restore()
    painter.end()
    return picture
