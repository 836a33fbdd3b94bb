"""How well a map of evidence points at what it should point at: the lesions, markers or faces that a mask outlines.

Every figure stands beside what a map that knows nothing would reach on the same mask ("chance"): a mask that covers a
third of the picture makes a third of any map right. Works on plain arrays and knows neither networks nor methods.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import TypeVar

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError

Element = TypeVar("Element", bound=np.generic)

SIGNIFICANT_SHARE = 0.5
"""Where a map is said to point at all: the cells of at least half of its maximum."""


class Figure(StrEnum):
    """The figures of localisation; the value is the name in files."""

    POINTING_GAME = "pointing_game"
    """Whether the maximum lies in the mask: 0 or 1 (Zhang et al., "Top-down neural attention by excitation backprop",
    IJCV 2018, section 4.1). Of several equal maxima the share that does; Quantus counts a hit if any does."""
    POINTING_GAME_TOLERANT = "pointing_game_tolerant"
    """The same with a margin around the mask; Zhang et al. allow 15 pixels on photographs of about 500."""
    ENERGY_INSIDE = "energy_inside"
    """The share of the evidence that lies in the mask (Wang et al., "Score-CAM", CVPR workshops 2020, section 4.3;
    relevance mass accuracy of Arras et al., "CLEVR-XAI", Information Fusion 2022)."""
    RANK_ACCURACY = "relevance_rank_accuracy"
    """Of as many strongest pixels as the mask has, the share that lies in it (Arras et al. 2022)."""
    IOU_BEST = "intersection_over_union_best"
    """Intersection over union of the mask with the map, cut at the level that suits this mask best."""
    IOU_25 = "intersection_over_union_at_0.25"
    """The same, cut at a quarter of the map's maximum."""
    IOU_50 = "intersection_over_union_at_0.5"
    """The same, cut at half of the map's maximum."""
    IOU_75 = "intersection_over_union_at_0.75"
    """The same, cut at three quarters of the map's maximum."""
    AUROC = "area_under_roc_curve"
    """The map as a detector of the mask's pixels: how often a pixel inside lies above one outside."""
    AVERAGE_PRECISION = "average_precision"
    """The area under the precision-recall curve of that detector, in steps, as scikit-learn has it."""

    @property
    def label(self) -> str:
        """The name in tables."""
        return _LABELS[self]


_LABELS = {
    Figure.POINTING_GAME: "Pointing game",
    Figure.POINTING_GAME_TOLERANT: "Pointing game, with margin",
    Figure.ENERGY_INSIDE: "Energy inside",
    Figure.RANK_ACCURACY: "Rank accuracy",
    Figure.IOU_BEST: "IoU, best level",
    Figure.IOU_25: "IoU at 25 %",
    Figure.IOU_50: "IoU at 50 %",
    Figure.IOU_75: "IoU at 75 %",
    Figure.AUROC: "AUROC",
    Figure.AVERAGE_PRECISION: "Average precision",
}
HEADLINE = Figure.AUROC
"""What methods are compared by unless told: its chance is a half on every mask, so that photographs count alike."""
_IOU_LEVELS = {Figure.IOU_25: 0.25, Figure.IOU_50: 0.5, Figure.IOU_75: 0.75}


@dataclass(frozen=True, slots=True)
class Scored:
    """A figure, 0..1 and better the higher, and what is expected of a map that knows nothing of this mask."""

    value: float
    chance: float


@dataclass(frozen=True, slots=True, eq=False)
class Localisation:
    """What one map is worth against one mask.

    `figures` is empty where the map has no evidence: then it points nowhere, which is not the same as pointing beside.
    AUROC is left out where the mask covers everything. `mask_share` is the share of the pixels that the mask covers;
    `coverage` the share of them that reaches half of the map's maximum, `coverage_any` that is above 0; `sparseness`
    the Gini index of the evidence, 0 (the same everywhere) to 1 (all in one pixel), as Chalasani et al., ICML 2020.
    The last three are 0 for a map without evidence. `best_level` is where IOU_BEST cuts, as a share of the maximum.
    """

    figures: Mapping[Figure, Scored]
    mask_share: float
    coverage: float
    coverage_any: float
    sparseness: float
    best_level: float | None

    @property
    def has_evidence(self) -> bool:
        """Whether any value of the map is above 0."""
        return bool(self.figures)


def localise(
    evidence: NDArray[np.float32],
    mask: NDArray[np.bool_],
    *,
    region: NDArray[np.bool_] | None = None,
    margin_px: float = 0.0,
    near: NDArray[np.bool_] | None = None,
) -> Localisation | None:
    """Compare a map with a mask of the same size; None where the mask holds no pixel, so that nothing can be hit.

    `evidence` is float32 (h, w), raw; what is below 0 or not finite is no evidence for the target and counts as 0.
    `mask` is bool (h, w). `region`, bool (h, w), is where the map could have pointed (what the network saw, or the
    fundus without the black around it): everything else is left out, of chance as well. `margin_px` is the margin of
    the tolerant pointing game; `near`, where it is known already, is the mask with that margin. Raises FunduscopeError
    where the sizes differ.
    """
    check_sizes(evidence, mask, region, near)
    near = within(mask, margin_px) if near is None else near
    values, truth, near = _flat(positive(evidence), region), _flat(mask, region), _flat(near, region)
    count = int(truth.sum())
    if not count:
        return None
    share, peak = count / truth.size, float(values.max())
    if not peak > 0:
        return Localisation({}, share, 0.0, 0.0, 0.0, None)
    is_peak = values == values.max()
    figures = {
        Figure.POINTING_GAME: Scored(float(truth[is_peak].mean()), share),
        Figure.POINTING_GAME_TOLERANT: Scored(float(near[is_peak].mean()), float(near.mean())),
        Figure.ENERGY_INSIDE: Scored(float(values[truth].sum(dtype=np.float64) / values.sum(dtype=np.float64)), share),
    }
    for figure, level in _IOU_LEVELS.items():
        figures[figure] = _overlap(values >= np.float32(level * peak), truth)
    ascending = np.sort(values)
    detector, best_level = _as_detector(ascending, values[truth])
    return Localisation(
        figures | detector,
        share,
        float((values >= np.float32(SIGNIFICANT_SHARE * peak)).mean()),
        float((values > 0).mean()),
        gini_index(ascending, is_sorted=True),
        best_level,
    )


