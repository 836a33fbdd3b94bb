"""The cube: which face is where, where its pips are, and how much of each face is seen."""

from __future__ import annotations

from dataclasses import dataclass

from core.synthesis.die.rotation import Rotation

PIP_RADIUS = 0.19
"""In half edges of the cube."""
_STEP = 0.5
"""From the middle of a face to its outer pips, in half edges."""


@dataclass(frozen=True, slots=True)
class Face:
    """The face with `pips` pips, whose normal is `sign` along `axis` (0 x, 1 y, 2 z) of the die."""

    pips: int
    axis: int
    sign: int


# Opposite faces sum to seven; 1, 2 and 3 run counter-clockwise round their common corner, as on western dice.
FACES = (Face(1, 0, 1), Face(2, 1, 1), Face(3, 2, 1), Face(4, 2, -1), Face(5, 1, -1), Face(6, 0, -1))

_DIAGONAL = ((-1, -1), (1, 1))
_CORNERS = (*_DIAGONAL, (-1, 1), (1, -1))
_CENTRE = ((0, 0),)
_LAYOUTS: dict[int, tuple[tuple[int, int], ...]] = {
    1: _CENTRE,
    2: _DIAGONAL,
    3: _DIAGONAL + _CENTRE,
    4: _CORNERS,
    5: _CORNERS + _CENTRE,
    6: (*_CORNERS, (-1, 0), (1, 0)),
}


def pip_centres(face: Face) -> tuple[tuple[float, float], ...]:
    """The centres of a face's pips along the two axes that follow its own, in half edges from its middle."""
    return tuple((_STEP * column, _STEP * row) for column, row in _LAYOUTS[face.pips])


def prominence(rotation: Rotation) -> dict[int, float]:
    """For each face that can be seen the share of it that is: the cosine between its normal and the view, by pips.

    The die is seen from far away (a parallel projection), so the area that a face takes in the picture is exactly this
    share of its own: the largest area and the normal closest to the viewer are one rule.
    """
    towards = rotation.rows()[2]
    shares = {face.pips: face.sign * towards[face.axis] for face in FACES}
    return {pips: share for pips, share in shares.items() if share > 0}


def lead(shares: dict[int, float]) -> tuple[int, float]:
    """The most prominent face, and by how much of a face it leads the next (its own share where it is alone)."""
    ranked = sorted(shares.items(), key=lambda item: (-item[1], item[0]))
    first = ranked[0]
    return first[0], first[1] - (ranked[1][1] if len(ranked) > 1 else 0.0)
