"""LayerCAM (Jiang et al., "LayerCAM: Exploring Hierarchical Class Activation Maps for Localization", IEEE TIP 2021).

The map of a layer is `relu(sum_k relu(g_k) A_k)`, position by position, with `g_k` the gradient of the target with
respect to channel k of the layer's output (equations 6 and 7): only where more of a channel would raise the target does
it count, which keeps maps of early, fine layers usable.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case
from core.explain.forward_pass import by_channel
from core.explain.gradcam import on_grids, summed_products
from core.explain.query import Query
from core.networks.layers import Layer


def layer_cam(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w), not below 0, raw. One backward pass for all of them."""

    def reduce(gradient: Tensor, layer: Layer) -> Tensor:
        activations = by_channel(case.forward.outputs[layer.name].detach(), layer)
        return torch.relu(summed_products(activations, torch.relu(gradient)))

    maps = case.forward.reduced_gradients(query.target, names, reduce, token=case.token)
    return on_grids(case.forward, maps)
