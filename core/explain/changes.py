"""What a network says of an input of which a part is replaced, for many parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from core.explain.batches import in_batches
from core.explain.case import Case
from core.explain.passes import layer_output, logits, refuse_broken
from core.explain.scalar import channels


@dataclass(frozen=True, slots=True)
class Part:
    """A rectangle of the network's input, in pixels; `bottom` and `right` lie outside."""

    top: int
    left: int
    bottom: int
    right: int


class Replacements(Protocol):
    """The parts that are replaced, one at a time, and what by."""

    @property
    def parts(self) -> Sequence[Part]:
        """The parts, in the order of the answers."""

    def content(self, index: int) -> Tensor:
        """What takes the place of part `index`: (c, height, width)."""


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a network about every changed input.

    Without a `layer` the logits, (n, classes). For a layer the strongest unit and the sum of the units of every
    channel, (n, channels, 2); at a `cell` (row, column) of it the unit of every channel there, (n, channels, 1).
    """

    layer: str | None = None
    cell: tuple[int, int] | None = None


LOGITS = Asked()


class Evaluate(Protocol):
    """A way to find out what the network says when each part in turn is replaced.

    Gives, in any order, indices of parts with what was found for them, as `Asked` says. Raises ExplainError where an
    answer is not a finite number, Cancelled once the case's token is cancelled.
    """

    def __call__(self, case: Case, replacements: Replacements, asked: Asked) -> Iterator[tuple[Sequence[int], Tensor]]:
        """Evaluate."""


@torch.no_grad()
def evaluate_plainly(case: Case, replacements: Replacements, asked: Asked) -> Iterator[tuple[Sequence[int], Tensor]]:
    """A whole pass through the network a part, in batches: right for any network."""

    def evaluate(indices: range) -> Tensor:
        images = case.image.repeat(len(indices), 1, 1, 1)
        for image, index in zip(images, indices, strict=True):
            part = replacements.parts[index]
            image[:, part.top : part.bottom, part.left : part.right] = replacements.content(index)
        if asked.layer is None:
            return logits(case, images)
        return refuse_broken(channel_summaries(layer_output(case, images, asked.layer), case, asked))

    yield from in_batches(
        len(replacements.parts), evaluate, device=case.image.device, token=case.token, report=case.report
    )


def channel_summaries(output: Tensor, case: Case, asked: Asked) -> Tensor:
    """What is asked about a layer whose output for n inputs is `output`: (n, channels, 2), or (n, channels, 1)."""
    if asked.layer is None:
        raise ValueError(asked)
    layer = case.forward.layers[asked.layer]
    units = channels(output, layer)
    if asked.cell is not None:
        return units[:, :, asked.cell[0] * layer.shape[2] + asked.cell[1], None]
    return torch.stack([units.amax(2), units.sum(2)], 2)
