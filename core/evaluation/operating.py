"""The point on the curve at which one works: how to choose it, and what it gives, with intervals."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.bootstrap import draws
from core.evaluation.exact import proportion_interval
from core.evaluation.intervals import RESAMPLES, Interval, interval_of
from core.evaluation.predictions import Judged


@dataclass(frozen=True, slots=True)
class Share:
    """`part` of `whole` photographs; None where there are none, or no interval can be told."""

    part: int
    whole: int
    interval: Interval | None

    @property
    def value(self) -> float | None:
        """The share, 0..1."""
        return self.part / self.whole if self.whole else None


@dataclass(frozen=True, slots=True)
class Operating:
    """What calling a photograph positive from `threshold` on gives, with 95 % intervals.

    Exact ones (Clopper and Pearson) where every photograph stands for itself, of resampled patients where some belong
    together. `hits` are found positives, `misses` those that are not, `alarms` negatives that are called positive.
    """

    threshold: float
    sensitivity: Share
    specificity: Share
    precision: Share
    negative_predictive_value: Share
    hits: int
    misses: int
    alarms: int
    rejected: int

    def to_json(self) -> dict[str, Any]:
        """Plain values; each share with its interval."""
        shares = {name: getattr(self, name) for name in _SHARES}
        return {
            "threshold": self.threshold,
            **{
                name: {
                    "value": share.value,
                    "part": share.part,
                    "whole": share.whole,
                    "interval": share.interval.to_json() if share.interval else None,
                }
                for name, share in shares.items()
            },
        }


_SHARES = ("sensitivity", "specificity", "precision", "negative_predictive_value")


def scores_from(judged: Judged, lowest: int) -> tuple[NDArray[np.bool_], NDArray[np.float64]]:
    """Whether each photograph is of class `lowest` or above, and the summed probability of these classes.

    Raises FunduscopeError where there are no probabilities, or no class lies below.
    """
    if judged.probabilities is None:
        raise FunduscopeError("The predictions have no probabilities.", "A threshold needs them.")
    if not 1 <= lowest < len(judged.class_names):
        raise FunduscopeError(f"Class {lowest} of {len(judged.class_names)} has none below it, or does not exist.")
    return judged.labels >= lowest, judged.probabilities[:, lowest:].sum(1)


def operating_at(
    is_positive: NDArray[np.bool_],
    scores: NDArray[np.float64],
    threshold: float,
    *,
    groups: Sequence[int] = (),
    count: int = RESAMPLES,
    seed: int = 0,
) -> Operating:
    """What `threshold` gives on (samples,) `scores`; a sample is called positive from it on.

    `groups` are the numbers of the samples' patients; without them every sample stands for itself.
    """
    said = scores >= threshold
    cells = np.stack([is_positive & said, is_positive & ~said, ~is_positive & said, ~is_positive & ~said], 1)
    hits, misses, alarms, rejected = (int(number) for number in cells.sum(0))
    parts = {
        "sensitivity": (hits, hits + misses),
        "specificity": (rejected, rejected + alarms),
        "precision": (hits, hits + alarms),
        "negative_predictive_value": (rejected, rejected + misses),
    }
    if len(groups) and len(set(groups)) < len(groups):
        intervals = _resampled(is_positive, cells.astype(np.float64), groups, count, seed)
    else:
        intervals = {name: proportion_interval(*pair) for name, pair in parts.items()}
    shares = {name: Share(*pair, intervals[name]) for name, pair in parts.items()}
    return Operating(threshold, **shares, hits=hits, misses=misses, alarms=alarms, rejected=rejected)


def _resampled(
    is_positive: NDArray[np.bool_], cells: NDArray[np.float64], groups: Sequence[int], count: int, seed: int
) -> dict[str, Interval | None]:
    labels = is_positive.astype(np.int64)
    drawn = np.concatenate([weights @ cells for weights in draws(labels, np.asarray(groups), count=count, seed=seed)])
    hits, misses, alarms, rejected = drawn.T
    with np.errstate(divide="ignore", invalid="ignore"):
        values = (
            hits / (hits + misses),
            rejected / (rejected + alarms),
            hits / (hits + alarms),
            rejected / (rejected + misses),
        )
    return {name: interval_of(value) for name, value in zip(_SHARES, values, strict=True)}
