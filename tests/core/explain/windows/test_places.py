"""The arithmetic of rectangles against looking at every cell."""

from __future__ import annotations

from collections.abc import Callable

import hypothesis
import numpy as np
import torch
from hypothesis import strategies
from torch.nn import functional

from core.explain.windows.places import Patch, Sliding, Span, laid, spread, zeros_like_frame

WINDOWS = strategies.builds(
    Sliding, strategies.integers(1, 5), strategies.integers(1, 4), strategies.integers(0, 2), strategies.integers(1, 3)
)


@hypothesis.settings(max_examples=150, deadline=None, derandomize=True)
@hypothesis.given(
    window=WINDOWS,
    side=strategies.integers(12, 24),
    edges=strategies.lists(strategies.tuples(strategies.integers(0, 23), strategies.integers(1, 6)), min_size=1),
)
def test_behind_a_sliding_window(window: Sliding, side: int, edges: list[tuple[int, int]]) -> None:
    """All cells that see a changed one are covered, each rectangle lies in the grid, and none is larger than needed."""
    low = np.array([min(start, side - 1) for start, _ in edges])
    high = np.minimum(low + [size for _, size in edges], side)
    if side + 2 * window.padding < window.reach:
        return
    signal = torch.zeros(len(edges), 1, side)
    for row, begin, end in zip(signal, low, high, strict=True):
        row[0, begin:end] = 1
    kernel = torch.ones(1, 1, window.kernel)
    seen = functional.conv1d(signal, kernel, None, window.stride, window.padding, window.dilation)[:, 0] > 0
    found = Span(low, high, side).slid(window, seen.shape[1])
    needed = 1
    for index, row in enumerate(seen.numpy()):
        cells = np.flatnonzero(row)
        begin, end = int(found.start[index]), int(found.start[index]) + found.size
        assert begin >= 0
        assert end <= seen.shape[1]
        if len(cells):
            assert begin <= cells[0]
            assert cells[-1] < end
            needed = max(needed, int(cells[-1] - cells[0]) + 1)
            # What the kernel's holes skip is covered too.
            assert found.low[index] <= cells[0]
            assert found.high[index] > cells[-1]
    if window.dilation == 1 and window.stride <= window.kernel:
        assert found.size == needed


def test_laid_where_it_belongs_and_cut_at_the_border(place_of: Callable) -> None:
    place = place_of([(0, 0, 2, 2), (4, 5, 6, 7)], (6, 7))
    change = torch.arange(8.0).reshape(2, 1, 2, 2) + 1
    grid = spread(Patch(change, place))
    assert grid.shape == (2, 1, 6, 7)
    assert grid[0, 0, :2, :2].tolist() == [[1, 2], [3, 4]]
    assert grid[1, 0, 4:, 5:].tolist() == [[5, 6], [7, 8]]
    assert float(grid.abs().sum()) == 36
    shifted = place_of([(1, 1, 3, 3), (3, 4, 5, 6)], (6, 7))
    inside = laid(zeros_like_frame(change, (2, 2)), shifted.frame, Patch(change, place))
    assert inside[0, 0].tolist() == [[4, 0], [0, 0]]
    assert inside[1, 0].tolist() == [[0, 0], [0, 5]]


def test_rectangles_of_one_size_stay_within_the_grid(place_of: Callable) -> None:
    place = place_of([(0, 0, 4, 1), (5, 6, 6, 7)], (6, 7))
    assert place.shape == (4, 1)
    assert place.rows.start.tolist() == [0, 2]
    assert place.frame.outside((6, 7), torch.device("cpu")) is None
    assert place.frame.cells((6, 7), torch.device("cpu")).tolist() == [0, 7, 14, 21, 20, 27, 34, 41]
