"""Which pixels of a photograph a mark holds: those whose centre it covers.

A mark is never lost for being small: one that covers no centre holds the pixel at its middle. Points lie in photographs
as everywhere: pixel (column, row) covers the square from (column, row) to (column + 1, row + 1).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.annotations import Shape, ShapeKind

Mask = NDArray[np.bool_]
Point = tuple[float, float]
Size = tuple[int, int]
Place = tuple[slice, slice]
POINT_RADIUS_SHARE = 0.0025
"""Of the longer side of a photograph: a microaneurysm is about so large where a photograph shows 45 degrees."""


def point_radius_px(size: Size) -> float:
    """The radius of the disc that stands for a point on a photograph of `size` (width, height)."""
    return max(1.0, POINT_RADIUS_SHARE * max(size))


def mask_of(shapes: Iterable[Shape], size: Size, *, radius_px: float | None = None) -> Mask:
    """All pixels that any of the marks holds: bool (height, width) for a photograph of `size` (width, height).

    Points are discs of `radius_px` (by default `point_radius_px`), boxes and regions are filled; where the outline of a
    region crosses itself, all that it goes around belongs to it.
    """
    mask = np.zeros((size[1], size[0]), np.bool_)
    for shape in shapes:
        place, part = held(shape, size, radius_px=radius_px)
        mask[place] |= part
    return mask


def masks_by_name(shapes: Iterable[Shape], size: Size) -> dict[str, Mask]:
    """What marks of each name hold together. Regions painted over a photograph of another size do not count."""
    named: dict[str, list[Shape]] = {}
    for shape in shapes:
        if shape.size in (None, size):
            named.setdefault(shape.name, []).append(shape)
    return {name: mask_of(members, size) for name, members in named.items()}


def held(shape: Shape, size: Size, *, radius_px: float | None = None) -> tuple[Place, Mask]:
    """The pixels of one mark: rows and columns of a part of the photograph, and which pixels of that part."""
    if shape.runs:
        return _held_by_runs(shape.runs, size)
    radius = point_radius_px(size) if radius_px is None else radius_px
    margin = radius if shape.kind is ShapeKind.POINT else 0.0
    place = _place(shape.points, size, margin)
    rows, columns = place
    if shape.kind is ShapeKind.POINT:
        part = _disc(shape.points[0], radius, place)
    elif shape.kind is ShapeKind.BOX:
        part = _box(shape.points, place)
    else:
        part = _region(shape.points, place)
    if not part.any():
        x, y = np.mean(np.array(shape.points), axis=0)
        column = min(max(int(x), columns.start), columns.stop - 1)
        row = min(max(int(y), rows.start), rows.stop - 1)
        part[row - rows.start, column - columns.start] = True
    return place, part


def bounds(shape: Shape, size: Size) -> tuple[float, float, float, float]:
    """The box (left, top, right, bottom) around a mark; around a point it has no extent."""
    if shape.runs:
        (rows, columns), part = _held_by_runs(shape.runs, size)
        down, across = np.flatnonzero(part.any(axis=1)), np.flatnonzero(part.any(axis=0))
        if not len(down):
            return 0.0, 0.0, 0.0, 0.0
        return (
            float(columns.start + across[0]),
            float(rows.start + down[0]),
            float(columns.start + across[-1] + 1),
            float(rows.start + down[-1] + 1),
        )
    points = np.array(shape.points, np.float64)
    left, top = points.min(axis=0).tolist()
    right, bottom = points.max(axis=0).tolist()
    return left, top, right, bottom


def runs_of(mask: Mask) -> tuple[int, ...]:
    """Lengths of runs of pixels off and on in turn, column by column, as COCO counts them."""
    flat = mask.ravel(order="F")
    ends = np.flatnonzero(np.diff(flat)) + 1
    lengths = np.diff(np.concatenate([[0], ends, [flat.size]])).tolist()
    return tuple([0, *lengths] if flat.size and flat[0] else lengths)


def mask_of_runs(runs: Sequence[int], size: Size) -> Mask:
    """The mask, bool (height, width), that `runs` describe."""
    values = np.arange(len(runs)) % 2 == 1
    return np.repeat(values, runs).reshape((size[1], size[0]), order="F")


def _held_by_runs(runs: Sequence[int], size: Size) -> tuple[Place, Mask]:
    return (slice(0, size[1]), slice(0, size[0])), mask_of_runs(runs, size)


def _place(points: Sequence[Point], size: Size, margin: float) -> Place:
    """The pixels around points, of which there is one at least."""
    values = np.array(points, np.float64)
    low, high = np.floor(values.min(axis=0) - margin), np.ceil(values.max(axis=0) + margin)
    slices = []
    for axis in (1, 0):
        first = int(min(max(low[axis], 0), size[axis] - 1))
        slices.append(slice(first, int(min(max(high[axis], first + 1), size[axis]))))
    return slices[0], slices[1]


def _centres(place: Place) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """The y of its rows as a column, the x of its columns as a row."""
    rows, columns = place
    y, x = (np.arange(one.start, one.stop, dtype=np.float64) + 0.5 for one in (rows, columns))
    return y[:, None], x[None]


def _disc(centre: Point, radius: float, place: Place) -> Mask:
    y, x = _centres(place)
    inside: Mask = (x - centre[0]) ** 2 + (y - centre[1]) ** 2 <= radius**2
    return inside


def _box(corners: Sequence[Point], place: Place) -> Mask:
    y, x = _centres(place)
    (left, right), (top, bottom) = (sorted(one[axis] for one in corners) for axis in (0, 1))
    inside: Mask = (x >= left) & (x < right) & (y >= top) & (y < bottom)
    return inside


def _region(points: Sequence[Point], place: Place) -> Mask:
    """Where the outline winds around the centre of a pixel at all, counted edge by edge along each row."""
    rows, columns = place
    width = columns.stop - columns.start
    starts = np.array(points, np.float64) - (columns.start, rows.start)
    ends = np.roll(starts, -1, axis=0)
    turns = np.zeros((rows.stop - rows.start, width + 1), np.int32)
    upper, lower = np.minimum(starts[:, 1], ends[:, 1]), np.maximum(starts[:, 1], ends[:, 1])
    first = np.clip(np.ceil(upper - 0.5), 0, len(turns)).astype(np.int64)
    count = np.clip(np.ceil(lower - 0.5), 0, len(turns)).astype(np.int64) - first
    edge = np.repeat(np.arange(len(starts)), count)
    row = np.arange(len(edge)) - np.repeat(np.cumsum(count) - count, count) + first[edge]
    (x0, y0), (x1, y1) = starts[edge].T, ends[edge].T
    crossing = x0 + (row + 0.5 - y0) * (x1 - x0) / (y1 - y0)
    column = np.clip(np.ceil(crossing - 0.5), 0, width).astype(np.int64)
    np.add.at(turns, (row, column), np.where(y1 > y0, 1, -1))
    inside: Mask = np.cumsum(turns, axis=1)[:, :width] != 0
    return inside
