"""Curves and the points on them: scikit-learn's."""

from __future__ import annotations

import json
import warnings

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics as reference

from core.errors import FunduscopeError
from core.evaluation.curves import curve, point_with, youden_point

scored = st.lists(st.tuples(st.booleans(), st.integers(0, 9)), min_size=2, max_size=50)


@settings(deadline=None)
@given(scored)
def test_curves_are_scikit_learns(pairs: list[tuple[bool, int]]) -> None:
    is_positive, scores = np.array([pair[0] for pair in pairs]), np.array([pair[1] / 10 for pair in pairs])
    found = curve(is_positive, scores)
    if is_positive.all() or not is_positive.any():
        assert found is None
        return
    false_positives, true_positives, thresholds = reference.roc_curve(is_positive, scores, drop_intermediate=False)
    np.testing.assert_allclose(found.sensitivity, true_positives)
    np.testing.assert_allclose(found.specificity, 1 - false_positives)
    np.testing.assert_allclose(found.thresholds, thresholds)
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        precision, recall, _ = reference.precision_recall_curve(is_positive, scores)
    np.testing.assert_allclose(found.precision[1:], precision[:-1][::-1])
    np.testing.assert_allclose(found.sensitivity[1:], recall[:-1][::-1])
    json.dumps(found.to_json(), allow_nan=False)


def test_operating_points() -> None:
    is_positive = np.array([0, 0, 0, 1, 0, 1, 1, 1], bool)
    scores = np.arange(8) / 8
    found = curve(is_positive, scores)
    assert found is not None
    best = youden_point(found)
    assert (best.threshold, best.sensitivity, best.specificity) == (5 / 8, 3 / 4, 1.0)
    all_found = point_with(found, sensitivity=1.0)
    assert (all_found.threshold, all_found.specificity, all_found.precision) == (3 / 8, 3 / 4, 4 / 5)
    assert point_with(found, specificity=0.75).sensitivity == 1.0
    assert point_with(found, specificity=1.0).threshold == 5 / 8
    for wrong in ({"sensitivity": 1.2}, {}, {"sensitivity": 0.5, "specificity": 0.5}):
        with pytest.raises(FunduscopeError):
            point_with(found, **wrong)
