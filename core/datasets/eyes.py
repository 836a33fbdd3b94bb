"""Whose eye a photograph shows, as far as its name tells."""

from __future__ import annotations

import re
from pathlib import PurePath

from core.images.facts import Eye

__all__ = ["Eye", "eye_of", "patient_of"]

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
