"""Bootstrap intervals: what they cover, that they follow groups, and that they are the same every time."""

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.intervals import mean_interval, statistic_interval


def test_the_interval_is_that_of_the_normal_theory() -> None:
    values = np.random.default_rng(0).normal(3, 2, 400)
    interval = mean_interval(values.tolist())
    assert interval is not None
    assert interval.mean == pytest.approx(values.mean())
    assert interval.count == 400
    half = 1.96 * values.std() / 20
    assert interval.low == pytest.approx(values.mean() - half, abs=0.03)
    assert interval.high == pytest.approx(values.mean() + half, abs=0.03)


def test_two_equal_eyes_say_no_more_than_one() -> None:
    values = np.random.default_rng(1).random(50)
    alone = mean_interval(values.tolist())
    pairs = mean_interval(np.repeat(values, 2).tolist(), groups=np.repeat(np.arange(50), 2).tolist())
    naive = mean_interval(np.repeat(values, 2).tolist())
    assert alone is not None
    assert pairs is not None
    assert naive is not None
    assert (pairs.low, pairs.high) == (pytest.approx(alone.low), pytest.approx(alone.high))
    assert naive.high - naive.low < 0.8 * (pairs.high - pairs.low)


def test_groups_of_different_size_keep_their_weight() -> None:
    interval = mean_interval([1, 1, 1, 0], groups=["a", "a", "a", "b"])
    assert interval is not None
    assert interval.mean == 0.75
    assert (interval.low, interval.high) == (0, 1)


def test_the_same_seed_gives_the_same() -> None:
    values = [0.1, 0.5, 0.2, 0.9]
    assert mean_interval(values) == mean_interval(values)
    assert mean_interval(values) != mean_interval(values, seed=1)


def test_one_group_says_nothing_of_spread() -> None:
    interval = mean_interval([0.2, 0.4], groups=["a", "a"])
    assert interval is not None
    assert (interval.mean, interval.low, interval.high, interval.count) == (pytest.approx(0.3), None, None, 2)


def test_nothing_has_no_mean() -> None:
    assert mean_interval([]) is None


def test_groups_that_do_not_fit_are_refused() -> None:
    with pytest.raises(FunduscopeError, match="2 values have 1 groups"):
        mean_interval([1, 2], groups=["a"])


def test_any_figure_has_the_interval_of_the_mean() -> None:
    values = np.random.default_rng(4).normal(0, 1, 80)
    groups = (np.arange(80) // 2).tolist()
    general = statistic_interval(lambda places: float(values[places].mean()), groups, resamples=2000)
    mean = mean_interval(values.tolist(), groups=groups)
    assert general is not None
    assert mean is not None
    assert general == (pytest.approx(mean.low, abs=0.03), pytest.approx(mean.high, abs=0.03))


def test_a_figure_that_is_mostly_undefined_has_no_interval() -> None:
    values = np.array([1.0] + [0.0] * 9)
    assert statistic_interval(lambda places: 1.0 if values[places].any() else None, list(range(10))) is None
    assert statistic_interval(lambda _places: 1.0, ["a", "a"]) is None
    assert statistic_interval(lambda _places: 1.0, ["a", "b"]) == (1.0, 1.0)
