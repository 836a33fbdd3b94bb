"""Before, after and difference: three small pictures, of which one is chosen."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum
from typing import Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPalette
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QHBoxLayout, QSizePolicy, QWidget

from desktop.widgets.painting import accent_colour, dim_colour, draw_outline, small_font

_CAPTION_PX = 18
_EMPTY = QColor(12, 13, 16)


class PictureButton(QAbstractButton):
    """A picture with a word below it."""

    def __init__(self, text: str, tip: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._image = QImage()
        self.setText(text)
        self.setToolTip(tip)
        self.setAccessibleName(text)
        self.setCheckable(True)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setPicture(self, pixels: NDArray[np.uint8] | None) -> None:
        """Show (h, w, 3) uint8 RGB; None: an empty field."""
        if pixels is None:
            self._image = QImage()
        else:
            pixels = np.ascontiguousarray(pixels)
            height, width = pixels.shape[:2]
            # The copy owns its memory.
            self._image = QImage(pixels.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()
        self.update()

    def hasPicture(self) -> bool:
        """Whether there is a picture."""
        return not self._image.isNull()

    def sizeHint(self) -> QSize:
        """A third of a panel."""
        return QSize(88, 72 + _CAPTION_PX)

    def minimumSizeHint(self) -> QSize:
        """As low, and narrower."""
        return QSize(56, 72 + _CAPTION_PX)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint picture, word and, where it is chosen, a frame."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        box = self.rect().adjusted(2, 2, -2, -_CAPTION_PX)
        painter.fillRect(box, _EMPTY)
        if self.hasPicture():
            painter.setOpacity(1.0 if self.isEnabled() else 0.5)
            painter.drawImage(box, self._image, _covering(self._image.size(), box))
            painter.setOpacity(1.0)
        is_lit = self.isChecked() and self.isEnabled()
        if is_lit or self.hasFocus():
            draw_outline(painter, box.adjusted(-2, -2, 2, 2), accent_colour(self.palette()))
        painter.setFont(small_font(self.font()))
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText) if is_lit else dim_colour(self.palette()))
        caption = QRect(0, self.height() - _CAPTION_PX + 2, self.width(), _CAPTION_PX - 2)
        painter.drawText(caption, Qt.AlignmentFlag.AlignCenter, self.text())


class ComparePictures(QWidget):
    """A row of pictures; clicking one chooses it."""

    valueChanged = Signal(object)
    """The key of the chosen picture."""

    def __init__(self, choices: Mapping[Any, tuple[str, str]], parent: QWidget | None = None) -> None:
        """`choices` are the keys, with word and tooltip each."""
        super().__init__(parent)
        self._buttons = {key: PictureButton(text, tip) for key, (text, tip) in choices.items()}
        self._group = QButtonGroup(self)
        layout = QHBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        for key, button in self._buttons.items():
            self._group.addButton(button)
            layout.addWidget(button, 1)
            button.clicked.connect(lambda _checked=False, key=key: self.valueChanged.emit(key))

    def setValue(self, key: Enum) -> None:
        """Mark the chosen picture."""
        self._buttons[key].setChecked(True)

    def setPictures(self, pictures: Sequence[NDArray[np.uint8] | None]) -> None:
        """One each, in order."""
        for button, picture in zip(self._buttons.values(), pictures, strict=True):
            button.setPicture(picture)

    def button(self, key: Enum) -> PictureButton:
        """The button of a picture."""
        return self._buttons[key]


def _covering(size: QSize, box: QRect) -> QRect:
    """The middle part of a picture that fills `box` without distortion."""
    part = box.size().scaled(size, Qt.AspectRatioMode.KeepAspectRatio)
    found = QRect(0, 0, part.width(), part.height())
    found.moveCenter(QRect(0, 0, size.width(), size.height()).center())
    return found
