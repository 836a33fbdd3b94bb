"""Making one marker and finding a place for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.random import Generator
from numpy.typing import NDArray

from core.errors import SynthesisError
from core.synthesis.markers.blending import blend, cover
from core.synthesis.markers.drawing import Point, bounds, filled, placed, rasterise, smooth
from core.synthesis.markers.fundus_area import FundusArea
from core.synthesis.markers.kinds import DRAWERS, GRAIN_SHARES, PAINTERS, SMALLEST_GRAINS_PX, Marker
from core.synthesis.markers.options import SMALLEST_MARKER_PX, MarkerOptions
from core.synthesis.markers.randomness import TURN, between, cosine, sine

_TRIES = 80
_SHRINK = 0.85
_FEWEST_CORNERS, _MOST_CORNERS = 9, 13

Pixels = NDArray[np.uint8]
Bools = NDArray[np.bool_]
Change = Callable[[Pixels], Pixels]
"""What a marker makes of the pixels of its box."""


@dataclass(frozen=True, slots=True, eq=False)
class Laid:
    """A marker in its place: its mask in a box whose upper left corner is at `left`, `top` of the photograph."""

    kind: Marker
    left: int
    top: int
    mask: Bools
    angle: int
    change: Change

    @property
    def window(self) -> tuple[slice, slice]:
        """The box as an index into the photograph."""
        height, width = self.mask.shape
        return slice(self.top, self.top + height), slice(self.left, self.left + width)

    def facts(self) -> dict[str, object]:
        """Its kind, the box (left, top, right, bottom) that just holds its mask, and its rotation in degrees."""
        rows, columns = np.nonzero(self.mask)
        left, right = self.left + int(columns.min()), self.left + int(columns.max()) + 1
        top, bottom = self.top + int(rows.min()), self.top + int(rows.max()) + 1
        return {"kind": self.kind.value, "box": [left, top, right, bottom], "rotation": self.angle / 10}


def lay(generator: Generator, kind: Marker, area: FundusArea, options: MarkerOptions, *, name: str) -> Laid:
    """A marker of random size, rotation and place whose mask lies inside `area`; a smaller one where there is no room.

    Raises SynthesisError, which calls the photograph by `name`, where it would have to be too small to be recognised.
    """
    share = between(generator, options.smallest, options.largest)
    angle = int(generator.integers(TURN))
    while True:
        extent = share * area.diameter
        if extent < SMALLEST_MARKER_PX:
            raise SynthesisError(
                f"There is no room for a {kind.value} marker of at least {SMALLEST_MARKER_PX} pixels in '{name}'.",
                "Make the photographs larger, the markers larger, or fewer of them.",
            )
        make = _object if kind in DRAWERS else _blob
        mask, change = make(generator, kind, extent, angle, area.diameter, options.strength)
        place = _room_for(generator, mask, area)
        if place is not None:
            return Laid(kind, *place, mask, angle, change)
        share *= _SHRINK


def _object(
    generator: Generator, kind: Marker, extent: float, angle: int, _diameter: int, strength: float
) -> tuple[Bools, Change]:
    shapes = DRAWERS[kind](generator)
    left, top, right, bottom = bounds(shapes)
    scale = extent / max(right - left, bottom - top)
    raster = rasterise(placed(shapes, scale, angle, is_mirrored=bool(generator.integers(2))))
    return raster.mask, lambda pixels: cover(pixels, raster, strength=strength)


def _blob(
    generator: Generator, kind: Marker, extent: float, angle: int, diameter: int, strength: float
) -> tuple[Bools, Change]:
    mask = _blob_mask(generator, extent, angle)
    grain = max(SMALLEST_GRAINS_PX[kind], GRAIN_SHARES[kind] * diameter * between(generator, 0.8, 1.3))
    height, width = mask.shape
    texture = PAINTERS[kind](generator, height, width, grain)
    return mask, lambda pixels: blend(pixels, texture, mask, strength=strength)


def _blob_mask(generator: Generator, extent: float, angle: int) -> Bools:
    """A rounded, lopsided patch whose longer side is `extent` pixels, in a box with a free pixel all around."""
    corners = int(generator.integers(_FEWEST_CORNERS, _MOST_CORNERS + 1))
    narrow = between(generator, 0.6, 1.0)
    rim: list[Point] = []
    for corner in range(corners):
        at, reach = corner * TURN // corners, between(generator, 0.55, 1.0)
        x, y = reach * cosine(at), reach * sine(at) * narrow
        rim.append((x * cosine(angle) - y * sine(angle), x * sine(angle) + y * cosine(angle)))
    across, down = [x for x, _ in rim], [y for _, y in rim]
    scale = extent / max(max(across) - min(across), max(down) - min(down))
    outline = [((x - min(across)) * scale + 2, (y - min(down)) * scale + 2) for x, y in rim]
    width, height = (int(max(side) + 4) for side in zip(*outline, strict=True))
    return filled(smooth(outline), height, width)


def _room_for(generator: Generator, mask: Bools, area: FundusArea) -> tuple[int, int] | None:
    """An upper left corner, drawn uniformly among those tried, from which the whole mask lies inside; else None."""
    left, top, right, bottom = area.box
    height, width = mask.shape
    most_left, most_top = min(right, area.inside.shape[1]) - width, min(bottom, area.inside.shape[0]) - height
    if most_left < left or most_top < top:
        return None
    for _ in range(_TRIES):
        x, y = int(generator.integers(left, most_left + 1)), int(generator.integers(top, most_top + 1))
        if area.inside[y : y + height, x : x + width][mask].all():
            return x, y
    return None
