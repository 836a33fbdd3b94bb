"""What edits one key of a training's settings: each kind of value by a control that says what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from enum import StrEnum
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QCompleter,
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QWidget,
)

from core.images.preparation import Recipe
from core.training.settings import PRETRAINED
from desktop.resources import icon
from desktop.training_fields import CHOICE_TITLES, Field, Kind

OWN_STEPS = "As in the file"
_MODEL_FILTER = "Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin *.pkl);;All files (*)"
_DATA_FILTER = "Tables and HDF5 (*.csv *.tsv *.xlsx *.h5 *.hdf5);;All files (*)"


class Editor(QObject):
    """A control with its value. `problem`: what is wrong with what is typed; the value is then the last good one."""

    changed = Signal()

    def __init__(self, control: QWidget) -> None:
        super().__init__(control)
        self.control = control
        self.problem = ""

    def value(self) -> Any:
        """What stands there."""
        raise NotImplementedError

    def setValue(self, value: Any) -> None:
        """Show another value."""
        raise NotImplementedError


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
        super().__init__(self._box)
        self._make = make
        for choice in choices:
            self._box.addItem(CHOICE_TITLES.get(f"{name}/{choice}", choice), choice)
        self._box.currentIndexChanged.connect(lambda _row: self.changed.emit())
        quiet_wheel(self._box)

    def value(self) -> Any:  # noqa: D102
        return self._make(str(self._box.currentData()))

    def setValue(self, value: Any) -> None:  # noqa: D102
        row = self._box.findData(str(value))
        if row < 0:  # a recipe that this version does not know
            self._box.addItem(str(value), str(value))
            row = self._box.count() - 1
        self._box.setCurrentIndex(row)


class ArchitectureEditor(Editor):
    """A name out of more than a thousand: typing any part of it lists those that hold it."""

    def __init__(self) -> None:
        self.box = QComboBox(editable=True)
        super().__init__(self.box)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setMaxVisibleItems(16)
        self.box.editTextChanged.connect(lambda _text: self.changed.emit())
        quiet_wheel(self.box)

    def setNames(self, names: Sequence[str]) -> None:
        """What there is to choose."""
        text = self.box.currentText()
        self.box.blockSignals(True)  # noqa: FBT003
        self.box.clear()
        self.box.addItems(list(names))
        self.box.setEditText(text)
        self.box.blockSignals(False)  # noqa: FBT003
        completer = QCompleter(list(names), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)

    def value(self) -> str:  # noqa: D102
        return self.box.currentText().strip()

    def setValue(self, value: str) -> None:  # noqa: D102
        self.box.setEditText(value)


class PathEditor(TextEditor):
    """A path, with buttons that open a dialog for it."""

    def __init__(self, field: Field) -> None:
        edit = QLineEdit()
        edit.setAccessibleName(field.title)
        super().__init__(edit, str.strip, str)
        self.control = _with_buttons(edit, self._buttons(field))
        self.setParent(self.control)

    def _buttons(self, field: Field) -> list[QPushButton]:
        if field.kind is Kind.FOLDER_OR_FILE:
            return [
                _button("folder", "Choose a folder", self._ask_folder),
                _button("card", "Choose a table or an HDF5 file", lambda: self._ask_file(_DATA_FILTER)),
            ]
        if field.kind is Kind.MODEL:
            return [
                _button("model", "Choose a model or weights", lambda: self._ask_file(_MODEL_FILTER)),
                _button("drop", "Pretrained weights, fetched once", lambda: self._edit.setText(PRETRAINED)),
            ]
        return [_button("folder", f"Choose: {field.title.lower()}", lambda: self._ask_file("All files (*)"))]

    def _ask_folder(self) -> None:
        name = QFileDialog.getExistingDirectory(self._edit, "Photographs", self._edit.text())
        if name:
            self._edit.setText(name)

    def _ask_file(self, kinds: str) -> None:
        name, _ = QFileDialog.getOpenFileName(self._edit, "Choose a file", self._edit.text(), kinds)
        if name:
            self._edit.setText(name)


def make_editor(field: Field, default: Any) -> Editor:
    """The control for a key whose default is `default`."""
    match field.kind:
        case Kind.ARCHITECTURE:
            return ArchitectureEditor()
        case Kind.FOLDER_OR_FILE | Kind.FILE | Kind.MODEL:
            return PathEditor(field)
        case Kind.RECIPE:
            return ChoiceEditor(field.name, list(Recipe), str)
        case Kind.NAMES:
            return TextEditor(QLineEdit(), _read_names, "; ".join)
    if isinstance(default, bool):
        return FlagEditor(field.title)
    if isinstance(default, StrEnum):
        return ChoiceEditor(field.name, list(type(default)), type(default))
    if isinstance(default, int | float):
        return TextEditor(QLineEdit(), _read_whole if isinstance(default, int) else _read_number, number_text)
    if isinstance(default, tuple):
        return TextEditor(QLineEdit(), _read_widths, lambda widths: ", ".join(str(width) for width in widths))
    return TextEditor(QLineEdit(), str, str)


def number_text(value: float) -> str:
    """As short as it can be without losing anything."""
    if isinstance(value, int) or value == int(value):
        return str(int(value))
    return f"{value:g}" if float(f"{value:g}") == value else repr(value)


def _read_number(text: str) -> float:
    try:
        return float(text.strip().replace(",", "."))
    except ValueError:
        raise ValueError("A number is wanted, as 0.001 or 1e-3.") from None


def _read_whole(text: str) -> int:
    try:
        return int(text.strip())
    except ValueError:
        raise ValueError("A whole number is wanted.") from None


def _read_widths(text: str) -> tuple[int, ...]:
    try:
        return tuple(int(part) for part in text.replace(";", ",").split(",") if part.strip())
    except ValueError:
        raise ValueError("Whole numbers are wanted, separated by commas.") from None


def _read_names(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(";") if part.strip())


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


def _button(icon_name: str, tip: str, act: Callable[[], None]) -> QPushButton:
    button = QPushButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.setFixedWidth(30)
    button.setStyleSheet("padding: 4px;")
    button.clicked.connect(lambda _checked: act())
    return button


def _with_buttons(edit: QLineEdit, buttons: Sequence[QPushButton]) -> QWidget:
    both = QWidget()
    row = QHBoxLayout(both)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(4)
    row.addWidget(edit, 1)
    for button in buttons:
        row.addWidget(button)
    both.setFocusProxy(edit)
    return both
