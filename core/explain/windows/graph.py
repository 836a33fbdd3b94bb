"""From a recording to the operations that lead to one of its values, with batch normalisation folded into weights."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.explain.windows.building import operations_of
from core.explain.windows.folding import folded, joined
from core.explain.windows.operations import (
    Node,
    targets,
)
from core.explain.windows.recording import Like, Recording

__all__ = ["Graph", "Node", "graph", "targets"]


@dataclass(frozen=True, slots=True, eq=False)
class Graph:
    """Operations in their order, and the value that they lead to."""

    nodes: tuple[Node, ...]
    output: int
    likes: Mapping[int, Like]


def graph(recording: Recording) -> Graph:
    """The operations that lead to the recording's answer."""
    nodes, output, likes = operations_of(recording)
    nodes = _needed(nodes, output)
    nodes = folded(nodes, output, recording.image.dtype)
    nodes = joined(nodes, output)
    return Graph(tuple(nodes), output, likes)


def _needed(nodes: Sequence[Node], output: int) -> list[Node]:
    needed, kept = {output}, []
    for node in reversed(nodes):
        if needed.intersection(targets(node)):
            kept.append(node)
            needed.update(node.sources)
    return kept[::-1]
