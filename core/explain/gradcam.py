"""Grad-CAM (Selvaraju et al., "Grad-CAM: Visual Explanations from Deep Networks", ICCV 2017).

The map of a layer is `relu(sum_k a_k A_k)` with `a_k` the gradient of the class's logit with respect to channel k of
the layer's output, averaged over positions (equations 1 and 2). The same is done for tokens of a vision transformer,
folded back to their grid without the class token. The paper explains the last convolution; here any layer may be asked
for. A map of zeros means that no channel's activity speaks for the class at this layer.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.forward_pass import ForwardPass, by_channel
from core.jobs import CancelToken

CHUNK_VALUES = 1 << 18
"""How many products are made at a time on the CPU: 1 MiB stays in the cache of a core."""


def grad_cam(
    forward: ForwardPass, target: int, names: Sequence[str], *, token: CancelToken
) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers for the class of index `target`: float32 (h, w) of each layer, not below 0, raw."""
    means = forward.mean_gradients(target, names, token=token)
    maps = []
    with torch.no_grad():
        for name in names:
            token.check()
            channels = by_channel(forward.outputs[name], forward.layers[name])
            maps.append(torch.relu(weighted_sum(channels, means[name])))
        # One transfer for all layers: on CUDA each costs more than the sums.
        values = torch.cat(maps).float().cpu().numpy()
    ends = np.cumsum([len(part) for part in maps])[:-1]
    shapes = [forward.layers[name].shape[1:] for name in names]
    parts = zip(names, np.split(values, ends), shapes, strict=True)
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
