"""What lanes do for edits. Each bench belongs to one lane, and holds the one photograph that is being edited."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from core.explain.edits.canvas import Canvas, Retouch
from core.explain.edits.editlist import EditList
from core.explain.edits.pictures import around, difference, small
from core.explain.edits.shapes import NOTHING, Box
from core.explain.explanation import Explanation
from core.explain.query import Query
from core.images.photograph import Photograph
from desktop.jobs import JobContext

if TYPE_CHECKING:
    from core.explain.edits.asking import EditedAnswer, EditedSubject
    from core.explain.explainer import Explainer
    from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
Prepare = Callable[[Pixels], object]
"""What the viewer wants made of pixels before it shows them."""

SMALL_PX = 220
SMALL_ASPECT = 1.25
_GRID_PX = 32
"""What is shown begins and ends at multiples of it, so that its smaller copies lie as those of the photograph do."""
_MAP_CACHE_BYTES = 32 << 20


@dataclass(frozen=True, slots=True, eq=False)
class EditedPicture:
    """What edits made of a photograph, ready to be shown.

    `shown` and `changed` (the difference, amplified `gain` times) are what the viewer made of the pixels in `box`, None
    where nothing is edited. `before`, `after` and `between` are small pictures of the surroundings, (h, w, 3) uint8.
    """

    retouch: Retouch
    box: Box
    shown: object | None
    changed: object | None
    gain: float
    before: Pixels
    after: Pixels
    between: Pixels


class CanvasBench:
    """In the lane of photographs: the edited pixels."""

    def __init__(self, prepare: Prepare) -> None:
        self._prepare = prepare
        self._photograph: Photograph | None = None
        self._canvas: Canvas | None = None

    def paint(self, photograph: Photograph, edits: EditList, context: JobContext) -> EditedPicture:
        """What `edits` make of `photograph`."""
        if self._canvas is None or self._photograph is not photograph:
            self._photograph, self._canvas = photograph, Canvas(photograph)
        retouch = self._canvas.show(edits, token=context.token)
        width, height = photograph.width, photograph.height
        if retouch.box.is_empty:
            whole = small(photograph.pixels, SMALL_PX)
            return EditedPicture(retouch, NOTHING, None, None, 1.0, whole, whole, np.zeros_like(whole))
        box = _aligned(retouch.box, width, height)
        before = photograph.pixels[box.slices]
        after = _laid(before, box, retouch)
        change = difference(before, after)
        detail = around(_last_box(edits, retouch.box, width, height), width, height, aspect=SMALL_ASPECT)
        near = photograph.pixels[detail.slices]
        edited = _laid(near, detail, retouch)
        pictures = [small(picture, SMALL_PX) for picture in (near, edited, difference(near, edited).pixels)]
        shown, changed = self._prepare(after), self._prepare(change.pixels)
        return EditedPicture(retouch, box, shown, changed, change.gain, *pictures)


class NetworkBench:
    """In the lane of networks: one photograph before one network, and the maps of what was made of it."""

    def __init__(self) -> None:
        self._subject: EditedSubject | None = None
        self._explainer: Explainer | None = None

    def ask(
        self,
        model: LoadedModel,
        photograph: Photograph,
        retouch: Retouch,
        context: JobContext,
        *,
        is_final: bool,
    ) -> EditedAnswer:
        """What `model` says of the edited photograph."""
        return self._begin(model, photograph, context).ask(retouch, is_final=is_final, token=context.token)

    def explain(
        self,
        model: LoadedModel,
        photograph: Photograph,
        retouch: Retouch,
        query: Query,
        context: JobContext,
        *,
        known: Explainer | None = None,
    ) -> Explanation:
        """Where `model` looks in the edited photograph; what there is of the map is previewed.

        `known` has answered for the photograph as it is: occlusion begins with what it found.
        """
        from core.explain.explainer import Explainer

        subject = self._begin(model, photograph, context)
        subject.ask(retouch, token=context.token)
        if self._explainer is None:
            # Of its own: the passes that are kept for the photograph as it is stay.
            sweeps = known.sweeps if known is not None else None
            self._explainer = Explainer(cache_bytes=_MAP_CACHE_BYTES, state_bytes=1, sweeps=sweeps)
        return subject.explain(
            self._explainer,
            query,
            retouch.edits,
            token=context.token,
            report=context.report,
            partial=lambda part: context.preview(part, may_drop=True),
        )

    def prepare(self, model: LoadedModel, photograph: Photograph, context: JobContext) -> None:
        """Look at the photograph as it is, so that the first stroke need not wait for it."""
        self._begin(model, photograph, context)

    def forget(self) -> None:
        """Let go of network and photograph."""
        self._subject = self._explainer = None

    def _begin(self, model: LoadedModel, photograph: Photograph, context: JobContext) -> EditedSubject:
        from core.explain.edits.asking import EditedSubject

        subject = self._subject
        if subject is None or subject.model is not model or subject.photograph is not photograph:
            self.forget()
            subject = self._subject = EditedSubject(model, photograph, token=context.token)
        return subject


def _aligned(box: Box, width: int, height: int) -> Box:
    low = [edge // _GRID_PX * _GRID_PX for edge in (box.left - 1, box.top - 1)]
    high = [-(-edge // _GRID_PX) * _GRID_PX for edge in (box.right + 1, box.bottom + 1)]
    return Box(low[0], low[1], high[0], high[1]).within(width, height)


def _laid(pixels: Pixels, area: Box, retouch: Retouch) -> Pixels:
    """The pixels of `area` with what `retouch` makes of them: a new array."""
    found = pixels.copy()
    box = retouch.box
    left, top = max(area.left, box.left), max(area.top, box.top)
    right, bottom = min(area.right, box.right), min(area.bottom, box.bottom)
    if right > left and bottom > top:
        found[top - area.top : bottom - area.top, left - area.left : right - area.left] = retouch.pixels[
            top - box.top : bottom - box.top, left - box.left : right - box.left
        ]
    return found


def _last_box(edits: EditList, whole: Box, width: int, height: int) -> Box:
    """Where the last edit is: what is looked at."""
    box = edits.shown[-1].region.bounds().within(width, height)
    return whole if box.is_empty else box
