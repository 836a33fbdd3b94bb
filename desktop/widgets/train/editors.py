"""What edits one key of a training's settings: each kind of value by a control that says what is wrong with it."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QStandardItemModel
from PySide6.QtWidgets import QCheckBox, QComboBox, QLineEdit, QWidget

from core.training.settings import TrainingSettings
from desktop.training_choices import CHOICE_TITLES
from desktop.translation import tr
from desktop.widgets.train.quiet import quiet_wheel

NOTHING: Mapping[str, str] = MappingProxyType({})


class Editor(QObject):
    """A control with its value. `problem`: what is wrong with what is typed; the value is then the last good one.

    `value` and `setValue` are for each kind to write; Qt's metaclass leaves no room for one that would see to it.
    """

    changed = Signal()

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self.control = control
        self.problem = ""

    @abstractmethod
    def value(self) -> Any:
        """What stands there."""

    @abstractmethod
    def setValue(self, value: Any) -> None:
        """Show another value."""

    def setContext(self, settings: TrainingSettings) -> None:
        """The settings of which this is a part, where the control follows from others."""


class FlagEditor(Editor):
    """Yes or no."""

    def __init__(self, title: str) -> None:
        self._box = QCheckBox(title)
        super().__init__(self._box)
        self._box.toggled.connect(lambda _is_on: self.changed.emit())

    def value(self) -> bool:  # noqa: D102
        return self._box.isChecked()

    def setValue(self, value: bool) -> None:  # noqa: D102, FBT001
        self._box.setChecked(value)


class TextEditor(Editor):
    """A line of text, read by `read`, which raises ValueError with what is wrong."""

    def __init__(self, edit: QLineEdit, read: Callable[[str], Any], write: Callable[[Any], str]) -> None:
        super().__init__(edit)
        self._edit = edit
        self._read = read
        self._write = write
        self._value: Any = None
        edit.textChanged.connect(lambda _text: self._take())

    def value(self) -> Any:  # noqa: D102
        return self._value

    def setValue(self, value: Any) -> None:  # noqa: D102
        self._value = value
        text = self._write(value)
        self.problem = ""
        if text != self._edit.text():
            self._edit.setText(text)
            self._edit.setCursorPosition(0)

    def _take(self) -> None:
        try:
            self._value = self._read(self._edit.text())
            self.problem = ""
        except ValueError as error:
            self.problem = str(error)
        self.changed.emit()


class ChoiceEditor(Editor):
    """One of a few."""

    def __init__(self, name: str, choices: Sequence[str], make: Callable[[str], Any]) -> None:
        self._box = QComboBox()
        self._box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        super().__init__(self._box)
        self._make = make
        self._name = name
        for choice in choices:
            self._box.addItem(tr(CHOICE_TITLES.get(f"{name}/{choice}", choice)), choice)
        self._box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        quiet_wheel(self._box)

    def setHindrances(self, reasons: Mapping[str, str], notes: Mapping[str, str] = NOTHING) -> None:
        """Why some of them cannot be had, by choice: these cannot be chosen. `notes` only say something."""
        model = self._box.model()
        for row in range(self._box.count()):
            choice = str(self._box.itemData(row))
            words = reasons.get(choice) or notes.get(choice, "")
            title = tr(CHOICE_TITLES.get(f"{self._name}/{choice}", choice))
            self._box.setItemText(row, f"{title}: {words}" if words else title)
            if isinstance(model, QStandardItemModel):
                model.item(row).setEnabled(choice not in reasons)

    def value(self) -> Any:  # noqa: D102
        return self._make(str(self._box.currentData()))

    def setValue(self, value: Any) -> None:  # noqa: D102
        row = self._box.findData(str(value))
        if row < 0:  # a recipe that this version does not know
            self._box.addItem(str(value), str(value))
            row = self._box.count() - 1
        self._box.setCurrentIndex(row)


def number_text(value: float) -> str:
    """As short as it can be without losing anything."""
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def read_number(text: str) -> float:
    """A number as people type it. Raises ValueError with what is wrong."""
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise ValueError(tr("A number is wanted, as 0.001 or 1e-3.")) from None


def read_whole(text: str) -> int:
    """A whole number. Raises ValueError with what is wrong."""
    try:
        return int(text.strip())
    except ValueError:
        raise ValueError(tr("A whole number is wanted.")) from None


def read_wholes(text: str) -> tuple[int, ...]:
    """Whole numbers, separated. Raises ValueError with what is wrong."""
    try:
        return tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError(tr("Whole numbers are wanted, separated by commas.")) from None


def read_names(text: str) -> tuple[str, ...]:
    """Names between semicolons."""
    return tuple(part.strip() for part in text.split(";") if part.strip())
