"""Pixels as pictures of a report: of the size at which they are looked at, coded once for both kinds of file."""

from __future__ import annotations

import io
from collections.abc import Sequence

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.datasets.outlines import draw_outlines
from core.reports.document import Picture, PictureKind

_JPEG_QUALITY = 90


ColouredLines = tuple[Sequence[NDArray[np.float64]], tuple[int, int, int]]
"""Outlines (k, 2) of points (x, y) in pixels of the picture, and their colour."""


def picture(
    pixels: NDArray[np.uint8],
    caption: str = "",
    *,
    side_px: int = 900,
    is_drawing: bool = False,
    lines: Sequence[ColouredLines] = (),
) -> Picture:
    """(h, w, 3) uint8 RGB, made smaller where its longer side is above `side_px`; `lines` are drawn after that.

    JPEG without any of the file's own metadata; PNG for drawings and for small pictures, which JPEG would blur. A
    photograph of half of `side_px` or less is marked to be shown pixel by pixel.
    """
    height, width = pixels.shape[:2]
    factor = side_px / max(height, width)
    if factor < 1:
        size = (max(1, round(width * factor)), max(1, round(height * factor)))
        pixels = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    if lines:
        pixels = np.ascontiguousarray(pixels).copy()
        for outlines, rgb in lines:
            draw_outlines(pixels, [outline * min(1.0, factor) for outline in outlines], rgb)
    is_small = max(height, width) <= 128
    kind = PictureKind.PNG if is_drawing or is_small else PictureKind.JPEG
    stream = io.BytesIO()
    if kind is PictureKind.PNG:
        Image.fromarray(pixels).save(stream, "png", optimize=True)
    else:
        Image.fromarray(pixels).save(stream, "jpeg", quality=_JPEG_QUALITY, subsampling=0)
    height, width = pixels.shape[:2]
    return Picture(stream.getvalue(), kind, (width, height), caption, is_pixels=is_small)
