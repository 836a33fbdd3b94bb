"""Drawings as lists of filled outlines, and their rasterisation with whole numbers alone.

A drawing lives in a box of its own: x from -1 to 1 rightwards, y from -1 to 1 downwards. Curves come from corner
cutting (Chaikin 1974), which needs nothing but quarters; circles from the table of sines. A pixel's share is counted in
samples, so that every machine comes to the same bytes.
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.synthesis.markers.randomness import TURN, cosine, sine

Point = tuple[float, float]
Colour = tuple[int, int, int]
"""Red, green, blue, 0 to 255."""

_SUBPIXEL_BITS = 4
_FINE, _COARSE = 4, 2
_COARSE_FROM_PX = 700
"""Large drawings are sampled less often: their edges are a small part of them, and memory grows with the square."""
_CIRCLE_STEPS = 48
_SHARPEST = 0.5
"""Limits how far the corner of a line's edge may stand out."""


@dataclass(frozen=True, slots=True)
class Shape:
    """A filled outline."""

    points: tuple[Point, ...]
    colour: Colour


@dataclass(frozen=True, slots=True)
class Raster:
    """A drawing as pixels: how many of the `samples` of each pixel it covers, and the sum of their colours.

    `covered` is int32 (h, w), `colours` int32 (h, w, 3): sums over the covered samples of values 0 to 255.
    """

    covered: NDArray[np.int32]
    colours: NDArray[np.int32]
    samples: int

    @property
    def mask(self) -> NDArray[np.bool_]:
        """Every pixel that the drawing touches."""
        touched: NDArray[np.bool_] = self.covered > 0
        return touched


def smooth(points: Sequence[Point], rounds: int = 3, *, is_closed: bool = True) -> tuple[Point, ...]:
    """The outline with its corners cut `rounds` times; an open line keeps its ends."""
    line = list(points)
    for _ in range(rounds):
        follows = [*line[1:], line[0]] if is_closed else line[1:]
        cut = [point for a, b in zip(line, follows, strict=False) for point in (_part(a, b, 0.25), _part(a, b, 0.75))]
        line = cut if is_closed else [line[0], *cut, line[-1]]
    return tuple(line)


