"""A photograph in memory."""

from dataclasses import dataclass
from pathlib import Path
from typing import NewType

import numpy as np
from numpy.typing import NDArray

from core.images.facts import NO_FACTS, Facts

ImageId = NewType("ImageId", str)
"""64 hexadecimal digits: the SHA-256 of a file's bytes, so that the same photograph under another name has the same id.

Of a photograph that a file holds beside others: the SHA-256 of the file's and the photograph's number.
"""


@dataclass(frozen=True, slots=True, eq=False)
class Photograph:
    """Decoded pixels and what is known of the file that they came from.

    `pixels` is (height, width, 3) uint8 RGB, upright (EXIF orientation applied), read-only, without alpha.
    `bit_depth` is the number of bits a channel that the file stores (1 to 16, or 32 for floating point).
    `path` may name one of several photographs in a file (`core.images.frames`). `facts` is what the file says beside
    its pixels.
    """

    id: ImageId
    path: Path
    pixels: NDArray[np.uint8]
    format: str
    mode: str
    bit_depth: int
    facts: Facts = NO_FACTS

    @property
    def width(self) -> int:
        """Width in pixels, upright."""
        return int(self.pixels.shape[1])

    @property
    def height(self) -> int:
        """Height in pixels, upright."""
        return int(self.pixels.shape[0])
