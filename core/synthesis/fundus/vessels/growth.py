"""How branches grow: all tips of one generation step by step, side by side."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats, turned
from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.vessels.vessel import Kind

_CELL = 0.05
_REACH = 7.0
_SIDE = int(2 * _REACH / _CELL)
_STEPS_BESIDE_PARENT = 6
_STEPS_BETWEEN_LOOKS = 6
# No photograph shows what lies farther than this from the middle of the posterior pole.
_MIDDLE, _BEYOND = 0.7, 4.9
_LAST = _REACH - _CELL


class Territory:
    """Which cells of the eye's frame a vessel already holds: vessels of one kind do not cross one another.

    `owners` is int32, one plane a kind, flattened; 0 where nothing runs, else the name of the vessel.
    """

    def __init__(self) -> None:
        self.owners = np.zeros(len(Kind) * _SIDE * _SIDE, np.int32)

    def claim(self, points: Floats, kind: Kind, name: int) -> None:
        """Let a vessel hold the cells of its points (n, 2), which may lie anywhere."""
        near = np.minimum(np.maximum(points, -_REACH), _LAST)
        self.owners[cells(near[:, 0], near[:, 1]) + _plane(kind)] = name


def cells(x: Floats, y: Floats) -> NDArray[np.intp]:
    """The cells of points no farther than the territory reaches."""
    columns = ((x + _REACH) * (1 / _CELL)).astype(np.intp)
    columns += ((y + _REACH) * (1 / _CELL)).astype(np.intp) * _SIDE
    return columns


def _plane(kinds: NDArray[np.int64] | int) -> NDArray[np.int64] | int:
    """Where the planes of these kinds begin."""
    return kinds * (_SIDE * _SIDE)


@dataclass(frozen=True, slots=True, eq=False)
class Tips:
    """Vessels about to grow: where (n, 2), which way (n, 2, unit vectors), how far (n,), and what they seek.

    `is_inner` are those that run to the macula; the others run away from it. `parents` and `names` are owners in the
    territory, `kinds` the planes of it.
    """

    points: Floats
    headings: Floats
    reach: Floats
    is_inner: NDArray[np.bool_]
    parents: NDArray[np.int64]
    names: NDArray[np.int64]
    kinds: NDArray[np.int64]


def free_tips(points: Floats, headings: Floats, reach: Floats) -> Tips:
    """Tips of vessels that have no parent and run outward."""
    nobody = np.zeros(len(points), np.int64)
    return Tips(points, headings, reach, nobody > 0, nobody, nobody, nobody)


@dataclass(frozen=True, slots=True)
class Manner:
    """How tips grow: length of a step in disc diameters, how hard they steer and how much they wander."""

    step: float = 0.07
    steering: float = 0.75
    wandering: float = 1.0
    macula_radius: float = 0.42
    hub_x: float = 0.7


def grow(draws: Draws, tips: Tips, territory: Territory | None, manner: Manner) -> list[Floats]:
    """The course of each vessel, points (n, 2) about one step apart, from its start on.

    A tip ends when it has gone as far as it reaches, when it meets another vessel of its kind, at the rim of the
    avascular zone of the fovea, or where no photograph shows it.
    """
    count = len(tips.points)
    step = manner.step
    steps = int(np.ceil(float(tips.reach.max()) / step)) if count else 0
    ends = np.minimum(np.ceil(tips.reach / step).astype(np.int64), steps)
    noise = draws.bells(steps, count) * (0.8 * manner.wandering * step)
    rims = manner.macula_radius * draws.spread(0.75, 1.4, count)
    rims *= rims
    course = np.empty((steps + 1, count, 2))
    course[0] = tips.points
    x, y = tips.points.T.copy()
    cosine, sine = tips.headings.T.copy()
    wander = np.zeros(count)
    # Inner tips want to go to (0, 0), outer ones away from the hub.
    way = np.where(tips.is_inner, -1.0, 1.0)
    hub = np.where(tips.is_inner, 0.0, -manner.hub_x)
    for number in range(1, steps + 1):
        wander = 0.72 * wander + noise[number - 1]
        to_x, to_y = x * way + hub, y * way
        pull = (cosine * to_y - sine * to_x) / np.sqrt(to_x * to_x + to_y * to_y + 1e-12)
        cosine, sine = turned(cosine, sine, wander + (0.5 * step * manner.steering) * pull)
        x, y = x + step * cosine, y + step * sine
        course[number, :, 0], course[number, :, 1] = x, y
        beyond = x - _MIDDLE
        across = y * y
        stopped = (x * x + across < rims) | (beyond * beyond + across > _BEYOND * _BEYOND)
        if territory is not None:
            stopped |= _is_met(territory, x, y, tips, number)
        np.minimum(ends, np.where(stopped, number, steps), out=ends)
        if not number % _STEPS_BETWEEN_LOOKS and int(ends.max()) <= number:
            break
    return [course[: end + 1, position] for position, end in enumerate(ends.tolist())]


def _is_met(territory: Territory, x: Floats, y: Floats, tips: Tips, number: int) -> NDArray[np.bool_]:
    """Whether a tip has run into another vessel; then marks where the tips are."""
    here = cells(np.minimum(np.maximum(x, -_REACH), _LAST), np.minimum(np.maximum(y, -_REACH), _LAST))
    here += _plane(tips.kinds)
    held = territory.owners[here]
    free = held == 0
    met: NDArray[np.bool_] = ~free & (held != tips.names)
    if number <= _STEPS_BESIDE_PARENT:
        met &= held != tips.parents
    territory.owners[here[free]] = tips.names[free]
    return met
