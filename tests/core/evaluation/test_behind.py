"""The photographs behind a figure are those that the figure counts."""

from __future__ import annotations

import numpy as np
import pytest

from core.evaluation.behind import behind_class, behind_whole, called, in_bin, missed, of_class
from core.evaluation.calibration import calibration
from core.evaluation.curves import curve
from core.evaluation.metrics import confusion_matrix, metrics_of_probabilities
from core.evaluation.predictions import Judged

COUNT = 200


@pytest.fixture(scope="module")
def judged() -> Judged:
    random = np.random.default_rng(4)
    labels = random.integers(0, 5, COUNT)
    logits = random.normal(0, 1, (COUNT, 5))
    logits[np.arange(COUNT), labels] += 1
    given = np.exp(logits) / np.exp(logits).sum(1, keepdims=True)
    names = tuple("01234")
    return Judged(tuple(map(str, range(COUNT))), labels, given.argmax(1), names, tuple(range(COUNT)), given)


def test_points_of_curves_count_what_is_shown(judged: Judged) -> None:
    for index in range(5):
        scores, is_of = judged.probabilities[:, index], judged.labels == index
        found = curve(is_of, scores)
        assert found is not None
        for point in (0, 1, 40, len(found.thresholds) - 1):
            threshold = float(found.thresholds[point])
            shown, left = called(judged, index, threshold), missed(judged, index, threshold)
            hits = sum(judged.labels[place] == index for place in shown)
            assert hits / is_of.sum() == pytest.approx(found.sensitivity[point])
            assert len(left) == is_of.sum() - hits
            if shown:
                assert hits / len(shown) == pytest.approx(found.precision[point])


def test_referable_counts_all_grades_from_the_lowest(judged: Judged) -> None:
    shown = called(judged, 2, 0.6, is_from=True)
    assert set(shown) == set(np.flatnonzero(judged.probabilities[:, 2:].sum(1) >= 0.6))
    assert all(judged.labels[place] >= 2 for place in missed(judged, 2, 0.6, is_from=True))


def test_wrong_ones_come_first_the_surest_of_them_before(judged: Judged) -> None:
    shown = called(judged, 1, 0.2)
    is_right = [bool(judged.labels[place] == 1) for place in shown]
    assert is_right == sorted(is_right)
    wrong = [judged.probabilities[place, 1] for place, right in zip(shown, is_right, strict=True) if not right]
    assert wrong == sorted(wrong, reverse=True)


def test_bins_and_classes_hold_every_photograph_once(judged: Judged) -> None:
    bins = calibration(judged.labels, judged.probabilities).bins
    inside = [in_bin(judged, one) for one in bins]
    assert [len(places) for places in inside] == [one.count for one in bins]
    assert sorted(place for places in inside for place in places) == list(range(COUNT))
    matrix = confusion_matrix(judged.labels.tolist(), judged.predicted.tolist(), 5)
    assert [len(of_class(judged, index)) for index in range(5)] == matrix.sum(1).tolist()


def test_each_figure_counts_the_photographs_that_it_leads_to(judged: Judged) -> None:
    found = metrics_of_probabilities(judged.labels.tolist(), judged.probabilities, judged.class_names)
    for index, each in enumerate(found.per_class):
        is_right = (judged.labels == index) == (judged.predicted == index)
        for figure in ("recall", "specificity", "precision", "negative_predictive_value"):
            shown = list(behind_class(judged, figure, index))
            assert is_right[shown].mean() == pytest.approx(getattr(each, figure)), figure
            assert np.all(np.diff(is_right[shown].astype(int)) >= 0), "the wrong ones first"
        assert set(behind_class(judged, "auc", index)) == set(range(COUNT))
    is_ill = judged.labels >= 2
    for figure, is_counted in (("referable_sensitivity", is_ill), ("referable_specificity", ~is_ill)):
        shown = list(behind_whole(judged, figure, 2))
        assert sorted(shown) == np.flatnonzero(is_counted).tolist()
        assert (is_ill == (judged.predicted >= 2))[shown].mean() == pytest.approx(getattr(found, figure))
    distance = np.abs(judged.labels - judged.predicted)[list(behind_whole(judged, "accuracy", 2))]
    assert np.all(np.diff(distance) <= 0)
    assert (distance == 0).mean() == pytest.approx(found.accuracy)
