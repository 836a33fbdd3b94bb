"""What a file says of a photograph beside its pixels: whose eye, taken when and by which camera."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum


class Eye(StrEnum):
    """Which eye: the right one is the patient's own right."""

    RIGHT = "right"
    LEFT = "left"


@dataclass(frozen=True, slots=True)
class Facts:
    """Facts for sorting and pairing, as far as the file states them.

    `camera` is maker and model. `pixel_spacing_mm` is (between rows, between columns) on the retina, or in whatever
    plane the file means. `patient_id` identifies a person: it is left out of every `repr`, and whoever stores or writes
    it stores `patient_key` instead unless the user asked otherwise. Names and birth dates are never read.
    """

    eye: Eye | None = None
    taken_on: date | None = None
    camera: str = ""
    pixel_spacing_mm: tuple[float, float] | None = None
    patient_id: str = field(default="", repr=False)

    def patient_key(self, salt: bytes) -> str:
        """32 hexadecimal digits, the same for all photographs of a patient under one `salt`; empty without a patient.

        The salt (up to 64 bytes, kept with a project) is needed since patients' numbers are few enough to be tried.
        """
        if not self.patient_id:
            return ""
        return hashlib.blake2b(self.patient_id.encode(), key=salt, digest_size=16).hexdigest()


NO_FACTS = Facts()
