"""The edits of one photograph, in their order: immutable, so that undo is the list before."""

from __future__ import annotations

from dataclasses import dataclass, replace

from core.explain.edits.edit import Edit
from core.explain.edits.error import EditError
from core.images.photograph import ImageId, Photograph

MOST_EDITS = 500


@dataclass(frozen=True, slots=True)
class EditList:
    """What is done to the photograph whose content is `image`, of `width` x `height` pixels, first things first."""

    image: ImageId
    width: int
    height: int
    edits: tuple[Edit, ...] = ()

    def __post_init__(self) -> None:
        if min(self.width, self.height) < 1:
            raise EditError(f"A photograph of {self.width} x {self.height} pixels cannot be edited.")
        if len(self.edits) > MOST_EDITS:
            raise EditError(f"There are {len(self.edits)} edits.", f"Up to {MOST_EDITS} are possible.")

    @staticmethod
    def of(photograph: Photograph) -> EditList:
        """No edit of that photograph as yet."""
        return EditList(photograph.id, photograph.width, photograph.height)

    @property
    def shown(self) -> tuple[Edit, ...]:
        """The edits that do something."""
        return tuple(edit for edit in self.edits if edit.is_shown)

    def added(self, edit: Edit) -> EditList:
        """With one more at the end."""
        return replace(self, edits=(*self.edits, edit))

    def without(self, index: int) -> EditList:
        """Without the edit at `index`."""
        return replace(self, edits=self.edits[:index] + self.edits[index + 1 :])

    def with_shown(self, index: int, *, is_shown: bool) -> EditList:
        """With the edit at `index` switched on or off."""
        changed = replace(self.edits[index], is_shown=is_shown)
        return replace(self, edits=(*self.edits[:index], changed, *self.edits[index + 1 :]))

    def cleared(self) -> EditList:
        """Without any edit."""
        return replace(self, edits=())

    def check_fits(self, photograph: Photograph) -> None:
        """Raise EditError where these are the edits of another photograph."""
        if self.image != photograph.id:
            raise EditError(
                f"The edits belong to another photograph than '{photograph.path.name}'.",
                f"Open the one whose content has the SHA-256 {self.image[:12]}…",
            )
        if (self.width, self.height) != (photograph.width, photograph.height):
            raise EditError(
                f"The edits are those of a photograph of {self.width} x {self.height} pixels, "
                f"and '{photograph.path.name}' has {photograph.width} x {photograph.height}."
            )
