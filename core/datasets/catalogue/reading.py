"""What a file holds: its content, its size, what it says of the patient, and which eye it shows."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.datasets.audit.judging import MIN_DARK_CORNERS
from core.datasets.audit.measures import dark_corners
from core.datasets.catalogue.files import ONE
from core.datasets.catalogue.photographs import Known
from core.datasets.eye_guess import UNCERTAIN_SCORE, guess_eye
from core.datasets.eyes import eye_of
from core.errors import ImageError
from core.images.disc import find_disc
from core.images.facts import Eye
from core.images.formats.decode import Decoded, decode
from core.images.formats.jpeg import read_frame
from core.images.formats.kinds import Kind
from core.images.frames import split_frame
from core.images.reading import Content, photographs_in, read_content
from core.jobs import CancelToken

LOOKED_AT_PX = 160
"""JPEG files are decoded at the smallest scale that has so many pixels: enough to find the optic disc."""


@dataclass(frozen=True, slots=True)
class EyeSeen:
    """The eye as far as the optic disc shows it; `disc` is (x, y) in pixels of the photograph."""

    eye: Eye | None
    is_turned: bool
    disc: tuple[float, float] | None


@dataclass(frozen=True, slots=True)
class Described:
    """One photograph of a file."""

    known: Known
    seen: EyeSeen | None


def describe(path: Path, token: CancelToken | None = None) -> tuple[Described, ...]:
    """Read a file once and tell what there is in it; a photograph that cannot be read says why. Raises Cancelled.

    `path` may name one of several photographs in a file (`core.images.frames`).
    """
    try:
        first = read_content(path)
    except ImageError as error:
        is_reached = not isinstance(error.__cause__, OSError)
        return (Described(Known(frame=split_frame(path)[1] or ONE, error=str(error), is_reached=is_reached), None),)
    described = []
    for place in photographs_in(path):
        if token is not None:
            token.check()
        described.append(_describe(place, first if place == path else _content_at(place, first)))
    return tuple(described)


def _content_at(place: Path, first: Content) -> Content:
    """The frames of a DICOM file are in the same bytes; every photograph of an HDF5 file has its own."""
    return Content(first.data, split_frame(place)[1]) if first.known_id is None else read_content(place)


def _describe(path: Path, content: Content) -> Described:
    identity, number = content.id, split_frame(path)[1] or ONE
    try:
        decoded = decode(content.data, path.name, fit_px=LOOKED_AT_PX, frame=content.frame)
    except ImageError as error:
        return Described(Known(content=identity, frame=number, error=str(error)), None)
    facts = decoded.facts
    width, height = _size(content.data, decoded)
    known = Known(
        content=identity,
        frame=number,
        width=width,
        height=height,
        eye=facts.eye,
        patient=facts.patient_id,
        taken=facts.taken_on.isoformat() if facts.taken_on is not None else "",
        camera=facts.camera,
        spacing_mm=facts.pixel_spacing_mm[0] if facts.pixel_spacing_mm is not None else None,
    )
    return Described(known, _see(decoded, width, facts.eye or eye_of(path.name)))


def _size(data: bytes, decoded: Decoded) -> tuple[int, int]:
    """Width and height, upright; a JPEG was decoded at a smaller scale, and may have been turned since."""
    height, width = decoded.pixels.shape[:2]
    if decoded.kind is not Kind.JPEG:
        return width, height
    frame = read_frame(data)
    long, short = max(frame.width, frame.height), min(frame.width, frame.height)
    return (long, short) if width >= height else (short, long)


def _see(decoded: Decoded, width: int, stated: Eye | None) -> EyeSeen | None:
    if dark_corners(decoded.pixels) < MIN_DARK_CORNERS:
        return None  # no disc of light on a dark ground: another picture, in which anything may look like an optic disc
    try:
        finding = find_disc(decoded.pixels)
    except ImageError:
        return None
    guess = guess_eye(finding, stated)
    if finding.score < UNCERTAIN_SCORE:
        return EyeSeen(None, is_turned=False, disc=None)
    scale = width / decoded.pixels.shape[1]
    return EyeSeen(guess.eye, guess.is_turned, (finding.disc[0] * scale, finding.disc[1] * scale))
