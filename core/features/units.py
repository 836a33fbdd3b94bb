"""The strongest units of a layer."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

NOBODY = -1


@dataclass(frozen=True, slots=True, eq=False)
class Strongest:
    """The strongest units of every channel of a layer, the strongest first: arrays (channels, count), read-only.

    `values` float32 are raw activations (-inf where there are fewer photographs), `photographs` int32 are places in the
    list of photographs (-1 likewise), `rows` and `columns` int32 say where on the layer's grid. Of units that are
    equally strong the one of the earlier photograph counts; behind a rectification the one that was stronger before it.
    """

    values: NDArray[np.float32]
    photographs: NDArray[np.int32]
    rows: NDArray[np.int32]
    columns: NDArray[np.int32]
