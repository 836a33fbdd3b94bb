"""A chooser of colour maps that shows what they look like."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from core.explain.overlay import ColourMap, colour_table

_SWATCH = QSize(44, 12)
_PIXEL_RATIO = 2


class ColourMapBox(QComboBox):
    """Lists every colour map with its colours."""

    colourMapChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(_SWATCH)
        for colour_map in ColourMap:
            self.addItem(colour_map_icon(colour_map), colour_map.label, colour_map)
        self.setAccessibleName("Colour map")
        self.setToolTip("Colour map")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda: self.colourMapChosen.emit(self.value()))

    def value(self) -> ColourMap:
        """The chosen colour map."""
        return ColourMap(self.currentData())

    def setValue(self, colour_map: ColourMap) -> None:
        """Choose a colour map."""
        self.setCurrentIndex(list(ColourMap).index(colour_map))


def colour_map_icon(colour_map: ColourMap) -> QIcon:
    """The colours from left to right in a rounded strip."""
    table = np.ascontiguousarray(colour_table(colour_map))
    colours = QImage(table.data, 256, 1, 3 * 256, QImage.Format.Format_RGB888)
    pixmap = QPixmap(_SWATCH * _PIXEL_RATIO)
    pixmap.setDevicePixelRatio(_PIXEL_RATIO)
    pixmap.fill(Qt.GlobalColor.transparent)
    painter = QPainter(pixmap)
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
    outline = QPainterPath()
    outline.addRoundedRect(QRectF(0, 0, _SWATCH.width(), _SWATCH.height()), 3, 3)
    painter.setClipPath(outline)
    painter.drawImage(QRectF(0, 0, _SWATCH.width(), _SWATCH.height()), colours)
    painter.end()
    return QIcon(pixmap)
