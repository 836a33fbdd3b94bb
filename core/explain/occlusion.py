"""Occlusion (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2).

A square window hides part of the input, position after position. The map has one value a position: what the target
loses when the window lies there, in its own units; below 0 where it gains. Windows stand `stride` apart from the upper
left corner on, and the last ones of rows and columns reach over the border where they do not fit, so that everything is
hidden once (as captum does it).

For a channel of a layer that is what its strongest unit loses, whichever unit that then is, or the sum of its units.
Over the receptive field of the strongest unit (Kalmeijer, section 3.2.1) it is what that very unit loses; windows
beside the field change nothing of it and are left out.

Only what a window can change is computed (`core.explain.windows`), as far as the network allows it, and the coarse map
first. The answers to all positions are kept: another class, or another channel of the same layer, costs nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
import torch
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.agreement import spearman
from core.explain.case import Case, Finding, Sweep
from core.explain.changes import Asked, Part, channel_summaries
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
    """What the target loses at each position, from the answers that are known already or a sweep."""
    key = (query.image, query.model, replace(params, shows=Shown.EFFECT), plan.asked)
    sweep = case.sweeps.get(key)
    if sweep is None:
        for found in _sweeps(case, plan, params.fill):
            sweep = found
            if np.isnan(found.answers).any():
                case.partial(_finding(case, query.target, found, plan))
        if sweep is None:  # there is always one window
            raise ValueError("no windows")
        case.sweeps.put(key, sweep)
    return _finding(case, query.target, sweep, plan)


def _sweeps(case: Case, plan: _Plan, fill: Fill) -> Iterator[Sweep]:
    """The answers to all windows as far as they are known, again and again: NaN while not there."""
    windows, evaluate = Windows(case, plan.grid, fill), LocalSweep()
    answers: Answers | None = None
    for indices, found in evaluate(case, windows, plan.asked):
        values = found.double().cpu().numpy()
        if answers is None:
            answers = np.full((len(windows.parts), *values.shape[1:]), np.nan)
        answers[list(indices)] = values
        yield Sweep(answers, evaluate.notes)


def _finding(case: Case, target: Target, sweep: Sweep, plan: _Plan) -> Finding:
    left = _of_target(sweep.answers, target, plan.asked)
    # From the same digits and by the same operations, so that a window that hides nothing that counts gives 0.
    whole = _of_target(_unchanged(case, plan.asked), target, plan.asked)
    values = (whole - left).astype(np.float32).reshape(plan.grid.shape)
    is_partial = bool(np.isnan(left).any())
    return Finding(values, plan.grid.to_input, (*plan.notes, *sweep.notes), is_partial)


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
        part = replace(case, report=_share_of(case, number), partial=lambda _finding: None)
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
