"""Occlusion (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2).

A square window hides part of the input, position after position. The map has one value a position: what the target
loses when the window lies there, in its own units; below 0 where it gains. Windows stand `stride` apart from the upper
left corner on, and the last ones of rows and columns reach over the border where they do not fit, so that everything is
hidden once (as captum does it).

For a channel of a layer that is what its strongest unit loses, whichever unit that then is, or the sum of its units.
Over the receptive field of the strongest unit (Kalmeijer, section 3.2.1) it is what that very unit loses; windows
beside the field change nothing of it and are left out.

Only what a window can change is computed (`core.explain.windows`), as far as the network allows it. Where somebody
looks on there is a coarse map first, which is then refined where it matters first; what is not exact yet is in the
estimate alone. The answers to all positions are kept: another class, or another channel of the same layer, costs
nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.agreement import spearman
from core.explain.case import Case, Finding, Sweep, no_partial
from core.explain.changes import Asked, Part, channel_summaries
from core.explain.estimates import between
from core.explain.occlusion_grid import Grid, Windows, grid_over
from core.explain.params import Extent, Fill, OcclusionParams, Shown
from core.explain.query import Query
from core.explain.scalar import score
from core.explain.targets import Aggregate, ChannelTarget, Target
from core.explain.windows.channels import strongest_units
from core.explain.windows.sweep import LocalSweep
from core.jobs import Progress, ProgressReport

Answers = NDArray[np.float64]


def occlusion(case: Case, query: Query) -> Finding:
    """The map, one value a window position (rows, columns). What is known so far is partial, the rest of it NaN.

    Raises ExplainError where the window is larger than the input, and where a receptive field is asked for that there
    is not.
    """
    params = query.params_as(OcclusionParams)
    plan = _plan(case, query.target, params)
    if params.shows is Shown.FILL_SPREAD:
        return _spread(case, query, plan)
    return _effect(case, query, params, plan)


def channel_maps(case: Case, query: Query) -> NDArray[np.float32]:
    """The maps of all channels of the layer of `query`'s target, from one sweep: float32 (channels, rows, columns).

    Each is the map that the same query has for that channel, with the target's aggregation; `occlusion` says where they
    lie. Raises ExplainError as `occlusion` does, and where the target is no channel of a layer, or its field is asked
    for, which is another one for each channel.
    """
    params, target = query.params_as(OcclusionParams), query.target
    if not isinstance(target, ChannelTarget) or params.extent is Extent.FIELD or params.shows is not Shown.EFFECT:
        raise ExplainError(
            "All channels are occluded at once for the effect on a layer, all over the picture.",
            "Choose a channel of a layer as the target, the extent 'picture', and the effect.",
        )
    plan = _plan(case, target, params)
    kept = _swept(case, query, params, plan).answers
    number = 0 if target.aggregate is Aggregate.MAX else 1
    maps = _unchanged(case, plan.asked)[:, :, number] - kept[:, :, number]
    return np.ascontiguousarray(maps.T.reshape(-1, *plan.grid.shape), np.float32)


@dataclass(frozen=True, slots=True)
class _Plan:
    """Where windows are laid, and what is asked of the network for each."""

    grid: Grid
    asked: Asked
    notes: tuple[str, ...] = ()


def _plan(case: Case, target: Target, params: OcclusionParams) -> _Plan:
    grid = grid_over((int(case.image.shape[2]), int(case.image.shape[3])), params)
    if params.extent is Extent.FIELD:
        return _over_field(case, target, grid)
    return _Plan(grid, Asked(target.layer if isinstance(target, ChannelTarget) else None))


def _over_field(case: Case, target: Target, grid: Grid) -> _Plan:
    if not isinstance(target, ChannelTarget):
        raise ExplainError(
            "A class has no receptive field: it depends on the whole picture.",
            "Lay the windows over the picture, or choose a channel of a layer as the target.",
        )
    if target.aggregate is not Aggregate.MAX:
        raise ExplainError(
            "The sum over a channel has no receptive field: it depends on the whole picture.",
            "Lay the windows over the picture, or take the channel's maximum.",
        )
    layer = case.forward.layers[target.layer]
    (unit,) = strongest_units(case, target.layer, [target.channel])
    asked = Asked(target.layer, (unit.row, unit.column))
    if layer.is_global:
        return _Plan(grid, asked, (f"Every unit of '{layer.name}' sees the whole picture.",))
    x, y = layer.to_input(unit.column + 0.5, unit.row + 0.5)
    height, width = layer.receptive_field
    top, left = round(y - height / 2), round(x - width / 2)
    field = Part(max(0, top), max(0, left), min(grid.size[0], top + height), min(grid.size[1], left + width))
    return _Plan(grid.within(field), asked)


def _effect(case: Case, query: Query, params: OcclusionParams, plan: _Plan) -> Finding:
    """What the target loses at each position."""
    return _finding(case, query.target, _swept(case, query, params, plan), plan)


def _swept(case: Case, query: Query, params: OcclusionParams, plan: _Plan) -> Sweep:
    """The answers to all positions: those that are known already, or a sweep."""
    key = (query.image, query.model, replace(params, shows=Shown.EFFECT), plan.asked)
    sweep = case.sweeps.get(key)
    if sweep is None:
        sweep = _Sweeping(case, query.target, plan).run(params.fill)
        case.sweeps.put(key, sweep)
    return sweep


class _Sweeping:
    """A sweep that goes, and what is known so far: exact answers, a first look, and what lies between."""

    def __init__(self, case: Case, target: Target, plan: _Plan) -> None:
        self._case, self._target, self._plan = case, target, plan
        self._is_watched = case.partial is not no_partial
        self._count = plan.grid.shape[0] * plan.grid.shape[1]
        self._answers: Answers | None = None
        self._looked = np.full(self._count, np.nan)
        self._notes: tuple[str, ...] = ()

    def run(self, fill: Fill) -> Sweep:
        """The answers to all windows. Where somebody looks on, what is known is given as partial again and again."""
        evaluate = LocalSweep(self if self._is_watched else None)
        for numbers, found in evaluate(self._case, Windows(self._case, self._plan.grid, fill), self._plan.asked):
            self._notes = evaluate.notes
            self._exact(found)[list(numbers)] = found.double().cpu().numpy()
            self._show()
        return Sweep(self._exact(), self._notes)

    def take(self, numbers: Sequence[int], answers: Tensor) -> None:
        """A first look at some windows."""
        self._exact(answers)
        left = _of_target(answers.double().cpu().numpy(), self._target, self._plan.asked)
        self._looked[list(numbers)] = _whole(self._case, self._target, self._plan) - left
        self._show()

    def importance(self) -> Answers:
        """How much each window changes the target, by what is known: 0 where that is nothing."""
        return np.zeros(self._count) if self._answers is None else np.nan_to_num(np.abs(self._estimate()).ravel())

    def _exact(self, like: Tensor | None = None) -> Answers:
        if self._answers is None:
            if like is None:  # there is always one window
                raise ValueError("no windows")
            self._answers = np.full((self._count, *like.shape[1:]), np.nan)
        return self._answers

    def _show(self) -> None:
        if self._is_watched and np.isnan(self._exact()).any():
            found = _finding(self._case, self._target, Sweep(self._exact(), self._notes), self._plan)
            self._case.partial(replace(found, estimate=self._estimate().astype(np.float32)))

    def _estimate(self) -> Answers:
        left = _of_target(self._exact(), self._target, self._plan.asked)
        exact = _whole(self._case, self._target, self._plan) - left
        return between(np.where(np.isnan(exact), self._looked, exact).reshape(self._plan.grid.shape))


def _finding(case: Case, target: Target, sweep: Sweep, plan: _Plan) -> Finding:
    left = _of_target(sweep.answers, target, plan.asked)
    values = (_whole(case, target, plan) - left).astype(np.float32).reshape(plan.grid.shape)
    is_partial = bool(np.isnan(left).any())
    return Finding(values, plan.grid.to_input, (*plan.notes, *sweep.notes), is_partial)


def _whole(case: Case, target: Target, plan: _Plan) -> Answers:
    """The target's value for the whole photograph, (1,).

    From the same digits and by the same operations, so that a window that hides nothing that counts gives 0.
    """
    return _of_target(_unchanged(case, plan.asked), target, plan.asked)


def _unchanged(case: Case, asked: Asked) -> Answers:
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


def _spread(case: Case, query: Query, plan: _Plan) -> Finding:
    """By how much the answer depends on the fill: at each position the largest less the smallest loss over all fills.

    0 where every fill says the same. Where it is as large as the loss itself, the loss tells more of the fill than of
    what was hidden. Each fill's answers are kept, so that its own map costs nothing afterwards.
    """
    params = query.params_as(OcclusionParams)
    found: dict[Fill, Finding] = {}
    for number, fill in enumerate(Fill):
        part = replace(case, report=_share_of(case, number), partial=no_partial)
        found[fill] = _effect(part, query, replace(params, fill=fill), plan)
        if 0 < number < len(Fill) - 1:
            case.partial(replace(_range_of(found, plan), is_partial=True))
    return _range_of(found, plan)


def _range_of(found: dict[Fill, Finding], plan: _Plan) -> Finding:
    values = np.stack([finding.map for finding in found.values()])
    said = dict.fromkeys(note for finding in found.values() for note in finding.notes)
    return Finding(np.ptp(values, 0), plan.grid.to_input, (*said, _said_of(found, values)))


def _said_of(found: dict[Fill, Finding], values: NDArray[np.float32]) -> str:
    """How far the fills agree, in a sentence."""
    names = list(found)
    pairs = [
        (spearman(values[one].ravel().astype(float), values[other].ravel().astype(float)), names[one], names[other])
        for one in range(len(names))
        for other in range(one)
    ]
    said = f"Over the fills {', '.join(names)}."
    known = [pair for pair in pairs if np.isfinite(pair[0])]
    if not known:
        return said
    worst, one, other = min(known)
    return f"{said} The order of positions agrees least between {other} and {one}: rank correlation {worst:.2f}."


def _share_of(case: Case, number: int) -> ProgressReport:
    def report(progress: Progress) -> None:
        total = progress.total * len(Fill)
        case.report(Progress(number * progress.total + progress.done, total, progress.text))

    return report
