"""Attention rollout (Abnar and Zuidema, "Quantifying Attention Flow in Transformers", ACL 2020, section 3).

Each layer's attention, the mean of its heads, is mixed half and half with the identity for the residual connection, and
the layers are multiplied. The map of a patch is its share in the tokens that the answer is read from: the class token,
or the mean of all where the network pools them. It says where information could flow, and knows nothing of classes:
every target has the same map. What attention does not carry, what the other parts of a block add, it does not see.

Deviation: the mean of the heads is the paper's; maximum and minimum, with rows brought back to a sum of 1, are common.
"""

from __future__ import annotations

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.attention import Attending
from core.explain.case import Case, Finding
from core.explain.params import AttentionRolloutParams, HeadFusion
from core.explain.passes import logits
from core.explain.query import ChannelTarget, Query
from core.networks.layers import Layer, Layout


@torch.no_grad()
def attention_rollout(case: Case, query: Query) -> Finding:
    """The map on the grid of patches, each a share of 1. One forward pass.

    Raises ExplainError for a channel, and for networks other than transformers whose tokens all see each other.
    """
    if isinstance(query.target, ChannelTarget):
        raise ExplainError("Attention rollout explains the answer, not a channel.", "Choose a class.")
    fusion = query.params_as(AttentionRolloutParams).heads
    with Attending() as attention:
        logits(case, case.image)
    layer = _token_layer(case)
    tokens = layer.prefix_tokens + layer.shape[1] * layer.shape[2]
    if not sees_every_token(attention.weights, tokens):
        raise ExplainError(*_NOT_DEFINED)
    rolled = rollout([fused(weights[0], fusion) for weights in attention.weights])
    shares = rolled[_read_tokens(case)].mean(0)[layer.prefix_tokens :]
    map_: NDArray[np.float32] = shares.reshape(layer.shape[1:]).float().cpu().numpy()
    return Finding(map_, layer.to_input)


def fused(weights: Tensor, fusion: HeadFusion) -> Tensor:
    """Heads (heads, n, n) as one matrix (n, n) whose rows add up to 1."""
    match fusion:
        case HeadFusion.MEAN:
            one = weights.mean(0)
        case HeadFusion.MAX:
            one = weights.amax(0)
        case HeadFusion.MIN:
            one = weights.amin(0)
    return one / one.sum(1, keepdim=True)


def rollout(layers: list[Tensor]) -> Tensor:
    """The product of all layers (n, n), each mixed with the identity: row i says what token i is made of."""
    identity = torch.eye(len(layers[0]), dtype=layers[0].dtype, device=layers[0].device)
    product = identity
    for attention in layers:
        product = (attention + identity) / 2 @ product
    return product


def _token_layer(case: Case) -> Layer:
    for layer in reversed(case.forward.layers.layers):
        if layer.layout is Layout.TOKENS:
            return layer
    raise ExplainError(*_NOT_DEFINED)


def sees_every_token(weights: list[Tensor], tokens: int) -> bool:
    """Whether each of the attentions (n, heads, to, from), of which there is one, is among all `tokens` at once."""
    return bool(weights) and all(matrix.shape[0] == 1 and matrix.shape[2:] == (tokens, tokens) for matrix in weights)


_NOT_DEFINED = (
    "Attention rollout needs a vision transformer in which every token attends to every other at every layer.",
    "Choose another method.",
)


def _read_tokens(case: Case) -> Tensor:
    """The indices of the tokens that the answer depends on behind the last attention, by their gradient."""
    with torch.enable_grad():
        answer = case.forward.logits.abs().sum()
    for layer in reversed(case.forward.layers.layers):
        if layer.layout is not Layout.TOKENS:
            continue
        output = case.forward.outputs[layer.name]
        (gradient,) = torch.autograd.grad(answer, [output], retain_graph=True, allow_unused=True)
        if gradient is not None and gradient.any():
            return gradient[0].abs().sum(1).nonzero()[:, 0]
    raise ExplainError("The answer depends on no token.", "Its weights may be damaged.")
