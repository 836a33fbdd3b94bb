"""Which positions are computed together: those that cost about the same, and the coarse picture before the fine one."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

import numpy as np

from core.explain.changes import Part
from core.explain.windows.counting import costs
from core.explain.windows.graph import Graph
from core.explain.windows.places import Ints, Place, Span

COARSE_STEPS = (4, 2, 1)
"""Every fourth window of every fourth row first, then every second, then the rest: as far as each fills a batch."""


def batches(graph: Graph, parts: Sequence[Part], sides: tuple[int, int], size: int) -> list[list[int]]:
    """The numbers of the parts, in batches of up to about `size`.

    A batch computes rectangles of one size, so parts are put together by what they cost: at the border of the picture
    less can change than in its middle.
    """
    rows = np.array([(part.top, part.bottom) for part in parts], np.int64)
    columns = np.array([(part.left, part.right) for part in parts], np.int64)
    row_kinds, row_of = np.unique(rows, axis=0, return_inverse=True)
    column_kinds, column_of = np.unique(columns, axis=0, return_inverse=True)
    place = Place(_span(row_kinds, sides[0]), _span(column_kinds, sides[1]))
    row_costs, column_costs = costs(graph, place)
    found: list[list[int]] = []
    for level in _levels(row_of.reshape(-1), column_of.reshape(-1), size):
        chosen_rows, chosen_columns = row_of.reshape(-1)[level], column_of.reshape(-1)[level]
        side = np.sqrt(size * len(np.unique(chosen_rows)) * len(np.unique(chosen_columns)) / len(level))
        row_group = _grouped(chosen_rows, row_costs, side)
        column_group = _grouped(chosen_columns, column_costs, side)
        groups: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, row, column in zip(level.tolist(), row_group.tolist(), column_group.tolist(), strict=True):
            groups[row, column].append(number)
        for members in groups.values():
            found += [members[start : start + 2 * size] for start in range(0, len(members), 2 * size)]
    return found


def _levels(rows: Ints, columns: Ints, size: int) -> Iterator[Ints]:
    done = np.zeros(len(rows), bool)
    for step in COARSE_STEPS:
        now = (rows % step == 0) & (columns % step == 0) & ~done
        if now.sum() >= size or step == 1:
            done |= now
            yield np.flatnonzero(now)


def _grouped(numbers: Ints, cost: Ints, side: float) -> Ints:
    """The group of each: kinds of about the same cost, about `side` of them."""
    kinds = np.unique(numbers)
    ordered = kinds[np.argsort(cost[kinds], kind="stable")]
    group = np.zeros(len(cost), np.int64)
    for index, members in enumerate(np.array_split(ordered, max(1, round(len(ordered) / side)))):
        group[members] = index
    return group[numbers]


def _span(kinds: Ints, side: int) -> Span:
    return Span(kinds[:, 0], kinds[:, 1], side)
