"""What if this were not there? A picture that is changed stroke by stroke, and what the network says after each."""

from __future__ import annotations

import numpy as np
import torch
from torch import Tensor

from core.explain.changes import Part
from core.explain.windows.evaluator import LocalEvaluator
from core.explain.windows.graph import graph
from core.explain.windows.places import Patch, Place, Span
from core.explain.windows.recording import Run, record
from core.jobs import CancelToken


class WhatIf:
    """One picture before one network. The activations that strokes leave behind are kept, so that strokes add up."""

    def __init__(self, run: Run, image: Tensor) -> None:
        """Begin with `image` (1, c, h, w), as the network reads it.

        Raises UnrecordableError where the network cannot be followed: it must then be asked about the whole picture.
        """
        self._graph = graph(record(run, image))
        self._evaluator = LocalEvaluator(self._graph, image)

    @property
    def image(self) -> Tensor:
        """The picture as it is now: (1, c, h, w), not to be written to."""
        return self._evaluator.clean.whole(0)

    @property
    def logits(self) -> Tensor:
        """What the network says of the picture as it is now: (1, classes)."""
        return self._evaluator.clean.whole(self._graph.output)

    @torch.no_grad()
    def change(self, part: Part, content: Tensor, *, token: CancelToken) -> Tensor:
        """Put `content` (c, height, width) in the place of `part`; the logits (1, classes) after it.

        What was there before undoes it. Raises Cancelled once `token` is cancelled; the picture is then as it was.
        """
        before = self.image[0, :, part.top : part.bottom, part.left : part.right]
        change = (content - before)[None].contiguous(memory_format=torch.channels_last)
        sides = int(self.image.shape[2]), int(self.image.shape[3])
        place = Place(_span(part.top, part.bottom, sides[0]), _span(part.left, part.right, sides[1]))
        return self._evaluator.move_on(Patch(change, place), token=token)


def _span(low: int, high: int, side: int) -> Span:
    return Span(np.array([low], np.int64), np.array([high], np.int64), side)
