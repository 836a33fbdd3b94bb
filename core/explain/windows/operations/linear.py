"""What multiplies by weights: differences go through by themselves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from torch import Tensor
from torch.nn import functional

from core.explain.windows.operations.common import Clean, Sides, Spare, seen, slid
from core.explain.windows.places import Frame, Patch, Place, Sliding, laid, zeros_like_frame


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
        return slid(places[0], self.rows, self.columns, self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The convolution of the difference; as much as possible of its border is left to the padding."""
        patch, frame = patches[0], seen(place, self.rows, self.columns)
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
