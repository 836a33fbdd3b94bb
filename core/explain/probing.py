"""Looks at a network in one pass on zeros: which of the methods that need something special it has that for."""

from __future__ import annotations

import torch
from torch import nn

from core.explain.abilities import Abilities
from core.explain.attention import Attending
from core.explain.attention_rollout import sees_every_token
from core.explain.capture import captured
from core.explain.rectified import Rectified, Rule
from core.jobs import CancelToken
from core.networks.layers import LayerTable, Layout


@torch.no_grad()
def probe(
    module: nn.Module, layers: LayerTable, *, device: str | torch.device = "cpu", token: CancelToken | None = None
) -> Abilities:
    """What a network on `device` is able to. Raises Cancelled once `token` is cancelled."""
    image = torch.zeros(1, 3, *layers.input_size, device=device)
    token = token or CancelToken()
    with Rectified(Rule.GUIDED) as relus, Attending() as attention, captured(module, layers, token):
        module(image)
    tokens = [layer for layer in layers if layer.layout is Layout.TOKENS]
    count = tokens[-1].prefix_tokens + tokens[-1].shape[1] * tokens[-1].shape[2] if tokens else 0
    has_full_attention = bool(tokens) and sees_every_token(attention.weights, count)
    return Abilities(relus.relus, tuple(sorted(relus.others)), has_full_attention)
