"""The other direction: what one unit of a layer can see, and its gradient, computed over that alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import torch
from torch import Tensor
from torch.nn import functional

from core.explain.changes import Part
from core.explain.windows.activations import channels_last
from core.explain.windows.graph import Graph, Node
from core.explain.windows.operations import (
    AveragePool,
    Border,
    Channels,
    Concatenation,
    Convolution,
    Curve,
    Flattening,
    FullyConnected,
    Mean,
    Mixture,
    Replay,
    Scaling,
    Sum,
)
from core.explain.windows.places import Frame, Ints, Ray, Sliding
from core.explain.windows.recording import IMAGE, UnrecordableError
from core.jobs import CancelToken

STILL = Sliding(1)


@dataclass(frozen=True, slots=True)
class Unit:
    """One unit of a layer: its channel, and its cell."""

    channel: int
    row: int
    column: int


@dataclass(frozen=True, slots=True, eq=False)
class Seen:
    """What a unit sees of the input, and the gradient of its activation there: (c, height, width)."""

    unit: Unit
    part: Part
    gradient: Tensor


class Units:
    """The units of the layer that a graph leads to, before one picture.

    Raises UnrecordableError where something before the layer makes every unit see everything.
    """

    def __init__(self, found: Graph, image: Tensor) -> None:
        self._graph = found
        self._image = image
        self._sides = _sides(self._graph)
        for node in self._graph.nodes:
            if isinstance(node, (Replay, Mean, Flattening, FullyConnected)):
                raise UnrecordableError("Every unit of this layer sees the whole picture.")

    def part(self, row: int, column: int) -> Part:
        """The part of the input that the layer's cell can see, as far as it lies within the input."""
        frame = self._frames([Unit(0, row, column)])[IMAGE]
        top, left = int(frame.rows.start[0]), int(frame.columns.start[0])
        height, width = self._sides[IMAGE]
        bottom, right = min(height, top + frame.rows.size), min(width, left + frame.columns.size)
        return Part(max(0, top), max(0, left), bottom, right)

    def gradients(self, units: Sequence[Unit], *, batch: int, token: CancelToken) -> Iterator[Seen]:
        """The gradient of each unit's activation with respect to what it sees, `batch` units at a time."""
        for start in range(0, len(units), batch):
            token.check()
            yield from self._gradients(units[start : start + batch])

    def answers(self, patches: Tensor, row: int, column: int) -> Tensor:
        """What all channels of one cell say of n pictures of what it sees: (n, channels), with its graph.

        `patches` (n, c, height, width) cover `part(row, column)`; what a cell at the border sees beyond the input is
        padding, as in a whole pass.
        """
        frames = self._frames([Unit(0, row, column)] * len(patches))
        frame, part = frames[IMAGE], self.part(row, column)
        top, left = part.top - int(frame.rows.start[0]), part.left - int(frame.columns.start[0])
        bottom = frame.rows.size - top - (part.bottom - part.top)
        right = frame.columns.size - left - (part.right - part.left)
        return self._computed(functional.pad(patches, (left, right, top, bottom)), frames)[:, :, 0, 0]

    def _gradients(self, units: Sequence[Unit]) -> Iterator[Seen]:
        frames = self._frames(units)
        seen = _cut(self._image, frames[IMAGE]).requires_grad_()
        with torch.enable_grad():
            found = self._computed(seen, frames)[:, :, 0, 0]
            channels = torch.tensor([unit.channel for unit in units], device=found.device)
            # Each depends on what it sees alone, so that the sum's gradient holds that of each.
            (gradient,) = torch.autograd.grad(found.gather(1, channels[:, None]).sum(), [seen])
        tops, lefts = frames[IMAGE].rows.start.tolist(), frames[IMAGE].columns.start.tolist()
        for unit, top, left, values in zip(units, tops, lefts, gradient, strict=True):
            part = self.part(unit.row, unit.column)
            inside = values[:, part.top - top : part.bottom - top, part.left - left : part.right - left]
            yield Seen(unit, part, inside.contiguous())

    def _frames(self, units: Sequence[Unit]) -> dict[int, Frame]:
        """What of each value the units see, (top, left) of all and one size."""
        rows, columns = np.array([(unit.row, unit.column) for unit in units], np.int64).T
        frames = {self._graph.output: Frame(Ray(rows, 1), Ray(columns, 1))}
        for node in reversed(self._graph.nodes):
            if isinstance(node, (Replay, Mean, Flattening, FullyConnected)):
                raise TypeError(node)  # refused when it was made
            windows, frame = _windows(node), frames[node.target]
            for source in node.sources:
                needed = Frame(_before(frame.rows, windows[0]), _before(frame.columns, windows[1]))
                known = frames.get(source)
                frames[source] = needed if known is None else _both(known, needed)
        return frames

    def _computed(self, seen: Tensor, frames: Mapping[int, Frame]) -> Tensor:
        values = {IMAGE: seen}
        for node in self._graph.nodes:
            if isinstance(node, (Replay, Mean, Flattening, FullyConnected)):
                raise TypeError(node)
            windows, frame = _windows(node), frames[node.target]
            needed = Frame(_before(frame.rows, windows[0]), _before(frame.columns, windows[1]))
            given = [_within(values[source], frames[source], needed) for source in node.sources]
            outsides = [needed.outside(self._sides[source], seen.device) for source in node.sources]
            values[node.target] = _apply(node, given, outsides, frame)
        return values[self._graph.output]


