"""Whether one model is better than another on the same photographs."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.bootstrap import draws
from core.evaluation.intervals import RESAMPLES, Floats, Interval, interval_of


@dataclass(frozen=True, slots=True)
class McNemar:
    """`only_first` photographs are right by the first model alone, `only_second` by the second alone."""

    both: int
    only_first: int
    only_second: int
    neither: int
    p_value: float


@dataclass(frozen=True, slots=True)
class AreaComparison:
    """Two areas under the curve on the same photographs. `p_value` is two-sided; None where the areas cannot differ."""

    first: float
    second: float
    interval: Interval
    p_value: float | None

    @property
    def difference(self) -> float:
        """How much larger the first one is."""
        return self.first - self.second


@dataclass(frozen=True, slots=True)
class Difference:
    """A figure of the first model less that of the second, with its interval over resampled patients."""

    difference: float | None
    interval: Interval | None


def mcnemar(is_first_right: NDArray[np.bool_], is_second_right: NDArray[np.bool_]) -> McNemar:
    """McNemar's test, exact: by chance each photograph on which the models differ is right by either as likely."""
    from scipy.stats import binomtest

    first, second = _same_length(is_first_right, is_second_right)
    only_first, only_second = int((first & ~second).sum()), int((~first & second).sum())
    differing = only_first + only_second
    p_value = float(binomtest(only_first, differing).pvalue) if differing else 1.0
    return McNemar(int((first & second).sum()), only_first, only_second, int((~first & ~second).sum()), p_value)


def delong(is_positive: NDArray[np.bool_], first: Floats, second: Floats) -> AreaComparison:
    """DeLong, DeLong and Clarke-Pearson 1988: two correlated areas, by the placement values of every sample.

    The interval is that of the difference, 95 %. Raises FunduscopeError unless both sides have two samples or more.
    """
    from scipy.stats import norm, rankdata

    _same_length(is_positive, first)
    _same_length(is_positive, second)
    positive, negative = int(is_positive.sum()), int((~is_positive).sum())
    if min(positive, negative) < 2:
        raise FunduscopeError(
            f"Areas cannot be compared on {positive} photographs with and {negative} without.",
            "Two of each side are the least.",
        )
    areas, over_positive, over_negative = [], [], []
    for scores in (first, second):
        together, among_positive = rankdata(scores), rankdata(scores[is_positive])
        among_negative = rankdata(scores[~is_positive])
        of_positive = (together[is_positive] - among_positive) / negative
        of_negative = 1 - (together[~is_positive] - among_negative) / positive
        areas.append(float(of_positive.mean()))
        over_positive.append(of_positive)
        over_negative.append(of_negative)
    covariance = np.cov(over_positive) / positive + np.cov(over_negative) / negative
    variance = float(covariance[0, 0] + covariance[1, 1] - 2 * covariance[0, 1])
    difference, error = areas[0] - areas[1], float(np.sqrt(max(variance, 0.0)))
    half = float(norm.ppf(0.975)) * error
    p_value = float(2 * norm.sf(abs(difference) / error)) if error > 1e-12 else None
    return AreaComparison(areas[0], areas[1], Interval(difference - half, difference + half), p_value)


def paired_difference(
    labels: Sequence[int],
    first: NDArray[np.floating[Any]],
    second: NDArray[np.floating[Any]],
    groups: Sequence[int],
    *,
    figure: Callable[[NDArray[np.int64], Floats], float | None],
    count: int = RESAMPLES,
    seed: int = 0,
) -> Difference:
    """How much better the first model's `figure` is, both judged on the same resampled patients.

    `first` and `second` are (samples, classes) probabilities; `figure` gets (n,) labels and (n, classes) probabilities.
    """
    true = np.asarray(labels, np.int64)
    one, other = np.asarray(first, np.float64), np.asarray(second, np.float64)
    _same_length(one, other)

    def difference(places: NDArray[np.int64]) -> float | None:
        values = figure(true[places], one[places]), figure(true[places], other[places])
        return None if values[0] is None or values[1] is None else values[0] - values[1]

    drawn = []
    for weights in draws(true, np.asarray(groups), count=count, seed=seed):
        for times in weights.astype(np.int64):
            value = difference(np.repeat(np.arange(len(true)), times))
            drawn.append(np.nan if value is None else value)
    return Difference(difference(np.arange(len(true))), interval_of(np.array(drawn)))


def _same_length(first: NDArray[Any], second: NDArray[Any]) -> tuple[NDArray[Any], NDArray[Any]]:
    if len(first) != len(second):
        raise FunduscopeError(f"{len(first)} samples cannot be compared with {len(second)}.")
    return first, second
