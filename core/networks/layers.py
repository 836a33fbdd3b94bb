"""What the layers of a network are: the table that everything which asks for a layer looks into. Knows no torch."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.errors import ExplainError, did_you_mean
from core.images.geometry import Affine


class Layout(StrEnum):
    """Where a layer's output holds channels and positions."""

    CHANNELS_FIRST = "channels first"
    """(1, c, h, w), as convolutions give it."""
    CHANNELS_LAST = "channels last"
    """(1, h, w, c), as Swin and parts of ConvNeXt give it."""
    TOKENS = "tokens"
    """(1, prefix + h * w, c), as a vision transformer gives it; the prefix holds class and register tokens."""


@dataclass(frozen=True, slots=True)
class Layer:
    """One output of one module.

    `name` is the dotted module name. A module that is called several times has its last call under its own name
    and call number k (from 1) under `name@k`.
    `shape` is (channels, height, width) of the output. `receptive_field` is (height, width) in pixels of the network's
    input, by the arithmetic of the layers, so it may exceed the input; where `is_global`, something on the way mixes
    all positions (attention, squeeze-and-excitation, pooling over everything) and it is the size of the whole input.
    `stride` is (vertical, horizontal) in input pixels. `to_input` takes map points to points of the network's input:
    each cell is centred on the centre of its receptive field.
    `is_changed_later`: an in-place operation in the network's code overwrites this output before the answer is there
    (modules with an `inplace` flag do not count: the flag is taken off while outputs are collected).
    """

    name: str
    type: str
    shape: tuple[int, int, int]
    receptive_field: tuple[int, int]
    stride: tuple[float, float]
    is_global: bool
    to_input: Affine
    layout: Layout
    prefix_tokens: int
    call: int
    is_changed_later: bool

    @property
    def module_name(self) -> str:
        """The dotted name of the module, without a call number."""
        return self.name.partition("@")[0]


_BEFORE_ATTENTION = (".norm1", ".ln_1")
"""How timm and torchvision name the normalisation before the attention of a transformer's block."""


@dataclass(frozen=True, slots=True)
class LayerTable:
    """Every layer with a spatial output, in the order in which the network computes them."""

    layers: tuple[Layer, ...]
    input_size: tuple[int, int]

    def __iter__(self) -> Iterator[Layer]:
        return iter(self.layers)

    def __len__(self) -> int:
        return len(self.layers)

    @property
    def names(self) -> tuple[str, ...]:
        """The names, in order."""
        return tuple(layer.name for layer in self.layers)

    @property
    def default(self) -> Layer:
        """The layer to look at first: the last one on the grid of the last convolution (Selvaraju et al., section 3).

        So a pooling behind it does not make the map coarser. Networks without convolutions in their second half have
        the last layer with more than one position. Behind the last attention of a vision transformer only the class
        token counts, so that no evidence is left in the other tokens; there it is the normalisation that feeds that
        attention, as pytorch-grad-cam advises. Raises ExplainError where no layer has more than one position.
        """
        grids = [layer for layer in self.layers if layer.shape[1] * layer.shape[2] > 1]
        if not grids:
            raise ExplainError("This network has no layer with more than one position.", "There is nothing to show.")
        if grids[-1].layout is Layout.TOKENS and grids[-1].prefix_tokens:
            before_attention = [layer for layer in grids if layer.name.endswith(_BEFORE_ATTENTION)]
            return (before_attention or grids)[-1]
        convolutions = [layer.shape[1:] for layer in grids[len(grids) // 2 :] if layer.type.startswith("Conv")]
        wanted = convolutions[-1] if convolutions else grids[-1].shape[1:]
        return [layer for layer in grids if layer.shape[1:] == wanted][-1]

    def __getitem__(self, name: str) -> Layer:
        """The layer of that name. Raises ExplainError, with the closest names, where there is none."""
        for layer in self.layers:
            if layer.name == name:
                return layer
        hint = did_you_mean(name, self.names) or f"The last one is '{self.names[-1]}'." if self.layers else ""
        raise ExplainError(f"Layer '{name}' is not among the layers with a spatial output.", hint)
