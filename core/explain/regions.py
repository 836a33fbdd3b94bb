"""Regions of a map (Kalmeijer, section 4.3): where evidence gathers, as places that one can count and point at.

The map is smoothed by a Gaussian, and flooded down from its peaks to a threshold (a watershed: Vincent and Soille,
"Watersheds in Digital Spaces", IEEE PAMI 1991). Two peaks are one region unless the lower one stands out of the saddle
between them. Values below 0 are no evidence and count as 0. The smoothed map serves to find regions only: what is said
of their evidence is measured on the map without it.
"""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.contours import contour_segments, joined
from core.explain.explanation import Explanation
from core.explain.rendering import Interpolation, RegionSettings
from core.explain.sampling import Box, cleaned, extended, upscale
from core.images.geometry import Affine

__all__ = ["BOX_RGB", "OUTLINE_RGB", "Region", "RegionSettings", "draw_regions", "find_regions", "flood"]

FINEST_SIDE = 256
"""Finer maps are averaged to that many cells a side, coarse ones are interpolated to about as many."""
OUTLINE_RGB = (0, 220, 60)
BOX_RGB = (60, 130, 255)
_SUBPIXEL_BITS = 4


@dataclass(frozen=True, slots=True, eq=False)
class Region:
    """One region, in pixels of the photograph.

    `outline` are closed lines (k, 2) of points (x, y); those inside others are holes. `peak` is where the smoothed map
    is highest. `share` 0..1 is its part of all evidence (values above 0) of the map; `area` in square pixels.
    """

    outline: tuple[NDArray[np.float64], ...]
    peak: tuple[float, float]
    share: float
    area: float


def find_regions(explanation: Explanation, settings: RegionSettings | None = None) -> tuple[Region, ...]:
    """The regions of a map, those with most evidence first; none where it has no value above 0."""
    settings = settings or RegionSettings()
    evidence, to_photograph = _fine(explanation)
    smooth = _smoothed(evidence, explanation.seen, to_photograph, settings.smoothing)
    labels = flood(smooth, threshold=settings.threshold, prominence=settings.prominence)
    total = float(evidence.sum(dtype=np.float64))
    found = [
        _region(labels == label, evidence, smooth, to_photograph, explanation.seen, total)
        for label in range(1, int(labels.max(initial=0)) + 1)
    ]
    return tuple(sorted(found, key=lambda region: -region.share))


def flood(values: NDArray[np.float32], *, threshold: float, prominence: float) -> NDArray[np.int32]:
    """The number of the region (from 1, the highest peak first) that each cell of (h, w) belongs to; 0: to none.

    Cells are taken from the highest down to `threshold` of the maximum; one that touches no region begins a new one.
    Where it touches several, those that stand less than `prominence` of the maximum above it become part of the
    highest, and the cell with them; otherwise it goes to the region of its highest neighbour.
    """
    highest = float(values.max(initial=0))
    padded = np.pad(values, 1, constant_values=-np.inf).ravel()
    width = values.shape[1] + 2
    around = (-width - 1, -width, -width + 1, -1, 1, width - 1, width, width + 1)
    owner = np.zeros(padded.size, np.int32).tolist()
    root, peak = [0], [0.0]
    wanted = np.flatnonzero(padded >= threshold * highest) if highest > 0 else np.empty(0, np.intp)
    wanted = wanted[padded[wanted] > 0]
    for cell in wanted[np.argsort(-padded[wanted], kind="stable")].tolist():
        value = float(padded[cell])
        labelled = [cell + step for step in around if owner[cell + step]]
        touched = sorted({_root(root, owner[near]) for near in labelled})
        if not touched:
            root.append(len(root))
            peak.append(value)
            owner[cell] = len(root) - 1
            continue
        # Numbers rise as peaks fall: the first is the highest.
        joining = [other for other in touched[1:] if peak[other] - value < prominence * highest]
        for other in joining:
            root[other] = touched[0]
        owner[cell] = touched[0] if joining else owner[max(labelled, key=padded.__getitem__)]
    return _renumbered(owner, root, values.shape)


