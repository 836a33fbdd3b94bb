"""The photographs behind a figure: a point of a curve, a bin, a class. Those that are wrong come first."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.calibration import Bin
from core.evaluation.predictions import Judged

Floats = NDArray[np.floating[Any]]

REFERABLE_FIGURES = ("referable_sensitivity", "referable_specificity")


def scores_of(judged: Judged, lowest: int, *, is_from: bool) -> Floats:
    """The probability of class `lowest`, or (`is_from`) of it and all above it, of each photograph."""
    if judged.probabilities is None:
        return np.zeros(len(judged.labels))
    given = judged.probabilities
    return given[:, lowest:].sum(1) if is_from else given[:, lowest]


def called(judged: Judged, lowest: int, threshold: float, *, is_from: bool = False) -> tuple[int, ...]:
    """The places of the photographs whose score reaches `threshold`: those it should not call first, the surest first.

    `lowest` is the class, or (`is_from`) the lowest of those that count.
    """
    scores = scores_of(judged, lowest, is_from=is_from)
    is_right = judged.labels >= lowest if is_from else judged.labels == lowest
    return _ordered(np.flatnonzero(scores >= threshold), is_right, scores)


def missed(judged: Judged, lowest: int, threshold: float, *, is_from: bool = False) -> tuple[int, ...]:
    """The places of the photographs that are of the class and whose score stays below, the nearest miss first."""
    scores = scores_of(judged, lowest, is_from=is_from)
    is_of = judged.labels >= lowest if is_from else judged.labels == lowest
    places = np.flatnonzero(is_of & (scores < threshold))
    return tuple(int(place) for place in places[np.argsort(-scores[places], kind="stable")])


def in_bin(judged: Judged, one: Bin) -> tuple[int, ...]:
    """The places of the photographs in a bin of a reliability diagram, the wrong answers first."""
    if judged.probabilities is None:
        return ()
    highest = judged.probabilities.max(1)
    inside = (highest > one.low) & (highest <= one.high)
    return _ordered(np.flatnonzero(inside), judged.labels == judged.predicted, highest)


def of_class(judged: Judged, index: int) -> tuple[int, ...]:
    """The places of the photographs of a class, those that are called otherwise first."""
    return _ordered(np.flatnonzero(judged.labels == index), judged.labels == judged.predicted, _highest(judged))


def behind_class(judged: Judged, figure: str, index: int) -> tuple[int, ...]:
    """The places of the photographs that a figure of a class is of, by its name in `ClassMetrics`, wrong ones first."""
    is_of, is_called = judged.labels == index, judged.predicted == index
    counted = {
        "support": is_of,
        "recall": is_of,
        "specificity": ~is_of,
        "precision": is_called,
        "negative_predictive_value": ~is_called,
        "f1": is_of | is_called,
    }.get(figure, np.ones(len(is_of), bool))
    return _ordered(np.flatnonzero(counted), is_of == is_called, _highest(judged))


def behind_whole(judged: Judged, figure: str, lowest: int | None) -> tuple[int, ...]:
    """The places of the photographs that a figure of the whole set is of, by its name in `Metrics`.

    Those that are called something else come first, the furthest off before others. `lowest` is the first class that
    is referable: its sensitivity is of those that are, its specificity of the others.
    """
    distance = np.abs(judged.labels - judged.predicted)
    places = np.arange(len(distance))
    if lowest is not None and figure in REFERABLE_FIGURES:
        is_ill = judged.labels >= lowest
        is_counted = is_ill if figure == REFERABLE_FIGURES[0] else ~is_ill
        return _ordered(np.flatnonzero(is_counted), is_ill == (judged.predicted >= lowest), _highest(judged))
    order = np.lexsort((-_highest(judged), -distance))
    return tuple(int(place) for place in places[order])


def _highest(judged: Judged) -> Floats:
    return judged.probabilities.max(1) if judged.probabilities is not None else np.zeros(len(judged.labels))


def _ordered(places: NDArray[np.intp], is_right: NDArray[np.bool_], scores: Floats) -> tuple[int, ...]:
    order = np.lexsort((-scores[places], is_right[places]))
    return tuple(int(place) for place in places[order])
