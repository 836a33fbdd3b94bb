"""Many parts of one picture replaced, one at a time: the answers, by local evaluation where that is right and pays."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.batches import LARGEST as PLAIN_LARGEST
from core.explain.batches import is_out_of_memory
from core.explain.case import Case
from core.explain.changes import Asked, Part, Replacements, channel_summaries, evaluate_plainly
from core.explain.windows.batching import batches, levels, tiers
from core.explain.windows.counting import limit
from core.explain.windows.evaluator import LocalEvaluator
from core.explain.windows.following import followed
from core.explain.windows.places import Patch, Place, Span, zeros_like_frame
from core.explain.windows.recording import UnrecordableError
from core.explain.windows.rough import is_faster, roughened
from core.explain.windows.summaries import changed_cell, changed_summaries
from core.jobs import Progress, ProgressReport
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

MARGIN = 6
"""For the first look, how many cells of a change around a part's own size count."""

STEPS_OF_EXACT = 3
"""How many times longer than a first look an exact answer takes: for the progress that is shown."""

Answers = Iterator[tuple[Sequence[int], Tensor]]


class Guide(Protocol):
    """Who looks on while a sweep goes, and says what matters."""

    def take(self, numbers: Sequence[int], answers: Tensor) -> None:
        """A first look at some parts: answers of the shape of exact ones, from half of the digits."""

    def importance(self) -> NDArray[np.float64]:
        """How much each part matters, (parts,), by what is known so far: a first look, or the coarse picture."""


