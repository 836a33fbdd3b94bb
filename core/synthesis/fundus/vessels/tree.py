"""The whole vascular tree of an eye."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache
from math import sqrt

import numpy as np

from core.synthesis.fundus.arithmetic import Floats
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.patient import Anatomy
from core.synthesis.fundus.vessels.growth import Manner, Territory, Tips, grow
from core.synthesis.fundus.vessels.guides import STEP, great_vessels
from core.synthesis.fundus.vessels.vessel import Branching, Kind, Vessel, branching

_LEAST_RADIUS = 0.0068
_GENERATIONS = 3
# Radius of a branch as a share of its parent's: cumulated probability, least, most.
_STEM_SHARES = ((0.55, 0.17, 0.34), (0.84, 0.34, 0.56), (1.0, 0.6, 0.82))
_BRANCH_SHARES = ((0.66, 0.4, 0.65), (1.0, 0.65, 0.9))
_LARGEST_SHARE = 0.9
_RISING = 4
# What a vessel loses on its way to twigs too fine to be seen, as a share of its radius.
_STEM_LOSS, _BRANCH_LOSS = 0.30, 0.42
_DIVING, _DIVE = 9, 0.7
_ALONG = np.arange(1000.0)


@dataclass(frozen=True, slots=True, eq=False)
class Tree:
    """Every vessel, thick ones first, and every branching of it."""

    vessels: tuple[Vessel, ...]
    branchings: tuple[Branching, ...]


@dataclass(frozen=True, slots=True, eq=False)
class _Bud:
    """A branch that has not grown yet."""

    point: tuple[float, float]
    heading: tuple[float, float]
    radius: float
    is_inner: bool
    parent: int
    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class _Stem:
    """A course that is known, with the radius at its start."""

    points: Floats
    radius: float
    name: int
    kind: Kind
    step: float
    level: int


def grow_tree(draws: Draws, anatomy: Anatomy) -> Tree:
    """The arteries and veins of an eye: the great vessels first, then three generations of branches."""
    territory, stems = Territory(), []
    for name, guide in enumerate(great_vessels(draws, anatomy), start=1):
        territory.claim(guide.points, guide.kind, name)
        stems.append(_Stem(guide.points, guide.radius, name, guide.kind, STEP, 0))
    manner = Manner(wandering=0.25 + 0.3 * anatomy.patient.tortuosity)
    vessels: list[Vessel] = []
    branchings: list[Branching] = []
    name = len(stems)
    for level in range(_GENERATIONS + 1):
        buds: list[_Bud] = []
        for stem in stems:
            radii = _bud_along(draws, stem, buds if level < _GENERATIONS else None, branchings)
            vessels.append(Vessel(stem.kind, level, stem.points, radii))
        stems = _grown(draws, buds, name, territory, manner, level + 1)
        name += len(buds)
    return Tree(tuple(vessels), tuple(branchings))


def _grown(draws: Draws, buds: list[_Bud], name: int, territory: Territory, manner: Manner, level: int) -> list[_Stem]:
    """What becomes of the buds; those that end at once are left out."""
    if not buds:
        return []
    tips = _tips(draws, buds, name)
    courses = grow(draws, tips, territory, manner)
    return [
        _Stem(course, bud.radius, int(tip), bud.kind, manner.step, level)
        for course, bud, tip in zip(courses, buds, tips.names, strict=True)
        if len(course) > 3
    ]


def _tips(draws: Draws, buds: list[_Bud], name: int) -> Tips:
    radii = np.array([bud.radius for bud in buds])
    return Tips(
        points=np.array([bud.point for bud in buds]),
        headings=np.array([bud.heading for bud in buds]),
        reach=np.minimum((0.45 + 70 * radii) * draws.spread(0.7, 1.35, len(buds)), 3.2),
        is_inner=np.array([bud.is_inner for bud in buds]),
        parents=np.array([bud.parent for bud in buds], np.int64),
        names=np.arange(name + 1, name + 1 + len(buds), dtype=np.int64),
        kinds=np.array([bud.kind for bud in buds], np.int64),
    )


def _bud_along(draws: Draws, stem: _Stem, buds: list[_Bud] | None, branchings: list[Branching]) -> Floats:
    """The radius (n,) along a stem; every bud on it takes its share of the radius by Murray's law."""
    count = len(stem.points)
    thinning = _thinning(count, is_stem=stem.level == 0)
    if buds is None or stem.radius * _LARGEST_SHARE < _LEAST_RADIUS:
        return stem.radius * thinning
    radius, start, radii = stem.radius, 0, np.empty(count)
    side = 0.0
    for place, kind, size, stays in _places(draws, stem):
        branch = radius * _share(stem.level, kind, size)
        if branch < _LEAST_RADIUS:
            continue
        radii[start:place], start = radius, place
        forked = branching(radius, branch)
        # The first one goes off to either side; most others to the side where the last did not.
        side = (1.0 if stays < 0.5 else -1.0) if not side else (side if stays < 0.25 else -side)
        branchings.append(forked)
        buds.append(_bud(stem, place, forked, side))
        radius = forked.rest
    if not side and stem.level:
        return stem.radius * thinning
    radii[start:] = radius
    return _smoothed(radii * thinning, stem.level)


