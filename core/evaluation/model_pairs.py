"""Two models on the same photographs: whether one is surely better, and where they disagree."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.comparing import delong, mcnemar, paired_difference
from core.evaluation.evaluating import Evaluated
from core.evaluation.grading import REFERABLE_FROM, are_grades
from core.evaluation.intervals import RESAMPLES
from core.evaluation.metrics import area_under_curve, confusion_matrix, quadratic_weighted_kappa


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
