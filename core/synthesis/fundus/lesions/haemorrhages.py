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


def draw_microaneurysms(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Small round red dots, some in groups."""
    if not plan.microaneurysms:
        return
    radii = np.maximum(draws.spread(0.0125, 0.0225, plan.microaneurysms), ground_least(planes, Code.MICROANEURYSM))
    points = ground.place(draws, radii, spread=1.35)
    canvas = planes.canvas(Code.MICROANEURYSM)
    for outline, depth in zip(blobs(draws, points, radii[: len(points)], 0.06), _depths(draws, points), strict=True):
        canvas.fill(outline, depth)
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


def ground_least(planes: LesionPlanes, code: Code) -> float:
    """The smallest radius of this lesion that still covers a pixel."""
    return planes.canvas(code).least_radius


def _draw_kind(draws: Draws, code: Code, count: int, quadrant: int, ground: Ground, planes: LesionPlanes) -> int:
    if not count:
        return 0
    low, high = {
        Code.DOT_HAEMORRHAGE: (0.019, 0.036),
        Code.BLOT_HAEMORRHAGE: (0.036, 0.085),
        Code.FLAME_HAEMORRHAGE: (0.05, 0.12),
    }[code]
    size = draws.fractions(count)
    radii = np.maximum(low + (high - low) * size * size, ground_least(planes, code))
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
    roughness = 0.09 if code is Code.DOT_HAEMORRHAGE else 0.2
    outer = ovals(draws, points, radii, roughness, draws.spread(1.0, 1.9, len(points)))
    inner = ovals(draws, points, 0.6 * radii, 1.6 * roughness, draws.spread(1.0, 2.2, len(points)))
    for rim, core, depth in zip(outer, inner, _depths(draws, points), strict=True):
        canvas.fill(rim, int(0.8 * depth))
        canvas.fill(core, depth)


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
    """Boats of blood between retina and vitreous: level above, sagging below."""
    number = plan.preretinal_haemorrhages
    if not number:
        return
    radii = draws.spread(0.38, 0.85, number)
    points = ground.place(draws, radii, spread=1.9)
    canvas = planes.canvas(Code.PRERETINAL_HAEMORRHAGE)
    for point, radius in zip(points, radii, strict=False):
        canvas.fill(_boat(draws, point, radius), 255)
    planes.count(Code.PRERETINAL_HAEMORRHAGE, len(points))


def _boat(draws: Draws, point: Floats, radius: float) -> Floats:
    """A bowl that hangs from an almost level line, its two ends drawn out."""
    turn = np.arange(40) * (TURN / 40)
    cosine, sine = cos_sin(turn)
    wave = 0.05 * cos_sin(2 * turn + draws.between(0, TURN))[0] + 0.03 * cos_sin(3 * turn + draws.between(0, TURN))[0]
    depth, level = draws.between(0.5, 0.95), draws.between(0.02, 0.12)
    # Below: a parabola rather than an ellipse, which would end in upright walls.
    hang = np.where(sine > 0, depth * sine * sine, -level * sine * sine)
    outline: Floats = point + radius * np.stack([cosine * (1 + wave), hang * (1 + 2 * wave)], axis=1)
    return outline


def _depths(draws: Draws, points: Floats) -> list[int]:
    return [int(depth) for depth in draws.spread(150, 255, len(points))]
