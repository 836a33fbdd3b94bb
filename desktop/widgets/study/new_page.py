"""The form of a new study: what is read, by whom and how, and what the network is asked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from core.evaluation.reading.plan import Design, StudyKind
from core.evaluation.reading.study import SUFFIX
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.study_wish import ClassChoice, MapWish, Photographs, Place, StudyWish
from desktop.translation import tr
from desktop.widgets.study.new_fields import StudyFields
from desktop.widgets.study.new_words import source_words, study_words

if TYPE_CHECKING:
    from core.evaluation.reading.sources import Source
    from core.networks.loaded import LoadedModel


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from: photographs that are open, those that the project shows, its labels, a model."""

    paths: tuple[Path, ...] = ()
    has_project: bool = False
    schemes: tuple[str, ...] = ()
    model: LoadedModel | None = None
    reasons: Mapping[Method, str] | None = None


class NewStudyPage(StudyFields):
    """Says what study is wanted; whoever holds the page looks into the photographs and makes it."""

    changed = Signal()
    photographsChanged = Signal()
    makeRequested = Signal()

    def __init__(self, folder: Path, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._folder = folder
        self._offer = Offer()
        self._source: Source | None = None
        self._table: Path | None = None
        self._has_own_target = False
        self._is_filling = False
        self._connect()
        self._refresh()

    # What is wanted

    def setOffer(self, offer: Offer) -> None:
        """What there is to choose from now; what was chosen stays chosen where it is still there."""
        self._offer = offer
        self._is_filling = True
        place = self.place()
        self.placeBox.clear()
        self.placeBox.addItem(tr("Photographs that are open ({count:,})", count=len(offer.paths)), Place.OPEN)
        if offer.has_project:
            self.placeBox.addItem(tr("Photographs that the Data workspace shows"), Place.PROJECT)
        self.placeBox.addItem(tr("A folder"), Place.FOLDER)
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
        self.found.setText(source_words(source) if source is not None else "")
        self._refresh()

    def setLooking(self) -> None:
        """The photographs are being looked into."""
        self._source = None
        self.foundProblem.hide()
        self.found.setText(tr("Looking into the photographs…"))
        self._refresh()

    def source(self) -> Source | None:
        """The photographs as they were found."""
        return self._source

    def problem(self) -> str:
        """What keeps the study from being made."""
        problem = self.wish().problem()
        if not problem and self._source is None:
            return self.foundProblem.text() or tr("Choose the photographs.")
        return problem

    # What is remembered

    def memory(self) -> dict[str, Any]:
        """What the next new study begins with, as plain values."""
        return super().memory() | {"folder": str(Path(self.targetEdit.text()).parent)}

    def remember(self, memory: dict[str, Any]) -> None:
        """Begin with those; what is missing or no such value stays as it is."""
        super().remember(memory)
        if isinstance(memory.get("folder"), str) and Path(memory["folder"]).is_absolute():
            self._folder = Path(memory["folder"])
        self._suggest_target()

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
                self.referenceBox.addItem(tr("the labels “{name}”", name=name), name)
        else:
            self.referenceBox.addItem(tr("what lies beside the photographs"), "")
            if self._table is not None:
                self.referenceBox.addItem(self._table.name, self._table)
        self.referenceBox.addItem(tr("none: only times and agreement"), None)
        self.referenceBox.setCurrentIndex(kept if 0 <= kept < self.referenceBox.count() else 0)

    def _fill_model(self) -> None:
        model = self._offer.model
        self.modelLabel.setText(model.card.name if model is not None else tr("No model is open"))
        kept = self.layerBox.currentData()
        self.layerBox.clear()
        self.layerBox.addItem(tr("the model's own"), None)
        for layer in model.layers if model is not None else ():
            self.layerBox.addItem(layer.name, layer.name)
        self.layerBox.setCurrentIndex(max(0, self.layerBox.findData(kept)))
        reasons = self._offer.reasons or {}
        self.methodBox.setReasons(reasons)
        for method, tick in self.methodBoxes.items():
            reason = reasons.get(method, "")
            tick.setEnabled(not reason)
            tick.setToolTip(reason or tr(CATALOGUE[method].sentence))

    def _own_target(self) -> None:
        self._has_own_target = True

    def _suggest_target(self) -> None:
        if self._has_own_target:
            return
        title = "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in self.titleEdit.text())
        stem, number = title.strip(" .") or tr("Reader study"), 1
        path = self._folder / f"{stem}{SUFFIX}"
        while path.exists():
            number += 1
            path = self._folder / f"{stem} {number}{SUFFIX}"
        self.targetEdit.setText(str(path))

    def suggestNewTarget(self) -> None:
        """The last study was made: the next one gets a name and a seed of its own."""
        self._has_own_target = False
        self.drawSeed()
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
            for widget in self.rows[name]:
                widget.setVisible(is_shown)
        self.balancedBox.setEnabled(wish.count is not None)
        problem = self.problem()
        available = len(self._source.candidates) if self._source is not None else 0
        self.makeButton.setEnabled(not problem)
        self.summary.setText(problem or study_words(wish, available))
        self.summary.setProperty("role", "warning" if problem else "dim")
        self.summary.style().polish(self.summary)
        self.changed.emit()
