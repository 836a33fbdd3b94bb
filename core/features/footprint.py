"""How large what a unit sees is on the retina, and whether a layer can tell a microaneurysm from its surroundings.

Sizes on the retina come from the pixel spacing that the file states, else from the optic disc, which is taken to be
1.8 mm high: as it was marked by hand, else as it is found on the photograph, else of its usual share of the field of
light. Knows no torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.explain.sampling import Box
from core.explain.units import receptive_box
from core.features.disc_size import disc_diameter
from core.images.disc import DISC_PX, SIDE_PX, find_disc
from core.images.field import Field, find_field
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.networks.layers import Layer

DISC_UM = 1800.0
"""The diameter of the optic disc."""
MICROANEURYSM_UM = 125.0
"""The largest a microaneurysm is (Early Treatment Diabetic Retinopathy Study report 10, Ophthalmology 1991)."""
STANDS_OUT = 2.0
"""A disc that stands out less than that, in standard deviations, may be none."""
CORNER_SHARE, DARK_SHARE = 0.03, 0.15
"""How large the corners of a field are that are looked at, and below which share of its light they are dark."""


class ScaleSource(StrEnum):
    """Where micrometres come from; the value ends the sentence "Sizes by …"."""

    SPACING = "the pixel spacing that the file states"
    HAND = "the optic disc as it was marked by hand, taken as 1.8 mm"
    FOUND = "the optic disc as it was found on the photograph, taken as 1.8 mm"
    SHARE = "the optic disc's usual share of the field (45 to 50 degrees), taken as 1.8 mm"


@dataclass(frozen=True, slots=True)
class RetinalScale:
    """Micrometres a pixel of the photograph, (across, down), and the optic disc's diameter in its pixels, if known."""

    um: tuple[float, float]
    disc_px: float | None
    source: ScaleSource


def retinal_scale(photograph: Photograph, *, marked_disc_px: float | None = None) -> RetinalScale | None:
    """The scale of a photograph; None where no spacing is stated and there is no field of light.

    `marked_disc_px` is the disc's diameter in pixels of the photograph where a person has marked it.
    """
    spacing = photograph.facts.pixel_spacing_mm
    disc_px, source = (marked_disc_px, ScaleSource.HAND) if marked_disc_px else _disc(photograph)
    if spacing is not None:
        down, across = spacing
        is_measured = source is not ScaleSource.SHARE
        return RetinalScale((1000 * across, 1000 * down), disc_px if is_measured else None, ScaleSource.SPACING)
    if disc_px is None:
        return None
    return RetinalScale((DISC_UM / disc_px, DISC_UM / disc_px), disc_px, source)


def _disc(photograph: Photograph) -> tuple[float | None, ScaleSource]:
    """The disc's diameter as the photograph shows it, else as round fields of 45 to 50 degrees usually do."""
    try:
        found = find_disc(photograph.pixels)
        diameter = disc_diameter(photograph.pixels, found.disc) if found.score >= STANDS_OUT else None
        if diameter is not None:
            return diameter, ScaleSource.FOUND
        field = find_field(photograph.pixels)
    except ImageError:
        return None, ScaleSource.SHARE
    is_round = _has_dark_corners(photograph.pixels, field)
    return (field.diameter * DISC_PX / SIDE_PX if is_round else None), ScaleSource.SHARE


def _has_dark_corners(pixels: NDArray[np.uint8], field: Field) -> bool:
    """Whether two corners of the box around the field are dark at least: else nothing says how much of an eye it is."""
    left, top, right, bottom = (int(side) for side in (field.left, field.top, field.right, field.bottom))
    inside = pixels[top:bottom, left:right].max(2)
    side = max(1, round(CORNER_SHARE * min(inside.shape)))
    corners = [
        rows[:, columns] for rows in (inside[:side], inside[-side:]) for columns in (slice(side), slice(-side, None))
    ]
    return sum(float(corner.mean()) < DARK_SHARE * float(np.percentile(inside, 99)) for corner in corners) >= 2


@dataclass(frozen=True, slots=True)
class Extent:
    """The size of a part of a photograph: (across, down) in its pixels, in micrometres and in diameters of the disc."""

    px: tuple[float, float]
    um: tuple[float, float] | None
    discs: tuple[float, float] | None


def extent_of(width: float, height: float, scale: RetinalScale | None) -> Extent:
    """A size in pixels of the photograph as one on the retina, as far as that is known."""
    px = (width, height)
    if scale is None:
        return Extent(px, None, None)
    um = (width * scale.um[0], height * scale.um[1])
    discs = (width / scale.disc_px, height / scale.disc_px) if scale.disc_px else (um[0] / DISC_UM, um[1] / DISC_UM)
    return Extent(px, um, discs)


