"""Figures of readings as functions of weights: with ones the figure itself, with resampled patients its spread."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from core.evaluation.assessment import IntervalKind
from core.evaluation.bootstrap import draws
from core.evaluation.intervals import RESAMPLES, Floats, Interval, interval_of

Whole = NDArray[np.int64]
Statistic = Callable[[Floats], Floats]
"""(sets, cases) weights to (sets,) figures, NaN where one is undefined."""
K = TypeVar("K")
NOT_READ = -1
"""In place of a grade or a reference that is not there. What cannot be graded has the number of classes as grade."""


@dataclass(frozen=True, slots=True)
class Value:
    """A figure of `count` photographs with its 95 % intervals; None where undefined.

    `over_readers` is as wide as to hold for other readers, too: patients and readers are both resampled. It is there
    for means over three readers or more.
    """

    value: float | None
    count: int
    interval: Interval | None = None
    kind: IntervalKind | None = None
    over_readers: Interval | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "value": self.value,
            "count": self.count,
            "interval": self.interval.to_json() if self.interval is not None else None,
            "interval_kind": self.kind.value if self.kind is not None else None,
            "interval_over_readers": self.over_readers.to_json() if self.over_readers is not None else None,
        }


@dataclass(frozen=True, slots=True, eq=False)
class Sampling:
    """How photographs are resampled: patients whole, within those of the same highest reference."""

    reference: Whole
    patients: Whole
    count: int = RESAMPLES
    seed: int = 0

    def spread(self, statistics: Mapping[K, Statistic]) -> dict[K, Floats]:
        """Each statistic on the same resampled sets: (sets,) figures."""
        drawn: dict[K, list[Floats]] = {key: [] for key in statistics}
        for weights in draws(self.reference, self.patients, count=self.count, seed=self.seed):
            for key, statistic in statistics.items():
                drawn[key].append(statistic(weights))
        return {key: np.concatenate(parts) for key, parts in drawn.items()}

    def value(self, statistic: Statistic) -> float | None:
        """The figure of the photographs as they are."""
        found = float(statistic(np.ones((1, len(self.reference))))[0])
        return None if np.isnan(found) else found

    @property
    def are_patients_alone(self) -> bool:
        """Whether no two photographs are of one patient."""
        return len(np.unique(self.patients)) == len(self.patients)


def matrices(reference: Whole, said: Whole, classes: int) -> Callable[[Floats], Floats]:
    """Confusion matrices (sets, classes, classes + 1) for weights: rows reference, the last column cannot be graded."""
    is_there = (reference >= 0) & (said >= 0)
    cells = np.zeros((len(reference), classes * (classes + 1)))
    places = np.flatnonzero(is_there)
    cells[places, reference[places] * (classes + 1) + said[places]] = 1
    return lambda weights: (weights @ cells).reshape(-1, classes, classes + 1)


def weighted_kappa(of: Callable[[Floats], Floats]) -> Statistic:
    """Quadratic weighted kappa of matrices, without what could not be graded."""

    def figure(weights: Floats) -> Floats:
        counts = of(weights)
        square = counts[:, :, : counts.shape[1]]
        places = np.arange(square.shape[1], dtype=np.float64)
        return _kappa(square, (places[:, None] - places) ** 2)

    return figure


def plain_kappa(of: Callable[[Floats], Floats]) -> Statistic:
    """Cohen's kappa without weights (Cohen 1960) of matrices, without what could not be graded."""

    def figure(weights: Floats) -> Floats:
        counts = of(weights)
        square = counts[:, :, : counts.shape[1]]
        return _kappa(square, 1.0 - np.eye(square.shape[1]))

    return figure


def accuracy(of: Callable[[Floats], Floats]) -> Statistic:
    """The share of right grades of those that were given."""

    def figure(weights: Floats) -> Floats:
        counts = of(weights)
        square = counts[:, :, : counts.shape[1]]
        return ratio(np.einsum("nii->n", square), square.sum((1, 2)))

    return figure


