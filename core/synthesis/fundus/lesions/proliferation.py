"""New and abnormal vessels: neovascularisation on the disc and elsewhere, IRMA, beaded veins."""

from __future__ import annotations

from dataclasses import replace

import numpy as np

from core.synthesis.codes import Code
from core.synthesis.fundus.arithmetic import TURN, Floats, cos_sin, lengths
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.lesions.lesion_planes import LesionPlanes
from core.synthesis.fundus.lesions.places import Ground, quadrants_of
from core.synthesis.fundus.lesions.plan import Plan
from core.synthesis.fundus.vessels.drawing import draw_vessels
from core.synthesis.fundus.vessels.growth import Manner, free_tips, grow
from core.synthesis.fundus.vessels.vessel import Kind, Vessel

_OUTLINE_RADIUS = 0.045
_LEAST_BEADED_RADIUS = 0.017
# The calibre along a beaded vein, sample by sample: bulging and narrowed in turn.
_BEADS = np.array([1.0, 1.5, 1.55, 1.0, 0.68, 0.66])


def draw_new_vessels(
    draws: Draws, plan: Plan, vessels: tuple[Vessel, ...], ground: Ground, planes: LesionPlanes
) -> None:
    """Fronds of fine looping vessels, on the disc and on veins where the retina starves."""
    code = Code.NEOVASCULARISATION
    for _ in range(plan.new_vessels_on_disc):
        middle = ground.disc + 0.25 * draws.bells(2)
        _draw_frond(draws, code, middle, draws.between(0.45, 0.95), draws.whole(7, 12), planes)
    for middle in _sources(draws, vessels, ground, plan.new_vessels_elsewhere):
        reach = draws.between(0.35, 0.75)
        ground.occupy(middle[None], np.array([0.7 * reach]))
        _draw_frond(draws, code, middle, reach, draws.whole(5, 10), planes)


def draw_irma(draws: Draws, plan: Plan, ground: Ground, planes: LesionPlanes) -> None:
    """A few short crooked vessels within the retina."""
    if not plan.irma:
        return
    radii = np.full(plan.irma, 0.2)
    for middle in ground.place(draws, radii, spread=1.7):
        _draw_frond(draws, Code.IRMA, middle, draws.between(0.25, 0.45), draws.whole(2, 4), planes)


def _sources(draws: Draws, vessels: tuple[Vessel, ...], ground: Ground, number: int) -> Floats:
    """Points on veins in view, away from the disc and from one another; anywhere in view where no vein is."""
    if not number:
        return np.empty((0, 2))
    points = np.concatenate([v.points[v.radii > 0.012] for v in vessels if v.kind is Kind.VEIN])
    points = points[ground.view.is_inside(points, 0.45) & (lengths(points - ground.disc) > 1.2)]
    chosen = ground.place(draws, np.full(number, 0.3), spread=2.0)
    for position, place in enumerate(chosen):
        if len(points):
            chosen[position] = points[int(np.argmin(lengths(points - place)))]
    return chosen


def _draw_frond(draws: Draws, code: Code, middle: Floats, reach: float, number: int, planes: LesionPlanes) -> None:
    """A few stems that fan out from a point, and finer loops from all along them."""
    turn, opening = draws.between(0, TURN), draws.pick((1.0, 0.55), (2, 1)) * TURN
    headings = np.stack(cos_sin(turn + opening * draws.fractions(number)), axis=1)
    stems = _courses(draws, middle + 0.06 * reach * draws.bells(number, 2), headings, reach, draws.between(1.2, 2.4))
    buds = np.concatenate(stems)
    buds = buds[(draws.fractions(2 * number) * len(buds)).astype(np.int64)]
    outward = np.stack(cos_sin(TURN * draws.fractions(len(buds))), axis=1)
    loops = _courses(draws, buds, outward, 0.55 * reach, draws.between(3.0, 4.6))
    calibre = draws.between(0.007, 0.012)
    fine = [_tapering(course, calibre) for course in stems] + [_tapering(course, 0.62 * calibre) for course in loops]
    draw_vessels(planes.canvas(code), fine, strength=1.7)
    wide = [Vessel(Kind.VEIN, 3, v.points, np.full(len(v.points), _OUTLINE_RADIUS)) for v in fine]
    draw_vessels(planes.outline(code), wide, strength=2.0, is_flat=True)
    planes.count(code)


def _tapering(course: Floats, calibre: float) -> Vessel:
    return Vessel(Kind.VEIN, 3, course, np.linspace(calibre, 0.5 * calibre, len(course)))


def _courses(draws: Draws, starts: Floats, headings: Floats, reach: float, wandering: float) -> list[Floats]:
    tips = free_tips(starts, headings, reach * draws.spread(0.5, 1.2, len(starts)))
    manner = Manner(step=0.03, steering=0.0, wandering=wandering, macula_radius=0.0)
    return grow(draws, tips, None, manner)


def bead_veins(
    draws: Draws, plan: Plan, vessels: tuple[Vessel, ...], ground: Ground, planes: LesionPlanes
) -> tuple[tuple[Vessel, ...], tuple[int, ...]]:
    """The vessels with stretches of beads on veins of the plan's quadrants, and the quadrants where there is one."""
    beaded, found = list(vessels), []
    for quadrant in plan.beaded_quadrants:
        stretches = _stretches(vessels, ground, quadrant)
        for position, first, last in stretches[: draws.whole(1, 3)]:
            vessel = beaded[position]
            length = min(last - first, draws.whole(14, 30))
            start = first + (last - first - length) // 2
            beaded[position] = _beaded(vessel, start, start + length)
            part = slice(start, start + length)
            wide = Vessel(vessel.kind, vessel.level, vessel.points[part], vessel.radii[part] * 1.6)
            draw_vessels(planes.outline(Code.VENOUS_BEADING), [wide], strength=4.0, is_flat=True)
        if stretches:
            planes.count(Code.VENOUS_BEADING)
            found.append(quadrant)
    return tuple(beaded), tuple(found)


def _stretches(vessels: tuple[Vessel, ...], ground: Ground, quadrant: int) -> list[tuple[int, int, int]]:
    """Where veins are thick enough, in view and in the quadrant: vessel, first and last point; the longest first."""
    stretches = []
    for position, vessel in enumerate(vessels):
        if vessel.kind is not Kind.VEIN or float(vessel.radii[0]) < _LEAST_BEADED_RADIUS:
            continue
        away = vessel.points - ground.disc
        is_good = (quadrants_of(vessel.points) == quadrant) & ground.view.is_inside(vessel.points, 0.1)
        is_good &= (away[:, 0] * away[:, 0] + away[:, 1] * away[:, 1] > 0.6) & (vessel.radii > _LEAST_BEADED_RADIUS)
        places = np.flatnonzero(is_good)
        if len(places) >= 9 and places[-1] - places[0] == len(places) - 1:
            stretches.append((position, int(places[0]), int(places[-1])))
    return sorted(stretches, key=lambda stretch: stretch[1] - stretch[2])


def _beaded(vessel: Vessel, start: int, end: int) -> Vessel:
    radii = vessel.radii.copy()
    radii[start:end] *= _BEADS[np.arange(end - start) % len(_BEADS)]
    return replace(vessel, radii=radii)
