"""The form of a training: every key of its settings, in groups, with what is wrong beside each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QLabel, QScrollArea, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.training.checking import problems
from core.training.machine import Machine, hindrances, precision_hindrance, precision_note
from core.training.settings import Device, MachineSettings, Precision, TrainingSettings
from desktop.training_fields import GROUPS, Field, Group, fields_by_name
from desktop.training_relevance import needless
from desktop.translation import tr
from desktop.widgets.train.editors import ChoiceEditor, Editor, FlagEditor
from desktop.widgets.train.group_box import GroupBox
from desktop.widgets.train.making import make_editor
from desktop.widgets.train.name_editors import NameEditor
from desktop.widgets.train.quiet import UndoKeys
from desktop.widgets.train.steps_editor import StepsEditor
from desktop.widgets.wrapped_label import WrappedLabel

PATIENCE_MS = 250
MOST_CHANGES = 200
LABEL_PX = 118


class SettingsForm(QScrollArea):
    """Edits TrainingSettings. What it has no field for stays as it was given."""

    changed = Signal()
    """Another value, a moment after the last key."""
    historyChanged = Signal()
    """There is something else to undo or to redo."""
    recipeChosen = Signal(object)
    """The path of a recipe whose steps are wanted."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Settings of the training"))
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._base = TrainingSettings()
        self._editors: dict[str, Editor] = {}
        self._errors: dict[str, WrappedLabel] = {}
        self._rows: dict[str, tuple[QWidget, ...]] = {}
        self._outer: dict[str, str] = {}
        self._groups: dict[str, GroupBox] = {}
        self._is_filling = False
        self._machine = Machine()
        self._past: list[TrainingSettings] = []
        self._at = -1
        self._keys = UndoKeys(self.undo, self.redo, self)
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self._settle)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(2)
        for group in GROUPS:
            layout.addWidget(self._make_group(group))
        layout.addStretch(1)
        self.setWidget(inside)
        self._keys.watch(inside)
        self.setSettings(TrainingSettings())
        self._remember()

    # The settings

    def settings(self) -> TrainingSettings:
        """What the form says now; a field that cannot be read keeps its last good value."""
        tables: dict[str, dict[str, Any]] = {}
        for name, editor in self._editors.items():
            table, _dot, key = name.rpartition(".")
            tables.setdefault(table, {})[key] = editor.value()
        changes: dict[str, Any] = dict(tables.pop("", {}))
        for table, values in tables.items():
            changes[table] = dataclasses.replace(getattr(self._base, table), **values)
        return dataclasses.replace(self._base, **changes)

    def setSettings(self, settings: TrainingSettings) -> None:
        """Fill the form."""
        self._base = settings
        self._is_filling = True
        try:
            for name, editor in self._editors.items():
                editor.setValue(value_of(settings, name))
        finally:
            self._is_filling = False
        self._take_change()

    def setValue(self, name: str, value: Any) -> None:
        """Change one key, "table.key"."""
        self._editors[name].setValue(value)

    def editor(self, name: str) -> Editor:
        """The control of a key."""
        return self._editors[name]

    def setNames(self, name: str, names: Sequence[str]) -> None:
        """What there is to choose from for a key."""
        editor = self._editors[name]
        if isinstance(editor, NameEditor):
            editor.setNames(names)

    def setMachine(self, machine: Machine) -> None:
        """What this machine can compute on."""
        self._machine = machine
        self._take_context()

    # Undoing

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return self._at > 0 or self._is_unsettled

    @property
    def can_redo(self) -> bool:
        """Whether a change was taken back."""
        return self._at < len(self._past) - 1

    def undo(self) -> None:
        """Take the last change back, whichever field it was in."""
        self._settle()
        if self._at > 0:
            self._go_to(self._at - 1)

    def redo(self) -> None:
        """Make a change again that was taken back."""
        if self.can_redo:
            self._go_to(self._at + 1)

    def _go_to(self, at: int) -> None:
        self._at = at
        self.setSettings(self._past[at])
        self._patience.stop()
        self.changed.emit()
        self.historyChanged.emit()

    @property
    def _is_unsettled(self) -> bool:
        """Whether something was typed that the history does not know yet."""
        return self._patience.isActive() and self.settings() != self._past[self._at]

    def _settle(self) -> None:
        """Take what was typed for a change, and tell of it."""
        self._patience.stop()
        self._remember()
        self.changed.emit()

    def _remember(self) -> None:
        settings = self.settings()
        if self._past and settings == self._past[self._at]:
            return
        self._past = [*self._past[: self._at + 1][-MOST_CHANGES:], settings]
        self._at = len(self._past) - 1
        self.historyChanged.emit()

    # What is wrong

    def setProblems(self, found: Mapping[str, FunduscopeError]) -> None:
        """What was found out about these settings elsewhere, by "table.key"."""
        self._outer = {name: str(error) for name, error in found.items()}
        self._show_problems()

    def addProblems(self, found: Mapping[str, FunduscopeError]) -> None:
        """More of them."""
        self._outer |= {name: str(error) for name, error in found.items() if name not in self._outer}
        self._show_problems()

    def problems(self) -> dict[str, str]:
        """All that is wrong, in the order of the form."""
        found = {name: str(error) for name, error in problems(self.settings()).items()}
        typed = {name: editor.problem for name, editor in self._editors.items() if editor.problem}
        whole = {**self._outer, **found, **typed}
        return {name: whole[name] for name in (*self._editors, *whole) if name in whole}

    def showProblem(self, name: str) -> None:
        """Bring a field into view, and the cursor to it."""
        field = fields_by_name().get(name)
        if field is None:
            return
        group = next(group for group in GROUPS if field in group.fields)
        self._groups[group.title].setOpen(is_open=True)
        control = self._editors[name].control
        control.setFocus()
        QTimer.singleShot(0, self, lambda: self.ensureWidgetVisible(control))

    def _take_context(self) -> None:
        """Let controls follow that depend on others."""
        settings = self.settings()
        for editor in self._editors.values():
            editor.setContext(settings)
        self._keys.watch(self._editors["network.arguments"].control)
        device, machine = settings.machine.device, self._machine
        for name, choices in (("run.precision", Precision), ("machine.device", Device)):
            editor = self._editors[name]
            if isinstance(editor, ChoiceEditor):
                reasons = {each.value: _hindrance(each, device, machine) for each in choices}
                notes = {each.value: _note(each, device, machine) for each in choices}
                editor.setHindrances({name: why for name, why in reasons.items() if why}, notes)

    def _take_change(self) -> None:
        if self._is_filling:
            return
        self._outer = {}  # what was found out is about other settings
        self._take_context()
        self._show_problems()
        self._patience.start()

    def _show_problems(self) -> None:
        found = self.problems()
        hidden = needless(self.settings())
        for name, label in self._errors.items():
            text = found.get(name, "")
            for widget in self._rows[name]:
                widget.setVisible(name not in hidden or bool(text))
            label.setText(text)
            label.setVisible(bool(text))
            self._editors[name].control.setAccessibleDescription(text)
        for group in GROUPS:
            count = sum(field.name in found for field in group.fields)
            self._groups[group.title].setProblemCount(count)

    # Making

    def _make_group(self, group: Group) -> GroupBox:
        box = GroupBox(tr(group.title), is_open=group.is_open)
        self._groups[group.title] = box
        for field in group.fields:
            self._add_field(box, field)
        return box

    def _add_field(self, box: GroupBox, field: Field) -> None:
        editor = make_editor(field, value_of(self._base, field.name))
        self._editors[field.name] = editor
        editor.changed.connect(self._take_change)
        error = WrappedLabel(role="error")
        error.hide()
        self._errors[field.name] = error
        title = f"{tr(field.title)}, {tr(field.unit)}" if field.unit else tr(field.title)
        if not editor.control.accessibleName():
            editor.control.setAccessibleName(title)
        editor.control.setToolTip(tr(field.tip))
        label = None
        if not isinstance(editor, FlagEditor):
            label = QLabel(title)
            label.setToolTip(tr(field.tip))
            label.setBuddy(editor.control)
            label.setFixedWidth(LABEL_PX)
            label.setWordWrap(True)
        self._rows[field.name] = (editor.control,) if label is None else (label, editor.control)
        if isinstance(editor, StepsEditor):
            editor.fileChosen.connect(self.recipeChosen)
        box.addRow(label, editor.control, error)


def _hindrance(choice: Precision | Device, device: Device, machine: Machine) -> str:
    if isinstance(choice, Precision):
        return precision_hindrance(choice, device, machine)
    found = hindrances(TrainingSettings(machine=MachineSettings(device=choice)), machine)
    return tr("none in this machine") if "machine.device" in found else ""


def _note(choice: Precision | Device, device: Device, machine: Machine) -> str:
    if isinstance(choice, Precision):
        return precision_note(choice, device, machine)
    return ", ".join(machine.cards) if choice is Device.CUDA else ""


def value_of(settings: TrainingSettings, name: str) -> Any:
    """The value of "table.key", or of "key" at the top."""
    table, _dot, key = name.rpartition(".")
    return getattr(getattr(settings, table) if table else settings, key)
