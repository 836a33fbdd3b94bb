"""Cells whose pictures have a width that the user chooses."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QStyledItemDelegate

PICTURE_ASPECT = 0.8
"""Photographs of the eye are wider than high."""


class SizedDelegate(QStyledItemDelegate):
    """Paints cells whose picture is `thumbnailSize` logical pixels wide."""

    def __init__(self, size_px: int, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._size_px = size_px

    def thumbnailSize(self) -> int:
        """The width of the picture's box, in logical pixels."""
        return self._size_px

    def setThumbnailSize(self, size_px: int) -> None:
        """Change the width of the picture's box, in logical pixels."""
        self._size_px = size_px

    def pictureHeight(self) -> int:
        """The height of the picture's box, in logical pixels."""
        return round(self._size_px * PICTURE_ASPECT)


def turns_size(event: QWheelEvent, step: Callable[[int], object]) -> bool:
    """Whether the wheel is turned with Ctrl: then pictures become one size larger or smaller, and nothing scrolls."""
    if not event.modifiers() & Qt.KeyboardModifier.ControlModifier:
        return False
    delta = event.angleDelta().y()
    if delta:
        step(1 if delta > 0 else -1)
    event.accept()
    return True
