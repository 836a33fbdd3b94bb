"""Which function computes which method: the one list of them."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.explain.case import Case, Finding
from core.explain.gradcam import grad_cam_of
from core.explain.method import Method
from core.explain.query import Query
from core.explain.saliency import saliency

OnLayers = Callable[[Case, Query, Sequence[str]], dict[str, NDArray[np.float32]]]
"""Gives the maps of the named layers, each float32 (h, w) of its layer."""
OnInput = Callable[[Case, Query], Finding]
"""Gives one map, on the network's input or with its own place on it."""

ON_LAYERS: Mapping[Method, OnLayers] = {Method.GRAD_CAM: grad_cam_of}
ON_INPUT: Mapping[Method, OnInput] = {Method.SALIENCY: saliency}


def compute(case: Case, query: Query, layers: Sequence[str | None]) -> dict[str | None, Finding]:
    """The answers to `query` at each of `layers`, by layer; None stands for a query without a layer."""
    if query.method in ON_INPUT:
        method = ON_INPUT[query.method]
        return {layer: method(case, replace(query, layer=layer)) for layer in layers}
    names = [layer for layer in layers if layer is not None]
    maps = ON_LAYERS[query.method](case, query, names)
    return {name: Finding(values, case.forward.layers[name].to_input) for name, values in maps.items()}
