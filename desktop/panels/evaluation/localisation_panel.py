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
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
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
from desktop.project_content import Content
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.figure_table import FigureCell, FigureTable
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.experiments.faithfulness import FaithfulnessFigure
    from core.experiments.localising import FaithfulnessMean, FigureMean, Row, Summary
    from core.networks.loaded import LoadedModel

LAYERS, BY = "Layers", "Judged by"
DEFAULT_LAYER, TELLING, ALL_LAYERS = "usual one", "those that tell something of their own", "all"
MISSING = "\N{EN DASH}"
SHOWN = (
    Figure.AUROC,
    Figure.POINTING_GAME,
    Figure.POINTING_GAME_TOLERANT,
    Figure.ENERGY_INSIDE,
    Figure.RANK_ACCURACY,
    Figure.IOU_BEST,
    Figure.IOU_50,
    Figure.AVERAGE_PRECISION,
)
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


class LocalisationPanel(QWidget):
    """A row a method and layer; a click on any number leads to its photographs, the worst first."""

    photographsRequested = Signal(object, object, object, object)
    """Numbers of photographs, Method, layer and class that are wanted in Review."""

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self.choices = ChoiceRow((LABELS, PHOTOGRAPHS, LAYERS, TARGET, BY))
        self.choices.fill(LAYERS, [(name, name) for name in (DEFAULT_LAYER, TELLING, ALL_LAYERS)])
        self.choices.fill(BY, [(figure.label, figure) for figure in Figure])
        self.choices.choose(BY, HEADLINE)
        self.methods = QListWidget()
        self.methods.setAccessibleName("Methods to compare")
        for method in Method:
            item = QListWidgetItem(CATALOGUE[method].title)
            item.setData(Qt.ItemDataRole.UserRole, method.value)
            item.setToolTip(CATALOGUE[method].sentence)
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if method in QUICK else Qt.CheckState.Unchecked)
            self.methods.addItem(item)
        self.faithfulness = QCheckBox("Faithfulness and random weights")
        self.faithfulness.setToolTip(
            "Also insertion, deletion, maximum sensitivity and whether maps change with the weights: some hundred "
            "passes through the network a map"
        )
        self.workBar = WorkBar("Measure")
        self.words, self.verdict = WrappedLabel(role="dim"), WrappedLabel()
        self.table = FigureTable("Methods by layers")
        self.lesions = FigureTable("Lesion by lesion")
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
        self.choices.chosen.connect(lambda title: self._show() if title == BY else None)
        self.table.cellChosen.connect(self._open)
        self.lesions.cellChosen.connect(self._open)
        self.table.currentCellChanged.connect(lambda row, *_: self._show_lesions(row))

    def wake(self) -> None:
        """The page is looked at: the model may be another one by now."""
        self._take_content(self._evaluations.projects.content)
        fill_targets(self.choices, self._evaluations.model)
        self._show_work()
        self._show()

    def sleep(self) -> None:
        """Nothing has to stop."""

    def _take_content(self, content: Content) -> None:
        fill_labels(self.choices, content)
        fill_photographs(self.choices, content, all_words="all with masks")

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
            _layers(self.choices.value(LAYERS), model),
            target=self.choices.value(TARGET),
            has_faithfulness=self.faithfulness.isChecked(),
        )
        self._evaluations.start_localising(plan, photographs_of(self.choices))

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
        by = self.choices.value(BY)
        outcome = result.outcome
        choice = outcome.choices[by]
        images = len({row.image for row in outcome.run.rows})
        self.words.setText(_left_out(result, f"{result.model_name} on {images:,} photographs with masks."))
        self.verdict.setText(choice.words() if choice is not None else "No map of these photographs could be compared.")
        self._show_table(outcome.summaries, by, choice.winner if choice is not None else None)

    def _what_to_do(self, result: LocaliseResult | None) -> str:
        if self._evaluations.projects.project is None:
            return "Open a project: maps are held against the masks that lie with its photographs."
        if self._evaluations.model is None:
            return "Open a model: its maps are held against the masks of the project's photographs."
        if result is not None:
            return _left_out(result, "Nothing could be compared.")
        return (
            "Tick methods, choose layers, and measure: does this model look at the lesions, and which map of it should "
            "you trust? Masks lie beside photographs as MA/IDRiD_01_MA.png, or are drawn in Review (Annotate)."
        )

    def _show_table(self, summaries: tuple[Summary, ...], by: Figure, winner: tuple[Method, str | None] | None) -> None:
        measured = list(dict.fromkeys(figure for summary in summaries for figure in summary.faithfulness))
        figures = [by, *(figure for figure in SHOWN if figure is not by)]
        heads = ["Method", "Layer", "Photographs", *(figure.label for figure in figures)]
        heads += ["Lesions hit", "On no lesion", "Sparseness", *(figure.label for figure in measured)]
        tips = ["", "", "How many; in brackets those whose map has no evidence"]
        tips += ["Mean, 95 % interval, and in brackets what a map that knows nothing reaches"] * len(figures)
        tips += [
            "The share of all lesions that the map reaches, and that chance would",
            "The share of the evidence on no lesion",
            "Gini index of the map: 0 the same everywhere, 1 all in one pixel",
            *(_FAITHFUL_TIPS.get(figure.value, "") for figure in measured),
        ]
        rows = [self._cells(summary, figures, measured, winner) for summary in summaries]
        self.table.setFigures(heads, rows, tips=tips)
        if rows:
            self.table.setCurrentCell(0, 0)
            self._show_lesions(0)

    def _cells(
        self,
        summary: Summary,
        figures: list[Figure],
        measured: list[FaithfulnessFigure],
        winner: tuple[Method, str | None] | None,
    ) -> list[FigureCell]:
        place = (summary.method, summary.layer)
        is_best = place == winner
        title = CATALOGUE[summary.method].title
        empty = f" ({summary.without_evidence})" if summary.without_evidence else ""
        cells = [
            FigureCell(
                title,
                "The best by the figure that is chosen" if is_best else "",
                title,
                is_bold=is_best,
                key=(place, None),
            ),
            FigureCell(summary.layer or "input", "", summary.layer or "", is_bold=is_best, key=(place, None)),
            FigureCell(f"{summary.count}{empty}", "", summary.count, key=(place, None)),
        ]
        cells += [_mean_cell(summary.figures.get(figure), (place, figure), is_bold=is_best) for figure in figures]
        cells.append(_mean_cell(summary.lesions_hit, (place, "lesions"), is_bold=False))
        outside = self._outside(place)
        cells.append(FigureCell(MISSING if outside is None else f"{outside:.0%}", "", outside, key=(place, "outside")))
        sparse = summary.sparseness
        cells.append(
            FigureCell(
                MISSING if sparse is None else f"{sparse.mean:.2f}",
                "",
                sparse.mean if sparse else None,
                key=(place, None),
            )
        )
        cells += [_faithful_cell(summary.faithfulness.get(figure), place) for figure in measured]
        return cells

    def _rows(self, place: tuple[Method, str | None]) -> list[Row]:
        result = self._evaluations.localised
        return [] if result is None else result.outcome.rows.get(place, [])

    def _outside(self, place: tuple[Method, str | None]) -> float | None:
        known = [row.lesions.outside_share for row in self._rows(place) if row.lesions is not None]
        shares = [share for share in known if share is not None]
        return sum(shares) / len(shares) if shares else None

    def _show_lesions(self, row: int) -> None:
        """Every kind of lesion by the method and layer of a row of the table."""
        if row < 0 or row >= self.table.rowCount():
            return
        from core.experiments.localising import lesions_by_code

        key = self.table.cellOf(row, 0).key
        if not isinstance(key, tuple):
            return
        place = key[0]
        rows = self._rows(place)
        found = lesions_by_code(rows)
        cells = []
        for code, figures in found.items():
            hit, chance, share = (float(figures[name]) for name in ("hit", "chance", "evidence_share"))
            cells.append(
                [
                    FigureCell(code, "Click to see them, those with the most missed first", code, key=(place, code)),
                    FigureCell(f"{figures['count']:,}", "", float(figures["count"]), key=(place, code)),
                    FigureCell(f"{hit:.0%}", "", hit, shade=(hit - chance), key=(place, code)),
                    FigureCell(f"{1 - hit:.0%}", "", 1 - hit, key=(place, code)),
                    FigureCell(f"{chance:.0%}", "", chance, key=(place, code)),
                    FigureCell(f"{share:.2%}", "", share, key=(place, code)),
                ]
            )
        method, layer = place
        self._lesions_head.setText(
            f"Lesion by lesion: {CATALOGUE[method].title} at {layer or 'the input'} (choose another row above)"
        )
        self.lesions.setFigures(["Kind", "Lesions", "Hit", "Missed", "By chance", "Evidence on one"], cells)

    # Opening

    def _open(self, key: tuple[tuple[Method, str | None], object]) -> None:
        place, what = key
        result = self._evaluations.localised
        if result is None:
            return
        rows = sorted(self._rows(place), key=lambda row: _worth(row, what))
        eyes = [result.eyes[row.image] for row in rows if row.image in result.eyes]
        if eyes:
            target = result.plan.target
            self.photographsRequested.emit(tuple(eye.item.key for eye in eyes), *place, target)

    # Laying out

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_heading("Methods"))
        column.addWidget(self.methods, 1)
        column.addWidget(self.faithfulness)
        self._lesions_head = _heading("Lesion by lesion")
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
        splitter.setSizes([230, 1000])
        bar = QHBoxLayout()
        bar.addWidget(self.choices, 1)
        bar.addWidget(self.workBar)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(bar)
        whole.addWidget(splitter, 1)


