"""A photograph in memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import NewType

import numpy as np
from numpy.typing import NDArray

ImageId = NewType("ImageId", str)
"""The SHA-256 of a file's bytes, 64 hexadecimal digits: the same photograph under another name has the same id."""


@dataclass(frozen=True, slots=True, eq=False)
class Photograph:
    """Decoded pixels and what is known of the file that they came from.

    `pixels` is (height, width, 3) uint8 RGB, upright (EXIF orientation applied), read-only, without alpha.
    `bit_depth` is the number of bits a channel that the file stores (1 to 16, or 32 for floating point).
    """

    id: ImageId
    path: Path
    pixels: NDArray[np.uint8]
    format: str
    mode: str
    bit_depth: int

    @property
    def width(self) -> int:
        """Width in pixels, upright."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels, upright."""
        return int(self.pixels.shape[0])
