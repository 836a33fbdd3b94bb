"""Whose eye a photograph shows, as far as its name and the optic disc's side tell."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath

from core.images.disc import DiscFinding
from core.images.facts import Eye

__all__ = ["Eye", "EyeGuess", "eye_of", "guess_eye", "patient_of"]

_MARK = re.compile(r"^(?P<patient>.+?)[_\- ](?P<eye>left|right|od|os|l|r)$", re.IGNORECASE)
_EYES = {"left": Eye.LEFT, "os": Eye.LEFT, "l": Eye.LEFT, "right": Eye.RIGHT, "od": Eye.RIGHT, "r": Eye.RIGHT}


def eye_of(name: str) -> Eye | None:
    """The eye that a file's name ends with (`1_left`, `1_right`, `…_OD`, `…_OS`), None where it does not say."""
    mark = _MARK.match(PurePath(name).stem)
    return _EYES[mark["eye"].lower()] if mark else None


def patient_of(name: str) -> str:
    """What stands before the eye in a file's name: the same for both eyes. Empty where no eye is named."""
    mark = _MARK.match(PurePath(name).stem)
    return mark["patient"] if mark else ""


UNCERTAIN_SCORE = 4.0
"""A disc that stands out by less than so many standard deviations says nothing."""

TURNED_DROP = -0.15
"""Where no eye is stated, a fovea that lies so far above the disc (as a share of their distance) means turned by half.

Upright photographs have it below, by 0.1 in the middle of them, and 0 to 0.2 in most: those turned by half are mostly
not recognised by this alone, and few upright ones are mistaken.
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
    if finding.drop < TURNED_DROP:
        return EyeGuess(Eye.LEFT if finding.eye is Eye.RIGHT else Eye.RIGHT, is_turned=True)
    return EyeGuess(finding.eye, is_turned=False)
