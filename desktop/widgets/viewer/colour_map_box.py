"""A chooser of colour maps that shows what they look like."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QPainter, QPainterPath, QPixmap
from PySide6.QtWidgets import QComboBox, QWidget

from core.explain.overlay import ColourMap, SignedColourMap, table_of
from desktop.translation import tr

_SWATCH = QSize(44, 12)
_PIXEL_RATIO = 2


class ColourMapBox(QComboBox):
    """Lists every colour map with its colours: those for evidence, or those for values on both sides of 0."""

    colourMapChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setIconSize(_SWATCH)
        self.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
        self._is_signed = True
        self.setSigned(is_signed=False)
        self.setAccessibleName(tr("Colour map"))
        self.setToolTip(tr("Colour map"))
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.activated.connect(lambda: self.colourMapChosen.emit(self.value()))

    def setSigned(self, *, is_signed: bool) -> None:
        """List the colour maps of the one kind or the other."""
        if is_signed != self._is_signed:
            self._is_signed = is_signed
            self.clear()
            for colour_map in colour_maps(is_signed=is_signed):
                self.addItem(colour_map_icon(colour_map), tr(colour_map.label), colour_map)

    def value(self) -> ColourMap | SignedColourMap:
        """The chosen colour map."""
        kind = SignedColourMap if self._is_signed else ColourMap
        return kind(self.currentData())

    def setValue(self, colour_map: ColourMap | SignedColourMap) -> None:
        """Choose a colour map of the kind that is listed."""
        self.setCurrentIndex(colour_maps(is_signed=self._is_signed).index(colour_map))


def colour_maps(*, is_signed: bool) -> list[ColourMap | SignedColourMap]:
    """Every colour map of one kind, in order."""
    return list(SignedColourMap if is_signed else ColourMap)


def colour_map_icon(colour_map: ColourMap | SignedColourMap) -> QIcon:
    """The colours from left to right in a rounded strip."""
    table = np.ascontiguousarray(table_of(colour_map))
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