def cell_at(layer: Layer, x: float, y: float, input_to_photograph: Affine) -> tuple[int, int]:
    """The position (row, column) of a layer whose field is centred nearest to a point of the photograph."""
    to_cell = layer.to_input.then(input_to_photograph).inverse()
    column, row = to_cell(x, y)
    return min(max(int(row), 0), layer.shape[1] - 1), min(max(int(column), 0), layer.shape[2] - 1)


@dataclass(frozen=True, slots=True)
class Footprint:
    """What one position of a layer sees, on the photograph: boxes (left, top, right, bottom) in its pixels.

    `theoretical` is what it can depend on; `effective`, where it is known, is what it does depend on. Both are cut off
    at what the network saw; `size` and `effective_size` are of the whole fields.
    """

    cell: tuple[int, int]
    theoretical: Box
    effective: Box | None
    size: Extent
    effective_size: Extent | None


def footprint_at(
    layer: Layer,
    point: tuple[float, float],
    input_to_photograph: Affine,
    seen: Box,
    *,
    scale: RetinalScale | None = None,
    effective: tuple[float, float] | None = None,
) -> Footprint:
    """The footprint at a point (x, y) of the photograph.

    `effective` is the (height, width) of the effective field in pixels of the network's input.
    """
    cell = cell_at(layer, *point, input_to_photograph)
    theoretical = receptive_box(layer, cell, input_to_photograph, seen)
    size = _on_photograph(layer.receptive_field, input_to_photograph)
    if effective is None:
        return Footprint(cell, theoretical, None, extent_of(*size, scale), None)
    across, down = _on_photograph(effective, input_to_photograph)
    x, y = layer.to_input.then(input_to_photograph)(cell[1] + 0.5, cell[0] + 0.5)
    box = (
        max(x - across / 2, theoretical[0]),
        max(y - down / 2, theoretical[1]),
        min(x + across / 2, theoretical[2]),
        min(y + down / 2, theoretical[3]),
    )
    return Footprint(cell, theoretical, box, extent_of(*size, scale), extent_of(across, down, scale))


def _on_photograph(size: tuple[float, float], input_to_photograph: Affine) -> tuple[float, float]:
    """(height, width) in pixels of the input as (across, down) in pixels of the photograph."""
    left, top, right, bottom = input_to_photograph.bounds(size[1], size[0])
    return right - left, bottom - top


class Resolution(StrEnum):
    """Why a layer cannot tell a microaneurysm from its surroundings; the value is a sentence's ending."""

    RESOLVED = "can resolve a microaneurysm"
    PIXEL = "cannot resolve a microaneurysm: at this input size one is smaller than a pixel"
    STRIDE = "cannot resolve a microaneurysm: its units stand further apart than one is large"


def resolution_of(layer: Layer, input_to_photograph: Affine, scale: RetinalScale) -> Resolution:
    """Whether a microaneurysm, under 125 micrometres, can be resolved by a layer at this size of the input.

    It cannot where a pixel of the input, or the distance between two units, is larger than it.
    """
    pixel = _um((1.0, 1.0), input_to_photograph, scale)
    if max(pixel) > MICROANEURYSM_UM:
        return Resolution.PIXEL
    stride = _um(layer.stride, input_to_photograph, scale)
    return Resolution.STRIDE if max(stride) > MICROANEURYSM_UM else Resolution.RESOLVED


def resolution_words(layer: Layer, input_to_photograph: Affine, scale: RetinalScale) -> str:
    """The sentence for a layer that cannot; empty for one that can."""
    found = resolution_of(layer, input_to_photograph, scale)
    if found is Resolution.RESOLVED:
        return ""
    size = (1.0, 1.0) if found is Resolution.PIXEL else layer.stride
    um = max(_um(size, input_to_photograph, scale))
    return (
        f"'{layer.name}' {found.value} ({um:.0f} \N{MICRO SIGN}m, against {MICROANEURYSM_UM:.0f} \N{MICRO SIGN}m). "
        f"{source_words(scale)}"
    )


def source_words(scale: RetinalScale) -> str:
    """Where the sizes come from, as a sentence."""
    return f"Sizes by {scale.source.value}."


def _um(size: tuple[float, float], input_to_photograph: Affine, scale: RetinalScale) -> tuple[float, float]:
    across, down = _on_photograph(size, input_to_photograph)
    return across * scale.um[0], down * scale.um[1]
