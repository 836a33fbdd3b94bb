"""Occlusion (Zeiler and Fergus, "Visualizing and Understanding Convolutional Networks", ECCV 2014, section 4.2).

A square window hides part of the input, position after position. The map has one value a position: what the target
loses when the window lies there, in its own units; below 0 where it gains. Windows stand `stride` apart from the upper
left corner on, and the last ones of rows and columns reach over the border where they do not fit, so that everything is
hidden once (as captum does it).

Only what a window can change is computed (`core.explain.windows`), as far as the network allows it, and the coarse map
first. The answers to all positions are kept: another class, or another channel of the same layer, costs nothing.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import ExplainError
from core.explain.case import Case, Finding, Sweep
from core.explain.changes import Part, channel_summaries
from core.explain.fills import from_pixels, inpainted, plain, to_pixels
from core.explain.params import Fill, OcclusionParams
from core.explain.query import Query
from core.explain.scalar import score
from core.explain.targets import Aggregate, ChannelTarget, Target
from core.explain.windows.sweep import LocalSweep
from core.images.geometry import Affine

Answers = NDArray[np.float64]


def occlusion(case: Case, query: Query) -> Finding:
    """The map, one value a window position (rows, columns). What is known so far is partial, the rest of it NaN.

    Raises ExplainError where the window is larger than the input.
    """
    params = query.params_as(OcclusionParams)
    size = (int(case.image.shape[2]), int(case.image.shape[3]))
    grid = positions(size, params)
    layer = query.target.layer if isinstance(query.target, ChannelTarget) else None
    key = (query.image, query.model, params, layer)
    sweep = case.sweeps.get(key)
    if sweep is None:
        sweep = _sweep(case, query, Windows(case, params, grid), grid, layer)
        case.sweeps.put(key, sweep)
    return _finding(case, query.target, sweep, grid, params)


def positions(size: tuple[int, int], params: OcclusionParams) -> tuple[int, int]:
    """The number of rows and columns of windows over an input of `size`. Raises ExplainError where none fits."""
    if params.window > min(size):
        raise ExplainError(
            f"The window of {params.window} pixels is larger than the network's input of {size[0]} x {size[1]}.",
            f"It may be up to {min(size)}.",
        )
    rows, columns = (-(-(side - params.window) // params.stride) + 1 for side in size)
    return rows, columns


@dataclass(frozen=True, slots=True, eq=False, init=False)
class Windows:
    """The windows in rows from the upper left, and what they are filled with."""

    parts: tuple[Part, ...]
    _case: Case
    _filled: Tensor | None
    _pixels: NDArray[np.uint8] | None

    def __init__(self, case: Case, params: OcclusionParams, grid: tuple[int, int]) -> None:
        height, width = int(case.image.shape[2]), int(case.image.shape[3])
        corners = [(row * params.stride, column * params.stride) for row in range(grid[0]) for column in range(grid[1])]
        parts = tuple(
            Part(top, left, min(height, top + params.window), min(width, left + params.window)) for top, left in corners
        )
        is_local = params.fill is Fill.INPAINT
        object.__setattr__(self, "parts", parts)
        object.__setattr__(self, "_case", case)
        object.__setattr__(self, "_filled", None if is_local else plain(case, params.fill, blur_px=params.window))
        object.__setattr__(self, "_pixels", to_pixels(case) if is_local else None)

    def content(self, index: int) -> Tensor:
        """What takes the place of window `index`: (c, height, width)."""
        part = self.parts[index]
        if self._filled is not None:
            return self._filled[0, :, part.top : part.bottom, part.left : part.right]
        if self._pixels is None:  # one of the two is there
            raise ValueError("nothing to fill with")
        return from_pixels(self._case, inpainted(self._pixels, part.top, part.left, part.bottom, part.right))


def _sweep(case: Case, query: Query, windows: Windows, grid: tuple[int, int], layer: str | None) -> Sweep:
    """The answers to all windows: logits (windows, classes), or (windows, channels, 2); NaN while not there."""
    params = query.params_as(OcclusionParams)
    answers: Answers | None = None
    known = 0
    evaluate = LocalSweep()
    for indices, found in evaluate(case, windows, layer):
        values = found.double().cpu().numpy()
        if answers is None:
            answers = np.full((len(windows.parts), *values.shape[1:]), np.nan)
        answers[list(indices)] = values
        known += len(indices)
        if known < len(windows.parts):
            case.partial(_finding(case, query.target, Sweep(answers, evaluate.notes), grid, params))
    if answers is None:  # there is always one window
        raise ValueError("no windows")
    return Sweep(answers, evaluate.notes)


def _finding(case: Case, target: Target, sweep: Sweep, grid: tuple[int, int], params: OcclusionParams) -> Finding:
    left = _of_target(sweep.answers, target)
    # From the same digits and by the same operations, so that a window that hides nothing that counts gives 0.
    whole = _of_target(_unchanged(case, target), target)
    offset = (params.window - params.stride) / 2
    to_input = Affine(xx=params.stride, x0=offset, yy=params.stride, y0=offset)
    values = (whole - left).astype(np.float32).reshape(grid)
    return Finding(values, to_input, sweep.notes, is_partial=bool(np.isnan(left).any()))


def _unchanged(case: Case, target: Target) -> Answers:
    """What the network says of the whole photograph, in one row of answers."""
    if isinstance(target, ChannelTarget):
        found = channel_summaries(case.forward.outputs[target.layer].detach(), case, target.layer)
    else:
        found = case.forward.logits.detach()
    answers: Answers = found.double().cpu().numpy()
    return answers


def _of_target(answers: Answers, target: Target) -> Answers:
    if isinstance(target, ChannelTarget):
        return answers[:, target.channel, 0 if target.aggregate is Aggregate.MAX else 1]
    scores: Answers = score(torch.from_numpy(answers), target).numpy()
    return scores
