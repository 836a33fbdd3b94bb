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

from core.explain.forward_pass import ForwardPass, positions
from core.jobs import CancelToken


def grad_cam(
    forward: ForwardPass, target: int, names: Sequence[str], *, token: CancelToken
) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers for the class of index `target`: float32 (h, w) of each layer, not below 0, raw."""
    weights = forward.mean_gradients(target, names, token=token)
    maps = []
    with torch.no_grad():
        for name in names:
            token.check()
            maps.append(torch.relu(positions(forward.outputs[name], forward.layers[name]) @ weights[name]))
        # One transfer for all layers: on CUDA each costs more than the sums.
        values = torch.cat(maps).float().cpu().numpy() if maps else np.empty(0, np.float32)
    ends = np.cumsum([forward.layers[name].shape[1] * forward.layers[name].shape[2] for name in names])
    parts = np.split(values, ends[:-1]) if len(names) else []
    return {name: part.reshape(forward.layers[name].shape[1:]).copy() for name, part in zip(names, parts, strict=True)}
