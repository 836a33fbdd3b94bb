"""How alike two maps are, in figures that do not depend on their scale."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray
from scipy.stats import rankdata

Map = NDArray[np.float32]

GAUSSIAN_PX = 1.5
WINDOW_PX = 11
K1, K2 = 0.01, 0.03
SMALLEST_PX = 3


@dataclass(frozen=True, slots=True)
class Similarity:
    """Two maps on one grid, compared. None where one of the two is the same everywhere, or nothing of it is finite.

    `rank_correlation` (Spearman) is from -1 to 1; `structural_similarity` (SSIM) up to 1. The `absolute_` ones compare
    the maps without their signs: where only signs changed these stay high.
    """

    rank_correlation: float | None
    absolute_rank_correlation: float | None
    structural_similarity: float | None
    absolute_structural_similarity: float | None

    def to_json(self) -> dict[str, Any]:
        """The figures by name."""
        return {name: getattr(self, name) for name in self.__slots__}


UNKNOWN = Similarity(None, None, None, None)
"""What is said of a map that is not there."""


def compare(first: Map, second: Map) -> Similarity:
    """The similarity of two maps (h, w) of the same shape. Cells in which either is not finite are left out."""
    strong, other = np.abs(first), np.abs(second)
    return Similarity(
        rank_correlation=rank_correlation(first, second),
        absolute_rank_correlation=rank_correlation(strong, other),
        structural_similarity=structural_similarity(first, second),
        absolute_structural_similarity=structural_similarity(strong, other),
    )


def rank_correlation(first: Map, second: Map) -> float | None:
    """Spearman's rank correlation of the cells of two maps; equal values share their mean rank.

    None where one of the two is the same everywhere: ranks then say nothing.
    """
    both = np.isfinite(first) & np.isfinite(second)
    if not both.any():
        return None
    ranks = [rankdata(values[both]) for values in (first, second)]
    centred = [rank - rank.mean() for rank in ranks]
    length = float(np.sqrt((centred[0] ** 2).sum() * (centred[1] ** 2).sum()))
    return float((centred[0] * centred[1]).sum()) / length if length > 0 else None


def structural_similarity(first: Map, second: Map) -> float | None:
    """SSIM (Wang, Bovik, Sheikh and Simoncelli, IEEE Transactions on Image Processing 2004, equation 13), its mean.

    Each map is first divided by its own largest absolute value, so that maps of different units can be compared and 0
    stays 0; the range L is 2 where either has values below 0, else 1. The window is Wang's, a Gaussian of 11 x 11 and
    standard deviation 1.5. Deviations: maps are mirrored at their borders and every cell counts, since coarse maps
    would otherwise be compared in their middle alone, and where a map has fewer than 11 cells a side the window has
    the largest odd number that fits. None where a map is zero everywhere or has fewer than 3 cells a side.
    """
    size = min(WINDOW_PX, (min(first.shape) - 1) // 2 * 2 + 1)
    scaled = [_scaled(values) for values in (first, second)]
    if size < SMALLEST_PX or scaled[0] is None or scaled[1] is None:
        return None
    one, two = scaled[0], scaled[1]
    span = 2.0 if min(float(one.min()), float(two.min())) < 0 else 1.0
    mean_one, mean_two = _smooth(one, size), _smooth(two, size)
    variance_one = _smooth(one * one, size) - mean_one**2
    variance_two = _smooth(two * two, size) - mean_two**2
    covariance = _smooth(one * two, size) - mean_one * mean_two
    c1, c2 = (K1 * span) ** 2, (K2 * span) ** 2
    above = (2 * mean_one * mean_two + c1) * (2 * covariance + c2)
    below = (mean_one**2 + mean_two**2 + c1) * (variance_one + variance_two + c2)
    return float((above / below).mean())


def _scaled(values: Map) -> NDArray[np.float64] | None:
    """The map as a share of its largest absolute value; what is not finite is 0."""
    finite = np.where(np.isfinite(values), values, 0).astype(np.float64)
    largest = float(np.abs(finite).max(initial=0))
    return finite / largest if largest > 0 else None


def _smooth(values: NDArray[np.float64], size: int) -> NDArray[np.float64]:
    smooth = cv2.GaussianBlur(values, (size, size), GAUSSIAN_PX, borderType=cv2.BORDER_REFLECT)
    return np.asarray(smooth, np.float64)
