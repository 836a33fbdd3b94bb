"""Everything that one set of predictions says of a model: figures, intervals, curves, calibration and cautions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from enum import StrEnum
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.evaluation.bootstrap import Intervals, bootstrap, bootstrap_of_matrix
from core.evaluation.calibration import Calibration, calibration
from core.evaluation.curves import Curve, OperatingPoint, curve, youden_point
from core.evaluation.exact import proportion_interval
from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.intervals import Interval
from core.evaluation.metrics import Metrics, confusion_matrix, metrics_of_matrix, metrics_of_probabilities
from core.evaluation.predictions import Judged, sums_in_words
from core.evaluation.trust import Caution, Concern, Independence, cautions, independence

FORMAT_VERSION = 1
DISCLAIMER = "Not for clinical use"
LISTED_AT_MOST = 5


class IntervalKind(StrEnum):
    """Where an interval comes from."""

    EXACT = "exact"
    """Clopper and Pearson 1934: a share of samples that are independent."""
    BOOTSTRAP = "bootstrap"
    """Resampled patients, or samples where no patients are known."""


@dataclass(frozen=True, slots=True, eq=False, kw_only=True)
class Assessment:
    """What a set of predictions says of a model.

    `curves` are one a class against the rest, None where one side has no sample; `referable` is that of the summed
    probability of the grades from `referable_from` on, and `operating_point` Youden's on it, None where the classes are
    no grades. Without probabilities there are no curves and no calibration.
    """

    metrics: Metrics
    intervals: Intervals
    interval_kinds: Mapping[str, IntervalKind]
    independence: Independence
    cautions: tuple[Caution, ...]
    curves: tuple[Curve | None, ...] = ()
    referable: Curve | None = None
    referable_from: int | None = None
    operating_point: OperatingPoint | None = None
    calibration: Calibration | None = None

    def to_json(self) -> dict[str, Any]:
        """Plain values by full name in snake case; None is null. Curves are left out: they are long."""
        found = self.metrics.to_json()
        for each, intervals in zip(found["per_class"], self.intervals.per_class, strict=True):
            each["intervals"] = _plain(intervals)
        matrix = np.array(self.metrics.confusion_matrix, np.float64)
        return {
            "format_version": FORMAT_VERSION,
            **found,
            "class_names": [each.name for each in self.metrics.per_class],
            "confusion_matrix_row_percent": _percent(matrix, matrix.sum(1, keepdims=True)),
            "confusion_matrix_column_percent": _percent(matrix, matrix.sum(0, keepdims=True)),
            "intervals": _plain(self.intervals.figures),
            "interval_kinds": {name: kind.value for name, kind in self.interval_kinds.items()},
            "independence": self.independence.to_json(),
            "cautions": [each.to_json() for each in self.cautions],
            "referable_from": self.referable_from,
            "operating_point": asdict(self.operating_point) if self.operating_point else None,
            "calibration": self.calibration.to_json() if self.calibration else None,
            "disclaimer": DISCLAIMER,
        }


def assess_matrix(matrix: NDArray[np.int64], class_names: Sequence[str] = ()) -> Assessment:
    """What a confusion matrix alone tells: rows true, columns predicted. Raises FunduscopeError where it is none."""
    metrics = metrics_of_matrix(matrix, class_names)
    names = tuple(each.name for each in metrics.per_class)
    intervals, kinds = _with_exact(bootstrap_of_matrix(matrix, class_names=names), metrics)
    return Assessment(
        metrics=metrics,
        intervals=intervals,
        interval_kinds=kinds,
        independence=independence(np.asarray(metrics.confusion_matrix, np.int64)),
        cautions=cautions(metrics, accuracy_interval=intervals.figures["accuracy"]),
    )


def assess(
    judged: Judged,
    *,
    validation_kappa: float | None = None,
    referable_from: int | None = None,
    more: Sequence[Caution] = (),
) -> Assessment:
    """What predictions beside labels tell. Raises FunduscopeError for ones that do not fit.

    `referable_from` is the lowest class that counts as referable; by default grade 2 where the classes are grades.
    `validation_kappa` is what the model reached in its validation, `more` what else there is to say.
    """
    lowest = (
        referable_from if referable_from is not None else REFERABLE_FROM if are_grades(judged.class_names) else None
    )
    metrics = _metrics(judged)
    intervals, kinds = _intervals(judged, metrics)
    probabilities = judged.probabilities
    words = sums_in_words(probabilities) if probabilities is not None else ""
    referable = None
    if probabilities is not None and lowest is not None:
        referable = curve(judged.labels >= lowest, probabilities[:, lowest:].sum(1))
    return Assessment(
        metrics=metrics,
        intervals=intervals,
        interval_kinds=kinds,
        independence=independence(np.asarray(metrics.confusion_matrix, np.int64)),
        cautions=(
            *more,
            *cautions(metrics, accuracy_interval=intervals.figures.get("accuracy"), validation_kappa=validation_kappa),
            *_unmatched(judged),
            *((Caution(Concern.BAD_PROBABILITIES, words),) if words else ()),
        ),
        curves=()
        if probabilities is None
        else tuple(curve(judged.labels == index, probabilities[:, index]) for index in range(len(judged.class_names))),
        referable=referable,
        referable_from=lowest,
        operating_point=youden_point(referable) if referable is not None else None,
        calibration=calibration(judged.labels, probabilities) if probabilities is not None and not words else None,
    )


def _metrics(judged: Judged) -> Metrics:
    if judged.probabilities is None:
        matrix = confusion_matrix(judged.labels.tolist(), judged.predicted.tolist(), len(judged.class_names))
        return metrics_of_matrix(matrix, judged.class_names)
    found = metrics_of_probabilities(judged.labels.tolist(), judged.probabilities, judged.class_names)
    return replace(found, loss=None) if sums_in_words(judged.probabilities) else found


def _intervals(judged: Judged, metrics: Metrics) -> tuple[Intervals, Mapping[str, IntervalKind]]:
    if not metrics.count:
        return Intervals({}, tuple({} for _ in judged.class_names)), {}
    given = judged.probabilities
    if given is None:
        given = np.eye(len(judged.class_names))[judged.predicted]
    drawn = bootstrap(judged.labels.tolist(), given, judged.groups, class_names=judged.class_names)
    if judged.probabilities is None:
        drawn = Intervals(
            {name: each for name, each in drawn.figures.items() if not name.startswith("auc")},
            tuple({name: each for name, each in row.items() if name != "auc"} for row in drawn.per_class),
        )
    if judged.are_patients_known:
        return drawn, dict.fromkeys([*drawn.figures, *drawn.per_class[0]], IntervalKind.BOOTSTRAP)
    return _with_exact(drawn, metrics)


def _with_exact(drawn: Intervals, metrics: Metrics) -> tuple[Intervals, Mapping[str, IntervalKind]]:
    """The intervals with those of plain shares replaced by exact ones, and where each is from."""
    matrix = np.array(metrics.confusion_matrix, np.int64)
    total, right = int(matrix.sum()), int(np.trace(matrix))
    per_class = []
    for index, row in enumerate(drawn.per_class):
        hits, support, said = int(matrix[index, index]), int(matrix[index].sum()), int(matrix[:, index].sum())
        rejected = total - support - said + hits
        per_class.append(
            dict(row)
            | {
                "precision": proportion_interval(hits, said),
                "recall": proportion_interval(hits, support),
                "specificity": proportion_interval(rejected, total - support),
                "negative_predictive_value": proportion_interval(rejected, total - said),
            }
        )
    figures = dict(drawn.figures) | {"accuracy": proportion_interval(right, total)}
    if "referable_sensitivity" in figures:
        ill, well = matrix[REFERABLE_FROM:], matrix[:REFERABLE_FROM]
        figures["referable_sensitivity"] = proportion_interval(int(ill[:, REFERABLE_FROM:].sum()), int(ill.sum()))
        figures["referable_specificity"] = proportion_interval(int(well[:, :REFERABLE_FROM].sum()), int(well.sum()))
    exact = {"accuracy", "referable_sensitivity", "referable_specificity"}
    exact |= {"precision", "recall", "specificity", "negative_predictive_value"}
    names = [*figures, *(per_class[0] if per_class else {})]
    kinds = {name: IntervalKind.EXACT if name in exact else IntervalKind.BOOTSTRAP for name in names}
    return Intervals(figures, tuple(per_class)), kinds


def _unmatched(judged: Judged) -> tuple[Caution, ...]:
    parts = []
    for names, what in (
        (judged.unlabelled, "photographs have no label"),
        (judged.unpredicted, "labels have no photograph"),
    ):
        if names:
            listed = ", ".join(names[:LISTED_AT_MOST]) + (", …" if len(names) > LISTED_AT_MOST else "")
            parts.append(f"{len(names)} {what} ({listed})")
    return (Caution(Concern.UNMATCHED, f"{' and '.join(parts)}: they take no part."),) if parts else ()


def _plain(intervals: Mapping[str, Interval | None]) -> dict[str, dict[str, float] | None]:
    return {name: each.to_json() if each is not None else None for name, each in intervals.items()}


def _percent(part: NDArray[np.float64], whole: NDArray[np.float64]) -> list[list[float | None]]:
    with np.errstate(divide="ignore", invalid="ignore"):
        shares = 100 * part / whole
    return [[None if np.isnan(value) else float(value) for value in row] for row in shares]
