"""The pictures of a report: examples with maps and outlines, and the filters of the first layer."""

from __future__ import annotations

import base64
import io
from collections.abc import Mapping

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image
from torch import nn

from core.datasets.mask_colours import mask_colours
from core.datasets.outlines import draw_outlines, outline
from core.explain.explanation import Explanation
from core.explain.overlay import Rendering, compose

SIDE_PX = 288
"""The side of an example."""
_FILTER_PX = 36
_MOST_FILTERS = 64
_GAP_PX = 2
_JPEG_QUALITY = 88

Pixels = NDArray[np.uint8]


def example(pixels: Pixels, masks: Mapping[str, NDArray[np.bool_]], explanation: Explanation | None = None) -> Pixels:
    """A photograph with the outlines of its masks, and a map over it if there is one: uint8 RGB, at most 288 a side.

    Small photographs are enlarged in whole steps, pixel by pixel.
    """
    drawn = compose(pixels, explanation, Rendering()) if explanation is not None else pixels.copy()
    height, width = drawn.shape[:2]
    factor = SIDE_PX / max(height, width)
    if factor >= 2:
        step = int(factor)
        drawn = np.repeat(np.repeat(drawn, step, axis=0), step, axis=1)
        factor = float(step)
    elif factor < 1:
        size = (round(width * factor), round(height * factor))
        drawn = np.asarray(cv2.resize(drawn, size, interpolation=cv2.INTER_AREA), np.uint8)
    else:
        factor = 1.0
    drawn = np.ascontiguousarray(drawn)
    for code, colour in mask_colours(masks).items():
        draw_outlines(drawn, [line * factor for line in outline(masks[code]).lines], colour)
    return drawn


def filters(module: nn.Module) -> tuple[str, Pixels] | None:
    """The kernels of the first convolution that reads colours or grey levels, as a grid: its name, uint8 RGB.

    Grey is 0; all kernels share one scale, from -1 to 1 times the largest weight. None where there is no such layer.
    At most 64 kernels are shown, the strongest first.
    """
    for name, part in module.named_modules():
        if isinstance(part, nn.Conv2d):
            weights = part.weight.detach().float().cpu().numpy()
            return (name, _grid(weights)) if weights.shape[1] in (1, 3) else None
    return None


def encoded(pixels: Pixels, *, is_drawing: bool = False) -> str:
    """A picture as a data URL: JPEG, or PNG for drawings and small pictures, which JPEG would blur."""
    stream = io.BytesIO()
    kind = "png" if is_drawing else "jpeg"
    options = {"optimize": True} if is_drawing else {"quality": _JPEG_QUALITY}
    Image.fromarray(pixels).save(stream, kind, **options)
    return f"data:image/{kind};base64,{base64.b64encode(stream.getvalue()).decode()}"


def _grid(weights: NDArray[np.float32]) -> Pixels:
    """Kernels (n, 1 or 3, h, w) as tiles in rows."""
    order = np.argsort(-np.abs(weights).sum((1, 2, 3)), kind="stable")[:_MOST_FILTERS]
    scale = float(np.abs(weights).max()) or 1.0
    levels = np.rint(127.5 + 127.5 * weights[order] / scale).astype(np.uint8).transpose(0, 2, 3, 1)
    step = max(1, round(_FILTER_PX / max(levels.shape[1:3])))
    tiles = np.repeat(np.repeat(np.broadcast_to(levels, (*levels.shape[:3], 3)), step, axis=1), step, axis=2)
    count, height, width = tiles.shape[:3]
    columns = min(16, count)
    rows = -(-count // columns)
    grid = np.full((rows * (height + _GAP_PX) - _GAP_PX, columns * (width + _GAP_PX) - _GAP_PX, 3), 255, np.uint8)
    for place, tile in enumerate(tiles):
        top, left = (place // columns) * (height + _GAP_PX), (place % columns) * (width + _GAP_PX)
        grid[top : top + height, left : left + width] = tile
    return grid
