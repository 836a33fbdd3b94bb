"""Resizing with Pillow's filters, in parallel."""

import os
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray
from PIL import Image

_BAND_ROWS = 64
_PARALLEL_FROM_PIXELS = 2**20
_MAX_THREADS = 4


class Interpolation(StrEnum):
    """The filters, with antialiasing when made smaller. Names as in torchvision."""

    NEAREST = "nearest"
    BILINEAR = "bilinear"
    BICUBIC = "bicubic"
    LANCZOS = "lanczos"


_FILTERS = {
    Interpolation.NEAREST: Image.Resampling.NEAREST,
    Interpolation.BILINEAR: Image.Resampling.BILINEAR,
    Interpolation.BICUBIC: Image.Resampling.BICUBIC,
    Interpolation.LANCZOS: Image.Resampling.LANCZOS,
}


def resized(pixels: NDArray[np.uint8], height: int, width: int, interpolation: Interpolation) -> NDArray[np.uint8]:
    """`pixels` (h, w, 3) resized to (`height`, `width`, 3), equal in every bit to `PIL.Image.resize`.

    Pillow resizes rows first, rounds to 8 bits, then columns. The rows are independent of one another, so that a large
    photograph is cut in bands that are resized in several threads, none of which needs a copy of the whole.
    """
    rows, columns = pixels.shape[:2]
    if (rows, columns) == (height, width):
        return pixels
    chosen = _FILTERS[interpolation]
    if rows * columns < _PARALLEL_FROM_PIXELS or interpolation is Interpolation.NEAREST:
        return np.asarray(Image.fromarray(pixels).resize((width, height), chosen))
    narrow = np.empty((rows, width, 3), np.uint8)

    def resize_band(top: int) -> None:
        band = Image.fromarray(pixels[top : top + _BAND_ROWS])
        narrow[top : top + _BAND_ROWS] = np.asarray(band.resize((width, band.height), chosen))

    with ThreadPoolExecutor(min(_MAX_THREADS, os.cpu_count() or 1)) as threads:
        list(threads.map(resize_band, range(0, rows, _BAND_ROWS)))
    return np.asarray(Image.fromarray(narrow).resize((width, height), chosen))
