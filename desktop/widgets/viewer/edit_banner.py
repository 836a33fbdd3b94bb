"""A clear word that the picture is not the photograph."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.painting import bold_font

_MARGIN_PX = 12
_PADDING_X_PX = 14
_PADDING_Y_PX = 5
_FIELD = QColor(255, 180, 84)
_TEXT = QColor(40, 24, 4)


class EditBanner(QWidget):
    """A text on amber at the top of its parent, in either theme; clicks go through it."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self._around = parent
        self._text = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFont(bold_font(self.font()))
        self.hide()
        parent.installEventFilter(self)

    def text(self) -> str:
        """The text; empty when nothing is shown."""
        return self._text

    def setText(self, text: str) -> None:
        """Show `text`, or nothing when it is empty."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self.setVisible(bool(text))
            self._place()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the parent changes its size."""
        if event.type() == QEvent.Type.Resize:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FIELD)
        painter.drawRoundedRect(self.rect().toRectF(), self.height() / 2, self.height() / 2)
        painter.setPen(_TEXT)
        inner = self.rect().adjusted(_PADDING_X_PX, 0, -_PADDING_X_PX, 0)
        text = self.fontMetrics().elidedText(self._text, Qt.TextElideMode.ElideRight, inner.width())
        painter.drawText(inner, Qt.AlignmentFlag.AlignCenter, text)

    def _place(self) -> None:
        around = self._around.rect()
        natural = self.fontMetrics().horizontalAdvance(self._text) + 2 * _PADDING_X_PX + 4
        width = min(natural, max(0, around.width() - 2 * _MARGIN_PX))
        height = self.fontMetrics().height() + 2 * _PADDING_Y_PX
        self.setGeometry(around.x() + (around.width() - width) // 2, around.y() + _MARGIN_PX, width, height)
        self.raise_()
