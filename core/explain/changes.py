"""What a network says of an input of which a part is replaced, for many parts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Protocol

import torch
from torch import Tensor

from core.explain.batches import in_batches
from core.explain.case import Case
from core.explain.passes import layer_output, logits
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


class Evaluate(Protocol):
    """A way to find out what the network says when each part in turn is replaced.

    Gives, in any order, indices of parts with what was found for them. Without a `layer` that is the logits (n,
    classes); for a layer it is the strongest unit and the sum of the units of every channel, (n, channels, 2). Raises
    Cancelled once the case's token is cancelled.
    """

    def __call__(
        self, case: Case, replacements: Replacements, layer: str | None
    ) -> Iterator[tuple[Sequence[int], Tensor]]:
        """Evaluate."""


@torch.no_grad()
def evaluate_plainly(
    case: Case, replacements: Replacements, layer: str | None
) -> Iterator[tuple[Sequence[int], Tensor]]:
    """A whole pass through the network a part, in batches: right for any network."""

    def evaluate(indices: range) -> Tensor:
        images = case.image.repeat(len(indices), 1, 1, 1)
        for image, index in zip(images, indices, strict=True):
            part = replacements.parts[index]
            image[:, part.top : part.bottom, part.left : part.right] = replacements.content(index)
        if layer is None:
            return logits(case, images)
        return channel_summaries(layer_output(case, images, layer), case, layer)

    yield from in_batches(
        len(replacements.parts), evaluate, device=case.image.device, token=case.token, report=case.report
    )


def channel_summaries(output: Tensor, case: Case, layer: str) -> Tensor:
    """The strongest unit and the sum of the units of every channel of a layer's output: (n, channels, 2)."""
    units = channels(output, case.forward.layers[layer])
    return torch.stack([units.amax(2), units.sum(2)], 2)
