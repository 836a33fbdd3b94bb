"""Keys that are held, and keys that belong to the widget which has the focus."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QAction, QKeyEvent, QKeySequence
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSlider,
    QAbstractSpinBox,
    QApplication,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)
from shiboken6 import isValid

_TEXT = (QLineEdit, QAbstractSpinBox, QPlainTextEdit, QTextEdit)
_ARROWS = frozenset({Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down})
_VERTICAL = frozenset({Qt.Key.Key_Up, Qt.Key.Key_Down})


class KeyFilter(QObject):
    """Watches the keys of whatever has the focus, on behalf of one window.

    A filter of the whole program would be simpler, and would run Python for every event of every widget.
    The key of `action` and the space bar call `hold(True)` while they are down. Arrow keys go to a slider, field or
    list that has the focus before they walk through photographs and layers.
    """

    def __init__(self, window: QWidget, action: QAction, hold: Callable[[bool], None]) -> None:
        super().__init__(window)
        self._window = window
        self._action = action
        self._hold = hold
        self._held: int | None = None
        self._watched: QWidget | None = None
        window.installEventFilter(self)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._follow_focus)
            self._watch(app.focusWidget())

    def remove(self) -> None:
        """Stop watching."""
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.disconnect(self._follow_focus)
        self._watch(None)
        self._window.removeEventFilter(self)

    def _follow_focus(self, _old: QWidget | None, new: QWidget | None) -> None:
        self._watch(new)

    def _watch(self, widget: QWidget | None) -> None:
        if self._watched is not None and isValid(self._watched) and self._watched is not self._window:
            self._watched.removeEventFilter(self)
        self._watched = widget
        if widget is not None and widget is not self._window:
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's."""
        kind = event.type()
        if kind is QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent):
            if self._belongs_to_focus(event) or self._is_hold_key(event):
                event.accept()
                return True
        elif kind is QEvent.Type.KeyPress and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self._press(event)
        elif kind is QEvent.Type.KeyRelease and isinstance(event, QKeyEvent) and isinstance(watched, QWidget):
            return self._release(event)
        elif kind is QEvent.Type.WindowDeactivate and watched is self._window:
            self._let_go()
        return False

    def _press(self, event: QKeyEvent) -> bool:
        if self._held is not None and event.key() == self._held:
            return True
        if not self._is_hold_key(event) or event.isAutoRepeat():
            return False
        self._held = event.key()
        self._hold(True)  # noqa: FBT003  as a toggled signal does
        return True

    def _release(self, event: QKeyEvent) -> bool:
        if self._held is None or event.key() != self._held:
            return False
        if not event.isAutoRepeat():
            self._let_go()
        return True

    def _let_go(self) -> None:
        if self._held is not None:
            self._held = None
            self._hold(False)  # noqa: FBT003

    def _is_hold_key(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if (
            not self._action.isEnabled()
            or not self._window.isActiveWindow()
            or QApplication.activePopupWidget() is not None
            or isinstance(focus, _TEXT)
        ):
            return False
        if event.key() == Qt.Key.Key_Space and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            return not isinstance(focus, QAbstractButton | QComboBox)
        return QKeySequence(event.keyCombination()) in self._action.shortcuts()

    def _belongs_to_focus(self, event: QKeyEvent) -> bool:
        focus = QApplication.focusWidget()
        if event.key() not in _ARROWS or event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            return False
        if isinstance(focus, QAbstractSlider | QComboBox):
            return True
        return isinstance(focus, QAbstractItemView) and (
            event.key() in _VERTICAL or focus.objectName() == "thumbnailView"
        )
