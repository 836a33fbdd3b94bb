"""What a method is given, and what it gives back."""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from torch import Tensor, nn

from core.explain.cache import ByteCache
from core.explain.forward_pass import ForwardPass
from core.images.geometry import IDENTITY, Affine
from core.images.photograph import ImageId
from core.jobs import CancelToken, ProgressReport, no_report

if TYPE_CHECKING:
    from core.explain.changes import Part
    from core.explain.saliency import Fields

Triple = tuple[float, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Sweep:
    """What the network said of many inputs, float64 with a row an input, and notes on how it was asked.

    `unchanged` is what it said of the photograph itself, in one row, where that was kept.
    """

    answers: NDArray[np.float64]
    notes: tuple[str, ...] = ()
    unchanged: NDArray[np.float64] | None = None


Sweeps = ByteCache[Hashable, Sweep]
SWEEP_BYTES = 64 << 20


def kept_sweeps(limit_bytes: int) -> Sweeps:
    """Room for answers to many inputs of a method's own."""
    return ByteCache(limit_bytes, lambda sweep: sweep.answers.nbytes)


def kept_fields(limit_bytes: int) -> ByteCache[Hashable, Fields]:
    """Room for what the strongest units of whole layers see."""
    return ByteCache(limit_bytes, lambda fields: fields.nbytes)


@dataclass(frozen=True, slots=True)
class Before:
    """The photograph `image` differs from that of the case in `part` of the network's input alone.

    What was found for it is where a method may begin.
    """

    image: ImageId
    part: Part


@dataclass(frozen=True, slots=True, eq=False)
class Finding:
    """A map: float32 (h, w), raw, and where it lies: `to_input` takes its points to points of the network's input.

    `estimate`: of a map that is partial, what each cell may come to, as `core.explain.explanation.Explanation` says.
    """

    map: NDArray[np.float32]
    to_input: Affine = IDENTITY
    notes: tuple[str, ...] = ()
    is_partial: bool = False
    estimate: NDArray[np.float32] | None = None


def no_partial(_finding: Finding) -> None:
    """For callers that want whole maps only."""


@dataclass(frozen=True, slots=True, eq=False)
class Case:
    """One photograph before one network: everything that a method may need.

    `forward` is the pass that is kept; `mean` and `std` are those of the input's normalisation, a value a channel on
    the scale 0 to 1. `report` takes the progress, `partial` the map as far as it is known; both are called in the
    computing thread. `token` is checked between steps. `sweeps` keeps what many passes found for the next question,
    `fields` the maps of all channels of a layer. `before` is the photograph as it was before it was edited.
    """

    module: nn.Module
    forward: ForwardPass
    mean: Triple
    std: Triple
    token: CancelToken
    report: ProgressReport = no_report
    partial: Callable[[Finding], None] = field(default=no_partial)
    sweeps: Sweeps = field(default_factory=lambda: kept_sweeps(SWEEP_BYTES))
    fields: ByteCache[Hashable, Fields] = field(default_factory=lambda: kept_fields(SWEEP_BYTES))
    before: Before | None = None

    @property
    def image(self) -> Tensor:
        """The network's input (1, c, h, w), without graph."""
        return self.forward.image.detach()
