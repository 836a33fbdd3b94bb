"""The steps of a preparation in their order, with what adds, removes and moves them."""

from __future__ import annotations

from collections.abc import Sequence
from types import MappingProxyType

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QMenu, QToolButton, QVBoxLayout, QWidget

from core.images.preparation import STEP_TYPES
from core.images.steps.step import Step
from desktop.translation import mark, tr
from desktop.widgets.preparation_words import step_sentence
from desktop.widgets.text_button import text_button

STEP_TITLES = MappingProxyType(
    {
        "field_crop": mark("Crop to the disc of light"),
        "scale_radius": mark("Scale the fundus to a radius"),
        "resize": mark("Resize"),
        "resize_shorter_side": mark("Resize the shorter side"),
        "centre_crop": mark("Crop the middle"),
        "local_mean": mark("Subtract the local mean"),
        "clahe": mark("Equalise the lightness (CLAHE)"),
        "green": mark("Green channel"),
        "grey_world": mark("Balance colours (grey world)"),
        "histogram_matching": mark("Match histograms"),
        "flip": mark("Flip or turn"),
    }
)


class StepList(QWidget):
    """Shows the steps; what the user wants of them it tells, and changes nothing itself."""

    chosen = Signal(int)
    """The row of the step whose parameters are to be shown."""
    addRequested = Signal(object)
    """The type of step to put behind the chosen one."""
    removeRequested = Signal()
    moveRequested = Signal(int)
    """-1: up, 1: down."""
    undoRequested = Signal()
    redoRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.list = _Steps()
        self.list.setAccessibleName(tr("Steps"))
        self.list.setToolTip(tr("Steps in their order. Delete removes the chosen one, Alt+Up and Alt+Down move it"))
        self.addButton = text_button(tr("Add"), tr("Put a step behind the chosen one"))
        self.addButton.setPopupMode(QToolButton.ToolButtonPopupMode.InstantPopup)
        self.addButton.setMenu(self._menu())
        self.removeButton = text_button(tr("Remove"), tr("Take the chosen step out (Del)"))
        self.upButton = text_button(tr("Up"), tr("Do the chosen step earlier (Alt+Up)"))
        self.downButton = text_button(tr("Down"), tr("Do the chosen step later (Alt+Down)"))
        self.undoButton = text_button(tr("Undo"), tr("Take the last change back (Ctrl+Z)"))
        self.redoButton = text_button(tr("Redo"), tr("Do it again (Ctrl+Shift+Z)"))
        self._lay_out()
        self.list.currentRowChanged.connect(self.chosen)
        self.list.deletePressed.connect(self.removeRequested)
        self.list.movePressed.connect(self.moveRequested)
        self.removeButton.clicked.connect(self.removeRequested)
        self.upButton.clicked.connect(lambda: self.moveRequested.emit(-1))
        self.downButton.clicked.connect(lambda: self.moveRequested.emit(1))
        self.undoButton.clicked.connect(self.undoRequested)
        self.redoButton.clicked.connect(self.redoRequested)

    def _lay_out(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(4)
        for button in (self.addButton, self.removeButton, self.upButton, self.downButton):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.undoButton)
        row.addWidget(self.redoButton)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.addWidget(self.list, 1)
        layout.addLayout(row)

    def _menu(self) -> QMenu:
        menu = QMenu(self)
        for step_type in sorted(STEP_TYPES, key=lambda each: list(STEP_TITLES).index(each.name)):
            action = menu.addAction(tr(STEP_TITLES[step_type.name]))
            action.triggered.connect(lambda _checked=False, kind=step_type: self.addRequested.emit(kind))
        return menu

    def setSteps(self, steps: Sequence[Step], position: int) -> None:
        """Show these, with one of them chosen (-1: none)."""
        with QSignalBlocker(self.list):
            self.list.clear()
            for number, step in enumerate(steps, start=1):
                self.list.addItem(f"{number}.  {tr(STEP_TITLES[step.name])}")
                self.list.item(number - 1).setToolTip(step_sentence(step))
            self.list.setCurrentRow(position)
        self.removeButton.setEnabled(position >= 0)
        self.upButton.setEnabled(position > 0)
        self.downButton.setEnabled(0 <= position < len(steps) - 1)

    def setHistory(self, *, can_undo: bool, can_redo: bool) -> None:
        """Say whether there is something to undo and to do again."""
        self.undoButton.setEnabled(can_undo)
        self.redoButton.setEnabled(can_redo)


class _Steps(QListWidget):
    deletePressed = Signal()
    movePressed = Signal(int)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        is_alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.deletePressed.emit()
        elif is_alt and event.key() in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.movePressed.emit(-1 if event.key() == Qt.Key.Key_Up else 1)
        else:
            super().keyPressEvent(event)
