"""The small network on the members' outputs that stacking is: trained on photographs that no member has seen."""

from __future__ import annotations

from typing import Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.errors import TrainingError

STEPS = 500
WEIGHT_DECAY = 1e-3
LEARNING_RATE = 0.05


def fit_stacking(said: NDArray[np.floating[Any]], labels: NDArray[np.int64], *, seed: int = 0) -> tuple[Tensor, Tensor]:
    """A linear layer from the members' log-probabilities (members, n, classes) to the classes.

    Returns its weight (classes, members * classes) and bias (classes,), float32. It begins as the mean of the members
    and goes down the cross-entropy, with weight decay towards that mean, so that few photographs move it little. The
    same seed gives the same layer. Raises TrainingError for photographs of one class only, or fewer than two a class.
    """
    members, count, classes = said.shape
    counts = np.bincount(labels, minlength=classes)
    if (counts > 0).sum() < 2 or count < 2 * classes:
        raise TrainingError(
            f"{count} photographs of {(counts > 0).sum()} classes are too few for stacking.",
            "Give labelled photographs of all classes that no member was trained on.",
        )
    torch.manual_seed(seed)
    inputs = torch.from_numpy(np.ascontiguousarray(said.transpose(1, 0, 2))).float().flatten(1)
    truth = torch.from_numpy(labels)
    mean = torch.eye(classes).repeat(1, members) / members
    moved = torch.zeros_like(mean).requires_grad_()
    bias = torch.zeros(classes).requires_grad_()
    optimiser = torch.optim.Adam([moved, bias], lr=LEARNING_RATE)
    with torch.enable_grad():
        for _ in range(STEPS):
            loss = nn.functional.cross_entropy(inputs @ (mean + moved).T + bias, truth)
            loss = loss + WEIGHT_DECAY * members * (moved**2).sum() + WEIGHT_DECAY * (bias**2).sum()
            for value, gradient in zip((moved, bias), torch.autograd.grad(loss, (moved, bias)), strict=True):
                value.grad = gradient
            optimiser.step()
    return (mean + moved).detach(), bias.detach()
