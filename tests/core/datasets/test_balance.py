"""Balance: by hand, and as a property."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets.balance import (
    NO_BALANCE,
    BalanceMethod,
    BalancePlan,
    class_weights,
    effect_of,
    resampled,
    times_of,
)
from core.errors import DatasetError

labels_of = st.lists(st.integers(0, 4), min_size=1, max_size=60)


def test_weights_by_hand() -> None:
    np.testing.assert_allclose(class_weights([0, 0, 0, 1], 3), [2 / 3, 2, 0], rtol=1e-6)
    np.testing.assert_allclose(class_weights([0, 0, 0, 1], 2, strength=0), [1, 1])


@given(labels_of, st.floats(0, 1))
def test_weights_average_one_over_the_samples(labels: list[int], strength: float) -> None:
    weights = class_weights(labels, 5, strength=strength)
    assert weights[labels].mean() == pytest.approx(1, rel=1e-5)


def test_a_strength_beyond_one_is_refused() -> None:
    with pytest.raises(DatasetError, match=r"strength of the class weights is 1\.5"):
        class_weights([0, 1], 2, strength=1.5)


@given(labels_of, st.integers(0, 50), st.integers(0, 9))
def test_every_class_occurs_equally_often_and_every_sample_nearly_so(labels: list[int], count: int, seed: int) -> None:
    places = resampled(labels, count, np.random.default_rng(seed))
    wanted = count or max(np.bincount(labels))
    kept = np.asarray(labels)
    for label in set(labels):
        times = np.bincount(places, minlength=len(labels))[kept == label]
        assert times.sum() == wanted
        assert times.max() - times.min() <= 1


def test_what_a_plan_does_by_hand() -> None:
    nothing = effect_of(NO_BALANCE, (6, 2, 0))
    assert (nothing.before, nothing.after, nothing.weights) == ((6, 2, 0), (6, 2, 0), (1, 1, 1))
    weighted = effect_of(BalancePlan(BalanceMethod.CLASS_WEIGHTS), (6, 2, 0))
    assert weighted.after == (6, 2, 0)
    np.testing.assert_allclose(weighted.weights, [2 / 3, 2, 0], rtol=1e-6)
    assert effect_of(BalancePlan(BalanceMethod.RESAMPLE), (6, 2, 0)).after == (6, 6, 0)  # as the largest
    assert effect_of(BalancePlan(BalanceMethod.RESAMPLE, count=4), (6, 2, 0)).after == (4, 4, 0)  # both ways


@given(labels_of, st.integers(0, 40), st.integers(0, 5))
def test_times_add_up_to_the_target_and_the_seed_repeats_them(labels: list[int], count: int, seed: int) -> None:
    plan = BalancePlan(BalanceMethod.RESAMPLE, count=count)
    times = times_of(plan, labels, seed=seed)
    counts = np.bincount(labels)
    for label in set(labels):
        own = times[np.array(labels) == label]
        assert own.sum() == effect_of(plan, counts.tolist()).after[label]
        assert own.max() - own.min() <= 1
    assert (times == times_of(plan, labels, seed=seed)).all()
    assert times_of(NO_BALANCE, labels, seed=seed).tolist() == [1] * len(labels)


def test_plans_are_kept_as_json_and_checked() -> None:
    plan = BalancePlan(BalanceMethod.RESAMPLE, 0.5, 300)
    assert BalancePlan.from_json(plan.to_json()) == plan
    with pytest.raises(DatasetError, match="strength of 2"):
        BalancePlan(strength=2)
    with pytest.raises(DatasetError, match="cannot be read"):
        BalancePlan.from_json({"method": "magic", "strength": 1, "count": 1})
