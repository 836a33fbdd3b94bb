"""Small networks for the die, after Kalmeijer 2016, Table 5.1: c1 to c9 look with feature maps, d5 to d20 do not.

J. G. Kalmeijer, "Visualizing Features Learned by Convolutional Neural Networks", Leiden University 2016. **The table
itself was not at hand and its counts of parameters could not be checked.** What a name means here is our reading of it:
c1 … c9 have one convolution with so many feature maps, d5 … d20 one dense hidden layer of so many units. A correction
is one line of `_PLANS`.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import partial

import torch
from torch import Tensor, nn

from core.networks.own.network import OwnNetwork

_SIZE = (32, 32)


@dataclass(frozen=True, slots=True)
class _Plan:
    """`feature_maps` of a `kernel` x `kernel` convolution, pooled by `pool`, then `hidden` units; 0: none."""

    feature_maps: int = 0
    kernel: int = 5
    pool: int = 2
    hidden: int = 0


_PLANS = {
    "die_c1": _Plan(feature_maps=1),
    "die_c2": _Plan(feature_maps=2),
    "die_c3": _Plan(feature_maps=3),
    "die_c4": _Plan(feature_maps=4),
    "die_c9": _Plan(feature_maps=9),
    "die_d5": _Plan(hidden=5),
    "die_d10": _Plan(hidden=10),
    "die_d20": _Plan(hidden=20),
}


class Grey(nn.Module):
    """The mean of the three channels, (n, 3, h, w) to (n, 1, h, w): photographs come in three, the die is grey."""

    def forward(self, images: Tensor) -> Tensor:
        """The mean."""
        return (images[:, 0:1] + images[:, 1:2] + images[:, 2:3]) / 3


class DieNetwork(nn.Module):
    """One of the networks. Takes (n, 3, height, width) of the size it was built for; gives (n, classes) logits."""

    def __init__(self, plan: _Plan, class_count: int, input_size: tuple[int, int]) -> None:
        super().__init__()
        self.grey = Grey()
        channels, (height, width) = 1, input_size
        self.features = nn.Sequential()
        if plan.feature_maps:
            self.features.add_module("conv", nn.Conv2d(1, plan.feature_maps, plan.kernel))
            self.features.add_module("relu", nn.ReLU())
            self.features.add_module("pool", nn.MaxPool2d(plan.pool))
            channels = plan.feature_maps
            height, width = ((side - plan.kernel + 1) // plan.pool for side in input_size)
        if height < 1 or width < 1:
            raise ValueError(f"an input of {input_size[0]} x {input_size[1]} is too small")
        inputs = channels * height * width
        self.hidden: nn.Module = nn.Identity()
        if plan.hidden:
            self.hidden = nn.Sequential(nn.Linear(inputs, plan.hidden), nn.ReLU())
        self.classifier = nn.Linear(plan.hidden or inputs, class_count)

    def forward(self, images: Tensor) -> Tensor:
        """The logits."""
        features = torch.flatten(self.features(self.grey(images)), 1)
        logits: Tensor = self.classifier(self.hidden(features))
        return logits


def _describe(plan: _Plan) -> str:
    maps = f"{plan.feature_maps} feature map{'s' if plan.feature_maps > 1 else ''}"
    what = f"one convolution with {maps}" if plan.feature_maps else f"one dense layer of {plan.hidden} units"
    return f"For the die: {what}. After Kalmeijer's Table 5.1, whose parameter counts could not be checked."


DIE_NETWORKS = {
    name: OwnNetwork(_describe(plan), partial(DieNetwork, plan), _SIZE, is_size_fixed=True)
    for name, plan in _PLANS.items()
}
