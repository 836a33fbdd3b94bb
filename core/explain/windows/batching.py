"""Which positions are computed together: what costs about the same, the coarse picture first, or what matters."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from core.explain.changes import Part
from core.explain.windows.counting import costs
from core.explain.windows.graph import Graph
from core.explain.windows.places import Ints, Place, Span

COARSE_STEPS = (8, 4, 2)
"""Every eighth window of every eighth row first, then every fourth, then every second, as far as that fills a batch."""
SHARES = (1 / 8, 1 / 4, 1 / 2, 1)
"""Up to which share of the windows, the important ones first, those that are computed together go."""


def levels(parts: Sequence[Part], size: int) -> list[list[int]]:
    """The numbers of the parts from the coarse to the fine, as many at least in each level as half fill a batch.

    Behind every second window of every second row come those in the middle between four, then the rest.
    """
    rows = np.unique([part.top for part in parts], return_inverse=True)[1].reshape(-1)
    columns = np.unique([part.left for part in parts], return_inverse=True)[1].reshape(-1)
    wanted = [(rows % step == 0) & (columns % step == 0) for step in COARSE_STEPS]
    wanted += [(rows + columns) % 2 == 0, np.ones(len(parts), bool)]
    found, done = [], np.zeros(len(parts), bool)
    for number, level in enumerate(wanted):
        now = level & ~done
        if now.any() and (2 * now.sum() >= size or number == len(wanted) - 1):
            done |= now
            found.append(np.flatnonzero(now).tolist())
    return found


def tiers(numbers: Sequence[int], importance: NDArray[np.float64]) -> list[list[int]]:
    """The same numbers from the important to the unimportant. `importance` has a value for each of all parts."""
    given = np.array(numbers, np.int64)
    ordered = given[np.argsort(-importance[given], kind="stable")].tolist()
    ends = [0, *(round(share * len(ordered)) for share in SHARES)]
    return [ordered[begin:end] for begin, end in pairwise(ends) if end > begin]


def batches(
    graph: Graph, parts: Sequence[Part], sides: tuple[int, int], size: int, groups: Sequence[Sequence[int]]
) -> list[list[int]]:
    """The numbers of the parts in `groups`, one after the other, in batches of up to about `size`.

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
    for level in (np.array(numbers, np.int64) for numbers in groups if len(numbers)):
        chosen_rows, chosen_columns = row_of.reshape(-1)[level], column_of.reshape(-1)[level]
        side = np.sqrt(size * len(np.unique(chosen_rows)) * len(np.unique(chosen_columns)) / len(level))
        row_group = _grouped(chosen_rows, row_costs, side)
        column_group = _grouped(chosen_columns, column_costs, side)
        alike: defaultdict[tuple[int, int], list[int]] = defaultdict(list)
        for number, row, column in zip(level.tolist(), row_group.tolist(), column_group.tolist(), strict=True):
            alike[row, column].append(number)
        for members in alike.values():
            found += [members[start : start + 2 * size] for start in range(0, len(members), 2 * size)]
    return found


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
