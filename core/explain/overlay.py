"""Drawing a map of evidence over its photograph. Colour is a measurement here. Knows no torch and no Qt.

How a value becomes a colour: its place between the limits, 0 to 1, is the colour's place in the colour map, so it is
the colour of the colour bar, whatever the opacity. The opacity rises linearly from 0 at the lower limit to its full
value at `OPACITY_RAMP` of the range and stays there: evidence that is hardly there hides nothing of the photograph, and
everything that matters has one opacity, so that two colours of the overlay can be told apart as well as on the bar.
Values at or below the lower limit (0 unless chosen), below the threshold, or not finite are never coloured. The
automatic limits run from 0 to the map's maximum, in raw units; a map without a value above 0 is fully transparent and
never stretched.

Maps of methods that tell rise from fall (`is_signed`) are coloured on both sides of 0, which is transparent: each side
from 0 to its own limit, by half of a colour map with two ends. Their automatic limits are the same on both sides.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.colour_maps import (
    SIGNED_ZERO,
    ColourMap,
    SignedColourMap,
    colour_table,
    signed_colour_table,
    table_of,
)
from core.explain.contours import contour_segments, joined
from core.explain.regions import draw_regions, find_regions
from core.explain.rendering import Interpolation, Limits, Rendering
from core.explain.sampling import Axis, Box, MapSampler, cleaned, extended, filled, upscale
from core.explain.veil import Veil
from core.images.geometry import Affine

if TYPE_CHECKING:
    from core.explain.explanation import Explanation

__all__ = [
    "FALL_RGB",
    "OPACITY_RAMP",
    "Box",
    "ColourMap",
    "Interpolation",
    "Rendering",
    "Side",
    "SignedColourMap",
    "automatic_limits",
    "colour_indices",
    "colour_table",
    "colourise",
    "compose",
    "contour_level",
    "contour_on_photograph",
    "effective_limits",
    "extended",
    "filled",
    "rgba_table",
    "sides",
    "signed_colour_table",
    "table_of",
    "upscale",
]

OPACITY_RAMP = 0.3
"""Place between the limits at which the opacity reaches its full value."""

_BAND_ROWS = 128
_LARGEST = float(np.finfo(np.float32).max)
_CASING_RGB = (0, 0, 0)
_SUBPIXEL_BITS = 4


def automatic_limits(
    values: NDArray[np.floating[Any]], *, is_signed: bool = False, is_symmetric: bool = True
) -> Limits:
    """0 and the largest finite value of a map; (0.0, 0.0) where none is above 0.

    Of a signed map the largest value of either sign on both sides, or the smallest and the largest, 0 included.
    """
    finite = values[np.isfinite(values)]
    highest = max(0.0, float(finite.max())) if finite.size else 0.0
    if not is_signed:
        return 0.0, highest
    lowest = min(0.0, float(finite.min())) if finite.size else 0.0
    largest = max(highest, -lowest)
    return (-largest, largest) if is_symmetric else (lowest, highest)


def effective_limits(explanation: Explanation, rendering: Rendering) -> Limits:
    """The raw values at the two ends of the colour map: those chosen, else the automatic ones."""
    is_signed = explanation.is_signed
    return rendering.limits_of(is_signed=is_signed) or automatic_limits(
        explanation.map, is_signed=is_signed, is_symmetric=rendering.is_symmetric
    )


def contour_level(rendering: Rendering, limits: tuple[float, float]) -> float:
    """The raw value at which the contour runs; always above 0."""
    lower, upper = limits
    return max(lower + rendering.contour_level * (upper - lower), float(np.finfo(np.float32).tiny))


def rgba_table(rendering: Rendering, *, is_signed: bool = False) -> NDArray[np.uint8]:
    """The (256, 4) uint8 colours of `colour_indices`, alpha not multiplied in; that of 0 is transparent."""
    if is_signed:
        steps = np.arange(256) - SIGNED_ZERO
        place = np.where(steps < 0, -steps / SIGNED_ZERO, steps / (255 - SIGNED_ZERO))
        colours = signed_colour_table(rendering.signed_colour_map)
    else:
        place, colours = np.arange(256) / 255, colour_table(rendering.colour_map)
    alpha = np.rint(255 * rendering.opacity * np.minimum(1, place / OPACITY_RAMP)).astype(np.uint8)
    return np.concatenate([colours, alpha[:, None]], axis=1)


def colour_indices(
    values: NDArray[np.float32], limits: Limits, threshold: float | None = None, *, is_signed: bool = False
) -> NDArray[np.uint8]:
    """The place of each value between the limits, 0..255; 0 (transparent) at or below the lower limit or the threshold.

    Of a signed map 0 is at `SIGNED_ZERO`, which is transparent; there it is what lies within the threshold. `values` is
    finite float32 of any shape. Where the limits make no range, everything is transparent.
    """
    if is_signed:
        return _signed_indices(values, limits, threshold)
    lower, upper = (np.float32(min(max(0.0, limit), _LARGEST)) for limit in limits)
    if not lower < upper:
        return np.zeros(values.shape, np.uint8)
    place = np.clip(values, lower, upper)
    place -= lower
    place /= upper - lower
    place *= 255
    place += 0.5
    indices = place.astype(np.uint8)
    if threshold is not None and threshold > lower:
        indices[values < np.float32(min(threshold, _LARGEST))] = 0
    return indices


def _signed_indices(values: NDArray[np.float32], limits: Limits, threshold: float | None) -> NDArray[np.uint8]:
    lower, upper = np.float32(min(max(limits[0], -_LARGEST), 0.0)), np.float32(max(min(limits[1], _LARGEST), 0.0))
    if not lower < upper:
        return np.full(values.shape, SIGNED_ZERO, np.uint8)
    place = np.clip(values, lower, upper)
    # A side whose limit is 0 has been clipped to 0: it is divided by anything but 0.
    place /= np.where(place < 0, -(lower or np.float32(-1)), upper or np.float32(1))
    place *= np.where(place < 0, np.float32(SIGNED_ZERO), np.float32(255 - SIGNED_ZERO))
    place += SIGNED_ZERO + 0.5
    indices = place.astype(np.uint8)
    if threshold is not None and threshold > 0:
        indices[np.abs(values) < np.float32(min(threshold, _LARGEST))] = SIGNED_ZERO
    return indices


def colourise(
    values: NDArray[np.float32], rendering: Rendering, limits: Limits | None = None, *, is_signed: bool = False
) -> NDArray[np.uint8]:
    """The colours of a map (h, w): (h, w, 4) uint8 RGBA, alpha not multiplied in. Values are not interpolated.

    Without `limits` those of the rendering, else the automatic ones, are used.
    """
    limits = limits or rendering.limits_of(is_signed=is_signed)
    limits = limits or automatic_limits(values, is_signed=is_signed, is_symmetric=rendering.is_symmetric)
    indices = colour_indices(cleaned(values), limits, rendering.threshold, is_signed=is_signed)
    return rgba_table(rendering, is_signed=is_signed)[indices]


@dataclass(frozen=True, slots=True, eq=False)
class Side:
    """One side of a map as evidence above 0: what rises, or what falls, turned over. `rgb` is that of its contour."""

    values: NDArray[np.float32]
    limits: Limits
    rgb: tuple[int, int, int]


RISE_RGB, FALL_RGB = (255, 255, 255), (120, 205, 255)


def sides(values: NDArray[np.float32], limits: Limits, *, is_signed: bool) -> tuple[Side, ...]:
    """The sides of a map along which contours run: both of a signed one, else the one that there is."""
    if not is_signed:
        return (Side(values, limits, RISE_RGB),)
    return Side(values, (0.0, limits[1]), RISE_RGB), Side(-values, (0.0, -limits[0]), FALL_RGB)


def contour_on_photograph(
    values: NDArray[np.float32],
    to_photograph: Affine,
    rendering: Rendering,
    *,
    limits: tuple[float, float],
    seen: Box | None = None,
) -> list[NDArray[np.float64]]:
    """The contour as lines (k, 2) of points (x, y) in photograph coordinates; none where the limits make no range.

    It closes along the border of `seen`, without which the map's cells are taken for all that the network saw.
    """
    if not limits[0] < limits[1]:
        return []
    seen = seen or to_photograph.bounds(values.shape[1], values.shape[0])
    values, to_photograph = extended(values, to_photograph, seen)
    pieces = contour_segments(values, contour_level(rendering, limits), rendering.interpolation)
    matrix = to_photograph.matrix()
    return joined(np.clip(pieces @ matrix[:2, :2].T + matrix[:2, 2], seen[:2], seen[2:]))


def compose(
    pixels: NDArray[np.uint8],
    explanation: Explanation,
    rendering: Rendering,
    *,
    box: Box | None = None,
    veil: Veil | None = None,
) -> NDArray[np.uint8]:
    """The photograph with its overlay at the photograph's own resolution.

    `pixels` is (height, width, 3) uint8 RGB and is not changed; the result is a new array of the same shape. Nothing is
    drawn outside of what the network saw, though cells at the border may reach beyond. Works in bands of rows, so that
    the memory needed beside the result does not grow with the height. In the region view it is the regions that are
    drawn, and `box`, the receptive field of the strongest unit, where it is given. `veil` takes colours away. A
    partial map looks like its estimate, and places that are not known yet like the nearest one that is.
    """
    if explanation.is_partial:
        explanation = replace(explanation, map=filled(explanation.shown), estimate=None)
    if rendering.is_region_view:
        return draw_regions(pixels, find_regions(explanation, rendering.regions), box=box)
    height, width = pixels.shape[:2]
    left, top, right, bottom = _pixel_box(explanation.seen, width, height)
    limits, is_signed = effective_limits(explanation, rendering), explanation.is_signed
    composed = pixels.copy()
    if limits[0] < limits[1] and rendering.opacity > 0:
        values, to_photograph = extended(explanation.map, explanation.to_photograph, explanation.seen)
        values, to_photograph = _aligned(values, to_photograph, rendering, (width, height))
        inverse = to_photograph.inverse()
        columns = Axis.along((left, right), values.shape[1], inverse.xx, inverse.x0)
        rows = Axis.along((top, bottom), values.shape[0], inverse.yy, inverse.y0)
        sampler = MapSampler(values, columns, rows, rendering.interpolation)
        table = rgba_table(rendering, is_signed=is_signed)

        def indices(values: NDArray[np.float32]) -> NDArray[np.uint8]:
            return colour_indices(values, limits, rendering.threshold, is_signed=is_signed)

        hidden = _hidden(veil, explanation, rendering, rows, columns, (width, height)) if veil is not None else None
        _blend(composed[rows.start : rows.stop, columns.start : columns.stop], sampler, table, indices, hidden)
    if rendering.is_contour_shown:
        for side in sides(explanation.map, limits, is_signed=is_signed):
            lines = contour_on_photograph(
                side.values, explanation.to_photograph, rendering, limits=side.limits, seen=explanation.seen
            )
            inside = [line - (left, top) for line in lines]
            _draw_contour(composed[top:bottom, left:right], inside, max(height, width), side.rgb)
    return composed


def _pixel_box(seen: Box, width: int, height: int) -> tuple[int, int, int, int]:
    """The pixels whose centre lies within `seen`, as a half-open box."""
    left, top, right, bottom = np.clip(np.ceil(np.array(seen) - 0.5).astype(int), 0, [width, height] * 2).tolist()
    return left, top, right, bottom


def _aligned(
    values: NDArray[np.float32], to_photograph: Affine, rendering: Rendering, size: tuple[int, int]
) -> tuple[NDArray[np.float32], Affine]:
    """The map and its geometry, sampled anew along the photograph's axes where it is rotated or sheared."""
    if to_photograph.xy == 0 and to_photograph.yx == 0:
        return values, to_photograph
    fine = upscale(values, rendering.interpolation, max_pixels=1 << 20)
    to_fine = Affine.scale(values.shape[1] / fine.shape[1], values.shape[0] / fine.shape[0])
    centred = Affine.shift(0.5, 0.5).then(to_fine).then(to_photograph).then(Affine.shift(-0.5, -0.5))
    turned = cv2.warpAffine(fine, centred.matrix()[:2], size, flags=cv2.INTER_LINEAR, borderValue=0.0)
    return np.asarray(turned, dtype=np.float32), Affine()


