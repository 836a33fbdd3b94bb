"""A model in memory, ready to be asked."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import torch
from torch import Tensor, nn

from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.networks.card import ModelCard, ModelId
from core.networks.layers import LayerTable


@dataclass(frozen=True, slots=True, eq=False)
class LoadedModel:
    """A network with its card.

    `module` is in eval mode on `device`, asks for no gradients, computes in float32 and gives (n, classes) logits.
    `notes` are sentences for the user about what is odd in the file.
    """

    id: ModelId
    path: Path
    card: ModelCard
    module: nn.Module
    layers: LayerTable
    device: torch.device
    notes: tuple[str, ...] = ()

    def prepare(self, photograph: Photograph) -> tuple[Tensor, Affine]:
        """The network's input and the map of its points to points of the photograph.

        The input is (1, 3, height, width) float32 on the device.
        """
        prepared = self.card.preparation.apply(photograph.pixels)
        return torch.from_numpy(prepared.values)[None].to(self.device), prepared.to_photograph
