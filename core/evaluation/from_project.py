"""What a project knows of a model's predictions and of labels, brought together."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from core.datasets.catalogue.filters import View
from core.datasets.catalogue.labels import Scheme
from core.datasets.catalogue.predictions import KnownModel
from core.datasets.catalogue.project import Project
from core.datasets.splits import Part
from core.errors import DatasetError
from core.evaluation.predictions import Judged, scheme_indices
from core.evaluation.several import common
from core.evaluation.trust import Caution, Concern

NOT_MEANT = -1
"""In place of a class of the model: labels that take no part."""


@dataclass(frozen=True, slots=True, eq=False)
class ProjectJudged:
    """The photographs of a project that have a label and a prediction; `photographs` are their numbers, in order.

    `classes` gives for each class of the labels' scheme that of the model; `unpredicted` have a label alone.
    """

    judged: Judged
    photographs: tuple[int, ...]
    classes: tuple[int, ...]
    unpredicted: int

    def labels_of(self, index: int) -> tuple[int, ...]:
        """The classes of the scheme that mean class `index` of the model."""
        return tuple(place for place, meant in enumerate(self.classes) if meant == index)


def judge_project(
    project: Project,
    scheme: Scheme,
    model: KnownModel,
    *,
    split: str = "",
    part: Part | None = None,
    class_map: Mapping[str, str] | None = None,
) -> ProjectJudged:
    """The labels of `scheme` beside what `model` said, of one part of a split where that is asked for.

    Photographs that are excluded from the project, or cannot be read, do not count.

    Classes are matched by name, in the words of `class_map`; a scheme whose classes are numbers by position. Raises
    DatasetError where classes cannot be matched, or no photograph has both.
    """
    said = {
        number: scheme.class_names[label.value]
        for number, label in project.labels.current(scheme.id).items()
        if label.value is not None
    }
    used = tuple(dict.fromkeys(said.values()))
    classes = scheme_indices(scheme.class_names, used, model.class_names, class_map or {})
    labels = {number: classes[name] for number, name in said.items() if name in classes}
    if split and part is not None:
        members = project.splits.members(split)
        labels = {number: label for number, label in labels.items() if members.get(number) is part}
    stored = {each.photograph: each for each in project.predictions.all(model.id)}
    usable = _usable(project)
    labels = {number: label for number, label in labels.items() if number in usable}
    numbers = sorted(labels.keys() & stored.keys())
    if not numbers:
        raise DatasetError(
            f"No photograph has both a label of '{scheme.name}' and a prediction of '{model.name}'.",
            "Ask the model about the photographs (Data menu), or choose other labels.",
        )
    names, groups = _facts(project, numbers, View(scheme=scheme.id, model=model.id))
    probabilities = np.array([stored[number].probabilities for number in numbers], np.float64)
    judged = Judged(
        images=names,
        labels=np.array([labels[number] for number in numbers], np.int64),
        predicted=probabilities.argmax(1).astype(np.int64),
        class_names=model.class_names,
        groups=groups,
        probabilities=probabilities / probabilities.sum(1, keepdims=True),
    )
    meant = tuple(classes.get(name, NOT_MEANT) for name in scheme.class_names)
    return ProjectJudged(judged, tuple(numbers), meant, len(labels) - len(numbers))


def both_sides(project: Project, photographs: Sequence[int], split: str, part: Part | None) -> tuple[Caution, ...]:
    """The warning that patients of these photographs, a part of `split`, are also in its training part; no names."""
    if not split or part in (None, Part.TRAINING):
        return ()
    trained = [number for number, side in project.splits.members(split).items() if side is Part.TRAINING]
    rows = project.browsing.rows([*photographs, *trained])
    theirs = {rows[number].patient for number in trained if number in rows} - {""}
    shared = {rows[number].patient for number in photographs if number in rows} & theirs
    if not shared:
        return ()
    who = "1 patient has" if len(shared) == 1 else f"{len(shared)} patients have"
    text = (
        f"{who} photographs here and in the training part of '{split}'. For a model that was trained on it the figures "
        "are too good: divide by patient."
    )
    return (Caution(Concern.ON_BOTH_SIDES, text),)


@dataclass(frozen=True, slots=True, eq=False)
class CommonlyJudged:
    """What several models said of the photographs that all of them answered, and their numbers, in one order."""

    judged: tuple[Judged, ...]
    photographs: tuple[int, ...]


def judge_several(
    project: Project,
    scheme: Scheme,
    models: Sequence[KnownModel],
    *,
    split: str = "",
    part: Part | None = None,
    class_maps: Mapping[int, Mapping[str, str]] | None = None,
) -> CommonlyJudged:
    """The photographs that have a label and were answered by all of these models.

    `class_maps` are by the model's number. Raises FunduscopeError where there are no such photographs, or the models'
    classes differ.
    """
    maps = class_maps or {}
    found = [
        judge_project(project, scheme, model, split=split, part=part, class_map=maps.get(model.id)) for model in models
    ]
    names = found[0].judged.class_names
    for model, each in zip(models, found, strict=True):
        if each.judged.class_names != names:
            raise DatasetError(
                f"'{models[0].name}' and '{model.name}' have different classes and cannot be compared.",
                "Compare models of the same classes in the same order.",
            )
    shared = common([each.judged for each in found], [each.photographs for each in found])
    kept = set(found[0].photographs).intersection(*(each.photographs for each in found[1:]))
    return CommonlyJudged(tuple(shared), tuple(number for number in found[0].photographs if number in kept))


def _usable(project: Project) -> frozenset[int]:
    with project.database.read() as connection:
        rows = connection.execute("SELECT id FROM photographs WHERE is_excluded = 0 AND error IS NULL")
        return frozenset(row[0] for row in rows)


def _facts(project: Project, numbers: Sequence[int], view: View) -> tuple[tuple[str, ...], tuple[int, ...]]:
    """The names of photographs, and the numbers of their patients."""
    rows = project.browsing.rows(numbers, view)
    patients: dict[str, int] = {}
    names, groups = [], []
    for place, number in enumerate(numbers):
        row = rows[number]
        names.append(row.name)
        groups.append(patients.setdefault(row.patient or f"\0{place}", len(patients)))
    return tuple(names), tuple(groups)