def positive(evidence: NDArray[np.float32]) -> NDArray[np.float32]:
    """The evidence for the target alone: 0 in place of what is negative or not finite, and at most 1e30."""
    return np.clip(np.where(np.isfinite(evidence), evidence, np.float32(0)), 0, np.float32(1e30)).astype(np.float32)


def within(mask: NDArray[np.bool_], margin_px: float) -> NDArray[np.bool_]:
    """The mask and every pixel whose centre is at most `margin_px` from the centre of one of its pixels."""
    if margin_px <= 0 or not mask.any():
        return mask
    return distance_to(mask) <= margin_px


def distance_to(mask: NDArray[np.bool_]) -> NDArray[np.float32]:
    """The distance of every pixel to the nearest one of the mask, in pixels; infinite where there is none."""
    if not mask.any():
        return np.full(mask.shape, np.inf, np.float32)
    outside = (~mask).astype(np.uint8)
    return np.asarray(cv2.distanceTransform(outside, cv2.DIST_L2, cv2.DIST_MASK_PRECISE), np.float32)


def gini_index(values: NDArray[np.float32], *, is_sorted: bool = False) -> float:
    """The Gini index of values of 0 or more: `sum_i (2 i - n - 1) v_i / (n sum v)` over ascending values, i from 1."""
    ascending = (values if is_sorted else np.sort(values, axis=None)).astype(np.float64)
    total, n = float(ascending.sum()), ascending.size
    if not total > 0:
        return 0.0
    return float(((2 * np.arange(1, n + 1) - n - 1) * ascending).sum() / (n * total))


def check_sizes(evidence: NDArray[np.float32], *others: NDArray[np.bool_] | None) -> None:
    """Raise FunduscopeError where a mask or a region is not of the map's size."""
    for other in others:
        if other is not None and other.shape != evidence.shape:
            (height, width), (map_height, map_width) = other.shape, evidence.shape
            raise FunduscopeError(
                f"The mask has {width} x {height} pixels and the map {map_width} x {map_height}.",
                "Give the mask that belongs to this photograph.",
            )


def _flat(array: NDArray[Element], region: NDArray[np.bool_] | None) -> NDArray[Element]:
    return array.ravel() if region is None else array[region]


def _overlap(selected: NDArray[np.bool_], truth: NDArray[np.bool_]) -> Scored:
    """Intersection over union; by chance, the ratio of their expectations for as many pixels drawn at random."""
    size, count, hits = int(selected.sum()), int(truth.sum()), int((selected & truth).sum())
    expected = size * count / truth.size
    return Scored(hits / (size + count - hits), expected / (size + count - expected))


def _as_detector(
    ascending: NDArray[np.float32], inside: NDArray[np.float32]
) -> tuple[dict[Figure, Scored], float | None]:
    """The figures that look at every level at once, and the level of the best overlap as a share of the maximum.

    `ascending` holds the values of all pixels, `inside` those of the mask's, which are few: levels between two of
    these change nothing but the pixels beside the mask, so that none of them need be looked at.
    """
    count, size = inside.size, ascending.size
    share = count / size
    inside = np.sort(inside)
    levels, first = np.unique(inside, return_index=True)
    hits = (count - first)[::-1].astype(np.float64)
    levels = levels[::-1]
    chosen = size - np.searchsorted(ascending, levels, side="left").astype(np.float64)
    figures: dict[Figure, Scored] = {}
    if count < size:
        below = np.searchsorted(ascending, inside, side="left").astype(np.float64)
        upto = np.searchsorted(ascending, inside, side="right").astype(np.float64)
        ranks = float(((below + upto + 1) / 2).sum())  # of equal values the mean rank: they count half
        figures[Figure.AUROC] = Scored((ranks - count * (count + 1) / 2) / (count * (size - count)), 0.5)
    figures[Figure.RANK_ACCURACY] = Scored(_strongest_inside(ascending, inside) / count, share)
    figures[Figure.AVERAGE_PRECISION] = Scored(
        float((np.diff(hits, prepend=0.0) / count * (hits / chosen)).sum()), share
    )
    overlaps = np.where(levels > 0, hits / (chosen - hits + count), 0.0)
    best = int(overlaps.argmax())
    figures[Figure.IOU_BEST] = Scored(float(overlaps[best]), share)
    return figures, float(levels[best] / ascending[-1]) if overlaps[best] > 0 else None


def _strongest_inside(ascending: NDArray[np.float32], inside: NDArray[np.float32]) -> float:
    """Of as many strongest pixels as lie inside, how many do.

    Pixels of equal value stand in no order: within them hits are spread evenly, which is the mean over all orders.
    """
    count = inside.size
    level = ascending[-count]
    above, equal = ((values > level).sum() for values in (ascending, inside)), (ascending == level).sum()
    stronger, hits = above
    return float(hits + (count - stronger) * (inside == level).sum() / equal)
