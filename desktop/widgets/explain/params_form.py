"""A form made from the parameters of a method: a row each, with what it means and what is wrong with it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QFormLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from core.errors import ExplainError
from core.explain.params import MethodParams, ParamField
from desktop.translation import tr
from desktop.widgets.form_field import FormField

TYPING_MS = 400
"""After the last key a figure is taken, unless Enter takes it at once."""

Check = Callable[[MethodParams], Mapping[str, str]]


def fits_everywhere(_params: MethodParams) -> Mapping[str, str]:
    """For forms that know nothing of what is explained."""
    return {}


class ParamsForm(QWidget):
    """Shows parameters of any method and tells how the user wants them changed.

    What means nothing is said beside its field and not told; the parameters stay what they were. `check` says what of
    meaningful ones does not fit what is explained: a sentence a parameter.
    """

    paramsChanged = Signal(object)
    """The wanted MethodParams."""

    def __init__(self, check: Check = fits_everywhere, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._check = check
        self._params: MethodParams | None = None
        self._is_broken = False
        self._fields: dict[str, FormField] = {}
        self._form = QFormLayout()
        self._form.setContentsMargins(0, 0, 0, 0)
        self._form.setHorizontalSpacing(12)
        self._form.setVerticalSpacing(6)
        self.resetButton = QPushButton(tr("Reset to defaults"))
        self.resetButton.setToolTip(tr("Give every parameter of this method its default"))
        self.resetButton.clicked.connect(self.reset)
        self._typing = QTimer(self, singleShot=True, interval=TYPING_MS)
        self._typing.timeout.connect(self._take)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addLayout(self._form)
        layout.addWidget(self.resetButton)

    def params(self) -> MethodParams | None:
        """The parameters that are shown, without what is being typed."""
        return self._params

    def setParams(self, params: MethodParams) -> None:
        """Show these parameters, of this method or another; nothing is emitted."""
        if self._params is None or type(self._params) is not type(params):
            self._params = params
            self._rebuild(params)
        elif params != self._params:
            self._params = params
            self._typing.stop()
            self._show(params)
        self._update_reset()

    def recheck(self) -> None:
        """What is explained is something else: say anew what does not fit it."""
        if self._params is not None and not self._is_broken:
            self._say(self._check(self._params))

    def field(self, name: str) -> FormField:
        """The row of a parameter."""
        return self._fields[name]

    def focusFirst(self) -> None:
        """Go to the first parameter."""
        for field in self._fields.values():
            field.control.setFocus()
            if isinstance(field.control, QLineEdit):
                field.control.selectAll()
            return

    def reset(self) -> None:
        """Ask for the defaults."""
        if self._params is not None:
            self._typing.stop()
            defaults = type(self._params)()
            self._show(defaults)
            self._tell(defaults)

    def _rebuild(self, params: MethodParams) -> None:
        self._typing.stop()
        self._fields.clear()
        while self._form.rowCount():
            self._form.removeRow(0)
        for entry in params.form():
            control = self._control(entry)
            control.setToolTip(tr("{text} Default: {words}.", text=tr(entry.text), words=_words(entry.default)))
            field = FormField(tr(entry.title), control)
            field.label.setToolTip(control.toolTip())
            field.addTo(self._form)
            self._fields[entry.name] = field
        self._show(params)

    def _control(self, entry: ParamField) -> QWidget:
        if entry.choices:
            box = QComboBox()
            for choice in entry.choices:
                box.addItem(_words(choice), choice.value)
            box.activated.connect(self._take)
            return box
        if isinstance(entry.default, bool):
            check = QCheckBox()
            check.clicked.connect(self._take)
            return check
        edit = QLineEdit()
        edit.textEdited.connect(lambda _text: self._typing.start())
        edit.editingFinished.connect(self._take)
        return edit

    def _show(self, params: MethodParams) -> None:
        self._is_broken = False
        self._say({})
        for entry in params.form():
            control, value = self._fields[entry.name].control, getattr(params, entry.name)
            if isinstance(control, QComboBox):
                control.setCurrentIndex(control.findData(value.value))
            elif isinstance(control, QCheckBox):
                control.setChecked(value)
            elif isinstance(control, QLineEdit):
                control.setText(_words(value))

    def _take(self) -> None:
        """Read every field; tell where all of them mean something and fit, and what is wrong where one does not."""
        self._typing.stop()
        if self._params is None:
            return
        kind, fields, errors = type(self._params), self._params.to_json(), {}
        for entry in kind.form():
            try:
                value = self._read(entry, self._fields[entry.name].control)
                kind.from_json({entry.name: value})
                fields[entry.name] = value
            except ExplainError as error:
                errors[entry.name] = error.hint or error.message
        wanted = kind.from_json(fields)
        errors = {**self._check(wanted), **errors}
        self._say(errors)
        self._is_broken = bool(errors)
        if not errors:
            self._tell(wanted)

    def _say(self, errors: Mapping[str, str]) -> None:
        for name, field in self._fields.items():
            field.setError(errors.get(name, ""))

    def _read(self, entry: ParamField, control: QWidget) -> Any:
        if isinstance(control, QComboBox):
            return str(control.currentData())
        if isinstance(control, QCheckBox):
            return control.isChecked()
        text = control.text().strip().replace(",", ".") if isinstance(control, QLineEdit) else ""
        params = type(self._params) if self._params is not None else MethodParams
        return getattr(params.parse([f"{entry.name}={text}"]), entry.name)

    def _tell(self, params: MethodParams) -> None:
        if params != self._params:
            self._params = params
            self._update_reset()
            self.paramsChanged.emit(params)

    def _update_reset(self) -> None:
        params = self._params
        self.resetButton.setVisible(bool(self._fields))
        self.resetButton.setEnabled(params is not None and params != type(params)())


def _words(value: Any) -> str:
    if isinstance(value, bool):
        return tr("yes") if value else tr("no")
    if isinstance(value, (int, float)):
        return f"{value:.9g}"
    return tr(str(value)).replace("-", " ")
