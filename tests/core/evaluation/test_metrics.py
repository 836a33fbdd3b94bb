"""Metrics: published tables, scikit-learn, and what is undefined is said."""

from __future__ import annotations

import json
import tracemalloc
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import norm
from sklearn import metrics as reference

from core.errors import FunduscopeError
from core.evaluation.bootstrap import _Area, bootstrap, bootstrap_intervals, bootstrap_of_matrix, figures_of_matrices
from core.evaluation.grading import are_grades
from core.evaluation.metrics import (
    area_under_curve,
    average_precision,
    confusion_matrix,
    metrics_of_matrix,
    metrics_of_probabilities,
    quadratic_weighted_kappa,
)

DE_FAUW = np.array(
    [
        [38109, 980, 415, 5, 24],
        [2260, 851, 639, 11, 1],
        [1544, 805, 3549, 1858, 105],
        [33, 12, 207, 857, 105],
        [72, 11, 161, 384, 578],
    ]
)
"""De Fauw's network on the 53,576 test photographs of EyePACS: accuracy and kappa as published."""
NAMES = ("0", "1", "2", "3", "4")

predictions = st.lists(st.tuples(st.integers(0, 4), st.lists(st.floats(0.01, 1), min_size=5, max_size=5)), min_size=1)


def test_de_fauws_published_figures() -> None:
    found = metrics_of_matrix(DE_FAUW)
    assert found.count == 53_576
    assert found.accuracy == pytest.approx(0.8202, abs=5e-5)
    assert found.quadratic_weighted_kappa == pytest.approx(0.8227, abs=5e-5)


def test_by_hand() -> None:
    """Two classes, ten samples: 3 of 4 and 4 of 6 right."""
    found = metrics_of_matrix(np.array([[3, 1], [2, 4]]), ("well", "ill"))
    ill = found.per_class[1]
    assert (ill.name, ill.support) == ("ill", 6)
    assert (ill.precision, ill.recall, ill.specificity) == (4 / 5, 4 / 6, 3 / 4)
    assert ill.f1 == pytest.approx(8 / 11)
    assert found.accuracy == 0.7
    assert found.balanced_accuracy == pytest.approx((3 / 4 + 4 / 6) / 2)
    # observed agreement 0.7, by chance 0.4 * 0.5 + 0.6 * 0.5
    assert found.quadratic_weighted_kappa == pytest.approx((0.7 - 0.5) / 0.5)


@settings(deadline=None, max_examples=60)
@given(predictions)
def test_figures_are_scikit_learns(pairs: list[tuple[int, list[float]]]) -> None:
    labels = [label for label, _ in pairs]
    probabilities = np.array([row for _, row in pairs])
    probabilities /= probabilities.sum(1, keepdims=True)
    predicted = probabilities.argmax(1)
    found = metrics_of_probabilities(labels, probabilities, NAMES)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # scikit-learn warns of what is undefined, and gives 0 or nan
        assert found.accuracy == pytest.approx(reference.accuracy_score(labels, predicted))
        recalls = [reference.recall_score(labels, predicted, labels=[label], average="macro") for label in set(labels)]
        assert found.balanced_accuracy == pytest.approx(np.mean(recalls))
        kappa = reference.cohen_kappa_score(labels, predicted, labels=range(5), weights="quadratic")
    if found.quadratic_weighted_kappa is None:
        assert not np.isfinite(kappa)
    else:
        assert found.quadratic_weighted_kappa == pytest.approx(kappa, abs=1e-9)
    table = reference.confusion_matrix(labels, predicted, labels=range(5))
    np.testing.assert_array_equal(found.confusion_matrix, table)
    columns = reference.precision_recall_fscore_support(labels, predicted, labels=range(5), zero_division=0)
    for each, *expected in zip(found.per_class, *columns, strict=True):
        got = [each.precision or 0, each.recall or 0, each.f1 or 0, each.support]
        np.testing.assert_allclose(got, expected, atol=1e-12)
    loss = reference.log_loss(labels, probabilities, labels=range(5))
    assert found.loss == pytest.approx(loss)


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=40))
def test_the_area_is_scikit_learns_ties_included(pairs: list[tuple[bool, int]]) -> None:
    is_positive = np.array([positive for positive, _ in pairs])
    scores = np.array([score / 7 for _, score in pairs])
    area = area_under_curve(is_positive, scores)
    if is_positive.all() or not is_positive.any():
        assert area is None
    else:
        assert area == pytest.approx(reference.roc_auc_score(is_positive, scores))


