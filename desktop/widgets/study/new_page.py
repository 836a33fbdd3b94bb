"""The form of a new study: what is read, by whom and how, and what the network is asked."""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QDoubleSpinBox,
    QFormLayout,
    QFrame,
    QGridLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.reading.plan import ARM_TITLES, Arm, Design, StudyKind
from core.evaluation.reading.schedule import williams_square
from core.evaluation.reading.study import SUFFIX
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.resources import icon
from desktop.study_wish import ClassChoice, MapWish, Photographs, Place, StudyWish
from desktop.widgets.explain.method_box import MethodBox
from desktop.widgets.wheel_guard import WheelGuard
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.evaluation.reading.sources import Source
    from core.networks.loaded import LoadedModel

WASHOUT_DAYS = 14.0
JUDGED = (Method.GRAD_CAM, Method.HIRES_CAM, Method.LAYER_CAM, Method.INTEGRATED_GRADIENTS)
"""Ticked at first where maps are judged."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: photographs that are open, those that the project shows, its labels, a model."""

    paths: tuple[Path, ...] = ()
    has_project: bool = False
    schemes: tuple[str, ...] = ()
    model: LoadedModel | None = None
    reasons: Mapping[Method, str] | None = None


class NewStudyPage(QWidget):
    """Says what study is wanted; whoever holds the page looks into the photographs and makes it."""

    changed = Signal()
    photographsChanged = Signal()
    makeRequested = Signal()
    modelRequested = Signal()
    folderRequested = Signal()
    tableRequested = Signal()
    targetRequested = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._offer = Offer()
        self._source: Source | None = None
        self._table: Path | None = None
        self._has_own_target = False
        self._is_filling = False
        self.titleEdit = QLineEdit("Reader study")
        self.taskBox, self.placeBox, self.referenceBox, self.classBox = _box(), _box(), _box(), _box()
        self.folderEdit = QLineEdit()
        self.countBox = QSpinBox()
        self.balancedBox = QCheckBox("as many of each grade")
        self.seedBox = QSpinBox()
        self.readersEdit = QLineEdit()
        self.armBoxes = {arm: QCheckBox(ARM_TITLES[arm].capitalize()) for arm in Arm}
        self.designBox = _box()
        self.washoutBox = _DaysBox()
        self.beforeBox = QCheckBox("Ask for a grade before the aid is shown")
        self.confidenceBox = QCheckBox("Ask how sure the reader is")
        self.ungradableBox = QCheckBox("Allow “cannot be graded”")
        self.modelLabel = WrappedLabel(role="dim")
        self.methodBox = MethodBox()
        self.layerBox = _box()
        self.methodBoxes = {entry.method: QCheckBox(entry.title) for entry in CATALOGUE.values()}
        self.targetEdit = QLineEdit()
        self.found = WrappedLabel(role="dim")
        self.foundProblem = WrappedLabel(role="error")
        self.summary = WrappedLabel(role="dim")
        self.makeButton = QPushButton(" Make study")
        self.makeButton.setIcon(icon("check"))
        self.makeButton.setDefault(True)
        self._rows: dict[str, tuple[QWidget, QWidget]] = {}
        self._set_up()
        self._lay_out()
        self._connect()
        self._refresh()

    # What is wanted

    def setOffer(self, offer: Offer) -> None:
        """What there is to choose from now; what was chosen stays chosen where it is still there."""
        self._offer = offer
        self._is_filling = True
        place = self.place()
        self.placeBox.clear()
        self.placeBox.addItem(f"Photographs that are open ({len(offer.paths):,})", Place.OPEN)
        if offer.has_project:
            self.placeBox.addItem("Photographs that the Data workspace shows", Place.PROJECT)
        self.placeBox.addItem("A folder", Place.FOLDER)
        if place is None:
            place = Place.OPEN if offer.paths else Place.PROJECT if offer.has_project else Place.FOLDER
        self.placeBox.setCurrentIndex(max(0, self.placeBox.findData(place)))
        self._fill_references()
        self._fill_model()
        self._is_filling = False
        self._refresh()
        self.photographsChanged.emit()

    def place(self) -> Place | None:
        """Where the photographs come from."""
        data = self.placeBox.currentData()
        return Place(data) if data is not None else None

    def photographs(self) -> Photographs:
        """Which photographs may come into the study."""
        place = self.place() or Place.FOLDER
        text = self.folderEdit.text().strip()
        reference = self.referenceBox.currentData()
        has_reference = reference is not None
        table = self._table if isinstance(reference, Path) else None
        scheme = reference if place is Place.PROJECT and isinstance(reference, str) else ""
        return Photographs(
            place,
            self._offer.paths if place is Place.OPEN else (),
            Path(text) if place is Place.FOLDER and text else None,
            table,
            scheme,
            has_reference,
        )

    def kind(self) -> StudyKind:
        """What readers do."""
        return StudyKind(self.taskBox.currentData())

    def setKind(self, kind: StudyKind) -> None:
        """Choose what readers do."""
        self.taskBox.setCurrentIndex(self.taskBox.findData(kind.value))

    def wish(self) -> StudyWish:
        """All of it."""
        is_graded = self.kind() is StudyKind.GRADING
        layer = self.layerBox.currentData()
        methods = [self.methodBox.value()] if is_graded else self.judged()
        return StudyWish(
            title=self.titleEdit.text().strip(),
            kind=self.kind(),
            photographs=self.photographs(),
            count=self.countBox.value() or None,
            is_balanced=self.balancedBox.isChecked(),
            readers=tuple(name.strip() for name in self.readersEdit.text().split(",") if name.strip()),
            arms=tuple(arm for arm, box in self.armBoxes.items() if box.isChecked()) if is_graded else (),
            design=Design(self.designBox.currentData()),
            washout=timedelta(days=self.washoutBox.value()),
            seed=self.seedBox.value(),
            grades_before_aid=self.beforeBox.isChecked(),
            asks_confidence=self.confidenceBox.isChecked(),
            allows_ungradable=self.ungradableBox.isChecked(),
            classes=ClassChoice(self.classBox.currentData()),
            model=self._offer.model,
            maps=tuple(MapWish(method, layer if CATALOGUE[method].has_layer else None) for method in methods),
            target=Path(self.targetEdit.text().strip()),
        )

    def judged(self) -> list[Method]:
        """The methods whose maps are judged."""
        return [method for method, box in self.methodBoxes.items() if box.isChecked() and box.isEnabled()]

    def setFolder(self, folder: Path) -> None:
        """Take the photographs of a folder."""
        self.placeBox.setCurrentIndex(self.placeBox.findData(Place.FOLDER))
        self.folderEdit.setText(str(folder))

    def setTable(self, table: Path | None) -> None:
        """Take the references from a table; None: whatever is found."""
        self._table = table
        self._is_filling = True
        self._fill_references()
        self.referenceBox.setCurrentIndex(1 if table is not None else 0)
        self._is_filling = False
        self._take_photographs()

    def setTarget(self, target: Path) -> None:
        """Where the file of the study goes."""
        self._has_own_target = True
        self.targetEdit.setText(str(target))

    def setFound(self, source: Source | None, problem: str = "") -> None:
        """What was found of the photographs, or why nothing was."""
        self._source = source
        self.foundProblem.setText(problem)
        self.foundProblem.setVisible(bool(problem))
        self.found.setText(_source_words(source) if source is not None else "")
        self._refresh()

    def setLooking(self) -> None:
        """The photographs are being looked into."""
        self._source = None
        self.foundProblem.hide()
        self.found.setText("Looking into the photographs…")
        self._refresh()

    def source(self) -> Source | None:
        """The photographs as they were found."""
        return self._source

    def problem(self) -> str:
        """What keeps the study from being made."""
        problem = self.wish().problem()
        if not problem and self._source is None:
            return self.foundProblem.text() or "Choose the photographs."
        return problem

    # What is remembered

    def memory(self) -> dict[str, Any]:
        """What the next new study begins with, as plain values."""
        return {
            "readers": self.readersEdit.text(),
            "arms": [arm.value for arm, box in self.armBoxes.items() if box.isChecked()],
            "design": str(self.designBox.currentData()),
            "washout": self.washoutBox.value(),
            "before": self.beforeBox.isChecked(),
            "confidence": self.confidenceBox.isChecked(),
            "ungradable": self.ungradableBox.isChecked(),
            "folder": str(Path(self.targetEdit.text()).parent),
        }

    def remember(self, memory: dict[str, Any]) -> None:
        """Begin with those; what is missing or no such value stays as it is."""
        if isinstance(memory.get("readers"), str):
            self.readersEdit.setText(memory["readers"])
        if isinstance(memory.get("arms"), list):
            for arm, box in self.armBoxes.items():
                box.setChecked(arm.value in memory["arms"])
        if memory.get("design") in [design.value for design in Design]:
            self.designBox.setCurrentIndex(self.designBox.findData(memory["design"]))
        if isinstance(memory.get("washout"), int | float):
            self.washoutBox.setValue(float(memory["washout"]))
        for name, box in (
            ("before", self.beforeBox),
            ("confidence", self.confidenceBox),
            ("ungradable", self.ungradableBox),
        ):
            if isinstance(memory.get(name), bool):
                box.setChecked(memory[name])
        if isinstance(memory.get("folder"), str) and Path(memory["folder"]).is_absolute():
            self._folder = Path(memory["folder"])
        self._suggest_target()

    # Setting up

    def _set_up(self) -> None:
        self.taskBox.addItem("grade photographs", StudyKind.GRADING.value)
        self.taskBox.addItem("judge maps of several methods without knowing which is which", StudyKind.VERDICTS.value)
        self.armBoxes[Arm.ALONE].setChecked(True)
        self.armBoxes[Arm.OVERLAY].setChecked(True)
        for box in (self.beforeBox, self.confidenceBox, self.ungradableBox, self.balancedBox):
            box.setChecked(True)
        self.readersEdit.setPlaceholderText("Reader A, Reader B")
        self.readersEdit.setToolTip("Names or initials, separated by commas; each reads by themselves")
        self.folderEdit.setPlaceholderText("Folder of photographs")
        self.countBox.setRange(0, 100_000)
        self.countBox.setSpecialValueText("all")
        self.countBox.setToolTip("How many photographs are drawn; 0: all of them")
        self.seedBox.setRange(0, 999_999)
        self.seedBox.setValue(random.randrange(1, 1_000_000))
        self.seedBox.setToolTip("What is drawn, in which order, in which arm: the same seed gives the same study")
        self.washoutBox.setRange(0, 3650)
        self.washoutBox.setSuffix(" days")
        self.washoutBox.setValue(WASHOUT_DAYS)
        self.washoutBox.setToolTip("So long a reader does not see a photograph again in another arm")
        self.designBox.addItem("in every arm (crossover)", Design.CROSSOVER.value)
        self.designBox.addItem("once, in one arm", Design.ONCE.value)
        for choice, words in (
            (ClassChoice.LABELS, "the classes of the labels"),
            (ClassChoice.GRADES, "the five grades (ICDR)"),
            (ClassChoice.MODEL, "the classes of the model"),
        ):
            self.classBox.addItem(words, choice.value)
        for method, tick in self.methodBoxes.items():
            tick.setChecked(method in JUDGED)
            tick.setToolTip(CATALOGUE[method].sentence)
        self._guard = WheelGuard(self)
        self._guard.guard(
            (self.taskBox, self.placeBox, self.referenceBox, self.classBox, self.designBox, self.methodBox)
        )
        self._guard.guard((self.layerBox, self.countBox, self.seedBox, self.washoutBox))

    def _lay_out(self) -> None:
        left, right = _form(), _form()
        left.addRow(_heading("What is read"))
        self._add(left, "place", "Photographs", self.placeBox)
        browse = _small_button("folder", "Choose the folder", self.folderRequested.emit)
        self._add(left, "folder", "Folder", _beside(self.folderEdit, browse))
        table = _small_button("table", "Choose a table of reference grades", self.tableRequested.emit)
        self._add(left, "reference", "Reference", _beside(self.referenceBox, table))
        self._add(left, "found", "", self.found)
        left.addRow("", self.foundProblem)
        self._add(left, "count", "Take", _beside(self.countBox, self.balancedBox))
        self._add(left, "classes", "Answers", self.classBox)
        another = _small_button("reset", "Draw another seed", self._draw_seed)
        self._add(left, "seed", "Seed", _beside(self.seedBox, another))
        right.addRow(_heading("Who reads, and how"))
        self._add(right, "readers", "Readers", self.readersEdit)
        arms = QWidget()
        column = QVBoxLayout(arms)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        for box in self.armBoxes.values():
            column.addWidget(box)
        self._add(right, "arms", "Arms", arms)
        self._add(right, "design", "Each photograph", self.designBox)
        self._add(right, "washout", "Washout", self.washoutBox)
        for name, box in (
            ("before", self.beforeBox),
            ("confidence", self.confidenceBox),
            ("ungradable", self.ungradableBox),
        ):
            self._add(right, name, "", box)
        right.addRow(_heading("What the network is asked"))
        opener = _small_button("model", "Open a model", self.modelRequested.emit)
        self._add(right, "model", "Model", _beside(self.modelLabel, opener))
        self._add(right, "method", "Overlay", self.methodBox)
        self._add(right, "methods", "Methods", _in_columns(list(self.methodBoxes.values())))
        self._add(right, "layer", "Layer", self.layerBox)
        both = QHBoxLayout()
        both.setSpacing(32)
        for form in (left, right):
            side = QVBoxLayout()
            side.addLayout(form)
            side.addStretch(1)
            both.addLayout(side, 1)
        inside = QWidget()
        column = QVBoxLayout(inside)
        column.setContentsMargins(16, 12, 16, 8)
        column.setSpacing(10)
        column.addWidget(_title("New study"))
        top = _form()
        top.addRow(_label("Title"), self.titleEdit)
        top.addRow(_label("Readers shall"), self.taskBox)
        column.addLayout(top)
        column.addLayout(both)
        column.addStretch(1)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(inside)
        choose = _small_button("folder", "Choose where the study is kept", self.targetRequested.emit)
        last = QHBoxLayout()
        last.setContentsMargins(16, 6, 16, 10)
        last.setSpacing(8)
        last.addWidget(_label("Keep as"))
        last.addWidget(self.targetEdit, 3)
        last.addWidget(choose)
        last.addWidget(self.summary, 4)
        last.addWidget(self.makeButton)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(area, 1)
        whole.addLayout(last)

    def _add(self, form: QFormLayout, name: str, title: str, widget: QWidget) -> None:
        label = _label(title)
        label.setBuddy(widget)
        if title and not widget.accessibleName():
            widget.setAccessibleName(title)
        self._rows[name] = (label, widget)
        form.addRow(label, widget)

    def _connect(self) -> None:
        self.titleEdit.textChanged.connect(lambda _text: self._suggest_target())
        self.targetEdit.textEdited.connect(lambda _text: self._own_target())
        for edit in (self.titleEdit, self.readersEdit, self.targetEdit):
            edit.textChanged.connect(lambda _text: self._refresh())
        self.folderEdit.textChanged.connect(lambda _text: self._take_photographs())
        self.placeBox.currentIndexChanged.connect(lambda _row: self._take_place())
        self.referenceBox.currentIndexChanged.connect(lambda _row: self._take_photographs())
        for box in (self.classBox, self.designBox, self.layerBox):
            box.currentIndexChanged.connect(lambda _row: self._refresh())
        for spin in (self.countBox, self.seedBox, self.washoutBox):
            spin.valueChanged.connect(lambda _value: self._refresh())
        for tick in (*self.armBoxes.values(), self.beforeBox, self.confidenceBox, self.ungradableBox, self.balancedBox):
            tick.toggled.connect(lambda _is_on: self._refresh())
        self.taskBox.currentIndexChanged.connect(lambda _row: self._refresh())
        self.methodBox.methodChosen.connect(lambda _method: self._refresh())
        for tick in self.methodBoxes.values():
            tick.toggled.connect(lambda _is_on: self._refresh())
        self.makeButton.clicked.connect(lambda _checked: self.makeRequested.emit())

    # Following

    def _take_place(self) -> None:
        if not self._is_filling:
            self._is_filling = True
            self._fill_references()
            self._is_filling = False
            self._take_photographs()

    def _take_photographs(self) -> None:
        if not self._is_filling:
            self._refresh()
            self.photographsChanged.emit()

    def _fill_references(self) -> None:
        kept = self.referenceBox.currentIndex()
        self.referenceBox.clear()
        if self.place() is Place.PROJECT:
            for name in self._offer.schemes:
                self.referenceBox.addItem(f"the labels “{name}”", name)
        else:
            self.referenceBox.addItem("what lies beside the photographs", "")
            if self._table is not None:
                self.referenceBox.addItem(self._table.name, self._table)
        self.referenceBox.addItem("none: only times and agreement", None)
        self.referenceBox.setCurrentIndex(kept if 0 <= kept < self.referenceBox.count() else 0)

    def _fill_model(self) -> None:
        model = self._offer.model
        self.modelLabel.setText(model.card.name if model is not None else "No model is open")
        kept = self.layerBox.currentData()
        self.layerBox.clear()
        self.layerBox.addItem("the model's own", None)
        for layer in model.layers if model is not None else ():
            self.layerBox.addItem(layer.name, layer.name)
        self.layerBox.setCurrentIndex(max(0, self.layerBox.findData(kept)))
        reasons = self._offer.reasons or {}
        self.methodBox.setReasons(reasons)
        for method, tick in self.methodBoxes.items():
            reason = reasons.get(method, "")
            tick.setEnabled(not reason)
            tick.setToolTip(reason or CATALOGUE[method].sentence)

    def _draw_seed(self) -> None:
        self.seedBox.setValue(random.randrange(1, 1_000_000))

    def _own_target(self) -> None:
        self._has_own_target = True

    def _suggest_target(self) -> None:
        if self._has_own_target:
            return
        title = "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in self.titleEdit.text())
        stem, number = title.strip(" .") or "Reader study", 1
        path = self._folder / f"{stem}{SUFFIX}"
        while path.exists():
            number += 1
            path = self._folder / f"{stem} {number}{SUFFIX}"
        self.targetEdit.setText(str(path))

    def suggestNewTarget(self) -> None:
        """The last study was made: the next one gets a name and a seed of its own."""
        self._has_own_target = False
        self._draw_seed()
        self._suggest_target()

    def _refresh(self) -> None:
        if self._is_filling:
            return
        wish = self.wish()
        is_graded = wish.kind is StudyKind.GRADING
        is_aided = any(arm.is_aided for arm in wish.arms)
        is_crossed = len(wish.arms) > 1 and wish.design is Design.CROSSOVER
        for name, is_shown in {
            "folder": self.place() is Place.FOLDER,
            "arms": is_graded,
            "design": is_graded and len(wish.arms) > 1,
            "washout": is_crossed,
            "before": is_aided,
            "confidence": is_graded,
            "ungradable": is_graded,
            "classes": is_graded,
            "model": wish.needs_model,
            "method": is_graded and wish.needs_maps,
            "methods": not is_graded,
            "layer": wish.needs_maps,
        }.items():
            for widget in self._rows[name]:
                widget.setVisible(is_shown)
        self.balancedBox.setEnabled(wish.count is not None)
        problem = self.problem()
        self.makeButton.setEnabled(not problem)
        self.summary.setText(problem or self._summary_words(wish))
        self.summary.setProperty("role", "warning" if problem else "dim")
        self.summary.style().polish(self.summary)
        self.changed.emit()

    def _summary_words(self, wish: StudyWish) -> str:
        there = len(self._source.candidates) if self._source is not None else 0
        count = min(wish.count or there, there)
        if wish.kind is StudyKind.VERDICTS:
            return f"{count:,} photographs with {len(wish.maps)} maps each: {count * len(wish.maps):,} for each reader"
        times = len(wish.arms) if wish.design is Design.CROSSOVER else 1
        whole = len(williams_square(len(wish.arms))) if wish.arms else 1
        balance = ""
        if len(wish.readers) % whole and len(wish.arms) > 1:
            balance = f" With {whole} readers, or a multiple, arms are balanced photograph by photograph."
        periods = f" in {times} periods" if times > 1 else ""
        return f"{count:,} photographs: {count * times:,} readings{periods} for each reader.{balance}"


