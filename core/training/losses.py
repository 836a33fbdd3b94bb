"""What training minimises."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor
from torch.nn import functional

from core.training.settings import LossName, LossSettings

Sum = Callable[[Tensor], Tensor]
"""Adds a tensor up over all devices, with its gradient."""


def _alone(value: Tensor) -> Tensor:
    return value


class Loss:
    """Logits (n, classes) float32 and labels (n,) int64 to a scalar: a mean over the samples, and a figure of them all.

    The mean is over the number of samples, not over their weights as in torch's `cross_entropy`: so the parts of a
    batch that several devices compute add up to the loss of the whole. `weights` (classes,) multiply the samples of
    each class.
    """

    def __init__(self, settings: LossSettings, weights: Tensor | None, add_up: Sum) -> None:
        self._settings = settings
        self._weights = weights
        self._add_up = add_up

    def __call__(self, logits: Tensor, labels: Tensor) -> Tensor:
        """The loss of a batch."""
        return self.each(logits, labels).mean() + self.figure(logits, labels)

    def each(self, logits: Tensor, labels: Tensor) -> Tensor:
        """The loss of each sample, (n,)."""
        each = _each(self._settings, logits, labels)
        return each if self._weights is None else each * self._weights[labels]

    def figure(self, logits: Tensor, labels: Tensor) -> Tensor:
        """What depends on the batch as a whole, over all devices; 0 for most losses."""
        if self._settings.name is not LossName.SOFT_KAPPA:
            return logits.new_zeros(())
        return self._settings.ordinal_weight * soft_kappa_loss(logits, labels, self._add_up)


def make_loss(
    settings: LossSettings, weights: NDArray[np.float32] | None, device: torch.device, add_up: Sum = _alone
) -> Loss:
    """The loss of the settings."""
    return Loss(settings, None if weights is None else torch.from_numpy(weights).to(device), add_up)


def _each(settings: LossSettings, logits: Tensor, labels: Tensor) -> Tensor:
    plain = functional.cross_entropy(logits, labels, reduction="none", label_smoothing=settings.label_smoothing)
    match settings.name:
        case LossName.FOCAL:
            return focal_factor(logits, labels, settings.focal_gamma) * plain
        case LossName.EXPECTED_GRADE:
            return plain + settings.ordinal_weight * grade_error(logits, labels)
        case _:
            return plain


def focal_factor(logits: Tensor, labels: Tensor, gamma: float) -> Tensor:
    """(1 - p)^gamma of each sample's true class, (n,): Lin et al. 2017, eq. 4."""
    true = logits.softmax(1).gather(1, labels[:, None])[:, 0]
    return (1 - true).clamp(min=1e-6) ** gamma


def grade_error(logits: Tensor, labels: Tensor) -> Tensor:
    """The squared distance between expected and true grade, (n,), in shares of the largest possible one.

    The expected grade is the mean of the grades weighted by their probabilities.
    """
    grades = torch.arange(logits.shape[1], device=logits.device, dtype=logits.dtype)
    expected = logits.softmax(1) @ grades
    return ((expected - labels) / max(logits.shape[1] - 1, 1)) ** 2


def soft_kappa_loss(logits: Tensor, labels: Tensor, add_up: Sum = _alone) -> Tensor:
    """1 - quadratic weighted kappa with probabilities in place of predictions, a scalar from 0 to about 2.

    De la Torre, Puig and Valls 2018, "Weighted kappa loss function for multi-class classification of ordinal data in
    deep learning". Their logarithm is left out: the gradient stays bounded.
    """
    probabilities = logits.softmax(1)
    grades = torch.arange(logits.shape[1], device=logits.device, dtype=logits.dtype)
    weights = (grades[:, None] - grades) ** 2
    observed = add_up((weights[labels] * probabilities).sum())
    true = add_up(functional.one_hot(labels, logits.shape[1]).to(logits.dtype).sum(0))
    by_chance = (weights * true[:, None] * add_up(probabilities.sum(0))).sum() / true.sum()
    return observed / by_chance.clamp(min=1e-6)