def test_referable_disease() -> None:
    labels = [0, 1, 2, 3, 4, 2]
    probabilities = np.eye(5)[[0, 2, 2, 4, 1, 3]] * 0.8 + 0.04
    found = metrics_of_probabilities(labels, probabilities, NAMES)
    assert found.referable_sensitivity == pytest.approx(3 / 4)
    assert found.referable_specificity == pytest.approx(1 / 2)
    positive = np.array(labels) >= 2
    assert found.auc_referable == pytest.approx(reference.roc_auc_score(positive, probabilities[:, 2:].sum(1)))
    assert metrics_of_probabilities([0, 1], np.eye(2), ("a", "b")).auc_referable is None


def test_sets_of_one_class_are_undefined_not_wrong() -> None:
    found = metrics_of_probabilities([2, 2], np.eye(5)[[2, 2]], NAMES)
    assert found.accuracy == 1
    assert found.quadratic_weighted_kappa is None
    assert found.auc_referable is None
    assert found.auc_one_against_rest is None
    assert found.referable_specificity is None
    assert found.per_class[0].recall is None
    assert found.per_class[2].specificity is None
    assert json.loads(json.dumps(found.to_json(), allow_nan=False))["per_class"][0]["precision"] is None


def test_no_samples_at_all() -> None:
    found = metrics_of_probabilities([], np.zeros((0, 2)), ("a", "b"))
    assert found.count == 0
    assert found.accuracy is found.balanced_accuracy is found.quadratic_weighted_kappa is found.loss is None


@pytest.mark.parametrize(
    ("matrix", "message"),
    [
        (np.ones((2, 3), int), "must be square"),
        (np.ones((1, 1), int), "of 2 classes or more"),
        (np.array([[1, -1], [0, 2]]), "whole numbers from 0 on"),
        (np.array([[0.5, 0.5], [0, 1]]), "whole numbers from 0 on"),
    ],
)
def test_what_is_no_confusion_matrix(matrix: np.ndarray, message: str) -> None:
    with pytest.raises(FunduscopeError, match=message):
        quadratic_weighted_kappa(matrix)


def test_labels_that_do_not_fit() -> None:
    with pytest.raises(FunduscopeError, match="The label 5 is none of the 5 classes"):
        confusion_matrix([5], [0], 5)
    with pytest.raises(FunduscopeError, match="2 labels, but 1 predictions"):
        confusion_matrix([0, 1], [0], 5)
    with pytest.raises(FunduscopeError, match="not a finite number"):
        metrics_of_probabilities([0], np.array([[np.nan, 1]]), ("a", "b"))
    with pytest.raises(FunduscopeError, match="3 class names"):
        metrics_of_matrix(np.eye(2, dtype=int), ("a", "b", "c"))


def test_intervals_hold_the_figure_and_narrow_with_the_sample() -> None:
    random = np.random.default_rng(0)
    widths = []
    for count in (60, 960):
        labels = random.integers(0, 5, count)
        probabilities = (
            random.dirichlet(np.ones(5), count) + 2 * np.eye(5)[labels] * (random.random(count) < 0.6)[:, None]
        )
        probabilities /= probabilities.sum(1, keepdims=True)
        intervals = bootstrap_intervals(labels.tolist(), probabilities, range(count), count=300)
        found = metrics_of_probabilities(labels.tolist(), probabilities, NAMES)
        for name in ("accuracy", "balanced_accuracy", "quadratic_weighted_kappa", "auc_referable"):
            interval = intervals[name]
            assert interval is not None
            assert interval.low < getattr(found, name) < interval.high
        widths.append(intervals["accuracy"].high - intervals["accuracy"].low)
    assert widths[1] == pytest.approx(widths[0] / 4, rel=0.35)


