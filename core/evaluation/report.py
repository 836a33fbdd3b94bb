"""The report of an evaluation: one HTML file that needs nothing else and can be printed."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from itertools import combinations
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

import core
from core.errors import FunduscopeError
from core.evaluation.assessment import Assessment, IntervalKind
from core.evaluation.comparing import delong, mcnemar, paired_difference
from core.evaluation.curves import Curve
from core.evaluation.drawing import Line, unit_plot
from core.evaluation.evaluating import Evaluated, mistakes
from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.intervals import RESAMPLES
from core.evaluation.metrics import area_under_curve, confusion_matrix, quadratic_weighted_kappa

TEMPLATES = Path(__file__).resolve().parents[2] / "resources" / "reports"
TEMPLATE = "evaluation.html"
MISSING = "\u2013"
STYLES = ("first", "second", "third", "fourth", "fifth", "sixth")
_LINES = {
    "accuracy": "Accuracy",
    "balanced_accuracy": "Balanced accuracy",
    "quadratic_weighted_kappa": "Quadratic weighted kappa",
    "auc_one_against_rest": "AUC, one class against the rest, mean",
    "auc_referable": "AUC, referable (grade 2 and above)",
    "referable_sensitivity": "Sensitivity for referable, at the predicted class",
    "referable_specificity": "Specificity for referable, at the predicted class",
    "loss": "Mean negative log-likelihood",
}


def render(evaluated: Sequence[Evaluated], *, title: str) -> str:
    """The report of one model, or of several with their comparison, as HTML."""
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    environment = Environment(loader=FileSystemLoader(TEMPLATES), autoescape=True, undefined=StrictUndefined)
    environment.filters["number"] = _number
    first = evaluated[0]
    return environment.get_template(TEMPLATE).render(
        title=title,
        provenance={
            "version": core.__version__,
            "date": f"{datetime.now():%Y-%m-%d %H:%M}",
            "photographs": f"{len(first.answers.images)} photographs",
            "fingerprint": photographs_fingerprint(first),
            "resamples": f"{RESAMPLES:,}",
        },
        models=[_model(each) for each in evaluated],
        comparisons=[comparison(one, other) for one, other in combinations(evaluated, 2)],
    )


def photographs_fingerprint(evaluated: Evaluated) -> str:
    """What tells this set of photographs and labels from any other: the start of a SHA-256 over both."""
    pairs = sorted(zip(evaluated.ids, evaluated.answers.labels.tolist(), strict=True))
    return hashlib.sha256("\n".join(f"{identity} {label}" for identity, label in pairs).encode()).hexdigest()[:16]


def comparison(one: Evaluated, other: Evaluated) -> dict[str, Any]:
    """Two models on the photographs that both answered, as JSON values. Raises FunduscopeError for other classes."""
    if one.class_names != other.class_names:
        raise FunduscopeError(
            f"'{one.name}' and '{other.name}' have different classes and cannot be compared.",
            "Compare models of the same classes in the same order.",
        )
    places = [_places(one, other), _places(other, one)]
    labels = one.answers.labels[places[0]]
    groups = [one.answers.groups[place] for place in places[0]]
    given = [
        each.answers.probabilities[where]
        for each, where in zip((one, other), places, strict=True)
        if each.answers.probabilities is not None
    ]
    right = [each.argmax(1) == labels for each in given]
    test = mcnemar(*right)

    def difference(figure: Any) -> dict[str, Any]:
        found = paired_difference(labels.tolist(), given[0], given[1], groups, figure=figure, count=RESAMPLES // 2)
        return {"difference": found.difference, "interval": found.interval.to_json() if found.interval else None}

    return {
        "first": one.name,
        "second": other.name,
        "count": len(labels),
        "both": test.both,
        "only_first": test.only_first,
        "only_second": test.only_second,
        "neither": test.neither,
        "p": test.p_value,
        "accuracy": difference(_accuracy),
        "kappa": difference(_kappa),
        "area": _area(one.class_names, labels, given),
        "disagreements": [
            one.answers.images[place]
            for place, differs in zip(places[0], given[0].argmax(1) != given[1].argmax(1), strict=True)
            if differs
        ],
    }


def _places(one: Evaluated, other: Evaluated) -> list[int]:
    """The places in `one` of the photographs that `other` answered too, in the order of their names."""
    both = set(one.answers.images) & set(other.answers.images)
    places = {image: place for place, image in enumerate(one.answers.images)}
    return [places[image] for image in sorted(both)]


def _accuracy(labels: NDArray[np.int64], given: NDArray[np.float64]) -> float | None:
    return float((given.argmax(1) == labels).mean()) if len(labels) else None


def _kappa(labels: NDArray[np.int64], given: NDArray[np.float64]) -> float | None:
    return quadratic_weighted_kappa(confusion_matrix(labels.tolist(), given.argmax(1).tolist(), given.shape[1]))


def _area(names: Sequence[str], labels: NDArray[np.int64], given: Sequence[NDArray[np.float64]]) -> dict[str, Any]:
    is_referable = labels >= REFERABLE_FROM
    if not are_grades(names) or area_under_curve(is_referable, given[0][:, 0]) is None:
        return {"difference": None, "interval": None, "p": None}
    try:
        found = delong(is_referable, *(each[:, REFERABLE_FROM:].sum(1) for each in given))
    except FunduscopeError:  # one photograph of a side: no variance is known
        return {"difference": None, "interval": None, "p": None}
    return {"difference": found.difference, "interval": found.interval.to_json(), "p": found.p_value}


def _model(evaluated: Evaluated) -> dict[str, Any]:
    found, names = evaluated.assessment, evaluated.class_names
    metrics, intervals = found.metrics, found.intervals
    plain = found.to_json()
    patients = len(set(evaluated.answers.groups))
    return {
        "name": evaluated.name,
        "id": evaluated.model_id,
        "architecture": evaluated.architecture,
        "fingerprint": evaluated.data_fingerprint,
        "count": metrics.count,
        "patients": f" of {patients} patients" if evaluated.answers.are_patients_known else "",
        "interval_words": _interval_words(found),
        "cautions": [each.text for each in found.cautions] + _left_out(evaluated),
        "lines": [
            {"name": title, "value": getattr(metrics, name), "interval": intervals.figures.get(name)}
            for name, title in _LINES.items()
            if getattr(metrics, name) is not None
        ],
        "classes": plain["per_class"],
        "means": [("mean over classes", plain["macro"]), ("mean by support", plain["weighted"])],
        "confusion": _confusion(plain, names),
        "plots": _plots(found),
        "key": [
            {"name": name, "style": STYLES[index % len(STYLES)]}
            for index, name in enumerate(names)
            if found.curves and found.curves[index] is not None
        ],
        "mistakes": [
            {"image": image, "label": names[label], "predicted": names[said], "probability": probability}
            for image, label, said, probability in mistakes(evaluated.answers, count=10)
        ],
    }


def _interval_words(found: Assessment) -> str:
    if IntervalKind.EXACT in found.interval_kinds.values():
        return "exact for shares of photographs, else from resampled photographs (patients are not known)"
    return "from resampled patients"


def _left_out(evaluated: Evaluated) -> list[str]:
    left_out = evaluated.left_out
    return [f"{len(left_out)} photographs could not be read and take no part: {left_out[0]}"] if left_out else []


def _confusion(plain: Mapping[str, Any], names: Iterable[str]) -> list[dict[str, Any]]:
    rows = []
    for index, name in enumerate(names):
        counts, percents = plain["confusion_matrix"][index], plain["confusion_matrix_row_percent"][index]
        cells = [
            {"count": count, "percent": percent, "is_right": column == index, "shade": f"{(percent or 0) / 180:.2f}"}
            for column, (count, percent) in enumerate(zip(counts, percents, strict=True))
        ]
        rows.append({"name": name, "cells": cells})
    return rows


def _plots(found: Assessment) -> list[dict[str, str]]:
    plots = []
    drawn = [(index, each) for index, each in enumerate(found.curves) if each is not None]
    names = [each.name for each in found.metrics.per_class]

    def lines(up: str, across: str) -> list[Line]:
        return [Line(names[index], _points(each, across, up), STYLES[index % len(STYLES)]) for index, each in drawn]

    if drawn:
        plots.append(
            {
                "svg": unit_plot(
                    lines("sensitivity", "specificity"),
                    across="1 - specificity",
                    up="sensitivity",
                    is_diagonal_shown=True,
                ),
                "caption": "Receiver operating characteristic, each class against the rest",
            }
        )
        plots.append(
            {
                "svg": unit_plot(lines("precision", "sensitivity"), across="recall", up="precision"),
                "caption": "Precision and recall, each class against the rest",
            }
        )
    point = found.operating_point
    if found.referable is not None and point is not None:
        line = Line("referable", _points(found.referable, "specificity", "sensitivity"))
        plots.append(
            {
                "svg": unit_plot(
                    [line],
                    across="1 - specificity",
                    up="sensitivity",
                    is_diagonal_shown=True,
                    marked=[(1 - point.specificity, point.sensitivity)],
                ),
                "caption": f"Referable (class {found.referable_from} and above). Ring: Youden's point, sensitivity "
                f"{point.sensitivity:.3f}, specificity {point.specificity:.3f} from a probability of "
                f"{point.threshold:.3f} on. It is chosen on these photographs and a little too good for others.",
            }
        )
    if found.calibration is not None and found.calibration.expected_calibration_error is not None:
        filled = [each for each in found.calibration.bins if each.accuracy is not None]
        points = [(each.confidence or 0.0, each.accuracy or 0.0) for each in filled]
        bars = [(each.low, each.high, each.count / found.metrics.count) for each in filled]
        plots.append(
            {
                "svg": unit_plot(
                    [Line("reliability", points)],
                    across="highest probability",
                    up="share that is right",
                    is_diagonal_shown=True,
                    bars=bars,
                    marked=points,
                ),
                "caption": "Reliability. Expected calibration error "
                f"{found.calibration.expected_calibration_error:.3f}; Brier score {found.calibration.brier_score:.3f}. "
                "Bars: share of the photographs.",
            }
        )
    return plots


def _points(of: Curve, across: str, up: str) -> list[tuple[float, float]]:
    values = getattr(of, across)
    return list(
        zip((1 - values if across == "specificity" else values).tolist(), getattr(of, up).tolist(), strict=True)
    )


def _number(value: float | None, digits: int = 2) -> str:
    return MISSING if value is None else f"{value:.{digits}f}"