def draw_regions(
    pixels: NDArray[np.uint8], regions: tuple[Region, ...], *, box: Box | None = None
) -> NDArray[np.uint8]:
    """The photograph (h, w, 3) with its regions brightened and outlined in green, and `box` in blue: a new array."""
    picture = pixels.copy()
    thickness = max(1, round(max(picture.shape[:2]) / 600))
    for region in regions:
        lines = [_to_subpixels(line) for line in region.outline]
        inside = np.zeros(picture.shape[:2], np.uint8)
        cv2.fillPoly(inside, lines, 1, cv2.LINE_8, _SUBPIXEL_BITS)
        bright = 255 - (255 - picture.astype(np.uint16)) * 3 // 5
        picture = np.where(inside[:, :, None] > 0, bright.astype(np.uint8), picture)
        picture = np.ascontiguousarray(picture)
        cv2.polylines(picture, lines, True, OUTLINE_RGB, thickness, cv2.LINE_AA, _SUBPIXEL_BITS)  # noqa: FBT003
    if box is not None:
        left, top, right, bottom = box
        corners = np.array([(left, top), (right, top), (right, bottom), (left, bottom)])
        cv2.polylines(picture, [_to_subpixels(corners)], True, BOX_RGB, thickness, cv2.LINE_AA, _SUBPIXEL_BITS)  # noqa: FBT003
    return picture


def _fine(explanation: Explanation) -> tuple[NDArray[np.float32], Affine]:
    """The evidence on a grid of about FINEST_SIDE cells a side that covers all that the network saw, and its place."""
    values, to_photograph = extended(explanation.map, explanation.to_photograph, explanation.seen)
    values = np.maximum(cleaned(values), 0)
    height, width = values.shape
    if max(height, width) > FINEST_SIDE:
        size = (min(width, FINEST_SIDE), min(height, FINEST_SIDE))
        fine = np.asarray(cv2.resize(values, size, interpolation=cv2.INTER_AREA), np.float32)
    else:
        fine = upscale(values, Interpolation.SMOOTH, max_pixels=FINEST_SIDE**2)
    to_values = Affine.scale(width / fine.shape[1], height / fine.shape[0])
    return fine, to_values.then(to_photograph)


def _smoothed(evidence: NDArray[np.float32], seen: Box, to_photograph: Affine, smoothing: float) -> NDArray[np.float32]:
    side = min(seen[2] - seen[0], seen[3] - seen[1]) * smoothing
    across, down = (side / abs(step) for step in (to_photograph.xx, to_photograph.yy))
    if min(across, down) < 1e-3:
        return evidence
    smooth = cv2.GaussianBlur(evidence, (0, 0), across, sigmaY=down, borderType=cv2.BORDER_REPLICATE)
    return np.asarray(smooth, np.float32)


def _region(
    inside: NDArray[np.bool_],
    evidence: NDArray[np.float32],
    smooth: NDArray[np.float32],
    to_photograph: Affine,
    seen: Box,
    total: float,
) -> Region:
    matrix = to_photograph.matrix()
    pieces = contour_segments(inside.astype(np.float32), 0.5, Interpolation.SMOOTH)
    lines = joined(np.clip(pieces @ matrix[:2, :2].T + matrix[:2, 2], seen[:2], seen[2:]))
    row, column = np.unravel_index(int(np.where(inside, smooth, -1).argmax()), inside.shape)
    return Region(
        outline=tuple(lines),
        peak=to_photograph(float(column) + 0.5, float(row) + 0.5),
        share=float(evidence[inside].sum(dtype=np.float64)) / total,
        area=float(inside.sum()) * abs(float(np.linalg.det(matrix[:2, :2]))),
    )


def _root(root: list[int], label: int) -> int:
    while root[label] != label:
        label = root[label]
    return label


def _renumbered(owner: list[int], root: list[int], shape: tuple[int, ...]) -> NDArray[np.int32]:
    """The labels with those that became part of another taken out, without the border that was added."""
    numbers = {0: 0}
    for label in range(1, len(root)):
        if root[label] == label:
            numbers[label] = len(numbers)
    table = np.array([numbers[_root(root, label)] for label in range(len(root))], np.int32)
    return table[np.array(owner, np.intp)].reshape(shape[0] + 2, shape[1] + 2)[1:-1, 1:-1]


def _to_subpixels(line: NDArray[np.float64]) -> NDArray[np.int32]:
    # OpenCV puts pixel centres, not corners, at whole numbers.
    points: NDArray[np.int32] = np.rint((line - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)[:, None]
    return points
