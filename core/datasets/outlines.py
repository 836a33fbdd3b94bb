"""The outline of a mask: lines to draw over its photograph, and the number of its regions. Knows no Qt."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

_HALVES = 2
"""The outline is traced on a grid of half pixels, on which the borders between pixels are points of their own."""
_SMOOTHINGS = 2
_TOLERANCE_PX = 0.1
_CASING_RGB = (0, 0, 0)
_SUBPIXEL_BITS = 4
_SIDE_OF_A_PIXEL_WIDE_LINE = 1200


@dataclass(frozen=True, slots=True, eq=False)
class Outline:
    """The border of a mask, and how many regions it has.

    Each of `lines` is (k, 2) float64 points (x, y) in pixels of the photograph, and ends where it began. Pixels that
    touch, if only at a corner, make one region; a hole has a line of its own.
    """

    lines: tuple[NDArray[np.float64], ...]
    region_count: int


def outline(mask: NDArray[np.bool_]) -> Outline:
    """The outline of `mask`, bool (h, w).

    It follows the border between pixels, with the corners of pixels rounded off, and is nowhere farther from it than
    half a pixel. A region of one pixel is a small circle.
    """
    left, top, width, height = cv2.boundingRect(mask.view(np.uint8))
    if not width:
        return Outline((), 0)
    # A frame of one fine pixel around, so that the border of the picture is one of the region too.
    fine = np.zeros((_HALVES * height + 2, _HALVES * width + 2), np.uint8)
    inside = np.ascontiguousarray(mask[top : top + height, left : left + width]).view(np.uint8)
    size = (_HALVES * width, _HALVES * height)
    fine[1:-1, 1:-1] = cv2.resize(inside, size, interpolation=cv2.INTER_NEAREST)
    # Pixel c covers the fine columns 2 c to 2 c + 2: its two borders, and what is between them.
    fine = np.asarray(cv2.dilate(fine, np.ones((2, 2), np.uint8), anchor=(0, 0)), np.uint8)
    loops, tree = cv2.findContours(fine, cv2.RETR_CCOMP, cv2.CHAIN_APPROX_NONE)
    smooth = _smoothed([loop[:, 0].astype(np.float64) / _HALVES + (left, top) for loop in loops])
    region_count = int(np.count_nonzero(tree[0, :, 3] < 0))
    return Outline(tuple(simplified(line, _TOLERANCE_PX) for line in smooth), region_count)


def simplified(line: NDArray[np.float64], tolerance_px: float) -> NDArray[np.float64]:
    """A closed line (k, 2) without the points that it can do without: none is farther off than `tolerance_px`."""
    kept = cv2.approxPolyDP(line.astype(np.float32)[:, None], tolerance_px, closed=True)[:, 0]
    return np.concatenate([kept, kept[:1]]).astype(np.float64)


def draw_outlines(
    pixels: NDArray[np.uint8],
    lines: Sequence[NDArray[np.float64]],
    rgb: tuple[int, int, int],
    *,
    has_casing: bool = True,
) -> None:
    """Draw lines in the colour `rgb`, with a dark casing, into `pixels`, (h, w, 3) uint8 RGB, in place.

    Their width suits the longer side of the picture. In small pictures a casing hides more than it helps.
    """
    # OpenCV puts pixel centres, not corners, at whole numbers.
    points = [np.rint((line - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)[:, None] for line in lines]
    thickness = max(1, round(max(pixels.shape[:2]) / _SIDE_OF_A_PIXEL_WIDE_LINE))
    casing = thickness + 2 * max(1, round(thickness / 2))
    # A thin line between two pixels gives each half of its colour, which twice makes nearly all of it.
    line = (rgb, thickness)
    for colour, width in ((_CASING_RGB, casing), line, line) if has_casing else (line, line):
        cv2.polylines(pixels, points, True, colour, width, cv2.LINE_AA, _SUBPIXEL_BITS)  # noqa: FBT003


def _smoothed(loops: Sequence[NDArray[np.float64]]) -> list[NDArray[np.float64]]:
    """The loops with every point drawn towards its neighbours, all in one go: there may be thousands."""
    lengths = np.array([len(loop) for loop in loops])
    ends = np.cumsum(lengths)
    points = np.concatenate(loops)
    before, after = np.arange(len(points)) - 1, np.arange(len(points)) + 1
    before[ends - lengths], after[ends - 1] = ends - 1, ends - lengths
    for _ in range(_SMOOTHINGS):
        points = (points[before] + 2 * points + points[after]) / 4
    return np.split(points, ends[:-1])
