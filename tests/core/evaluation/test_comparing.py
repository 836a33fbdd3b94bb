"""Comparing models: the tests against slow derivations by their definitions."""

from __future__ import annotations

from itertools import product
from math import comb

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.comparing import delong, mcnemar, paired_difference
from core.evaluation.metrics import area_under_curve


def test_mcnemar_by_the_binomial_distribution() -> None:
    first = np.array([1] * 30 + [1] * 9 + [0] * 2 + [0] * 5, bool)
    second = np.array([1] * 30 + [0] * 9 + [1] * 2 + [0] * 5, bool)
    found = mcnemar(first, second)
    assert (found.both, found.only_first, found.only_second, found.neither) == (30, 9, 2, 5)
    assert found.p_value == pytest.approx(2 * sum(comb(11, k) for k in range(3)) / 2**11)
    assert mcnemar(first, first).p_value == 1
    with pytest.raises(FunduscopeError, match="cannot be compared"):
        mcnemar(first, second[1:])


def test_delong_by_pairs() -> None:
    """The covariance from the definition: means of the kernel over all pairs that share a sample."""
    random = np.random.default_rng(0)
    is_positive = random.random(40) < 0.4
    scores = [np.round(is_positive * strength + random.normal(0, 1, 40), 1) for strength in (1.5, 0.6)]
    positive, negative = np.flatnonzero(is_positive), np.flatnonzero(~is_positive)
    kernel = [np.array([[(s[i] > s[j]) + 0.5 * (s[i] == s[j]) for j in negative] for i in positive]) for s in scores]
    rows, columns = [each.mean(1) for each in kernel], [each.mean(0) for each in kernel]
    variance = 0.0
    for (a, first), (b, second) in product(((1, 0), (-1, 1)), repeat=2):
        variance += a * b * np.cov(rows[first], rows[second])[0, 1] / len(positive)
        variance += a * b * np.cov(columns[first], columns[second])[0, 1] / len(negative)
    found = delong(is_positive, *scores)
    assert found.first == pytest.approx(area_under_curve(is_positive, scores[0]))
    assert found.second == pytest.approx(area_under_curve(is_positive, scores[1]))
    half = (found.interval.high - found.interval.low) / 2
    assert half == pytest.approx(1.959964 * np.sqrt(variance), rel=1e-5)
    assert found.p_value is not None
    assert 0 < found.p_value < 1


def test_delong_on_the_ratings_of_hanley_and_mcneil() -> None:
    """Table I of Hanley and McNeil 1982: CT of 58 normal and 51 abnormal patients, rated from 1 to 5.

    The area is 0.893 as printed there; the standard error by DeLong's method and its limits, 0.0307 and 0.833 to 0.953,
    are what Stata's manual prints of the same table.
    """
    normal, abnormal = [33, 6, 6, 11, 2], [3, 2, 2, 11, 33]
    ratings = np.r_[np.repeat(np.arange(5.0), normal), np.repeat(np.arange(5.0), abnormal)]
    is_abnormal = np.arange(109) >= 58
    found = delong(is_abnormal, ratings, np.zeros(109))
    assert found.first == pytest.approx(0.8932, abs=5e-5)
    assert (found.interval.high - found.interval.low) / (2 * 1.959964) == pytest.approx(0.0307, abs=5e-5)
    assert 0.5 + found.interval.low == pytest.approx(0.83295, abs=5e-6)
    assert 0.5 + found.interval.high == pytest.approx(0.95339, abs=5e-6)


def test_a_model_does_not_differ_from_itself() -> None:
    is_positive, scores = np.array([0, 1, 0, 1, 1], bool), np.array([0.1, 0.3, 0.4, 0.8, 0.9])
    found = delong(is_positive, scores, scores)
    assert found.difference == 0
    assert found.p_value is None
    with pytest.raises(FunduscopeError, match="Two of each side"):
        delong(np.array([0, 0, 1], bool), scores[:3], scores[:3])


def test_the_p_value_is_uniform_where_nothing_differs() -> None:
    random = np.random.default_rng(3)
    p_values = []
    for _ in range(300):
        is_positive = random.random(80) < 0.5
        base = is_positive + random.normal(0, 1, 80)
        found = delong(is_positive, base + random.normal(0, 1, 80), base + random.normal(0, 1, 80))
        p_values.append(found.p_value)
    assert np.mean(np.array(p_values) < 0.05) == pytest.approx(0.05, abs=0.04)


def test_paired_differences_are_narrower_than_unpaired_ones() -> None:
    random = np.random.default_rng(4)
    labels = random.integers(0, 2, 200)
    easy = random.random(200) < 0.6
    said = [np.where(easy | (random.random(200) < share), labels, 1 - labels) for share in (0.6, 0.3)]
    first, second = (np.eye(2)[each] for each in said)

    def accuracy(true: np.ndarray, given: np.ndarray) -> float:
        return float((given.argmax(1) == true).mean())

    found = paired_difference(labels.tolist(), first, second, range(200), figure=accuracy, count=500)
    assert found.difference == pytest.approx(accuracy(labels, first) - accuracy(labels, second))
    assert found.interval is not None
    assert found.interval.low < found.difference < found.interval.high
    same = paired_difference(labels.tolist(), first, first, range(200), figure=accuracy, count=50)
    assert (same.difference, same.interval) == (0, None)
