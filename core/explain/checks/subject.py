"""What is checked: one map of one photograph before one model, and how the same map is asked of another network."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.errors import ExplainError
from core.explain.batches import is_out_of_memory
from core.explain.case import Case, kept_sweeps
from core.explain.explainer import check_query
from core.explain.explanation import Explanation
from core.explain.forward_pass import ForwardPass
from core.explain.methods import compute
from core.explain.query import Query
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel

Compute = Callable[..., "Asked"]
SHARES = 1000
"""Steps of progress that one map counts as."""
SWEEP_BYTES = 16 << 20


@dataclass(frozen=True, slots=True, eq=False)
class Asked:
    """A map and where it lies, float32 (h, w), read-only; the network's logits (classes,) and what it answers of the
    target. All as the network gave them: where it broke down they are not finite.
    """

    map: NDArray[np.float32]
    to_photograph: Affine
    seen: tuple[float, float, float, float]
    logits: NDArray[np.float32]
    value: float
    notes: tuple[str, ...] = ()

    @property
    def is_finite(self) -> bool:
        """Whether the map is one: every value a number."""
        return bool(np.isfinite(self.map).all())

    @property
    def logit_deviation(self) -> float:
        """The standard deviation of the logits over the classes: the scale in which this network speaks."""
        return float(self.logits.std())

    @property
    def predicted(self) -> int:
        """The index of the most probable class."""
        return int(self.logits.argmax())


@dataclass(frozen=True, slots=True, eq=False)
class Subject:
    """A query with all that is needed to ask it again; `image` is the prepared input (1, 3, h, w)."""

    model: LoadedModel
    query: Query
    image: Tensor
    to_photograph: Affine

    @staticmethod
    def of(model: LoadedModel, photograph: Photograph, query: Query) -> Subject:
        """The photograph is prepared once. Raises ExplainError where the query does not fit the model."""
        check_query(model, photograph, query, [query.layer])
        image, to_photograph = model.prepare(photograph)
        return Subject(model, query, image, to_photograph)

    def ask(self, module: nn.Module | None = None, *, token: CancelToken, report: ProgressReport = no_report) -> Asked:
        """The map of `module` (that of the model unless given, or one built alike) on the same input.

        No cache is read or filled. Raises ExplainError as the method does, Cancelled once `token` is cancelled.
        """
        module = module if module is not None else self.model.module
        forward = ForwardPass.run(module, self.image, self.model.layers, token=token)
        card = self.model.card
        case = Case(
            module, forward, mean=card.mean, std=card.std, token=token, report=report, sweeps=kept_sweeps(SWEEP_BYTES)
        )
        finding = compute(case, self.query, [self.query.layer])[self.query.layer]
        finding.map.flags.writeable = False
        return Asked(
            map=finding.map,
            to_photograph=finding.to_input.then(self.to_photograph),
            seen=self.to_photograph.bounds(self.image.shape[3], self.image.shape[2]),
            logits=forward.logits[0].detach().float().cpu().numpy().copy(),
            value=float(forward.value(self.query.target).detach()),
            notes=finding.notes,
        )

    def original(
        self, known: Explanation | None = None, *, token: CancelToken, report: ProgressReport = no_report
    ) -> Asked:
        """The map that is checked. Where `known` is it already, whole, only the forward pass is made."""
        if known is None or known.query != self.query or known.is_partial:
            return self.ask(token=token, report=report)
        forward = ForwardPass.run(self.model.module, self.image, self.model.layers, token=token)
        logits = forward.logits[0].detach().float().cpu().numpy().copy()
        value = float(forward.value(self.query.target).detach())
        return Asked(known.map, known.to_photograph, known.seen, logits, value, known.notes)


def try_to_ask(ask: Callable[[], Asked]) -> Asked | str:
    """What `ask` gives; where that network cannot answer, why not."""
    try:
        return ask()
    except ExplainError as error:
        return str(error)
    except (MemoryError, RuntimeError) as error:
        if not is_out_of_memory(error):
            raise
    return "There is too little memory for a copy of the network."


def part_of(report: ProgressReport, number: int, total: int, text: str) -> ProgressReport:
    """The progress of one map as a part of that of all."""

    def tell(progress: Progress) -> None:
        share = SHARES * progress.done // progress.total if progress.total else 0
        report(Progress(number * SHARES + share, total * SHARES, text))

    tell(Progress(0, 0))
    return tell


def finished(report: ProgressReport, total: int) -> None:
    """Tell that all maps are there."""
    report(Progress(total * SHARES, total * SHARES))


def free(device: torch.device) -> None:
    """Give memory of copies that are gone back to a graphics card's other users."""
    if device.type == "cuda":
        torch.cuda.empty_cache()
