"""A photograph as it was, and as it will be."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.painting import dim_colour

_GAP_PX = 8
_CAPTION_PX = 22


class BeforeAfter(QWidget):
    """Paints two pictures one above the other; words instead of them where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: tuple[tuple[QImage, str], ...] = ()
        self._words = ""
        self._is_stale = False
        self.setAccessibleName(tr("Before and after"))

    def setPictures(self, before: NDArray[np.uint8], after: NDArray[np.uint8]) -> None:
        """Show these, (h, w, 3) uint8 RGB."""
        height, width = after.shape[:2]
        self._images = (
            (_image(before), tr("Before")),
            (_image(after), tr("After: {width} x {height} pixels", width=width, height=height)),
        )
        self._words, self._is_stale = "", False
        self.setAccessibleDescription(self._images[1][1])
        self.update()

    def setStale(self) -> None:
        """Others are on their way: what is shown fades."""
        self._is_stale = True
        self.update()

    def setWords(self, words: str) -> None:
        """Say something instead."""
        self._images, self._words, self._is_stale = (), words, False
        self.setAccessibleDescription(words)
        self.update()

    def words(self) -> str:
        """What is said instead of pictures."""
        return self._words

    def isStale(self) -> bool:
        """Whether other pictures are on their way."""
        return self._is_stale

    def afterImage(self) -> QImage | None:
        """The prepared photograph that is shown."""
        return self._images[1][0] if self._images else None

    def sizeHint(self) -> QSize:
        """Room for two pictures in which lesions can be seen."""
        return QSize(380, 600)

    def minimumSizeHint(self) -> QSize:
        """Room for two pictures that can be recognised."""
        return QSize(220, 320)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if not self._images:
            painter.setPen(dim_colour(self.palette()))
            flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
            painter.drawText(self.rect().adjusted(16, 16, -16, -16), flags, self._words)
            return
        height = (self.height() - _GAP_PX) // 2
        for number, (image, caption) in enumerate(self._images):
            cell = QRect(0, number * (height + _GAP_PX), self.width(), height)
            self._paint(painter, cell, image, caption)

    def _paint(self, painter: QPainter, cell: QRect, image: QImage, caption: str) -> None:
        room = cell.adjusted(0, 0, 0, -_CAPTION_PX)
        size = image.size().scaled(room.size(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRect(room.left() + (room.width() - size.width()) // 2, room.top(), size.width(), size.height())
        painter.setOpacity(0.4 if self._is_stale else 1.0)
        painter.drawImage(target, image)
        painter.setOpacity(1.0)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        below = QRect(cell.left(), target.bottom() + 1, cell.width(), _CAPTION_PX)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, caption)


def _image(pixels: NDArray[np.uint8]) -> QImage:
    height, width = pixels.shape[:2]
    whole = np.ascontiguousarray(pixels)
    return QImage(whole.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
