"""Two maps of one photograph on one grid, and where their maxima lie on it."""

from __future__ import annotations

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.sampling import Box, cleaned, extended
from core.images.geometry import Affine

Map = NDArray[np.float32]
SMOOTHING = 0.02
"""Of a map as fine as pixels the single strongest one is an accident: peaks are looked for after smoothing by this
share of the shorter side of what the network saw."""


def onto(values: Map, to_photograph: Affine, seen: Box, shape: tuple[int, int], place: Affine) -> Map:
    """The map as read at the centres of the cells of another grid: float32 of that `shape`, NaN where it says nothing.

    `place` takes points of the other grid to points of the photograph. A grid that is equal is read as it is; else
    values are interpolated linearly. Where the other grid is coarser, its cells get the mean of what lies in them.
    """
    values, to_photograph = extended(values, to_photograph, seen)
    back = place.then(to_photograph.inverse())
    steps = abs(back.xx) + abs(back.xy), abs(back.yx) + abs(back.yy)
    if max(steps) > 1.5:
        size = tuple(int(step) | 1 for step in steps)
        values = np.asarray(cv2.blur(cleaned(values), size, borderType=cv2.BORDER_REPLICATE), np.float32)
    rows, columns = np.mgrid[: shape[0], : shape[1]] + 0.5
    x = back.xx * columns + back.xy * rows + back.x0 - 0.5
    y = back.yx * columns + back.yy * rows + back.y0 - 0.5
    read = cv2.remap(
        cleaned(values), x.astype(np.float32), y.astype(np.float32), cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    across = place.xx * columns + place.xy * rows + place.x0
    down = place.yx * columns + place.yy * rows + place.y0
    is_seen = (across >= seen[0]) & (across <= seen[2]) & (down >= seen[1]) & (down <= seen[3])
    found: Map = np.where(is_seen, read, np.nan).astype(np.float32)
    return found


def peak(values: Map, place: Affine, seen: Box) -> tuple[float, float]:
    """Where on the photograph the smoothed map is highest; cells that are not finite count for nothing."""
    finite = np.where(np.isfinite(values), values, np.float32(np.nanmin(values, initial=0))).astype(np.float32)
    side = SMOOTHING * min(seen[2] - seen[0], seen[3] - seen[1])
    across, down = side / max(abs(place.xx), 1e-9), side / max(abs(place.yy), 1e-9)
    if min(across, down) > 0.3:
        smooth = cv2.GaussianBlur(finite, (0, 0), across, sigmaY=down, borderType=cv2.BORDER_REPLICATE)
        finite = np.asarray(smooth, np.float32)
    row, column = np.unravel_index(int(finite.argmax()), finite.shape)
    return place(float(column) + 0.5, float(row) + 0.5)
