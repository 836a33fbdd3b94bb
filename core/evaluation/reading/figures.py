"""How good readers are in each arm, how long they take, and by how much the arms differ."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import numpy as np

from core.evaluation.assessment import IntervalKind
from core.evaluation.exact import proportion_interval
from core.evaluation.intervals import Floats, interval_of
from core.evaluation.reading.plan import Arm
from core.evaluation.reading.readings import Readings
from core.evaluation.reading.statistics import (
    Sampling,
    Statistic,
    Value,
    Whole,
    accuracy,
    matrices,
    mean_of,
    mean_over_readers,
    median_of,
    sensitivity,
    specificity,
    weighted_kappa,
)


class Figure(StrEnum):
    """What is measured; the value is the key in files."""

    KAPPA = "quadratic_weighted_kappa"
    ACCURACY = "accuracy"
    SENSITIVITY = "referable_sensitivity"
    SPECIFICITY = "referable_specificity"
    MEAN_SECONDS = "mean_seconds"
    MEDIAN_SECONDS = "median_seconds"
    SECONDS_AFTER = "mean_seconds_after_aid"


FIGURE_TITLES: Mapping[Figure, str] = {
    Figure.KAPPA: "Quadratic weighted kappa",
    Figure.ACCURACY: "Accuracy",
    Figure.SENSITIVITY: "Sensitivity, referable",
    Figure.SPECIFICITY: "Specificity, referable",
    Figure.MEAN_SECONDS: "Seconds a photograph, mean",
    Figure.MEDIAN_SECONDS: "Seconds a photograph, median",
    Figure.SECONDS_AFTER: "Seconds after the aid, mean",
}
TIMES = frozenset({Figure.MEAN_SECONDS, Figure.MEDIAN_SECONDS, Figure.SECONDS_AFTER})
_SHARES = frozenset({Figure.ACCURACY, Figure.SENSITIVITY, Figure.SPECIFICITY})


class Against(StrEnum):
    """What a figure is compared with."""

    NOTHING = ""
    ALONE = "alone"
    """The same readers and photographs in the arm without aid."""
    BEFORE_AID = "before aid"
    """The grades of the same readings before the aid was shown."""


class Step(StrEnum):
    """Which grades are meant."""

    FINAL = "final"
    BEFORE_AID = "before aid"


@dataclass(frozen=True, slots=True)
class FigureRow:
    """A figure of a reader in an arm; `reader` is empty for the mean over readers.

    With `against` it is the difference: by how much the figure is higher than there.
    """

    reader: str
    arm: Arm
    step: Step
    against: Against
    figure: Figure
    value: Value

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "reader": self.reader or None,
            "arm": self.arm.value,
            "grades": self.step.value,
            "against": self.against.value or None,
            "figure": self.figure.value,
            **self.value.to_json(),
        }


_Key = tuple[str, Arm, Step]


def figure_rows(readings: Readings, sampling: Sampling, referable_from: int | None) -> tuple[FigureRow, ...]:
    """Every figure of every reader and arm, the means over readers, and the differences."""
    grades = _grades(readings)
    statistics: dict[tuple[_Key, Figure], Statistic] = {}
    counts: dict[tuple[_Key, Figure], int] = {}
    for key, said in grades.items():
        for figure, (statistic, count) in _statistics(readings, key, said, referable_from).items():
            if count:
                statistics[key, figure], counts[key, figure] = statistic, count
    drawn = sampling.spread(statistics)
    values = {place: sampling.value(statistic) for place, statistic in statistics.items()}
    found = _Found(readings, sampling, grades, referable_from, values, drawn, counts)
    rows = [
        row
        for arm in readings.arms
        for step in Step
        for figure in Figure
        for row in found.of_readers(arm, step, figure)
    ]
    return (*rows, *found.differences())


def model_rows(readings: Readings, sampling: Sampling, referable_from: int | None) -> dict[Figure, Value]:
    """The same figures of the network alone; nothing where it was not asked."""
    if not readings.has_model:
        return {}
    statistics = _agreement_statistics(readings.reference, readings.model, readings.classes, referable_from)
    count = int(((readings.reference >= 0) & (readings.model >= 0)).sum())
    drawn = sampling.spread(statistics)
    found = {}
    for figure, statistic in statistics.items():
        exact = _exact(readings.reference, readings.model, readings.classes, figure, referable_from)
        value = exact if sampling.are_patients_alone else None
        found[figure] = value or _bootstrapped(sampling.value(statistic), drawn[figure], count)
    return {figure: value for figure, value in found.items() if value.value is not None}


def _grades(readings: Readings) -> dict[_Key, Whole]:
    grades: dict[_Key, Whole] = {}
    for (reader, arm), said in readings.final.items():
        grades[reader, arm, Step.FINAL] = said
        if (readings.before[reader, arm] >= 0).any():
            grades[reader, arm, Step.BEFORE_AID] = readings.before[reader, arm]
    return grades


def _statistics(
    readings: Readings, key: _Key, said: Whole, referable_from: int | None
) -> dict[Figure, tuple[Statistic, int]]:
    reader, arm, step = key
    count = int(((readings.reference >= 0) & (said >= 0)).sum())
    plain = _agreement_statistics(readings.reference, said, readings.classes, referable_from)
    found = {figure: (statistic, count) for figure, statistic in plain.items()}
    if step is Step.FINAL:
        seconds, after = readings.seconds[reader, arm], readings.seconds_after[reader, arm]
        timed = int((~np.isnan(seconds)).sum())
        found[Figure.MEAN_SECONDS] = (mean_of(seconds), timed)
        found[Figure.MEDIAN_SECONDS] = (median_of(seconds), timed)
        found[Figure.SECONDS_AFTER] = (mean_of(after), int((~np.isnan(after)).sum()))
    return found


def _agreement_statistics(
    reference: Whole, said: Whole, classes: int, referable_from: int | None
) -> dict[Figure, Statistic]:
    of = matrices(reference, said, classes)
    found = {Figure.KAPPA: weighted_kappa(of), Figure.ACCURACY: accuracy(of)}
    if referable_from is not None:
        found[Figure.SENSITIVITY] = sensitivity(of, referable_from)
        found[Figure.SPECIFICITY] = specificity(of, referable_from)
    return found


def _exact(reference: Whole, said: Whole, classes: int, figure: Figure, referable_from: int | None) -> Value | None:
    if figure not in _SHARES:
        return None
    is_there = (reference >= 0) & (said >= 0)
    true, given = reference[is_there], said[is_there]
    lowest = referable_from if referable_from is not None else 0
    match figure:
        case Figure.ACCURACY:
            among, hit = given < classes, given == true
        case Figure.SENSITIVITY:
            among, hit = true >= lowest, given >= lowest
        case _:
            among, hit = true < lowest, given < lowest
    part, whole = int((among & hit).sum()), int(among.sum())
    value = part / whole if whole else None
    return Value(value, whole, proportion_interval(part, whole), IntervalKind.EXACT if whole else None)


def _bootstrapped(value: float | None, drawn: Floats, count: int) -> Value:
    interval = interval_of(drawn) if value is not None else None
    return Value(value, count, interval, IntervalKind.BOOTSTRAP if interval is not None else None)


@dataclass(frozen=True, slots=True, eq=False)
class _Found:
    """All figures of single readers, with what they came to on the resampled sets."""

    readings: Readings
    sampling: Sampling
    grades: Mapping[_Key, Whole]
    referable_from: int | None
    values: Mapping[tuple[_Key, Figure], float | None]
    drawn: Mapping[tuple[_Key, Figure], Floats]
    counts: Mapping[tuple[_Key, Figure], int]

    def of_readers(self, arm: Arm, step: Step, figure: Figure) -> list[FigureRow]:
        """A row a reader, and the mean; none where nobody has it."""
        rows, found = [], []
        for reader in self.readings.readers:
            place = ((reader, arm, step), figure)
            if place not in self.values:
                continue
            rows.append(FigureRow(reader, arm, step, Against.NOTHING, figure, self._value(place)))
            found.append((self.values[place], self.drawn[place], self.counts[place]))
        if rows:
            rows.append(FigureRow("", arm, step, Against.NOTHING, figure, _mean(found)))
        return rows

    def differences(self) -> list[FigureRow]:
        """By how much each arm differs from that alone, and from the grades before the aid."""
        rows: list[FigureRow] = []
        for arm in self.readings.arms:
            bases = ((Against.ALONE, Arm.ALONE, Step.FINAL), (Against.BEFORE_AID, arm, Step.BEFORE_AID))
            for against, base, step in bases:
                if (arm, Step.FINAL) != (base, step):
                    for figure in Figure:
                        rows += self._difference(arm, against, (base, step), figure)
        return rows

    def _difference(self, arm: Arm, against: Against, base: tuple[Arm, Step], figure: Figure) -> list[FigureRow]:
        rows, found = [], []
        for reader in self.readings.readers:
            first, second = ((reader, arm, Step.FINAL), figure), ((reader, *base), figure)
            one, other = self.values.get(first), self.values.get(second)
            if one is None or other is None:
                continue
            spread, count = self.drawn[first] - self.drawn[second], min(self.counts[first], self.counts[second])
            value = _bootstrapped(one - other, spread, count)
            rows.append(FigureRow(reader, arm, Step.FINAL, against, figure, value))
            found.append((value.value, spread, count))
        if rows:
            rows.append(FigureRow("", arm, Step.FINAL, against, figure, _mean(found)))
        return rows

    def _value(self, place: tuple[_Key, Figure]) -> Value:
        """A share with its exact interval, where photographs are independent; else with that of the bootstrap."""
        key, figure = place
        if self.sampling.are_patients_alone:
            exact = _exact(
                self.readings.reference, self.grades[key], self.readings.classes, figure, self.referable_from
            )
            if exact is not None:
                return exact
        return _bootstrapped(self.values[place], self.drawn[place], self.counts[place])


def _mean(found: Sequence[tuple[float | None, Floats, int]]) -> Value:
    values, spreads, counts = zip(*found, strict=True)
    return mean_over_readers(values, spreads, sum(counts))
