"""The regions that edits change, in pixels of the photograph, and which pixels they hold. Knows no torch.

Points are continuous (x, y) as everywhere (`core.images.geometry`). Shapes may reach beyond the photograph.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.edits.error import EditError

Point = tuple[float, float]
Mask = NDArray[np.bool_]

MOST_POINTS = 20_000
FARTHEST_PX = 1e5
MOST_RADIUS_PX = 5_000.0
MOST_RUN_PIXELS = 1 << 28
_SUBPIXEL_BITS = 4


class Box(NamedTuple):
    """Whole pixels of the photograph; `right` and `bottom` lie outside."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def is_empty(self) -> bool:
        """Whether there is no pixel in it."""
        return self.right <= self.left or self.bottom <= self.top

    @property
    def size(self) -> tuple[int, int]:
        """(height, width)."""
        return self.bottom - self.top, self.right - self.left

    @property
    def slices(self) -> tuple[slice, slice]:
        """The rows and columns, to index an array by."""
        return slice(self.top, self.bottom), slice(self.left, self.right)

    def grown(self, by: int) -> Box:
        """With `by` more pixels on each side."""
        return Box(self.left - by, self.top - by, self.right + by, self.bottom + by)

    def within(self, width: int, height: int) -> Box:
        """What of it lies in a picture of that size."""
        return Box(
            min(max(self.left, 0), width),
            min(max(self.top, 0), height),
            min(max(self.right, 0), width),
            min(max(self.bottom, 0), height),
        )

    def joined(self, other: Box) -> Box:
        """The box around both; an empty one adds nothing."""
        if self.is_empty or other.is_empty:
            return other if self.is_empty else self
        lowest = (min(pair) for pair in zip(self[:2], other[:2], strict=True))
        highest = (max(pair) for pair in zip(self[2:], other[2:], strict=True))
        return Box(*lowest, *highest)


NOTHING = Box(0, 0, 0, 0)


@dataclass(frozen=True, slots=True)
class Stroke:
    """What a round brush of `radius` pixels covers along a line. Raises EditError where that cannot be."""

    points: tuple[Point, ...]
    radius: float

    def __post_init__(self) -> None:
        _check_points(self.points, least=1)
        if not 0 < self.radius <= MOST_RADIUS_PX:
            raise EditError(f"A brush cannot have a radius of {self.radius:g} pixels.")

    def bounds(self) -> Box:
        """The pixels that it may hold."""
        return _around(self.points, self.radius)

    def mask(self, box: Box) -> Mask:
        """Which pixels of `box` it holds: (height, width)."""
        inside = np.zeros(box.size, np.uint8)
        points = _fixed(self.points, box)
        # A line of OpenCV has round ends, and a whole number of pixels across; the disc is exact to a sixteenth.
        if len(points) > 1:
            cv2.polylines(inside, [points], False, 1, max(1, round(2 * self.radius)), cv2.LINE_8, _SUBPIXEL_BITS)  # noqa: FBT003
        for x, y in (points[0], points[-1]):
            radius = max(1, round(self.radius * 2**_SUBPIXEL_BITS))
            cv2.circle(inside, (int(x), int(y)), radius, 1, -1, cv2.LINE_8, _SUBPIXEL_BITS)
        return inside > 0


@dataclass(frozen=True, slots=True)
class Polygon:
    """What closed lines enclose, each at least a triangle; a line within another cuts a hole. Raises EditError."""

    loops: tuple[tuple[Point, ...], ...]

    def __post_init__(self) -> None:
        if not self.loops:
            raise EditError("A region has no outline.")
        for loop in self.loops:
            _check_points(loop, least=3)
        _check_points([point for loop in self.loops for point in loop], least=3)

    def bounds(self) -> Box:
        """The pixels that it may hold."""
        return _around([point for loop in self.loops for point in loop], 0.0)

    def mask(self, box: Box) -> Mask:
        """Which pixels of `box` it holds: (height, width)."""
        inside = np.zeros(box.size, np.uint8)
        cv2.fillPoly(inside, [_fixed(loop, box) for loop in self.loops], 1, cv2.LINE_8, _SUBPIXEL_BITS)
        return inside > 0