_FAITHFUL_TIPS = {
    "insertion_area": "The probability while pixels are shown, strongest first: better the higher; in brackets chance",
    "deletion_area": "The probability while pixels are hidden, strongest first: better the lower; in brackets chance",
    "max_sensitivity": "The largest change of the map under small noise: better the lower",
    "max_sensitivity_per_input": "The same in the scale of Quantus: better the lower",
    "randomised_weights_correlation": "Rank correlation with maps of networks of random weights: better the lower",
}


def _worth(row: Row, what: object) -> float:
    """What photographs are ordered by: the worst first."""
    found, lesions = row.localisation, row.lesions
    if isinstance(what, Figure):
        score = found.figures.get(what) if found is not None else None
        return score.value - score.chance if score is not None else -1.0
    if what == "outside":
        return -(lesions.outside_share or 0.0) if lesions is not None else 0.0
    if isinstance(what, str) and lesions is not None:
        wanted = [lesion.is_hit for lesion in lesions.lesions if what in ("lesions", lesion.code)]
        return sum(wanted) / len(wanted) if wanted else 2.0
    score = found.figures.get(HEADLINE) if found is not None else None
    return score.value if score is not None else -1.0


def _layers(choice: str, model: LoadedModel) -> tuple[str, ...] | None:
    if choice == DEFAULT_LAYER:
        return (model.layers.default.name,)
    if choice == TELLING:
        from core.experiments.localising import telling_layers

        return telling_layers(model)
    return None


