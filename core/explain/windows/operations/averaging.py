"""What averages, and what ends the grid of positions."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from core.explain.windows.operations.common import Clean, Sides, Spare, seen, slid
from core.explain.windows.places import Frame, Patch, Place, Sliding, laid, only_cell, spread, zeros_like_frame


@dataclass(frozen=True, slots=True, eq=False)
class AveragePool:
    """An average over a sliding window. `divisors` (1, 1, h, w) is what each position divides its sum by."""

    sources: tuple[int, ...]
    target: int
    rows: Sliding
    columns: Sliding
    divisors: Tensor
    compute: Callable[[Tensor], Tensor]
    sides: Sides

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return self.compute(values[0])

    def place(self, places: Sequence[Place]) -> Place:
        """The positions whose window touches the rectangle."""
        return slid(places[0], self.rows, self.columns, self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The average of the difference, where what lies beyond the border counts as the network counts it."""
        frame = seen(place, self.rows, self.columns)
        around = laid(zeros_like_frame(patches[0].change, frame.shape), frame, patches[0])
        return self.unpadded(around, place.frame)

    def unpadded(self, values: Tensor, frame: Frame) -> Tensor:
        """The averages of all windows that lie within `values`; those are the positions in `frame`."""
        kernel, stride = (self.rows.kernel, self.columns.kernel), (self.rows.stride, self.columns.stride)
        sums = functional.avg_pool2d(values, kernel, stride, divisor_override=1)
        cells = frame.cells(self.sides, self.divisors.device)
        return sums / self.divisors.reshape(-1)[cells].reshape(-1, 1, *frame.shape)


@dataclass(frozen=True, slots=True, eq=False)
class Mean:
    """The mean over all positions: (n, c, 1, 1) with `is_kept`, else (n, c)."""

    sources: tuple[int, ...]
    target: int
    is_kept: bool

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return values[0].mean((2, 3), keepdim=self.is_kept)

    def place(self, places: Sequence[Place]) -> Place:
        """The one position."""
        return only_cell(places[0])

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The mean of the difference."""
        cells = patches[0].place.rows.side * patches[0].place.columns.side
        return patches[0].change.sum((2, 3), keepdim=True).div_(cells)


@dataclass(frozen=True, slots=True, eq=False)
class Flattening:
    """All of an activation laid into one row: (n, c * h * w)."""

    sources: tuple[int, ...]
    target: int

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return values[0].flatten(1)

    def place(self, places: Sequence[Place]) -> Place:
        """The one position."""
        return only_cell(places[0])

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The difference, with zeros where nothing changes."""
        return spread(patches[0]).flatten(1)[:, :, None, None]
