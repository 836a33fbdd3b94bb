"""Rotations in an order that an eye can follow, for animations."""

from __future__ import annotations

from enum import StrEnum

from core.errors import FunduscopeError
from core.synthesis.die.cube import FACES, Face
from core.synthesis.die.rotation import IDENTITY, Rotation, Vector

LONGEST_SEQUENCE = 100_000
_TOUR = (1, 2, 3, 6, 5, 4)
"""Each face is a neighbour of the next and the last one of the first; the way round ends as it began, unturned."""
_TILT_DEGREES = 24.0
_TILT_AXIS: Vector = (1.0, -0.8, 0.0)


class Turn(StrEnum):
    """How the die moves; the value is the name on the command line."""

    TOUR = "tour"
    """Six quarter turns that bring every face to the front once: 1, 2, 3, 6, 5, 4."""
    VERTICAL = "vertical"
    """One turn about the upright axis, like a top."""
    HORIZONTAL = "horizontal"
    """One turn about the level axis, rolling towards the viewer."""
    DIAGONAL = "diagonal"
    """One turn about the axis from the lower left to the upper right, half towards the viewer."""


_AXES: dict[Turn, Vector] = {
    Turn.VERTICAL: (0.0, 1.0, 0.0),
    Turn.HORIZONTAL: (1.0, 0.0, 0.0),
    Turn.DIAGONAL: (1.0, 1.0, 1.0),
}


def rotation_sequence(
    count: int, turn: Turn = Turn.TOUR, *, start: Rotation | None = None, is_tilted: bool = True
) -> tuple[Rotation, ...]:
    """`count` rotations in equal steps that make a loop: the one after the last would be the first.

    `start` is the pose at the beginning; without it face 1 is in front. `is_tilted` turns the whole a little aside, so
    that three faces are seen and not just one at each stop. Raises FunduscopeError for a count below 2.
    """
    if not 2 <= count <= LONGEST_SEQUENCE:
        raise FunduscopeError(f"A sequence of {count} rotations cannot be made.", f"Choose 2 to {LONGEST_SEQUENCE}.")
    first = start or _facing(1)
    tilt = Rotation.about(_TILT_AXIS, _TILT_DEGREES) if is_tilted else IDENTITY
    if turn is Turn.TOUR:
        return tuple(_on_tour(first, len(_TOUR) * step / count).then(tilt) for step in range(count))
    return tuple(first.then(Rotation.about(_AXES[turn], 360 * step / count)).then(tilt) for step in range(count))


def _facing(pips: int) -> Rotation:
    """The pose from which the tour begins: the face in front, its neighbours along the picture's axes."""
    return _quarter(IDENTITY, FACES[pips - 1], 1.0)


def _on_tour(pose: Rotation, stops: float) -> Rotation:
    """The pose after so many stops of the tour, whole or not."""
    whole = int(stops)
    for stop in range(whole):
        pose = _quarter(pose, FACES[_TOUR[(stop + 1) % len(_TOUR)] - 1], 1.0)
    return _quarter(pose, FACES[_TOUR[(whole + 1) % len(_TOUR)] - 1], stops - whole)


def _quarter(pose: Rotation, face: Face, share: float) -> Rotation:
    """`pose` turned by a share of the quarter turn that brings `face`, at the side of the die, to the front."""
    normal = [0.0, 0.0, 0.0]
    normal[face.axis] = float(face.sign)
    x, y, _z = pose.apply((normal[0], normal[1], normal[2]))
    # The axis stands across both the normal and the direction to the viewer.
    return pose.then(Rotation.about((y, -x, 0.0), 90 * share))