def _source_words(source: Source) -> str:
    known = sum(candidate.reference is not None for candidate in source.candidates)
    words = f"{len(source.candidates):,} photographs"
    if not known:
        return f"{words}, none with a reference grade: readers are compared with one another alone."
    counts = ", ".join(f"{name} {count:,}" for name, count in zip(source.class_names, source.counts(), strict=True))
    rest = f"; {len(source.candidates) - known:,} without" if known < len(source.candidates) else ""
    return f"{words}, references from {source.words}: {counts}{rest}."


def _form() -> QFormLayout:
    form = QFormLayout()
    form.setHorizontalSpacing(12)
    form.setVerticalSpacing(7)
    form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
    return form


def _box() -> QComboBox:
    box = QComboBox()
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(14)
    return box


def _beside(*widgets: QWidget) -> QWidget:
    holder = QWidget()
    row = QHBoxLayout(holder)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(6)
    for number, widget in enumerate(widgets):
        row.addWidget(widget, 1 if number == 0 else 0)
    holder.setFocusProxy(widgets[0])
    return holder


def _in_columns(boxes: Sequence[QWidget], columns: int = 2) -> QWidget:
    """Column by column."""
    holder = QWidget()
    grid = QGridLayout(holder)
    grid.setContentsMargins(0, 2, 0, 0)
    grid.setVerticalSpacing(4)
    height = -(-len(boxes) // columns)
    for place, box in enumerate(boxes):
        grid.addWidget(box, place % height, place // height)
    return holder


class _DaysBox(QDoubleSpinBox):
    """Days, without zeros that say nothing."""

    def textFromValue(self, value: float) -> str:
        """As short as it can be."""
        return f"{value:g}"


def _small_button(icon_name: str, tip: str, act: Callable[[], object]) -> QPushButton:
    button = QPushButton()
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(tip)
    button.setAutoDefault(False)
    button.clicked.connect(lambda _checked: act())
    return button


def _label(text: str, role: str = "dim") -> QLabel:
    label = QLabel(text)
    label.setProperty("role", role)
    return label


def _heading(text: str) -> QLabel:
    return _label(text, "heading")


def _title(text: str) -> QLabel:
    return _label(text, "title")
