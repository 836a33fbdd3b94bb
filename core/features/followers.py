"""Layers whose strongest units are known from another layer's, so that they need not be looked at.

A block gives what its last part gives, and a rectification keeps the order of what it is given.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

import numpy as np
import torch
from torch import Tensor, nn

from core.explain.capture import seen_outputs
from core.features.units import Strongest
from core.jobs import CancelToken
from core.networks.inplace import out_of_place
from core.networks.layers import Layer, LayerTable

Limits = tuple[float, float]
"""The least and the largest value that a layer lets through."""
UNLIMITED: Limits = (-np.inf, np.inf)
_RECTIFIERS: Mapping[type[nn.Module], Limits] = {nn.ReLU: (0.0, np.inf), nn.ReLU6: (0.0, 6.0)}


def followers_of(module: nn.Module, layers: LayerTable, device: torch.device) -> dict[str, tuple[str, Limits]]:
    """For each layer that follows another: the name of the first one that it rests on, and the limits on the way.

    One pass on nought tells. A layer whose output is changed in its place by the network's own code leads nobody: what
    follows is not what it gave.
    """
    found: dict[str, tuple[str, Limits]] = {}
    before: tuple[Layer, Tensor] | None = None

    def see(layer: Layer, part: nn.Module, given: Tensor | None, output: Tensor) -> None:
        nonlocal before
        if before is not None and not before[0].is_changed_later and before[0].shape == layer.shape:
            leader, limits = found.get(before[0].name, (before[0].name, UNLIMITED))
            rectifier = _RECTIFIERS.get(type(part))
            if rectifier is not None and given is before[1]:
                found[layer.name] = leader, (max(limits[0], rectifier[0]), min(limits[1], rectifier[1]))
            elif output is before[1] and any(True for _ in part.children()):
                found[layer.name] = leader, limits
        before = layer, output

    image = torch.zeros(1, 3, *layers.input_size, device=device)
    with torch.inference_mode(), out_of_place(module), seen_outputs(module, layers, see, CancelToken()):
        module(image)
    return found


def limited(found: Strongest, limits: Limits) -> Strongest:
    """The same units with their values within `limits`; places without a photograph stay empty."""
    if limits == UNLIMITED:
        return found
    values = np.where(np.isneginf(found.values), found.values, np.clip(found.values, *limits)).astype(np.float32)
    values.flags.writeable = False
    return replace(found, values=values)
