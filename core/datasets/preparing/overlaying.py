"""Masks follow their photographs through a preparation."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.geometry import Affine

_SUPERSAMPLING = 4
_COVERED = 0.5


def prepared_mask(mask: NDArray[np.bool_], to_photograph: Affine, size: tuple[int, int]) -> NDArray[np.bool_]:
    """The mask of a prepared copy of `size` (height, width), from that of the photograph, bool (h, w).

    A pixel belongs to the subject where half of it does. A subject so small that no pixel would be left, a
    microaneurysm, keeps the pixels of which it covers most.
    """
    height, width = size
    fine = np.float64(_SUPERSAMPLING)
    # Pixel centres: OpenCV's pixel (0, 0) is a point, ours has its centre at (0.5, 0.5).
    way = Affine.shift(0.5, 0.5).then(Affine.scale(1 / fine, 1 / fine)).then(to_photograph)
    matrix = way.then(Affine.shift(-0.5, -0.5)).matrix()[:2]
    shape = (width * _SUPERSAMPLING, height * _SUPERSAMPLING)
    flags = cv2.INTER_NEAREST | cv2.WARP_INVERSE_MAP
    warped = cv2.warpAffine(mask.astype(np.float32), matrix, shape, flags=flags)
    share = cv2.resize(warped, (width, height), interpolation=cv2.INTER_AREA)
    made: NDArray[np.bool_] = share >= _COVERED
    if not made.any() and share.any():
        made = share >= share.max()
    return made
