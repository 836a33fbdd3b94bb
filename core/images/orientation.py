"""How a photograph is shown: as its file has it, turned by half, as in a mirror, or both."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from core.images.geometry import IDENTITY, Affine
from core.images.photograph import ImageId, Photograph


@dataclass(frozen=True, slots=True)
class Orientation:
    """`is_turned`: by half, as photographs taken through a condensing lens must be; `is_mirrored`: left is right.

    Each of the four is its own inverse: what takes a point of the file to where it is shown takes it back as well.
    """

    is_turned: bool = False
    is_mirrored: bool = False

    @property
    def is_as_stored(self) -> bool:
        """Whether the photograph is shown as its file has it."""
        return not (self.is_turned or self.is_mirrored)

    @property
    def words(self) -> str:
        """Said of a photograph; empty where it is shown as its file has it."""
        parts = [*(["turned by half"] if self.is_turned else []), *(["mirrored"] if self.is_mirrored else [])]
        return " and ".join(parts)

    def apply(self, pixels: NDArray[np.generic]) -> NDArray[np.generic]:
        """An array (h, w, ...) as it is shown; a copy unless it is shown as it is."""
        if self.is_as_stored:
            return pixels
        down = -1 if self.is_turned else 1
        across = -1 if self.is_turned is not self.is_mirrored else 1
        return np.ascontiguousarray(pixels[::down, ::across])

    def affine(self, width: float, height: float) -> Affine:
        """Where a point (x, y) of a photograph of that size is shown; also the way back."""
        if self.is_as_stored:
            return IDENTITY
        is_across = self.is_turned is not self.is_mirrored
        return Affine(
            xx=-1.0 if is_across else 1.0,
            x0=width if is_across else 0.0,
            yy=-1.0 if self.is_turned else 1.0,
            y0=height if self.is_turned else 0.0,
        )

    def photograph(self, photograph: Photograph) -> Photograph:
        """The photograph as it is shown, with an id of its own: a network says something else of it."""
        if self.is_as_stored:
            return photograph
        pixels = np.ascontiguousarray(self.apply(photograph.pixels), np.uint8)
        pixels.flags.writeable = False
        identity = ImageId(hashlib.sha256(f"{photograph.id} {self.words}".encode()).hexdigest())
        return replace(photograph, id=identity, pixels=pixels)


AS_STORED = Orientation()