def test_an_accuracys_interval_is_near_the_normal_approximation() -> None:
    labels = [0, 1] * 200
    probabilities = np.eye(2)[[label if place % 5 else 1 - label for place, label in enumerate(labels)]]
    interval = bootstrap_intervals(labels, probabilities, range(400), seed=1)["accuracy"]
    half = 1.96 * np.sqrt(0.8 * 0.2 / 400)
    assert interval.low == pytest.approx(0.8 - half, abs=0.012)
    assert interval.high == pytest.approx(0.8 + half, abs=0.012)


def test_pairs_of_one_patient_widen_the_interval() -> None:
    """Every sample twice: half as many independent ones, so the interval is wider by the root of two."""
    labels = [0, 1] * 100
    probabilities = np.eye(2)[[label if place % 5 else 1 - label for place, label in enumerate(labels)]]
    alone = bootstrap_intervals(labels * 2, np.tile(probabilities, (2, 1)), range(400))["accuracy"]
    paired = bootstrap_intervals(labels * 2, np.tile(probabilities, (2, 1)), [*range(200)] * 2)["accuracy"]
    assert (paired.high - paired.low) / (alone.high - alone.low) == pytest.approx(np.sqrt(2), rel=0.15)


@settings(deadline=None, max_examples=30)
@given(predictions, st.integers(0, 3))
def test_resampled_figures_are_the_figures_of_the_resampled_set(
    pairs: list[tuple[int, list[float]]], seed: int
) -> None:
    """What is computed for thousands of sets at once is what `metrics_of_probabilities` says of each."""
    labels = np.array([label for label, _ in pairs])
    probabilities = np.round(np.array([row for _, row in pairs]), 1) + 0.01
    times = np.random.default_rng(seed).integers(0, 3, len(labels))
    if not times.sum():
        return
    places = np.repeat(np.arange(len(labels)), times)
    plain = metrics_of_probabilities(labels[places].tolist(), probabilities[places], NAMES)
    matrix = np.array(plain.confusion_matrix, float)[None]
    for name, (value,) in (
        (name, values) for name, values in figures_of_matrices(matrix, is_graded=True).items() if values.ndim == 1
    ):
        expected = plain.macro.f1 if name == "macro_f1" else getattr(plain, name)
        assert value == pytest.approx(np.nan if expected is None else expected, nan_ok=True)
    for index, each in enumerate(plain.per_class):
        area = _Area(labels == index, probabilities[:, index]).of(times[None].astype(float))[0]
        assert area == pytest.approx(np.nan if each.auc is None else each.auc, nan_ok=True)


def test_intervals_by_class_and_from_a_matrix_alone_agree() -> None:
    random = np.random.default_rng(1)
    labels = random.integers(0, 3, 600)
    said = np.where(random.random(600) < 0.7, labels, random.integers(0, 3, 600))
    by_sample = bootstrap(labels.tolist(), np.eye(3)[said], range(600))
    by_matrix = bootstrap_of_matrix(confusion_matrix(labels.tolist(), said.tolist(), 3))
    for name in ("precision", "recall", "specificity", "f1"):
        for first, second in zip(by_sample.per_class, by_matrix.per_class, strict=True):
            assert first[name].low == pytest.approx(second[name].low, abs=0.012)
            assert first[name].high == pytest.approx(second[name].high, abs=0.012)
    kappa = (by_sample.figures["quadratic_weighted_kappa"], by_matrix.figures["quadratic_weighted_kappa"])
    assert kappa[0].low == pytest.approx(kappa[1].low, abs=0.02)


