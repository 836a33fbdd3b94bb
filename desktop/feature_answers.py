"""What is asked about features, and what is answered: frozen, so that it can go from thread to thread."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.explain.sampling import Box
from core.features.kinds import Order, Scale, View

if TYPE_CHECKING:
    from core.features.kernels import Kernels
    from core.features.maps import FeatureMaps

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True)
class Which:
    """Which network is asked: the selected one, its architecture with random weights of `seed`, or another model."""

    seed: int | None = None
    other: Path | None = None

    @property
    def slot(self) -> str:
        """What questions to it are called: one beside the selected model is asked at a time."""
        return "learned" if self == LEARNED else "beside"


LEARNED = Which()


@dataclass(frozen=True, slots=True)
class KernelLook:
    """How kernels are shown; `channel` is the input channel of View.INPUT, `like` the one of Order.SIMILARITY."""

    view: View | None = None
    scale: Scale = Scale.COMMON
    order: Order = Order.NUMBER
    channel: int = 0
    like: int = 0


@dataclass(frozen=True, slots=True, eq=False)
class LayerKernels:
    """The kernels of a layer as they are looked at; arrays are by channel, `order` is that of the tiles.

    `matrix` are the weights of kernels that only mix channels as grey levels, (channels, inputs); None for others.
    """

    kernels: Kernels
    view: View
    order: NDArray[np.intp]
    values: NDArray[np.float32]
    pixels: Pixels
    norms: NDArray[np.float32]
    is_dead: NDArray[np.bool_]
    matrix: Pixels | None = None


@dataclass(frozen=True, slots=True)
class NoKernels:
    """The layer has none; `nearest` is a layer that has."""

    layer: str
    nearest: str | None


@dataclass(frozen=True, slots=True, eq=False)
class ShownMaps:
    """The maps of a layer, and the photograph they were computed for, made small: `factor` of its size.

    `order` is that of the tiles, `shades` and `peaks` are by channel.
    """

    maps: FeatureMaps
    order: NDArray[np.intp]
    shades: Pixels
    peaks: NDArray[np.float32]
    picture: Pixels
    factor: float


@dataclass(frozen=True, slots=True, eq=False)
class FramedField:
    """A photograph made small by `factor`, with the field of a unit in its own pixels."""

    path: Path
    picture: Pixels
    factor: float
    box: Box
    value: float


@dataclass(frozen=True, slots=True)
class PassState:
    """How far a pass over the photographs is: `done` of `total`. `remark` is what is to be said of it."""

    done: int
    total: int
    remark: str = ""
