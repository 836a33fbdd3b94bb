"""Whether readers agree with one another: kappa of every two, and of all."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import combinations
from typing import Any

import numpy as np

from core.evaluation.assessment import IntervalKind
from core.evaluation.intervals import interval_of
from core.evaluation.reading.plan import Arm
from core.evaluation.reading.readings import Readings
from core.evaluation.reading.statistics import (
    Sampling,
    Statistic,
    Value,
    Whole,
    fleiss_kappa,
    matrices,
    mean_over_readers,
    plain_kappa,
    weighted_kappa,
)


@dataclass(frozen=True, slots=True)
class PairAgreement:
    """Two readers on the photographs that both graded: quadratic weighted kappa and Cohen's without weights."""

    first: str
    second: str
    weighted: Value | None
    plain: Value


@dataclass(frozen=True, slots=True)
class Agreement:
    """All readers in one arm. `weighted` is the mean of all pairs (Light 1971), None where the answers have no order.

    `fleiss` is of the photographs that every reader graded. `arm` is None where there are no arms: for verdicts.
    """

    arm: Arm | None
    pairs: tuple[PairAgreement, ...]
    weighted: Value | None
    fleiss: Value

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "arm": self.arm.value if self.arm is not None else None,
            "mean_weighted_kappa_of_pairs": self.weighted.to_json() if self.weighted is not None else None,
            "fleiss_kappa": self.fleiss.to_json(),
            "pairs": [
                {
                    "first": pair.first,
                    "second": pair.second,
                    "quadratic_weighted_kappa": pair.weighted.to_json() if pair.weighted is not None else None,
                    "kappa": pair.plain.to_json(),
                }
                for pair in self.pairs
            ],
        }


def agreements_of(readings: Readings, sampling: Sampling) -> tuple[Agreement, ...]:
    """How far readers agree in each arm in which two or more have read."""
    found = []
    for arm in readings.arms:
        grades = {reader: readings.final[reader, arm] for reader in readings.readers}
        agreement = agreement_of(grades, sampling, classes=readings.classes, arm=arm, is_ordered=True)
        if agreement is not None:
            found.append(agreement)
    return tuple(found)


def agreement_of(
    grades: Mapping[str, Whole], sampling: Sampling, *, classes: int, arm: Arm | None, is_ordered: bool
) -> Agreement | None:
    """The agreement of readers' (items,) answers; None where no two have answered the same item."""
    there = {reader: given for reader, given in grades.items() if _is_given(given, classes).any()}
    pairs = [
        (first, second, int((_is_given(there[first], classes) & _is_given(there[second], classes)).sum()))
        for first, second in combinations(there, 2)
    ]
    pairs = [pair for pair in pairs if pair[2]]
    if not pairs:
        return None
    kinds = ("weighted", "plain") if is_ordered else ("plain",)
    statistics: dict[tuple[str, str, str], Statistic] = {}
    for first, second, _count in pairs:
        of = matrices(_only(there[first], classes), _only(there[second], classes), classes)
        for kind in kinds:
            statistics[first, second, kind] = weighted_kappa(of) if kind == "weighted" else plain_kappa(of)
    drawn = sampling.spread(statistics)
    values = {key: sampling.value(statistic) for key, statistic in statistics.items()}

    def value(first: str, second: str, kind: str, count: int) -> Value:
        interval = interval_of(drawn[first, second, kind]) if values[first, second, kind] is not None else None
        bootstrap = IntervalKind.BOOTSTRAP if interval is not None else None
        return Value(values[first, second, kind], count, interval, bootstrap)

    made = tuple(
        PairAgreement(
            first,
            second,
            value(first, second, "weighted", count) if is_ordered else None,
            value(first, second, "plain", count),
        )
        for first, second, count in pairs
    )
    together = None
    if is_ordered:
        keys = [(first, second, "weighted") for first, second, _count in pairs]
        mean = mean_over_readers(
            [values[key] for key in keys], [drawn[key] for key in keys], sum(count for *_names, count in pairs)
        )
        together = Value(mean.value, mean.count, mean.interval, mean.kind)  # pairs are no readers to draw
    return Agreement(arm, made, together, _fleiss(list(there.values()), sampling, classes))


def _fleiss(grades: list[Whole], sampling: Sampling, classes: int) -> Value:
    count = int(np.logical_and.reduce([_is_given(each, classes) for each in grades]).sum())
    statistic = fleiss_kappa(grades, classes)
    value = sampling.value(statistic)
    interval = interval_of(sampling.spread({"fleiss": statistic})["fleiss"]) if value is not None else None
    return Value(value, count, interval, IntervalKind.BOOTSTRAP if interval is not None else None)


def _is_given(grades: Whole, classes: int) -> Any:
    return (grades >= 0) & (grades < classes)


def _only(grades: Whole, classes: int) -> Whole:
    return np.where(_is_given(grades, classes), grades, -1)
