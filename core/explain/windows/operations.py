"""The operations of a network, each computed twice: on whole activations, and on what changes of them.

What changes of an activation is held as the difference to that of the unchanged picture, 0 wherever nothing changes.
Through what is linear (convolution, average pooling, sums, concatenation) differences go by themselves: no border of
unchanged cells has to be gathered around them, padding with zeros is right in the inside as at the border of the
picture, and the rounding is that of the difference, not of the activation. What is not linear (ReLU, maximum pooling)
takes the unchanged activation from the one pass that is kept, adds, and subtracts again.

All operations have `sources` and `target`, the numbers of the values that they need and give, and

- `whole(values, spare=)`, the value for n pictures; of `values` those that are `spare` may be written to;
- `place(places)`, what the changed rectangles of the sources can change;
- `change(patches, place, clean, spare=)`, by how much `place` changes, (n, c, h, w).

Values without positions, (n, c), have a grid of one cell. A `Replay` is anything else, and gives whole values only.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor
from torch.nn import functional

from core.explain.windows.places import Frame, Patch, Place, Sliding, laid, only_cell, spread, union, zeros_like_frame
from core.explain.windows.recording import Step, aten, is_flattening

Sides = tuple[int, int]
Spare = Sequence[bool]


class Clean(Protocol):
    """The activations of the unchanged picture."""

    def around(self, value: int, frame: Frame) -> Tensor:
        """What of a value lies in `frame`: (n, c, h, w), to be written to. Beyond the border the nearest cells."""

    def part(self, value: int, place: Place) -> Tensor:
        """What of a value lies in `place`: (n, c, h, w), to be written to; all of it (1, c, h, w), and not to be
        written to, where the place is the whole grid.
        """


@dataclass(frozen=True, slots=True, eq=False)
class Convolution:
    """A convolution of any stride, padding, dilation and groups; batch normalisation behind it is in its weights.

    `rough`: the same weights in a shorter type, by which changes are computed where speed counts more than digits.
    """

    sources: tuple[int, ...]
    target: int
    weight: Tensor
    bias: Tensor | None
    rows: Sliding
    columns: Sliding
    groups: int
    sides: Sides
    rough: Tensor | None = None

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return self._convolved(values[0], self.weight, self.bias, (self.rows.padding, self.columns.padding))

    def place(self, places: Sequence[Place]) -> Place:
        """The positions whose kernel touches the rectangle."""
        return _slid(places[0], self.rows, self.columns, self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The convolution of the difference; as much as possible of its border is left to the padding."""
        patch, frame = patches[0], _seen(place, self.rows, self.columns)
        margins = frame.rows.margin(patch.place.rows), frame.columns.margin(patch.place.columns)
        inner = Frame(frame.rows.without(margins[0]), frame.columns.without(margins[1]))
        change = patch.change
        if not inner.is_at(patch.place):
            change = laid(zeros_like_frame(change, inner.shape), inner, patch)
        if self.rough is None:
            return self._convolved(change, self.weight, None, margins)
        return self._convolved(change.to(self.rough.dtype), self.rough, None, margins).to(change.dtype)

    def _convolved(self, values: Tensor, weight: Tensor, bias: Tensor | None, padding: Sides) -> Tensor:
        strides, dilations = (self.rows.stride, self.columns.stride), (self.rows.dilation, self.columns.dilation)
        return functional.conv2d(values, weight, bias, strides, padding, dilations, self.groups)


@dataclass(frozen=True, slots=True, eq=False)
class Scaling:
    """A factor and a summand a channel: batch normalisation that no convolution could take in."""

    sources: tuple[int, ...]
    target: int
    factor: Tensor
    summand: Tensor

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        scaled = values[0].mul_(self.factor) if spare[0] else values[0] * self.factor
        return scaled.add_(self.summand)

    def place(self, places: Sequence[Place]) -> Place:
        """The same."""
        return places[0]

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """Of a difference only the factor remains."""
        change = patches[0].change
        return change.mul_(self.factor) if spare[0] else change * self.factor


@dataclass(frozen=True, slots=True, eq=False)
class Sum:
    """A sum of two or more activations, as behind a residual branch."""

    sources: tuple[int, ...]
    target: int

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        total = values[0] if spare[0] else values[0].clone()
        for value in values[1:]:
            total = total.add_(value)
        return total

    def place(self, places: Sequence[Place]) -> Place:
        """What any of them changes."""
        return union(places)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The differences added where they lie."""
        covering = [number for number, patch in enumerate(patches) if place.is_same(patch.place)]
        base = next((number for number in covering if spare[number]), covering[0] if covering else None)
        if base is None:
            total = zeros_like_frame(patches[0].change, place.shape)
        else:
            total = patches[base].change if spare[base] else patches[base].change.clone()
        for number, patch in enumerate(patches):
            if number != base:
                laid(total, place.frame, patch)
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Concatenation:
    """Activations put beside one another along the channels."""

    sources: tuple[int, ...]
    target: int

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return torch.cat(list(values), 1)

    def place(self, places: Sequence[Place]) -> Place:
        """What any of them changes."""
        return union(places)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The differences where they lie, each in channels of its own."""
        if all(place.is_same(patch.place) for patch in patches):
            return torch.cat([patch.change for patch in patches], 1)
        count, first = patches[0].change.shape[0], 0
        channels = sum(patch.change.shape[1] for patch in patches)
        total = zeros_like_frame(patches[0].change.new_empty((count, channels, 1, 1)), place.shape)
        for patch in patches:
            last = first + patch.change.shape[1]
            laid(total[:, first:last], place.frame, patch)
            first = last
        return total


