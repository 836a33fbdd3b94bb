"""Means over photographs with confidence intervals by the bootstrap."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError

LEVEL = 0.95
RESAMPLES = 2000
_MOST_VALUES_AT_ONCE = 1 << 22


@dataclass(frozen=True, slots=True)
class MeanInterval:
    """A mean of `count` values with the limits of its interval; None where one group alone says nothing of spread."""

    mean: float
    low: float | None
    high: float | None
    count: int


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
    a patient say less than two patients. The same values and seed give the same interval. Raises FunduscopeError where
    there are not as many groups as values.
    """
    if groups is not None and len(groups) != len(values):
        raise FunduscopeError(f"{len(values)} values have {len(groups)} groups.", "Name one group a value.")
    if not len(values):
        return None
    numbers = np.asarray(values, np.float64)
    mean, count = float(numbers.mean()), len(numbers)
    names = range(count) if groups is None else groups
    places = {name: place for place, name in enumerate(dict.fromkeys(names))}
    if len(places) < 2:
        return MeanInterval(mean, None, None, count)
    members = np.array([places[name] for name in names])
    sums = np.bincount(members, numbers).astype(np.float64)
    sizes = np.bincount(members).astype(np.float64)
    means = _resampled(sums, sizes, resamples, seed)
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

    `groups` names the group of every item; `statistic` gets the positions of a resample's items, ascending within each
    group that was drawn, and gives the figure. Resamples for which it is None count as not drawn; where that is more
    than a tenth of them there is no interval either.
    """
    members: dict[Hashable, list[int]] = {}
    for place, name in enumerate(groups):
        members.setdefault(name, []).append(place)
    if len(members) < 2:
        return None
    items = [np.array(places, np.intp) for places in members.values()]
    random = np.random.Generator(np.random.PCG64(seed))
    figures = []
    for _ in range(resamples):
        drawn = random.integers(0, len(items), len(items))
        figure = statistic(np.concatenate([items[group] for group in drawn]))
        if figure is not None:
            figures.append(figure)
    if len(figures) < 0.9 * resamples:
        return None
    low, high = np.quantile(figures, [(1 - level) / 2, (1 + level) / 2])
    return float(low), float(high)


def _resampled(sums: NDArray[np.float64], sizes: NDArray[np.float64], resamples: int, seed: int) -> NDArray[np.float64]:
    """The means of `resamples` draws of as many groups as there are, with replacement."""
    random = np.random.Generator(np.random.PCG64(seed))
    portion = max(1, _MOST_VALUES_AT_ONCE // len(sums))
    means = []
    for begin in range(0, resamples, portion):
        drawn = random.integers(0, len(sums), (min(portion, resamples - begin), len(sums)))
        means.append(sums[drawn].sum(1) / sizes[drawn].sum(1))
    return np.concatenate(means)
