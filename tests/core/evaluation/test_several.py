"""Several models on the same photographs, against scikit-learn, SciPy and plain counting."""

from __future__ import annotations

import numpy as np
import pytest
from scipy.stats import binom
from sklearn.metrics import cohen_kappa_score, roc_auc_score

from core.errors import FunduscopeError
from core.evaluation.predictions import Judged
from core.evaluation.several import chosen, common, compare_models

GRADES = tuple("01234")


def judged(seed: int, *, strength: float, count: int = 80) -> Judged:
    labels = np.random.default_rng(0).integers(0, 5, count)
    given = np.random.default_rng(seed).random((count, 5))
    given[np.arange(count), labels] += strength
    given /= given.sum(1, keepdims=True)
    images = tuple(f"{place}.jpg" for place in range(count))
    return Judged(images, labels, given.argmax(1), GRADES, tuple(range(count)), given)


def test_each_pair_is_compared_on_the_same_photographs() -> None:
    models = [judged(seed, strength=strength) for seed, strength in ((1, 1.0), (2, 0.4), (3, 0.0))]
    found = compare_models(["a", "b", "c"], models, resamples=100)
    assert [(pair.first, pair.second) for pair in found.pairs] == [(0, 1), (0, 2), (1, 2)]
    labels = models[0].labels
    for pair in found.pairs:
        one, other = models[pair.first], models[pair.second]
        first, second = one.predicted == labels, other.predicted == labels
        assert (pair.right.only_first, pair.right.only_second) == ((first & ~second).sum(), (~first & second).sum())
        differing = pair.right.only_first + pair.right.only_second
        smaller = min(pair.right.only_first, pair.right.only_second)
        assert pair.right.p_value == pytest.approx(min(1.0, 2 * binom.cdf(smaller, differing, 0.5)))
        assert pair.accuracy.difference == pytest.approx(first.mean() - second.mean())
        kappas = [cohen_kappa_score(labels, each.predicted, weights="quadratic") for each in (one, other)]
        assert pair.kappa.difference == pytest.approx(kappas[0] - kappas[1])
        assert pair.agreement == pytest.approx(cohen_kappa_score(one.predicted, other.predicted, weights="quadratic"))
        areas = [roc_auc_score(labels >= 2, each.probabilities[:, 2:].sum(1)) for each in (one, other)]
        assert pair.area is not None
        assert (pair.area.first, pair.area.second) == (pytest.approx(areas[0]), pytest.approx(areas[1]))
    better = found.pairs[1].accuracy
    assert better.interval is not None
    assert better.interval.low > 0
    assert better.interval.low < better.difference < better.interval.high


def test_disagreements_go_from_the_widest_apart() -> None:
    one, other = judged(1, strength=0.6), judged(2, strength=0.6)
    found = compare_models(["a", "b"], [one, other], resamples=10)
    apart = np.abs(one.predicted - other.predicted)
    assert sorted(found.disagreements) == np.flatnonzero(apart).tolist()
    assert (np.diff(apart[list(found.disagreements)]) <= 0).all()
    assert found.to_json()["photographs"] == 80


def test_only_what_all_were_asked_about_counts() -> None:
    first, second = judged(1, strength=0.5), judged(2, strength=0.5)
    a, b = common([chosen(first, [5, 1, 2]), chosen(second, [2, 9, 5])])
    assert a.images == b.images == ("5.jpg", "2.jpg")
    assert b.predicted.tolist() == second.predicted[[5, 2]].tolist()
    with pytest.raises(FunduscopeError, match="No photograph was judged by all"):
        common([chosen(first, [1]), chosen(second, [2])])
    with pytest.raises(FunduscopeError, match="same photographs"):
        compare_models(["a", "b"], [first, chosen(second, [2])])
    with pytest.raises(FunduscopeError, match="cannot be compared"):
        compare_models(["a"], [first])


def test_keys_tell_apart_what_names_do_not() -> None:
    first = chosen(judged(1, strength=0.5), [3, 3])
    a, b = common([first, first], [["x", "y"], ["y", "z"]])
    assert len(a.images) == len(b.images) == 1
