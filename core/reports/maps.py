"""What can be said of one map in figures: how strong it is, where it is strongest, how much of it lies where."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from core.drawing.shapes import Point

if TYPE_CHECKING:
    from core.explain.explanation import Explanation


@dataclass(frozen=True, slots=True)
class MapFigures:
    """`lowest` and `highest` are raw values, None where nothing is known; `peak` is where the highest lies on the
    photograph, in its pixels, None without evidence. `share_above_half` is the share of the known cells that reach half
    of the maximum, and `gini` how uneven the evidence is: 0 spread evenly, 1 all in one cell (None without evidence).
    `shape` is (rows, columns), `cell` the (width, height) of a cell in pixels of the photograph.
    """

    shape: tuple[int, int]
    cell: tuple[float, float]
    lowest: float | None
    highest: float | None
    peak: Point | None
    share_above_half: float | None
    gini: float | None


def map_figures(explanation: Explanation) -> MapFigures:
    """The figures of a map; cells that are not known take no part."""
    values = explanation.map
    known = np.isfinite(values)
    matrix = explanation.to_photograph.matrix()
    cell = (float(np.hypot(matrix[0, 0], matrix[1, 0])), float(np.hypot(matrix[0, 1], matrix[1, 1])))
    shape = (int(values.shape[0]), int(values.shape[1]))
    if not known.any():
        return MapFigures(shape, cell, None, None, None, None, None)
    lowest, highest = float(values[known].min()), float(values[known].max())
    if highest <= 0:
        return MapFigures(shape, cell, lowest, highest, None, None, None)
    row, column = np.unravel_index(int(np.where(known, values, -np.inf).argmax()), values.shape)
    x, y, _one = matrix @ (column + 0.5, row + 0.5, 1.0)
    share = float((values[known] >= highest / 2).mean())
    return MapFigures(shape, cell, lowest, highest, (float(x), float(y)), share, _gini(values[known]))


def _gini(values: np.ndarray) -> float:
    """The Gini index of the values above 0 (Hurley and Rickard 2009)."""
    ordered = np.sort(np.clip(values.astype(np.float64), 0, None))
    count = len(ordered)
    ranks = np.arange(1, count + 1)
    return float(1 - 2 * (ordered / ordered.sum() * (count - ranks + 0.5) / count).sum())
