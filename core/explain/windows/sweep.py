"""Many parts of one picture replaced, one at a time: the answers, by local evaluation where that is right and pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

import numpy as np
import torch
from torch import Tensor

from core.errors import ExplainError
from core.explain.batches import is_out_of_memory
from core.explain.case import Case
from core.explain.changes import Asked, Part, Replacements, channel_summaries, evaluate_plainly
from core.explain.windows.batching import batches
from core.explain.windows.counting import limit
from core.explain.windows.evaluator import LocalEvaluator
from core.explain.windows.following import followed
from core.explain.windows.places import Patch, Place, Span, zeros_like_frame
from core.explain.windows.recording import UnrecordableError
from core.explain.windows.summaries import changed_cell, changed_summaries
from core.jobs import Progress
from core.networks.layers import Layout

LARGEST = {"cpu": 25, "cuda": 128}
"""Parts in a batch to begin with, by kind of device."""
PAYS_FROM = 1.05
"""How many times fewer multiplications there must be."""
TOLERANCE = 0.01
"""By how much the engine may differ from the network, as a share of what changes, before it is not believed."""
ROUNDINGS = 1000
"""How many roundings of the largest logit it may differ besides."""
PLAINLY = "Every position was computed by a whole pass through the network, which takes longer."

Answers = Iterator[tuple[Sequence[int], Tensor]]


class LocalSweep:
    """Evaluates parts locally. `notes` says, once it was called, where it could not and evaluated plainly."""

    def __init__(self) -> None:
        self.notes: tuple[str, ...] = ()

    @torch.no_grad()
    def __call__(self, case: Case, replacements: Replacements, asked: Asked) -> Answers:
        """The answers as `core.explain.changes.Evaluate` describes them, the coarse picture first.

        In double precision: what changes is known to more digits than the logits themselves.

        Raises ExplainError where an answer is not a finite number or not even one part fits into memory.
        """
        engine = self._engine(case, replacements, asked)
        yield from engine.answers() if engine else evaluate_plainly(case, replacements, asked)

    def _engine(self, case: Case, replacements: Replacements, asked: Asked) -> _Engine | None:
        """The engine; None, with a note, where it is not right, and where it does not pay."""
        try:
            engine = _Engine(case, replacements, asked)
            if engine.limit < PAYS_FROM:
                return None
            engine.compare()
        except UnrecordableError as error:
            self.notes = (f"{error} {PLAINLY}",)
            return None
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
            self.notes = (f"There is too little memory for the quick way. {PLAINLY}",)
            return None
        return engine


class _Engine:
    def __init__(self, case: Case, replacements: Replacements, asked: Asked) -> None:
        self._case, self._replacements, self._asked = case, replacements, asked
        self._graph = followed(case, asked.layer)
        self._sides = int(case.image.shape[2]), int(case.image.shape[3])
        self.limit = limit(self._graph, self._place(range(len(replacements.parts))))

    @cached_property
    def _local(self) -> LocalEvaluator:
        return LocalEvaluator(self._graph, self._case.image)

    def compare(self) -> None:
        """Compare with the network on one part. Raises UnrecordableError where they differ."""
        number = len(self._replacements.parts) // 2
        first = _Only(self._replacements, number)
        ((_, expected),) = evaluate_plainly(_quiet(self._case), first, self._asked)
        change = self._local_change([number])
        expected_change = expected.double() - self._known()
        # Of the summaries of channels maxima and sums are of different size.
        rounding = ROUNDINGS * torch.finfo(expected.dtype).eps * expected.abs().amax((0, 1))
        allowed = TOLERANCE * expected_change.abs().amax((0, 1)) + rounding
        if not bool(((change - expected_change).abs() <= allowed).all()):
            raise UnrecordableError("The network does other things for one picture than for another.")

    def answers(self) -> Answers:
        """The answers, batch after batch; where one does not fit into memory its halves are tried."""
        size, done = LARGEST.get(self._case.image.device.type, LARGEST["cpu"]), 0
        waiting = batches(self._graph, self._replacements.parts, self._sides, size)[::-1]
        while waiting:
            self._case.token.check()
            numbers = waiting.pop()
            found = self._try(numbers)
            if found is None:
                waiting += _halves(numbers)
                continue
            done += len(numbers)
            self._case.report(Progress(done, len(self._replacements.parts)))
            yield numbers, found

    def _try(self, numbers: list[int]) -> Tensor | None:
        try:
            return self._answer(numbers)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return None

    def _answer(self, numbers: Sequence[int]) -> Tensor:
        """The answers to those parts: what the kept pass says and, added to it, what changes."""
        return _finite(self._known() + self._local_change(numbers))

    def _local_change(self, numbers: Sequence[int]) -> Tensor:
        return self._change(self._local.output(self._patch(numbers), token=self._case.token))

    def _known(self) -> Tensor:
        forward = self._case.forward
        known = forward.logits if self._asked.layer is None else forward.outputs[self._asked.layer]
        return self._summary(known.detach()).double()

    def _change(self, found: Patch | Tensor) -> Tensor:
        """By how much the logits, or the summaries of the layer's channels, change: in double precision."""
        clean, output = self._local.clean, self._graph.output
        if isinstance(found, Tensor):
            return self._summary(found).double() - self._summary(clean.whole(output)).double()
        if self._asked.layer is None:
            return found.change.flatten(1).double()
        if self._case.forward.layers[self._asked.layer].layout is Layout.CHANNELS_FIRST:
            return (
                changed_cell(found, self._asked.cell) if self._asked.cell else changed_summaries(clean, output, found)
            )
        return self._change(self._local.whole(output, found))

    def _summary(self, output: Tensor) -> Tensor:
        return output if self._asked.layer is None else channel_summaries(output, self._case, self._asked)

    def _patch(self, numbers: Sequence[int]) -> Patch:
        image, place = self._case.image, self._place(numbers)
        change = zeros_like_frame(image.new_empty((len(numbers), image.shape[1], 1, 1)), place.shape)
        tops, lefts = place.rows.start.tolist(), place.columns.start.tolist()
        for target, number, top, left in zip(change, numbers, tops, lefts, strict=True):
            part = self._replacements.parts[number]
            before = image[0, :, part.top : part.bottom, part.left : part.right]
            inside = target[:, part.top - top : part.bottom - top, part.left - left : part.right - left]
            torch.sub(self._replacements.content(number), before, out=inside)
        return Patch(change, place)

    def _place(self, numbers: Sequence[int]) -> Place:
        parts = [self._replacements.parts[number] for number in numbers]
        edges = np.array([(part.top, part.bottom, part.left, part.right) for part in parts], np.int64)
        return Place(Span(edges[:, 0], edges[:, 1], self._sides[0]), Span(edges[:, 2], edges[:, 3], self._sides[1]))


class _Only:
    """One of the parts."""

    def __init__(self, replacements: Replacements, number: int) -> None:
        self._replacements, self._number = replacements, number
        self.parts: Sequence[Part] = (replacements.parts[number],)

    def content(self, _index: int) -> Tensor:
        return self._replacements.content(self._number)


def _quiet(case: Case) -> Case:
    return Case(case.module, case.forward, case.mean, case.std, case.token)


def _halves(numbers: list[int]) -> list[list[int]]:
    if len(numbers) == 1:
        raise _too_large()
    middle = len(numbers) // 2
    return [numbers[middle:], numbers[:middle]]


def _too_large() -> ExplainError:
    return ExplainError(
        "Not even one changed picture fits into memory.",
        "Close other programs, or use a smaller input or another device.",
    )


def _finite(values: Tensor) -> Tensor:
    if not torch.isfinite(values).all():
        raise ExplainError(
            "The network's answer to a changed photograph is not a finite number.",
            "Its weights are damaged or its training diverged: use an earlier checkpoint.",
        )
    return values
