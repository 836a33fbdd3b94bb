"""Which part of a grid of activations a changed part of the input can change, for many positions at once.

Rectangles are products of an interval of rows and one of columns, so the arithmetic is done an axis at a time. The
rectangles of a batch share one size, that of the largest; each lies within the grid and covers all that its position
can change. What it covers beyond that does not change, which costs a little time and nothing in the answer.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

Ints = NDArray[np.int64]
Pair = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Sliding:
    """A window that slides along one axis."""

    kernel: int
    stride: int = 1
    padding: int = 0
    dilation: int = 1

    @property
    def reach(self) -> int:
        """From its first to its last cell."""
        return (self.kernel - 1) * self.dilation + 1


@dataclass(frozen=True, eq=False)
class Span:
    """An interval an item, of one axis of a grid with `side` cells: from `low` to before `high`, both (n,)."""

    low: Ints
    high: Ints
    side: int

    @cached_property
    def size(self) -> int:
        """The size that all intervals are given: at least one cell."""
        return max(1, int((self.high - self.low).max()))

    @cached_property
    def start(self) -> Ints:
        """Where each interval begins once all have one size, (n,): each lies within the grid."""
        return np.minimum(self.low, self.side - self.size)

    def slid(self, window: Sliding, side: int) -> Span:
        """What of the `side` cells behind a sliding window sees a cell of the interval."""
        first = -((window.reach - 1 - window.padding - self.low) // window.stride)
        last = (self.high - 1 + window.padding) // window.stride
        low = np.clip(first, 0, side - 1)
        return Span(low, np.clip(last + 1, low, side), side)

    def joined(self, other: Span) -> Span:
        """The smallest interval that covers both."""
        return Span(np.minimum(self.low, other.low), np.maximum(self.high, other.high), self.side)

    def middle(self, size: int) -> Span:
        """The same intervals, those that are longer than `size` cut to their middle."""
        if self.size <= size:
            return self
        low = np.clip((self.low + self.high - size + 1) // 2, 0, self.side - size)
        return Span(low, low + size, self.side)

    def seen(self, window: Sliding) -> Ray:
        """The cells before a sliding window that this interval behind it sees; they may lie outside of the grid."""
        return Ray(self.start * window.stride - window.padding, (self.size - 1) * window.stride + window.reach)

    def as_ray(self) -> Ray:
        """The interval itself."""
        return Ray(self.start, self.size)


@dataclass(frozen=True, eq=False)
class Ray:
    """An interval an item, of one size, that may reach over the ends of its axis."""

    start: Ints
    size: int

    def offsets(self, inner: Span) -> Ints:
        """Where the intervals of `inner` begin in these, (n,)."""
        return inner.start - self.start

    def margin(self, inner: Span) -> int:
        """How many cells there are at least on either side of the intervals of `inner`."""
        offsets = self.offsets(inner)
        return max(0, int(min(offsets.min(), (self.size - inner.size - offsets).min())))

    def without(self, margin: int) -> Ray:
        """The same with that many cells less on either side."""
        return Ray(self.start + margin, self.size - 2 * margin)

    def is_within(self, side: int) -> bool:
        """Whether no interval reaches over an end."""
        return bool(self.start.min() >= 0 and self.start.max() + self.size <= side)


@dataclass(frozen=True, eq=False)
class Place:
    """A rectangle an item, of one grid."""

    rows: Span
    columns: Span

    @property
    def shape(self) -> tuple[int, int]:
        """The height and width that all rectangles are given."""
        return self.rows.size, self.columns.size

    @property
    def is_whole(self) -> bool:
        """Whether the rectangles are the whole grid."""
        return self.rows.size == self.rows.side and self.columns.size == self.columns.side

    @cached_property
    def frame(self) -> Frame:
        """The rectangles, to cut out or to lay into."""
        return Frame(self.rows.as_ray(), self.columns.as_ray())

    def joined(self, other: Place) -> Place:
        """The smallest rectangles that cover both."""
        if other is self:
            return self
        return Place(self.rows.joined(other.rows), self.columns.joined(other.columns))

    def is_same(self, other: Place) -> bool:
        """Whether the rectangles are those of `other`."""
        if other is self:
            return True
        pairs = ((self.rows, other.rows), (self.columns, other.columns))
        return all(mine.size == its.size and np.array_equal(mine.start, its.start) for mine, its in pairs)


@dataclass(frozen=True, eq=False)
class Frame:
    """A rectangle an item, of one size, that may reach over the border of its grid."""

    rows: Ray
    columns: Ray

    @property
    def shape(self) -> tuple[int, int]:
        """Height and width."""
        return self.rows.size, self.columns.size

    def is_at(self, place: Place) -> bool:
        """Whether the rectangles are those of `place`."""
        if self.shape != place.shape:
            return False
        return not self.rows.offsets(place.rows).any() and not self.columns.offsets(place.columns).any()

    def cells(self, side: tuple[int, int], device: torch.device) -> Tensor:
        """The numbers of the cells, row after row of the grid, (n * h * w,). Beyond the border the nearest ones."""
        rows, columns = _numbers(self.rows, side[0]), _numbers(self.columns, side[1])
        numbers = rows[:, :, None] * side[1] + columns[:, None, :]
        return torch.from_numpy(numbers.reshape(-1)).to(device)

    def outside(self, side: tuple[int, int], device: torch.device) -> Tensor | None:
        """Which cells lie beyond the border: bool (n, 1, h, w); None where none does."""
        if self.rows.is_within(side[0]) and self.columns.is_within(side[1]):
            return None
        rows, columns = _is_beyond(self.rows, side[0]), _is_beyond(self.columns, side[1])
        return torch.from_numpy(rows[:, None, :, None] | columns[:, None, None, :]).to(device)


@dataclass(frozen=True, slots=True, eq=False)
class Patch:
    """By how much activations change: `change` (n, c, h, w) in the rectangles of `place`; elsewhere by nothing."""

    change: Tensor
    place: Place


def laid(target: Tensor, frame: Frame, patch: Patch) -> Tensor:
    """`patch` added to `target` (n, c, h, w), which covers `frame`; what lies outside of it is left out."""
    tops, lefts = frame.rows.offsets(patch.place.rows), frame.columns.offsets(patch.place.columns)
    size, inner = frame.shape, patch.place.shape
    if _is_constant(tops) and _is_constant(lefts):
        _add(target, patch.change, (int(tops[0]), int(lefts[0])), size, inner)
        return target
    for number, (top, left) in enumerate(zip(tops.tolist(), lefts.tolist(), strict=True)):
        _add(target[number], patch.change[number], (top, left), size, inner)
    return target


def middle(patch: Patch, size: tuple[int, int]) -> Patch:
    """What changes in the middle of each rectangle, of up to that height and width; what lies around it is left out."""
    place = Place(patch.place.rows.middle(size[0]), patch.place.columns.middle(size[1]))
    if place.shape == patch.place.shape:
        return patch
    change = zeros_like_frame(patch.change, place.shape)
    return Patch(laid(change, place.frame, patch), place)


def spread(patch: Patch) -> Tensor:
    """By how much the whole grid changes: (n, c, h, w)."""
    if patch.place.is_whole:
        return patch.change
    sides = patch.place.rows.side, patch.place.columns.side
    return laid(zeros_like_frame(patch.change, sides), everywhere(patch), patch)


def everywhere(patch: Patch) -> Frame:
    """The whole grid, as often as there are rectangles."""
    corners = np.zeros(patch.change.shape[0], np.int64)
    return Frame(Ray(corners, patch.place.rows.side), Ray(corners, patch.place.columns.side))


def zeros_like_frame(change: Tensor, shape: tuple[int, int]) -> Tensor:
    """Zeros of another height and width, channels last in memory."""
    count, channels = change.shape[:2]
    return change.new_zeros((count, *shape, channels)).permute(0, 3, 1, 2)


def _add(
    target: Tensor, change: Tensor, corner: tuple[int, int], size: tuple[int, int], inner: tuple[int, int]
) -> None:
    (top, left), (height, width) = corner, inner
    upper, lower = max(0, top), min(size[0], top + height)
    first, last = max(0, left), min(size[1], left + width)
    if upper < lower and first < last:
        part = change[..., upper - top : lower - top, first - left : last - left]
        target[..., upper:lower, first:last].add_(part)


def _is_constant(values: Ints) -> bool:
    return bool((values == values[0]).all())


def _numbers(ray: Ray, side: int) -> Ints:
    numbers: Ints = np.clip(ray.start[:, None] + np.arange(ray.size), 0, side - 1)
    return numbers


def _is_beyond(ray: Ray, side: int) -> NDArray[np.bool_]:
    numbers = ray.start[:, None] + np.arange(ray.size)
    return (numbers < 0) | (numbers >= side)


def only_cell(place: Place) -> Place:
    """The one cell of a grid of one cell, as often as there are rectangles."""
    rows, columns = (
        Span(np.zeros(len(span.low), np.int64), np.ones(len(span.low), np.int64), 1)
        for span in (place.rows, place.columns)
    )
    return Place(rows, columns)


def union(places: Iterable[Place]) -> Place:
    """The smallest rectangles that cover all."""
    first, *others = places
    for other in others:
        first = first.joined(other)
    return first
