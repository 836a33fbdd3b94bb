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

    The angles are those of least work (Murray, J Gen Physiol 9, 1926): `turn` is that of the branch away from the
    parent's course, `recoil` that of the parent's continuation to the other side, as cosines.
    """

    parent: float
    branch: float
    rest: float
    turn: float
    recoil: float


def branching(parent: float, branch: float) -> Branching:
    """The branching of a vessel of radius `parent` that gives off one of radius `branch`, smaller than itself."""
    rest = cube_root(parent * parent * parent - branch * branch * branch)
    p4, b4, r4 = (radius * radius * radius * radius for radius in (parent, branch, rest))
    turn = (p4 + b4 - r4) / (2 * parent * parent * branch * branch)
    recoil = (p4 + r4 - b4) / (2 * parent * parent * rest * rest)
    return Branching(parent, branch, rest, min(turn, 1.0), min(recoil, 1.0))
