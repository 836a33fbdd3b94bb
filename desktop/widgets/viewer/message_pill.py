"""Honest words over the picture, which hide as little of it as they can."""

from __future__ import annotations

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPalette, QPen
from PySide6.QtWidgets import QWidget

from desktop.widgets.viewer.afloat import Afloat

_MARGIN_PX = 16
_PADDING_X_PX = 16
_PADDING_Y_PX = 8
_WIDEST_PX = 560


class MessagePill(Afloat):
    """A text in a rounded field at the bottom of its parent; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._text = ""

    def text(self) -> str:
        """The text; empty when nothing is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show `text`, or nothing when it is empty."""
        if text == self._text:
            return
        self._text = text
        self.setAccessibleName(text)
        self.setVisible(bool(text))
        self.place()
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        field = QColor(self.palette().color(QPalette.ColorRole.Base))
        field.setAlpha(235)
        painter.setBrush(field)
        painter.setPen(QPen(self.palette().color(QPalette.ColorRole.Mid), 1))
        radius = min(self.height() / 2, 18)
        painter.drawRoundedRect(self.rect().toRectF().adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(self.palette().color(QPalette.ColorRole.WindowText))
        inner = self.rect().adjusted(_PADDING_X_PX, _PADDING_Y_PX, -_PADDING_X_PX, -_PADDING_Y_PX)
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap, self._text)

    def place(self) -> None:
        """Go to the middle of the bottom, as large as the words."""
        around = self.around.rect()
        widest = max(80, min(_WIDEST_PX, around.width() - 2 * (_MARGIN_PX + _PADDING_X_PX)))
        flags = Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap
        words = self.fontMetrics().boundingRect(QRect(0, 0, widest, 1000), flags, self._text)
        width, height = words.width() + 2 * _PADDING_X_PX + 2, words.height() + 2 * _PADDING_Y_PX
        x = around.x() + (around.width() - width) // 2
        self.setGeometry(x, around.bottom() + 1 - height - _MARGIN_PX, width, height)
        self.raise_()
