"""The fields of a new study, laid out; what they mean together is known by the page."""

from __future__ import annotations

import random
from typing import Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.reading.plan import ARM_TITLES, Arm, Design, StudyKind
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.resources import icon
from desktop.study_wish import ClassChoice
from desktop.translation import capitalised, tr
from desktop.widgets.explain.method_box import MethodBox
from desktop.widgets.study.form_parts import DaysBox, beside, box, form, heading, in_columns, label, small_button, title
from desktop.widgets.wheel_guard import WheelGuard
from desktop.widgets.wrapped_label import WrappedLabel

WASHOUT_DAYS = 14.0
MAX_SEED = 999_999
JUDGED = (Method.GRAD_CAM, Method.HIRES_CAM, Method.LAYER_CAM, Method.INTEGRATED_GRADIENTS)
"""Ticked at first where maps are judged."""


class StudyFields(QWidget):
    """A control for each thing to say of a study; `rows` are those that come and go, with their labels."""

    modelRequested = Signal()
    folderRequested = Signal()
    tableRequested = Signal()
    targetRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.titleEdit = QLineEdit(tr("Reader study"))
        self.taskBox, self.placeBox, self.referenceBox, self.classBox = box(), box(), box(), box()
        self.folderEdit = QLineEdit()
        self.countBox = QSpinBox()
        self.balancedBox = QCheckBox(tr("as many of each grade"))
        self.seedBox = QSpinBox()
        self.readersEdit = QLineEdit()
        self.armBoxes = {arm: QCheckBox(capitalised(tr(ARM_TITLES[arm]))) for arm in Arm}
        self.designBox = box()
        self.washoutBox = DaysBox()
        self.beforeBox = QCheckBox(tr("Ask for a grade before the aid is shown"))
        self.confidenceBox = QCheckBox(tr("Ask how sure the reader is"))
        self.ungradableBox = QCheckBox(tr("Allow “cannot be graded”"))
        self.modelLabel = WrappedLabel(role="dim")
        self.methodBox = MethodBox()
        self.layerBox = box()
        self.methodBoxes = {entry.method: QCheckBox(tr(entry.title)) for entry in CATALOGUE.values()}
        self.targetEdit = QLineEdit()
        self.found = WrappedLabel(role="dim")
        self.foundProblem = WrappedLabel(role="error")
        self.summary = WrappedLabel(role="dim")
        self.makeButton = QPushButton(tr(" Make study"))
        self.makeButton.setIcon(icon("check"))
        self.makeButton.setDefault(True)
        self.rows: dict[str, tuple[QWidget, QWidget]] = {}
        self._name()
        self._set_up_what()
        self._set_up_how()
        self._lay_out()

    def _name(self) -> None:
        """For those who hear the form: a control beside a button is no label's buddy."""
        for widget, name in (
            (self.titleEdit, tr("Title")),
            (self.folderEdit, tr("Folder")),
            (self.readersEdit, tr("Readers")),
            (self.placeBox, tr("Photographs")),
            (self.countBox, tr("How many photographs")),
            (self.seedBox, tr("Seed")),
            (self.referenceBox, tr("Reference")),
            (self.layerBox, tr("Layer")),
            (self.targetEdit, tr("File of the study")),
        ):
            widget.setAccessibleName(name)

    def asked(self) -> tuple[QCheckBox, QCheckBox, QCheckBox]:
        """What readers are asked besides the grade."""
        return self.beforeBox, self.confidenceBox, self.ungradableBox

    def drawSeed(self) -> None:
        """Another one, by chance."""
        self.seedBox.setValue(random.randrange(1, MAX_SEED + 1))

    def memory(self) -> dict[str, Any]:
        """What the next new study begins with, as plain values."""
        return {
            "readers": self.readersEdit.text(),
            "arms": [arm.value for arm, tick in self.armBoxes.items() if tick.isChecked()],
            "design": str(self.designBox.currentData()),
            "washout": self.washoutBox.value(),
        } | {name: tick.isChecked() for name, tick in zip(_ASKED, self.asked(), strict=True)}

    def remember(self, memory: dict[str, Any]) -> None:
        """Begin with those; what is missing or no such value stays as it is."""
        if isinstance(memory.get("readers"), str):
            self.readersEdit.setText(memory["readers"])
        if isinstance(memory.get("arms"), list):
            for arm, tick in self.armBoxes.items():
                tick.setChecked(arm.value in memory["arms"])
        if memory.get("design") in [design.value for design in Design]:
            self.designBox.setCurrentIndex(self.designBox.findData(memory["design"]))
        if isinstance(memory.get("washout"), int | float):
            self.washoutBox.setValue(float(memory["washout"]))
        for name, tick in zip(_ASKED, self.asked(), strict=True):
            if isinstance(memory.get(name), bool):
                tick.setChecked(memory[name])

    # Setting up

    def _set_up_what(self) -> None:
        self.taskBox.addItem(tr("grade photographs"), StudyKind.GRADING.value)
        self.taskBox.addItem(
            tr("judge maps of several methods without knowing which is which"), StudyKind.VERDICTS.value
        )
        self.folderEdit.setPlaceholderText(tr("Folder of photographs"))
        self.countBox.setRange(0, 100_000)
        self.countBox.setSpecialValueText(tr("all"))
        self.countBox.setToolTip(tr("How many photographs are drawn; 0: all of them"))
        self.balancedBox.setChecked(True)
        self.seedBox.setRange(0, MAX_SEED)
        self.seedBox.setToolTip(tr("What is drawn, in which order, in which arm: the same seed gives the same study"))
        self.drawSeed()
        for choice, words in (
            (ClassChoice.LABELS, tr("the classes of the labels")),
            (ClassChoice.GRADES, tr("the five grades (ICDR)")),
            (ClassChoice.MODEL, tr("the classes of the model")),
        ):
            self.classBox.addItem(words, choice.value)

    def _set_up_how(self) -> None:
        self.readersEdit.setPlaceholderText(tr("Reader A, Reader B"))
        self.readersEdit.setToolTip(tr("Names or initials, separated by commas; each reads by themselves"))
        for tick in (self.armBoxes[Arm.ALONE], self.armBoxes[Arm.OVERLAY], *self.asked()):
            tick.setChecked(True)
        self.designBox.addItem(tr("in every arm (crossover)"), Design.CROSSOVER.value)
        self.designBox.addItem(tr("once, in one arm"), Design.ONCE.value)
        self.washoutBox.setRange(0, 3650)
        self.washoutBox.setSuffix(tr(" days"))
        self.washoutBox.setValue(WASHOUT_DAYS)
        self.washoutBox.setToolTip(tr("So long a reader does not see a photograph again in another arm"))
        for method, tick in self.methodBoxes.items():
            tick.setChecked(method in JUDGED)
            tick.setToolTip(tr(CATALOGUE[method].sentence))
        choices = (self.taskBox, self.placeBox, self.referenceBox, self.classBox, self.designBox, self.layerBox)
        self._guard = WheelGuard(self)
        self._guard.guard((*choices, self.methodBox, self.countBox, self.seedBox, self.washoutBox))

    # Laying out

    def _lay_out(self) -> None:
        both = QHBoxLayout()
        both.setSpacing(32)
        for rows in (self._what(), self._how()):
            side = QVBoxLayout()
            side.addLayout(rows)
            side.addStretch(1)
            both.addLayout(side, 1)
        top = form()
        top.addRow(label(tr("Title")), self.titleEdit)
        top.addRow(label(tr("Readers shall")), self.taskBox)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(10)
        column.addWidget(title(tr("New study")))
        column.addLayout(top)
        column.addLayout(both)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # what is in it takes the focus
        area.setWidget(inside)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(self._foot())

    def _what(self) -> QFormLayout:
        """What is read."""
        rows = form()
        rows.addRow(heading(tr("What is read")))
        self._add(rows, "place", tr("Photographs"), self.placeBox)
        browse = small_button("folder", tr("Choose the folder"), self.folderRequested.emit)
        self._add(rows, "folder", tr("Folder"), beside(self.folderEdit, browse))
        table = small_button("table", tr("Choose a table of reference grades"), self.tableRequested.emit)
        self._add(rows, "reference", tr("Reference"), beside(self.referenceBox, table))
        self._add(rows, "found", "", self.found)
        rows.addRow("", self.foundProblem)
        self._add(rows, "count", tr("Take"), beside(self.countBox, self.balancedBox))
        self._add(rows, "classes", tr("Answers"), self.classBox)
        another = small_button("reset", tr("Draw another seed"), self.drawSeed)
        self._add(rows, "seed", tr("Seed"), beside(self.seedBox, another))
        return rows

    def _how(self) -> QFormLayout:
        """Who reads and how, and what the network is asked."""
        rows = form()
        rows.addRow(heading(tr("Who reads, and how")))
        self._add(rows, "readers", tr("Readers"), self.readersEdit)
        self._add(rows, "arms", tr("Arms"), in_columns(list(self.armBoxes.values()), columns=1))
        self._add(rows, "design", tr("Each photograph"), self.designBox)
        self._add(rows, "washout", tr("Washout"), self.washoutBox)
        for name, tick in zip(_ASKED, self.asked(), strict=True):
            self._add(rows, name, "", tick)
        rows.addRow(heading(tr("What the network is asked")))
        opener = small_button("model", tr("Open a model"), self.modelRequested.emit)
        self._add(rows, "model", tr("Model"), beside(self.modelLabel, opener))
        self._add(rows, "method", tr("Overlay"), self.methodBox)
        self._add(rows, "methods", tr("Methods"), in_columns(list(self.methodBoxes.values())))
        self._add(rows, "layer", tr("Layer"), self.layerBox)
        return rows

    def _foot(self) -> QLayout:
        """Where the study is kept, and what it will be."""
        choose = small_button("folder", tr("Choose where the study is kept"), self.targetRequested.emit)
        row = QHBoxLayout()
        row.setContentsMargins(16, 6, 16, 10)
        row.setSpacing(8)
        row.addWidget(label(tr("Keep as")))
        row.addWidget(self.targetEdit, 3)
        row.addWidget(choose)
        row.addWidget(self.summary, 4)
        row.addWidget(self.makeButton)
        return row

    def _add(self, rows: QFormLayout, name: str, words: str, widget: QWidget) -> None:
        beside_it: QLabel = label(words)
        beside_it.setBuddy(widget)
        if words and not widget.accessibleName():
            widget.setAccessibleName(words)
        self.rows[name] = (beside_it, widget)
        rows.addRow(beside_it, widget)


_ASKED = ("before", "confidence", "ungradable")
"""The rows of what is asked besides the grade; under these names they are remembered."""
