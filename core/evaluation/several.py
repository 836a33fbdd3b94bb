"""Several models on the same photographs: their figures side by side, how far they differ, and where they disagree."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import asdict, dataclass
from itertools import combinations
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.evaluation.assessment import Assessment, assess
from core.evaluation.comparing import AreaComparison, Difference, McNemar, delong, mcnemar, paired_difference
from core.evaluation.intervals import RESAMPLES
from core.evaluation.metrics import quadratic_weighted_kappa
from core.evaluation.predictions import Judged


@dataclass(frozen=True, slots=True, eq=False)
class ModelPair:
    """Two models, by their places. `accuracy` and `kappa` are those of the first less those of the second.

    `area` compares the areas under the curve of the classes from the lowest referable one on; None where the classes
    are no grades and none was named, or one side has fewer than two photographs.
    """

    first: int
    second: int
    right: McNemar
    accuracy: Difference
    kappa: Difference
    area: AreaComparison | None
    same_answer: float
    agreement: float | None

    def to_json(self, names: Sequence[str]) -> dict[str, Any]:
        """Plain values, the models by name."""
        area = None if self.area is None else {**asdict(self.area), "difference": self.area.difference}
        return {
            "first": names[self.first],
            "second": names[self.second],
            "mcnemar": asdict(self.right),
            "accuracy_difference": asdict(self.accuracy),
            "quadratic_weighted_kappa_difference": asdict(self.kappa),
            "area_under_roc_curve": area,
            "share_of_same_answers": self.same_answer,
            "quadratic_weighted_kappa_between": self.agreement,
        }


@dataclass(frozen=True, slots=True, eq=False)
class SeveralModels:
    """What two or more models say of the same photographs.

    `predicted` is int64 (models, photographs); `disagreements` are the places of the photographs of which they do not
    all say the same, those on which most classes apart first.
    """

    names: tuple[str, ...]
    judged: tuple[Judged, ...]
    assessments: tuple[Assessment, ...]
    pairs: tuple[ModelPair, ...]
    predicted: NDArray[np.int64]
    disagreements: tuple[int, ...]

    @property
    def labels(self) -> NDArray[np.int64]:
        """The true classes, int64 (photographs,)."""
        return self.judged[0].labels

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return {
            "models": [
                {"name": name, **assessment.to_json()}
                for name, assessment in zip(self.names, self.assessments, strict=True)
            ],
            "pairs": [pair.to_json(self.names) for pair in self.pairs],
            "photographs": len(self.labels),
            "disagreements": [self.judged[0].images[place] for place in self.disagreements],
        }


def compare_models(
    names: Sequence[str],
    judged: Sequence[Judged],
    *,
    referable_from: int | None = None,
    resamples: int = RESAMPLES // 2,
) -> SeveralModels:
    """Measure each model and compare each with each, on the photographs that all of them were asked about.

    All of `judged` must be of the same photographs, labels and classes, in one order: see `common`. Raises
    FunduscopeError where they are not, or fewer than two are given.
    """
    if len(judged) < 2 or len(names) != len(judged):
        raise FunduscopeError(f"{len(judged)} models cannot be compared.", "Choose two or more.")
    first = judged[0]
    for other in judged[1:]:
        if other.images != first.images or other.class_names != first.class_names:
            raise FunduscopeError("The models were not asked about the same photographs in the same classes.")
    assessments = tuple(assess(each, referable_from=referable_from) for each in judged)
    lowest = assessments[0].referable_from
    pairs = tuple(
        _pair(judged, one, other, lowest=lowest, resamples=resamples)
        for one, other in combinations(range(len(judged)), 2)
    )
    predicted = np.stack([each.predicted for each in judged])
    spread = np.ptp(predicted, axis=0)
    order = np.argsort(-spread, kind="stable")
    differing = tuple(int(place) for place in order if spread[place])
    return SeveralModels(tuple(names), tuple(judged), assessments, pairs, predicted, differing)


def common(judged: Sequence[Judged], keys: Sequence[Sequence[Hashable]] | None = None) -> list[Judged]:
    """The same photographs of each, in the order of the first; `keys` tell photographs apart, by default their names.

    Raises FunduscopeError where there are none in common.
    """
    known = [each.images for each in judged] if keys is None else keys
    shared = set(known[0]).intersection(*known[1:])
    if not shared:
        raise FunduscopeError(
            "No photograph was judged by all of these models.", "Ask each of them about the same photographs."
        )
    kept = []
    order = [key for key in known[0] if key in shared]
    for each, own in zip(judged, known, strict=True):
        places = {key: place for place, key in enumerate(own)}
        kept.append(chosen(each, [places[key] for key in order]))
    return kept


def chosen(judged: Judged, places: Sequence[int]) -> Judged:
    """The photographs at these places alone."""
    index = np.asarray(places, np.intp)
    return Judged(
        images=tuple(judged.images[place] for place in places),
        labels=judged.labels[index],
        predicted=judged.predicted[index],
        class_names=judged.class_names,
        groups=tuple(judged.groups[place] for place in places),
        probabilities=None if judged.probabilities is None else judged.probabilities[index],
    )


def _pair(judged: Sequence[Judged], one: int, other: int, *, lowest: int | None, resamples: int) -> ModelPair:
    first, second = judged[one], judged[other]
    labels, groups = first.labels, first.groups
    given = tuple(_probabilities(each) for each in (first, second))

    def difference(figure: Any) -> Difference:
        return paired_difference(labels.tolist(), given[0], given[1], groups, figure=figure, count=resamples)

    classes = len(first.class_names)
    return ModelPair(
        one,
        other,
        mcnemar(first.predicted == labels, second.predicted == labels),
        difference(lambda true, said: float((said.argmax(1) == true).mean())),
        difference(lambda true, said: quadratic_weighted_kappa(_table(true, said.argmax(1), classes))),
        _area(first, second, lowest),
        float((first.predicted == second.predicted).mean()),
        quadratic_weighted_kappa(_table(first.predicted, second.predicted, classes)),
    )


def _area(first: Judged, second: Judged, lowest: int | None) -> AreaComparison | None:
    if lowest is None or first.probabilities is None or second.probabilities is None:
        return None
    is_positive = first.labels >= lowest
    if min(int(is_positive.sum()), int((~is_positive).sum())) < 2:
        return None
    return delong(is_positive, first.probabilities[:, lowest:].sum(1), second.probabilities[:, lowest:].sum(1))


def _table(first: NDArray[np.int64], second: NDArray[np.int64], classes: int) -> NDArray[np.int64]:
    return np.bincount(first * classes + second, minlength=classes * classes).reshape(classes, classes).astype(np.int64)


def _probabilities(judged: Judged) -> NDArray[np.float64]:
    if judged.probabilities is not None:
        return judged.probabilities
    return np.eye(len(judged.class_names))[judged.predicted]
