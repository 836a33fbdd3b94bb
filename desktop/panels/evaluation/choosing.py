"""What all pages choose from: labels, photographs, methods and layers, as the choosers' entries."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.datasets.splits import Part
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.evaluations import Evaluations, Photographs, Work
from desktop.project_content import Content
from desktop.translation import mark, tr
from desktop.widgets.evaluate.choices import ChoiceRow
from desktop.widgets.evaluate.work_bar import WorkBar

if TYPE_CHECKING:
    from core.experiments.surveying import SurveyPlan
    from core.networks.loaded import LoadedModel

LABELS, PHOTOGRAPHS, METHOD, LAYER, TARGET = (
    mark("Labels"),
    mark("Photographs"),
    mark("Method"),
    mark("Layer"),
    mark("Class"),
)
ALL = ("", None)


def fill_labels(choices: ChoiceRow, content: Content) -> None:
    """The class schemes of the project."""
    choices.fill(LABELS, [(scheme.name, scheme) for scheme in content.schemes])


def fill_photographs(choices: ChoiceRow, content: Content, *, all_words: str = mark("all")) -> None:
    """All photographs, or one part of a split."""
    parts = [
        (tr("{value} of '{split_name}'", value=tr(part.value), split_name=split.name), (split.name, part))
        for split in content.splits
        for part in reversed(Part)
    ]
    choices.fill(PHOTOGRAPHS, [(all_words, ALL), *parts])


def fill_methods(choices: ChoiceRow, methods: Sequence[Method] = tuple(Method)) -> None:
    """The explanation methods."""
    entries = [(tr(CATALOGUE[method].title), method) for method in methods]
    choices.fill(METHOD, entries, tips=[tr(CATALOGUE[method].sentence) for method in methods])


def fill_layers(choices: ChoiceRow, model: LoadedModel | None) -> None:
    """The layers of the model, its usual one chosen where it is another model."""
    names = model.layers.names if model is not None else ()
    before = choices.value(LAYER)
    choices.fill(LAYER, [(name, name) for name in names])
    if before not in names and model is not None and names:
        choices.choose(LAYER, model.layers.default.name)


def fill_targets(choices: ChoiceRow, model: LoadedModel | None) -> None:
    """The predicted class of each photograph, or one class for all."""
    names = model.card.class_names if model is not None else ()
    choices.fill(TARGET, [(mark("predicted"), None), *((name, index) for index, name in enumerate(names))])


def photographs_of(choices: ChoiceRow, *, has_labels: bool = True) -> Photographs:
    """What is chosen of labels and photographs."""
    split, part = choices.value(PHOTOGRAPHS) or ALL
    return Photographs(choices.value(LABELS) if has_labels else None, split, part)


def show_layers(choices: ChoiceRow) -> None:
    """The chooser of layers is there where the method asks for one."""
    choices.setShown(LAYER, CATALOGUE[choices.value(METHOD)].has_layer)


def survey_plan(choices: ChoiceRow) -> SurveyPlan:
    """How the photographs are to be explained."""
    from core.experiments.surveying import SurveyPlan

    method = choices.value(METHOD)
    return SurveyPlan(method, choices.value(LAYER) if CATALOGUE[method].has_layer else None, choices.value(TARGET))


def join_survey(evaluations: Evaluations, choices: ChoiceRow, bar: WorkBar) -> None:
    """Let the bar show the survey's progress and stop it, and the choosers follow the method."""
    evaluations.workChanged.connect(lambda: show_survey_work(evaluations, bar))
    evaluations.progressed.connect(lambda work, progress: bar.setProgress(progress) if work is Work.SURVEY else None)
    choices.chosen.connect(lambda title: show_layers(choices) if title == METHOD else None)
    bar.stopRequested.connect(lambda: evaluations.stop(Work.SURVEY))


def show_survey_work(evaluations: Evaluations, bar: WorkBar) -> None:
    """Whether a survey goes on, or could begin."""
    bar.setBusy(evaluations.is_busy(Work.SURVEY))
    bar.button.setEnabled(evaluations.model is not None and evaluations.projects.project is not None)
