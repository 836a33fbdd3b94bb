"""Balance: by hand, and as a property."""

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.datasets.balance import class_weights, resampled
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
