"""The splits of a project: what each part holds, whether it is locked, and how its classes are balanced."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from core.datasets.balance import effect_of
from core.datasets.splits import Part
from desktop.translation import capitalised, mark, tr
from desktop.widgets.balance_form import BalanceForm
from desktop.widgets.split_table import PartCounts, SplitTable
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.catalogue.splits import StoredSplit

LIST_PX = 200
NAME = Qt.ItemDataRole.UserRole
LOCKED = mark("Its photographs stay in their parts, and its test photographs in the test part of every other split.")
OPEN = mark("Lock it once something was measured on its test part.")


@dataclass(frozen=True, slots=True, eq=False)
class SplitFigures:
    """A split with its classes and how many photographs of each its parts, or folds, hold."""

    split: StoredSplit
    class_names: tuple[str, ...]
    counts: Mapping[Part | int, tuple[int, ...]]

    @property
    def parts(self) -> list[PartCounts]:
        """A column each, in their order."""
        folds = [key for key in self.counts if not isinstance(key, Part)]
        if folds:
            columns = [PartCounts(tr("Fold {fold}", fold=fold + 1), self.counts[fold]) for fold in sorted(folds)]
            held = self.counts.get(Part.TEST)
            return columns if held is None else [*columns, PartCounts(capitalised(tr(Part.TEST.value)), held)]
        nothing = (0,) * len(self.class_names)
        return [PartCounts(capitalised(tr(part.value)), self.counts.get(part, nothing)) for part in Part]

    @property
    def trained(self) -> tuple[int, ...]:
        """Of each class what is trained on: of folds all but the first."""
        folds = sorted(key for key in self.counts if not isinstance(key, Part))
        if not folds:
            return self.counts.get(Part.TRAINING, (0,) * len(self.class_names))
        return tuple(sum(column) for column in zip(*(self.counts[fold] for fold in folds[1:]), strict=True))


class SplitsDialog(QDialog):
    """Shows what it is given; asks for everything by signals."""

    newWanted = Signal()
    removalWanted = Signal(str)
    exportWanted = Signal(str)
    trainingWanted = Signal(str)
    lockWanted = Signal(str, bool)
    balanceWanted = Signal(str, object)
    """The name of a split and the BalancePlan for it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Splits and balance"))
        self._figures: dict[str, SplitFigures] = {}
        self._is_writable = True
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Splits"))
        self.list.setFixedWidth(LIST_PX)
        self.title = QLabel()
        self.title.setProperty("role", "title")
        self.about = WrappedLabel(role="dim")
        self.table = SplitTable()
        self.note = WrappedLabel(role="dim")
        self.balance = BalanceForm()
        self.locked = QCheckBox(tr("Locked"))
        self.newButton, self.removeButton = QPushButton(tr("New split…")), QPushButton(tr("Remove"))
        self.exportButton = QPushButton(tr("Export as CSV…"))
        self.trainButton = QPushButton(tr("Train on it…"))
        self.trainButton.setToolTip(tr("Set up a training of this project with these parts and this balance"))
        for button in (self.newButton, self.removeButton, self.exportButton, self.trainButton):
            button.setAutoDefault(False)
        self.exportButton.setToolTip(tr("Image, part or fold, label, class weight and how often it occurs in an epoch"))
        self._lay_out()
        self._connect()
        self.resize(1000, 560)

    def _lay_out(self) -> None:
        left = QVBoxLayout()
        left.addWidget(self.list, 1)
        under = QHBoxLayout()
        under.addWidget(self.newButton)
        under.addWidget(self.removeButton)
        left.addLayout(under)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.locked)
        right = QVBoxLayout()
        right.setSpacing(8)
        right.addLayout(head)
        right.addWidget(self.about)
        right.addWidget(self.table, 1)
        right.addWidget(self.note)
        right.addWidget(self.balance)
        inside = QWidget()
        inside.setLayout(right)
        right.setContentsMargins(8, 0, 0, 0)
        self._inside = inside
        middle = QHBoxLayout()
        middle.addLayout(left)
        middle.addWidget(inside, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        for button in (self.exportButton, self.trainButton):
            self.buttons.addButton(button, QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setSpacing(12)
        layout.addLayout(middle, 1)
        layout.addWidget(self.buttons)

    def _connect(self) -> None:
        self.list.currentItemChanged.connect(lambda _now, _before: self._show())
        self.newButton.clicked.connect(self.newWanted)
        self.removeButton.clicked.connect(lambda: self.removalWanted.emit(self.chosen()))
        self.exportButton.clicked.connect(lambda: self.exportWanted.emit(self.chosen()))
        self.trainButton.clicked.connect(lambda: self.trainingWanted.emit(self.chosen()))
        self.locked.clicked.connect(lambda is_on: self.lockWanted.emit(self.chosen(), is_on))
        self.balance.planChanged.connect(self._wish_balance)
        self.buttons.rejected.connect(self.reject)

    def chosen(self) -> str:
        """The name of the split that is shown; empty where there is none."""
        item = self.list.currentItem()
        return str(item.data(NAME)) if item is not None else ""

    def setFigures(self, figures: Sequence[SplitFigures], *, is_writable: bool, chosen: str = "") -> None:
        """Show these splits, and of them `chosen`, by default the one that was shown before."""
        wanted = chosen or self.chosen()
        self._is_writable = is_writable
        self._figures = {one.split.name: one for one in figures}
        with QSignalBlocker(self.list):
            self.list.clear()
            for name, one in self._figures.items():
                item = QListWidgetItem(tr("{name}  (locked)", name=name) if one.split.is_locked else name)
                item.setData(NAME, name)
                self.list.addItem(item)
                if name == wanted:
                    self.list.setCurrentItem(item)
            if self.list.currentItem() is None:
                self.list.setCurrentRow(0)
        self._show()

    def _show(self) -> None:
        figures = self._figures.get(self.chosen())
        self.newButton.setEnabled(self._is_writable)
        for widget in (self.table, self.note, self.balance, self.locked):
            widget.setVisible(figures is not None)
        self.exportButton.setEnabled(figures is not None)
        self.trainButton.setEnabled(figures is not None)
        if figures is None:
            self.removeButton.setEnabled(False)
            self.title.setText(tr("No split yet"))
            self.about.setText(tr("Divide the labelled photographs into parts for training, validation and test."))
            return
        split = figures.split
        self.title.setText(split.name)
        self.about.setText(_about(split))
        self.locked.setChecked(split.is_locked)
        self.locked.setEnabled(self._is_writable)
        self.locked.setToolTip(tr(LOCKED) if split.is_locked else tr(OPEN))
        self.removeButton.setEnabled(self._is_writable and not split.is_locked)
        self.balance.setEnabled(self._is_writable)
        self.balance.setPlan(split.balance)
        self._show_table(figures)

    def _show_table(self, figures: SplitFigures) -> None:
        plan = self.balance.plan()
        self.table.setFigures(figures.class_names, figures.parts, effect_of(plan, figures.trained))
        has_folds = any(not isinstance(key, Part) for key in figures.counts)
        first = (
            tr("“In an epoch” and “Weight” are those of a training on all folds but the first. ") if has_folds else ""
        )
        self.note.setText(
            tr("{first}Excluded photographs do not count.", first=first)
            + (f" {tr(LOCKED)}" if figures.split.is_locked else "")
        )

    def _wish_balance(self, plan: object) -> None:
        figures = self._figures.get(self.chosen())
        if figures is not None:
            self._show_table(figures)
            self.balanceWanted.emit(self.chosen(), plan)


def _about(split: StoredSplit) -> str:
    """How a split was made, in a sentence."""
    given = split.settings
    folds = given.get("folds")
    parts = [tr("{folds} folds", folds=folds) if folds else tr("parts")]
    if not folds and given.get("test") is not None:
        validation = given.get("validation", 0)
        parts = [tr("{given:.0%} for the test", given=given["test"])] + (
            [tr("{validation:.0%} for validation", validation=validation)] if validation else []
        )
    together = (
        tr("the photographs of a patient on one side") if given.get("is_by_patient", True) else tr("patients divided")
    )
    return tr("{parts}; by class, {together}; seed {seed}.", parts=", ".join(parts), together=together, seed=split.seed)
