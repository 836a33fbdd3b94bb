"""Which function computes which method: the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.explain.attention_rollout import attention_rollout
from core.explain.case import Case, Finding
from core.explain.deconvnet import deconvnet
from core.explain.eigencam import eigen_cam
from core.explain.gradcam import grad_cam_of
from core.explain.gradcam_plus_plus import grad_cam_plus_plus
from core.explain.guided_backpropagation import guided_backpropagation
from core.explain.guided_gradcam import guided_grad_cam
from core.explain.hirescam import hires_cam
from core.explain.input_x_gradient import input_x_gradient
from core.explain.integrated_gradients import integrated_gradients
from core.explain.layercam import layer_cam
from core.explain.method import Method
from core.explain.occlusion import occlusion
from core.explain.query import Query
from core.explain.saliency import saliency
from core.explain.scorecam import score_cam
from core.explain.smoothgrad import smooth_grad

OnLayers = Callable[[Case, Query, Sequence[str]], dict[str, NDArray[np.float32]]]
"""Gives the maps of the named layers, each float32 (h, w) of its layer."""
OnInput = Callable[[Case, Query], Finding]
"""Gives one map, on the network's input or with its own place on it."""

ON_LAYERS: Mapping[Method, OnLayers] = {
    Method.GRAD_CAM: grad_cam_of,
    Method.HIRES_CAM: hires_cam,
    Method.GRAD_CAM_PLUS_PLUS: grad_cam_plus_plus,
    Method.LAYER_CAM: layer_cam,
    Method.SCORE_CAM: score_cam,
    Method.EIGEN_CAM: eigen_cam,
}
ON_INPUT: Mapping[Method, OnInput] = {
    Method.SALIENCY: saliency,
    Method.INPUT_X_GRADIENT: input_x_gradient,
    Method.SMOOTH_GRAD: smooth_grad,
    Method.INTEGRATED_GRADIENTS: integrated_gradients,
    Method.GUIDED_BACKPROPAGATION: guided_backpropagation,
    Method.GUIDED_GRAD_CAM: guided_grad_cam,
    Method.DECONVNET: deconvnet,
    Method.OCCLUSION: occlusion,
    Method.ATTENTION_ROLLOUT: attention_rollout,
}


def compute(case: Case, query: Query, layers: Sequence[str | None]) -> dict[str | None, Finding]:
    """The answers to `query` at each of `layers`, by layer; None stands for a query without a layer."""
    if query.method in ON_INPUT:
        method = ON_INPUT[query.method]
        return {layer: method(case, replace(query, layer=layer)) for layer in layers}
    names = [layer for layer in layers if layer is not None]
    maps = ON_LAYERS[query.method](case, query, names)
    return {name: Finding(values, case.forward.layers[name].to_input) for name, values in maps.items()}
