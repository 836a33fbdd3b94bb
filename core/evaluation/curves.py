"""Receiver operating characteristic and precision-recall curves, and the point on them at which one works."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """What each threshold gives, from the strictest to the most lenient; a sample is called positive from it on.

    Arrays (points,) float64. The first threshold is infinite: nothing is called positive, and precision is 1 there by
    convention. `precision` against `sensitivity` is the precision-recall curve.
    """

    thresholds: Floats
    sensitivity: Floats
    specificity: Floats
    precision: Floats

    def to_json(self) -> dict[str, Any]:
        """Plain lists; the infinite threshold is null."""
        thresholds = [None if np.isinf(value) else float(value) for value in self.thresholds]
        rest = {name: getattr(self, name).tolist() for name in ("sensitivity", "specificity", "precision")}
        return {"thresholds": thresholds, **rest}


@dataclass(frozen=True, slots=True)
class OperatingPoint:
    """A threshold and what it gives."""

    threshold: float
    sensitivity: float
    specificity: float
    precision: float


def curve(is_positive: NDArray[np.bool_], scores: NDArray[np.floating[Any]]) -> Curve | None:
    """The curve of (samples,) scores, a point for each different score; None where one side has no sample."""
    positive, negative = int(is_positive.sum()), int((~is_positive).sum())
    if not positive or not negative:
        return None
    values, places = np.unique(-np.asarray(scores, np.float64), return_inverse=True)
    hits = np.bincount(places, is_positive, len(values)).cumsum()
    said = np.bincount(places, minlength=len(values)).cumsum()
    return Curve(
        thresholds=np.r_[np.inf, -values],
        sensitivity=np.r_[0.0, hits / positive],
        specificity=np.r_[1.0, 1 - (said - hits) / negative],
        precision=np.r_[1.0, hits / said],
    )


def youden_point(of: Curve) -> OperatingPoint:
    """Where sensitivity and specificity together are largest (Youden 1950); the strictest of several."""
    return point_at(of, int((of.sensitivity + of.specificity).argmax()))


def point_with(of: Curve, *, sensitivity: float | None = None, specificity: float | None = None) -> OperatingPoint:
    """The strictest point with at least that sensitivity, or the most lenient with at least that specificity.

    Raises FunduscopeError for a share outside 0 to 1, and where not exactly one is asked for.
    """
    if (sensitivity is None) == (specificity is None):
        raise FunduscopeError("An operating point is chosen by its sensitivity or by its specificity.")
    asked = sensitivity if sensitivity is not None else specificity
    if asked is None or not 0 <= asked <= 1:
        raise FunduscopeError(f"{asked} is no share.", "Give a number from 0 to 1.")
    if sensitivity is not None:
        return point_at(of, int(np.flatnonzero(of.sensitivity >= asked)[0]))
    return point_at(of, int(np.flatnonzero(of.specificity >= asked)[-1]))


def point_at(of: Curve, index: int) -> OperatingPoint:
    """The point of that number."""
    return OperatingPoint(
        *(float(values[index]) for values in (of.thresholds, of.sensitivity, of.specificity, of.precision))
    )
