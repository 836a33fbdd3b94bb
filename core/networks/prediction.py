"""What a network says of a photograph."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.errors import ModelError
from core.images.photograph import ImageId
from core.networks.card import ModelId


@dataclass(frozen=True, slots=True, eq=False)
class Prediction:
    """`logits` and `probabilities` are float32 (classes,), read-only; `seconds` it took.

    The probabilities are the softmax of the logits, divided by `temperature` where the model is calibrated (else 1).
    """

    image: ImageId
    model: ModelId
    logits: NDArray[np.float32]
    probabilities: NDArray[np.float32]
    seconds: float
    temperature: float = 1.0

    @property
    def predicted(self) -> int:
        """The index of the most probable class."""
        return int(self.probabilities.argmax())


def prediction_from_logits(
    image: ImageId, model: ModelId, *, logits: NDArray[np.float32], seconds: float, temperature: float = 1.0
) -> Prediction:
    """The prediction of these logits (classes,), with the probabilities at a temperature (Guo et al. 2017).

    Raises ModelError where a logit is not a finite number.
    """
    if not np.isfinite(logits).all():
        raise ModelError(
            "The network's answer is not a finite number.",
            "Its weights are damaged or its training diverged: use an earlier checkpoint.",
        )
    exponentials = np.exp((logits.astype(np.float64) - logits.max()) / temperature)
    probabilities = (exponentials / exponentials.sum()).astype(np.float32)
    logits.flags.writeable = probabilities.flags.writeable = False
    return Prediction(image, model, logits, probabilities, seconds, temperature)
