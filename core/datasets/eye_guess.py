"""Whose eye a photograph shows, as far as the optic disc's side tells, and whether a lens has turned it."""

from __future__ import annotations

from dataclasses import dataclass

from core.images.disc import DiscFinding
from core.images.facts import Eye

UNCERTAIN_SCORE = 4.0
"""A disc that stands out by less than so many standard deviations says nothing."""

TURNED_DROP = (-0.26, -0.12)
"""Where no eye is stated, a fovea that lies so far above the disc (as a share of their distance) means turned by half.

Upright photographs have it below, by 0.1 in the middle of them, and those turned by half above; but so little that only
some of these are recognised by it. What lies still higher is no fovea.
"""


@dataclass(frozen=True, slots=True)
class EyeGuess:
    """What the disc says: the eye (None: nothing), and whether the photograph is turned by half, as a lens does it."""

    eye: Eye | None
    is_turned: bool


def guess_eye(finding: DiscFinding, stated: Eye | None) -> EyeGuess:
    """The eye that a photograph shows, where `stated` is what its name or its file say.

    A disc on the other side than the stated eye has it means that the photograph is turned by half, not that the
    statement is wrong.
    """
    if finding.score < UNCERTAIN_SCORE:
        return EyeGuess(stated, is_turned=False)
    if stated is not None:
        return EyeGuess(stated, is_turned=finding.eye is not stated)
    if TURNED_DROP[0] < finding.drop < TURNED_DROP[1]:
        return EyeGuess(Eye.LEFT if finding.eye is Eye.RIGHT else Eye.RIGHT, is_turned=True)
    return EyeGuess(finding.eye, is_turned=False)
