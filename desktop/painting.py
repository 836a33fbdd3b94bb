"""From what the pointer draws on the photograph to edits: the effect that is chosen, its strength, and its source."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.edits.contents import make_patch
from core.explain.edits.edit import Edit, EditKind, Offset, Source
from core.explain.edits.error import EditError
from core.explain.edits.picking import Picked, all_lesions, all_regions, lesion_at, region_at, smallest
from core.explain.edits.shapes import Box, Mask, Point, Polygon, Shape, Stroke
from core.explain.explanation import Explanation
from core.explain.regions import find_regions
from core.images.photograph import Photograph
from desktop.jobs import Lane
from desktop.session import Session
from desktop.translation import mark, tr
from desktop.truth import Truth
from desktop.whatif import WhatIf
from desktop.widgets.viewer.mask_outlines import MaskOutline

PICK, PATCH = "what-if pick", "what-if patch"
SOLID_SHARE = 0.85
FEATHER_SHARE = 0.3
"""A stroke is solid up to a share of its radius, and fades over another, so that half of it is where the circle is."""
OUTLINE_FEATHER = 0.004
LESION_MARGIN = 0.006
"""Of the photograph's shorter side: masks are drawn tightly, and the rim of a lesion would stay as a ring."""
NO_REGION = mark(
    "No region of the map is here, and no lesion whose mask is shown: click on what the map marks, or show masks (T)"
)
NO_SOURCE = mark("Choose first where the patch comes from: click there with Ctrl held, on this or another photograph.")

T = TypeVar("T")

DEFAULT_STRENGTHS = {
    EditKind.INPAINT: 1.0,
    EditKind.INPAINT_VESSELS: 1.0,
    EditKind.BLUR: 0.6,
    EditKind.DARKEN: 0.6,
    EditKind.PASTE: 1.0,
    EditKind.RESTORE: 1.0,
}


@dataclass(frozen=True, slots=True, eq=False)
class PatchSource:
    """A point of a photograph that what is pasted comes from."""

    photograph: Photograph
    x: float
    y: float