@dataclass(frozen=True, slots=True)
class Runs:
    """Pixels of a mask within a box, run by run along its rows: how many are out, in, out, ... Raises EditError."""

    left: int
    top: int
    width: int
    height: int
    lengths: tuple[int, ...]

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1 or max(abs(self.left), abs(self.top)) > FARTHEST_PX:
            raise EditError(f"A mask cannot be {self.width} x {self.height} pixels at {self.left}, {self.top}.")
        if self.width * self.height > MOST_RUN_PIXELS or min(self.lengths, default=0) < 0:
            raise EditError("A mask is too large, or has a run below zero.")
        if sum(self.lengths) != self.width * self.height:
            raise EditError(f"The runs of a mask of {self.width} x {self.height} pixels count {sum(self.lengths)}.")

    @staticmethod
    def of(mask: Mask, left: int = 0, top: int = 0) -> Runs:
        """The runs of `mask`, (height, width), whose first pixel is at (left, top); cut to what it holds."""
        first_column, first_row, width, height = cv2.boundingRect(mask.view(np.uint8))
        if not width:
            raise EditError("The region holds no pixel.")
        inside = mask[first_row : first_row + height, first_column : first_column + width].ravel()
        ends = np.flatnonzero(np.diff(inside)) + 1
        lengths = np.diff(np.concatenate([[0], ends, [inside.size]])).tolist()
        start = [0] if inside[0] else []
        return Runs(left + first_column, top + first_row, width, height, (*start, *lengths))

    def bounds(self) -> Box:
        """The pixels that it may hold."""
        return Box(self.left, self.top, self.left + self.width, self.top + self.height)

    def mask(self, box: Box) -> Mask:
        """Which pixels of `box` it holds: (height, width)."""
        values = np.arange(len(self.lengths)) % 2 == 1
        own = np.repeat(values, self.lengths).reshape(self.height, self.width)
        inside = np.zeros(box.size, np.bool_)
        left, top = max(box.left, self.left), max(box.top, self.top)
        right, bottom = min(box.right, self.left + self.width), min(box.bottom, self.top + self.height)
        if right > left and bottom > top:
            inside[top - box.top : bottom - box.top, left - box.left : right - box.left] = own[
                top - self.top : bottom - self.top, left - self.left : right - self.left
            ]
        return inside


Shape = Stroke | Polygon | Runs


def coverage(shape: Shape, feather_px: float, width: int, height: int) -> tuple[Box, NDArray[np.float32]]:
    """How far each pixel belongs to `shape`: the box of those that do at all, and 0..1 in it, float32 (height, width).

    1 within the shape, and falling off smoothly to 0 outside of it over `feather_px`. Cut to a photograph of that size.
    """
    margin = int(np.ceil(feather_px)) + 1
    box = shape.bounds().grown(margin).within(width, height)
    if box.is_empty:
        return NOTHING, np.zeros((0, 0), np.float32)
    # The shape beyond the border of the photograph still gives its feather to what is inside.
    around = box.grown(margin)
    inside = shape.mask(around)
    shares = _feathered(inside, feather_px)[margin:-margin, margin:-margin]
    left, top, across, down = cv2.boundingRect((shares > 0).view(np.uint8))
    if not across:
        return NOTHING, np.zeros((0, 0), np.float32)
    tight = Box(box.left + left, box.top + top, box.left + left + across, box.top + top + down)
    return tight, np.ascontiguousarray(shares[top : top + down, left : left + across])


def _feathered(inside: Mask, feather_px: float) -> NDArray[np.float32]:
    if feather_px <= 0 or not inside.any():
        return inside.astype(np.float32)
    distance = cv2.distanceTransform((~inside).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_5)
    linear = np.clip(1 - distance / (feather_px + 1), 0, 1)
    return np.asarray(linear * linear * (3 - 2 * linear), np.float32)


def _around(points: Iterable[Point], margin: float) -> Box:
    columns, rows = zip(*points, strict=True)
    # One more: what is drawn may lie half a pixel beside.
    low = [int(np.floor(min(values) - margin)) - 1 for values in (columns, rows)]
    high = [int(np.ceil(max(values) + margin)) + 1 for values in (columns, rows)]
    return Box(low[0], low[1], high[0], high[1])


def _fixed(points: Sequence[Point], box: Box) -> NDArray[np.int32]:
    """Points as OpenCV draws them, which puts the centres of pixels at whole numbers."""
    moved = np.array(points, np.float64) - (box.left + 0.5, box.top + 0.5)
    return np.asarray(np.rint(moved * 2**_SUBPIXEL_BITS), np.int32)


def _check_points(points: Sequence[Point], *, least: int) -> None:
    if not least <= len(points) <= MOST_POINTS:
        raise EditError(f"A region has {len(points)} points, and must have {least} to {MOST_POINTS}.")
    values = np.array(points, np.float64)
    if values.shape != (len(points), 2) or not (np.abs(values) <= FARTHEST_PX).all():  # which no NaN is
        raise EditError("A region lies far outside of any photograph.")
