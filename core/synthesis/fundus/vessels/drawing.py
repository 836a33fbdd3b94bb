"""Vessels as planes of blood: how much of it light meets at every pixel."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from itertools import accumulate
from math import sqrt

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats, lengths
from core.synthesis.fundus.canvas import Canvas
from core.synthesis.fundus.vessels.vessel import Vessel

# Half-widths and depths of the nested bands that stand for the round column: sqrt(1 - x^2), in steps.
# A vessel must be so many pixels wide for a band to be drawn.
_BANDS = ((1.0, 0.55, 0.0), (0.82, 0.82, 2.4), (0.5, 1.0, 1.2))
_FEW = 60
_FLAT = ((1.0, 1.0, 0.0),)
_WIDEST = 0.06
# Points are at most so far apart where a vessel grew, and may be so many pixels apart where it is drawn.
_LONGEST_STEP, _LONGEST_PX = 0.07, 12


def draw_vessels(
    canvas: Canvas, vessels: Iterable[Vessel], *, strength: float = 1.0, narrowing: float = 1.0, is_flat: bool = False
) -> None:
    """Draw vessels on a plane: deeper where they are thicker.

    Level by level over the whole tree, so that no branch cuts into the vessel that it leaves. `is_flat` fills their
    outlines and no more.
    """
    shown = _in_sight(canvas, [vessel for vessel in vessels if len(vessel.points) > 1])
    if not shown:
        return
    if _LONGEST_PX * canvas.pixel < _LONGEST_STEP:
        shown = [_fine_enough(vessel, _LONGEST_PX * canvas.pixel) for vessel in shown]
    points, radii, starts, ends = _joined(shown)
    normals = _normals(points, starts, ends)
    around = _around(starts, ends)
    pixel = canvas.pixel
    for half, depth, fewest in _FLAT if is_flat else _BANDS:
        # Filling covers the outline's own pixels: half a pixel on either side.
        across = normals * np.maximum(radii * (half * narrowing) - 0.5 * pixel, 0.05 * pixel)[:, None]
        outlines = canvas.fixed(np.concatenate([points + across, points - across]))[around]
        for vessel, start, end in zip(shown, starts, ends, strict=True):
            widest = float(vessel.radii[0])
            if widest < fewest * pixel:
                continue
            value = strength * depth * _depth(widest, pixel)
            canvas.fill_fixed(outlines[2 * start : 2 * end], int(min(255.0, 255 * value)))


def _fine_enough(vessel: Vessel, longest: float) -> Vessel:
    """The vessel with points no farther apart than this: in a large photograph, no corners show."""
    points, radii = vessel.points, vessel.radii
    x, y = points[1] - points[0]
    step = sqrt(float(x * x + y * y))
    while step > longest:
        points, radii, step = _doubled(points), _doubled(radii[:, None])[:, 0], step / 2
    return vessel if len(points) == len(vessel.points) else replace(vessel, points=points, radii=radii)


def _doubled(values: Floats) -> Floats:
    """Rows (n, m) with one more between any two, on a smooth curve through all (four-point scheme of Dyn and Levin)."""
    padded = np.concatenate([values[:1], values, values[-1:]])
    doubled = np.empty((2 * len(values) - 1, values.shape[1]))
    doubled[0::2] = values
    doubled[1::2] = 0.5625 * (values[:-1] + values[1:]) - 0.0625 * (padded[:-3] + padded[3:])
    return doubled


def _in_sight(canvas: Canvas, vessels: list[Vessel]) -> list[Vessel]:
    """Those of which at least the box about them touches the canvas."""
    if len(vessels) < _FEW:
        return vessels
    ends = list(accumulate(len(vessel.points) for vessel in vessels))
    pixels = canvas.fixed(np.concatenate([vessel.points for vessel in vessels]))
    starts = [0, *ends[:-1]]
    low, high = np.minimum.reduceat(pixels, starts), np.maximum.reduceat(pixels, starts)
    is_seen = np.all((high > -canvas.reach) & (low < canvas.size + canvas.reach), axis=1)
    return [vessel for vessel, seen in zip(vessels, is_seen, strict=True) if seen]


def _joined(vessels: list[Vessel]) -> tuple[Floats, Floats, list[int], list[int]]:
    """All points, all radii, and where each vessel's begin and end."""
    ends = list(accumulate(len(vessel.points) for vessel in vessels))
    points = np.concatenate([vessel.points for vessel in vessels])
    return points, np.concatenate([vessel.radii for vessel in vessels]), [0, *ends[:-1]], ends


def _around(starts: list[int], ends: list[int]) -> NDArray[np.intp]:
    """The order in which points of one side (first half) and of the other make outlines, vessel after vessel."""
    total = ends[-1]
    there, back = np.arange(total), np.arange(total)
    lengths_before = np.repeat(np.array(starts), np.array(ends) - np.array(starts))
    last = np.repeat(np.array(ends) - 1, np.array(ends) - np.array(starts))
    order = np.empty(2 * total, np.intp)
    order[there + lengths_before] = there
    order[2 * last + 1 - (back - lengths_before)] = total + back
    return order


def _normals(points: Floats, starts: list[int], ends: list[int]) -> Floats:
    """Unit vectors across the vessels (n, 2)."""
    tangent = np.empty_like(points)
    tangent[1:-1] = points[2:] - points[:-2]
    first, last = np.array(starts), np.array(ends) - 1
    tangent[first], tangent[last] = points[first + 1] - points[first], points[last] - points[last - 1]
    tangent /= np.maximum(lengths(tangent), 1e-9)[:, None]
    return np.stack([-tangent[:, 1], tangent[:, 0]], axis=1)


def _depth(radius: float, pixel: float) -> float:
    """How much blood a vessel holds: as its radius, but fine ones are seen better than that."""
    depth = sqrt(min(radius / _WIDEST, 1.0))
    return depth * min(1.0, 0.55 + 0.45 * radius / pixel)
