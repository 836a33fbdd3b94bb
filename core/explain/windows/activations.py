"""The activations of the unchanged picture, and parts cut out of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

import torch
from torch import Tensor

from core.explain.windows.graph import Graph, Node, targets
from core.explain.windows.operations import Channels, Curve, Flattening, Mixture, Replay
from core.explain.windows.places import Frame, Patch, Place, everywhere, laid
from core.explain.windows.recording import IMAGE

VIEWS = (Replay, Channels, Flattening)
"""The operations whose values may lie in the memory of their sources."""


class Activations:
    """What the graph's operations give for one picture: those values that local evaluation looks into are kept.

    Any other value is computed again from those when it is asked for, and then kept.
    """

    def __init__(self, graph: Graph, image: Tensor) -> None:
        self._makers: dict[int, Node] = {target: node for node in graph.nodes for target in targets(node)}
        # A copy, since it may move on.
        self._kept: dict[int, Tensor] = {IMAGE: channels_last(image).clone()}
        self._cells: dict[tuple[int, tuple[int, int]], tuple[Frame, Tensor]] = {}
        self._views = {target for node in graph.nodes if isinstance(node, VIEWS) for target in targets(node)}
        self._run(graph)

    def whole(self, value: int) -> Tensor:
        """A value: (1, ...), not to be written to."""
        if value not in self._kept:
            node = self._makers[value]
            found = computed(node, {source: self.whole(source) for source in node.sources}, 1, spare=())
            self._kept.update({number: self._owned(number, tensor) for number, tensor in found.items()})
        return self._kept[value]

    def around(self, value: int, frame: Frame) -> Tensor:
        """What of a value lies in `frame`: (n, c, h, w), to be written to. Beyond the border the nearest cells."""
        clean = self.grid(value)
        channels, height, width = clean.shape[1:]
        cells = self._numbers(frame, (height, width), clean.device)
        rows = clean.permute(0, 2, 3, 1).reshape(height * width, channels)
        return rows.index_select(0, cells).view(-1, *frame.shape, channels).permute(0, 3, 1, 2)

    def part(self, value: int, place: Place) -> Tensor:
        """What of a value lies in `place`: (n, c, h, w), to be written to; all of it (1, c, h, w), and not to be
        written to, where the place is the whole grid.
        """
        return self.grid(value) if place.is_whole else self.around(value, place.frame)

    def grid(self, value: int) -> Tensor:
        """A value with positions, be it one: (1, c, h, w), not to be written to."""
        clean = self.whole(value)
        return clean if clean.dim() == 4 else clean[:, :, None, None]

    def move_on(self, values: Mapping[int, Patch | Tensor]) -> None:
        """Take a changed picture for the unchanged one: `values` are the changes that it made, or whole values."""
        for value, found in values.items():
            if value not in self._kept:
                continue
            if isinstance(found, Tensor):
                self._kept[value] = self._owned(value, found)
            else:
                # In place, where a value without positions is seen as a grid of one cell.
                laid(self.grid(value), everywhere(found), found)

    def forget_frames(self) -> None:
        """Let go of what was kept for the frames of a batch."""
        self._cells.clear()

    def _numbers(self, frame: Frame, sides: tuple[int, int], device: torch.device) -> Tensor:
        key = (id(frame), sides)
        if key not in self._cells:
            self._cells[key] = (frame, frame.cells(sides, device))  # the frame is kept, so that no other gets its id
        return self._cells[key][1]

    def _owned(self, value: int, found: Tensor) -> Tensor:
        """In memory of its own, so that it can move on alone."""
        return channels_last(found).clone() if value in self._views else channels_last(found)

    def _run(self, graph: Graph) -> None:
        wanted = looked_into(graph)
        values, deaths = dict(self._kept), last_uses(graph)
        for number, node in enumerate(graph.nodes):
            values.update(computed(node, values, 1, spare=()))
            for value in targets(node):
                if value in wanted and value in values:
                    self._kept[value] = values[value] = self._owned(value, values[value])
            for value in deaths[number]:
                values.pop(value, None)


def looked_into(graph: Graph) -> set[int]:
    """The values that local evaluation looks into, whatever the positions are."""
    wanted = {graph.output}
    for node in graph.nodes:
        if isinstance(node, (Curve, Mixture)):
            wanted.update(node.sources)
        if isinstance(node, Curve) and node.pooling is not None:
            wanted.add(node.target)
    return wanted


def last_uses(graph: Graph) -> list[tuple[int, ...]]:
    """For each node the values that nothing behind it needs."""
    last = {value: number for number, node in enumerate(graph.nodes) for value in targets(node)}
    for number, node in enumerate(graph.nodes):
        last.update(dict.fromkeys(node.sources, number))
    last.pop(graph.output, None)
    deaths: list[tuple[int, ...]] = [()] * len(graph.nodes)
    for value, number in last.items():
        deaths[number] = (*deaths[number], value)
    return deaths


def shared(graph: Graph) -> set[int]:
    """The values that may lie in the memory of others, and those others: none of them may be written to."""
    values: set[int] = {IMAGE}
    for node in graph.nodes:
        if isinstance(node, VIEWS):
            values.update((*node.sources, *targets(node)))
    return values


def computed(node: Node, values: dict[int, Tensor], count: int, *, spare: Collection[int]) -> dict[int, Tensor]:
    """What a node gives for `count` whole pictures, by number. Of `values` those that are `spare` may be written to."""
    if isinstance(node, Replay):
        return node.results(values, count)
    given: Sequence[Tensor] = [values[source] for source in node.sources]
    return {node.target: node.whole(given, spare=[source in spare for source in node.sources])}


def channels_last(value: Tensor) -> Tensor:
    """The same, with the channels of a cell beside one another in memory, where it has cells."""
    return value.contiguous(memory_format=torch.channels_last) if value.dim() == 4 else value
