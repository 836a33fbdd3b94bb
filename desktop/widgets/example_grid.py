"""A few examples of what would be made, two by two, with their classes."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QWidget

from desktop.translation import tr
from desktop.widgets.painting import dim_colour

_COLUMNS, _ROWS = 2, 2
_GAP_PX = 8
_CAPTION_PX = 20


class Picture(Protocol):
    """A picture, (h, w, 3) uint8 RGB, and its caption."""

    @property
    def pixels(self) -> NDArray[np.uint8]: ...  # noqa: D102

    @property
    def class_name(self) -> str: ...  # noqa: D102


class ExampleGrid(QWidget):
    """Paints up to four pictures; instead of them words, where there are none."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._images: list[tuple[QImage, str]] = []
        self._words = ""
        self._is_stale = False
        self.setAccessibleName(tr("Examples"))

    def setExamples(self, examples: Sequence[Picture]) -> None:
        """Show these."""
        self._images = [(_image(example.pixels), example.class_name) for example in examples]
        self._words, self._is_stale = "", False
        names = ", ".join(example.class_name for example in examples)
        self.setAccessibleDescription(tr("{count} examples: {names}", count=len(examples), names=names))
        self.update()

    def setStale(self) -> None:
        """Other ones are on their way: what is shown fades."""
        self._is_stale = True
        self.update()

    def setWords(self, words: str) -> None:
        """Say something instead."""
        self._images, self._words, self._is_stale = [], words, False
        self.setAccessibleDescription(words)
        self.update()

    def words(self) -> str:
        """What is said instead of pictures."""
        return self._words

    def captions(self) -> list[str]:
        """The classes that are shown."""
        return [caption for _image, caption in self._images]

    def isStale(self) -> bool:
        """Whether other pictures are on their way."""
        return self._is_stale

    def sizeHint(self) -> QSize:
        """Room for four pictures that can be recognised."""
        return QSize(400, 440)

    def minimumSizeHint(self) -> QSize:
        """Room for four pictures that can be told apart."""
        return QSize(240, 280)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint pictures and captions, or words."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if self._words:
            painter.setPen(dim_colour(self.palette()))
            painter.drawText(self.rect(), Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._words)
            return
        painter.setOpacity(0.4 if self._is_stale else 1.0)
        for number, (image, caption) in enumerate(self._images):
            self._paint_one(painter, self._cell(number), image, caption)

    def _cell(self, number: int) -> QRect:
        width = (self.width() - _GAP_PX * (_COLUMNS - 1)) // _COLUMNS
        height = (self.height() - _GAP_PX * (_ROWS - 1)) // _ROWS
        side = max(16, min(width, height - _CAPTION_PX))
        row, column = divmod(number, _COLUMNS)
        left = (self.width() - _COLUMNS * side - _GAP_PX * (_COLUMNS - 1)) // 2
        return QRect(left + column * (side + _GAP_PX), row * (side + _CAPTION_PX + _GAP_PX), side, side + _CAPTION_PX)

    def _paint_one(self, painter: QPainter, cell: QRect, image: QImage, caption: str) -> None:
        place = QRectF(cell.x(), cell.y(), cell.width(), cell.width())
        size = image.size().scaled(cell.width(), cell.width(), Qt.AspectRatioMode.KeepAspectRatio)
        target = QRectF(QPointF(0, 0), size)
        target.moveCenter(place.center())
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform, image.width() > cell.width() // 4)
        painter.drawImage(target, image)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        words = QRect(cell.x(), cell.y() + cell.width(), cell.width(), _CAPTION_PX)
        elided = self.fontMetrics().elidedText(caption, Qt.TextElideMode.ElideRight, cell.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignCenter, elided)


def _image(pixels: NDArray[np.uint8]) -> QImage:
    height, width, _channels = pixels.shape
    return QImage(np.ascontiguousarray(pixels).data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
