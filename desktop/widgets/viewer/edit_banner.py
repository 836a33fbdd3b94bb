"""A clear word that the picture is not the photograph, and what came of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent
from PySide6.QtWidgets import QWidget

from desktop.widgets.painting import bold_font

_MARGIN_PX = 12
_PADDING_X_PX = 16
_PADDING_Y_PX = 6
_WIDEST_PX = 760
_RADIUS_PX = 12
_FIELD = QColor(255, 180, 84)
_TEXT = QColor(40, 24, 4)
_MOVES = (QEvent.Type.Resize, QEvent.Type.Move, QEvent.Type.Show, QEvent.Type.Hide)


class EditBanner(QWidget):
    """A line, and a second one where there is more to say, on amber in either theme; clicks go through it.

    At the bottom of its parent, above the widget `above` while that is shown.
    """

    def __init__(self, parent: QWidget, above: QWidget) -> None:
        super().__init__(parent)
        self._around, self._above = parent, above
        self._text = self._detail = ""
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        for widget in (parent, above):
            widget.installEventFilter(self)

    def text(self) -> str:
        """The first line; empty when nothing is shown."""
        return self._text

    def detail(self) -> str:
        """The second line."""
        return self._detail

    def setText(self, text: str, detail: str = "") -> None:
        """Show these lines, or nothing when the first is empty."""
        if (text, detail) != (self._text, self._detail):
            self._text, self._detail = text, detail
            self.setAccessibleName(f"{text}. {detail}" if detail else text)
            self.setVisible(bool(text))
            self._place()
            self.update()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when something around changes."""
        if event.type() in _MOVES:
            self._place()
        return super().eventFilter(watched, event)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint field and text."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(_FIELD)
        painter.drawRoundedRect(self.rect().toRectF(), _RADIUS_PX, _RADIUS_PX)
        painter.setPen(_TEXT)
        inner = self.rect().adjusted(_PADDING_X_PX, _PADDING_Y_PX, -_PADDING_X_PX, -_PADDING_Y_PX)
        for number, text in enumerate(self._lines()):
            painter.setFont(bold_font(self.font()) if number == 0 else self.font())
            metrics = painter.fontMetrics()
            line = QRect(inner.left(), inner.top() + number * metrics.height(), inner.width(), metrics.height())
            painter.drawText(
                line, Qt.AlignmentFlag.AlignCenter, metrics.elidedText(text, Qt.TextElideMode.ElideRight, line.width())
            )

    def _lines(self) -> list[str]:
        return [line for line in (self._text, self._detail) if line]

    def _place(self) -> None:
        around, lines = self._around.rect(), self._lines()
        bold = QFontMetrics(bold_font(self.font()))
        natural = max((bold.horizontalAdvance(line) for line in lines), default=0) + 2 * _PADDING_X_PX + 4
        width = min(natural, _WIDEST_PX, max(0, around.width() - 2 * _MARGIN_PX))
        height = len(lines) * bold.height() + 2 * _PADDING_Y_PX
        bottom = around.bottom() + 1 - _MARGIN_PX
        if not self._above.isHidden():
            bottom = min(bottom, self._above.y() - _MARGIN_PX // 2)
        self.setGeometry(around.x() + (around.width() - width) // 2, bottom - height, width, height)
        self.raise_()
