"""A field for a limit of the colour bar."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from desktop.translation import tr
from desktop.widgets.viewer.numbers import read_number, short_number, tiny_number

_MARGIN_PX = 10
"""What frame and padding take of the width."""


class LimitEdit(QLineEdit):
    """Looks like a label until it is clicked; Enter takes the number, Escape goes back to the one before."""

    valueTyped = Signal(float)

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._value = 0.0
        self.setObjectName("limitEdit")
        self.setFrame(False)
        self.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.setAccessibleName(name)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.setMinimumWidth(0)
        self.returnPressed.connect(self._take)

    def value(self) -> float:
        """The number."""
        return self._value

    def setValue(self, value: float) -> None:
        """Show a number, unless one is being typed."""
        self._value = value
        self.setToolTip(
            tr(
                "{accessiblename}: {value:.9g}. Click to type another.",
                accessiblename=self.accessibleName(),
                value=value,
            )
        )
        if not (self.hasFocus() and self.isModified()):
            self.setText(self._words(value))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Begin to type over the number."""
        had_focus = self.hasFocus()
        super().mousePressEvent(event)
        if not had_focus:
            self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape: the number before."""
        if event.key() == Qt.Key.Key_Escape:
            self._restore()
            self.clearFocus()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Take what was typed."""
        super().focusOutEvent(event)
        self._take()
        self.deselect()

    def _take(self) -> None:
        typed = read_number(self.text()) if self.isModified() else None
        self._restore()
        if typed is not None and typed != self._value:
            self.valueTyped.emit(typed)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or fewer digits have room."""
        super().resizeEvent(event)
        self.setValue(self._value)

    def _words(self, value: float) -> str:
        """The number with as many digits as there is room for."""
        room = self.contentsRect().width() - _MARGIN_PX
        texts = (short_number(value), short_number(value, 2), tiny_number(value))
        return next((text for text in texts if self.fontMetrics().horizontalAdvance(text) <= room), texts[-1])

    def _restore(self) -> None:
        self.setText(self._words(self._value))
        self.setModified(False)
