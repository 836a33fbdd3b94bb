"""What all operations speak of: unchanged activations, and where a sliding window sees and changes them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from torch import Tensor

from core.explain.windows.places import Frame, Place, Sliding

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


def slid(place: Place, rows: Sliding, columns: Sliding, sides: Sides) -> Place:
    """The positions of a sliding window that touch `place`, on a grid of `sides`."""
    return Place(place.rows.slid(rows, sides[0]), place.columns.slid(columns, sides[1]))


def seen(place: Place, rows: Sliding, columns: Sliding) -> Frame:
    """What a sliding window at the positions of `place` sees."""
    return Frame(place.rows.seen(rows), place.columns.seen(columns))
