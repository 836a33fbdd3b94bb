"""Putting a marker into a photograph: Poisson blending of textures, covering by objects.

Both change the pixels of the marker's mask and no other.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from core.synthesis.markers.drawing import Raster
from core.synthesis.markers.membrane import membrane

_FULL = 256


def blend(
    photograph: NDArray[np.uint8], texture: NDArray[np.uint8], mask: NDArray[np.bool_], *, strength: float = 1.0
) -> NDArray[np.uint8]:
    """The photograph with the texture's gradients inside the mask and its own colours along the mask's rim.

    All three have the same height and width (uint8 RGB, uint8 RGB, bool), and the mask leaves the outermost pixels out.
    `strength` from 0 to 1 scales the gradients. Poisson image editing (Pérez, Gangnet, Blake 2003, equation 4 with the
    texture's gradient as guidance): the texture plus the membrane that spans the difference at the rim.

    OpenCV's `seamlessClone` solves the same equation, and three things differ. It solves over the mask's box rather
    than within the mask, and so changes pixels outside it; it places the texture by the mask's box; and its transforms
    come to other bytes on other processors. This one comes to the same bytes on all.
    """
    share = np.float32(round(strength * _FULL) / _FULL)
    guide = texture.astype(np.float32) * share
    rim = photograph.astype(np.float32) - guide
    solution = guide + membrane(rim, mask)
    rounded = np.floor(np.clip(solution, 0, 255) + np.float32(0.5)).astype(np.uint8)
    blended: NDArray[np.uint8] = np.where(mask[..., None], rounded, photograph)
    return blended


def cover(photograph: NDArray[np.uint8], raster: Raster, *, strength: float = 1.0) -> NDArray[np.uint8]:
    """The photograph (uint8 RGB of the raster's size) under a drawing whose rim is anti-aliased.

    `strength` from 0 to 1 is how opaque the drawing is.
    """
    opacity = round(strength * _FULL)
    whole = raster.samples * _FULL
    beneath = photograph.astype(np.int32) * (whole - raster.covered * opacity)[..., None]
    covered: NDArray[np.uint8] = ((beneath + raster.colours * opacity + whole // 2) // whole).astype(np.uint8)
    return covered
