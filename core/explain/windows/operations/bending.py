"""Functions cell by cell, which need the unchanged activation, and maximum pooling behind them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from core.explain.windows.operations.common import Clean, Sides, Spare, seen, slid
from core.explain.windows.places import Patch, Place, Sliding, laid, union


@dataclass(frozen=True, slots=True, eq=False)
class Pooling:
    """Maximum pooling."""

    rows: Sliding
    columns: Sliding
    compute: Callable[[Tensor], Tensor]
    sides: Sides

    def unpadded(self, values: Tensor) -> Tensor:
        """The maxima of all windows that lie within `values`."""
        kernel, stride = (self.rows.kernel, self.columns.kernel), (self.rows.stride, self.columns.stride)
        return functional.max_pool2d(values, kernel, stride, 0, (self.rows.dilation, self.columns.dilation))


@dataclass(frozen=True, slots=True, eq=False)
class Pointwise:
    """A function of one activation, cell by cell, that may overwrite what it is given."""

    compute: Callable[[Tensor], Tensor]
    overwrite: Callable[[Tensor], Tensor]


@dataclass(frozen=True, slots=True, eq=False)
class Curve:
    """One or more functions cell by cell, one behind the other, and maximum pooling behind them where there is one."""

    sources: tuple[int, ...]
    target: int
    functions: tuple[Pointwise, ...]
    pooling: Pooling | None

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        found = self._bent(values[0], is_spare=spare[0])
        return self.pooling.compute(found) if self.pooling else found

    def place(self, places: Sequence[Place]) -> Place:
        """The same, or the positions of the pooling that touch it."""
        pooling = self.pooling
        return slid(places[0], pooling.rows, pooling.columns, pooling.sides) if pooling else places[0]

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """What comes out with the difference, less what comes out without it."""
        if self.pooling is not None:
            return self._pooled(patches[0], place, clean, self.pooling)
        before = clean.part(self.sources[0], place)
        change = patches[0].change
        after = change.add_(before) if spare[0] else change + before
        return self._bent(after, is_spare=True).sub_(self._bent(before, is_spare=not place.is_whole))

    def _pooled(self, patch: Patch, place: Place, clean: Clean, pooling: Pooling) -> Tensor:
        frame = seen(place, pooling.rows, pooling.columns)
        values = self._bent(laid(clean.around(self.sources[0], frame), frame, patch), is_spare=True)
        sides = patch.place.rows.side, patch.place.columns.side
        outside = frame.outside(sides, values.device)
        if outside is not None:
            values.masked_fill_(outside, -torch.inf)
        return pooling.unpadded(values).sub_(clean.part(self.target, place))

    def _bent(self, values: Tensor, *, is_spare: bool) -> Tensor:
        for function in self.functions:
            values = function.overwrite(values) if is_spare else function.compute(values)
            is_spare = True
        return values


@dataclass(frozen=True, slots=True, eq=False)
class Mixture:
    """A function cell by cell of several activations, such as a product."""

    sources: tuple[int, ...]
    target: int
    compute: Callable[[Sequence[Tensor]], Tensor]

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return self.compute(values)

    def place(self, places: Sequence[Place]) -> Place:
        """What any of them changes."""
        return union(places)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """What comes out with the differences, less what comes out without them."""
        befores = [clean.around(source, place.frame) for source in self.sources]
        without = self.compute(befores)
        afters = [laid(before, place.frame, patch) for before, patch in zip(befores, patches, strict=True)]
        return self.compute(afters).sub_(without)
