"""How well predictions agree with labels. Figures that a data set leaves undefined are None, never 0."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import asdict, dataclass, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.grading import REFERABLE_FROM, are_grades

Matrix = NDArray[np.int64]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClassMetrics:
    """One class against all others; `support` is the number of samples that are of it.

    `precision` (positive predictive value) is None where it was never predicted, `negative_predictive_value` where
    always, `recall` (sensitivity) where no sample is of it, `specificity` where all are. `auc` is the area under its
    receiver operating characteristic by its probability, `average_precision` that of its precision-recall curve.
    """

    name: str
    support: int
    precision: float | None
    recall: float | None
    specificity: float | None
    negative_predictive_value: float | None
    f1: float | None
    auc: float | None = None
    average_precision: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values; precision and recall also under their clinical names."""
        return asdict(self) | {"positive_predictive_value": self.precision, "sensitivity": self.recall}


@dataclass(frozen=True, slots=True, kw_only=True)
class Means:
    """Figures over the classes that have samples or were predicted; there an undefined precision counts 0.

    This is what scikit-learn's `classification_report` prints for the classes that occur.
    """

    precision: float | None
    recall: float | None
    specificity: float | None
    f1: float | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Metrics:
    """Figures of one set of predictions.

    `confusion_matrix` has true classes as rows, predicted ones as columns. `balanced_accuracy` is the mean recall of
    the classes that have samples. `macro` means count every class alike, `weighted` ones by its support.
    `quadratic_weighted_kappa` is None where labels and predictions are all one class. `auc_one_against_rest` is the
    mean of the classes' areas where all are defined. `auc_referable`, `referable_sensitivity` and `_specificity` (at
    the predicted class) are of grades from 2 on, where the classes are the five grades. `loss` is the mean negative
    logarithm of the true class's probability.
    """

    count: int
    accuracy: float | None
    balanced_accuracy: float | None
    quadratic_weighted_kappa: float | None
    confusion_matrix: tuple[tuple[int, ...], ...]
    per_class: tuple[ClassMetrics, ...]
    macro: Means
    weighted: Means
    auc_one_against_rest: float | None = None
    auc_referable: float | None = None
    referable_sensitivity: float | None = None
    referable_specificity: float | None = None
    loss: float | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values by full name in snake case; None is null."""
        return asdict(self) | {"per_class": [each.to_json() for each in self.per_class]}


def confusion_matrix(labels: Sequence[int], predicted: Sequence[int], class_count: int) -> Matrix:
    """Counts (classes, classes) int64: rows true, columns predicted. FunduscopeError for labels without class."""
    true, said = np.asarray(labels, np.int64), np.asarray(predicted, np.int64)
    if true.shape != said.shape or true.ndim != 1:
        raise FunduscopeError(f"{true.size} labels, but {said.size} predictions.")
    for values, what in ((true, "label"), (said, "prediction")):
        if values.size and not (values.min() >= 0 and values.max() < class_count):
            bad = values[(values < 0) | (values >= class_count)][0]
            raise FunduscopeError(f"The {what} {bad} is none of the {class_count} classes, 0 to {class_count - 1}.")
    matrix = np.zeros((class_count, class_count), np.int64)
    np.add.at(matrix, (true, said), 1)
    return matrix


def metrics_of_matrix(matrix: Matrix, class_names: Sequence[str] = ()) -> Metrics:
    """The figures that follow from a confusion matrix alone. Raises FunduscopeError where it is none.

    Without `class_names` the classes are called by their numbers, and five of them are taken for grades.
    """
    counts = _checked(matrix)
    names = tuple(class_names) or tuple(str(index) for index in range(len(counts)))
    if len(names) != len(counts):
        raise FunduscopeError(f"{len(names)} class names for a confusion matrix of {len(counts)} classes.")
    total, right = int(counts.sum()), int(np.trace(counts))
    sensitivity, specificity = _referable(counts) if are_grades(names) else (None, None)
    per_class = tuple(_class_metrics(counts, index, name) for index, name in enumerate(names))
    recalls = [each.recall for each in per_class if each.recall is not None]
    occurring = [each for each in per_class if each.support or each.precision is not None]
    return Metrics(
        count=total,
        accuracy=_ratio(right, total),
        balanced_accuracy=float(np.mean(recalls)) if recalls else None,
        quadratic_weighted_kappa=quadratic_weighted_kappa(counts),
        confusion_matrix=tuple(tuple(int(value) for value in row) for row in counts),
        per_class=per_class,
        macro=_means(occurring, lambda _each: 1),
        weighted=_means(occurring, lambda each: each.support),
        referable_sensitivity=sensitivity,
        referable_specificity=specificity,
    )


def metrics_of_probabilities(
    labels: Sequence[int], probabilities: NDArray[np.floating[Any]], class_names: Sequence[str]
) -> Metrics:
    """All figures of (samples, classes) probabilities; the most probable class is the predicted one.

    Raises FunduscopeError for shapes that do not fit and numbers that are not finite.
    """
    given = np.asarray(probabilities, np.float64)
    true = np.asarray(labels, np.int64)
    if given.shape != (len(true), len(class_names)):
        raise FunduscopeError(
            f"Probabilities of shape {given.shape} for {len(true)} labels, {len(class_names)} classes."
        )
    if not np.isfinite(given).all():
        raise FunduscopeError("A probability is not a finite number.")
    plain = metrics_of_matrix(confusion_matrix(true.tolist(), _predicted(given), len(class_names)), class_names)
    per_class = tuple(
        replace(
            each,
            auc=area_under_curve(true == index, given[:, index]),
            average_precision=average_precision(true == index, given[:, index]),
        )
        for index, each in enumerate(plain.per_class)
    )
    areas = [each.auc for each in per_class if each.auc is not None]
    referable = given[:, REFERABLE_FROM:].sum(1)
    return replace(
        plain,
        per_class=per_class,
        auc_one_against_rest=float(np.mean(areas)) if len(areas) == len(per_class) else None,
        auc_referable=area_under_curve(true >= REFERABLE_FROM, referable) if are_grades(class_names) else None,
        loss=float(-np.log(np.clip(given[np.arange(len(true)), true], 1e-12, 1)).mean()) if len(true) else None,
    )


def quadratic_weighted_kappa(matrix: Matrix) -> float | None:
    """Cohen's kappa with weights (i - j)^2 (Cohen 1968), as scikit-learn's `cohen_kappa_score(weights="quadratic")`.

    None where chance alone agrees fully: labels and predictions are all of one class, or there are none.
    """
    counts = _checked(matrix).astype(np.float64)
    places = np.arange(len(counts))
    weights = (places[:, None] - places) ** 2.0
    total = counts.sum()
    expected = counts.sum(1)[:, None] * counts.sum(0) / total if total else counts
    by_chance = float((weights * expected).sum())
    return 1.0 - float((weights * counts).sum()) / by_chance if by_chance else None


def area_under_curve(is_positive: NDArray[np.bool_], scores: NDArray[np.float64]) -> float | None:
    """The area under the receiver operating characteristic; None where one side has no sample.

    It is the share of pairs, one of each side, in which the positive one scores higher, ties half (Hanley and McNeil
    1982): a mean of ranks, and equal to scikit-learn's `roc_auc_score`, whose import takes seconds.
    """
    positive, negative = int(is_positive.sum()), int((~is_positive).sum())
    if not positive or not negative:
        return None
    _values, places, counts = np.unique(scores, return_inverse=True, return_counts=True)
    mean_ranks = np.cumsum(counts) - (counts - 1) / 2
    rank_sum = float(mean_ranks[places][is_positive].sum())
    return (rank_sum - positive * (positive + 1) / 2) / (positive * negative)


def average_precision(is_positive: NDArray[np.bool_], scores: NDArray[np.float64]) -> float | None:
    """The sum of precisions at every threshold, weighted by the gain in recall; None without a positive sample.

    As scikit-learn's `average_precision_score`: samples that score alike come at once, nothing is interpolated.
    """
    if not is_positive.any():
        return None
    values, places = np.unique(-scores, return_inverse=True)
    hits = np.bincount(places, is_positive, len(values)).cumsum()
    said = np.bincount(places, minlength=len(values)).cumsum()
    gained = np.diff(hits, prepend=0.0) / hits[-1]
    return float((gained * hits / said).sum())


def _predicted(probabilities: NDArray[np.float64]) -> list[int]:
    return [int(index) for index in probabilities.argmax(1)] if len(probabilities) else []


def _checked(matrix: Matrix) -> Matrix:
    counts = np.asarray(matrix)
    if counts.ndim != 2 or counts.shape[0] != counts.shape[1] or counts.shape[0] < 2:
        raise FunduscopeError(f"A confusion matrix must be square, of 2 classes or more, not {counts.shape}.")
    if not np.issubdtype(counts.dtype, np.integer) or counts.min() < 0:
        raise FunduscopeError("A confusion matrix must hold counts: whole numbers from 0 on.")
    return counts.astype(np.int64)


def _class_metrics(counts: Matrix, index: int, name: str) -> ClassMetrics:
    hits = int(counts[index, index])
    support, said, total = int(counts[index].sum()), int(counts[:, index].sum()), int(counts.sum())
    rejected = total - support - (said - hits)
    return ClassMetrics(
        name=name,
        support=support,
        precision=_ratio(hits, said),
        recall=_ratio(hits, support),
        specificity=_ratio(rejected, total - support),
        negative_predictive_value=_ratio(rejected, total - said),
        f1=_ratio(2 * hits, support + said),
    )


def _means(classes: Sequence[ClassMetrics], weight: Callable[[ClassMetrics], int]) -> Means:
    weights = np.array([weight(each) for each in classes], np.float64)
    if not weights.sum():
        return Means(precision=None, recall=None, specificity=None, f1=None)

    def mean(name: str) -> float:
        values = [getattr(each, name) or 0.0 for each in classes]
        return float(np.average(values, weights=weights))

    return Means(precision=mean("precision"), recall=mean("recall"), specificity=mean("specificity"), f1=mean("f1"))


def _referable(counts: Matrix) -> tuple[float | None, float | None]:
    ill, well = counts[REFERABLE_FROM:], counts[:REFERABLE_FROM]
    return (
        _ratio(int(ill[:, REFERABLE_FROM:].sum()), int(ill.sum())),
        _ratio(int(well[:, :REFERABLE_FROM].sum()), int(well.sum())),
    )


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None
