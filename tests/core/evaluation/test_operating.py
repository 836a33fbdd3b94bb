"""The point at which one works: counts by hand, intervals against SciPy and against plain resampling of patients."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binomtest

from core.errors import FunduscopeError
from core.evaluation.operating import operating_at, scores_from
from core.evaluation.predictions import Judged

POSITIVE = np.array([1, 1, 1, 1, 0, 0, 0, 0, 0, 0], bool)
SCORES = np.array([0.9, 0.8, 0.4, 0.2, 0.7, 0.3, 0.3, 0.1, 0.1, 0.0])


def test_what_a_threshold_gives_by_counting() -> None:
    found = operating_at(POSITIVE, SCORES, 0.4)
    assert (found.hits, found.misses, found.alarms, found.rejected) == (3, 1, 1, 5)
    assert found.sensitivity.value == 0.75
    assert found.specificity.value == pytest.approx(5 / 6)
    assert found.precision.value == 0.75
    assert found.negative_predictive_value.value == pytest.approx(5 / 6)
    exact = binomtest(3, 4).proportion_ci(method="exact")
    assert found.sensitivity.interval is not None
    assert (found.sensitivity.interval.low, found.sensitivity.interval.high) == (exact.low, exact.high)
    assert found.to_json()["specificity"]["whole"] == 6


def test_the_threshold_itself_is_called_positive() -> None:
    assert operating_at(POSITIVE, SCORES, 0.9).hits == 1
    assert operating_at(POSITIVE, SCORES, 0.9001).hits == 0
    assert operating_at(POSITIVE, SCORES, np.inf).precision.value is None


def test_two_equal_eyes_say_no_more_than_one() -> None:
    positive, scores = (np.repeat(np.tile(values, 6), 2) for values in (POSITIVE, SCORES))
    paired = operating_at(positive, scores, 0.4, groups=np.repeat(np.arange(60), 2).tolist())
    alone = operating_at(positive, scores, 0.4)
    assert paired.specificity.interval is not None
    assert alone.specificity.interval is not None
    widths = [each.specificity.interval.high - each.specificity.interval.low for each in (paired, alone)]
    assert widths[0] > 1.2 * widths[1]
    random = np.random.default_rng(9)
    drawn = [(np.tile(SCORES[4:], 6)[random.integers(0, 36, 36)] < 0.4).mean() for _ in range(4000)]
    assert paired.specificity.interval.low == pytest.approx(np.quantile(drawn, 0.025), abs=0.03)


def test_any_grade_can_be_the_lowest() -> None:
    given = np.array([[0.5, 0.3, 0.2], [0.1, 0.2, 0.7]])
    judged = Judged(("a", "b"), np.array([0, 2]), given.argmax(1), ("no", "some", "much"), (0, 1), given)
    is_positive, scores = scores_from(judged, 1)
    assert is_positive.tolist() == [False, True]
    assert scores == pytest.approx([0.5, 0.9])
    for lowest in (0, 3):
        with pytest.raises(FunduscopeError, match=f"Class {lowest} of 3"):
            scores_from(judged, lowest)
