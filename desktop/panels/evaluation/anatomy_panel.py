"""Where in the eye the evidence lies: shares by ETDRS sector, disc and beyond, and alarms where there is no eye."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QPushButton, QSplitter, QVBoxLayout, QWidget

from core.evaluation.anatomy import Sector, Zone
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.evaluations import Evaluations, SurveyResult
from desktop.panels.evaluation.choosing import (
    LAYER,
    METHOD,
    PHOTOGRAPHS,
    TARGET,
    fill_layers,
    fill_methods,
    fill_photographs,
    fill_targets,
    join_survey,
    photographs_of,
    show_layers,
    show_survey_work,
    survey_plan,
)
from desktop.translation import capitalised, mark, tr, tr_as
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.figure_table import FigureCell, FigureTable
from desktop.widgets.evaluate.landmark_view import LandmarkView, Marks
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.evaluation.localisation import Scored
    from core.experiments.surveying import Surveyed

PARTS: tuple[tuple[str, Sector | Zone], ...] = (
    (mark("Outside the field"), Sector.OUTSIDE),
    (mark("Rim of the field"), Zone.BORDER),
    (mark("Fovea"), Sector.CENTRE),
    (mark("Inner superior"), Sector.INNER_SUPERIOR),
    (mark("Inner nasal"), Sector.INNER_NASAL),
    (mark("Inner inferior"), Sector.INNER_INFERIOR),
    (mark("Inner temporal"), Sector.INNER_TEMPORAL),
    (mark("Outer superior"), Sector.OUTER_SUPERIOR),
    (mark("Outer nasal"), Sector.OUTER_NASAL),
    (mark("Outer inferior"), Sector.OUTER_INFERIOR),
    (mark("Outer temporal"), Sector.OUTER_TEMPORAL),
    (mark("Disc"), Sector.DISC),
    (mark("Arcades and beyond"), Sector.BEYOND),
)
"""Where there is no eye first: photographs are ranked by it."""
MISSING = "\N{EN DASH}"


class AnatomyPanel(QWidget):
    """A row a photograph, those with the most evidence where there is no eye first."""

    photographsRequested = Signal(object, object, object, object)
    """Numbers of photographs, Method, layer and class that are wanted in Review."""
    photographNeeded = Signal(int)
    """The number of the photograph whose picture is wanted for `setPhotograph`."""
    marksRequested = Signal(int, object)
    """A photograph's number and its Marks as shown, None: back to what the program finds."""

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self._key = -1
        self.choices = ChoiceRow((PHOTOGRAPHS, METHOD, LAYER, TARGET))
        fill_methods(self.choices)
        self.choices.choose(METHOD, Method.GRAD_CAM)
        self.workBar = WorkBar(tr("Survey"))
        self.words, self.alarms = WrappedLabel(role="dim"), WrappedLabel(role="warning")
        self.means = FigureTable(tr("Mean shares of the evidence"), is_sortable=False)
        self.table = FigureTable(tr("Photographs by their evidence where there is no eye"))
        self.view = LandmarkView()
        self.resetButton = QPushButton(tr("Find again"))
        self.resetButton.setToolTip(tr("Forget what was marked by hand, and take what the program finds"))
        self.openButton = QPushButton(tr("Look at it in Review"))
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        evaluations = self._evaluations
        evaluations.projects.contentChanged.connect(lambda content: fill_photographs(self.choices, content))
        evaluations.surveyChanged.connect(self._show)
        join_survey(evaluations, self.choices, self.workBar)
        self.workBar.startRequested.connect(self.start)
        self.table.currentCellChanged.connect(lambda row, *_: self._select(row))
        self.table.cellChosen.connect(self._choose)
        self.view.marksChanged.connect(lambda marks: self.marksRequested.emit(self._key, marks))
        self.resetButton.clicked.connect(lambda: self.marksRequested.emit(self._key, None))
        self.openButton.clicked.connect(self._open)

    def wake(self) -> None:
        """The page is looked at."""
        model = self._evaluations.model
        fill_photographs(self.choices, self._evaluations.projects.content)
        fill_layers(self.choices, model)
        fill_targets(self.choices, model)
        show_layers(self.choices)
        show_survey_work(self._evaluations, self.workBar)
        self._show()

    def sleep(self) -> None:
        """Nothing has to stop."""

    def start(self) -> None:
        """Explain every photograph once."""
        self._evaluations.start_survey(survey_plan(self.choices), photographs_of(self.choices, has_labels=False))

    def setPhotograph(self, key: int, pixels: np.ndarray | None) -> None:
        """The picture of the photograph that is selected, as it is shown; None where it cannot be read."""
        found = self._found(key)
        if key != self._key or found is None:
            return
        self.view.setPhotograph(pixels, found.size)
        self._show_marks(found)

    # Showing

    def _show(self) -> None:
        if not self.isVisible():
            return
        result = self._evaluations.survey
        has_result = result is not None and bool(result.found)
        self._results.setVisible(has_result)
        self.alarms.setVisible(has_result)
        if result is None or not has_result:
            self.words.setText(self._what_to_do())
            return
        told = [each for each in result.found.values() if each.budget is not None]
        unknown = sum(each.budget is None and not each.error for each in result.found.values())
        failed = sum(bool(each.error) for each in result.found.values())
        method, layer = result.plan.method, result.plan.layer
        words = f"{result.model_name}, {tr(CATALOGUE[method].title)}" + (
            tr(" at {layer}", layer=layer) if layer else ""
        )
        words += tr(": {count:,} of {total:,} photographs", count=len(result.found), total=result.total)
        words += (
            tr("; in {unknown} neither disc nor fovea was found (mark them here)", unknown=unknown) if unknown else ""
        )
        words += tr("; {failed} could not be used", failed=failed) if failed else ""
        self.words.setText(f"{words}.")
        self._show_alarms(told)
        self._show_means(told)
        self._show_table(result)

    def _what_to_do(self) -> str:
        if self._evaluations.projects.project is None:
            return tr("Open a project: its photographs are surveyed.")
        if self._evaluations.model is None:
            return tr("Open a model: every photograph of the project is explained once by it.")
        return tr(
            "Choose a method and survey: which share of the evidence lies in each sector of the ETDRS grid, on the "
            "disc, in the arcades, and where there is no eye at all (text, dust, border)?"
        )

    def _show_alarms(self, told: Sequence[Surveyed]) -> None:
        alarmed = [each for each in told if each.budget is not None and each.budget.alarms]
        if not alarmed:
            self.alarms.setText("")
            self.alarms.hide()
            return
        self.alarms.setText(
            tr(
                "In {count:,} of {count_2:,} photographs the evidence lies where there is no eye, or on the rim "
                "of the field: perhaps the network follows a shortcut. They stand first below.",
                count=len(alarmed),
                count_2=len(told),
            )
        )

    def _show_means(self, told: Sequence[Surveyed]) -> None:
        budgets = [each.budget for each in told if each.budget is not None and each.budget.has_evidence]
        cells, areas = [FigureCell(tr("Evidence"))], [FigureCell(tr("Area"))]
        for _title, part in PARTS:
            scores = [_part(budget, part) for budget in budgets]
            share, area = (float(np.mean(values)) if values else 0.0 for values in _split(scores))
            cells.append(
                FigureCell(
                    f"{share:.1%}",
                    tr("{share:.1%} of the evidence on {area:.1%} of the area", share=share, area=area),
                    share,
                    shade=3 * (share - area),
                )
            )
            areas.append(FigureCell(f"{area:.1%}", "", area))
        self.means.setFigures(
            [tr("Mean of {count:,}", count=len(budgets)), *(tr(title) for title, _part in PARTS)], [cells, areas]
        )
        self.means.setFixedHeight(2 * 26 + self.means.horizontalHeader().sizeHint().height() + 16)

    def _show_table(self, result: SurveyResult) -> None:
        found = sorted(
            result.found.values(), key=lambda each: -each.budget.shortcut if each.budget is not None else 9.0
        )
        rows = [self._row(each, result.class_names) for each in found]
        heads = [tr("Photograph"), tr("Predicted"), tr("Alarm"), *(tr(title) for title, _part in PARTS)]
        self.table.setFigures(heads, rows)
        row = next((row for row in range(len(rows)) if self.table.cellOf(row, 0).key == self._key), 0)
        self.table.setCurrentCell(row, 0)
        self._select(row)

    def _row(self, each: Surveyed, names: Sequence[str]) -> list[FigureCell]:
        predicted = names[each.predicted] if each.predicted >= 0 else MISSING
        cells = [
            FigureCell(each.name, each.error, each.name, key=each.key),
            FigureCell(predicted, value=predicted, key=each.key),
        ]
        if each.budget is None:
            why = each.error or tr("Disc and fovea were not found: mark them at the right")
            return [
                *cells,
                FigureCell(tr("not told"), why, -1.0, key=each.key),
                *(FigureCell(MISSING, why, key=each.key) for _ in PARTS),
            ]
        alarms = each.budget.alarms
        words = "\n".join(alarm.words for alarm in alarms)
        cells.append(
            FigureCell(
                "shortcut?" if alarms else "", words, each.budget.shortcut, shade=-1.0 if alarms else 0.0, key=each.key
            )
        )
        for _title, part in PARTS:
            score = _part(each.budget, part)
            tip = tr("{value:.1%} of the evidence on {chance:.1%} of the area", value=score.value, chance=score.chance)
            cells.append(
                FigureCell(f"{score.value:.0%}", tip, score.value, shade=2 * (score.value - score.chance), key=each.key)
            )
        return cells

    # One photograph

    def _select(self, row: int) -> None:
        if not 0 <= row < self.table.rowCount():
            return
        key = self.table.cellOf(row, 0).key
        if isinstance(key, int) and (key != self._key or self.view.marks() is None):
            self._key = key
            self.view.setPhotograph(None, (1, 1))
            self.view.setMarks(None)
            self.photographNeeded.emit(key)
        found = self._found(self._key)
        if found is not None:
            self._show_marks(found)

    def _show_marks(self, found: Surveyed) -> None:
        landmarks = found.landmarks
        if found.error:
            self.view.setMarks(None, found.error)
            return
        if landmarks is None:
            width, height = found.size
            guess = Marks((0.66 * width, 0.5 * height), (0.5 * width, 0.52 * height), 0.1 * width)
            self.view.setMarks(guess, tr("Not found: drag disc and fovea to where they are"))
            return
        marks = Marks(landmarks.disc, landmarks.fovea, landmarks.disc_diameter_px)
        turned = tr(", stands on its head") if landmarks.is_turned else ""
        self.view.setMarks(
            marks,
            tr(
                "{value} eye{turned}; {value_2}. Drag to correct.",
                value=capitalised(tr_as("eye", landmarks.eye.value)),
                turned=turned,
                value_2=tr(found.source.value),
            ),
        )

    def _found(self, key: int) -> Surveyed | None:
        result = self._evaluations.survey
        return result.found.get(key) if result is not None else None

    def _choose(self, key: int) -> None:
        """A click shows it beside the table; the button below goes to Review."""
        self._key = key

    def _open(self) -> None:
        result = self._evaluations.survey
        if result is None or self._key < 0:
            return
        order = [self.table.cellOf(row, 0).key for row in range(self.table.rowCount())]
        rest = [key for key in order if key != self._key]
        self.photographsRequested.emit((self._key, *rest), result.plan.method, result.plan.layer, result.plan.target)

    # Laying out

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.choices, 1)
        bar.addWidget(self.workBar)
        side = QWidget()
        column = QVBoxLayout(side)
        column.setContentsMargins(8, 0, 0, 0)
        column.addWidget(_heading(tr("Disc, fovea and grid")))
        column.addWidget(self.view, 1)
        buttons = QHBoxLayout()
        buttons.addWidget(self.resetButton)
        buttons.addWidget(self.openButton)
        column.addLayout(buttons)
        tables = QWidget()
        left = QVBoxLayout(tables)
        left.setContentsMargins(0, 0, 0, 0)
        left.addWidget(self.means)
        left.addWidget(_heading(tr("Photographs, most evidence where there is no eye first")))
        left.addWidget(self.table, 1)
        self._results = QSplitter(Qt.Orientation.Horizontal)
        self._results.addWidget(tables)
        self._results.addWidget(side)
        self._results.setStretchFactor(0, 1)
        self._results.setSizes([820, 400])
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(bar)
        whole.addWidget(self.words)
        whole.addWidget(self.alarms)
        whole.addWidget(self._results, 1)
        whole.addStretch(0)


def _part(budget: object, part: Sector | Zone) -> Scored:
    from core.evaluation.anatomy import Budget

    if not isinstance(budget, Budget):
        raise TypeError(budget)
    return budget.sectors[part] if isinstance(part, Sector) else budget.zones[part]


def _split(scores: Sequence[Scored]) -> tuple[list[float], list[float]]:
    return [score.value for score in scores], [score.chance for score in scores]


def _heading(text: str) -> QLabel:
    label = QLabel(text)
    label.setProperty("role", "heading")
    return label
