"""What the viewer tells about the place under the pointer, and in which ways it compares."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum

from desktop.translation import mark


class CompareMode(Enum):
    """How photograph and overlay are shown; the value is the name in menus."""

    OVERLAY = mark("Overlay")
    PHOTOGRAPH = mark("Photograph only")
    SIDE_BY_SIDE = mark("Side by side")
    SWIPE = mark("Swipe")
    GRID = mark("Grid of comparison")


@dataclass(frozen=True, slots=True)
class PointerReading:
    """A point in photograph pixels, and the raw value of the map's cell there; None outside of what the network saw."""

    x: float
    y: float
    value: float | None