def _left_out(result: LocaliseResult, words: str) -> str:
    lines = [words]
    lines += [f"Not asked: {CATALOGUE[method].title}. {why}" for method, why in result.outcome.run.not_asked.items()]
    names = list(result.outcome.run.left_out.items())
    lines += [f"Left out: {name.partition('#')[0]}. {why}" for name, why in names[:3]]
    return "\n".join([*lines, *([f"… and {len(names) - 3} more left out."] if len(names) > 3 else [])])


def _mean_cell(mean: FigureMean | None, key: tuple[object, object], *, is_bold: bool) -> FigureCell:
    if mean is None:
        return FigureCell(MISSING, key=key)
    value, above = mean.value, mean.above_chance
    limits = f" [{value.low:.2f}, {value.high:.2f}]" if value.low is not None else ""
    between = f", 95 % interval {above.low:.3f} to {above.high:.3f}" if above.low is not None else ""
    tip = f"{above.mean:+.3f} above chance{between}, {value.count} counted. Click to see them, the worst first."
    is_sure = above.low is not None and (above.low > 0 or (above.high or 0) < 0)
    shade = above.mean * 2 if is_sure else 0.0
    return FigureCell(f"{value.mean:.3f}{limits} ({mean.chance:.2f})", tip, value.mean, shade, is_bold, key)


def _faithful_cell(mean: FaithfulnessMean | None, place: tuple[Method, str | None]) -> FigureCell:
    if mean is None:
        return FigureCell(MISSING, key=(place, None))
    chance = f" ({mean.chance:.2f})" if mean.chance is not None else ""
    limits = f" [{mean.value.low:.2f}, {mean.value.high:.2f}]" if mean.value.low is not None else ""
    return FigureCell(f"{mean.value.mean:.3f}{limits}{chance}", "", mean.value.mean, key=(place, None))


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