@lru_cache(maxsize=512)
def _thinning(count: int, *, is_stem: bool) -> Floats:
    """What is left of the radius (n,) along a vessel; a branch dives out of focus at its end, it does not break off."""
    if is_stem:
        return 1 - _STEM_LOSS / count * _ALONG[:count]
    thinning: Floats = 1 - _BRANCH_LOSS / count * _ALONG[:count]
    last = min(_DIVING, count)
    thinning[count - last :] *= 1 - (_DIVE / last) * _ALONG[1 : last + 1]
    return thinning


def _smoothed(radii: Floats, level: int) -> Floats:
    """Without steps; the great vessels come up out of the depth of the disc."""
    if level == 0:
        radii[:_RISING] *= np.linspace(0.55, 1.0, _RISING)[: len(radii)]
    smooth = radii.copy()
    smooth[1:-1] = 0.25 * radii[:-2] + 0.5 * radii[1:-1] + 0.25 * radii[2:]
    return smooth


def _places(draws: Draws, stem: _Stem) -> list[tuple[int, float, float, float]]:
    """At which points a stem branches, and three fractions that decide how."""
    gap = (0.32, 0.44, 0.52, 0.6)[stem.level]
    last = len(stem.points) - 2
    count = int(last * stem.step / (0.35 * gap)) + 2
    along = 0.35 if stem.level == 0 else 0.0
    places = []
    for step, *fractions in draws.fractions(count, 4).tolist():
        along += gap * (0.35 + 1.3 * step)
        place = int(along / stem.step)
        if place >= last:
            break
        places.append((place, *fractions))
    return places


def _share(level: int, kind: float, size: float) -> float:
    """The radius of a branch as a share of its parent's: most are twigs, some halve the vessel."""
    shares = _STEM_SHARES if level == 0 else _BRANCH_SHARES
    for most, low, high in shares:
        if kind < most:
            return low + (high - low) * size
    return low + (high - low) * size


def _bud(stem: _Stem, place: int, forked: Branching, side: float) -> _Bud:
    (x0, y0), (x1, y1) = stem.points[place - 1].tolist(), stem.points[min(place + 2, len(stem.points) - 1)].tolist()
    x, y = x1 - x0, y1 - y0
    length = sqrt(x * x + y * y)
    x, y = x / length, y / length
    cosine = forked.turn
    sine = side * sqrt(max(0.0, 1 - cosine * cosine))
    heading = (x * cosine - y * sine, x * sine + y * cosine)
    at_x, at_y = stem.points[place].tolist()
    is_inner = heading[0] * at_x + heading[1] * at_y < 0 and at_x < 1.9
    return _Bud((at_x, at_y), heading, forked.branch, is_inner, stem.name, stem.kind)
