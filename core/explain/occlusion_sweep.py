"""One sweep of windows over a photograph: what is known so far of its answers, and the map that they make."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.explain.case import Before, Case, Finding, Sweep, no_partial
from core.explain.changes import Asked, Part, channel_summaries
from core.explain.estimates import between
from core.explain.occlusion_grid import Grid, Windows
from core.explain.params import Fill
from core.explain.scalar import score
from core.explain.targets import Aggregate, ChannelTarget, Target
from core.explain.windows.sweep import LocalSweep, Some

Answers = NDArray[np.float64]
CONSTANT = (Fill.ZERO, Fill.BLACK)
"""Fills that are the same whatever the photograph is."""


@dataclass(frozen=True, slots=True)
class Plan:
    """Where windows are laid, and what is asked of the network for each."""

    grid: Grid
    asked: Asked
    notes: tuple[str, ...] = ()


class Sweeping:
    """A sweep that goes, and what is known so far: exact answers, a first look, and what lies between."""

    def __init__(self, case: Case, target: Target, plan: Plan) -> None:
        self._case, self._target, self._plan = case, target, plan
        self._is_watched = case.partial is not no_partial
        self._count = plan.grid.shape[0] * plan.grid.shape[1]
        self._answers: Answers | None = None
        self._looked = np.full(self._count, np.nan)
        self._distance: Answers | None = None
        self._notes: tuple[str, ...] = ()

    def begin_with(self, known: Sweep, before: Before, fill: Fill) -> None:
        """Take what is known of the photograph before it was edited: exact where the edit is hidden, else a look."""
        asked, target, parts = self._plan.asked, self._target, self._plan.grid.parts()
        if known.unchanged is None or len(known.answers) != self._count:
            return
        self._distance = np.array([_distance(part, before.part) for part in parts], np.float64)
        self._looked = _of_target(known.unchanged, target, asked) - _of_target(known.answers, target, asked)
        self._answers = np.full_like(known.answers, np.nan)
        if fill in CONSTANT:
            is_hidden = [_covers(part, before.part) for part in parts]
            self._answers[is_hidden] = known.answers[is_hidden]
        self._show()

    def run(self, fill: Fill) -> Sweep:
        """The answers to all windows. Where somebody looks on, what is known is given as partial again and again."""
        is_informed = self._is_watched and self._distance is not None
        evaluate = LocalSweep(self if self._is_watched else None, is_informed=is_informed)
        left = Some(Windows(self._case, self._plan.grid, fill), self._left())
        for numbers, found in evaluate(self._case, left, self._plan.asked) if left.parts else ():
            self._notes = evaluate.notes
            self._exact(found)[[left.numbers[number] for number in numbers]] = found.double().cpu().numpy()
            self._show()
        return Sweep(self._exact(), self._notes, unchanged(self._case, self._plan.asked))

    def _left(self) -> list[int]:
        """The numbers of the windows whose answers are not known."""
        if self._answers is None:
            return list(range(self._count))
        flat = self._answers.reshape(self._count, -1)
        return np.flatnonzero(np.isnan(flat).any(1)).tolist()

    def take(self, numbers: Sequence[int], answers: Tensor) -> None:
        """A first look at some windows."""
        self._exact(answers)
        left = _of_target(answers.double().cpu().numpy(), self._target, self._plan.asked)
        self._looked[list(numbers)] = _whole(self._case, self._target, self._plan) - left
        self._show()

    def importance(self) -> Answers:
        """How much each window that is left changes the target, by what is known: 0 where that is nothing.

        Of an edited photograph how near the window lies to the edit.
        """
        if self._distance is not None:
            return -self._distance[self._left()]
        return np.zeros(self._count) if self._answers is None else np.nan_to_num(np.abs(self._estimate()).ravel())

    def _exact(self, like: Tensor | None = None) -> Answers:
        if self._answers is None:
            if like is None:  # there is always one window
                raise ValueError("no windows")
            self._answers = np.full((self._count, *like.shape[1:]), np.nan)
        return self._answers

    def _show(self) -> None:
        if self._is_watched and np.isnan(self._exact()).any():
            found = finding_of(self._case, self._target, Sweep(self._exact(), self._notes), self._plan)
            self._case.partial(replace(found, estimate=self._estimate().astype(np.float32)))

    def _estimate(self) -> Answers:
        left = _of_target(self._exact(), self._target, self._plan.asked)
        exact = _whole(self._case, self._target, self._plan) - left
        return between(np.where(np.isnan(exact), self._looked, exact).reshape(self._plan.grid.shape))


def _distance(one: Part, other: Part) -> float:
    """How far two rectangles are apart, in pixels: 0 where they touch."""
    down = max(one.top - other.bottom, other.top - one.bottom, 0)
    across = max(one.left - other.right, other.left - one.right, 0)
    return float(np.hypot(down, across))


def _covers(one: Part, other: Part) -> bool:
    """Whether nothing of `other` lies beside `one`."""
    is_down = one.top <= other.top and other.bottom <= one.bottom
    return is_down and one.left <= other.left and other.right <= one.right


def finding_of(case: Case, target: Target, sweep: Sweep, plan: Plan) -> Finding:
    """The map of `target` that the answers to all windows of `plan` make; partial where some are not known yet."""
    left = _of_target(sweep.answers, target, plan.asked)
    values = (_whole(case, target, plan) - left).astype(np.float32).reshape(plan.grid.shape)
    is_partial = bool(np.isnan(left).any())
    return Finding(values, plan.grid.to_input, (*plan.notes, *sweep.notes), is_partial)


def _whole(case: Case, target: Target, plan: Plan) -> Answers:
    """The target's value for the whole photograph, (1,).

    From the same digits and by the same operations, so that a window that hides nothing that counts gives 0.
    """
    return _of_target(unchanged(case, plan.asked), target, plan.asked)


def unchanged(case: Case, asked: Asked) -> Answers:
    """What the network says of the whole photograph, in one row of answers."""
    if asked.layer is None:
        found = case.forward.logits.detach()
    else:
        found = channel_summaries(case.forward.outputs[asked.layer].detach(), case, asked)
    answers: Answers = found.double().cpu().numpy()
    return answers


def _of_target(answers: Answers, target: Target, asked: Asked) -> Answers:
    if isinstance(target, ChannelTarget):
        return answers[:, target.channel, 0 if target.aggregate is Aggregate.MAX or asked.cell else 1]
    scores: Answers = score(torch.from_numpy(answers), target).numpy()
    return scores
