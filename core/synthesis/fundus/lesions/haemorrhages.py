"""Microaneurysms and haemorrhages: dots, blots and flames in the retina, boats before it."""

from __future__ import annotations

import numpy as np

from core.synthesis.codes import Code
from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin, unit
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.lesions.lesion_planes import LesionPlanes
from core.synthesis.fundus.lesions.places import Ground, quadrants_of
from core.synthesis.fundus.lesions.plan import Plan
from core.synthesis.fundus.lesions.shapes import blobs, ovals, spindle

_DOT_SHARE = 0.55
# Radii in disc diameters: the least, how much larger many are, and how much larger still a few.
_RADII = {
    Code.DOT_HAEMORRHAGE: (0.019, 0.017, 0.0),
    Code.BLOT_HAEMORRHAGE: (0.036, 0.05, 0.11),
    Code.FLAME_HAEMORRHAGE: (0.05, 0.07, 0.0),
}


def draw_microaneurysms(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Small round red dots, some in groups."""
    if not plan.microaneurysms:
        return
    size = draws.fractions(plan.microaneurysms)
    least = planes.canvas(Code.MICROANEURYSM).least_radius
    radii = np.maximum(0.011 + 0.009 * size + 0.008 * size * size * size * size, least)
    points = ground.place(draws, radii, spread=1.35)
    canvas = planes.canvas(Code.MICROANEURYSM)
    canvas.fill_each(blobs(draws, points, radii[: len(points)], 0.06, corners=12), _depths(draws, points))
    planes.count(Code.MICROANEURYSM, len(points))


def draw_haemorrhages(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> list[int]:
    """Dots, blots and flames; how many came to lie in each quadrant."""
    found = [0] * len(plan.haemorrhages)
    for quadrant, number in enumerate(plan.haemorrhages):
        flames = sum(draws.chance(plan.flame_share) for _ in range(number))
        dots = sum(draws.chance(_DOT_SHARE) for _ in range(number - flames))
        for code, count in (
            (Code.FLAME_HAEMORRHAGE, flames),
            (Code.BLOT_HAEMORRHAGE, number - flames - dots),
            (Code.DOT_HAEMORRHAGE, dots),
        ):
            found[quadrant] += _draw_kind(draws, code, count, quadrant, ground, planes)
    return found


def _draw_kind(draws: Draws, code: Code, count: int, quadrant: int, ground: Ground, planes: LesionPlanes) -> int:
    if not count:
        return 0
    least, more, seldom = _RADII[code]
    square = draws.fractions(count)
    square *= square
    radii = least + more * square + seldom * square * square * square * square * square
    radii = np.maximum(radii, planes.canvas(code).least_radius)
    points = ground.place(draws, radii, condition=lambda points: quadrants_of(points) == quadrant)
    radii = radii[: len(points)]
    if code is Code.FLAME_HAEMORRHAGE:
        _draw_flames(draws, points, radii, ground, planes)
    else:
        _draw_blots(draws, code, points, radii, planes)
    planes.count(code, len(points))
    return len(points)


def _draw_blots(draws: Draws, code: Code, points: Floats, radii: Floats, planes: LesionPlanes) -> None:
    """Irregular spots, darker inside."""
    canvas = planes.canvas(code)
    roughness = 0.08 if code is Code.DOT_HAEMORRHAGE else 0.13
    outer = ovals(draws, points, radii, roughness, draws.spread(1.0, 1.9, len(points)), corners=28)
    inner = ovals(draws, points, 0.6 * radii, 1.6 * roughness, draws.spread(1.0, 2.2, len(points)))
    depths = _depths(draws, points)
    canvas.fill_each(outer, 0.8 * depths)
    canvas.fill_each(inner, depths)


def _draw_flames(draws: Draws, points: Floats, radii: Floats, ground: Ground, planes: LesionPlanes) -> None:
    """Streaks side by side along the nerve fibres, which run from the disc."""
    canvas = planes.canvas(Code.FLAME_HAEMORRHAGE)
    for point, radius, depth in zip(points, radii, _depths(draws, points), strict=True):
        along = unit(point - ground.disc)
        across = np.array([-along[1], along[0]])
        strands = draws.whole(4, 9)
        width = 0.62 * radius * draws.between(0.7, 1.3)
        canvas.fill(spindle(point, along, 1.3 * radius, width), int(0.8 * depth))
        for _ in range(strands):
            shift = across * (0.42 * width * draws.bell()) + along * (0.3 * radius * draws.bell())
            length = radius * draws.between(0.7, 1.7)
            canvas.fill(spindle(point + shift, along, length, 0.3 * width), int(depth * draws.between(0.75, 1.0)))


def draw_preretinal_haemorrhages(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Boats of blood between retina and vitreous: level above, sagging below, thickest where it has sunk."""
    number = plan.preretinal_haemorrhages
    if not number:
        return
    radii = draws.spread(0.22, 0.7, number)
    points = ground.place(draws, radii, spread=1.7)
    canvas = planes.canvas(Code.PRERETINAL_HAEMORRHAGE)
    for point, radius in zip(points, radii, strict=False):
        outline, sunk = _boat(draws, point, radius)
        canvas.fill(outline, 185)
        canvas.fill(sunk, 235)
    planes.count(Code.PRERETINAL_HAEMORRHAGE, len(points))


def _boat(draws: Draws, point: Floats, radius: float) -> tuple[Floats, Floats]:
    """A bowl that hangs from a nearly level line, and the thicker part of it."""
    turn = np.arange(48) * (TURN / 48)
    cosine, sine = cos_sin(turn)
    wave = np.zeros(48)
    for harmonic, strength in ((2, 0.07), (3, 0.06), (5, 0.035), (8, 0.02), (13, 0.012)):
        wave += strength * cos_sin(harmonic * turn + draws.between(0, TURN))[0]
    depth, level = draws.between(0.45, 1.0), draws.between(0.04, 0.22)
    # Between an ellipse, which would end in upright walls, and a parabola, which would end in points.
    hang = np.where(sine > 0, depth * sine * (0.45 + 0.55 * sine), -level * sine * sine)
    shape = np.stack([cosine * (1 + wave), hang * (1 + 1.5 * wave)], axis=1)
    sunk = shape * np.array([0.72, 0.66]) + np.array([0.05 * draws.bell(), 0.2 * depth])
    return point + radius * shape, point + radius * sunk


def _depths(draws: Draws, points: Floats) -> Floats:
    return draws.spread(150, 255, len(points))
