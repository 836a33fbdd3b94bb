"""The parameters of one step, whatever they are: made from the step's own fields."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import fields, replace
from enum import StrEnum
from types import MappingProxyType
from typing import Any

from PySide6.QtCore import QSignalBlocker, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QDoubleSpinBox, QFormLayout, QPushButton, QSpinBox, QWidget

from core.errors import FunduscopeError
from core.images.steps.colours import HistogramMatching
from core.images.steps.fields import MAX_SIZE_PX
from core.images.steps.step import Step
from desktop.translation import capitalised, mark, tr
from desktop.widgets.spin_text import give_text_room
from desktop.widgets.wrapped_label import WrappedLabel

_TITLES: Mapping[str, str] = MappingProxyType(
    {
        "height": mark("Height"),
        "width": mark("Width"),
        "size": mark("Shorter side"),
        "interpolation": mark("Interpolation"),
        "radius": mark("Radius"),
        "sigma": mark("Sigma"),
        "gain": mark("Gain"),
        "is_masked": mark("Only over the disc"),
        "tiles": mark("Tiles"),
        "clip_limit": mark("Clip limit"),
        "direction": mark("Direction"),
    }
)
_IN_PIXELS = ("height", "width", "size")
_DECIMALS = 4


class StepForm(QWidget):
    """Shows and changes a step's parameters."""

    stepChanged = Signal(object)
    """The Step with other parameters."""
    referenceRequested = Signal()
    """The shown photograph is to become the reference of a histogram matching."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._step: Step | None = None
        self._form = QFormLayout(self)
        self._form.setContentsMargins(0, 0, 0, 0)
        self.controls: dict[str, QWidget] = {}
        self.problem = WrappedLabel(role="error")

    def step(self) -> Step | None:
        """The step that is shown."""
        return self._step

    def setStep(self, step: Step | None) -> None:
        """Show another step, or none."""
        if step is not None and self._step is not None and type(step) is type(self._step):
            self._step = step
            self._show_values(step)
            return
        self._step = step
        self._clear()
        if step is not None:
            self._fill(step)

    def _clear(self) -> None:
        self.problem.setParent(None)
        while self._form.rowCount():
            self._form.removeRow(0)
        self.controls = {}

    def _fill(self, step: Step) -> None:
        if isinstance(step, HistogramMatching):
            button = QPushButton(tr("Take the shown photograph"))
            button.setToolTip(tr("Photographs get the colours of the one that is shown beside"))
            button.clicked.connect(self.referenceRequested)
            self.controls["reference"] = button
            self._form.addRow(tr("Reference"), button)
        else:
            for field in fields(step):  # type: ignore[arg-type]
                control = self._control(field.name, getattr(step, field.name))
                control.setAccessibleName(tr(_TITLES.get(field.name, field.name)))
                self.controls[field.name] = control
                self._form.addRow(tr(_TITLES.get(field.name, field.name)), control)
        if not self.controls:
            self._form.addRow(WrappedLabel(tr("This step has no parameters."), role="dim"))
        self._form.addRow(self.problem)
        self.problem.hide()

    def _control(self, name: str, value: Any) -> QWidget:
        if isinstance(value, bool):
            check = QCheckBox()
            check.setChecked(value)
            check.toggled.connect(lambda is_on: self._take(name, is_on))
            return check
        if isinstance(value, StrEnum):
            box = QComboBox()
            for choice in type(value):
                box.addItem(capitalised(tr(choice.value)), choice)
            box.setCurrentIndex(box.findData(value))
            box.currentIndexChanged.connect(lambda _index: self._take(name, type(value)(box.currentData())))
            return box
        if isinstance(value, int):
            spin: QSpinBox = QSpinBox(minimum=1, maximum=MAX_SIZE_PX, value=value)
            if name in _IN_PIXELS or type(self._step).__name__ == "ScaleRadius":
                spin.setSuffix(" px")
            spin.setKeyboardTracking(False)
            give_text_room(spin)
            spin.valueChanged.connect(lambda number: self._take(name, number))
            return spin
        real = QDoubleSpinBox(minimum=0.0, maximum=100.0, decimals=_DECIMALS, singleStep=0.1, value=float(value))
        real.setKeyboardTracking(False)
        real.valueChanged.connect(lambda number: self._take(name, number))
        return real

    def _show_values(self, step: Step) -> None:
        for name, control in self.controls.items():
            value = getattr(step, name, 0)
            with QSignalBlocker(control):
                match control:
                    case QCheckBox():
                        control.setChecked(bool(value))
                    case QComboBox():
                        control.setCurrentIndex(control.findData(value))
                    case QSpinBox():
                        control.setValue(int(value))
                    case QDoubleSpinBox():
                        control.setValue(float(value))
        self._say("")

    def _take(self, name: str, value: Any) -> None:
        step = self._step
        if step is None:
            return
        if isinstance(value, float) and abs(value - getattr(step, name)) < 0.5 * 10**-_DECIMALS:
            return  # only what the box rounds
        try:
            changed = replace(step, **{name: value})  # type: ignore[type-var]
        except FunduscopeError as error:
            self._say(str(error))
            return
        self._say("")
        self._step = changed
        self.stepChanged.emit(changed)

    def _say(self, text: str) -> None:
        self.problem.setText(text)
        self.problem.setVisible(bool(text))
