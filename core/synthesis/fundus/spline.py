"""Smooth fields over the circle of light: uniform cubic B-splines, evaluated with the same bits everywhere."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Self

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats
from core.synthesis.fundus.draws import Draws

Plane = NDArray[np.float32]
EXTENT = 1.06
_LINES = 64


@dataclass(frozen=True, slots=True, eq=False)
class SplineField:
    """A smooth function on the square from -1.06 to 1.06 in units of the field's radius.

    `knots` is float32 (n + 3, n + 3): the coefficients of n x n cells with a border of what lies around.
    """

    knots: Plane

    @property
    def cells(self) -> int:
        """How many cells lie side by side."""
        return int(self.knots.shape[0]) - 3

    def refined(self) -> Self:
        """The same function on cells of half the size (Lane and Riesenfeld's subdivision: exact for cubic splines)."""
        return type(self)(_doubled(_doubled(self.knots).T).T)

    def plus(self, other: SplineField) -> Self:
        """The sum with a field of as many cells."""
        return type(self)(self.knots + other.knots)

    def sampled(self, x: Floats, y: Floats) -> Sampler:
        """The field at every pixel of columns `x` (w,) and rows `y` (h,), in units of the field's radius."""
        return Sampler(self, x, y)


class Sampler:
    """Rows of a field, made as they are asked for: a photograph of twelve megapixels needs no plane of it at once."""

    def __init__(self, field: SplineField, x: Floats, y: Floats) -> None:
        index, weights = _taps(x, field.cells)
        # Whole rows are gathered faster than columns, and a few at a time stay in the processor's cache.
        turned = np.ascontiguousarray(field.knots.T)
        self._across: Plane = np.empty((len(turned), len(x)), np.float32)
        for start in range(0, len(x), _LINES):
            some = slice(start, start + _LINES)
            self._across[:, some] = _weighted(turned, index[some], weights[:, some]).T
        self._index, self._weights = _taps(y, field.cells)

    def rows(self, rows: slice) -> Plane:
        """Those rows of the field, float32 (rows, w)."""
        return _weighted(self._across, self._index[rows], self._weights[:, rows])


def _weighted(lines: Plane, index: NDArray[np.intp], weights: Plane) -> Plane:
    """For each of `index` (n,), the sum of four lines from there on with the weights (4, n)."""
    total: Plane = lines.take(index, axis=0)
    total *= weights[0, :, None]
    for tap in range(1, 4):
        part = lines.take(index + tap, axis=0)
        part *= weights[tap, :, None]
        total += part
    return total


def knot_positions(cells: int) -> Floats:
    """Where the knots lie along one side, in units of the field's radius: float64 (cells + 3,)."""
    return (np.arange(cells + 3) - 1) * (2 * EXTENT / cells) - EXTENT


def noise(draws: Draws, first_cells: int, amplitudes: tuple[float, ...]) -> SplineField:
    """A sum of octaves: the first of `first_cells` cells, each following of twice as many, on the grid of the last."""
    total = _octave(draws, first_cells, amplitudes[0])
    for position, amplitude in enumerate(amplitudes[1:], start=1):
        total = total.refined()
        if amplitude:
            total = total.plus(_octave(draws, first_cells << position, amplitude))
    return total


def _octave(draws: Draws, cells: int, amplitude: float) -> SplineField:
    return SplineField(((draws.fractions(cells + 3, cells + 3) - 0.5) * (3.4 * amplitude)).astype(np.float32))


def _doubled(knots: Plane) -> Plane:
    """Twice as many cells along the first axis."""
    at_knots = (knots[:-2] + knots[2:]) * np.float32(0.125) + knots[1:-1] * np.float32(0.75)
    between = (knots[:-1] + knots[1:]) * np.float32(0.5)
    doubled = np.empty((at_knots.shape[0] + between.shape[0], *knots.shape[1:]), np.float32)
    doubled[0::2], doubled[1::2] = between, at_knots
    return doubled


def _taps(positions: Floats, cells: int) -> tuple[NDArray[np.intp], Plane]:
    """The first of four knots, (n,), and the weights of the four, float32 (4, n), at these positions."""
    scaled = np.minimum(np.maximum((positions + EXTENT) * (cells / (2 * EXTENT)), 0.0), cells - 1e-6)
    index = scaled.astype(np.intp)
    t = scaled - index
    s = 1 - t
    cube, other = t * t * t, s * s * s
    middle = (3 * cube - 6 * (t * t) + 4) / 6
    weights = np.stack([other / 6, middle, 1 - (other + cube) / 6 - middle, cube / 6])
    return index, weights.astype(np.float32)
