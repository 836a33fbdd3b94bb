"""What a unit sees of the photograph, at the pointer: all that it can see, and within that what it depends on."""

from __future__ import annotations

from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor, QPainter, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.explain.sampling import Box

THEORETICAL, EFFECTIVE = QColor(90, 170, 255), QColor(255, 190, 60)
_CASING = QColor(0, 0, 0, 130)
_LINE_PX, _CASING_PX = 1.5, 3.5


class FootprintItem(QGraphicsItem):
    """Two rectangles in photograph coordinates: blue, what can be seen; orange, what counts most of it."""

    def __init__(self) -> None:
        super().__init__()
        self._boxes: tuple[tuple[QRectF, QColor], ...] = ()

    def setFootprint(self, theoretical: Box | None, effective: Box | None) -> None:
        """Show the boxes; None: nothing."""
        self.prepareGeometryChange()
        known = ((theoretical, THEORETICAL), (effective, EFFECTIVE))
        self._boxes = tuple((_rect(box), colour) for box, colour in known if box is not None)
        self.update()

    def boundingRect(self) -> QRectF:
        """Around both, with room for the width of the lines."""
        bounds = QRectF()
        for rect, _colour in self._boxes:
            bounds = bounds.united(rect)
        margin = 0.02 * max(bounds.width(), bounds.height()) + 8
        return bounds.adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint them."""
        for rect, colour in self._boxes:
            for line, width_px in ((_CASING, _CASING_PX), (colour, _LINE_PX)):
                pen = QPen(line, width_px)
                pen.setCosmetic(True)
                painter.setPen(pen)
                painter.drawRect(rect)


def _rect(box: Box) -> QRectF:
    left, top, right, bottom = box
    return QRectF(left, top, right - left, bottom - top)
