"""Confidence intervals by resampling."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.metrics import (
    GRADE_COUNT,
    REFERABLE_FROM,
    Metrics,
    area_under_curve,
    confusion_matrix,
    metrics_of_matrix,
)

DEFAULT_COUNT = 2000
LEVEL = 0.95


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle `LEVEL` of a figure over the resampled sets, ends included."""

    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Plain values."""
        return asdict(self)


def bootstrap_intervals(
    labels: Sequence[int],
    probabilities: NDArray[np.floating[Any]],
    groups: Sequence[int],
    *,
    count: int = DEFAULT_COUNT,
    seed: int = 0,
) -> dict[str, Interval | None]:
    """95 % intervals of the main figures, by name as in `Metrics`; None where a figure is undefined too often.

    Whole groups (patients) are drawn with replacement, separately from those whose highest label is the same, so that
    each set has about the classes of the original (percentile bootstrap: Efron and Tibshirani 1993, chapter 13).
    A figure that more than a twentieth of the sets leave undefined has no interval.
    """
    given, true = np.asarray(probabilities, np.float64), np.asarray(labels, np.int64)
    members = [np.flatnonzero(np.asarray(groups) == group) for group in np.unique(np.asarray(groups))]
    highest = np.array([true[each].max() for each in members], np.int64)
    strata = [np.flatnonzero(highest == label) for label in np.unique(highest)]
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, len(true)])))
    drawn: dict[str, list[float]] = {}
    for _ in range(count):
        chosen = np.concatenate([random.choice(stratum, len(stratum)) for stratum in strata])
        places = np.concatenate([members[group] for group in chosen])
        for name, value in figures(true[places], given[places]).items():
            drawn.setdefault(name, []).extend([] if value is None else [value])
    return {name: _interval(values, count) for name, values in drawn.items()}


def figures(labels: NDArray[np.int64], probabilities: NDArray[np.float64]) -> dict[str, float | None]:
    """The main figures of (n,) labels and (n, classes) probabilities, by name as in `Metrics`."""
    classes = probabilities.shape[1]
    plain: Metrics = metrics_of_matrix(confusion_matrix(labels.tolist(), probabilities.argmax(1).tolist(), classes))
    found: dict[str, float | None] = {
        "accuracy": plain.accuracy,
        "balanced_accuracy": plain.balanced_accuracy,
        "quadratic_weighted_kappa": plain.quadratic_weighted_kappa,
    }
    if classes == GRADE_COUNT:
        is_referable = labels >= REFERABLE_FROM
        found["auc_referable"] = area_under_curve(is_referable, probabilities[:, REFERABLE_FROM:].sum(1))
    return found


def _interval(values: Sequence[float], count: int) -> Interval | None:
    if len(values) < LEVEL * count:
        return None
    low, high = np.quantile(values, [(1 - LEVEL) / 2, (1 + LEVEL) / 2])
    return Interval(float(low), float(high))
