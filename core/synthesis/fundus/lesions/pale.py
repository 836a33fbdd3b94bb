"""Pale lesions: hard exudates, cotton-wool spots, drusen, laser scars."""

from __future__ import annotations

import numpy as np

from core.synthesis.codes import Code
from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin, lengths, unit
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.lesions.lesion_planes import LesionPlanes
from core.synthesis.fundus.lesions.places import Ground
from core.synthesis.fundus.lesions.plan import Plan
from core.synthesis.fundus.lesions.shapes import blobs, ovals, spindle

_MACULA_RADIUS = 1.5


def draw_exudates(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Single crumbs, clusters, rings around a leak and, seldom, a plaque: lipid with sharp, ragged edges."""
    if not plan.exudate_clusters:
        return
    centres = ground.place(draws, np.full(plan.exudate_clusters, 0.12), spread=0.95)
    pieces = [_cluster(draws, centre) for centre in centres]
    pieces = [(points, radii) for points, radii in pieces if len(points)]
    if plan.has_plaque:
        pieces.append(_plaque(draws))
    points, radii = (np.concatenate(parts) for parts in zip(*pieces, strict=True))
    is_shown = ground.view.is_inside(points, 0.03) & (lengths(points - ground.disc) > 0.62)
    points, radii = points[is_shown], np.maximum(radii[is_shown], planes.canvas(Code.HARD_EXUDATE).least_radius)
    canvas = planes.canvas(Code.HARD_EXUDATE)
    outlines = ovals(draws, points, radii, 0.3, draws.spread(1.0, 2.4, len(points)), corners=14)
    canvas.fill_each(outlines, draws.spread(120, 255, len(points)))
    planes.count(Code.HARD_EXUDATE, len(points))


def _cluster(draws: Draws, centre: Floats) -> tuple[Floats, Floats]:
    kind = draws.pick(("single", "cluster", "ring"), (3, 4, 2))
    if kind == "single":
        number = draws.whole(1, 4)
        points = centre + 0.06 * draws.bells(number, 2)
    elif kind == "cluster":
        number = draws.whole(10, 90)
        axis = np.stack(cos_sin(np.array(draws.between(0, TURN))))
        points = draws.bells(number, 2) * (0.06 + 0.003 * number)
        points = centre + points + axis * (points @ axis)[:, None] * draws.between(0, 1.2)
    else:
        number = draws.whole(30, 160)
        points = _ring(draws, centre, number)
    size = draws.fractions(number)
    return points, 0.008 + 0.03 * size * size * size * size + 0.008 * size


def _ring(draws: Draws, centre: Floats, number: int) -> Floats:
    """Crumbs on parts of a ring about a leaking point."""
    radius, start, length = draws.between(0.25, 0.75), draws.between(0, TURN), draws.between(0.45, 1.0) * TURN
    clumps = draws.spread(0, 1, 7)
    turn = clumps[(draws.fractions(number) * 7).astype(np.int64)] + 0.05 * draws.bells(number)
    cosine, sine = cos_sin(start + length * turn)
    distance = radius * (1 + 0.09 * draws.bells(number))
    crumbs: Floats = centre + np.stack([cosine * distance, sine * distance], axis=1)
    return crumbs


def _plaque(draws: Draws) -> tuple[Floats, Floats]:
    """A heap of lipid near the fovea."""
    number = draws.whole(8, 24)
    points = np.array([0.3, 0.25]) * draws.bells(2) + draws.bells(number, 2) * draws.between(0.07, 0.14)
    return points, draws.spread(0.03, 0.1, number)


def draw_cotton_wool(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Swollen nerve fibres: white, feathered along the fibres, without an edge."""
    if not plan.cotton_wool_spots:
        return
    radii = draws.spread(0.07, 0.15, plan.cotton_wool_spots)
    near_disc = 2.6
    points = ground.place(draws, radii, spread=1.7, condition=lambda points: lengths(points - ground.disc) < near_disc)
    canvas = planes.canvas(Code.COTTON_WOOL_SPOT)
    for point, radius, depth in zip(points, radii, draws.spread(110, 230, len(radii)), strict=False):
        along = unit(point - ground.disc)
        for _ in range(draws.whole(4, 7)):
            middle = point + 0.38 * radius * draws.bells(2)
            lump = blobs(draws, middle[None], np.array([radius * draws.between(0.35, 0.7)]), 0.22)[0]
            canvas.fill(lump, int(depth))
        for _ in range(draws.whole(6, 12)):
            middle = point + 0.5 * radius * draws.bells(2)
            fibre = spindle(middle, along, radius * draws.between(0.8, 1.9), 0.16 * radius)
            canvas.fill(fibre, int(depth * draws.between(0.6, 1.0)))
    planes.count(Code.COTTON_WOOL_SPOT, len(points))


def draw_drusen(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """Soft round yellowish spots about the macula: age, not diabetes."""
    if not plan.drusen:
        return
    size = draws.fractions(plan.drusen)
    radii = np.maximum(0.011 + 0.03 * size * size, planes.canvas(Code.DRUSEN).least_radius)
    points = ground.place(draws, radii, spread=draws.between(0.5, 1.1))
    canvas = planes.canvas(Code.DRUSEN)
    canvas.fill_each(blobs(draws, points, radii[: len(points)], 0.1), draws.spread(90, 230, len(points)))
    planes.count(Code.DRUSEN, len(points))


def draw_laser_scars(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> list[Floats]:
    """Burns in rows outside the arcades: pale; the outlines of their pigment come back."""
    if not plan.has_laser_scars:
        return []
    points = _burns(draws, ground)
    if not len(points):
        return []
    radii = draws.between(0.06, 0.11) * draws.spread(0.65, 1.3, len(points))
    ground.occupy(points, radii)
    canvas = planes.canvas(Code.LASER_SCAR)
    canvas.fill_each(blobs(draws, points, radii, 0.12), draws.spread(70, 220, len(points)))
    planes.count(Code.LASER_SCAR, len(points))
    inner = draws.fractions(len(points)) < draws.between(0.2, 0.9)
    spots = points[inner] + 0.25 * radii[inner][:, None] * draws.bells(int(inner.sum()), 2)
    return list(blobs(draws, spots, 0.5 * radii[inner], 0.35))


def _burns(draws: Draws, ground: Ground) -> Floats:
    """A jittered grid over what lies outside the arcades and off the disc."""
    gap = draws.between(0.3, 0.46)
    lines = np.arange(-5.5, 5.5, gap)
    x, y = (plane.ravel() for plane in np.meshgrid(lines, lines))
    points = np.stack([x, y], axis=1) + gap * 0.24 * draws.bells(len(x), 2)
    from_macula = points - [0.75, 0.0]
    inner = draws.between(1.7, 2.2)
    is_burnt = lengths(from_macula * [0.85, 1.0]) > inner
    is_burnt &= lengths(points - ground.disc) > 1.0
    is_burnt &= ground.view.is_inside(points, 0.12)
    is_burnt &= draws.fractions(len(points)) < draws.between(0.5, 0.95)
    burns: Floats = points[is_burnt]
    return burns
