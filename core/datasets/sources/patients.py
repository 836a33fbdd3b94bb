"""Whose photographs belong together: by names, and by what DICOM files say."""

from __future__ import annotations

import os
from pathlib import Path

from core.datasets.eyes import patient_of
from core.images.frames import file_of
from core.images.reading import is_dicom, read_facts

_SALT = os.urandom(16)
"""Made anew in each run: groups are told apart by their keys, and nobody finds a patient's number from one."""


def group_of(path: Path) -> str:
    """What all photographs of a patient share, and no others; empty where neither name nor file says whose it is.

    For DICOM files it is a key that means nothing outside this run.
    """
    named = patient_of(path.name)
    if named or not is_dicom(file_of(path)):
        return named
    return read_facts(path).patient_key(_SALT)
