"""Grad-CAM++ (Chattopadhay et al., "Grad-CAM++: Improved Visual Explanations for Deep CNNs", WACV 2018).

The map of a layer is `relu(sum_k w_k A_k)` with `w_k = sum_ij alpha_ij relu(g_ij)`, `g` the gradient of the target with
respect to channel k and `alpha = g^2 / (2 g^2 + g^3 sum_ab A_ab)` (equations 5 and 19): the further a channel's support
is spread, the less each place counts, so that several lesions of one kind all show. The factor exp(S) of equation 17
is left out: it is the same for all channels. `alpha` is 0 where the gradient is.

The paper means rectified layers: where activations are negative, the denominator may come close to 0.

Deviation of a library: pytorch-grad-cam adds 1e-6 to the denominator, which is not small where gradients are: with it
the map depends on the scale of the logits. The parameter `epsilon`, 0 by default, brings that back.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case
from core.explain.forward_pass import by_channel
from core.explain.gradcam import on_grids, weighted_sum
from core.explain.params import GradCamPlusPlusParams
from core.explain.query import Query
from core.networks.layers import Layer


def grad_cam_plus_plus(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w), not below 0, raw. One backward pass for all of them."""
    epsilon = query.params_as(GradCamPlusPlusParams).epsilon

    def reduce(gradient: Tensor, layer: Layer) -> Tensor:
        activations = by_channel(case.forward.outputs[layer.name].detach(), layer)
        return torch.relu(weighted_sum(activations, channel_weights(gradient, activations, epsilon)))

    maps = case.forward.reduced_gradients(query.target, names, reduce, token=case.token)
    return on_grids(case.forward, maps)


def channel_weights(gradient: Tensor, activations: Tensor, epsilon: float) -> Tensor:
    """The weight of each channel: (channels,), of `gradient` and `activations` (channels, positions)."""
    spread = 2 + gradient * activations.sum(1, keepdim=True)
    if epsilon:
        squared = gradient.square()
        alpha = squared / (squared * spread + epsilon)
    else:
        alpha = 1 / spread  # the same, without squares that round to 0
    return torch.where(gradient > 0, alpha * gradient, 0.0).sum(1)
