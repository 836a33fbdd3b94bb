"""What is asked about a layer of which only a part changes: the strongest units, the sums, the units of one cell."""

from __future__ import annotations

import torch
from torch import Tensor

from core.explain.windows.activations import Activations
from core.explain.windows.places import Patch, Place


def changed_summaries(clean: Activations, value: int, patch: Patch) -> Tensor:
    """By how much the maximum and the sum over the positions of each channel change: (n, channels, 2), double."""
    activation = clean.grid(value)[0]
    inside = (clean.part(value, patch.place) + patch.change).amax((2, 3))
    strongest = torch.maximum(inside, _strongest_outside(activation, patch.place))
    return torch.stack([strongest.double() - activation.amax((1, 2)), patch.change.double().sum((2, 3))], 2)


def changed_cell(patch: Patch, cell: tuple[int, int]) -> Tensor:
    """By how much the units of one cell (row, column) change: (n, channels, 1), double; 0 where it lies outside."""
    found = patch.change.new_zeros((*patch.change.shape[:2], 1), dtype=torch.double)
    tops, lefts = patch.place.rows.start.tolist(), patch.place.columns.start.tolist()
    height, width = patch.place.shape
    for number, (top, left) in enumerate(zip(tops, lefts, strict=True)):
        row, column = cell[0] - top, cell[1] - left
        if 0 <= row < height and 0 <= column < width:
            found[number, :, 0] = patch.change[number, :, row, column]
    return found


def _strongest_outside(activation: Tensor, place: Place) -> Tensor:
    """The maximum of each channel of (c, h, w) outside of each rectangle: (n, c), -inf where nothing is outside.

    What is outside lies above, below, or in the rectangle's rows to the left or to the right. All are running maxima,
    so that no position looks at the whole activation again.
    """
    (height, width), channels = place.shape, activation.shape[0]
    above, below = _running(activation.amax(2))
    found = activation.new_empty((len(place.rows.start), channels))
    for top in dict.fromkeys(place.rows.start.tolist()):
        before, behind = _running(activation[:, top : top + height].amax(1))
        outside_rows = torch.maximum(above[:, top], below[:, top + height])
        for number, (row, left) in enumerate(zip(place.rows.start.tolist(), place.columns.start.tolist(), strict=True)):
            if row == top:
                beside = torch.maximum(before[:, left], behind[:, left + width])
                found[number] = torch.maximum(outside_rows, beside)
    return found


def _running(values: Tensor) -> tuple[Tensor, Tensor]:
    """The maxima of (c, n) before and from each index 0 to n, both (c, n + 1); -inf where there is nothing."""
    nothing = values.new_full((values.shape[0], 1), -torch.inf)
    before = torch.cat([nothing, values.cummax(1).values], 1)
    behind = torch.cat([values.flip(1).cummax(1).values.flip(1), nothing], 1)
    return before, behind