@dataclass(frozen=True, slots=True, eq=False)
class Channels:
    """Some of the channels, one after another."""

    sources: tuple[int, ...]
    target: int
    first: int
    last: int

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return values[0][:, self.first : self.last]

    def place(self, places: Sequence[Place]) -> Place:
        """The same."""
        return places[0]

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The channels of the difference."""
        return patches[0].change[:, self.first : self.last]


@dataclass(frozen=True, slots=True, eq=False)
class Border:
    """Cells of a constant around an activation, or with negative widths cells taken away: top, bottom, left, right."""

    sources: tuple[int, ...]
    target: int
    widths: tuple[int, int, int, int]
    value: float
    sides: Sides

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        top, bottom, left, right = self.widths
        return functional.pad(values[0], (left, right, top, bottom), value=self.value)

    def place(self, places: Sequence[Place]) -> Place:
        """The same, counted from the new corner."""
        return _slid(places[0], Sliding(1, padding=self.widths[0]), Sliding(1, padding=self.widths[2]), self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The same cells: a constant does not change."""
        rows, columns = Sliding(1, padding=self.widths[0]), Sliding(1, padding=self.widths[2])
        frame = _seen(place, rows, columns)
        return laid(zeros_like_frame(patches[0].change, place.shape), frame, patches[0])


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
        return _slid(places[0], self.rows, self.columns, self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The average of the difference, where what lies beyond the border counts as the network counts it."""
        frame = _seen(place, self.rows, self.columns)
        around = laid(zeros_like_frame(patches[0].change, frame.shape), frame, patches[0])
        return self.unpadded(around, place.frame)

    def unpadded(self, values: Tensor, frame: Frame) -> Tensor:
        """The averages of all windows that lie within `values`; those are the positions in `frame`."""
        kernel, stride = (self.rows.kernel, self.columns.kernel), (self.rows.stride, self.columns.stride)
        sums = functional.avg_pool2d(values, kernel, stride, divisor_override=1)
        cells = frame.cells(self.sides, self.divisors.device)
        return sums / self.divisors.reshape(-1)[cells].reshape(-1, 1, *frame.shape)


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
        return _slid(places[0], pooling.rows, pooling.columns, pooling.sides) if pooling else places[0]

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """What comes out with the difference, less what comes out without it."""
        if self.pooling is not None:
            return self._pooled(patches[0], place, clean, self.pooling)
        before = clean.part(self.sources[0], place)
        change = patches[0].change
        after = change.add_(before) if spare[0] else change + before
        return self._bent(after, is_spare=True).sub_(self._bent(before, is_spare=not place.is_whole))

    def _pooled(self, patch: Patch, place: Place, clean: Clean, pooling: Pooling) -> Tensor:
        frame = _seen(place, pooling.rows, pooling.columns)
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


@dataclass(frozen=True, slots=True, eq=False)
class FullyConnected:
    """A fully connected layer. `weight` is (out, in); `rough` as in a convolution."""

    sources: tuple[int, ...]
    target: int
    weight: Tensor
    bias: Tensor | None
    rough: Tensor | None = None

    def whole(self, values: Sequence[Tensor], *, spare: Spare) -> Tensor:
        """As the network computes it."""
        return functional.linear(values[0], self.weight, self.bias)

    def place(self, places: Sequence[Place]) -> Place:
        """The one position."""
        return places[0]

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """What the difference adds.

        Nothing is gained by leaving out the columns that see no change: they lie scattered in memory.
        """
        change = patches[0].change.flatten(1)
        if self.rough is None:
            return functional.linear(change, self.weight)[:, :, None, None]
        return functional.linear(change.to(self.rough.dtype), self.rough).to(change.dtype)[:, :, None, None]


@dataclass(frozen=True, slots=True, eq=False)
class Replay:
    """Anything else, as it was written down."""

    step: Step

    @property
    def sources(self) -> tuple[int, ...]:
        """As in the step."""
        return self.step.sources

    @property
    def targets(self) -> tuple[int, ...]:
        """The numbers of the values that it gives."""
        return tuple(target for target in self.step.targets if target is not None)

    def results(self, values: Mapping[int, Tensor], count: int) -> dict[int, Tensor]:
        """The values that it gives for `count` pictures, by number."""
        if is_flattening(self.step):
            return {self.targets[0]: values[self.sources[0]].reshape(count, -1)}
        args, kwargs = self.step.arguments(values, count)
        func = aten.reshape.default if self.step.name in ("view", "_unsafe_view") else self.step.func
        found = func(*args, **kwargs)
        outputs = found if isinstance(found, (tuple, list)) else (found,)
        return {number: value for number, value in zip(self.step.targets, outputs, strict=True) if number is not None}


Operation = (
    Convolution
    | Scaling
    | Sum
    | Concatenation
    | Channels
    | Border
    | AveragePool
    | Curve
    | Mixture
    | Mean
    | Flattening
    | FullyConnected
)


def _slid(place: Place, rows: Sliding, columns: Sliding, sides: Sides) -> Place:
    return Place(place.rows.slid(rows, sides[0]), place.columns.slid(columns, sides[1]))


def _seen(place: Place, rows: Sliding, columns: Sliding) -> Frame:
    return Frame(place.rows.seen(rows), place.columns.seen(columns))
