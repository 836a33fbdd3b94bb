"""Eigen-CAM (Muhammad and Yeasin, "Eigen-CAM: Class Activation Map using Principal Components", IJCNN 2020).

The map of a layer is its output projected on the first right singular vector of the matrix (positions, channels): the
pattern that is strongest at this layer. It knows nothing of classes: every target has the same map.

A singular vector has no sign. It is chosen so that the map goes with the strength of the activations (the norm over
channels): without that, which end is "evidence" would be left to chance. Values below 0 are cut off.

Deviation of a library: pytorch-grad-cam subtracts each channel's mean over positions first, which the paper does not.
The parameter `is_centred`, False by default, does that too.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Case
from core.explain.forward_pass import by_channel
from core.explain.gradcam import on_grids
from core.explain.params import EigenCamParams
from core.explain.query import Query


def eigen_cam(case: Case, query: Query, names: Sequence[str]) -> dict[str, NDArray[np.float32]]:
    """The maps of the named layers: float32 (h, w), not below 0, raw. No backward pass is needed."""
    is_centred = query.params_as(EigenCamParams).is_centred
    maps = {}
    for name in names:
        case.token.check()
        activations = by_channel(case.forward.outputs[name].detach(), case.forward.layers[name]).float()
        maps[name] = torch.relu(first_component(activations, is_centred=is_centred))
    return on_grids(case.forward, maps)


def first_component(activations: Tensor, *, is_centred: bool) -> Tensor:
    """The positions of (channels, positions) along their first principal direction: (positions,).

    The direction is an eigenvector of the smaller of the two products of the matrix with itself, computed in double
    precision: squaring loses half of the digits.
    """
    matrix = activations.double()
    if is_centred:
        matrix = matrix - matrix.mean(1, keepdim=True)
    channels, positions = matrix.shape
    if channels <= positions:
        direction = torch.linalg.eigh(matrix @ matrix.T)[1][:, -1]
        projected = direction @ matrix
    else:
        values, vectors = torch.linalg.eigh(matrix.T @ matrix)
        projected = vectors[:, -1] * values[-1].clamp(min=0).sqrt()
    strength = activations.double().square().sum(0).sqrt()
    is_opposed = (projected * (strength - strength.mean() if is_centred else strength)).sum() < 0
    oriented: Tensor = -projected if is_opposed else projected
    return oriented.to(activations.dtype)
