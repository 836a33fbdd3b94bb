"""What a network says of a photograph while it is edited: only what an edit can change is computed.

Exact: the answer is that to the edited photograph, prepared with the geometry of the unedited one
(`core.explain.edits.kept`), up to the rounding of floating-point numbers.
"""

from __future__ import annotations

import hashlib
import time
from dataclasses import dataclass, replace

import numpy as np
import torch
from torch import Tensor

from core.explain.capture import captured
from core.explain.case import Before
from core.explain.changes import Part
from core.explain.edits.canvas import Retouch
from core.explain.edits.codec import dumps
from core.explain.edits.editlist import EditList
from core.explain.edits.kept import KeptPreparation, differing
from core.explain.edits.shapes import Box
from core.explain.explainer import Explainer, TakePartial, no_partial
from core.explain.explanation import Explanation
from core.explain.query import Method, Query
from core.explain.windows.brush import WhatIf
from core.explain.windows.recording import UnrecordableError
from core.images.geometry import IDENTITY, Affine
from core.images.photograph import ImageId, Photograph
from core.jobs import CancelToken, ProgressReport, no_report
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel
from core.networks.prediction import Prediction, prediction_from_logits

PATIENCE = 3
"""So many strokes in a row may take longer than a whole pass before whole passes are made instead."""
MOST_DEVIATION = 1e-3
"""Of the logits' range. Beyond it the network is none that a recording of it could stand for."""


_UNLIKE = "The network decides by what it sees: every stroke is a whole pass."


@dataclass(frozen=True, slots=True, eq=False)
class EditedAnswer:
    """What a network says of an edited photograph.

    `prediction` speaks of the image `edited_id(edits)`. `part` is what of the network's input was not as at the answer
    before, in its pixels; None: nothing. `seconds` is what it took from the edited pixels on. `notes` are sentences for
    the user.
    """

    edits: EditList
    prediction: Prediction
    part: Part | None
    seconds: float
    notes: tuple[str, ...] = ()


def edited_id(edits: EditList) -> ImageId:
    """What an edited photograph is called: another hash for other edits, the photograph's own where nothing is done."""
    if not edits.shown:
        return edits.image
    return ImageId(hashlib.sha256(dumps(replace(edits, edits=edits.shown)).encode()).hexdigest())


