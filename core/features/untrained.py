"""The same architecture with random weights, to tell what was learned from what the architecture gives for free."""

from __future__ import annotations

from dataclasses import replace

import torch

from core.explain.checks.weights import RandomNetworks
from core.networks.card import ModelId
from core.networks.loaded import LoadedModel


def untrained(model: LoadedModel, seed: int) -> LoadedModel:
    """A copy of `model` as its library begins a training with `seed`; one seed gives the same network everywhere.

    The statistics of batch normalisations are taken from a picture of noise of the same seed: without any, activations
    of deep residual networks grow without bound. The model itself is not changed.
    """
    generator = torch.Generator().manual_seed(seed)
    noise = torch.randn((1, 3, *model.layers.input_size), generator=generator).to(model.device)
    with torch.no_grad():
        module = RandomNetworks(model, noise).whole(seed)
    return replace(model, id=ModelId(f"{model.id}-random-{seed}"), module=module)
