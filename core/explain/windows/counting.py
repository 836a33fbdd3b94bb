"""Counting operations: how much there is to compute, and how much of it a changed part leaves to be done."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from core.explain.windows.graph import Graph, targets
from core.explain.windows.operations import Convolution, Flattening, FullyConnected, Replay
from core.explain.windows.places import Ints, Place
from core.explain.windows.recording import IMAGE


def multiplications(graph: Graph) -> dict[int, int]:
    """The multiplications of one position of each convolution, and of each fully connected layer, by target."""
    found = {}
    for node in graph.nodes:
        if isinstance(node, (Convolution, FullyConnected)):
            found[node.target] = node.weight.numel()
        elif isinstance(node, Replay) and node.step.name in ("addmm", "mm"):
            found[node.targets[0]] = int(np.prod(graph.likes[node.sources[-1]].shape)) * node.step.likes[0].shape[-1]
    return found


def places(graph: Graph, place: Place) -> Iterator[tuple[int, Place | None]]:
    """What `place` of the input can change of each value, by number; None for everything."""
    known: dict[int, Place | None] = {IMAGE: place}
    for node in graph.nodes:
        sources = [known[source] for source in node.sources]
        local = [source for source in sources if source is not None]
        if isinstance(node, Replay):
            known.update(dict.fromkeys(node.targets))
            yield from ((target, None) for target in node.targets)
        else:
            known[node.target] = node.place(local) if len(local) == len(sources) else None
            yield node.target, known[node.target]


def limit(graph: Graph, place: Place) -> float:
    """How many times fewer multiplications it takes to compute, for each item of `place`, what it can change.

    Counted as if every rectangle were as small as it can be, in a network that computes each output from all that its
    kernel sees; behind a global operation everything counts, but of a fully connected layer on an activation the
    columns that see a change.
    """
    each, count = multiplications(graph), len(place.rows.low)
    full, local = 0.0, 0.0
    shares: dict[int, float] = {}
    flattened = {node.target: node.sources[0] for node in graph.nodes if isinstance(node, Flattening)}
    for target, found in places(graph, place):
        if found is not None:
            areas = _lengths(found.rows.low, found.rows.high) * _lengths(found.columns.low, found.columns.high)
            shares[target] = float(areas.sum()) / (count * found.rows.side * found.columns.side)
    for node in graph.nodes:
        target = targets(node)[0]
        if target in each:
            cells = node.sides[0] * node.sides[1] if isinstance(node, Convolution) else 1
            seen = flattened.get(node.sources[0], target) if isinstance(node, FullyConnected) else target
            full += each[target] * cells
            local += each[target] * cells * shares.get(seen, 1.0)
    return full / local if local else 1.0


def costs(graph: Graph, place: Place) -> tuple[Ints, Ints]:
    """What each interval of rows, and each of columns, costs: to put together what costs the same.

    The two need not be equally many.
    """
    each = multiplications(graph)
    rows, columns = np.zeros(len(place.rows.low), np.int64), np.zeros(len(place.columns.low), np.int64)
    for target, found in places(graph, place):
        if found is not None and target in each:
            rows += each[target] * found.columns.side * _lengths(found.rows.low, found.rows.high)
            columns += each[target] * found.rows.side * _lengths(found.columns.low, found.columns.high)
    return rows, columns


def _lengths(low: Ints, high: Ints) -> Ints:
    lengths: Ints = np.maximum(0, high - low)
    return lengths
