"""Which methods can be asked of a network, and why not the others. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass

from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.explain.params import Extent, MethodParams, OcclusionParams
from core.explain.targets import Aggregate, ChannelTarget, Target
from core.networks.layers import LayerTable

_NEED_RELU = (Method.GUIDED_BACKPROPAGATION, Method.GUIDED_GRAD_CAM, Method.DECONVNET)


@dataclass(frozen=True, slots=True)
class Abilities:
    """What was seen of a network in one pass.

    `relu_count` are the calls of ReLU, `others` the names of further activation functions; `has_full_attention`:
    every attention is among all tokens.
    """

    relu_count: int
    others: tuple[str, ...]
    has_full_attention: bool


def why_not(method: Method, target: Target | None, layers: LayerTable, abilities: Abilities | None) -> str:
    """Why `method` cannot explain `target` with this network, in a sentence; empty where it can.

    Without `abilities`, which cost a pass, only what the layers tell is known.
    """
    if CATALOGUE[method].has_layer and not len(layers):
        return "The network has no layer with a spatial output."
    if method is Method.ATTENTION_ROLLOUT and isinstance(target, ChannelTarget):
        return "It explains the answer, not a channel: choose a class as the target."
    if abilities is None:
        return ""
    if method in _NEED_RELU and not abilities.relu_count:
        has = f" (it has {', '.join(abilities.others)})" if abilities.others else ""
        return f"It is defined for networks with ReLU, and this one has none{has}."
    if method is Method.ATTENTION_ROLLOUT and not abilities.has_full_attention:
        return "It needs a vision transformer in which every token attends to every other at every layer."
    return ""


def misfits(params: MethodParams, target: Target | None, input_size: tuple[int, int]) -> dict[str, str]:
    """What of `params` does not fit the target or the network's input (height, width): a sentence a parameter."""
    if not isinstance(params, OcclusionParams):
        return {}
    found = {}
    if params.window > min(input_size):
        found["window"] = f"The network's input is {input_size[1]} x {input_size[0]} px: at most {min(input_size)}."
    if params.extent is Extent.FIELD and not isinstance(target, ChannelTarget):
        found["extent"] = "A class has no receptive field: choose a channel of a layer as the target."
    elif params.extent is Extent.FIELD and isinstance(target, ChannelTarget) and target.aggregate is Aggregate.SUM:
        found["extent"] = "The sum over a channel has no receptive field: take its strongest unit."
    return found
