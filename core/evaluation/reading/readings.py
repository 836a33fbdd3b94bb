"""The answers of a study as arrays: a row a photograph, for every reader and arm."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from core.evaluation.intervals import Floats
from core.evaluation.reading.plan import Arm
from core.evaluation.reading.records import Stage
from core.evaluation.reading.statistics import (
    NOT_READ,
    Whole,
)
from core.evaluation.reading.study import StudyState

Key = tuple[str, Arm]


@dataclass(frozen=True, slots=True, eq=False)
class Readings:
    """What was read. All arrays are (cases,).

    `final` and `before` are grades by reader and arm, `NOT_READ` where there is none and the number of classes where a
    photograph cannot be graded; `before` are those without aid. `seconds` is the time of the whole reading,
    `seconds_after` that with the aid alone; NaN where none is known or the reading was interrupted, which happened
    `interrupted` times. `model` is what the network says, in classes of the study.
    """

    classes: int
    reference: Whole
    patients: Whole
    readers: tuple[str, ...]
    arms: tuple[Arm, ...]
    final: Mapping[Key, Whole]
    before: Mapping[Key, Whole]
    seconds: Mapping[Key, Floats]
    seconds_after: Mapping[Key, Floats]
    model: Whole
    interrupted: int

    @property
    def has_model(self) -> bool:
        """Whether the network was asked."""
        return bool((self.model >= 0).any())


def readings_of(state: StudyState) -> Readings:
    """The answers of `state`: complete readings alone, those with a final grade."""
    plan, count = state.plan, len(state.plan.cases)
    keys = [(reader, arm) for reader in plan.readers for arm in plan.arms]
    final = {key: np.full(count, NOT_READ, np.int64) for key in keys}
    before = {key: np.full(count, NOT_READ, np.int64) for key in keys}
    seconds = {key: np.full(count, np.nan) for key in keys}
    after = {key: np.full(count, np.nan) for key in keys}
    interrupted = 0
    for (reader, case, period, stage), answer in state.answers.items():
        key = (reader, answer.arm)
        if stage is not Stage.FINAL or key not in final:
            continue
        final[key][case] = _index(answer.grade, len(plan.classes))
        first = state.answers.get((reader, case, period, Stage.BEFORE_AID))
        if first is not None:
            before[key][case] = _index(first.grade, len(plan.classes))
        if answer.openings > 1 or (first is not None and first.openings > 1):
            interrupted += 1
            continue
        seconds[key][case] = answer.seconds + (first.seconds if first is not None else 0.0)
        if first is not None:
            after[key][case] = answer.seconds
    return Readings(
        classes=len(plan.classes),
        reference=np.array([NOT_READ if each.reference is None else each.reference for each in plan.cases], np.int64),
        patients=np.array([each.patient for each in plan.cases], np.int64),
        readers=plan.readers,
        arms=plan.arms,
        final=final,
        before=before,
        seconds=seconds,
        seconds_after=after,
        model=_said_by_model(state),
        interrupted=interrupted,
    )


def _said_by_model(state: StudyState) -> Whole:
    said = np.full(len(state.plan.cases), NOT_READ, np.int64)
    if state.plan.classes_of_model:
        for case, prepared in state.prepared.items():
            said[case] = state.plan.classes_of_model[prepared.predicted]
    return said


def _index(grade: int | None, classes: int) -> int:
    return classes if grade is None else grade
