"""Layers whose strongest units are known from another layer's, so that they need not be looked at.

A block gives what its last part gives; a rectification keeps the order of what it is given; a batch normalisation
keeps it too, channel by channel, or turns it round where its factor is below nought: then the strongest unit is the
weakest one before it.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.explain.capture import seen_outputs
from core.jobs import CancelToken
from core.networks.inplace import out_of_place
from core.networks.layers import Layer, LayerTable

Floats = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Clipping:
    """Values below `low` and above `high` become these."""

    low: float
    high: float

    def of(self, values: Floats) -> Floats:
        """Of values (channels, count)."""
        return np.clip(values, np.float32(self.low), np.float32(self.high))


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """A factor and an offset a channel: float32 (channels,) each."""

    factor: Floats
    offset: Floats

    def of(self, values: Floats) -> Floats:
        """Of values (channels, count)."""
        return values * self.factor[:, None] + self.offset[:, None]


Step = Clipping | Scaling
_RECTIFIERS: Mapping[type[nn.Module], Clipping] = {nn.ReLU: Clipping(0.0, np.inf), nn.ReLU6: Clipping(0.0, 6.0)}


@dataclass(frozen=True, slots=True, eq=False)
class Follower:
    """The layer on which another one rests, and what is done on the way, in its order."""

    leader: str
    steps: tuple[Step, ...] = ()

    def is_turned(self, channels: int) -> NDArray[np.bool_]:
        """For each channel whether the strongest unit is the leader's weakest."""
        turned = np.zeros(channels, bool)
        for step in self.steps:
            if isinstance(step, Scaling):
                turned ^= step.factor < 0
        return turned

    def of(self, values: Floats) -> Floats:
        """What becomes of values (channels, count) of the leader; where there is no photograph (-inf) stays none."""
        found = np.where(np.isinf(values), np.float32(0), values)
        for step in self.steps:
            found = step.of(found)
        return np.where(np.isinf(values), np.float32(-np.inf), found).astype(np.float32)


def followers_of(module: nn.Module, layers: LayerTable, device: torch.device) -> dict[str, Follower]:
    """What each layer that follows another one rests on.

    One pass on nought tells. A layer whose output is changed in its place by the network's own code leads nobody: what
    follows is not what it gave.
    """
    found: dict[str, Follower] = {}
    before: tuple[Layer, Tensor] | None = None

    def see(layer: Layer, part: nn.Module, given: Tensor | None, output: Tensor) -> None:
        nonlocal before
        if before is not None and not before[0].is_changed_later and before[0].shape == layer.shape:
            known = found.get(before[0].name, Follower(before[0].name))
            step = step_of(part)
            if step is not None and given is before[1]:
                found[layer.name] = Follower(known.leader, (*known.steps, step))
            elif output is before[1] and any(True for _ in part.children()):
                found[layer.name] = known
        before = layer, output

    image = torch.zeros(1, 3, *layers.input_size, device=device)
    with torch.inference_mode(), out_of_place(module), seen_outputs(module, layers, see, CancelToken()):
        module(image)
    return found


def step_of(part: nn.Module) -> Step | None:
    """What a module does to every unit of a channel alike, and in order; None where it is none of these."""
    rectifier = _RECTIFIERS.get(type(part))
    if rectifier is not None:
        return rectifier
    if type(part) is not nn.BatchNorm2d or part.training or part.running_mean is None or part.running_var is None:
        return None
    with torch.no_grad():
        factor = (part.running_var.float() + part.eps).rsqrt()
        offset = torch.zeros_like(factor)
        if part.affine:
            factor, offset = factor * part.weight.float(), part.bias.float()
        offset = offset - part.running_mean.float() * factor
    return Scaling(factor.cpu().numpy().copy(), offset.cpu().numpy().copy())


def turned_channels(layer: Layer, followers: Sequence[Follower]) -> tuple[int, ...]:
    """Of a leader the channels whose weakest unit matters to one of those that follow it."""
    turned = np.zeros(layer.shape[0], bool)
    for follower in followers:
        if follower.leader == layer.name:
            turned |= follower.is_turned(layer.shape[0])
    return tuple(int(channel) for channel in turned.nonzero()[0])
