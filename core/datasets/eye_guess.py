"""Whose eye a photograph shows, as far as the optic disc's side tells, and whether a lens has turned it."""

from __future__ import annotations

from dataclasses import dataclass

from core.images.disc import DiscFinding
from core.images.facts import Eye

UNCERTAIN_SCORE = 4.0
"""A disc that stands out by less than so many standard deviations says nothing."""

TURNED_BELOW = -0.74
"""Where no eye is stated, a photograph whose `DiscFinding.upright` is less than this is taken to be turned by half.

The fovea lies only a little below the disc, so that this is found in six of ten, at the price of one false alarm in a
hundred upright photographs (measured on IDRiD).
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
    if finding.upright < TURNED_BELOW:
        return EyeGuess(Eye.LEFT if finding.eye is Eye.RIGHT else Eye.RIGHT, is_turned=True)
    return EyeGuess(finding.eye, is_turned=False)
