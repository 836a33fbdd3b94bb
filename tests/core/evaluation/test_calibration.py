"""Calibration: torchmetrics' definition re-derived slowly, and the temperature that made the data is found again."""

from __future__ import annotations

import numpy as np
import pytest
from sklearn.metrics import brier_score_loss

from core.errors import FunduscopeError
from core.evaluation.calibration import at_temperature, best_temperature, calibration, mean_loss


def softmax(logits: np.ndarray) -> np.ndarray:
    exponentials = np.exp(logits - logits.max(1, keepdims=True))
    return exponentials / exponentials.sum(1, keepdims=True)


def test_by_the_definition_sample_by_sample() -> None:
    random = np.random.default_rng(0)
    probabilities = random.dirichlet(np.ones(4), 500)
    labels = random.integers(0, 4, 500)
    found = calibration(labels, probabilities, bins=10)
    gaps = []
    for low, high in zip(np.arange(10) / 10, np.arange(1, 11) / 10, strict=True):
        inside = [(row.max(), row.argmax() == label) for row, label in zip(probabilities, labels, strict=True)]
        inside = [pair for pair in inside if low < pair[0] <= high]
        if inside:
            gaps.append((len(inside), abs(np.mean([pair[0] for pair in inside]) - np.mean([p[1] for p in inside]))))
    assert found.expected_calibration_error == pytest.approx(sum(count * gap for count, gap in gaps) / 500)
    assert found.maximum_calibration_error == pytest.approx(max(gap for _, gap in gaps))
    assert sum(each.count for each in found.bins) == 500


def test_the_brier_score_is_scikit_learns() -> None:
    random = np.random.default_rng(1)
    probabilities = random.dirichlet(np.ones(2), 300)
    labels = random.integers(0, 2, 300)
    # scikit-learn counts one of the two classes
    expected = 2 * brier_score_loss(labels, probabilities[:, 1])
    assert calibration(labels, probabilities).brier_score == pytest.approx(expected)


def test_the_temperature_that_made_the_data_is_found() -> None:
    random = np.random.default_rng(2)
    logits = random.normal(0, 2, (20_000, 3))
    labels = np.array([random.choice(3, p=row) for row in softmax(logits)])
    overconfident = logits * 3
    temperature = best_temperature(labels, overconfident)
    assert temperature == pytest.approx(3, rel=0.05)
    mended = at_temperature(softmax(overconfident), temperature)
    np.testing.assert_allclose(mended, softmax(overconfident / temperature), atol=1e-6)
    before, after = (calibration(labels, each) for each in (softmax(overconfident), mended))
    assert after.expected_calibration_error < 0.02 < before.expected_calibration_error
    for other in (0.9 * temperature, 1.1 * temperature):
        assert mean_loss(labels, overconfident / other) > mean_loss(labels, overconfident / temperature)


def test_where_no_temperature_is_best() -> None:
    logits = np.eye(3)[[0, 1, 2]] * 4
    with pytest.raises(FunduscopeError, match="No temperature is best"):
        best_temperature(np.array([0, 1, 2]), logits)
    with pytest.raises(FunduscopeError, match="Without photographs"):
        best_temperature(np.array([], int), np.zeros((0, 3)))
    assert calibration(np.array([], int), np.zeros((0, 3))).expected_calibration_error is None
