"""What is learned of photographs by reading them, and how certain it is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.datasets.catalogue.files import ONE
from core.datasets.eyes import Eye
from core.images.photograph import ImageId


class FactSource(StrEnum):
    """How an eye, a patient or a quality is known, the least certain first."""

    GUESSED = "guessed"
    NAME = "name"
    TABLE = "table"
    DICOM = "dicom"
    MADE = "made"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What reading a photograph told. None and empty: not said.

    `patient` is the identifier as it stands in the file; what the catalogue keeps is up to `PatientCoder`. `taken` is
    ISO 8601; `spacing_mm` the side of a pixel. `error` says why it cannot be shown; then only `content` may be known.
    What was not even reached (`is_reached`: its drive may be gone) is read again the next time.
    """

    content: ImageId | None = None
    frame: int = ONE
    width: int | None = None
    height: int | None = None
    eye: Eye | None = None
    patient: str = ""
    taken: str = ""
    camera: str = ""
    spacing_mm: float | None = None
    source: FactSource = FactSource.DICOM
    error: str = ""
    is_reached: bool = True


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: one photograph, or several frames."""

    file: int
    photographs: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class EyeFinding:
    """What looking at a photograph told of its eye; `disc` is (x, y) in its pixels."""

    photograph: int
    eye: Eye | None
    is_inverted: bool
    disc: tuple[float, float] | None