class LocalSweep:
    """Evaluates parts locally. `notes` says, once it was called, where it could not and evaluated plainly.

    With a `guide` there is a first look at all parts, where that is faster by a good deal: half of the digits, and what
    changes far from a part left out (`core.explain.windows.rough`). Then come the exact answers, first where it
    matters. Without a first look the exact answers go from the coarse to the fine, and then to where it matters. A
    guide that `is_informed` knows of all parts already what they may come to: there is no first look.
    """

    def __init__(self, guide: Guide | None = None, *, is_informed: bool = False) -> None:
        self.notes: tuple[str, ...] = ()
        self._guide = guide
        self._is_informed = is_informed

    @torch.no_grad()
    def __call__(self, case: Case, replacements: Replacements, asked: Asked) -> Answers:
        """The answers as `core.explain.changes.Evaluate` describes them, the coarse picture first.

        In double precision: what changes is known to more digits than the logits themselves.

        Raises ExplainError where an answer is not a finite number or not even one part fits into memory.
        """
        engine = self._engine(case, replacements, asked)
        if engine is None:
            yield from self._plainly(case, replacements, asked)
            return
        is_looked_at = self._guide is not None and (self._is_informed or engine.first_look(self._guide))
        for group in self._order(replacements.parts, engine.size, is_looked_at=is_looked_at):
            yield from engine.answers(group)

    def _order(self, parts: Sequence[Part], size: int, *, is_looked_at: bool = False) -> Iterator[list[int]]:
        """The parts in groups, each group once it is known what matters."""
        *coarse, last = [list(range(len(parts)))] if is_looked_at else levels(parts, size)
        yield from coarse
        is_known = is_looked_at or bool(coarse)  # of so few that they are one batch nothing is known yet
        yield from tiers(last, self._guide.importance()) if self._guide is not None and is_known else [last]

    def _plainly(self, case: Case, replacements: Replacements, asked: Asked) -> Answers:
        done = 0
        size = PLAIN_LARGEST.get(case.image.device.type, PLAIN_LARGEST["cpu"])
        for group in self._order(replacements.parts, size, is_looked_at=self._is_informed):
            some = Some(replacements, group)
            part = replace(case, report=_counted_from(case, done, len(replacements.parts)))
            for numbers, found in evaluate_plainly(part, some, asked):
                yield [group[number] for number in numbers], found
            done += len(group)

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
        self._steps = _Steps(len(replacements.parts))
        self.size = LARGEST.get(case.image.device.type, LARGEST["cpu"])
        self.limit = limit(self._graph, self._place(range(len(replacements.parts))))

    @cached_property
    def _local(self) -> LocalEvaluator:
        return LocalEvaluator(self._graph, self._case.image)

    def compare(self) -> None:
        """Compare with the network on one part. Raises UnrecordableError where they differ."""
        number = len(self._replacements.parts) // 2
        ((_, expected),) = evaluate_plainly(_quiet(self._case), Some(self._replacements, [number]), self._asked)
        change = self._change(self._local, [number])
        expected_change = expected.double() - self._known()
        # Of the summaries of channels maxima and sums are of different size.
        rounding = ROUNDINGS * torch.finfo(expected.dtype).eps * expected.abs().amax((0, 1))
        allowed = TOLERANCE * expected_change.abs().amax((0, 1)) + rounding
        if not bool(((change - expected_change).abs() <= allowed).all()):
            raise UnrecordableError("The network does other things for one picture than for another.")

    def first_look(self, guide: Guide) -> bool:
        """Give `guide` a first look at all parts. False where it would not be faster."""
        image = self._case.image
        if image.dtype != torch.float32 or not is_faster(image.device):
            return False
        self._steps = _Steps(len(self._replacements.parts), STEPS_OF_EXACT, STEPS_OF_EXACT + 1)
        quick = LocalEvaluator(roughened(self._graph), image, clean=self._local.clean, margin=MARGIN)
        for group in levels(self._replacements.parts, self.size):
            for numbers, found in self._evaluated(quick, group):
                self._case.report(self._steps.after(len(numbers), 1, "a first look"))
                if torch.isfinite(found).all():
                    guide.take(numbers, found)
        return True

    def answers(self, group: Sequence[int]) -> Answers:
        """The answers to the parts of `group`, batch after batch."""
        for numbers, found in self._evaluated(self._local, group):
            self._case.report(self._steps.after(len(numbers), self._steps.exact))
            yield numbers, _finite(found)

    def _evaluated(self, evaluator: LocalEvaluator, group: Sequence[int]) -> Answers:
        """Batch after batch; where one does not fit into memory its halves are tried, and no larger ones after it."""
        waiting = batches(self._graph, self._replacements.parts, self._sides, self.size, [group])[::-1]
        while waiting:
            self._case.token.check()
            numbers = waiting.pop()
            found = self._try(evaluator, numbers)
            if found is not None:
                yield numbers, found
                continue
            self.size = max(1, len(numbers) // 2)
            waiting = [part for batch in [*waiting, numbers] for part in _cut(batch, self.size, len(numbers))]

    def _try(self, evaluator: LocalEvaluator, numbers: list[int]) -> Tensor | None:
        try:
            # What the kept pass says and, added to it, what changes.
            return self._known() + self._change(evaluator, numbers)
        except (MemoryError, RuntimeError) as error:
            if not is_out_of_memory(error):
                raise
        if torch.cuda.is_available():
            torch.cuda.empty_cache()
        return None

    def _change(self, evaluator: LocalEvaluator, numbers: Sequence[int]) -> Tensor:
        return self._told(evaluator.output(self._patch(numbers), token=self._case.token))

    def _known(self) -> Tensor:
        forward = self._case.forward
        known = forward.logits if self._asked.layer is None else forward.outputs[self._asked.layer]
        return self._summary(known.detach()).double()

    def _told(self, found: Patch | Tensor) -> Tensor:
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
        return self._told(self._local.whole(output, found))

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


@dataclass(slots=True)
class _Steps:
    """How far a sweep is: a part's exact answer takes `exact` steps of `each`, its first look the others."""

    count: int
    exact: int = 1
    each: int = 1
    done: int = 0

    def after(self, parts: int, steps: int, text: str = "") -> Progress:
        """The progress once so many steps were taken for so many parts."""
        self.done += parts * steps
        return Progress(self.done, self.count * self.each, text)


class Some:
    """Some of the parts that are replaced, by their numbers."""

    def __init__(self, replacements: Replacements, numbers: Sequence[int]) -> None:
        self._replacements, self.numbers = replacements, numbers
        self.parts: Sequence[Part] = [replacements.parts[number] for number in numbers]

    def content(self, index: int) -> Tensor:
        """What takes the place of the part at `index` of these."""
        return self._replacements.content(self.numbers[index])


def _quiet(case: Case) -> Case:
    return Case(case.module, case.forward, case.mean, case.std, case.token)


def _counted_from(case: Case, done: int, total: int) -> ProgressReport:
    return lambda progress: case.report(Progress(done + progress.done, total, progress.text))


def _cut(batch: list[int], size: int, failed: int) -> list[list[int]]:
    """The batch in pieces of `size`, since one of `failed` parts did not fit into memory."""
    if failed == 1:
        raise _too_large()
    return [batch[start : start + size] for start in range(0, len(batch), size)][::-1]


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