def _apply(node: Node, given: Sequence[Tensor], outsides: Sequence[Tensor | None], frame: Frame) -> Tensor:
    """What a node gives in `frame`, without padding: what lies `outside` of the grid is filled in as it would pad."""
    match node:
        case Convolution():
            values = _filled(given[0], outsides[0], 0.0)
            strides, dilations = (node.rows.stride, node.columns.stride), (node.rows.dilation, node.columns.dilation)
            return functional.conv2d(values, node.weight, node.bias, strides, 0, dilations, node.groups)
        case Curve(pooling=None):
            return _bent(node, given[0])
        case Curve(pooling=pooling) if pooling is not None:
            values = _filled(_bent(node, given[0]), outsides[0], -torch.inf)
            return pooling.unpadded(values)
        case AveragePool():
            return node.unpadded(_filled(given[0], outsides[0], 0.0), frame)
        case Border():
            return _filled(given[0], outsides[0], node.value)
        case Sum() | Concatenation() | Channels() | Scaling() | Mixture():
            return node.whole(given, spare=[False] * len(given))
    raise TypeError(node)


def _bent(node: Curve, values: Tensor) -> Tensor:
    for function in node.functions:
        values = function.compute(values)
    return values


def _windows(node: Node) -> tuple[Sliding, Sliding]:
    match node:
        case Convolution() | AveragePool():
            return node.rows, node.columns
        case Curve(pooling=pooling) if pooling is not None:
            return pooling.rows, pooling.columns
        case Border():
            return Sliding(1, padding=node.widths[0]), Sliding(1, padding=node.widths[2])
    return STILL, STILL


def _before(ray: Ray, window: Sliding) -> Ray:
    start: Ints = ray.start * window.stride - window.padding
    return Ray(start, (ray.size - 1) * window.stride + window.reach)


def _both(one: Frame, other: Frame) -> Frame:
    return Frame(_joined(one.rows, other.rows), _joined(one.columns, other.columns))


def _joined(one: Ray, other: Ray) -> Ray:
    start: Ints = np.minimum(one.start, other.start)
    return Ray(start, int((np.maximum(one.start + one.size, other.start + other.size) - start).max()))


def _within(values: Tensor, frame: Frame, needed: Frame) -> Tensor:
    """What of `values`, which cover `frame`, lies in `needed`. The offset is the same for all units."""
    top, left = int((needed.rows.start - frame.rows.start)[0]), int((needed.columns.start - frame.columns.start)[0])
    height, width = needed.shape
    return values[:, :, top : top + height, left : left + width]


def _filled(values: Tensor, outside: Tensor | None, value: float) -> Tensor:
    return values if outside is None else values.masked_fill(outside, value)


def _cut(image: Tensor, frame: Frame) -> Tensor:
    height, width = int(image.shape[2]), int(image.shape[3])
    rows = image[0].permute(1, 2, 0).reshape(height * width, -1)
    cut = rows.index_select(0, frame.cells((height, width), image.device))
    return channels_last(cut.view(-1, *frame.shape, image.shape[1]).permute(0, 3, 1, 2))


def _sides(found: Graph) -> dict[int, tuple[int, int]]:
    return {value: (like.shape[2], like.shape[3]) for value, like in found.likes.items() if len(like.shape) == 4}
