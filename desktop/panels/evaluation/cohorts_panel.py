"""Maps of many eyes laid on each other: the mean of each cohort, and how two of them differ."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from core.explain.method import Method
from core.jobs import CancelToken
from desktop.evaluations import Evaluations, SurveyResult, Work
from desktop.panels.evaluation.choosing import (
    LABELS,
    LAYER,
    METHOD,
    PHOTOGRAPHS,
    TARGET,
    fill_labels,
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
from desktop.project_content import Content
from desktop.translation import mark, shown, tr, tr_count
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.plane_view import Plane, PlaneView, limits_of
from desktop.widgets.evaluate.work_bar import WorkBar
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.experiments.cohorts import CohortDifference, CohortMap, StandardMap

SLOT = "cohorts"
GROUP_BY, FIRST, SECOND = mark("Cohorts by"), mark("Difference of"), mark("less")
PREDICTION, CORRECTNESS, EVERYTHING = mark("Prediction"), mark("Correctness"), mark("all together")
MOST_SHOWN = 12
LEAST_PATIENTS = 5
"""A resample of fewer patients says nothing of others: the interval is too narrow."""
UNIT = mark("times the mean evidence of an eye")


@dataclass(frozen=True, slots=True, eq=False)
class Cohorts:
    """What is shown: the cohorts in order, and the difference of two where there are two."""

    maps: tuple[CohortMap, ...]
    names: tuple[str, ...]
    difference: CohortDifference | None


class CohortsPanel(QWidget):
    """Follows the survey, which the page Anatomy shows photograph by photograph."""

    exportRequested = Signal(object, object)
    """The Cohorts and the column by which they are grouped."""

    def __init__(self, evaluations: Evaluations, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._evaluations = evaluations
        self.shown: Cohorts | None = None
        self.choices = ChoiceRow((LABELS, PHOTOGRAPHS, METHOD, LAYER, TARGET))
        fill_methods(self.choices)
        self.choices.choose(METHOD, Method.GRAD_CAM)
        self.grouping = ChoiceRow((GROUP_BY, FIRST, SECOND))
        self.workBar = WorkBar(tr("Survey"))
        self.exportButton = QPushButton(tr("Save maps…"))
        self.exportButton.setToolTip(
            tr("Write the means and the difference as a NumPy archive, with a table of counts")
        )
        self.words = WrappedLabel(role="dim")
        self.difference = PlaneView()
        self.difference.setMinimumSize(320, 320)
        self._views: list[PlaneView] = []
        self._lay_out()
        self._connect()

    def _connect(self) -> None:
        evaluations = self._evaluations
        evaluations.projects.contentChanged.connect(self._take_content)
        evaluations.surveyChanged.connect(self._follow)
        join_survey(evaluations, self.choices, self.workBar)
        self.grouping.chosen.connect(lambda _title: self.compute())
        self.workBar.startRequested.connect(self.start)
        self.exportButton.clicked.connect(lambda: self.exportRequested.emit(self.shown, self.grouping.value(GROUP_BY)))

    def wake(self) -> None:
        """The page is looked at."""
        model = self._evaluations.model
        self._take_content(self._evaluations.projects.content)
        fill_layers(self.choices, model)
        fill_targets(self.choices, model)
        show_layers(self.choices)
        show_survey_work(self._evaluations, self.workBar)
        self._follow()

    def sleep(self) -> None:
        """Nothing has to stop."""

    def start(self) -> None:
        """Explain every photograph once."""
        self._evaluations.start_survey(survey_plan(self.choices), photographs_of(self.choices))

    def views(self) -> list[PlaneView]:
        """The cohorts' pictures."""
        return self._views

    # Following

    def _take_content(self, content: Content) -> None:
        fill_labels(self.choices, content)
        fill_photographs(self.choices, content)

    def _follow(self) -> None:
        if not self.isVisible():
            return
        result = self._evaluations.survey
        is_there = result is not None and not self._evaluations.is_busy(Work.SURVEY) and bool(result.found)
        self._results.setVisible(is_there)
        if result is None or not is_there:
            self.words.setText(self._what_to_do())
            return
        columns = list(dict.fromkeys(name for eye in result.eyes.values() for name in eye.columns))
        names = [EVERYTHING, *([CORRECTNESS] if any(eye.item.label >= 0 for eye in result.eyes.values()) else [])]
        names += [PREDICTION, *columns]
        self.grouping.fill(GROUP_BY, [(name, name) for name in names])
        if self.grouping.value(GROUP_BY) == EVERYTHING and self.shown is None and len(names) > 1:
            self.grouping.choose(GROUP_BY, tr("Label") if "Label" in names else PREDICTION)
        self.compute()

    def _what_to_do(self) -> str:
        if self._evaluations.is_busy(Work.SURVEY):
            return tr("Every photograph is explained once; its map is laid on the others when all are there.")
        if self._evaluations.projects.project is None or self._evaluations.model is None:
            return tr("Open a project and a model: maps of its photographs are laid on each other.")
        return tr(
            "Survey the photographs: right and left eyes are mirrored, laid on each other by disc and fovea, and "
            "averaged by grade, camera, correctness or any column of the project. Where disc or fovea are wrong, "
            "correct them on the page Anatomy."
        )

    def compute(self) -> None:
        """Average by what is chosen, in the lane."""
        result = self._evaluations.survey
        if result is None:
            return
        column, first, second = (self.grouping.value(title) for title in (GROUP_BY, FIRST, SECOND))
        told = [each.standard for each in result.found.values() if each.standard is not None]
        labels = [_cohort(result, each.key, column) for each in result.found.values() if each.standard is not None]

        def question(_project: object, _token: CancelToken) -> Cohorts:
            return _averaged(told, labels, first, second)

        self._evaluations.projects.ask(question, self._show, slot=SLOT)

    def _show(self, cohorts: Cohorts) -> None:
        self.shown = cohorts
        entries = [(name, name) for name in cohorts.names]
        for title in (FIRST, SECOND):
            self.grouping.fill(title, entries)
        difference = cohorts.difference
        if difference is not None:
            self.grouping.choose(FIRST, difference.first)
            self.grouping.choose(SECOND, difference.second)
        result = self._evaluations.survey
        told = sum(one.eyes for one in cohorts.maps)
        words = tr(
            "{told:,} eyes in {count} cohorts; 1 is the mean evidence of an eye.", told=told, count=len(cohorts.maps)
        )
        if result is not None:
            untold = sum(each.standard is None for each in result.found.values())
            words += (
                tr(" {untold:,} more whose disc and fovea are not known take no part.", untold=untold) if untold else ""
            )
        more = len(cohorts.maps) - MOST_SHOWN
        words += tr(" {more} more cohorts are not shown.", more=more) if more > 0 else ""
        self.words.setText(words)
        self._show_maps(cohorts)
        self._show_difference(cohorts)

    def _show_maps(self, cohorts: Cohorts) -> None:
        for view in self._views:
            self._grid.removeWidget(view)
            view.deleteLater()
        planes = []
        is_signed = any(_is_signed(one.mean) for one in cohorts.maps)
        for one in cohorts.maps[:MOST_SHOWN]:
            empty = (
                tr(", {without_evidence} without evidence", without_evidence=one.without_evidence)
                if one.without_evidence
                else ""
            )
            title = tr_count(
                "{name}: {count} eye of {patients}{empty}",
                "{name}: {count} eyes of {patients}{empty}",
                one.eyes,
                name=shown(one.name),
                patients=tr_count("{count} patient", "{count} patients", one.patients),
                empty=empty,
            )
            planes.append(Plane(title, one.mean, None, _marks(one.disc, one.fovea), is_signed=is_signed, unit=tr(UNIT)))
        limits = limits_of(planes)
        self._views = []
        columns = 3 if len(planes) > 2 else max(1, len(planes))
        for number, plane in enumerate(planes):
            view = PlaneView()
            view.setMinimumSize(190, 190)
            view.setPlane(plane, limits)
            self._grid.addWidget(view, number // columns, number % columns)
            self._views.append(view)

    def _show_difference(self, cohorts: Cohorts) -> None:
        found = cohorts.difference
        for title in (FIRST, SECOND):
            self.grouping.setShown(title, found is not None)
        self.difference.setVisible(found is not None)
        if found is None:
            return
        one = cohorts.maps[0]
        title = tr(
            "{first} less {second}: sure at {sure_share:.0%} of the places (5 % by chance)",
            first=found.first,
            second=found.second,
            sure_share=found.sure_share,
        )
        fewest = min(each.patients for each in cohorts.maps if each.name in (found.first, found.second))
        if fewest < LEAST_PATIENTS:
            title = tr_count(
                "{first} less {second}: {count} patient is too few to be sure of anything",
                "{first} less {second}: {count} patients are too few to be sure of anything",
                fewest,
                first=found.first,
                second=found.second,
            )
        plane = Plane(
            title, found.mean, None, _marks(one.disc, one.fovea), is_signed=True, hatched=~found.is_sure, unit=tr(UNIT)
        )
        self.difference.setPlane(plane)
        self.difference.setAccessibleDescription(
            tr("{title}. Faint: the 95 % interval of the difference holds 0.", title=title)
        )

    # Laying out

    def _lay_out(self) -> None:
        bar = QHBoxLayout()
        bar.addWidget(self.choices, 1)
        bar.addWidget(self.workBar)
        pictures = QWidget()
        self._grid = QGridLayout(pictures)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(12)
        area = QScrollArea(widgetResizable=True)
        area.setFrameShape(QScrollArea.Shape.NoFrame)
        area.setWidget(pictures)
        area.setAccessibleName(tr("Maps of the cohorts"))
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addWidget(area, 3)
        body.addWidget(self.difference, 2)
        second = QHBoxLayout()
        second.addWidget(self.grouping, 1)
        second.addWidget(self.exportButton)
        self._results = QWidget()
        column = QVBoxLayout(self._results)
        column.setContentsMargins(0, 0, 0, 0)
        column.addLayout(second)
        column.addLayout(body, 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(8, 8, 8, 8)
        whole.addLayout(bar)
        whole.addWidget(self.words)
        whole.addWidget(self._results, 1)
        whole.addStretch(0)


def _averaged(told: list[StandardMap], labels: list[str], first: str | None, second: str | None) -> Cohorts:
    """In the lane."""
    from core.experiments.cohorts import average, cohorts_of, difference

    groups = cohorts_of(told, labels)
    names = tuple(groups)
    maps = tuple(average(name, members) for name, members in groups.items())
    if len(names) < 2:
        return Cohorts(maps, names, None)
    one = first if first in groups else names[-1]
    other = second if second in groups and second != one else next(name for name in names if name != one)
    return Cohorts(maps, names, difference((one, groups[one]), (other, groups[other])))


def _cohort(result: SurveyResult, key: int, column: str | None) -> str:
    """The cohort of an eye; empty where nothing is known of it."""
    found, eye = result.found[key], result.eyes[key]
    match column:
        case None | "all together":
            return EVERYTHING
        case "Prediction":
            return result.class_names[found.predicted]
        case "Correctness":
            if eye.item.label < 0:
                return ""
            return "right" if eye.item.label == found.predicted else "wrong"
    return eye.columns.get(column, "")


def _marks(disc: tuple[float, float], fovea: tuple[float, float]) -> tuple[tuple[str, float, float], ...]:
    return ((tr("Disc"), *disc), (tr("Fovea"), *fovea))


def _is_signed(values: NDArray[np.float32]) -> bool:
    known = values[np.isfinite(values)]
    # Smoothing between cells dips a little below zero where none of the maps does.
    return bool(known.size and known.min() < -0.05 * known.max())
