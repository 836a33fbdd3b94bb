"""Lesion by lesion: which ones a map hits, which it misses, and how much of its evidence lies on none of them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.evaluation.localisation import SIGNIFICANT_SHARE, check_sizes, distance_to, positive


@dataclass(frozen=True, slots=True)
class LesionHit:
    """One connected region of a mask, and what a map makes of it.

    `code` is the mask that it belongs to. `x`, `y` is its centre of gravity, continuous, and `area_px` its area, both
    in pixels of the map's grid. `is_hit`: the map reaches half of its maximum on the lesion or within the margin.
    `chance` is how probable that is for a round lesion of this area at any place of the region. `evidence_share` is its
    share of all evidence, `peak_share` the largest value on it as a share of the map's maximum; both are 0 where the
    map has no evidence.
    """

    code: str
    x: float
    y: float
    area_px: int
    is_hit: bool
    chance: float
    evidence_share: float
    peak_share: float


@dataclass(frozen=True, slots=True)
class LesionHits:
    """All lesions of a photograph. `outside_share` is the share of the evidence on no lesion; None without evidence."""

    lesions: tuple[LesionHit, ...]
    outside_share: float | None


def lesion_hits(
    evidence: NDArray[np.float32],
    masks: Mapping[str, NDArray[np.bool_]],
    *,
    region: NDArray[np.bool_] | None = None,
    margin_px: float = 0.0,
) -> LesionHits:
    """Compare a map with every lesion of its photograph: the regions of each mask that hang together by side or corner.

    `evidence` is float32 (h, w), `masks` bool (h, w) by their codes, `region` as in `localisation.localise`. A lesion
    that lies outside of the region in full is left out. Raises FunduscopeError where the sizes differ.
    """
    check_sizes(evidence, *masks.values(), region)
    inside = np.ones(evidence.shape, np.bool_) if region is None else region
    values = np.where(inside, positive(evidence), np.float32(0))
    peak, total = float(values.max(initial=0)), float(values.sum(dtype=np.float64))
    is_hot = values >= np.float32(SIGNIFICANT_SHARE * peak) if peak > 0 else np.zeros(values.shape, np.bool_)
    distance = distance_to(is_hot & inside)
    distances = np.sort(distance[inside])
    lesions = []
    for code, mask in masks.items():
        for x, y, place, part in _regions(mask & inside):
            area = int(part.sum())
            reach = margin_px + float(np.sqrt(area / np.pi))
            lesions.append(
                LesionHit(
                    code,
                    x,
                    y,
                    area,
                    bool((distance[place][part] <= margin_px).any()),
                    float(np.searchsorted(distances, np.float32(reach), side="right") / distances.size),
                    float(values[place][part].sum(dtype=np.float64) / total) if total > 0 else 0.0,
                    float(values[place][part].max() / peak) if peak > 0 else 0.0,
                )
            )
    if not total > 0:
        return LesionHits(tuple(lesions), None)
    on_any = np.logical_or.reduce([np.zeros(values.shape, np.bool_), *masks.values()])
    return LesionHits(tuple(lesions), float(values[~on_any].sum(dtype=np.float64) / total))


def _regions(mask: NDArray[np.bool_]) -> list[tuple[float, float, tuple[slice, slice], NDArray[np.bool_]]]:
    """Centre, box and the pixels within the box of each connected region."""
    _count, labels, boxes, centres = cv2.connectedComponentsWithStats(mask.astype(np.uint8), connectivity=8)
    regions = []
    for number in range(1, len(boxes)):
        left, top, width, height = (int(side) for side in boxes[number, :4])
        place = (slice(top, top + height), slice(left, left + width))
        x, y = centres[number]
        # OpenCV counts from the centre of the first pixel.
        regions.append((float(x) + 0.5, float(y) + 0.5, place, labels[place] == number))
    return regions
