"""How far maps of one photograph agree: Spearman's rank correlation, on places that both maps speak of.

Methods have units of their own, so their values cannot be compared; their order can: a rank correlation of 1 means that
two maps put all places in the same order, 0 that the order of the one says nothing of the other's.

Two maps are compared on a lattice over what both networks saw, with as many rows and columns as the coarser map has
there: the value of a place of the lattice is the mean of the map's raw values, cells weighted by the area that they
have in it. Two maps on one grid are compared cell by cell. A map finer than the other is averaged, never the coarse one
refined: its cells would be counted several times. Knows no torch.
"""

from __future__ import annotations

import csv
import io
import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.explain.explanation import Explanation
from core.explain.sampling import Box, extended

MOST_PLACES = 128
"""Rows or columns of a lattice: finer maps are averaged to this."""
_ROUNDING = 1e-9
"""Shares of a cell below this come from rounding."""


@dataclass(frozen=True, slots=True, eq=False)
class Agreement:
    """Spearman's rank correlation of each map with each: float64 (n, n), symmetric, NaN where it means nothing.

    That is where one of two maps has the same value everywhere, and where two networks saw no place in common.
    """

    names: tuple[str, ...]
    correlations: NDArray[np.float64]

    def to_csv(self, *, delimiter: str = ",") -> str:
        """A table with the names above and to the left; six digits, empty where a correlation means nothing."""
        out = io.StringIO()
        table = csv.writer(out, delimiter=delimiter, lineterminator="\n")
        table.writerow(["spearman", *self.names])
        for name, row in zip(self.names, self.correlations, strict=True):
            table.writerow([name, *("" if math.isnan(value) else f"{value:.6f}" for value in row)])
        return out.getvalue()


def agreement(explanations: Sequence[Explanation], names: Sequence[str]) -> Agreement:
    """Compare each map with each. `names` are those of the maps, in the same order."""
    count = len(explanations)
    table = np.full((count, count), np.nan)
    for row, first in enumerate(explanations):
        for column in range(row, count):
            table[row, column] = table[column, row] = rank_correlation(first, explanations[column])
    return Agreement(tuple(names), table)


def rank_correlation(first: Explanation, second: Explanation) -> float:
    """Spearman's rank correlation of two maps of one photograph, -1 to 1; NaN where it means nothing.

    Places of which a map says nothing (NaN, while it is computed) do not count.
    """
    one, other = on_common_lattice(first, second)
    return spearman(one.ravel(), other.ravel())


def spearman(first: NDArray[np.float64], second: NDArray[np.float64]) -> float:
    """The correlation of the ranks of two arrays (n,), ties sharing their mean rank; pairs with a NaN do not count.

    NaN where fewer than two pairs are left, or one side has only one value.
    """
    from scipy.stats import rankdata  # takes a while to load: not before figures are asked for

    is_known = np.isfinite(first) & np.isfinite(second)
    ranks = [rankdata(side[is_known]) for side in (first, second)]
    centred = [side - side.mean() for side in ranks if side.size > 1]
    if len(centred) < 2:
        return math.nan
    one, other = centred
    spread = math.sqrt(float(one @ one) * float(other @ other))
    return min(1.0, max(-1.0, float(one @ other) / spread)) if spread > 0 else math.nan


def on_common_lattice(first: Explanation, second: Explanation) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """Two maps at the same places: float64 (rows, columns) each; (0, 0) where the networks saw nothing in common."""
    left, top = (max(first.seen[side], second.seen[side]) for side in (0, 1))
    right, bottom = (min(first.seen[side], second.seen[side]) for side in (2, 3))
    if not (left < right and top < bottom):
        return np.empty((0, 0)), np.empty((0, 0))
    box = (left, top, right, bottom)
    sizes = [_cells_in(explanation, box) for explanation in (first, second)]
    rows, columns = (min(MOST_PLACES, *(size[side] for size in sizes)) for side in (0, 1))
    return averaged(first, box, rows, columns), averaged(second, box, rows, columns)


def _cells_in(explanation: Explanation, box: Box) -> tuple[int, int]:
    """How many rows and columns of cells lie in a box of the photograph, rounded, at least one."""
    place = explanation.to_photograph
    return max(1, round((box[3] - box[1]) / abs(place.yy))), max(1, round((box[2] - box[0]) / abs(place.xx)))


def averaged(explanation: Explanation, box: Box, rows: int, columns: int) -> NDArray[np.float64]:
    """The mean of a map over each place of a lattice on a box of the photograph; NaN where a part of it is not known.

    Every preparation crops and scales, so that the cells lie along the photograph's axes.
    """
    values, place = extended(explanation.map, explanation.to_photograph, explanation.seen)
    along = _shares(box[0], box[2], columns, cells=values.shape[1], size=place.xx, origin=place.x0)
    down = _shares(box[1], box[3], rows, cells=values.shape[0], size=place.yy, origin=place.y0)
    is_known = np.isfinite(values)
    averaged: NDArray[np.float64] = down @ np.where(is_known, values, 0).astype(np.float64) @ along.T
    if not is_known.all():
        averaged[down @ is_known @ along.T < 1 - _ROUNDING] = np.nan
    return averaged


def _shares(begin: float, end: float, places: int, *, cells: int, size: float, origin: float) -> NDArray[np.float64]:
    """Which share of each place of a side is each cell's: (places, cells), rows that add up to 1."""
    edges = (np.linspace(begin, end, places + 1) - origin) / size
    low, high = np.minimum(edges[:-1], edges[1:]), np.maximum(edges[:-1], edges[1:])
    cell = np.arange(cells)
    overlap = np.minimum(high[:, None], cell + 1) - np.maximum(low[:, None], cell)
    overlap = np.where(overlap > _ROUNDING, overlap, 0)
    shares: NDArray[np.float64] = overlap / overlap.sum(axis=1, keepdims=True)
    return shares
