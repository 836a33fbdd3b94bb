"""How branches grow: all tips of one generation step by step, side by side."""

from __future__ import annotations

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats, lengths, rotated, unit
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.vessels.vessel import Kind

_CELL = 0.05
_REACH = 7.0
_SIDE = int(2 * _REACH / _CELL)
_STEPS_BESIDE_PARENT = 6


@dataclass(slots=True, eq=False)
class Territory:
    """Which cells of the eye's frame a vessel already holds: vessels of one kind do not cross one another.

    `owners` is int32, one plane a kind, flattened; 0 where nothing runs, else the name of the vessel.
    """

    owners: NDArray[np.int32] = field(default_factory=lambda: np.zeros(len(Kind) * _SIDE * _SIDE, np.int32))

    def cells(self, points: Floats, kinds: NDArray[np.int64] | int) -> NDArray[np.intp]:
        """The cells of these points (n, 2) in the planes of their kinds."""
        index = np.minimum(np.maximum((points + _REACH) * (1 / _CELL), 0), _SIDE - 1).astype(np.intp)
        cells: NDArray[np.intp] = index[:, 1] * _SIDE + index[:, 0] + np.asarray(kinds) * (_SIDE * _SIDE)
        return cells


@dataclass(slots=True, eq=False)
class Tips:
    """Vessels about to grow: where (n, 2), which way (n, 2), how far (n,), how thick (n,), and what they seek.

    `is_inner` are those that run to the macula; the others run away from it. `parents` and `names` are owners in the
    territory.
    """

    points: Floats
    headings: Floats
    reach: Floats
    radii: Floats
    is_inner: NDArray[np.bool_]
    parents: NDArray[np.int64]
    names: NDArray[np.int64]
    kinds: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Manner:
    """How tips grow: length of a step in disc diameters, how hard they steer and how much they wander."""

    step: float = 0.06
    steering: float = 0.75
    wandering: float = 1.0
    macula_radius: float = 0.42
    hub_x: float = 0.7


def grow(draws: Draws, tips: Tips, territory: Territory | None, manner: Manner) -> list[Floats]:
    """The course of each vessel, points (n, 2) about one step apart, from its start on.

    A tip ends when it has gone as far as it reaches, when it meets another vessel of its kind, or at the rim of the
    fovea's avascular zone.
    """
    count = len(tips.points)
    steps = int(np.ceil(float(tips.reach.max()) / manner.step)) if count else 0
    course = np.empty((steps + 1, count, 2))
    course[0] = points = tips.points
    headings, wander = tips.headings, np.zeros(count)
    ends = np.minimum(np.ceil(tips.reach / manner.step).astype(np.int64), steps)
    noise = draws.bells(steps, count) * (1.6 * manner.wandering)
    rims = manner.macula_radius * draws.spread(0.75, 1.4, count)
    for step in range(steps):
        wander = 0.72 * wander + noise[step]
        pull = _pull(points, headings, tips.is_inner, manner)
        headings = rotated(headings, (wander + manner.steering * pull) * (0.5 * manner.step))
        points = points + headings * manner.step
        course[step + 1] = points
        stopped = lengths(points) < rims
        if territory is not None:
            stopped |= _is_met(territory, points, tips, step)
        ends = np.where(stopped & (ends > step + 1), step + 1, ends)
    return [course[: int(end) + 1, position] for position, end in enumerate(ends)]


def _pull(points: Floats, headings: Floats, is_inner: NDArray[np.bool_], manner: Manner) -> Floats:
    """The sine of the angle from each heading to where the tip wants to go."""
    away = points - [manner.hub_x, 0.0]
    wanted = unit(np.where(is_inner[:, None], -points, away))
    sines: Floats = headings[:, 0] * wanted[:, 1] - headings[:, 1] * wanted[:, 0]
    return sines


def _is_met(territory: Territory, points: Floats, tips: Tips, step: int) -> NDArray[np.bool_]:
    """Whether a tip has run into another vessel; then marks where the tips are."""
    cells = territory.cells(points, tips.kinds)
    held = territory.owners[cells]
    free = held == 0
    met: NDArray[np.bool_] = ~free & (held != tips.names)
    if step <= _STEPS_BESIDE_PARENT:
        met &= held != tips.parents
    territory.owners[cells[free]] = tips.names[free]
    return met
