"""A photograph as its edits make it. Only what changes from one list of edits to the next is made anew."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from core.explain.edits.contents import Place, VesselShares, content, opacity
from core.explain.edits.edit import Edit
from core.explain.edits.editlist import EditList
from core.explain.edits.shapes import NOTHING, Box, coverage
from core.images.photograph import Photograph
from core.jobs import CancelToken

KEPT_BYTES = 256 << 20
"""What is kept to take edits back; beyond it the oldest are made anew from the photograph."""

Pixels = NDArray[np.uint8]


@dataclass(frozen=True, slots=True, eq=False)
class Retouch:
    """What edits make of a photograph: `pixels` (h, w, 3) uint8 RGB, read-only, in `box`; elsewhere it is as it was."""

    edits: EditList
    box: Box
    pixels: Pixels

    def on(self, original: Pixels) -> Pixels:
        """The whole edited photograph: a new array."""
        picture = original.copy()
        picture[self.box.slices] = self.pixels
        return picture


@dataclass(frozen=True, slots=True, eq=False)
class _Layer:
    edit: Edit
    box: Box
    before: Pixels


class Canvas:
    """One photograph and what its edits have made of it so far. For one thread at a time."""

    def __init__(self, photograph: Photograph, *, kept_bytes: int = KEPT_BYTES) -> None:
        self._original = photograph.pixels
        self._picture = photograph.pixels
        self._kept_bytes = kept_bytes
        self._vessels: VesselShares | None = None
        self._bottom: list[tuple[Edit, Box]] = []
        """Edits that can be taken back only by beginning anew."""
        self._layers: list[_Layer] = []

    def show(self, edits: EditList, *, token: CancelToken | None = None) -> Retouch:
        """Bring the picture to these edits. What is as before is not made again.

        Raises Cancelled between two edits once `token` is cancelled: the next call goes on from there. Raises EditError
        where a patch is damaged.
        """
        wanted = edits.shown
        common = self._common(wanted)
        if common < len(self._bottom):
            self._begin_anew()
            common = 0
        while len(self._bottom) + len(self._layers) > common:
            layer = self._layers.pop()
            self._picture[layer.box.slices] = layer.before
        for edit in wanted[common:]:
            if token is not None:
                token.check()
            self._add(edit)
        return Retouch(edits, self._box(), self._copy(self._box()))

    def _common(self, wanted: tuple[Edit, ...]) -> int:
        """How many edits from the first on are there already."""
        present = [edit for edit, _box in self._bottom] + [layer.edit for layer in self._layers]
        pairs = zip(present, wanted, strict=False)
        return next((number for number, (old, new) in enumerate(pairs) if old != new), min(len(present), len(wanted)))

    def _begin_anew(self) -> None:
        self._picture = self._original
        self._bottom, self._layers = [], []

    def _add(self, edit: Edit) -> None:
        height, width = self._original.shape[:2]
        box, shares = coverage(edit.region, edit.feather_px, width, height)
        if self._picture is self._original:
            self._picture = self._original.copy()
        before = self._copy(box)
        if not box.is_empty:
            found = content(edit, Place(box, shares), self._picture, self._original, self._find_vessels)
            share = (shares * np.float32(opacity(edit)))[:, :, None]
            mixed = before + share * (found - before)
            self._picture[box.slices] = np.clip(np.rint(mixed), 0, 255).astype(np.uint8)
        self._layers.append(_Layer(edit, box, before))
        self._bound()

    def _find_vessels(self) -> VesselShares:
        if self._vessels is None:
            self._vessels = VesselShares(self._original)
        return self._vessels

    def _bound(self) -> None:
        while len(self._layers) > 1 and sum(layer.before.nbytes for layer in self._layers) > self._kept_bytes:
            layer = self._layers.pop(0)
            self._bottom.append((layer.edit, layer.box))

    def _box(self) -> Box:
        whole = NOTHING
        for box in (*(box for _edit, box in self._bottom), *(layer.box for layer in self._layers)):
            whole = whole.joined(box)
        return whole

    def _copy(self, box: Box) -> Pixels:
        copy = self._picture[box.slices].copy()
        copy.flags.writeable = False
        return copy
