"""Keeps the wheel, which scrolls a panel, from changing the choosers that pass under the pointer."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class WheelGuard(QObject):
    """Hands the wheel on to what is around a guarded widget, unless that has the focus."""

    def guard(self, widgets: Iterable[QWidget]) -> None:
        """Guard `widgets`; they take the focus by keys and clicks, and not by the wheel."""
        for widget in widgets:
            widget.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
            widget.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Swallow the wheel for widgets without the focus, ignored, so that it goes on to their parents."""
        if event.type() is QEvent.Type.Wheel and isinstance(watched, QWidget) and not watched.hasFocus():
            event.ignore()
            return True
        return super().eventFilter(watched, event)