@settings(deadline=None, max_examples=60)
@given(predictions)
def test_means_are_those_of_scikit_learns_report(pairs: list[tuple[int, list[float]]]) -> None:
    labels = [label for label, _ in pairs]
    predicted = [int(np.argmax(row)) for _, row in pairs]
    found = metrics_of_matrix(confusion_matrix(labels, predicted, 5))
    report = reference.classification_report(labels, predicted, output_dict=True, zero_division=0)
    for mine, theirs in ((found.macro, "macro avg"), (found.weighted, "weighted avg")):
        assert mine.precision == pytest.approx(report[theirs]["precision"])
        assert mine.recall == pytest.approx(report[theirs]["recall"])
        assert mine.f1 == pytest.approx(report[theirs]["f1-score"])


@settings(deadline=None)
@given(st.lists(st.tuples(st.booleans(), st.integers(0, 6)), min_size=2, max_size=40))
def test_average_precision_is_scikit_learns_ties_included(pairs: list[tuple[bool, int]]) -> None:
    is_positive = np.array([positive for positive, _ in pairs])
    scores = np.array([score / 7 for _, score in pairs])
    found = average_precision(is_positive, scores)
    if is_positive.any():
        assert found == pytest.approx(reference.average_precision_score(is_positive, scores))
    else:
        assert found is None


@pytest.mark.parametrize(
    ("names", "are"),
    [
        (("0", "1", "2", "3", "4"), True),
        (("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR"), True),
        (("Grade 0", "Grade 1", "Grade 2", "Grade 3", "Grade 4"), True),
        (("keine", "leichte", "mäßige", "schwere", "proliferative"), True),
        (("sin RD", "leve", "moderada", "grave", "proliferativa"), True),
        (("car", "cartoon", "droid", "giraffe", "grass"), False),
        (("Proliferative DR", "Severe NPDR", "Moderate NPDR", "Mild NPDR", "No DR"), False),
        (("well", "ill"), False),
    ],
)
def test_what_counts_as_grades(names: tuple[str, ...], are: bool) -> None:
    assert are_grades(names) is are
    matrix = np.ones((len(names), len(names)), int)
    assert (metrics_of_matrix(matrix, names).referable_sensitivity is not None) is are


def test_a_figure_that_is_undefined_or_never_varies_has_no_interval() -> None:
    intervals = bootstrap_intervals([0, 0], np.eye(2)[[0, 0]], [0, 1], count=50)
    assert intervals["accuracy"] is None
    assert intervals["quadratic_weighted_kappa"] is None


@pytest.mark.parametrize("of_a_patient", [1, 3])
def test_intervals_hold_the_truth_about_as_often_as_they_say(of_a_patient: int) -> None:
    """Scores of two normal distributions one apart: the true area is known, and so is the true accuracy.

    With three photographs of each patient that are alike, patients must be drawn whole.
    """
    random = np.random.default_rng(11)
    true = {"auc_one_against_rest": norm.cdf(1 / np.sqrt(2)), "accuracy": norm.cdf(0.5)}
    held: dict[str, list[bool]] = {name: [] for name in true}
    patients = np.arange(100)
    for _ in range(120):
        labels = np.repeat(patients % 2, of_a_patient)
        scores = labels + np.repeat(random.normal(0, 1, 100), of_a_patient)
        ill = 1 / (1 + np.exp(0.5 - scores))
        given = np.stack([1 - ill, ill], 1)
        groups = np.repeat(patients, of_a_patient).tolist()
        found = bootstrap_intervals(labels.tolist(), given, groups, class_names=("well", "ill"), count=400)
        for name, value in true.items():
            held[name].append(found[name].low <= value <= found[name].high)
    for name, each in held.items():
        assert 0.88 <= np.mean(each) <= 0.99, name


def test_a_network_of_a_thousand_classes_takes_no_more_memory() -> None:
    labels = np.repeat([3, 998], 8)
    given = 0.9 * np.eye(1000)[np.where(np.arange(16) % 4, labels, 0)] + 1e-4
    tracemalloc.start()
    found = bootstrap_intervals(labels.tolist(), given, range(16), class_names=tuple(map(str, range(1000))), count=20)
    _now, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 28
    assert found["accuracy"].low < 0.75 < found["accuracy"].high
