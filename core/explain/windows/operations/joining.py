"""What puts activations together, takes some of their channels, or lays cells around them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import torch
from torch import Tensor
from torch.nn import functional

from core.explain.windows.operations.common import Clean, Sides, Spare, seen, slid
from core.explain.windows.places import Patch, Place, Sliding, laid, union, zeros_like_frame


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
        return slid(places[0], Sliding(1, padding=self.widths[0]), Sliding(1, padding=self.widths[2]), self.sides)

    def change(self, patches: Sequence[Patch], place: Place, clean: Clean, *, spare: Spare) -> Tensor:
        """The same cells: a constant does not change."""
        rows, columns = Sliding(1, padding=self.widths[0]), Sliding(1, padding=self.widths[2])
        frame = seen(place, rows, columns)
        return laid(zeros_like_frame(patches[0].change, place.shape), frame, patches[0])
