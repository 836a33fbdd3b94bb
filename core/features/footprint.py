"""How large what a unit sees is on the retina, and whether a layer can tell a microaneurysm from its surroundings.

Sizes on the retina come from the pixel spacing that the file states, else from the optic disc, which is taken to be
1.8 mm high and of the usual share of the field of light. Knows no torch.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.errors import ImageError
from core.explain.sampling import Box
from core.explain.units import receptive_box
from core.images.disc import DISC_PX, SIDE_PX, find_disc
from core.images.field import find_field
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.networks.layers import Layer

DISC_UM = 1800.0
"""The diameter of the optic disc."""
MICROANEURYSM_UM = 125.0
"""The largest a microaneurysm is (Early Treatment Diabetic Retinopathy Study report 10, Ophthalmology 1991)."""
STANDS_OUT = 2.0
"""A disc that stands out less than that, in standard deviations, may be none."""


class ScaleSource(StrEnum):
    """Where micrometres come from."""

    SPACING = "pixel spacing of the file"
    DISC = "optic disc taken as 1.8 mm"


@dataclass(frozen=True, slots=True)
class RetinalScale:
    """Micrometres a pixel of the photograph, (across, down), and the optic disc's diameter in its pixels, if known."""

    um: tuple[float, float]
    disc_px: float | None
    source: ScaleSource


def retinal_scale(photograph: Photograph) -> RetinalScale | None:
    """The scale of a photograph; None where no spacing is stated and no disc is found.

    The disc's diameter is taken to be the usual share of the field's, that of photographs of 45 to 50 degrees.
    """
    try:
        has_disc = find_disc(photograph.pixels).score >= STANDS_OUT
        disc_px = find_field(photograph.pixels).diameter * DISC_PX / SIDE_PX if has_disc else None
    except ImageError:
        disc_px = None
    spacing = photograph.facts.pixel_spacing_mm
    if spacing is not None:
        down, across = spacing
        return RetinalScale((1000 * across, 1000 * down), disc_px, ScaleSource.SPACING)
    if disc_px is None:
        return None
    return RetinalScale((DISC_UM / disc_px, DISC_UM / disc_px), disc_px, ScaleSource.DISC)


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
    return f"'{layer.name}' {found.value} ({um:.0f} \N{MICRO SIGN}m, against {MICROANEURYSM_UM:.0f} \N{MICRO SIGN}m)."


def _um(size: tuple[float, float], input_to_photograph: Affine, scale: RetinalScale) -> tuple[float, float]:
    across, down = _on_photograph(size, input_to_photograph)
    return across * scale.um[0], down * scale.um[1]
