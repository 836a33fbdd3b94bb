"""Counting parameters as the sources do."""

from __future__ import annotations

from torch import nn


def total_parameters(module: nn.Module) -> int:
    """The number of weights, batch normalisation's running means and variances included, as Keras' "total params"."""
    weights = sum(parameter.numel() for parameter in module.parameters())
    statistics = (tensor for name, tensor in module.named_buffers() if name.endswith(("running_mean", "running_var")))
    return weights + sum(tensor.numel() for tensor in statistics)
