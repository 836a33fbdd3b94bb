"""Eyes as they are surveyed: a photograph with what is known of it, and where its disc and fovea are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from hashlib import sha256
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.datasets.annotation.pixels import masks_by_name
from core.datasets.catalogue.annotations import Shape
from core.datasets.catalogue.landmarks import MarkedLandmarks
from core.datasets.masks import read_mask
from core.evaluation.anatomy import Landmarks
from core.experiments.budgets import find_landmarks
from core.images.facts import Eye
from core.images.orientation import Orientation
from core.images.photograph import Photograph
from core.images.reading import read_photograph


@dataclass(frozen=True, slots=True)
class EyeItem:
    """A photograph to be explained. `key` tells it from all others, `group` names its patient.

    `marked` are disc and fovea marked by hand, in pixels of the file; `masks` the mask files by their codes, `marks`
    what readers have drawn, in pixels of the file. `target` is the class that is explained, None for the predicted one;
    `label` the true one, -1 where it is not known.
    """

    key: int
    path: Path
    name: str
    group: str = ""
    eye: Eye | None = None
    orientation: Orientation = field(default_factory=Orientation)
    marked: MarkedLandmarks | None = None
    masks: tuple[tuple[str, Path], ...] = ()
    marks: tuple[Shape, ...] = ()
    target: int | None = None
    label: int = -1

    def read(self) -> Photograph:
        """The photograph as it is shown, with the eye that is known. Raises ImageError."""
        photograph = self.orientation.photograph(read_photograph(self.path))
        if self.eye is None or photograph.facts.eye is self.eye:
            return photograph
        return replace(photograph, facts=replace(photograph.facts, eye=self.eye))

    def truth(self, photograph: Photograph, codes: Sequence[str] = ()) -> dict[str, NDArray[np.bool_]]:
        """What lies where on it: bool (h, w) of the photograph as it is shown, by code; of `codes` alone, where given.

        What mask files and readers call by one code is one. Raises ImageError for a mask that cannot be used.
        """
        size = photograph.width, photograph.height
        known = masks_by_name((mark for mark in self.marks if not codes or mark.name in codes), size)
        for code, path in self.masks:
            if codes and code not in codes:
                continue
            pixels = read_mask(path, size)
            known[code] = pixels | known[code] if code in known else pixels
        return {code: np.asarray(self.orientation.apply(mask), np.bool_) for code, mask in known.items()}

    @property
    def fingerprint(self) -> str:
        """Changes with anything that figures of this photograph depend on: files, marks, orientation, label, names.

        Masks are told by their content, wherever they lie.
        """
        known = replace(self, masks=()), _state_of(self.path), [(code, _content_of(path)) for code, path in self.masks]
        return sha256(repr(known).encode("utf-8", "surrogateescape")).hexdigest()


def _state_of(path: Path) -> tuple[int, int] | None:
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_size, found.st_mtime_ns


def _content_of(path: Path) -> str:
    try:
        return sha256(path.read_bytes()).hexdigest()
    except OSError:
        return ""


class LandmarkSource(StrEnum):
    """How disc and fovea of an eye are known."""

    HAND = "marked by hand"
    FOUND = "found"
    NONE = "not found"


def landmarks_of(item: EyeItem, photograph: Photograph) -> tuple[Landmarks | None, LandmarkSource]:
    """Disc and fovea in pixels of the photograph as it is shown: those marked by hand, else as the program finds them.

    Marked ones of an eye that nothing names: the disc lies towards the nose of an upright photograph.
    """
    if item.marked is None:
        found = find_landmarks(photograph)
        return found, LandmarkSource.FOUND if found is not None else LandmarkSource.NONE
    place = item.orientation.affine(photograph.width, photograph.height)
    disc, fovea = place(*item.marked.disc), place(*item.marked.fovea)
    eye = item.eye or photograph.facts.eye or (Eye.RIGHT if disc[0] > fovea[0] else Eye.LEFT)
    return Landmarks(disc, fovea, eye, item.marked.disc_diameter_px), LandmarkSource.HAND