class Painting(QObject):
    """Makes edits of strokes, outlines and clicks, and gives them to the what-if session."""

    changed = Signal()
    """Another effect, strength or source."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(
        self, session: Session, whatif: WhatIf, truth: Truth, lane: Lane, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._whatif = whatif
        self._truth = truth
        self._lane = lane
        self._kind = EditKind.INPAINT
        self._strengths = dict(DEFAULT_STRENGTHS)
        self._source: PatchSource | None = None

    @property
    def kind(self) -> EditKind:
        """What is done to the region that is drawn."""
        return self._kind

    @property
    def strength(self) -> float:
        """How strongly, 0..1; each effect has its own."""
        return self._strengths[self._kind]

    @property
    def source(self) -> PatchSource | None:
        """Where a patch comes from."""
        return self._source

    def setKind(self, kind: EditKind) -> None:
        """Choose what is done."""
        if kind is not self._kind:
            self._kind = kind
            self.changed.emit()

    def setStrength(self, strength: float) -> None:
        """Choose how strongly."""
        if strength != self.strength:
            self._strengths[self._kind] = strength
            self.changed.emit()

    def setSource(self, x: float, y: float) -> None:
        """What is pasted comes from here; whoever chooses that wants to paste."""
        photograph = self._session.photograph
        if photograph is None:
            return
        self._source = PatchSource(photograph, x, y)
        self._kind = EditKind.PASTE
        self.changed.emit()
        self.remarked.emit(tr("The patch comes from here: paint where it goes, on this or another photograph"))

    # What is drawn

    def stroke(self, points: Sequence[Point], radius: float, *, is_eraser: bool, is_whole: bool) -> None:
        """A stroke goes on, or is whole."""
        shape = self._made(lambda: Stroke(tuple(points), SOLID_SHARE * radius))
        if shape is None:
            return
        kind = EditKind.RESTORE if is_eraser else self._kind
        if is_whole:
            self._finish(shape, kind, feather_px=FEATHER_SHARE * radius, anchor=points[0], label="")
            return
        edit = None
        source = self._near_source(points[0]) if kind is EditKind.PASTE else None
        if kind is not EditKind.PASTE or source is not None:
            edit = self._made(lambda: self._edit(shape, kind, FEATHER_SHARE * radius, source, ""))
        self._whatif.preview(edit)

    def outline(self, points: Sequence[Point]) -> None:
        """A closed line is drawn."""
        shape = self._made(lambda: Polygon((tuple(points),)))
        if shape is not None:
            self._finish(shape, self._kind, feather_px=self._feather(), anchor=_middle(shape), label="outlined")

    def click(self, x: float, y: float, *, takes_all: bool = False) -> None:
        """Take the smallest lesion whose mask is shown under a point, else the region of the map.

        With `takes_all` every lesion of that kind, or every region of the map.
        """
        photograph, explanation = self._session.photograph, self._session.explanation
        if photograph is None:
            return
        margin = max(1, round(LESION_MARGIN * _shorter(photograph)))
        masks = [mask for mask in self._truth.outlines() if mask.covers(x, y)]
        width = photograph.width
        self._lane.submit(
            lambda _context: _picked(masks, width, explanation, (x, y), margin, takes_all=takes_all),
            lambda picked: self._take_picked(photograph, picked),
            slot=PICK,
            title=tr("Looking for the region"),
            refuse=self.failed.emit,
        )

    def _take_picked(self, photograph: Photograph, picked: Picked | None) -> None:
        if photograph is not self._session.photograph:
            return
        if picked is None:
            self.remarked.emit(tr(NO_REGION))
            return
        self._finish(
            picked.region, self._kind, feather_px=self._feather(), anchor=_middle(picked.region), label=picked.label
        )

    # Inside

    def _finish(self, shape: Shape, kind: EditKind, *, feather_px: float, anchor: Point, label: str) -> None:
        source: Source | None = None
        if kind is EditKind.PASTE:
            source = self._near_source(anchor)
            if source is None:
                self._paste_from_afar(shape, feather_px, anchor, label)
                return
        edit = self._made(lambda: self._edit(shape, kind, feather_px, source, label))
        if edit is not None:
            self._whatif.add(edit)

    def _edit(self, shape: Shape, kind: EditKind, feather_px: float, source: Source | None, label: str) -> Edit:
        strength = self._strengths[kind]
        return Edit(kind, shape, strength=strength, feather_px=feather_px, source=source, label=label)

    def _near_source(self, anchor: Point) -> Offset | None:
        """The way from the region to where its patch comes from, where that is on the same photograph."""
        source, photograph = self._source, self._session.photograph
        if source is None or photograph is None or source.photograph.id != photograph.id:
            return None
        return Offset(round(source.x - anchor[0]), round(source.y - anchor[1]))

    def _paste_from_afar(self, shape: Shape, feather_px: float, anchor: Point, label: str) -> None:
        """Cut the patch out of the other photograph, in the lane: it is kept with the edit."""
        source, photograph = self._source, self._session.photograph
        self._whatif.preview(None)
        if source is None or photograph is None:
            self.remarked.emit(tr(NO_SOURCE))
            return
        dx, dy = round(source.x - anchor[0]), round(source.y - anchor[1])

        def work(_context: object) -> Edit:
            box = shape.bounds().grown(int(feather_px) + 2)
            there = Box(box.left + dx, box.top + dy, box.right + dx, box.bottom + dy)
            there = there.within(source.photograph.width, source.photograph.height)
            if there.is_empty:
                raise EditError(
                    tr("The patch would come from outside of the photograph."), tr("Choose another source.")
                )
            patch = make_patch(source.photograph.pixels[there.slices], there.left - dx, there.top - dy)
            return self._edit(shape, EditKind.PASTE, feather_px, patch, label)

        def deliver(edit: Edit) -> None:
            if photograph is self._session.photograph:
                self._whatif.add(edit)

        self._lane.submit(work, deliver, slot=PATCH, title=tr("Cutting out the patch"), refuse=self.failed.emit)

    def _feather(self) -> float:
        photograph = self._session.photograph
        return max(1.0, OUTLINE_FEATHER * _shorter(photograph)) if photograph is not None else 1.0

    def _made(self, make: Callable[[], T]) -> T | None:
        """What `make` gives; what cannot be is said, and nothing changes."""
        try:
            return make()
        except FunduscopeError as error:
            self._whatif.preview(None)
            self.failed.emit(error)
            return None


def _picked(
    masks: Sequence[MaskOutline],
    width: int,
    explanation: Explanation | None,
    point: Point,
    margin: int,
    *,
    takes_all: bool,
) -> Picked | None:
    """In the lane."""
    found = {lesion_at(_mask(mask, width), *point, mask.name, margin_px=margin): mask for mask in masks}
    lesion = smallest(found)
    if lesion is not None:
        return all_lesions(_mask(found[lesion], width), found[lesion].name, margin_px=margin) if takes_all else lesion
    if explanation is None or explanation.is_partial:
        return None
    regions = find_regions(explanation)
    region = region_at(regions, *point)
    return all_regions(regions) if takes_all and region is not None else region


def _mask(mask: MaskOutline, width: int) -> Mask:
    return np.unpackbits(mask.bits, axis=1, count=width).view(np.bool_)


def _middle(shape: Shape) -> Point:
    box = shape.bounds()
    return (box.left + box.right) / 2, (box.top + box.bottom) / 2


def _shorter(photograph: Photograph) -> int:
    return min(photograph.width, photograph.height)
