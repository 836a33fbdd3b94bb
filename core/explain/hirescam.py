"""HiResCAM (Draelos and Carin, "Use HiResCAM instead of Grad-CAM for faithful explanations", arXiv:2011.08891, 2021).

The map of a layer is `sum_k g_k A_k`, position by position, with `g_k` the gradient of the target with respect to
channel k of the layer's output (equation 4): gradients are not averaged over positions as in Grad-CAM, so that a place
never gets credit for what another place does. At the last convolution of a network that ends in one fully connected
layer the map adds up to the logit, less the bias.

Deviation: values below 0 are cut off, as users of other libraries expect; `is_signed` keeps them, as the paper has it.
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
from core.explain.params import HiResCamParams
from core.explain.query import Query
from core.networks.layers import Layer


def hires_cam(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w) of each layer, raw. One backward pass for all of them."""
    is_signed = query.params_as(HiResCamParams).is_signed

    def reduce(gradient: Tensor, layer: Layer) -> Tensor:
        activations = by_channel(case.forward.outputs[layer.name].detach(), layer)
        products = summed_products(activations, gradient)
        return products if is_signed else torch.relu(products)

    maps = case.forward.reduced_gradients(query.target, names, reduce, token=case.token)
    return on_grids(case.forward, maps)
