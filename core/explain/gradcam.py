"""Grad-CAM (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks", ICCV 2017).

The map of a layer is `relu(sum_k a_k A_k)` with `a_k` the gradient of the class's logit with respect to channel k of
the layer's output, averaged over positions (equations 1 and 2). The same is done for tokens of a vision transformer,
folded back to their grid without the class token. The paper explains a class at the last convolution; here any target
and any layer may be asked for. A map of zeros means that no channel's activity speaks for the target at this layer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case
from core.explain.forward_pass import ForwardPass, by_channel
from core.explain.query import Query
from core.explain.targets import Target
from core.jobs import CancelToken

CHUNK_VALUES = 1 << 18
"""How many products are made at a time on the CPU: 1 MiB stays in the cache of a core."""


def grad_cam_of(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """Grad-CAM as a method of the explainer."""
    return grad_cam(case.forward, query.target, names, token=case.token)


def grad_cam(
    forward: ForwardPass, target: Target, names: Sequence[str], *, token: CancelToken
) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers for `target`: float32 (h, w) of each layer, not below 0, raw."""
    means = forward.mean_gradients(target, names, token=token)
    maps = {}
    with torch.no_grad():
        for name in names:
            token.check()
            activations = by_channel(forward.outputs[name], forward.layers[name])
            maps[name] = torch.relu(weighted_sum(activations, means[name]))
    return on_grids(forward, maps)


def on_grids(forward: ForwardPass, maps: dict[str, Tensor]) -> dict[str, NDArray[np.float32]]:
    """Maps (positions,) by layer name as float32 (h, w) in memory. One transfer: on CUDA each costs more than sums."""
    if not maps:
        return {}
    values = torch.cat(list(maps.values())).detach().float().cpu().numpy()
    ends = np.cumsum([len(part) for part in maps.values()])[:-1]
    shapes = [forward.layers[name].shape[1:] for name in maps]
    parts = zip(maps, np.split(values, ends), shapes, strict=True)
    return {name: part.reshape(shape).copy() for name, part, shape in parts}


def weighted_sum(channels: Tensor, weights: Tensor) -> Tensor:
    """`sum_k weights[k] * channels[k]` for `channels` (channels, positions).

    Products are summed over channels in the order of `torch.sum`, as other programs do it: where positive and negative
    channels cancel, another order (a matrix product's) gives other digits.
    """
    if channels.device.type != "cpu":
        return (channels * weights[:, None]).sum(0)
    step = max(1, CHUNK_VALUES // max(1, len(weights)))
    return torch.cat([(part * weights[:, None]).sum(0) for part in torch.split(channels, step, dim=1)])


def summed_products(channels: Tensor, weights: Tensor) -> Tensor:
    """`sum_k weights[k] * channels[k]`, position by position, for two of (channels, positions)."""
    step = max(1, CHUNK_VALUES // max(1, len(weights)))
    if channels.device.type != "cpu":
        return (channels * weights).sum(0)
    parts = zip(torch.split(channels, step, dim=1), torch.split(weights, step, dim=1), strict=True)
    return torch.cat([(part * weight).sum(0) for part, weight in parts])
