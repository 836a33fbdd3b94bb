"""The line along which a map crosses a level, to a fraction of a cell."""

from __future__ import annotations

from collections.abc import Iterator

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.rendering import Interpolation
from core.explain.sampling import cleaned, upscale

_SAMPLES_PER_SIDE = 256
_MOST_SAMPLES_PER_CELL = 16
_KEYS_PER_UNIT = 1 << 10

_TOP, _RIGHT, _BOTTOM, _LEFT = range(4)
_SEGMENTS: dict[int, tuple[tuple[int, int], ...]] = {
    1: ((_LEFT, _TOP),),
    2: ((_TOP, _RIGHT),),
    3: ((_LEFT, _RIGHT),),
    4: ((_RIGHT, _BOTTOM),),
    5: ((_LEFT, _TOP), (_RIGHT, _BOTTOM)),
    6: ((_TOP, _BOTTOM),),
    7: ((_LEFT, _BOTTOM),),
    8: ((_BOTTOM, _LEFT),),
    9: ((_TOP, _BOTTOM),),
    10: ((_TOP, _RIGHT), (_BOTTOM, _LEFT)),
    11: ((_RIGHT, _BOTTOM),),
    12: ((_LEFT, _RIGHT),),
    13: ((_TOP, _RIGHT),),
    14: ((_LEFT, _TOP),),
}
"""Which sides of a square the line joins, by its corners above the level: 1 top left, 2 top right, 4 bottom right, 8
bottom left. Saddles (5, 10) keep the high corners apart."""


def contour_segments(values: NDArray[np.float32], level: float, interpolation: Interpolation) -> NDArray[np.float64]:
    """The outline of the area whose value is at least `level`, as separate straight pieces.

    `values` is a map (h, w). The result is (n, 2, 2): n pieces of two points (x, y) in map coordinates, where cell
    (c, r) covers [c, c + 1) x [r, r + 1). The outline closes along the map's outer edge. Non-finite values count as 0.
    A map of more than 256 cells a side is averaged to that many first, which bounds the time that noise can take.
    """
    coarse = _averaged(cleaned(values))
    height, width = coarse.shape
    if interpolation is Interpolation.CELLS:
        pieces = _cell_edges(coarse >= level)
    else:
        samples = max(1, min(_MOST_SAMPLES_PER_CELL, _SAMPLES_PER_SIDE // max(height, width)))
        fine = upscale(coarse, Interpolation.SMOOTH, max_pixels=height * width * samples**2)
        columns, rows = _sample_positions(width, fine.shape[1]), _sample_positions(height, fine.shape[0])
        relative = fine - np.float32(level)
        just_below = -1e-6 * float(np.abs(relative).max())
        pieces = _marching_squares(np.pad(relative, 1, constant_values=just_below), columns, rows)
    scaled: NDArray[np.float64] = pieces * np.array([values.shape[1] / width, values.shape[0] / height])
    return scaled


def _averaged(values: NDArray[np.float32]) -> NDArray[np.float32]:
    height, width = values.shape
    if max(height, width) <= _SAMPLES_PER_SIDE:
        return values
    size = (min(width, _SAMPLES_PER_SIDE), min(height, _SAMPLES_PER_SIDE))
    return np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), dtype=np.float32)


def joined(pieces: NDArray[np.float64]) -> list[NDArray[np.float64]]:
    """The closed lines (k, 2) that the pieces (n, 2, 2) of an outline make; each ends where it began.

    An outline meets every point an even number of times, so that its pieces can be joined there two by two.
    """
    keys = np.rint(pieces.reshape(-1, 2) * _KEYS_PER_UNIT).astype(np.int64)
    points = ((keys[:, 0] << 32) + keys[:, 1]).reshape(-1, 2)
    has_length = points[:, 0] != points[:, 1]
    ends = pieces[has_length].reshape(-1, 2)
    order = np.argsort(points[has_length].ravel(), kind="stable")
    partners = np.empty(len(order), np.intp)
    partners[order[0::2]], partners[order[1::2]] = order[1::2], order[0::2]
    return [ends[line] for line in _loops(partners.tolist())]


def _loops(partners: list[int]) -> Iterator[list[int]]:
    """Piece i has the ends 2 i and 2 i + 1; `partners` says with which end of another piece each is joined."""
    is_used = [False] * (len(partners) // 2)
    for start in range(0, len(partners), 2):
        if is_used[start // 2]:
            continue
        line, end = [start], start
        while not is_used[end // 2]:
            is_used[end // 2] = True
            line.append(end ^ 1)
            end = partners[end ^ 1]
        yield line


def _sample_positions(cells: int, samples: int) -> NDArray[np.float64]:
    """Where samples lie along an axis of `cells` cells, with the two outer edges, at which the outline closes."""
    centres = (np.arange(samples) + 0.5) * (cells / samples)
    return np.concatenate(([0.0], centres, [float(cells)]))


def _cell_edges(inside: NDArray[np.bool_]) -> NDArray[np.float64]:
    padded = np.pad(inside, 1)
    rows, columns = np.nonzero(padded[1:-1, 1:] != padded[1:-1, :-1])
    upright = np.stack([np.stack([columns, rows], 1), np.stack([columns, rows + 1], 1)], 1)
    rows, columns = np.nonzero(padded[1:, 1:-1] != padded[:-1, 1:-1])
    level = np.stack([np.stack([columns, rows], 1), np.stack([columns + 1, rows], 1)], 1)
    return np.concatenate([upright, level]).astype(np.float64)


def _marching_squares(
    height: NDArray[np.float32], columns: NDArray[np.float64], rows: NDArray[np.float64]
) -> NDArray[np.float64]:
    """The zero line of `height`, whose samples lie at `columns` x `rows` (Lorensen and Cline 1987, in the plane)."""
    above = height >= 0
    case = above[:-1, :-1] + 2 * above[:-1, 1:] + 4 * above[1:, 1:] + 8 * above[1:, :-1]
    pieces: list[NDArray[np.float64]] = [np.empty((0, 2, 2))]
    for number, segments in _SEGMENTS.items():
        r, c = np.nonzero(case == number)
        if r.size:
            pieces += [
                np.stack([_crossing(height, columns, rows, r, c, side) for side in segment], axis=1)
                for segment in segments
            ]
    return np.concatenate(pieces)


def _crossing(
    height: NDArray[np.float32],
    columns: NDArray[np.float64],
    rows: NDArray[np.float64],
    r: NDArray[np.intp],
    c: NDArray[np.intp],
    side: int,
) -> NDArray[np.float64]:
    """The points (n, 2) at which the line crosses one side of the squares whose top left sample is (r, c)."""
    if side in (_TOP, _BOTTOM):
        r = r + (side == _BOTTOM)
        a, b = height[r, c].astype(np.float64), height[r, c + 1].astype(np.float64)
        return np.stack([columns[c] + a / (a - b) * (columns[c + 1] - columns[c]), rows[r]], axis=1)
    c = c + (side == _RIGHT)
    a, b = height[r, c].astype(np.float64), height[r + 1, c].astype(np.float64)
    return np.stack([columns[c], rows[r] + a / (a - b) * (rows[r + 1] - rows[r])], axis=1)
