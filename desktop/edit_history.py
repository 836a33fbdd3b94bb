"""The edits of each photograph, with what was before and after them: undo and redo. Knows no Qt."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable

from core.explain.edits.editlist import EditList
from core.images.photograph import ImageId, Photograph

MOST_STEPS = 200
MOST_PHOTOGRAPHS = 200


class Story:
    """The edits of one photograph: as they are, as they were, and as they were before undoing."""

    def __init__(self, edits: EditList) -> None:
        self._steps = [edits]
        self._at = 0

    @property
    def edits(self) -> EditList:
        """As they are."""
        return self._steps[self._at]

    @property
    def can_undo(self) -> bool:
        """Whether there is something before."""
        return self._at > 0

    @property
    def can_redo(self) -> bool:
        """Whether something was undone."""
        return self._at < len(self._steps) - 1

    def add(self, edits: EditList) -> None:
        """Another step; what was undone is gone."""
        if edits != self.edits:
            self._steps = [*self._steps[: self._at + 1], edits][-MOST_STEPS:]
            self._at = len(self._steps) - 1

    def undo(self) -> None:
        """A step back, where there is one."""
        self._at = max(0, self._at - 1)

    def redo(self) -> None:
        """A step forward, where there is one."""
        self._at = min(len(self._steps) - 1, self._at + 1)


class Stories:
    """One story a photograph, by its content; those longest unused go first."""

    def __init__(self, *, limit: int = MOST_PHOTOGRAPHS) -> None:
        self._limit = limit
        self._kept: OrderedDict[ImageId, Story] = OrderedDict()

    def of(self, photograph: Photograph) -> Story:
        """The story of a photograph. Edits that were kept for another size of it are let go."""
        story = self._kept.get(photograph.id)
        if story is None or (story.edits.width, story.edits.height) != (photograph.width, photograph.height):
            story = self._kept[photograph.id] = Story(EditList.of(photograph))
        self._kept.move_to_end(photograph.id)
        while len(self._kept) > self._limit:
            self._kept.popitem(last=False)
        return story

    def keep(self, edits: EditList) -> None:
        """Another step for the photograph of these edits, whether it is at hand or not."""
        story = self._kept.get(edits.image)
        if story is None or (story.edits.width, story.edits.height) != (edits.width, edits.height):
            story = self._kept[edits.image] = Story(edits.cleared())
        story.add(edits)
        self._kept.move_to_end(edits.image)

    def restore(self, lists: Iterable[EditList]) -> None:
        """Take on what was kept; photographs that were edited meanwhile stay as they are."""
        for edits in lists:
            known = self._kept.get(edits.image)
            if known is None or not (known.edits.edits or known.can_undo or known.can_redo):
                self._kept[edits.image] = Story(edits)
                self._kept.move_to_end(edits.image, last=False)

    def lists(self) -> tuple[EditList, ...]:
        """The edits that there are, those of the photograph used last at the end."""
        return tuple(story.edits for story in self._kept.values() if story.edits.edits)
