"""Which of several ways does best, and how much of its lead is owed to having looked at many. On plain arrays."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.intervals import LEVEL, RESAMPLES, MeanInterval, group_draws, mean_interval, numbered


@dataclass(frozen=True, slots=True)
class Best:
    """The candidate `index` with the highest mean, of `looks` candidates that were compared.

    `mean` is its own mean with its interval, which knows nothing of the others: the best of many is a little too good.
    `judged_apart` is corrected for that: candidates are chosen on resampled groups and judged on the groups that were
    not drawn (the out-of-bag estimate, Breiman 1996). `chosen_again` is the share of the resamples that choose the same
    candidate, `rivals` those whose lag behind it has an interval that reaches 0. The last three are None, or empty,
    where there is one group only.
    """

    index: int
    mean: MeanInterval
    looks: int
    judged_apart: float | None
    chosen_again: float | None
    rivals: tuple[int, ...]


def best_of(
    values: NDArray[np.float64],
    *,
    groups: Sequence[Hashable] | None = None,
    resamples: int = RESAMPLES,
    seed: int = 0,
) -> Best | None:
    """The best of k candidates by their mean over n items; `values` float64 (n, k), None where n or k is 0.

    `groups` names what each item belongs to (its patient): groups are drawn whole. Of equal means the first wins.
    Raises FunduscopeError where values are not finite or groups are not as many as items.
    """
    count, looks = values.shape
    names = list(range(count)) if groups is None else list(groups)
    if len(names) != count:
        raise FunduscopeError(f"{count} items have {len(names)} groups.", "Name one group an item.")
    if not np.isfinite(values).all():
        raise FunduscopeError("A value of a candidate is not a finite number.", "Leave out what has none.")
    index = int(values.mean(0).argmax()) if values.size else 0
    mean = mean_interval(values[:, index].tolist(), groups=names, resamples=resamples, seed=seed) if looks else None
    if mean is None:
        return None
    members, groups_there = numbered(names)
    if groups_there < 2:
        return Best(index, mean, looks, None, None, ())
    sums, sizes = np.zeros((groups_there, looks)), np.bincount(members).astype(np.float64)
    np.add.at(sums, members, values)
    strata = np.zeros(groups_there, np.int64)
    draws = np.concatenate(list(group_draws(strata, count=resamples, seed=seed, salt=groups_there)))
    means = (draws @ sums) / (draws @ sizes)[:, None]
    winners = means.argmax(1)
    lags = np.quantile(means[:, index, None] - means, (1 - LEVEL) / 2, axis=0)
    rivals = tuple(int(one) for one in np.flatnonzero(lags <= 0) if one != index)
    return Best(index, mean, looks, _apart(draws, sums, sizes, winners), float((winners == index).mean()), rivals)


def _apart(
    draws: NDArray[np.float64], sums: NDArray[np.float64], sizes: NDArray[np.float64], winners: NDArray[np.intp]
) -> float | None:
    """The mean, over resamples, of each one's winner on the groups that it did not draw."""
    undrawn = (draws == 0).astype(np.float64)
    rest = undrawn @ sizes
    is_there = rest > 0
    if not is_there.any():
        return None
    totals = (undrawn @ sums)[np.arange(len(winners)), winners]
    return float((totals[is_there] / rest[is_there]).mean())
