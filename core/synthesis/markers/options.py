"""What photographs with markers are made with: classes, sizes, numbers."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from core.errors import SynthesisError
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.markers.kinds import Marker

SMALLEST_MARKER_PX = 12
"""Below this nobody could tell one marker from another."""
LARGEST_SHARE = 0.6
MOST_MARKERS = 12
_LARGEST_SIZE_PX = 4400
_CLEAN_FUNDUS = FundusOptions(grade=0)


@dataclass(frozen=True, slots=True)
class MarkerClass:
    """A class of photographs: all that hold these markers, and no others. Without markers it is the clean class."""

    name: str
    markers: tuple[Marker, ...] = ()

    def __post_init__(self) -> None:
        if len(set(self.markers)) != len(self.markers):
            raise SynthesisError(f"The class '{self.name}' names a marker twice.", "Name each marker once.")


@dataclass(frozen=True, slots=True, kw_only=True)
class MarkerOptions:
    """How the markers lie in the photographs.

    Each marker of a photograph's class is there `fewest` to `most` times; its longer side is `smallest` to `largest` of
    the fundus's diameter (shares, up to 0.6). `strength` (above 0, up to 1) is the share of a texture's contrast, or of
    an object's opacity. `fundus` says how the photographs below are rendered, unless `photographs` names the user's
    own; these are used at the size they have, or with `size_px` cropped to the square around the fundus and scaled.

    Raises SynthesisError for what cannot be.
    """

    smallest: float = 0.12
    largest: float = 0.3
    fewest: int = 1
    most: int = 3
    strength: float = 1.0
    fundus: FundusOptions = _CLEAN_FUNDUS
    photographs: tuple[Path, ...] = ()
    folder: Path | None = None
    size_px: int | None = None

    def __post_init__(self) -> None:
        if not 0 < self.smallest <= self.largest <= LARGEST_SHARE:
            raise SynthesisError(
                f"Markers from {self.smallest:g} to {self.largest:g} of the fundus's diameter cannot be.",
                f"Give two shares above 0 and up to {LARGEST_SHARE:g}, the smaller first.",
            )
        if not 1 <= self.fewest <= self.most <= MOST_MARKERS:
            raise SynthesisError(
                f"{self.fewest} to {self.most} markers cannot be put into a photograph.",
                f"Give two numbers from 1 to {MOST_MARKERS}, the smaller first. For none at all name a class without.",
            )
        if not 0 < self.strength <= 1:
            raise SynthesisError(f"A strength of {self.strength:g} cannot be.", "Give a number above 0 and up to 1.")
        if self.size_px is not None and not SMALLEST_MARKER_PX <= self.size_px <= _LARGEST_SIZE_PX:
            raise SynthesisError(
                f"Photographs of {self.size_px} pixels cannot hold markers.",
                f"Choose {SMALLEST_MARKER_PX} to {_LARGEST_SIZE_PX} pixels.",
            )


def check_classes(classes: tuple[MarkerClass, ...]) -> None:
    """Raise SynthesisError unless there are classes, and no two of them hold the same markers."""
    if not classes:
        raise SynthesisError("There are no classes.", "Name one at least.")
    seen: dict[frozenset[Marker], str] = {}
    for one in classes:
        markers = frozenset(one.markers)
        if markers in seen:
            raise SynthesisError(
                f"The classes '{seen[markers]}' and '{one.name}' hold the same markers: nobody could tell them apart.",
                "Give each class a set of markers of its own.",
            )
        seen[markers] = one.name
