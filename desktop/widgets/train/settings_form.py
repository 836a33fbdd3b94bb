"""The form of a training: every key of its settings, in groups, with what is wrong beside each."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping, Sequence
from typing import Any

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QScrollArea, QToolButton, QVBoxLayout, QWidget

from core.errors import FunduscopeError
from core.training.checking import problems
from core.training.settings import TrainingSettings
from desktop.resources import icon
from desktop.training_fields import GROUPS, Field, Group, fields_by_name
from desktop.widgets.painting import bold_font
from desktop.widgets.train.editors import ArchitectureEditor, Editor, FlagEditor, make_editor
from desktop.widgets.wrapped_label import WrappedLabel

PATIENCE_MS = 250
LABEL_PX = 118


class SettingsForm(QScrollArea):
    """Edits TrainingSettings. What it has no field for stays as it was given."""

    changed = Signal()
    """Another value, a moment after the last key."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName("Settings of the training")
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self._base = TrainingSettings()
        self._editors: dict[str, Editor] = {}
        self._errors: dict[str, WrappedLabel] = {}
        self._outer: dict[str, str] = {}
        self._groups: dict[str, _GroupBox] = {}
        self._is_filling = False
        self._patience = QTimer(self, singleShot=True, interval=PATIENCE_MS)
        self._patience.timeout.connect(self.changed)
        inside = QWidget()
        layout = QVBoxLayout(inside)
        layout.setContentsMargins(0, 0, 10, 0)
        layout.setSpacing(2)
        for group in GROUPS:
            layout.addWidget(self._make_group(group))
        layout.addStretch(1)
        self.setWidget(inside)
        self.setSettings(TrainingSettings())

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

    def setArchitectures(self, names: Sequence[str]) -> None:
        """What there is to train."""
        editor = self._editors["network.architecture"]
        if isinstance(editor, ArchitectureEditor):
            editor.setNames(names)

    # What is wrong

    def setProblems(self, found: Mapping[str, FunduscopeError]) -> None:
        """What was found out about these settings elsewhere, by "table.key"."""
        self._outer = {name: str(error) for name, error in found.items()}
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

    def _take_change(self) -> None:
        if self._is_filling:
            return
        self._outer = {}  # what was found out is about other settings
        self._show_problems()
        self._patience.start()

    def _show_problems(self) -> None:
        found = self.problems()
        for name, label in self._errors.items():
            text = found.get(name, "")
            label.setText(text)
            label.setVisible(bool(text))
            self._editors[name].control.setAccessibleDescription(text)
        for group in GROUPS:
            count = sum(field.name in found for field in group.fields)
            self._groups[group.title].setProblemCount(count)

    # Making

    def _make_group(self, group: Group) -> _GroupBox:
        box = _GroupBox(group.title, is_open=group.is_open)
        self._groups[group.title] = box
        for field in group.fields:
            self._add_field(box, field)
        return box

    def _add_field(self, box: _GroupBox, field: Field) -> None:
        editor = make_editor(field, value_of(self._base, field.name))
        self._editors[field.name] = editor
        editor.changed.connect(self._take_change)
        error = WrappedLabel(role="error")
        error.hide()
        self._errors[field.name] = error
        title = f"{field.title}, {field.unit}" if field.unit else field.title
        if not editor.control.accessibleName():
            editor.control.setAccessibleName(title)
        editor.control.setToolTip(field.tip)
        label = None
        if not isinstance(editor, FlagEditor):
            label = QLabel(title)
            label.setToolTip(field.tip)
            label.setBuddy(editor.control)
            label.setFixedWidth(LABEL_PX)
            label.setWordWrap(True)
        box.addRow(label, editor.control, error)


class _GroupBox(QWidget):
    """A heading that folds and unfolds what is below it."""

    def __init__(self, title: str, *, is_open: bool) -> None:
        super().__init__()
        self._title = title
        self._is_open = is_open
        self._head = QToolButton()
        self._head.setFont(bold_font(self._head.font()))
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.clicked.connect(lambda _checked: self.setOpen(is_open=not self._is_open))
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(6, 2, 0, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._head)
        layout.addWidget(self._body)
        self.setProblemCount(0)
        self.setOpen(is_open=is_open)

    def addRow(self, label: QLabel | None, control: QWidget, error: QWidget) -> None:
        """One more field."""
        row = self._grid.rowCount()
        if label is not None:
            self._grid.addWidget(label, row, 0, Qt.AlignmentFlag.AlignVCenter)
        self._grid.addWidget(control, row, 1)
        self._grid.addWidget(error, row + 1, 1)

    def setOpen(self, *, is_open: bool) -> None:
        """Fold or unfold."""
        self._is_open = is_open
        self._head.setAccessibleName(f"{self._title}, {'unfolded' if is_open else 'folded'}")
        self._head.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        self._body.setVisible(is_open)

    def setProblemCount(self, count: int) -> None:
        """How much in it is wrong: to be seen when it is folded."""
        self._head.setText(f"{self._title} · {count} to mend" if count else self._title)


def value_of(settings: TrainingSettings, name: str) -> Any:
    """The value of "table.key", or of "key" at the top."""
    table, _dot, key = name.rpartition(".")
    return getattr(getattr(settings, table) if table else settings, key)
