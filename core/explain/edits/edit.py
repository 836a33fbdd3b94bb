"""One edit: what is done to a region of a photograph. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum

from core.explain.edits.error import EditError
from core.explain.edits.shapes import FARTHEST_PX, Shape

MOST_FEATHER_PX = 500.0
MOST_PATCH_BYTES = 8 << 20
LONGEST_LABEL = 80


class EditKind(StrEnum):
    """What is done to the pixels of a region."""

    INPAINT = "inpaint"
    """The background that the surroundings suggest."""
    INPAINT_VESSELS = "inpaint-vessels"
    """The same, and the vessels that cross the region stay as they are."""
    BLUR = "blur"
    """Out of focus; nothing from outside of the disc of light bleeds in."""
    DARKEN = "darken"
    """Less light: `strength` is the share that is taken away."""
    PASTE = "paste"
    """A patch from elsewhere."""
    RESTORE = "restore"
    """The photograph as it is: what earlier edits did here is undone."""


@dataclass(frozen=True, slots=True)
class Offset:
    """A patch from the same photograph: a pixel takes the value of the one `dx` to its right and `dy` below it."""

    dx: int
    dy: int

    def __post_init__(self) -> None:
        if max(abs(self.dx), abs(self.dy)) > FARTHEST_PX:
            raise EditError("A patch is taken from far outside of the photograph.")


@dataclass(frozen=True, slots=True)
class Patch:
    """A patch of another photograph, kept with the edit: a PNG file whose first pixel goes to (left, top)."""

    left: int
    top: int
    png: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if max(abs(self.left), abs(self.top)) > FARTHEST_PX or not 0 < len(self.png) <= MOST_PATCH_BYTES:
            raise EditError("A patch lies far outside of the photograph, is empty, or is larger than 8 MB.")


Source = Offset | Patch


@dataclass(frozen=True, slots=True)
class Edit:
    """One edit. Raises EditError for numbers that mean nothing.

    `strength` 0..1 is the share of light taken away for DARKEN, the width of the blur (1: as wide as the region is
    thick) for BLUR, else how far the edit covers what was there. Outside of the region it fades over `feather_px`
    pixels. `source` is where a PASTE takes its pixels from, and belongs to no other kind. An edit that is not shown
    does nothing. `label` says what the region is, for the list of edits.
    """

    kind: EditKind
    region: Shape
    strength: float = 1.0
    feather_px: float = 0.0
    source: Source | None = None
    is_shown: bool = True
    label: str = ""

    def __post_init__(self) -> None:
        if not 0 <= self.strength <= 1:
            raise EditError(f"The strength of an edit is {self.strength:g}.", "It goes from 0 to 1.")
        if not 0 <= self.feather_px <= MOST_FEATHER_PX:
            raise EditError(f"The feather of an edit is {self.feather_px:g} pixels.", "It goes from 0 to 500.")
        if (self.kind is EditKind.PASTE) != (self.source is not None):
            raise EditError("An edit that pastes needs a source, and no other edit has one.")
        if len(self.label) > LONGEST_LABEL:
            raise EditError(f"The label of an edit has {len(self.label)} characters.", f"{LONGEST_LABEL} are possible.")
