"""The small windows of the Data workspace: a new split, and what an export may hold."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QMessageBox,
    QPushButton,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.datasets.catalogue.splits import SplitPlan
from core.datasets.splits import MAX_FOLDS
from desktop.translation import tr
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.catalogue.labels import Scheme


@dataclass(frozen=True, slots=True)
class SplitWish:
    """A split to be made, and whether it is locked then."""

    name: str
    plan: SplitPlan
    is_locked: bool


class SplitDialog(QDialog):
    """How photographs are divided. `taken` are the names of the splits there are: they are replaced."""

    wished = Signal(object)
    """The SplitWish."""

    def __init__(
        self, schemes: Sequence[Scheme], chosen: int | None, taken: Sequence[str], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("New split"))
        self._taken = set(taken)
        self.name = QLineEdit(_free("90/10", self._taken))
        self.labels = QComboBox()
        for scheme in schemes:
            self.labels.addItem(scheme.name, scheme.id)
        self.labels.setCurrentIndex(max(self.labels.findData(chosen), 0))
        self.test = QSpinBox(minimum=0, maximum=95, value=10, suffix=" %")
        self.validation = QSpinBox(minimum=0, maximum=95, value=0, suffix=" %")
        self.folds = QSpinBox(minimum=0, maximum=MAX_FOLDS, value=0)
        self.folds.setSpecialValueText(tr("none"))
        self.seed = QSpinBox(minimum=0, maximum=2**31 - 1, value=0)
        self.byPatient = QCheckBox(tr("Keep both eyes, and all photographs, of a patient on one side"))
        self.byPatient.setChecked(True)
        self.locked = QCheckBox(tr("Lock it: its test photographs are never trained on"))
        self.note = WrappedLabel(role="dim")
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.makeButton = QPushButton(tr("Split"), default=True)
        self.buttons.addButton(self.makeButton, QDialogButtonBox.ButtonRole.AcceptRole)
        self.buttons.accepted.connect(self._wish)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.name.textChanged.connect(lambda _text: self._check())
        for box in (self.test, self.validation, self.folds):
            box.valueChanged.connect(lambda _value: self._check())
        self._check()

    def _lay_out(self) -> None:
        form = QFormLayout()
        for title, field in (
            (tr("Name"), self.name),
            (tr("Labels"), self.labels),
            (tr("Test"), self.test),
            (tr("Validation"), self.validation),
            (tr("Folds"), self.folds),
            (tr("Seed"), self.seed),
        ):
            field.setAccessibleName(title)
            form.addRow(title, field)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addLayout(form)
        layout.addWidget(self.byPatient)
        layout.addWidget(self.locked)
        layout.addWidget(self.note)
        layout.addWidget(self.buttons)

    def _check(self) -> None:
        has_folds = self.folds.value() > 0
        self.test.setEnabled(not has_folds)
        self.validation.setEnabled(not has_folds)
        problem = ""
        if not self.name.text().strip():
            problem = tr("Give it a name.")
        elif not self.labels.count():
            problem = tr("Import labels first: every part gets its share of each class.")
        elif self.folds.value() == 1:
            problem = tr("One fold cannot be held out: choose two or more.")
        elif not has_folds and self.test.value() + self.validation.value() >= 100:
            problem = tr("Test and validation leave nothing to train on.")
        self.makeButton.setEnabled(not problem)
        said = (
            tr("The split '{name}' is replaced.", name=self.name.text().strip())
            if self.name.text().strip() in self._taken
            else ""
        )
        self.note.setText(
            problem or said or tr("Each part gets its share of every class; the same seed divides the same.")
        )

    def _wish(self) -> None:
        plan = SplitPlan(
            scheme=self.labels.currentData(),
            validation=self.validation.value() / 100,
            test=self.test.value() / 100,
            fold_count=self.folds.value(),
            seed=self.seed.value(),
            is_by_patient=self.byPatient.isChecked(),
        )
        self.wished.emit(SplitWish(self.name.text().strip(), plan, self.locked.isChecked()))
        self.accept()


def _free(name: str, taken: set[str]) -> str:
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def ask_about_patients(parent: QWidget) -> bool | None:
    """Whether patients may be in an export; None: there is to be none."""
    box = QMessageBox(parent)
    box.setWindowTitle(tr("Export the table"))
    box.setText(tr("The photographs that are shown, in their order, with labels, predictions and splits."))
    box.setInformativeText(tr("File names are in it: if they name patients, rename the photographs first."))
    patients = QCheckBox(tr("With patients, dates, notes and the columns of tables"))
    box.setCheckBox(patients)
    box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
    is_wanted = box.exec() == QMessageBox.StandardButton.Save
    return patients.isChecked() if is_wanted else None
