"""Optimisers, learning rates and the moving average of the weights."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping
from typing import Any

import torch
from torch import nn
from torch.optim import Optimizer

from core.training.network import Network
from core.training.settings import OptimiserName, OptimiserSettings, ScheduleName, ScheduleSettings

RATE = "rate"
"""By which a group of weights multiplies the learning rate."""


def make_optimiser(network: Network, settings: OptimiserSettings, *, is_fused: bool = True) -> Optimizer:
    """The optimiser of everything that is trained. Weights with one axis (biases, normalisations) are not decayed.

    `is_fused`: all weights in one go, which is faster, but leaves no room to clip gradients that a scaler has scaled.
    """
    groups: dict[tuple[float, bool], list[nn.Parameter]] = {}
    for name, parameter in network.module.named_parameters():
        if parameter.requires_grad:
            rate = 1.0 if name in network.head else settings.features_rate
            groups.setdefault((rate, parameter.ndim > 1), []).append(parameter)
    given = [
        {"params": each, RATE: rate, "weight_decay": settings.weight_decay if is_decayed else 0.0}
        for (rate, is_decayed), each in groups.items()
    ]
    match settings.name:
        case OptimiserName.ADAM:
            return torch.optim.Adam(given, lr=settings.learning_rate, fused=is_fused)
        case OptimiserName.ADAMW:
            return torch.optim.AdamW(given, lr=settings.learning_rate, fused=is_fused)
        case OptimiserName.SGD:
            momentum = settings.momentum
            return torch.optim.SGD(given, lr=settings.learning_rate, momentum=momentum, nesterov=True, fused=is_fused)


class Schedule:
    """The learning rate of every step, and what "plateau" remembers between epochs."""

    def __init__(self, settings: ScheduleSettings, *, learning_rate: float, epochs: int, batches: int) -> None:
        self._settings = settings
        self._learning_rate = learning_rate
        self._warm_up = round(min(settings.warm_up_epochs, epochs) * batches)
        self._steps = epochs * batches
        self.plateau = 1.0
        self.epochs_without = 0

    def rate(self, step: int) -> float:
        """The learning rate of a step, counted from 0."""
        if step < self._warm_up:
            return self._learning_rate * (step + 1) / (self._warm_up + 1)
        match self._settings.name:
            case ScheduleName.CONSTANT:
                return self._learning_rate
            case ScheduleName.PLATEAU:
                return self._learning_rate * self.plateau
            case ScheduleName.COSINE:
                done = (step - self._warm_up) / max(1, self._steps - self._warm_up)
                final = self._settings.final_rate
                return self._learning_rate * (final + (1 - final) * (1 + math.cos(math.pi * done)) / 2)

    def apply(self, optimiser: Optimizer, step: int) -> float:
        """Set the learning rate of a step, and return it."""
        rate = self.rate(step)
        for group in optimiser.param_groups:
            group["lr"] = rate * group[RATE]
        return rate

    def epoch_ended(self, *, is_better: bool) -> None:
        """Count the epochs without a better figure, and lower the rate when there were too many."""
        self.epochs_without = 0 if is_better else self.epochs_without + 1
        if self.epochs_without > self._settings.plateau_patience:
            self.plateau *= self._settings.plateau_factor
            self.epochs_without = 0

    def state(self) -> dict[str, Any]:
        """What must survive, as JSON values."""
        return {"plateau": self.plateau, "epochs_without": self.epochs_without}

    def restore(self, state: Mapping[str, Any]) -> None:
        """Go on from what `state` gave."""
        self.plateau, self.epochs_without = float(state["plateau"]), int(state["epochs_without"])


class Average:
    """A moving average of a network's weights and statistics, in a copy of it.

    At step t the decay is at most (1 + t) / (10 + t), so that the average forgets the random start soon.
    """

    def __init__(self, module: nn.Module, decay: float) -> None:
        self.module = copy.deepcopy(module).requires_grad_(requires_grad=False).eval()
        self._decay = decay

    @torch.no_grad()
    def update(self, module: nn.Module, step: int) -> None:
        """Move towards the weights of `module` after a step, counted from 0."""
        decay = min(self._decay, (1 + step) / (10 + step))
        pairs = list(zip(self.module.state_dict().values(), module.state_dict().values(), strict=True))
        floating = [(old, new) for old, new in pairs if old.is_floating_point()]
        torch._foreach_lerp_([old for old, _ in floating], [new for _, new in floating], 1 - decay)
        for old, new in pairs:
            if not old.is_floating_point():
                old.copy_(new)
