"""Where in a photograph a marker may lie: inside the disc of light, to the pixel the same on every machine."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import SynthesisError

_GRID_PX = 256
_DARKEST = 10
_BRIGHT_SHARE_PERCENT = 15
_SMALLEST_AREA = 0.1
_ROUND_WITHIN = 0.06
_LEAST_ROUND = 0.4
_LEAST_SOLID = 0.93
_MARGIN = 0.035

Bools = NDArray[np.bool_]


@dataclass(frozen=True, slots=True, eq=False)
class FundusArea:
    """`inside` is bool (h, w): the fundus less a narrow margin. `box` holds all of it: left, top, right, bottom."""

    inside: Bools
    box: tuple[int, int, int, int]

    @property
    def diameter(self) -> int:
        """The longer side of the box, in pixels."""
        left, top, right, bottom = self.box
        return max(right - left, bottom - top)


def find_fundus_area(pixels: NDArray[np.uint8], name: str) -> FundusArea:
    """The fundus in uint8 RGB (h, w, 3), by whole numbers alone.

    Like `core.images.field.find_field` it takes the largest connected region that is brighter than a share of the
    brightest; beyond that it demands that the region be a disc, cut off or notched perhaps, on a dark ground, so that
    no marker is put on what is no fundus. Raises SynthesisError, which calls the photograph by `name`.
    """
    step = max(1, -(-max(pixels.shape[:2]) // _GRID_PX))
    region = _bright_region(_block_means(pixels, step))
    if region is None or not _is_disc(region):
        raise SynthesisError(
            f"'{name}' shows no fundus: there is no bright disc on a dark ground.",
            "Leave it out, or choose photographs that show the whole round field of the camera.",
        )
    left, top, width, height = cv2.boundingRect(region)
    radius = max(width, height) / 2
    margin = max(1, round(_MARGIN * radius))
    # The photograph's own border counts as the end of the fundus, too.
    framed = cv2.copyMakeBorder(region, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=0)
    ring = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1, 2 * margin + 1))
    inner: Bools = np.asarray(cv2.erode(framed, ring) > 0)[1:-1, 1:-1]
    inside = np.zeros(pixels.shape[:2], bool)
    rows, columns = (side * step for side in region.shape)
    inside[:rows, :columns] = np.repeat(np.repeat(inner, step, axis=0), step, axis=1)
    box = (left * step, top * step, (left + width) * step, (top + height) * step)
    return FundusArea(inside, box)


def _block_means(pixels: NDArray[np.uint8], step: int) -> NDArray[np.uint8]:
    """The brightest channel of each block's mean; blocks that the border cuts off are left out."""
    height, width = pixels.shape[0] // step, pixels.shape[1] // step
    if height == 0 or width == 0:
        return np.zeros((1, 1), np.uint8)
    blocks = pixels[: height * step, : width * step].reshape(height, step, width, step, 3)
    sums = blocks.sum(axis=3, dtype=np.uint32).sum(axis=1, dtype=np.uint32)
    means: NDArray[np.uint8] = (sums // (step * step)).astype(np.uint8).max(axis=2)
    return means


def _bright_region(light: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    """The largest connected region that is not dark, its holes filled, as 0 and 1; None where all is dark."""
    ranked = np.sort(light, axis=None)
    bright = int(ranked[len(ranked) * 99 // 100])
    threshold = max(_DARKEST, bright * _BRIGHT_SHARE_PERCENT // 100)
    smoothed = cv2.medianBlur(light, 3)
    region = _largest((smoothed > threshold).astype(np.uint8))
    if region is None:
        return None
    # What is dark and not reached from outside is a hole: a vessel, a haemorrhage, the fovea of a dark eye.
    outside = cv2.copyMakeBorder(1 - region, 1, 1, 1, 1, cv2.BORDER_CONSTANT, value=1)
    _count, labels = cv2.connectedComponents(outside, connectivity=4)
    filled: NDArray[np.uint8] = (labels[1:-1, 1:-1] != labels[0, 0]).astype(np.uint8)
    return filled


def _largest(binary: NDArray[np.uint8]) -> NDArray[np.uint8] | None:
    count, labels, stats, _centres = cv2.connectedComponentsWithStats(binary, connectivity=4)
    if count < 2:
        return None
    largest = 1 + int(np.argmax(stats[1:, cv2.CC_STAT_AREA]))
    region: NDArray[np.uint8] = (labels == largest).astype(np.uint8)
    return region


def _is_disc(region: NDArray[np.uint8]) -> bool:
    """Whether a region is large, without bays, leaves three corners of the photograph dark and has a round rim."""
    height, width = region.shape
    corners = [region[y, x] for y in (0, height - 1) for x in (0, width - 1)]
    area = int(np.count_nonzero(region))
    if area < _SMALLEST_AREA * region.size or sum(int(corner) for corner in corners) > 1:
        return False
    points = np.argwhere(region)[:, ::-1].astype(np.int32)
    hull = cv2.fillConvexPoly(np.zeros_like(region), cv2.convexHull(points), 1)
    return area >= _LEAST_SOLID * int(np.count_nonzero(hull)) and _has_round_rim(region)


def _has_round_rim(region: NDArray[np.uint8]) -> bool:
    """Whether enough of the rim lies on the circle about the middle of the region's box; straight cuts do not."""
    left, top, width, height = cv2.boundingRect(region)
    eroded = cv2.erode(region, np.ones((3, 3), np.uint8), borderType=cv2.BORDER_CONSTANT, borderValue=1)
    y, x = np.nonzero((region > 0) & (eroded == 0))
    if len(x) == 0:
        return False
    # Twice the distances, so that the middle of a box of even width is a whole number.
    across, down = 2 * x + 1 - (2 * left + width), 2 * y + 1 - (2 * top + height)
    diameter = max(width, height)
    off = np.abs(across * across + down * down - diameter * diameter)
    on_circle = int(np.count_nonzero(off <= 2 * _ROUND_WITHIN * diameter * diameter))
    return on_circle >= _LEAST_ROUND * len(x)
