"""First weights as the sources drew them, where that is not what torch does by itself."""

from __future__ import annotations

from torch import nn


def draw_as_keras(module: nn.Module) -> None:
    """Keras' defaults: Glorot's uniform weights and biases of 0, for convolutions and dense layers."""
    for part in module.modules():
        if isinstance(part, nn.Conv2d | nn.Linear):
            nn.init.xavier_uniform_(part.weight)
            if part.bias is not None:
                nn.init.zeros_(part.bias)