class EditedSubject:
    """One photograph before one network. For one thread at a time, which is that of the network."""

    def __init__(self, model: LoadedModel, photograph: Photograph, *, token: CancelToken | None = None) -> None:
        """Look at the photograph as it is: two to three passes through the network.

        Where the network cannot be followed, each answer is a whole pass, and its notes say so. Where it can, and whole
        passes turn out to be quicker, they are made too. Raises what the preparation raises, Cancelled once `token` is
        cancelled.
        """
        self.model = model
        self.photograph = photograph
        self._prepared = KeptPreparation(model.card.preparation, photograph.pixels)
        self._there = self._prepared.values.copy()
        self._explained = photograph.id, self._there.copy()
        self._whole_s = float("inf")
        self._slow_strokes = 0
        self._is_whole = True
        """Whether the logits are those of a whole pass."""
        self._logits, self._brush, self._notes = self._begin(token or CancelToken())

    @property
    def to_photograph(self) -> Affine:
        """Takes points of the network's input to points of the photograph."""
        return self._prepared.to_photograph

    @property
    def is_local(self) -> bool:
        """Whether only what an edit can change is computed."""
        return self._brush is not None

    def input(self) -> Tensor:
        """What the network reads of the photograph as it was edited last: (1, 3, height, width), a copy."""
        return torch.from_numpy(self._there.copy())[None].to(self.model.device)

    def ask(self, retouch: Retouch, *, is_final: bool = False, token: CancelToken | None = None) -> EditedAnswer:
        """What the network says of the photograph as `retouch` made it.

        An answer that `is_final` is that of a whole pass, beside the local one, which is held against it: while one
        paints the quick one will do, and what is kept and quoted has no rounding of its own.

        Raises Cancelled once `token` is cancelled; nothing is lost by that. Raises ModelError where the answer is not a
        finite number, EditError where `retouch` belongs to another photograph.
        """
        token = token or CancelToken()
        retouch.edits.check_fits(self.photograph)
        started = time.perf_counter()
        self._prepared.change(retouch)
        height, width = self._there.shape[1:]
        wanted = self._prepared.values
        box = differing(self._there.transpose(1, 2, 0), wanted.transpose(1, 2, 0), Box(0, 0, width, height))
        part = None if box.is_empty else Part(box.top, box.left, box.bottom, box.right)
        if part is not None:
            self._logits = self._changed(part, wanted, token)
            self._there[:, part.top : part.bottom, part.left : part.right] = wanted[(slice(None), *box.slices)]
        seconds = time.perf_counter() - started
        if is_final and not self._is_whole:
            self._settle(token)
        logits = self._logits[0].float().cpu().numpy().copy()
        found = prediction_from_logits(
            edited_id(retouch.edits),
            self.model.id,
            logits=logits,
            seconds=seconds,
            temperature=self.model.card.temperature,
        )
        return EditedAnswer(retouch.edits, found, part, seconds, self._notes)

    def explain(
        self,
        explainer: Explainer,
        query: Query,
        edits: EditList,
        *,
        token: CancelToken | None = None,
        report: ProgressReport = no_report,
        partial: TakePartial = no_partial,
    ) -> Explanation:
        """The answer to `query`, asked of the photograph as `edits` made it, which `ask` was told last.

        `explainer` keeps it under the name of the edited photograph. `partial` takes what there is of it meanwhile:
        occlusion begins with the map of the photograph as it was when it was explained last, where `explainer` has
        that, and goes on from the edits outwards. Every other method runs the network on the whole edited photograph.
        """
        identity = edited_id(edits)
        fields = {name: getattr(self.model, name) for name in self.model.__dataclass_fields__}
        model = _Given(**fields, given=(self.input(), self.to_photograph))
        photograph = replace(self.photograph, id=identity)
        found = explainer.explain(
            model,
            photograph,
            replace(query, image=identity),
            token=token,
            report=report,
            partial=partial,
            before=self._before(),
        )
        if query.method is Method.OCCLUSION:
            self._explained = identity, self._there.copy()
        return found

    def _before(self) -> Before | None:
        """The photograph as it was occluded last, or else without edits, and what is not as it was then."""
        image, values = self._explained
        height, width = values.shape[1:]
        box = differing(values.transpose(1, 2, 0), self._there.transpose(1, 2, 0), Box(0, 0, width, height))
        return None if box.is_empty else Before(image, Part(box.top, box.left, box.bottom, box.right))

    def _begin(self, token: CancelToken) -> tuple[Tensor, WhatIf | None, tuple[str, ...]]:
        image = self.input()
        logits = self._run(image, token)
        try:
            brush = WhatIf(lambda images: self._run(images, token), image)
        except UnrecordableError as error:
            return logits, None, (f"The network cannot be followed ({error}): every stroke is a whole pass.",)
        if _is_unlike(brush.logits, logits):
            return logits, None, (_UNLIKE,)
        return logits, brush, ()

    def _settle(self, token: CancelToken) -> None:
        """Take the answer of a whole pass; where the local one is another one, there is no local one any more."""
        whole = self._run(self.input(), token)
        if _is_unlike(self._logits, whole):
            self._brush, self._notes = None, (_UNLIKE,)
        self._logits, self._is_whole = whole, True

    @torch.no_grad()
    def _run(self, images: Tensor, token: CancelToken) -> Tensor:
        started = time.perf_counter()
        with captured(self.model.module, LayerTable((), self.model.layers.input_size), token):
            # A copy, since a network may overwrite its input.
            answer: Tensor = self.model.module(images.clone())
        if len(images) == 1:
            self._whole_s = min(self._whole_s, time.perf_counter() - started)
        return answer

    def _changed(
        self, part: Part, wanted: np.ndarray[tuple[int, ...], np.dtype[np.float32]], token: CancelToken
    ) -> Tensor:
        self._is_whole = self._brush is None
        if self._brush is None:
            return self._run(torch.from_numpy(wanted.copy())[None].to(self.model.device), token)
        started = time.perf_counter()
        content = np.ascontiguousarray(wanted[:, part.top : part.bottom, part.left : part.right])
        found = self._brush.change(part, torch.from_numpy(content).to(self.model.device), token=token).clone()
        self._slow_strokes = self._slow_strokes + 1 if time.perf_counter() - started > self._whole_s else 0
        if self._slow_strokes >= PATIENCE:
            self._brush = None
        return found


def _is_unlike(local: Tensor, whole: Tensor) -> bool:
    spread = float(whole.max() - whole.min()) + 1e-6
    return not float((local - whole).abs().max()) <= MOST_DEVIATION * spread


@dataclass(frozen=True, slots=True, eq=False)
class _Given(LoadedModel):
    """A model that reads what it is given, whatever the photograph."""

    given: tuple[Tensor, Affine] = (torch.empty(0), IDENTITY)

    def prepare(self, photograph: Photograph) -> tuple[Tensor, Affine]:  # noqa: ARG002
        """What it was given."""
        return self.given
