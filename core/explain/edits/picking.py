"""A region by a click: the lesion of a mask, or the region of a map, that lies under a point. Knows no torch."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.edits.shapes import Mask, Point, Polygon, Runs, Shape
from core.explain.regions import Region


@dataclass(frozen=True, slots=True)
class Picked:
    """A region, what it is called, and how many pixels it has."""

    region: Shape
    label: str
    area: float


def lesion_at(mask: Mask, x: float, y: float, label: str, *, margin_px: int = 0) -> Picked | None:
    """The connected part of `mask`, bool (h, w), under a point, with `margin_px` more around; None: there is none.

    Pixels that touch, if only at a corner, are connected.
    """
    row, column = int(y), int(x)
    if not (0 <= row < mask.shape[0] and 0 <= column < mask.shape[1] and mask[row, column]):
        return None
    _count, labels, boxes, _centres = cv2.connectedComponentsWithStats(mask.view(np.uint8), connectivity=8)
    number = int(labels[row, column])
    left, top, width, height, area = (int(value) for value in boxes[number])
    part = (labels[top : top + height, left : left + width] == number).astype(np.uint8)
    part = _grown(np.pad(part, margin_px), margin_px)
    return Picked(Runs.of(part > 0, left - margin_px, top - margin_px), label, float(area))


def all_lesions(mask: Mask, label: str, *, margin_px: int = 0) -> Picked:
    """All of `mask`, bool (h, w), which must hold something, with `margin_px` more around each lesion."""
    part = mask.view(np.uint8)
    count, _labels = cv2.connectedComponents(part, connectivity=8)
    wide = _grown(np.pad(part, margin_px), margin_px)
    name = label if count == 2 else f"{count - 1} x {label}"
    return Picked(Runs.of(wide > 0, -margin_px, -margin_px), name, float(mask.sum()))


def all_regions(regions: Sequence[Region]) -> Picked:
    """All regions of a map, of which there must be one."""
    loops = tuple(_points(line) for region in regions for line in region.outline if len(line) >= 3)
    count = "the region" if len(regions) == 1 else f"all {len(regions)} regions"
    return Picked(Polygon(loops), f"{count} of the map", sum(region.area for region in regions))


def _grown(part: NDArray[np.uint8], margin_px: int) -> NDArray[np.uint8]:
    if not margin_px:
        return part
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin_px + 1,) * 2)
    return np.asarray(cv2.dilate(part, ball), np.uint8)


def region_at(regions: Iterable[Region], x: float, y: float) -> Picked | None:
    """The region of a map under a point, with its holes; None: there is none."""
    for number, region in enumerate(regions, start=1):
        if _encloses(region.outline, x, y):
            loops = tuple(_points(line) for line in region.outline if len(line) >= 3)
            return Picked(Polygon(loops), f"region {number} of the map", region.area)
    return None


def smallest(found: Iterable[Picked | None]) -> Picked | None:
    """The smallest of what was found: a lesion before the disc that it lies on."""
    return min((one for one in found if one is not None), key=lambda one: one.area, default=None)


def _encloses(loops: Sequence[NDArray[np.float64]], x: float, y: float) -> bool:
    """By the number of lines that enclose the point: within a hole it is even."""
    inside = [
        cv2.pointPolygonTest(np.asarray(line, np.float32)[:, None], (x, y), measureDist=False) >= 0
        for line in loops
        if len(line) >= 3
    ]
    return sum(inside) % 2 == 1


def _points(line: NDArray[np.float64]) -> tuple[Point, ...]:
    closed = len(line) > 3 and np.array_equal(line[0], line[-1])
    return tuple((float(x), float(y)) for x, y in (line[:-1] if closed else line))
