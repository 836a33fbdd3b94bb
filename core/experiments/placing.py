"""Maps, masks and fields brought onto one grid of pixels, so that they can be compared."""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.explain.explanation import Explanation
from core.explain.rendering import Interpolation
from core.explain.sampling import Axis, MapSampler, extended, upscale
from core.images.field import find_field
from core.images.geometry import Affine

Size = tuple[int, int]
"""(width, height) in pixels."""

_MOST_SAMPLES = 8


def grid_size(width: int, height: int, *, max_side: int) -> Size:
    """The size (width, height) of a photograph, scaled down where a side is longer than `max_side`; never up."""
    scale = min(1.0, max_side / max(width, height))
    return max(1, round(width * scale)), max(1, round(height * scale))


def map_on_grid(explanation: Explanation, photograph: Size, grid: Size) -> NDArray[np.float32]:
    """The map at the pixels of a grid over the whole photograph, as the overlay draws it: float32 (h, w), raw.

    `photograph` and `grid` are (width, height). Values between cells are those of `MapSampler`; where the map is finer
    than the grid, the mean over each pixel. What the network did not see is 0.
    """
    width, height = grid
    to_grid = Affine.scale(width / photograph[0], height / photograph[1])
    values, to_photograph = extended(explanation.map, explanation.to_photograph, explanation.seen)
    placed = to_photograph.then(to_grid)
    fineness = max(
        math.hypot(placed.inverse().xx, placed.inverse().yx), math.hypot(placed.inverse().xy, placed.inverse().yy)
    )
    samples = min(_MOST_SAMPLES, max(1, math.ceil(fineness - 1e-6)))
    sampled = _sampled(values, placed.then(Affine.scale(samples, samples)), (width * samples, height * samples))
    if samples > 1:
        sampled = np.asarray(cv2.resize(sampled, grid, interpolation=cv2.INTER_AREA), np.float32)
    sampled[~seen_on_grid(explanation, photograph, grid)] = 0
    return sampled


def seen_on_grid(explanation: Explanation, photograph: Size, grid: Size) -> NDArray[np.bool_]:
    """Which pixels of the grid the network saw: bool (h, w), by their centres."""
    left, top, right, bottom = explanation.seen
    x = (np.arange(grid[0]) + 0.5) * photograph[0] / grid[0]
    y = (np.arange(grid[1]) + 0.5) * photograph[1] / grid[1]
    seen: NDArray[np.bool_] = ((y >= top) & (y < bottom))[:, None] & ((x >= left) & (x < right))
    return seen


def mask_on_grid(mask: NDArray[np.bool_], grid: Size) -> NDArray[np.bool_]:
    """A mask (h, w) of the photograph on the grid: a pixel belongs to it where any part of it does.

    So a lesion of a few pixels is not lost on a coarse grid; it grows by less than a pixel of it.
    """
    if (mask.shape[1], mask.shape[0]) == grid:
        return mask
    shares = cv2.resize(mask.astype(np.float32), grid, interpolation=cv2.INTER_AREA)
    touched: NDArray[np.bool_] = np.asarray(shares) > 0
    return touched


def field_on_grid(pixels: NDArray[np.uint8], grid: Size) -> NDArray[np.bool_]:
    """The disc of light of a fundus photograph on the grid: bool (h, w); everything where there is no dark border."""
    height, width = pixels.shape[:2]
    try:
        field = find_field(pixels)
    except ImageError:  # dark all over: nothing says where it could be
        return np.ones((grid[1], grid[0]), np.bool_)
    x = (np.arange(grid[0]) + 0.5) * width / grid[0]
    y = (np.arange(grid[1]) + 0.5) * height / grid[1]
    across, down = (x >= field.left) & (x < field.right), (y >= field.top) & (y < field.bottom)
    inside: NDArray[np.bool_] = down[:, None] & across
    if not inside.all():
        centre_x, centre_y = field.centre
        inside &= np.hypot(x - centre_x, (y - centre_y)[:, None]) <= field.diameter / 2
    return inside


def _sampled(values: NDArray[np.float32], placed: Affine, size: Size) -> NDArray[np.float32]:
    """The map at the centres of `size` pixels; 0 beyond its cells."""
    width, height = size
    if placed.xy != 0 or placed.yx != 0:
        fine = upscale(values, Interpolation.SMOOTH, max_pixels=1 << 20)
        to_fine = Affine.scale(values.shape[1] / fine.shape[1], values.shape[0] / fine.shape[0])
        centred = Affine.shift(0.5, 0.5).then(to_fine).then(placed).then(Affine.shift(-0.5, -0.5))
        turned = cv2.warpAffine(fine, centred.matrix()[:2], size, flags=cv2.INTER_LINEAR, borderValue=0.0)
        return np.asarray(turned, np.float32)
    inverse = placed.inverse()
    columns = Axis.along((0, width), values.shape[1], inverse.xx, inverse.x0)
    rows = Axis.along((0, height), values.shape[0], inverse.yy, inverse.y0)
    sampled = np.zeros((height, width), np.float32)
    sampler = MapSampler(values, columns, rows, Interpolation.SMOOTH)
    sampled[rows.start : rows.stop, columns.start : columns.stop] = sampler.rows(0, len(rows))
    return sampled
