"""Whether a probability of 0.8 is right eight times out of ten, and the one temperature that mends it."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError

BINS = 15
"""As Guo et al. 2017."""
_COLDEST, _HOTTEST = 0.02, 50.0

Floats = NDArray[np.floating[Any]]


@dataclass(frozen=True, slots=True)
class Bin:
    """The samples whose highest probability is above `low` and at most `high`; the means are None without samples."""

    low: float
    high: float
    count: int
    confidence: float | None
    accuracy: float | None


@dataclass(frozen=True, slots=True)
class Calibration:
    """`expected_calibration_error` is the mean distance of confidence and accuracy over the bins, by their samples.

    `maximum_calibration_error` is the largest of them, `brier_score` the mean squared distance of the probabilities
    from the truth, summed over the classes. All None without samples.
    """

    bins: tuple[Bin, ...]
    expected_calibration_error: float | None
    maximum_calibration_error: float | None
    brier_score: float | None

    def to_json(self) -> dict[str, Any]:
        """Plain values."""
        return asdict(self)


def calibration(labels: NDArray[np.int64], probabilities: Floats, *, bins: int = BINS) -> Calibration:
    """The reliability of (samples, classes) probabilities, in bins of equal width (Guo et al. 2017, section 2)."""
    given = np.asarray(probabilities, np.float64)
    if not len(given):
        return Calibration((), None, None, None)
    confidence, is_right = given.max(1), given.argmax(1) == labels
    edges = np.linspace(0, 1, bins + 1)
    places = np.clip(np.searchsorted(edges, confidence, side="left") - 1, 0, bins - 1)
    found = []
    for index in range(bins):
        inside = places == index
        count = int(inside.sum())
        means = (float(confidence[inside].mean()), float(is_right[inside].mean())) if count else (None, None)
        found.append(Bin(float(edges[index]), float(edges[index + 1]), count, *means))
    gaps = [
        (each.count, abs(each.confidence - each.accuracy))
        for each in found
        if each.confidence is not None and each.accuracy is not None
    ]
    truth = np.eye(given.shape[1])[labels]
    return Calibration(
        bins=tuple(found),
        expected_calibration_error=sum(count * gap for count, gap in gaps) / len(given),
        maximum_calibration_error=max(gap for _count, gap in gaps),
        brier_score=float(((given - truth) ** 2).sum(1).mean()),
    )


def best_temperature(labels: NDArray[np.int64], logits: Floats) -> float:
    """The T for which softmax(logits / T) has the lowest mean negative log-likelihood (Guo et al. 2017, section 4.2).

    `logits` is (samples, classes). Find it on photographs that the test does not hold. Raises FunduscopeError without
    samples, and where every answer is right (or the best is at the edge of 0.02 to 50): then no temperature is best.
    """
    from scipy.optimize import minimize_scalar

    values = np.asarray(logits, np.float64)
    if not len(values):
        raise FunduscopeError("Without photographs there is no temperature to find.")

    def loss(log_temperature: float) -> float:
        return mean_loss(labels, values / np.exp(log_temperature))

    found = minimize_scalar(
        loss, bounds=(np.log(_COLDEST), np.log(_HOTTEST)), method="bounded", options={"xatol": 1e-6}
    )
    at_the_edges = (loss(np.log(_COLDEST)), loss(np.log(_HOTTEST)))
    if min(at_the_edges) <= found.fun + 1e-9:
        raise FunduscopeError(
            "No temperature is best: the loss falls to the edge of what is tried.",
            "Take more photographs, among them some that the model gets wrong.",
        )
    return float(np.exp(found.x))


def mean_loss(labels: NDArray[np.int64], logits: Floats) -> float:
    """The mean negative logarithm of the true class's probability."""
    values = np.asarray(logits, np.float64)
    shifted = values - values.max(1, keepdims=True)
    log_sum = np.log(np.exp(shifted).sum(1))
    return float((log_sum - shifted[np.arange(len(labels)), labels]).mean())


def at_temperature(probabilities: Floats, temperature: float) -> NDArray[np.float64]:
    """The probabilities that softmax(logits / temperature) gives, from those at temperature 1: (samples, classes)."""
    logits = np.log(np.clip(np.asarray(probabilities, np.float64), 1e-38, 1)) / temperature
    exponentials = np.exp(logits - logits.max(1, keepdims=True))
    return np.asarray(exponentials / exponentials.sum(1, keepdims=True))
