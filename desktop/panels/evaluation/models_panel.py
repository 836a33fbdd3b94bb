"""Several models on the same photographs: side by side, how far they differ, where they disagree; and ensembles."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLabel,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.jobs import CancelToken
from desktop.evaluations import Evaluations, Photographs, Work
from desktop.panels.evaluation.choosing import LABELS, PHOTOGRAPHS, fill_labels, fill_photographs, photographs_of
from desktop.panels.evaluation.models_tables import disagreement_rows, figure_rows, pair_table
from desktop.project_content import Content
from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.figure_table import FigureTable
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.catalogue.predictions import KnownModel
    from core.datasets.catalogue.project import Project
    from core.evaluation.from_project import CommonlyJudged
    from core.evaluation.several import SeveralModels
    from core.experiments.map_agreement import MapsAgree

SLOT = "compare models"
_MODEL = Qt.ItemDataRole.UserRole


@dataclass(frozen=True, slots=True, eq=False)
class ComparedModels:
    """What is shown; `photographs` are the numbers of those that count, in the order of `found`."""

    models: tuple[KnownModel, ...]
    found: SeveralModels
    photographs: tuple[int, ...]


class ModelsPanel(QWidget):
    """Models with predictions in the project are ticked; two or more are compared at once."""

    photographsRequested = Signal(object, object)
    """The ComparedModels and the numbers of photographs that are wanted, the first of them to be looked at first."""
    ensembleRequested = Signal(object)
    """The content hashes of the ticked models."""
    mapsRequested = Signal(object)
    """The ComparedModels whose maps are to be compared."""

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self._content = Content()
        self._is_awake = False
        self.shown: ComparedModels | None = None
        self.choices = ChoiceRow((LABELS, PHOTOGRAPHS))
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Models to compare"))
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.ensembleButton = QPushButton(tr("Make an ensemble…"))
        self.ensembleButton.setIcon(icon("add"))
        self.ensembleButton.setToolTip(tr("Combine models into one that answers for them all"))
        self.figures = FigureTable(tr("Figures of the models"), is_sortable=False)
        self.pairs = FigureTable(tr("Differences between the models"), is_sortable=False)
        self.disagreements = FigureTable(tr("Photographs on which the models disagree"))
        self.words = WrappedLabel(role="dim")
        self.mapsBar = WorkBar(tr("Compare their maps"))
        self.mapsBar.button.setToolTip(
            tr("Explain the photographs on which the models disagree by each of them, and say how alike the maps are")
        )
        self.mapsWords = WrappedLabel(role="dim")
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        projects = self._evaluations.projects
        projects.contentChanged.connect(self._take_content)
        self.choices.chosen.connect(lambda _title: self.compare())
        self.list.itemChanged.connect(lambda _item: self.compare())
        self.ensembleButton.clicked.connect(lambda: self.ensembleRequested.emit(self._ticked_contents()))
        self.disagreements.cellChosen.connect(self._open)
        self.pairs.cellChosen.connect(self._open_pair)
        self.figures.cellChosen.connect(self._open_figure)
        self.mapsBar.startRequested.connect(lambda: self.mapsRequested.emit(self.shown))
        self.mapsBar.stopRequested.connect(lambda: self._evaluations.stop(Work.AGREEMENT))
        self._evaluations.workChanged.connect(lambda: self.mapsBar.setBusy(self._evaluations.is_busy(Work.AGREEMENT)))
        self._evaluations.progressed.connect(
            lambda work, progress: self.mapsBar.setProgress(progress) if work is Work.AGREEMENT else None
        )

    def wake(self) -> None:
        """The page is looked at."""
        self._is_awake = True
        self._take_content(self._evaluations.projects.content)

    def sleep(self) -> None:
        """Nobody looks."""
        self._is_awake = False

    @property
    def photographs(self) -> Photographs:
        """Which photographs are chosen."""
        return photographs_of(self.choices)

    def ticked(self) -> tuple[KnownModel, ...]:
        """The models that are compared."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.data(_MODEL) for item in items if item.checkState() is Qt.CheckState.Checked)

    # Comparing

    def _take_content(self, content: Content) -> None:
        items = [self.list.item(row) for row in range(self.list.count())]
        before = {item.data(_MODEL).id: item.checkState() for item in items}
        self._content = content
        fill_labels(self.choices, content)
        fill_photographs(self.choices, content, all_words=tr("all with a label"))
        self.list.blockSignals(True)  # noqa: FBT003
        self.list.clear()
        asked = [model for model in content.models if model.predictions]
        for model in asked:
            item = QListWidgetItem(f"{model.name}  ({model.predictions:,})")
            item.setData(_MODEL, model)
            item.setToolTip(
                tr(
                    "{model_name}\n{predictions:,} photographs predicted\n{parts}",
                    model_name=model.name,
                    predictions=model.predictions,
                    parts=", ".join(model.class_names),
                )
            )
            item.setFlags(Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsUserCheckable)
            usual = Qt.CheckState.Checked if model.class_names == asked[0].class_names else Qt.CheckState.Unchecked
            item.setCheckState(before.get(model.id, usual))
            self.list.addItem(item)
        self.list.blockSignals(False)  # noqa: FBT003
        if self._is_awake:
            self.compare()

    def compare(self) -> None:
        """Compare what is ticked."""
        models, scheme = self.ticked(), self.choices.value(LABELS)
        if len(models) < 2 or scheme is None:
            self._show_nothing(self._what_is_missing(models))
            return
        wanted, evaluations = self.photographs, self._evaluations

        def gather(project: Project, _token: CancelToken) -> CommonlyJudged:
            from core.evaluation.from_project import judge_several

            known = {model.id: evaluations.class_map(scheme, model.class_names) or {} for model in models}
            return judge_several(project, scheme, models, split=wanted.split, part=wanted.part, class_maps=known)

        def figure(found: CommonlyJudged) -> ComparedModels:
            from core.evaluation.several import compare_models

            compared = compare_models([model.name for model in models], found.judged)
            return ComparedModels(models, compared, found.photographs)

        self.words.setText(tr("Comparing…"))
        self._evaluations.measuring.ask(gather, figure, self._show, slot=SLOT)

    def _what_is_missing(self, models: Sequence[KnownModel]) -> str:
        if self._evaluations.projects.project is None:
            return tr("Open a project: models are compared on its photographs.")
        if self.choices.value(LABELS) is None:
            return tr("The project has no labels. Add a folder with class folders or a table of labels (Data menu).")
        if self.list.count() < 2:
            return tr(
                "Open a second model and ask it about the photographs of the project (Data > Predict all); "
                "its answers are kept there, and it appears here."
            )
        return tr("Tick two models or more.") if len(models) < 2 else ""

    def _show_nothing(self, words: str) -> None:
        self.shown = None
        self.words.setText(words)
        self.mapsWords.setText("")
        self.mapsWords.hide()
        for table in (self.figures, self.pairs, self.disagreements):
            table.setFigures([], [])
        self._tables.setVisible(False)

    def _show(self, answer: ComparedModels | FunduscopeError) -> None:
        if isinstance(answer, FunduscopeError):
            from core.evaluation.predictions import ClassMappingError

            is_unmatched = isinstance(answer, ClassMappingError)
            hint = tr("Say what labels mean on the page Figures.") if is_unmatched else answer.hint
            self._show_nothing(f"{answer.message} {hint}".strip())
            return
        self.shown = answer
        found = answer.found
        count, differing = len(answer.photographs), len(found.disagreements)
        self.words.setText(
            tr(
                "{count:,} photographs that have a label and that all of these models were asked about. They do not "
                "all say the same of {differing:,} of them.",
                count=count,
                differing=differing,
            )
        )
        self.mapsWords.setText("")
        self.mapsWords.hide()
        self._show_tables(found)
        self._tables.setVisible(True)

    def _show_tables(self, found: SeveralModels) -> None:
        self.figures.setFigures([tr("Figure"), *found.names], figure_rows(found))
        heads, rows, tips = pair_table(found)
        self.pairs.setFigures(heads, rows, tips=tips)
        for table in (self.figures, self.pairs):
            table.fitHeight()
        self.disagreements.setFigures([tr("Photograph"), tr("Label"), *found.names], disagreement_rows(found))

    def _open(self, place: int) -> None:
        if self.shown is None:
            return
        order = [place, *(other for other in self.shown.found.disagreements if other != place)]
        self.photographsRequested.emit(self.shown, tuple(self.shown.photographs[each] for each in order))

    def _open_figure(self, key: tuple[str, int]) -> None:
        """The photographs that a figure of one of the models is of, its wrong answers first."""
        from core.evaluation.behind import behind_whole

        if self.shown is None:
            return
        name, model = key
        found = self.shown.found
        places = behind_whole(found.judged[model], name, found.assessments[model].referable_from)
        self.photographsRequested.emit(self.shown, tuple(self.shown.photographs[place] for place in places))

    def _open_pair(self, key: tuple[int, int]) -> None:
        if self.shown is None:
            return
        found, (number, side) = self.shown.found, key
        pair = found.pairs[number]
        right = [found.predicted[one] == found.labels for one in (pair.first, pair.second)]
        wanted = right[side] & ~right[1 - side]
        numbers = tuple(self.shown.photographs[place] for place in wanted.nonzero()[0])
        if numbers:
            self.photographsRequested.emit(self.shown, numbers)

    def showMapAgreement(self, compared: ComparedModels, found: Sequence[MapsAgree]) -> None:
        """Say how alike the maps are."""
        from core.experiments.map_agreement import mean_agreement

        if compared is not self.shown:
            return
        lines = []
        for pair in compared.found.pairs:
            mean = mean_agreement(found, pair.first, pair.second)
            names = tr(
                "{names} and {names_2}",
                names=compared.found.names[pair.first],
                names_2=compared.found.names[pair.second],
            )
            if mean is None:
                lines.append(tr("{names}: no photograph of which both have a map.", names=names))
                continue
            limits = (
                "" if mean.low is None else tr(" (95 % interval {low:.2f} to {high:.2f})", low=mean.low, high=mean.high)
            )
            lines.append(
                tr(
                    "{names}: mean rank correlation {mean:.2f}{limits} over {count} photographs.",
                    names=names,
                    mean=mean.mean,
                    limits=limits,
                    count=mean.count,
                )
            )
        self.mapsWords.setText("\n".join(lines))
        self.mapsWords.show()

    def _ticked_contents(self) -> tuple[str, ...]:
        return tuple(model.content for model in self.ticked())

    # Laying out

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(_heading(tr("Models with predictions here")))
        column.addWidget(self.list, 1)
        column.addWidget(self.ensembleButton)
        self._tables = QWidget()
        tables = QVBoxLayout(self._tables)
        tables.setContentsMargins(0, 0, 0, 0)
        tables.setSpacing(8)
        tables.addWidget(_heading(tr("Side by side, with 95 % intervals; the highest is bold")))
        tables.addWidget(self.figures)
        tables.addWidget(_heading(tr("Differences, the first less the second")))
        tables.addWidget(self.pairs)
        maps = QHBoxLayout()
        maps.addWidget(_heading(tr("Where they disagree: click to see a photograph by all of them")), 1)
        maps.addWidget(self.mapsBar)
        tables.addLayout(maps)
        tables.addWidget(self.mapsWords)
        tables.addWidget(self.disagreements, 1)
        self.disagreements.setMinimumHeight(180)
        right = QWidget()
        page = QVBoxLayout(right)
        page.setContentsMargins(8, 0, 8, 0)
        page.addWidget(self.words)
        page.addWidget(self._tables, 1)
        page.addStretch(0)
        area = QScrollArea(widgetResizable=True)
        area.setWidget(right)
        area.setAccessibleName(tr("Models side by side"))
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        splitter = QSplitter()
        splitter.addWidget(left)
        splitter.addWidget(area)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([250, 1000])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addWidget(self.choices)
        whole.addWidget(splitter, 1)
        self._show_nothing("")


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
