"""A small widget that floats over another one and keeps its place when that changes its size."""

from __future__ import annotations

from abc import abstractmethod

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtWidgets import QWidget


class Afloat(QWidget):
    """Hidden at first; clicks go through it. Who derives from it says where it lies within `around`."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.around = parent
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()
        parent.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep the place when the parent changes its size, or the size of its words: another theme does so."""
        if event.type() in (QEvent.Type.Resize, QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.place()
        return super().eventFilter(watched, event)

    @abstractmethod
    def place(self) -> None:
        """Go where it belongs."""
