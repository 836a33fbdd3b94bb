"""Shows one picture, as large as fits."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from desktop.widgets.painting import fitted

LEAST_PX = 240


class PictureView(QWidget):
    """A picture in the middle, with its proportions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("pictureView")
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self.setMinimumSize(LEAST_PX, LEAST_PX)
        self._picture = QImage()

    def setPicture(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show uint8 (h, w, 3) RGB, or nothing."""
        self._picture = QImage() if pixels is None else rgb_image(pixels)
        self.update()

    def picture(self) -> QImage:
        """What is shown."""
        return self._picture

    def sizeHint(self) -> QSize:
        """The size of a frame's photograph."""
        return QSize(480, 480)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The picture, scaled to fit."""
        if self._picture.isNull():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawImage(self.pictureRect(), self._picture)
        painter.end()

    def pictureRect(self) -> QRect:
        """Where the picture is."""
        return fitted(self._picture.size(), self.rect())


def rgb_image(pixels: NDArray[np.uint8]) -> QImage:
    """A (h, w, 3) uint8 RGB array as a picture that owns its bytes."""
    height, width, _channels = pixels.shape
    contiguous = np.ascontiguousarray(pixels)
    return QImage(contiguous.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
