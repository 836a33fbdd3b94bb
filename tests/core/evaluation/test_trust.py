"""Cautions: what must be said is said, and sound evaluations are left in peace."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import chi2_contingency, random_table

from core.evaluation.exact import proportion_interval
from core.evaluation.intervals import Interval
from core.evaluation.metrics import confusion_matrix, metrics_of_matrix
from core.evaluation.trust import Concern, cautions, independence, shared_photographs

DE_FAUW = np.array(
    [
        [38109, 980, 415, 5, 24],
        [2260, 851, 639, 11, 1],
        [1544, 805, 3549, 1858, 105],
        [33, 12, 207, 857, 105],
        [72, 11, 161, 384, 578],
    ]
)


def concerns(matrix: np.ndarray, **options: float) -> set[Concern]:
    return {each.concern for each in cautions(metrics_of_matrix(matrix), **options)}


def test_a_sound_evaluation_gives_no_reason() -> None:
    assert cautions(metrics_of_matrix(DE_FAUW), accuracy_interval=Interval(0.817, 0.823), validation_kappa=0.83) == ()


@pytest.mark.parametrize("seed", range(6))
def test_shuffled_labels_are_called_so(seed: int) -> None:
    """A good network whose labels were shuffled, as a loader that shuffles would: five classes of one hundred."""
    random = np.random.default_rng(seed)
    labels = np.repeat(np.arange(5), 100)
    said = np.where(random.random(500) < 0.8, labels, random.integers(0, 5, 500))
    assert Concern.INDEPENDENT not in concerns(confusion_matrix(labels.tolist(), said.tolist(), 5))
    matrix = confusion_matrix(random.permutation(labels).tolist(), said.tolist(), 5)
    plain = independence(matrix)
    assert plain.p_value == pytest.approx(chi2_contingency(matrix, correction=False).pvalue)
    found = list(cautions(metrics_of_matrix(matrix), validation_kappa=0.8))
    if plain.p_value > 0.05:
        assert Concern.INDEPENDENT in {each.concern for each in found}
        text = next(each.text for each in found if each.concern is Concern.INDEPENDENT)
        assert "statistically independent of the labels" in text
        assert "Validation reached a kappa of 0.80" in text
    assert Concern.FELL_FROM_VALIDATION in {each.concern for each in found}


def test_sparse_tables_are_judged_by_shuffling() -> None:
    """Fisher's exact test of a two by two table is what shuffling comes to."""
    matrix = np.array([[3, 1], [1, 3]])
    found = independence(matrix)
    assert found.monte_carlo_p_value == pytest.approx(34 / 70, abs=0.02)
    assert found.p == found.monte_carlo_p_value
    assert independence(DE_FAUW).monte_carlo_p_value is None
    assert independence(np.array([[5, 0], [7, 0]])).p is None


def test_the_majority_class() -> None:
    matrix = np.array([[90, 2], [7, 1]])
    assert Concern.MAJORITY in concerns(matrix)
    text = next(each.text for each in cautions(metrics_of_matrix(matrix, ("well", "ill"))) if "always" in each.text)
    assert "always answering 'well'" in text
    assert "0.920" in text
    assert Concern.MAJORITY not in concerns(np.array([[85, 5], [3, 27]]))


def test_classes_that_are_missing_silent_or_few() -> None:
    found = concerns(np.array([[40, 3, 0], [4, 5, 0], [0, 0, 0]]))
    assert {Concern.MISSING_CLASS, Concern.SMALL_CLASS} <= found
    assert Concern.NEVER_PREDICTED in concerns(np.array([[40, 3, 0], [4, 50, 0], [9, 9, 0]]))


def test_small_samples_and_empty_ones() -> None:
    matrix = np.array([[8, 2], [2, 8]])
    assert Concern.SMALL_SAMPLE in concerns(matrix, accuracy_interval=proportion_interval(16, 20))
    assert concerns(np.zeros((2, 2), int)) == {Concern.SMALL_SAMPLE}
    assert proportion_interval(0, 0) is None
    # Clopper and Pearson's limits of 16 in 20, as tables have them
    assert proportion_interval(16, 20).low == pytest.approx(0.5634, abs=1e-4)
    assert proportion_interval(16, 20).high == pytest.approx(0.9427, abs=1e-4)


def test_overlap_with_training() -> None:
    (found,) = shared_photographs(["a.jpg", "b.jpg"], ["12"])
    assert found.concern is Concern.ON_BOTH_SIDES
    assert "2 photographs (such as a.jpg)" in found.text
    assert shared_photographs([], []) == ()


def test_matrices_with_the_margins_of_a_published_one_and_nothing_in_between_are_called_independent() -> None:
    """Twelve tables drawn with De Fauw's margins, as those of a shuffled loader: p above 0.2, kappa near 0."""
    drawn = random_table(DE_FAUW.sum(1), DE_FAUW.sum(0)).rvs(200, random_state=np.random.default_rng(1))
    flat = [
        table.astype(np.int64)
        for table in drawn
        if chi2_contingency(table, correction=False).pvalue > 0.2
        and abs(metrics_of_matrix(table.astype(np.int64)).quadratic_weighted_kappa or 1) <= 0.006
    ][:12]
    assert len(flat) == 12
    for table in flat:
        said = cautions(metrics_of_matrix(table), validation_kappa=0.82)
        assert {Concern.INDEPENDENT, Concern.MAJORITY, Concern.FELL_FROM_VALIDATION} <= {each.concern for each in said}


def test_too_few_photographs_are_not_called_misaligned() -> None:
    """Eight photographs, all but three right and those by one grade: chi-square cannot tell, but kappa is 0.88."""
    labels, predicted = [1, 1, 1, 2, 3, 3, 4, 4], [0, 1, 1, 2, 2, 3, 3, 4]
    found = cautions(metrics_of_matrix(confusion_matrix(labels, predicted, 5)))
    assert independence(confusion_matrix(labels, predicted, 5)).p > 0.05
    assert Concern.INDEPENDENT not in {each.concern for each in found}
    assert any("too few for it" in each.text and "0.88" in each.text for each in found)
    assert any("not certainly better than always answering" in each.text for each in found)