def _blend(
    picture: NDArray[np.uint8],
    sampler: MapSampler,
    table: NDArray[np.uint8],
    indices_of: Callable[[NDArray[np.float32]], NDArray[np.uint8]],
    hidden: Callable[[int, int], NDArray[np.bool_]] | None = None,
) -> None:
    """Lay the colours of the sampled values over `picture`, in place, band by band, but for what is `hidden` of it."""
    colours = np.rint(table[:, :3] * (table[:, 3:] / 255)).astype(np.uint8)[None]
    remaining = np.repeat(255 - table[:, 3:], 3, axis=1)[None]
    for begin in range(0, len(picture), _BAND_ROWS):
        band = picture[begin : begin + _BAND_ROWS]
        indices = indices_of(sampler.rows(begin, begin + len(band)))
        if hidden is not None:
            indices[hidden(begin, begin + len(band))] = int(table[:, 3].argmin())
        if not table[indices, 3].any():
            continue
        indices = np.asarray(cv2.cvtColor(indices, cv2.COLOR_GRAY2RGB), np.uint8)
        kept = cv2.multiply(band, cv2.LUT(indices, remaining), scale=1 / 255)
        band[:] = cv2.add(kept, cv2.LUT(indices, colours))


def _hidden(
    veil: Veil, explanation: Explanation, rendering: Rendering, rows: Axis, columns: Axis, size: tuple[int, int]
) -> Callable[[int, int], NDArray[np.bool_]]:
    """Which pixels of a band of rows the veil takes the colour of."""
    veil = veil.extended(explanation.to_photograph, explanation.seen)
    if explanation.to_photograph.xy != 0 or explanation.to_photograph.yx != 0:
        cells, place = extended(explanation.map, explanation.to_photograph, explanation.seen)
        within = np.where(veil.within, np.float32(1), np.float32(0)).reshape(cells.shape)
        turned, _place = _aligned(within, place, replace(rendering, interpolation=Interpolation.CELLS), size)
        veil = Veil(turned > 0.5, veil.style)
    return lambda begin, end: veil.read(rows, columns, begin, end, min(size))


def _draw_contour(
    picture: NDArray[np.uint8], lines: list[NDArray[np.float64]], side: int, rgb: tuple[int, int, int]
) -> None:
    """Draw lines into an RGB picture, in place, with a width that suits the photograph's longer side."""
    if not lines or not picture.size:
        return
    # OpenCV puts pixel centres, not corners, at whole numbers.
    points = [np.rint((line - 0.5) * 2**_SUBPIXEL_BITS).astype(np.int32)[:, None] for line in lines]
    canvas = np.ascontiguousarray(picture)
    thickness = max(1, round(side / 1200))
    for colour, width in ((_CASING_RGB, 3 * thickness), (rgb, thickness)):
        cv2.polylines(canvas, points, False, colour, width, cv2.LINE_AA, _SUBPIXEL_BITS)  # noqa: FBT003
    picture[:] = canvas
