"""Laplace's equation inside a mask, with the values around it as the boundary: a full multigrid solver.

It is a solver of our own because the bytes must be the same on every machine: libraries choose their instructions by
the processor, and sums in another order end in other bits. Here every number comes of elementwise float32 + - * /, each
of which IEEE 754 rounds in one way.
"""

from __future__ import annotations

from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]
_Value = TypeVar("_Value", bound=np.generic)

_CYCLES = 5
_SWEEPS = 2
_COARSEST_PX = 6
_COARSEST_SWEEPS = 24
_QUARTER = np.float32(0.25)


def membrane(values: Floats, mask: Bools) -> Floats:
    """The values outside the mask as they are; inside, their harmonic continuation.

    `values` is float32 (h, w, channels), `mask` bool (h, w) without the outermost pixels. Each pixel of the mask
    becomes the mean of its four neighbours, to a fraction of a grey level.
    """
    height, width = mask.shape
    source = np.zeros_like(values)
    start = np.where(mask[..., None], np.float32(0), values)
    solution = _first_guess(start, mask)
    for _ in range(_CYCLES):
        solution = _cycle(solution, source, mask)
    return solution[:height, :width]


def _first_guess(values: Floats, mask: Bools) -> Floats:
    """The solution on a grid of half the size, spread over this one: the slow part of it is right from the start."""
    if min(mask.shape) <= _COARSEST_PX:
        return _swept(values, np.zeros_like(values), mask, _COARSEST_SWEEPS)
    known = (~mask).astype(np.float32)[..., None]
    weight = _blocks(known)
    is_known = weight[..., 0] > 0
    coarse = np.where(is_known[..., None], _blocks(values * known) / np.maximum(weight, np.float32(1)), np.float32(0))
    guess = _spread(_first_guess(coarse.astype(np.float32), ~is_known), mask.shape)
    joined = np.where(mask[..., None], guess, values)
    return _cycle(joined, np.zeros_like(values), mask)


def _cycle(solution: Floats, source: Floats, mask: Bools) -> Floats:
    """One V-cycle: what sweeps do slowly on this grid they do quickly on coarser ones."""
    if min(mask.shape) <= _COARSEST_PX:
        return _swept(solution, source, mask, _COARSEST_SWEEPS)
    solution = _swept(solution, source, mask, _SWEEPS)
    inner = mask[..., None]
    residual = np.where(inner, source + _mean_of_neighbours(solution) - solution, np.float32(0))
    coarse_mask = _all_of_block(mask)
    # The mean of four residuals stands for a cell of twice the side, whose equation weighs four times as much.
    coarse = np.where(coarse_mask[..., None], _blocks(residual), np.float32(0))
    correction = _cycle(np.zeros_like(coarse), coarse, coarse_mask)
    solution = solution + np.where(inner, _spread(correction, mask.shape), np.float32(0))
    return _swept(solution, source, mask, _SWEEPS)


def _swept(solution: Floats, source: Floats, mask: Bools, sweeps: int) -> Floats:
    """Gauss-Seidel in the order of a chequerboard: first the black squares, then the white."""
    rows, columns = np.arange(mask.shape[0])[:, None], np.arange(mask.shape[1])[None, :]
    colour = (rows + columns) % 2
    squares = [(mask & (colour == parity))[..., None] for parity in (0, 1)]
    for _ in range(sweeps):
        for square in squares:
            solution = np.where(square, _mean_of_neighbours(solution) + source, solution)
    return solution


def _mean_of_neighbours(grid: Floats) -> Floats:
    """The mean of the pixels above, below, left and right; pixels at the border, which no mask holds, keep a zero."""
    mean = np.zeros_like(grid)
    mean[1:-1, 1:-1] = ((grid[:-2, 1:-1] + grid[2:, 1:-1]) + (grid[1:-1, :-2] + grid[1:-1, 2:])) * _QUARTER
    return mean


def _even(grid: NDArray[_Value]) -> NDArray[_Value]:
    """With a last row and column repeated where their number is odd."""
    height, width = grid.shape[:2]
    edges = ((0, height % 2), (0, width % 2), *(((0, 0),) * (grid.ndim - 2)))
    return np.pad(grid, edges, mode="edge") if height % 2 or width % 2 else grid


def _blocks(grid: Floats) -> Floats:
    """The sum of each 2 x 2 block."""
    even = _even(grid)
    total: Floats = (even[0::2, 0::2] + even[0::2, 1::2]) + (even[1::2, 0::2] + even[1::2, 1::2])
    return total


def _all_of_block(mask: Bools) -> Bools:
    """Where a 2 x 2 block lies in the mask as a whole; never at the border."""
    even = _even(mask)
    whole: Bools = even[0::2, 0::2] & even[0::2, 1::2] & even[1::2, 0::2] & even[1::2, 1::2]
    whole[[0, -1]] = False
    whole[:, [0, -1]] = False
    return whole


def _spread(coarse: Floats, shape: tuple[int, ...]) -> Floats:
    """Linear interpolation between the centres of blocks: nine, three, three and one sixteenths."""
    down = _between(coarse)
    across = _between(down.swapaxes(0, 1)).swapaxes(0, 1)
    return across[: shape[0], : shape[1]]


def _between(grid: Floats) -> Floats:
    """Twice as many rows, each three quarters of its own block and one of the next."""
    above = np.concatenate([grid[:1], grid[:-1]])
    below = np.concatenate([grid[1:], grid[-1:]])
    near = grid * np.float32(0.75)
    rows = np.stack([near + above * _QUARTER, near + below * _QUARTER], axis=1)
    return rows.reshape(2 * grid.shape[0], *grid.shape[1:])
