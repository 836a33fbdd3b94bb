"""Do maps point at the lesions? Methods by layers on the photographs with masks, and which of them to trust."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.evaluation.localisation import HEADLINE, Figure
from core.experiments.truth_source import TruthFrom
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.jobs import CancelToken
from desktop.evaluation_tasks import LocalisingOutcome
from desktop.evaluations import Evaluations, LocaliseResult, Work
from desktop.panels.evaluation.choosing import (
    LABELS,
    PHOTOGRAPHS,
    TARGET,
    fill_labels,
    fill_photographs,
    fill_targets,
    photographs_of,
)
from desktop.panels.evaluation.localisation_tables import Place, lesion_table, method_table, worst_first
from desktop.project_content import Content
from desktop.translation import mark, tr
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.figure_table import FigureTable
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from core.experiments.localising import Row
    from core.networks.loaded import LoadedModel

TRUTH, LAYERS, BY = mark("Held against"), mark("Layers"), mark("Judged by")
DEFAULT_LAYER, TELLING, ALL_LAYERS = mark("usual one"), mark("those that tell something of their own"), mark("all")
QUICK = (
    Method.GRAD_CAM,
    Method.HIRES_CAM,
    Method.GRAD_CAM_PLUS_PLUS,
    Method.LAYER_CAM,
    Method.EIGEN_CAM,
    Method.SALIENCY,
    Method.INPUT_X_GRADIENT,
    Method.GUIDED_BACKPROPAGATION,
)
"""What is ticked at first: methods of one or two passes, at any number of layers."""


SLOT = "readers who drew"


class LocalisationPanel(QWidget):
    """A row a method and layer; a click on any number leads to its photographs, the worst first."""

    photographsRequested = Signal(object, object, object, object)
    """Numbers of photographs, Method, layer and class that are wanted in Review."""

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self.choices = ChoiceRow((LABELS, PHOTOGRAPHS, TRUTH, TARGET))
        self.ways = ChoiceRow((LAYERS, BY))
        self.ways.fill(LAYERS, [(tr(name), name) for name in (DEFAULT_LAYER, TELLING, ALL_LAYERS)])
        self._fill_truth(())
        self.ways.fill(BY, [(tr(figure.label), figure) for figure in Figure])
        self.ways.choose(BY, HEADLINE)
        self.methods = QListWidget()
        self.methods.setAccessibleName(tr("Methods to compare"))
        for method in Method:
            item = QListWidgetItem(tr(CATALOGUE[method].title))
            item.setData(Qt.ItemDataRole.UserRole, method.value)
            item.setToolTip(tr(CATALOGUE[method].sentence))
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if method in QUICK else Qt.CheckState.Unchecked)
            self.methods.addItem(item)
        self.faithfulness = QCheckBox(tr("Faithfulness and random weights"))
        self.faithfulness.setToolTip(
            tr(
                "Also insertion, deletion, maximum sensitivity and whether maps change with the weights: some hundred "
                "passes through the network a map"
            )
        )
        self.workBar = WorkBar(tr("Measure"))
        self.words, self.verdict = WrappedLabel(role="dim"), WrappedLabel()
        self.table = FigureTable(tr("Methods by layers"))
        self.lesions = FigureTable(tr("Lesion by lesion"))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        evaluations = self._evaluations
        evaluations.projects.contentChanged.connect(self._take_content)
        evaluations.localiseChanged.connect(self._show)
        evaluations.workChanged.connect(self._show_work)
        evaluations.progressed.connect(
            lambda work, progress: self.workBar.setProgress(progress) if work is Work.LOCALISE else None
        )
        self.workBar.startRequested.connect(self.start)
        self.workBar.stopRequested.connect(lambda: evaluations.stop(Work.LOCALISE))
        self.ways.chosen.connect(lambda title: self._show() if title == BY else None)
        self.table.cellChosen.connect(self._open)
        self.lesions.cellChosen.connect(self._open)
        self.table.currentCellChanged.connect(lambda row, *_: self._show_lesions(row))

    def wake(self) -> None:
        """The page is looked at: the model may be another one by now."""
        self._take_content(self._evaluations.projects.content)
        self._evaluations.projects.ask(_readers_of, self._fill_truth, slot=SLOT)
        fill_targets(self.choices, self._evaluations.model)
        self._show_work()
        self._show()

    def sleep(self) -> None:
        """Nothing has to stop."""

    def _take_content(self, content: Content) -> None:
        fill_labels(self.choices, content)
        fill_photographs(self.choices, content, all_words=tr("all with masks or marks"))

    def _fill_truth(self, readers: tuple[str, ...]) -> None:
        """What maps can be held against: of readers those who have drawn something."""
        entries = [
            (tr("masks and marks"), TruthFrom()),
            (tr("mask files alone"), TruthFrom(has_marks=False)),
            (tr("marks of all readers"), TruthFrom(has_masks=False)),
            *((tr("marks of {reader}", reader=name), TruthFrom(has_masks=False, reader=name)) for name in readers),
        ]
        tips = [
            tr("Masks that lie beside photographs, and what readers have drawn on them"),
            tr("Masks that lie beside photographs as MA/IDRiD_01_MA.png"),
            *([tr("What is drawn in Review (Annotate) and kept in the project")] * (1 + len(readers))),
        ]
        self.choices.fill(TRUTH, entries, tips=tips)

    def ticked(self) -> tuple[Method, ...]:
        """The methods that are compared."""
        items = [self.methods.item(row) for row in range(self.methods.count())]
        return tuple(
            Method(item.data(Qt.ItemDataRole.UserRole)) for item in items if item.checkState() is Qt.CheckState.Checked
        )

    def start(self) -> None:
        """Measure what is ticked; what was measured before with the same settings is not measured again."""
        from core.experiments.localising_run import LocalisingPlan

        model, methods = self._evaluations.model, self.ticked()
        if model is None or not methods:
            return
        plan = LocalisingPlan(
            methods,
            _layers(self.ways.value(LAYERS), model),
            target=self.choices.value(TARGET),
            has_faithfulness=self.faithfulness.isChecked(),
        )
        truth: TruthFrom = self.choices.value(TRUTH)
        self._evaluations.start_localising(plan, photographs_of(self.choices), truth)

    # Showing

    def _show_work(self) -> None:
        evaluations = self._evaluations
        self.workBar.setBusy(evaluations.is_busy(Work.LOCALISE))
        can_start = evaluations.model is not None and evaluations.projects.project is not None
        self.workBar.button.setEnabled(can_start)

    def _show(self) -> None:
        result = self._evaluations.localised
        has_result = result is not None and bool(result.outcome.run.rows)
        self._results.setVisible(has_result)
        if result is None or not has_result:
            self.words.setText(self._what_to_do(result))
            self.verdict.setText("")
            return
        by = self.ways.value(BY)
        outcome = result.outcome
        choice = outcome.choices[by]
        images = len({row.image for row in outcome.run.rows})
        self.words.setText(
            _left_out(
                result,
                tr(
                    "{model_name} on {images:,} photographs with masks or marks.",
                    model_name=result.model_name,
                    images=images,
                ),
            )
        )
        self.verdict.setText(
            choice.words() if choice is not None else tr("No map of these photographs could be compared.")
        )
        self._show_table(outcome, by)

    def _what_to_do(self, result: LocaliseResult | None) -> str:
        if self._evaluations.projects.project is None:
            return tr("Open a project: maps are held against masks of its photographs, and what readers drew on them.")
        if self._evaluations.model is None:
            return tr("Open a model: its maps are held against the masks and marks of the project's photographs.")
        if result is not None:
            return _left_out(result, tr("Nothing could be compared."))
        return tr(
            "Tick methods, choose layers, and measure: does this model look at the lesions, and which map of it should "
            "you trust? Masks lie beside photographs as MA/IDRiD_01_MA.png, or are drawn in Review (Annotate)."
        )

    def _show_table(self, outcome: LocalisingOutcome, by: Figure) -> None:
        heads, rows, tips = method_table(outcome, by)
        self.table.setFigures(heads, rows, tips=tips)
        if rows:
            self.table.setCurrentCell(0, 0)
            self._show_lesions(0)

    def _rows(self, place: Place) -> list[Row]:
        result = self._evaluations.localised
        return [] if result is None else result.outcome.rows.get(place, [])

    def _show_lesions(self, row: int) -> None:
        """Every kind of lesion by the method and layer of a row of the table."""
        if row < 0 or row >= self.table.rowCount():
            return
        key = self.table.cellOf(row, 0).key
        if not isinstance(key, tuple):
            return
        method, layer = place = key[0]
        self._lesions_head.setText(
            tr(
                "Lesion by lesion: {method} at {layer} (choose another row above)",
                method=tr(CATALOGUE[method].title),
                layer=layer or tr("the input"),
            )
        )
        self.lesions.setFigures(*lesion_table(self._rows(place), place))

    # Opening

    def _open(self, key: tuple[Place, object]) -> None:
        place, what = key
        result = self._evaluations.localised
        if result is None:
            return
        rows = worst_first(self._rows(place), what)
        eyes = [result.eyes[row.image] for row in rows if row.image in result.eyes]
        if eyes:
            target = result.plan.target
            self.photographsRequested.emit(tuple(eye.item.key for eye in eyes), *place, target)

    # Laying out

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_heading(tr("Methods")))
        column.addWidget(self.methods, 1)
        column.addWidget(self.faithfulness)
        self._lesions_head = _heading(tr("Lesion by lesion"))
        lower = QWidget()
        below = QVBoxLayout(lower)
        below.setContentsMargins(0, 8, 0, 0)
        below.addWidget(self._lesions_head)
        below.addWidget(self.lesions, 1)
        self._results = QSplitter(Qt.Orientation.Vertical)
        self._results.addWidget(self.table)
        self._results.addWidget(lower)
        self._results.setSizes([420, 200])
        self.verdict.setProperty("role", "heading")
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(8, 0, 0, 0)
        page.addWidget(self.words)
        page.addWidget(self.verdict)
        page.addWidget(self._results, 1)
        page.addStretch(0)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(right)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([260, 1000])
        bar = QHBoxLayout()
        bar.addWidget(self.ways, 2)
        bar.addWidget(self.workBar, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self.choices)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)


def _readers_of(project: Project, _token: CancelToken) -> tuple[str, ...]:
    """In the lane: who has drawn something."""
    return tuple(dict.fromkeys(said.reader for said in project.annotations.everything() if said.annotation.shapes))


def _layers(choice: str, model: LoadedModel) -> tuple[str, ...] | None:
    if choice == DEFAULT_LAYER:
        return (model.layers.default.name,)
    if choice == TELLING:
        from core.experiments.localising import telling_layers

        return telling_layers(model)
    return None


def _left_out(result: LocaliseResult, words: str) -> str:
    lines = [words]
    lines += [
        tr("Not asked: {title}. {why}", title=tr(CATALOGUE[method].title), why=why)
        for method, why in result.outcome.run.not_asked.items()
    ]
    names = list(result.outcome.run.left_out.items())
    lines += [tr("Left out: {partition}. {why}", partition=name.partition("#")[0], why=why) for name, why in names[:3]]
    return "\n".join([*lines, *([tr("… and {count} more left out.", count=len(names) - 3)] if len(names) > 3 else [])])


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
