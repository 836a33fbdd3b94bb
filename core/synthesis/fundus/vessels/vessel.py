"""One stretch of a vessel between two branchings, or from a branching to its end."""

from __future__ import annotations

from dataclasses import dataclass
from enum import IntEnum

from core.synthesis.fundus.arithmetic import Floats, cube_root


class Kind(IntEnum):
    """Which way the blood flows."""

    VEIN = 0
    ARTERY = 1


@dataclass(frozen=True, slots=True, eq=False)
class Vessel:
    """Points (n, 2) in the eye's frame and the radius (n,) of the blood column at each, in disc diameters."""

    kind: Kind
    level: int
    points: Floats
    radii: Floats


@dataclass(frozen=True, slots=True)
class Branching:
    """What becomes of a vessel at a branching, by Murray's law: r0^3 = r1^3 + r2^3.

    `turn` is the cosine of the angle of least work between the branch and the parent's course (Murray, J Gen Physiol 9,
    1926, 835-841). Deviation: the parent keeps its course, where by the same principle it would bend aside a little.
    """

    parent: float
    branch: float
    rest: float
    turn: float


def branching(parent: float, branch: float) -> Branching:
    """The branching of a vessel of radius `parent` that gives off one of radius `branch`, smaller than itself."""
    rest = cube_root(parent * parent * parent - branch * branch * branch, above=parent)
    p4, b4, r4 = (radius * radius * radius * radius for radius in (parent, branch, rest))
    turn = (p4 + b4 - r4) / (2 * parent * parent * branch * branch)
    return Branching(parent, branch, rest, min(turn, 1.0))
