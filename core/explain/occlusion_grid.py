"""Where windows lie on a network's input, and what they are filled with."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.case import Case
from core.explain.changes import Part
from core.explain.fills import from_pixels, inpainted, plain, to_pixels
from core.explain.params import Fill, OcclusionParams
from core.images.geometry import Affine


@dataclass(frozen=True, slots=True)
class Grid:
    """Square windows in rows and columns that stand `stride` apart.

    `rows` and `columns` are the numbers of the windows along each axis, counted from the input's upper left corner. The
    last window of an axis may reach over the border of the input, of `size` (height, width), and is cut off there.
    """

    size: tuple[int, int]
    window: int
    stride: int
    rows: range
    columns: range

    @property
    def shape(self) -> tuple[int, int]:
        """How many rows and columns of windows there are: the shape of the map."""
        return len(self.rows), len(self.columns)

    @property
    def to_input(self) -> Affine:
        """From points of the map to points of the input: a cell lies in the middle of its window, `stride` wide."""
        offset = (self.window - self.stride) / 2
        x0, y0 = (self.stride * axis.start + offset for axis in (self.columns, self.rows))
        return Affine(xx=self.stride, x0=x0, yy=self.stride, y0=y0)

    def parts(self) -> tuple[Part, ...]:
        """The windows in rows from the upper left."""
        height, width = self.size
        corners = [(row * self.stride, column * self.stride) for row in self.rows for column in self.columns]
        return tuple(
            Part(top, left, min(height, top + self.window), min(width, left + self.window)) for top, left in corners
        )

    def within(self, part: Part) -> Grid:
        """Those windows that hide something of `part` of the input: at least one."""
        rows = _touching(self.rows, self, part.top, part.bottom)
        return Grid(self.size, self.window, self.stride, rows, _touching(self.columns, self, part.left, part.right))


def grid_over(size: tuple[int, int], params: OcclusionParams) -> Grid:
    """Windows all over an input of `size`, so that everything is hidden once. Raises ExplainError where none fits."""
    if params.window > min(size):
        raise ExplainError(
            f"The window of {params.window} pixels is larger than the network's input of {size[0]} x {size[1]}.",
            f"It may be up to {min(size)}.",
        )
    # Where the stride is larger than the window the last one could begin beyond the border.
    rows, columns = (
        range(min(-(-(side - params.window) // params.stride) + 1, -(-side // params.stride))) for side in size
    )
    return Grid(size, params.window, params.stride, rows, columns)


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Windows:
    """The windows of a grid, and what they are filled with."""

    parts: tuple[Part, ...]
    _case: Case
    _filled: Tensor | None
    _pixels: NDArray[np.uint8] | None

    def __init__(self, case: Case, grid: Grid, fill: Fill) -> None:
        is_local = fill is Fill.INPAINT
        object.__setattr__(self, "parts", grid.parts())
        object.__setattr__(self, "_case", case)
        object.__setattr__(self, "_filled", None if is_local else plain(case, fill, blur_px=grid.window))
        object.__setattr__(self, "_pixels", to_pixels(case) if is_local else None)

    def content(self, index: int) -> Tensor:
        """What takes the place of window `index`: (c, height, width)."""
        part = self.parts[index]
        if self._filled is not None:
            return self._filled[0, :, part.top : part.bottom, part.left : part.right]
        if self._pixels is None:  # one of the two is there
            raise ValueError("nothing to fill with")
        return from_pixels(self._case, inpainted(self._pixels, part.top, part.left, part.bottom, part.right))


def _touching(axis: range, grid: Grid, begin: int, end: int) -> range:
    found = [number for number in axis if number * grid.stride < end and number * grid.stride + grid.window > begin]
    # Where the stride is larger than the window a field may lie between two of them.
    nearest = min(axis, key=lambda number: abs(number * grid.stride + grid.window / 2 - (begin + end) / 2))
    return range(found[0], found[-1] + 1) if found else range(nearest, nearest + 1)
