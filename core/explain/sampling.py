"""Values of a map between the centres of its cells. Values are interpolated, never colours."""

from __future__ import annotations

import math
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.rendering import Interpolation
from core.images.geometry import Affine

Box = tuple[float, float, float, float]
"""Left, top, right and bottom, in pixels of the photograph."""

_ROUNDING = 1e-6
_LARGEST = np.float32(1e30)


def cleaned(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The map with 0 in place of what is not finite, which is thereby transparent, and within +-1e30.

    Nothing that means anything is beyond, and differences between such values would overflow.
    """
    if np.abs(values).max(initial=0) <= _LARGEST:
        return values
    return np.clip(np.where(np.isfinite(values), values, np.float32(0)), -_LARGEST, _LARGEST)


def filled(values: NDArray[np.float32]) -> NDArray[np.float32]:
    """The map with the nearest known value in place of each that is NaN: how a map looks that is not yet whole."""
    unknown = np.isnan(values)
    if not unknown.any() or unknown.all():
        return values
    _distance, nearest = cv2.distanceTransformWithLabels(
        unknown.astype(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5, labelType=cv2.DIST_LABEL_PIXEL
    )
    table = np.zeros(int(nearest.max()) + 1, np.float32)
    table[nearest[~unknown]] = values[~unknown]
    return np.asarray(table[nearest], np.float32)


def extended(values: NDArray[np.float32], to_photograph: Affine, seen: Box) -> tuple[NDArray[np.float32], Affine]:
    """The map with its outer cells repeated until they reach the border of what the network saw, and where it lies.

    A cell lies where the centre of its receptive field is, so that the outer ones may stop short of that border; they
    answer for what is between. Cells that stand out stay: whoever draws, clips.
    """
    height, width = values.shape
    inverse = to_photograph.inverse()
    corner = Affine.shift(seen[0], seen[1])
    left, top, right, bottom = corner.then(inverse).bounds(seen[2] - seen[0], seen[3] - seen[1])
    before_x, before_y = (max(0, math.ceil(-gap - _ROUNDING)) for gap in (left, top))
    after_x, after_y = (max(0, math.ceil(gap - _ROUNDING)) for gap in (right - width, bottom - height))
    if not (before_x or before_y or after_x or after_y):
        return values, to_photograph
    padded = np.pad(values, ((before_y, after_y), (before_x, after_x)), mode="edge")
    return padded, Affine.shift(-before_x, -before_y).then(to_photograph)


def upscale(values: NDArray[np.float32], interpolation: Interpolation, *, max_pixels: int) -> NDArray[np.float32]:
    """The map (h, w) with each cell divided into k x k samples, float32 (h k, w k), finite.

    k is the largest that stays within `max_pixels`, and 1 where cells are drawn as they are or the map is larger than
    that. Smooth values are those of `MapSampler`; cells that are not finite are 0 over all of their area.
    """
    height, width = values.shape
    factor = int((max_pixels / (height * width)) ** 0.5)
    if interpolation is Interpolation.CELLS or factor <= 1:
        return cleaned(values)
    columns = Axis.along((0, width * factor), width, 1 / factor, 0.0)
    rows = Axis.along((0, height * factor), height, 1 / factor, 0.0)
    return MapSampler(values, columns, rows, interpolation).rows(0, height * factor)


@dataclass(frozen=True, slots=True, eq=False)
class Axis:
    """Where the pixels `start` to `stop` of one side of a picture lie among the cells of a map.

    `cell` is the cell that a pixel's centre lies in; `first` the last cell whose centre is not behind it, `weight` 0..1
    how far it is from there to the centre of the next. Beyond the outermost centres `weight` is 0.
    """

    start: int
    stop: int
    cell: NDArray[np.intp]
    first: NDArray[np.intp]
    weight: NDArray[np.float32]

    def __len__(self) -> int:
        return self.stop - self.start

    @staticmethod
    def along(pixels: tuple[int, int], cells: int, scale: float, offset: float) -> Axis:
        """For those of a half-open range of pixels whose centre lies in a cell.

        The centre of pixel p is at `scale * (p + 0.5) + offset` cells.
        """
        position = scale * (np.arange(pixels[0], pixels[1]) + 0.5) + offset
        inside = np.nonzero((position >= 0) & (position < cells))[0]
        start = pixels[0] + int(inside[0]) if inside.size else pixels[0]
        position = position[inside]
        centred = np.clip(position - 0.5, 0, cells - 1)
        first = centred.astype(np.intp)
        return Axis(start, start + inside.size, position.astype(np.intp), first, (centred - first).astype(np.float32))


class MapSampler:
    """A map (h, w), float32, read at the pixels of two axes, band by band.

    Smooth values are cubic along the rows and then along the columns, with the tangents of Steffen (1990, "A simple
    method for monotonic interpolation in one dimension", eq. 11): they pass through the cells' values, have no creases,
    and stay between the smallest and the largest of the four cells around, so no peak or trough is invented. From the
    centres of the outermost cells to the map's edge they are constant. Cells that are not finite are 0 all over.
    """

    def __init__(self, values: NDArray[np.float32], columns: Axis, rows: Axis, interpolation: Interpolation) -> None:
        self._columns = columns
        self._rows = rows
        self._is_broken = ~np.isfinite(values)
        self._has_broken = bool(self._is_broken.any())
        self._is_smooth = interpolation is Interpolation.SMOOTH
        values = cleaned(values)
        if self._is_smooth:
            along = _evaluate(_cubics(np.ascontiguousarray(values.T)), columns.first, columns.weight)
            self._cubics = _cubics(np.ascontiguousarray(along.T))
        else:
            self._wide = values[:, columns.cell]

    def rows(self, begin: int, end: int) -> NDArray[np.float32]:
        """The values at the rows `begin` to `end` of the vertical axis, counted from its start: a new (n, w) array."""
        cells = self._rows.cell[begin:end]
        if self._is_smooth:
            band = _evaluate(self._cubics, self._rows.first[begin:end], self._rows.weight[begin:end])
        else:
            band = self._wide[cells]
        if self._has_broken:
            band[self._is_broken[np.ix_(cells, self._columns.cell)]] = 0
        return band


Cubics = tuple[NDArray[np.float32], NDArray[np.float32], NDArray[np.float32], NDArray[np.float32]]


def _cubics(values: NDArray[np.float32]) -> Cubics:
    """For each row i the coefficients of 1, t, t^2 and t^3 between row i (t = 0) and row i + 1 (t = 1)."""
    step = np.zeros_like(values)
    step[:-1] = np.diff(values, axis=0)
    tangent = np.zeros_like(values)
    before, after = step[:-2], step[1:-1]
    steepest = np.minimum(np.minimum(np.abs(before), np.abs(after)), 0.25 * np.abs(before + after))
    tangent[1:-1] = (np.sign(before) + np.sign(after)) * steepest
    tangent_after = np.zeros_like(values)
    tangent_after[:-1] = tangent[1:]
    return values, tangent, 3 * step - 2 * tangent - tangent_after, tangent + tangent_after - 2 * step


def _evaluate(cubics: Cubics, first: NDArray[np.intp], weight: NDArray[np.float32]) -> NDArray[np.float32]:
    constant, linear, square, cube = cubics
    t = weight[:, None]
    result = cube[first]
    for coefficients in (square, linear, constant):
        result *= t
        result += coefficients[first]
    return result
