"""Keys and wheel in a form: the wheel scrolls past what has no focus, and undo is about the whole form."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence
from PySide6.QtWidgets import QWidget


class _QuietWheel(QObject):
    """The wheel scrolls the form; it changes a choice only where that has the focus."""

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        if event.type() == QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return False


def quiet_wheel(widget: QWidget) -> None:
    """Keep the wheel from changing what is only passed over."""
    widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
    widget.installEventFilter(_QuietWheel(widget))


class UndoKeys(QObject):
    """Takes the keys of undo and redo from controls, which would each undo their own text alone."""

    def __init__(self, undo: Callable[[], None], redo: Callable[[], None], parent: QObject) -> None:
        super().__init__(parent)
        self._acts = {QKeySequence.StandardKey.Undo: undo, QKeySequence.StandardKey.Redo: redo}

    def watch(self, widget: QWidget) -> None:
        """Take them from a control and all that it is made of."""
        for each in (widget, *widget.findChildren(QWidget)):
            each.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """Take the key where it is one of them."""
        if event.type() not in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress) or not isinstance(event, QKeyEvent):
            return False
        act = next((act for key, act in self._acts.items() if event.matches(key)), None)
        if act is None:
            return False
        event.accept()
        if event.type() == QEvent.Type.KeyPress:
            act()
        return True
