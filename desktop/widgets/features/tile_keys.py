"""What keys mean in a grid of tiles."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

DIGITS = tuple(Qt.Key(Qt.Key.Key_0.value + digit) for digit in range(10))
OPENING = (Qt.Key.Key_Return, Qt.Key.Key_Enter)
ACTING = (*DIGITS, *OPENING, Qt.Key.Key_N, Qt.Key.Key_M, Qt.Key.Key_Delete)
ASIDE = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
WALKING = (
    *ASIDE,
    Qt.Key.Key_Up,
    Qt.Key.Key_Down,
    Qt.Key.Key_Home,
    Qt.Key.Key_End,
    Qt.Key.Key_PageUp,
    Qt.Key.Key_PageDown,
)
_BY_NUMBER = {key.value: key for key in (*ACTING, *WALKING)}
"""Those that mean something here, whatever they mean elsewhere in the window; a number may have no name at all."""


def key_of(event: QKeyEvent) -> Qt.Key | None:
    """The key, where it means something here: without Ctrl and its like, on the keypad too."""
    is_plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    return _BY_NUMBER.get(event.key()) if is_plain else None


def steps_of(key: Qt.Key, *, columns: int, lines: int, count: int) -> int:
    """How many tiles further a key leads; `lines` are on the screen, `count` tiles in all."""
    return {
        Qt.Key.Key_Left: -1,
        Qt.Key.Key_Right: 1,
        Qt.Key.Key_Up: -columns,
        Qt.Key.Key_Down: columns,
        Qt.Key.Key_PageUp: -columns * lines,
        Qt.Key.Key_PageDown: columns * lines,
        Qt.Key.Key_Home: -count,
        Qt.Key.Key_End: count,
    }[key]
