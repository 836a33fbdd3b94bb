"""Regions on the canvas: brightened, with a green outline; and what the strongest unit sees, as a blue box."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from core.explain.regions import BOX_RGB, OUTLINE_RGB
from core.explain.sampling import Box
from desktop.widgets.viewer.items import line_path

_BRIGHTER = QColor(255, 255, 255, 102)
"""Two fifths of the way to white, as in exported pictures."""
_CASING = QColor(0, 0, 0, 110)
_LINE_PX, _CASING_PX = 2.0, 4.0


class RegionsItem(QGraphicsItem):
    """Paints regions and box in photograph coordinates."""

    def __init__(self) -> None:
        super().__init__()
        self._paths: list[QPainterPath] = []
        self._box = QRectF()

    def setRegions(self, outlines: Sequence[Sequence[NDArray[np.float64]]], box: Box | None) -> None:
        """Set the closed lines (k, 2) of each region, of which inner ones are holes, and the box; None: no box."""
        self.prepareGeometryChange()
        self._paths = [line_path(list(lines)) for lines in outlines]
        self._box = QRectF() if box is None else QRectF(box[0], box[1], box[2] - box[0], box[3] - box[1])
        self.update()

    def boundingRect(self) -> QRectF:
        """Around everything, with room for the width of the lines."""
        bounds = QRectF(self._box)
        for path in self._paths:
            bounds = bounds.united(path.boundingRect())
        margin = 0.02 * max(bounds.width(), bounds.height()) + 8
        return bounds.adjusted(-margin, -margin, margin, margin)

    def paint(self, painter: QPainter, _option: QStyleOptionGraphicsItem, _widget: QWidget | None = None) -> None:
        """Paint them."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for path in self._paths:
            painter.fillPath(path, _BRIGHTER)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for colour, width_px in ((_CASING, _CASING_PX), (QColor(*OUTLINE_RGB), _LINE_PX)):
            painter.setPen(_pen(colour, width_px))
            for path in self._paths:
                painter.drawPath(path)
        if self._box.isNull():
            return
        for colour, width_px in ((_CASING, _CASING_PX), (QColor(*BOX_RGB), _LINE_PX)):
            painter.setPen(_pen(colour, width_px))
            painter.drawRect(self._box)


def _pen(colour: QColor, width_px: float) -> QPen:
    pen = QPen(colour, width_px, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.MiterJoin)
    pen.setCosmetic(True)
    return pen
