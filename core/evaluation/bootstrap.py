"""Confidence intervals of the figures of a set of predictions, by resampling patients."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.intervals import RESAMPLES, Floats, Interval, group_draws, interval_of

_MOST_CELLS_AT_ONCE = 1 << 22
"""Of confusion matrices: 32 MB, also of networks that know a thousand classes."""


@dataclass(frozen=True, slots=True, eq=False)
class Intervals:
    """By name as in `Metrics`, and a mapping a class as in `ClassMetrics`; None where undefined too often."""

    figures: Mapping[str, Interval | None]
    per_class: tuple[Mapping[str, Interval | None], ...]


def bootstrap(
    labels: Sequence[int],
    probabilities: NDArray[np.floating[Any]],
    groups: Sequence[int],
    *,
    class_names: Sequence[str] = (),
    count: int = RESAMPLES,
    seed: int = 0,
) -> Intervals:
    """95 % intervals of the figures of (samples, classes) probabilities.

    Whole groups (patients) are drawn with replacement, separately from those whose highest label is the same, so that
    each set has about the classes of the original (percentile bootstrap: Efron and Tibshirani 1993, chapter 13).
    A figure that more than a twentieth of the sets leave undefined has no interval.
    """
    given, true = np.asarray(probabilities, np.float64), np.asarray(labels, np.int64)
    names = tuple(class_names) or tuple(str(index) for index in range(given.shape[1]))
    areas = [_Area(true == index, given[:, index]) for index in range(len(names))]
    is_graded = are_grades(names)
    if is_graded:
        areas.append(_Area(true >= REFERABLE_FROM, given[:, REFERABLE_FROM:].sum(1)))
    cells = true * len(names) + given.argmax(1)
    drawn: list[dict[str, Floats]] = []
    for weights in draws(true, np.asarray(groups), count=count, seed=seed):
        values = _figures(weights, cells, len(names), is_graded=is_graded)
        by_class = np.stack([area.of(weights) for area in areas[: len(names)]], 1)
        values["auc"] = by_class
        values["auc_one_against_rest"] = by_class.mean(1)
        if is_graded:
            values["auc_referable"] = areas[-1].of(weights)
        drawn.append(values)
    return _intervals({name: np.concatenate([each[name] for each in drawn]) for name in drawn[0]})


def bootstrap_of_matrix(
    matrix: NDArray[np.int64], *, class_names: Sequence[str] = (), count: int = RESAMPLES, seed: int = 0
) -> Intervals:
    """The same from a confusion matrix alone: samples are drawn within each true class, none belongs with another."""
    names = tuple(class_names) or tuple(str(index) for index in range(len(matrix)))
    random = np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, int(matrix.sum())])))
    rows = [
        random.multinomial(row.sum(), row / row.sum(), count) if row.sum() else np.zeros((count, len(row)))
        for row in matrix
    ]
    return _intervals(figures_of_matrices(np.stack(rows, 1).astype(np.float64), is_graded=are_grades(names)))


def bootstrap_intervals(
    labels: Sequence[int],
    probabilities: NDArray[np.floating[Any]],
    groups: Sequence[int],
    *,
    class_names: Sequence[str] = (),
    count: int = RESAMPLES,
    seed: int = 0,
) -> dict[str, Interval | None]:
    """The intervals of the figures of the whole set alone: see :func:`bootstrap`."""
    return dict(bootstrap(labels, probabilities, groups, class_names=class_names, count=count, seed=seed).figures)


def figures_of_matrices(matrices: Floats, *, is_graded: bool) -> dict[str, Floats]:
    """The figures of confusion matrices (sets, classes, classes): (sets,), or (sets, classes) for those of a class.

    NaN where a figure is undefined. The names are those of `Metrics` and `ClassMetrics`.
    """
    total = matrices.sum((1, 2))
    hits = np.einsum("nii->ni", matrices)
    support, said = matrices.sum(2), matrices.sum(1)
    rejected = total[:, None] - support - said + hits
    places = np.arange(matrices.shape[1])
    weights = (places[:, None] - places) ** 2.0
    by_chance = np.einsum("ij,ni,nj->n", weights, support, said)
    recall, f1 = _ratio(hits, support), _ratio(2 * hits, support + said)
    found = {
        "accuracy": _ratio(hits.sum(1), total),
        "balanced_accuracy": _ratio(np.nansum(recall, 1), (support > 0).sum(1)),
        "quadratic_weighted_kappa": 1 - _ratio((weights * matrices).sum((1, 2)) * total, by_chance),
        "macro_f1": _ratio(np.nansum(f1, 1), (~np.isnan(f1)).sum(1)),
        "precision": _ratio(hits, said),
        "recall": recall,
        "specificity": _ratio(rejected, total[:, None] - support),
        "negative_predictive_value": _ratio(rejected, total[:, None] - said),
        "f1": f1,
    }
    if is_graded:
        ill, well = matrices[:, REFERABLE_FROM:], matrices[:, :REFERABLE_FROM]
        found["referable_sensitivity"] = _ratio(ill[:, :, REFERABLE_FROM:].sum((1, 2)), ill.sum((1, 2)))
        found["referable_specificity"] = _ratio(well[:, :, :REFERABLE_FROM].sum((1, 2)), well.sum((1, 2)))
    return found


def _figures(weights: Floats, cells: NDArray[np.int64], classes: int, *, is_graded: bool) -> dict[str, Floats]:
    """The figures of resampled sets by the cell of the confusion matrix that each sample is in, in bounded memory."""
    from scipy.sparse import csr_array

    samples = len(cells)
    place = csr_array((np.ones(samples), (np.arange(samples), cells)), shape=(samples, classes**2))
    portion = max(1, _MOST_CELLS_AT_ONCE // classes**2)
    found = []
    for begin in range(0, len(weights), portion):
        matrices = np.asarray(weights[begin : begin + portion] @ place).reshape(-1, classes, classes)
        found.append(figures_of_matrices(matrices, is_graded=is_graded))
    return {name: np.concatenate([each[name] for each in found]) for name in found[0]}


def draws(labels: NDArray[np.int64], groups: NDArray[Any], *, count: int, seed: int) -> Iterator[Floats]:
    """How often each sample is in each resampled set: (sets, samples), in portions, `count` sets in all."""
    names, member_of = np.unique(groups, return_inverse=True)
    highest = np.full(len(names), -1, np.int64)
    np.maximum.at(highest, member_of, labels)
    for times in group_draws(highest, count=count, seed=seed, salt=len(labels)):
        yield times[:, member_of]


class _Area:
    """The area under the receiver operating characteristic of one score, for samples of any weights."""

    def __init__(self, is_positive: NDArray[np.bool_], scores: Floats) -> None:
        self._positive, negative = np.flatnonzero(is_positive), np.flatnonzero(~is_positive)
        self._negative = negative[np.argsort(scores[negative], kind="stable")]
        self._below = np.searchsorted(scores[self._negative], scores[self._positive], side="left")
        self._not_above = np.searchsorted(scores[self._negative], scores[self._positive], side="right")

    def of(self, weights: Floats) -> Floats:
        """(sets,) areas for (sets, samples) weights; NaN where one side weighs nothing. Ties count half."""
        lower = np.zeros((len(weights), len(self._negative) + 1))
        np.cumsum(weights[:, self._negative], axis=1, out=lower[:, 1:])
        positive = weights[:, self._positive]
        won = np.einsum("ij,ij->i", positive, lower[:, self._below] + lower[:, self._not_above]) / 2
        return _ratio(won, positive.sum(1) * lower[:, -1])


def _intervals(drawn: Mapping[str, Floats]) -> Intervals:
    figures = {name: interval_of(values) for name, values in drawn.items() if values.ndim == 1}
    by_class = {name: values for name, values in drawn.items() if values.ndim == 2}
    classes = next(iter(by_class.values())).shape[1]
    per_class = tuple(
        {name: interval_of(values[:, index]) for name, values in by_class.items()} for index in range(classes)
    )
    return Intervals(figures, per_class)


def _ratio(part: Floats, whole: Floats) -> Floats:
    with np.errstate(divide="ignore", invalid="ignore"):
        return np.where(whole > 0, part / whole, np.nan)
