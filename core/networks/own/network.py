"""What the table of our own architectures says of each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from torch import nn

from core.networks.arguments import Arguments

Build = Callable[[int, tuple[int, int]], nn.Module]
"""From a number of classes and an input size (height, width) to the network, its first weights drawn."""


@dataclass(frozen=True, slots=True)
class OwnNetwork:
    """An architecture of our own.

    `description` is one sentence for whoever chooses it. `input_size` (height, width) is the size of its source.
    `is_size_fixed`: dense layers hang on every position, so that a network built for one size takes no other; the
    argument `img_size` builds it for another.
    `reshaped` builds it with other layers where the arguments ask for some.
    """

    description: str
    build: Build
    input_size: tuple[int, int]
    is_size_fixed: bool
    reshaped: Callable[[Arguments], Build] | None = None