def ellipse(x: float, y: float, across: float, down: float, *, tilt: int = 0) -> tuple[Point, ...]:
    """The outline of an ellipse about (x, y) with these half axes, tilted by tenths of a degree."""
    c, s = cosine(tilt), sine(tilt)
    rim = [(across * cosine(at), down * sine(at)) for at in range(0, TURN, TURN // _CIRCLE_STEPS)]
    return tuple((x + c * a - s * b, y + s * a + c * b) for a, b in rim)


def circle(x: float, y: float, radius: float) -> tuple[Point, ...]:
    """The outline of a circle."""
    return ellipse(x, y, radius, radius)


def box(left: float, top: float, right: float, bottom: float) -> tuple[Point, ...]:
    """The outline of an upright rectangle."""
    return ((left, top), (right, top), (right, bottom), (left, bottom))


def stroke(line: Sequence[Point], width: float, colour: Colour, *, end_width: float | None = None) -> list[Shape]:
    """A line with round ends; with `end_width` it changes its width evenly along the way."""
    last = width if end_width is None else end_width
    steps = max(1, len(line) - 1)
    halves = [(width + (last - width) * at / steps) / 2 for at in range(len(line))]
    normals = _normals(line, is_closed=False)
    one = [_moved(point, normal, half) for point, normal, half in zip(line, normals, halves, strict=True)]
    other = [_moved(point, normal, -half) for point, normal, half in zip(line, normals, halves, strict=True)]
    ends = ((line[0], halves[0]), (line[-1], halves[-1]))
    caps = [Shape(circle(x, y, half), colour) for (x, y), half in ends if half > 0]
    return [*caps, Shape((*one, *reversed(other)), colour)]


def outlined(points: Sequence[Point], fill: Colour, line: Colour, width: float) -> list[Shape]:
    """A shape with a line of this width around it, all of it outside."""
    out = width if _area(points) > 0 else -width
    normals = _normals(points, is_closed=True)
    around = tuple(_moved(point, normal, out) for point, normal in zip(points, normals, strict=True))
    return [Shape(around, line), Shape(tuple(points), fill)]


def placed(shapes: Iterable[Shape], scale: float, angle: int, *, is_mirrored: bool = False) -> list[Shape]:
    """The drawing scaled, mirrored left to right if wanted, and turned clockwise by `angle` tenths of a degree."""
    c, s = cosine(angle) * scale, sine(angle) * scale
    flip = -1.0 if is_mirrored else 1.0
    return [
        Shape(tuple((c * (flip * x) - s * y, s * (flip * x) + c * y) for x, y in shape.points), shape.colour)
        for shape in shapes
    ]


def bounds(shapes: Iterable[Shape]) -> tuple[float, float, float, float]:
    """(left, top, right, bottom) of all points."""
    points = [point for shape in shapes for point in shape.points]
    across, down = [x for x, _ in points], [y for _, y in points]
    return min(across), min(down), max(across), max(down)


def rasterise(shapes: Sequence[Shape]) -> Raster:
    """Draw shapes whose points are in pixels, the later over the earlier, into a box that just holds them."""
    left, top, right, bottom = bounds(shapes)
    x0, y0 = int(left // 1) - 1, int(top // 1) - 1
    width, height = int(right // 1) - x0 + 3, int(bottom // 1) - y0 + 3
    fine = _FINE if max(width, height) < _COARSE_FROM_PX else _COARSE
    canvas = np.zeros((height * fine, width * fine, 3), np.uint8)
    is_covered = np.zeros(canvas.shape[:2], np.uint8)
    for shape in shapes:
        corners = _fixed(shape.points, x0, y0, fine)
        cv2.fillPoly(canvas, [corners], shape.colour, cv2.LINE_8, _SUBPIXEL_BITS)
        cv2.fillPoly(is_covered, [corners], 1, cv2.LINE_8, _SUBPIXEL_BITS)
    return Raster(_sums(is_covered, fine), _sums(canvas, fine), fine * fine)


def filled(points: Sequence[Point], height: int, width: int) -> NDArray[np.bool_]:
    """The inside of an outline in pixels and the pixels on it, as a mask of `height` x `width`."""
    canvas = np.zeros((height, width), np.uint8)
    cv2.fillPoly(canvas, [_fixed(points, 0, 0, 1)], 1, cv2.LINE_8, _SUBPIXEL_BITS)
    inside: NDArray[np.bool_] = canvas > 0
    return inside


def _fixed(points: Sequence[Point], x0: int, y0: int, fine: int) -> NDArray[np.int32]:
    """Corners for OpenCV: the centre of its first sample is 0, and the last bits are fractions of a sample."""
    unit = fine * 2**_SUBPIXEL_BITS
    half = 2 ** (_SUBPIXEL_BITS - 1)
    corners = np.array(points, np.float64)
    x, y = (corners[:, 0] - x0) * unit - half, (corners[:, 1] - y0) * unit - half
    return np.stack([np.floor(x + 0.5), np.floor(y + 0.5)], axis=1).astype(np.int32)


def _sums(samples: NDArray[np.uint8], fine: int) -> NDArray[np.int32]:
    """The sum over the samples of each pixel."""
    total: NDArray[np.int32] | None = None
    for row in range(fine):
        for column in range(fine):
            part = samples[row::fine, column::fine].astype(np.int32)
            total = part if total is None else total + part
    assert total is not None  # noqa: S101 - `fine` is at least 1
    return total


def _part(a: Point, b: Point, share: float) -> Point:
    return a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share


def _moved(point: Point, normal: Point, by: float) -> Point:
    return point[0] + normal[0] * by, point[1] + normal[1] * by


def _area(points: Sequence[Point]) -> float:
    """Twice the area; above 0 where the outline runs clockwise, as it is seen."""
    return sum(a[0] * b[1] - b[0] * a[1] for a, b in zip(points, [*points[1:], points[0]], strict=True))


def _normals(points: Sequence[Point], *, is_closed: bool) -> list[Point]:
    """At each point the way out to the left of the line, long enough to keep the line's width at corners."""
    before = [points[-1] if is_closed else points[0], *points[:-1]]
    behind = [*points[1:], points[0] if is_closed else points[-1]]
    return [_mitre(_unit(a, p), _unit(p, b)) for a, p, b in zip(before, points, behind, strict=True)]


def _mitre(come: Point, go: Point) -> Point:
    come, go = (come if come != (0.0, 0.0) else go), (go if go != (0.0, 0.0) else come)
    x, y = come[1] + go[1], -(come[0] + go[0])
    square = x * x + y * y
    # The sum of two unit normals is the mitre's way; where they are opposed there is none.
    longest = max(square / 2, _SHARPEST)
    return x / longest, y / longest


def _unit(a: Point, b: Point) -> Point:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = math.sqrt(dx * dx + dy * dy)
    return (dx / length, dy / length) if length > 0 else (0.0, 0.0)
