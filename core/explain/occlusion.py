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

Of a photograph that was edited in a part, the map begins as that of the photograph before, as an estimate. Positions
that hide all of the edit by the same fill keep their answers; the others are computed again, those nearest first.
"""

from __future__ import annotations

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError
from core.explain.agreement import spearman
from core.explain.case import Case, Finding, Sweep, no_partial
from core.explain.changes import Asked, Part
from core.explain.occlusion_grid import Grid, grid_over
from core.explain.occlusion_sweep import Plan, Sweeping, finding_of, unchanged
from core.explain.params import Extent, Fill, OcclusionParams, Shown
from core.explain.query import Query
from core.explain.targets import Aggregate, ChannelTarget, Target
from core.explain.windows.channels import strongest_units
from core.jobs import Progress, ProgressReport


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
    maps = unchanged(case, plan.asked)[:, :, number] - kept[:, :, number]
    return np.ascontiguousarray(maps.T.reshape(-1, *plan.grid.shape), np.float32)


def _plan(case: Case, target: Target, params: OcclusionParams) -> Plan:
    grid = grid_over((int(case.image.shape[2]), int(case.image.shape[3])), params)
    if params.extent is Extent.FIELD:
        return _over_field(case, target, grid)
    return Plan(grid, Asked(target.layer if isinstance(target, ChannelTarget) else None))


def _over_field(case: Case, target: Target, grid: Grid) -> Plan:
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
        return Plan(grid, asked, (f"Every unit of '{layer.name}' sees the whole picture.",))
    x, y = layer.to_input(unit.column + 0.5, unit.row + 0.5)
    height, width = layer.receptive_field
    top, left = round(y - height / 2), round(x - width / 2)
    field = Part(max(0, top), max(0, left), min(grid.size[0], top + height), min(grid.size[1], left + width))
    return Plan(grid.within(field), asked)


def _effect(case: Case, query: Query, params: OcclusionParams, plan: Plan) -> Finding:
    """What the target loses at each position."""
    return finding_of(case, query.target, _swept(case, query, params, plan), plan)


def _swept(case: Case, query: Query, params: OcclusionParams, plan: Plan) -> Sweep:
    """The answers to all positions: those that are known already, or a sweep."""
    asked = (query.model, replace(params, shows=Shown.EFFECT), plan.asked, plan.grid)
    sweep = case.sweeps.get((query.image, *asked))
    if sweep is None:
        before = case.before
        known = case.sweeps.get((before.image, *asked)) if before is not None else None
        sweeping = Sweeping(case, query.target, plan)
        if before is not None and known is not None:
            sweeping.begin_with(known, before, params.fill)
        sweep = sweeping.run(params.fill)
        case.sweeps.put((query.image, *asked), sweep)
    return sweep


def _spread(case: Case, query: Query, plan: Plan) -> Finding:
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


def _range_of(found: dict[Fill, Finding], plan: Plan) -> Finding:
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
