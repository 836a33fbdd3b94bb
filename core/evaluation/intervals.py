"""Confidence intervals by the bootstrap: what belongs together (a patient's photographs) is drawn as a whole."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import asdict, dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError

LEVEL = 0.95
RESAMPLES = 2000
_MOST_WEIGHTS_AT_ONCE = 1 << 22

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Interval:
    """The middle `LEVEL` of a figure over the resampled sets, ends included."""

    low: float
    high: float

    def to_json(self) -> dict[str, float]:
        """Plain values."""
        return asdict(self)


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean of `count` values with the limits of its interval; None where one group alone says nothing of spread."""

    mean: float
    low: float | None
    high: float | None
    count: int


def group_draws(strata: NDArray[np.int64], *, count: int, seed: int, salt: int) -> Iterator[Floats]:
    """How often each group is in each resampled set: float64 (sets, groups), in portions, `count` sets in all.

    Groups are drawn with replacement, as many as there are, separately within each of `strata` (int64 (groups,)).
    `salt` keeps sets of different sizes from sharing their random numbers.
    """
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, salt])))
    portion = max(1, _MOST_WEIGHTS_AT_ONCE // max(1, salt))
    for begin in range(0, count, portion):
        sets = min(portion, count - begin)
        times = np.zeros((sets, len(strata)))
        for stratum in np.unique(strata):
            members = np.flatnonzero(strata == stratum)
            times[:, members] = random.multinomial(len(members), np.full(len(members), 1 / len(members)), sets)
        yield times


def interval_of(values: Floats, *, level: float = LEVEL) -> Interval | None:
    """The middle `level` of (sets,) values; None where more than a twentieth of them is NaN, or all are alike.

    A share of 1 in every resampled set says that resampling cannot tell how sure it is, not that it is certain.
    """
    defined = values[~np.isnan(values)]
    if len(defined) < LEVEL * len(values) or np.ptp(defined) < 1e-12:
        return None
    low, high = np.quantile(defined, [(1 - level) / 2, (1 + level) / 2])
    return Interval(float(low), float(high))


def mean_interval(
    values: Sequence[float],
    *,
    groups: Sequence[Hashable] | None = None,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> MeanInterval | None:
    """The mean and its percentile bootstrap interval (Efron and Tibshirani 1993, chapter 13); None without values.

    `groups` names the patient (or what else belongs together) of each value: groups are drawn whole, since two eyes of
    a patient say less than two patients. The same values and seed give the same interval; values that are all alike
    have an interval without width. Raises FunduscopeError where there are not as many groups as values.
    """
    if groups is not None and len(groups) != len(values):
        raise FunduscopeError(f"{len(values)} values have {len(groups)} groups.", "Name one group a value.")
    if not len(values):
        return None
    numbers = np.asarray(values, np.float64)
    mean, count = float(numbers.mean()), len(numbers)
    members, groups_there = numbered(range(count) if groups is None else groups)
    if groups_there < 2:
        return MeanInterval(mean, None, None, count)
    sums = np.bincount(members, numbers).astype(np.float64)
    sizes = np.bincount(members).astype(np.float64)
    drawn = group_draws(np.zeros(groups_there, np.int64), count=resamples, seed=seed, salt=groups_there)
    means = np.concatenate([(times @ sums) / (times @ sizes) for times in drawn])
    low, high = np.quantile(means, [(1 - level) / 2, (1 + level) / 2])
    return MeanInterval(mean, float(low), float(high), count)


def statistic_interval(
    statistic: Callable[[NDArray[np.intp]], float | None],
    groups: Sequence[Hashable],
    *,
    level: float = LEVEL,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> tuple[float, float] | None:
    """The percentile bootstrap interval of any figure of a data set; None with fewer than two groups.

    `groups` names the group of every item; `statistic` gets the positions of a resample's items, ascending, and gives
    the figure. Resamples for which it is None count as not drawn; where that is more than a tenth of them there is no
    interval either.
    """
    members, groups_there = numbered(groups)
    if groups_there < 2:
        return None
    figures = []
    for times in group_draws(np.zeros(groups_there, np.int64), count=resamples, seed=seed, salt=groups_there):
        for each in times[:, members].astype(np.int64):
            figure = statistic(np.repeat(np.arange(len(members)), each))
            if figure is not None:
                figures.append(figure)
    if len(figures) < 0.9 * resamples:
        return None
    low, high = np.quantile(figures, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def numbered(names: Sequence[Hashable]) -> tuple[NDArray[np.intp], int]:
    """The number of each name's group, in the order in which groups come first, and how many groups there are."""
    places: dict[Hashable, int] = {}
    members = np.array([places.setdefault(name, len(places)) for name in names], np.intp)
    return members, len(places)