def sensitivity(of: Callable[[Floats], Floats], lowest: int) -> Statistic:
    """The share of photographs of grade `lowest` on that is called so; what cannot be graded is referred, too."""

    def figure(weights: Floats) -> Floats:
        ill = of(weights)[:, lowest:]
        return ratio(ill[:, :, lowest:].sum((1, 2)), ill.sum((1, 2)))

    return figure


def specificity(of: Callable[[Floats], Floats], lowest: int) -> Statistic:
    """The share of the others that is called so."""

    def figure(weights: Floats) -> Floats:
        well = of(weights)[:, :lowest]
        return ratio(well[:, :, :lowest].sum((1, 2)), well.sum((1, 2)))

    return figure


def mean_of(values: Floats) -> Statistic:
    """The mean of (cases,) values; NaN is not there."""
    is_there = ~np.isnan(values)
    filled = np.where(is_there, values, 0.0)
    return lambda weights: ratio(weights @ filled, weights @ is_there.astype(np.float64))


def median_of(values: Floats) -> Statistic:
    """The median of (cases,) values: the middle one, or the mean of the two in the middle."""
    there = np.flatnonzero(~np.isnan(values))
    order = there[np.argsort(values[there], kind="stable")]
    ordered = values[order]

    def figure(weights: Floats) -> Floats:
        below = np.cumsum(weights[:, order], axis=1)
        if not below.size or below.shape[1] == 0:
            return np.full(len(weights), np.nan)
        half = below[:, -1:] / 2
        first = np.minimum((below < half).sum(1), len(ordered) - 1)
        second = np.minimum((below <= half).sum(1), len(ordered) - 1)
        found: Floats = np.where(below[:, -1] > 0, (ordered[first] + ordered[second]) / 2, np.nan)
        return found

    return figure


def fleiss_kappa(grades: Sequence[Whole], classes: int) -> Statistic:
    """Fleiss' kappa (Fleiss 1971) over the photographs that every reader graded; NaN where they all say one thing."""
    given = np.stack(list(grades))
    is_whole = np.asarray(((given >= 0) & (given < classes)).all(0))
    counts = np.stack([(given == index).sum(0) for index in range(classes)], 1) * is_whole[:, None]
    raters = len(given)
    agreeing = (counts * (counts - 1)).sum(1) / max(1, raters * (raters - 1))

    def figure(weights: Floats) -> Floats:
        total = weights @ is_whole.astype(np.float64)
        observed = ratio(weights @ agreeing.astype(np.float64), total)
        shares = ratio(weights @ counts.astype(np.float64), (total * raters)[:, None])
        by_chance = (shares**2).sum(1)
        return ratio(observed - by_chance, 1 - by_chance)

    return figure


def mean_over_readers(values: Sequence[float | None], drawn: Sequence[Floats], count: int, *, seed: int = 0) -> Value:
    """The mean of readers' figures with both intervals; `drawn` are (sets,) each, on the same resampled sets."""
    known = [value for value in values if value is not None]
    if not known:
        return Value(None, count)
    stacked = np.stack([each for each, value in zip(drawn, values, strict=True) if value is not None], 1)
    interval = interval_of(stacked.mean(1))
    over_readers = None
    if len(known) >= 3:
        random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, len(known)])))
        times = random.multinomial(len(known), np.full(len(known), 1 / len(known)), len(stacked))
        over_readers = interval_of((stacked * times).sum(1) / len(known))
    kind = IntervalKind.BOOTSTRAP if interval is not None else None
    return Value(float(np.mean(known)), count, interval, kind, over_readers)


def ratio(part: Floats, whole: Floats) -> Floats:
    """A quotient; NaN where there is nothing to divide by."""
    with np.errstate(divide="ignore", invalid="ignore"):
        found: Floats = np.where(whole > 1e-12, part / whole, np.nan)
    return found


def _kappa(square: Floats, costs: Floats) -> Floats:
    total = square.sum((1, 2))
    by_chance = np.einsum("ij,ni,nj->n", costs, square.sum(2), square.sum(1))
    found: Floats = 1 - ratio((costs * square).sum((1, 2)) * total, by_chance)
    return found
