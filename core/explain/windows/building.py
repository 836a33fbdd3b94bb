"""Which operation each step of a recording is, as far as the engine knows it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

import numpy as np
import torch
from torch import Tensor

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
    Node,
    Pointwise,
    Pooling,
    Replay,
    Scaling,
    Sum,
)
from core.explain.windows.places import Sliding
from core.explain.windows.recording import Like, Recording, Ref, Step, aten, is_flattening, leaves, replaced


def operations_of(recording: Recording) -> tuple[list[Node], int, dict[int, Like]]:
    """The operations in their order, the number of the value that is the answer, and what all values are like."""
    builder = _Builder(recording)
    for step in recording.steps:
        builder.add(step)
    return builder.nodes, builder.known(recording.answer), builder.likes


@dataclass(slots=True)
class _Builder:
    recording: Recording
    nodes: list[Node] = field(default_factory=list)
    likes: dict[int, Like] = field(default_factory=dict)
    _same: dict[int, int] = field(default_factory=dict)
    _selected: dict[int, tuple[int, int]] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.likes[0] = self.recording.image

    def known(self, value: int) -> int:
        """The number under which a value is kept."""
        return self._same.get(value, value)

    def add(self, step: Step) -> None:
        step = replace(
            step,
            args=replaced(step.args, self._renamed),
            kwargs=replaced(dict(step.kwargs), self._renamed),
        )
        shapes = iter(step.likes)
        for target in step.targets:
            if target is not None:
                self.likes[target] = next(shapes)
        self.nodes.extend(self._understood(step))

    def _renamed(self, leaf: Any) -> Any:
        return Ref(self.known(leaf.value)) if isinstance(leaf, Ref) else leaf

    def _understood(self, step: Step) -> Iterator[Node]:
        rule = _RULES.get(step.name)
        found = list(rule(self, step)) if rule else []
        if not found and torch.Tag.pointwise in step.func.tags:
            found = list(self._cell_by_cell(step))
        if not found and self.known(step.targets[0] or 0) == step.targets[0]:
            found = [Replay(step)]
        yield from found

    def sides(self, value: Any) -> tuple[int, int] | None:
        """Height and width of a value that is an activation (1, c, h, w)."""
        if not isinstance(value, Ref):
            return None
        shape = self.likes[value.value].shape
        return (shape[2], shape[3]) if len(shape) == 4 and shape[0] == 1 else None

    def flattening(self, step: Step) -> Iterator[Node]:
        if is_flattening(step) and self.sides(step.args[0]) is not None:
            yield Flattening(step.sources, _target(step))

    def connection(self, step: Step) -> Iterator[Node]:
        bias, source, weight = step.args if step.name == "addmm" else (None, *step.args)
        is_row = isinstance(source, Ref) and self.likes[source.value].shape[0] == 1
        is_known = bias is None or (isinstance(bias, Tensor) and bias.dim() == 1)
        if is_row and is_known and isinstance(weight, Tensor) and not step.kwargs:
            yield FullyConnected(step.sources, _target(step), weight.t(), bias)

    def same(self, step: Step) -> Iterator[Node]:
        """The value goes by its source's number from here on."""
        if isinstance(step.args[0], Ref):
            self._same[_target(step)] = step.args[0].value
        return iter(())

    def _cell_by_cell(self, step: Step) -> Iterator[Node]:
        like = step.likes[0]
        sources = [leaf for leaf in leaves((step.args, dict(step.kwargs))) if isinstance(leaf, Ref)]
        constants = [leaf for leaf in leaves((step.args, dict(step.kwargs))) if isinstance(leaf, Tensor)]
        is_plain = len(like.shape) in (2, 4) and like.shape[0] == 1 and like.dtype == self.recording.image.dtype
        if not is_plain or any(self.likes[source.value] != like for source in sources):
            return
        if any(constant.numel() != 1 and not _is_a_channel_each(constant, like) for constant in constants):
            return
        if len(sources) == 1 and isinstance(step.args[0], Ref):
            yield Curve(step.sources, _target(step), (_pointwise(step),), None)
        elif step.name == "add" and len(step.sources) == 2 and step.kwargs.get("alpha", 1) == 1:
            yield Sum(step.sources, _target(step))
        else:
            yield Mixture(step.sources, _target(step), partial(_mixed, step))

    def convolution(self, step: Step) -> Iterator[Node]:
        source, weight, bias, stride, padding, dilation, is_transposed, _, groups = step.args
        if is_transposed or self.sides(source) is None or not isinstance(weight, Tensor) or weight.dim() != 4:
            return
        rows, columns = (
            Sliding(int(weight.shape[2 + axis]), _of(stride, axis), _of(padding, axis), _of(dilation, axis))
            for axis in range(2)
        )
        weight = weight.detach().contiguous(memory_format=torch.channels_last)
        sides = step.likes[0].shape[2], step.likes[0].shape[3]
        yield Convolution(step.sources, _target(step), weight, bias, rows, columns, groups, sides)

    def normalisation(self, step: Step) -> Iterator[Node]:
        like = step.likes[0]
        if len(like.shape) != 4 or like.shape[0] != 1:
            return
        weight, bias, mean, variance = step.args[1:5]
        is_training = step.args[5] if step.name == "native_batch_norm" else False
        epsilon = step.args[-1]
        if is_training or mean is None or not all(isinstance(each, (Tensor, type(None))) for each in step.args[1:5]):
            return
        factor = (variance.double() + epsilon).rsqrt() * (1 if weight is None else weight.double())
        summand = (0 if bias is None else bias.double()) - mean.double() * factor
        yield Scaling(step.sources, _target(step), factor.reshape(1, -1, 1, 1), summand.reshape(1, -1, 1, 1))

    def maximum(self, step: Step) -> Iterator[Node]:
        if self.sides(step.args[0]) is None:
            return
        rows, columns = _windows([*step.args[1:5], *([], 0, 1)[len(step.args) - 2 :]])
        sides = step.likes[0].shape[2], step.likes[0].shape[3]
        yield Curve(step.sources, _target(step), (), Pooling(rows, columns, partial(_first_of, step), sides))

    def average(self, step: Step) -> Iterator[Node]:
        sides = self.sides(step.args[0])
        if sides is None:
            return
        given = [*step.args[1:], *([], 0, False, True, None)[len(step.args) - 2 :]]
        rows, columns = _windows([given[0], given[1], given[2], 1])
        yield self._averaging(step, rows, columns, (sides, bool(given[4]), given[5]))

    def adaptive(self, step: Step) -> Iterator[Node]:
        sides = self.sides(step.args[0])
        if sides is None:
            return
        wanted = _of(step.args[1], 0), _of(step.args[1], 1)
        if wanted == sides:
            yield from self.same(step)
        elif wanted == (1, 1):
            yield Mean(step.sources, _target(step), is_kept=True)
        elif not sides[0] % wanted[0] and not sides[1] % wanted[1]:
            rows, columns = (Sliding(side // want, side // want) for side, want in zip(sides, wanted, strict=True))
            yield self._averaging(step, rows, columns, (sides, True, None))

    def _averaging(
        self, step: Step, rows: Sliding, columns: Sliding, rule: tuple[tuple[int, int], bool, int | None]
    ) -> Node:
        before, is_padding_counted, override = rule
        sides = step.likes[0].shape[2], step.likes[0].shape[3]
        counts = [
            _counted(window, side, before_side, is_padding_counted=is_padding_counted)
            for window, side, before_side in zip((rows, columns), sides, before, strict=True)
        ]
        divisors = np.outer(*counts) if override is None else np.full(sides, float(override))
        like = self.recording.image
        table = torch.from_numpy(divisors).to(like.dtype)[None, None]
        return AveragePool(step.sources, _target(step), rows, columns, table, partial(_first_of, step), sides)

    def mean(self, step: Step) -> Iterator[Node]:
        if self.sides(step.args[0]) is None or len(step.args) < 2 or not step.args[1] or step.kwargs.get("dtype"):
            return
        if {dimension % 4 for dimension in step.args[1]} == {2, 3}:
            yield Mean(step.sources, _target(step), is_kept=bool(len(step.args) > 2 and step.args[2]))

    def concatenation(self, step: Step) -> Iterator[Node]:
        parts = step.args[0]
        dimension = step.args[1] if len(step.args) > 1 else 0
        if dimension in (1, -3) and all(self.sides(part) is not None for part in parts):
            # A value may be there twice: `sources` with repetitions.
            yield Concatenation(tuple(part.value for part in parts), _target(step))

    def padding(self, step: Step) -> Iterator[Node]:
        widths = step.args[1]
        if self.sides(step.args[0]) is not None and len(widths) <= 4:
            left, right, top, bottom = [*widths, 0, 0][:4]
            value = float(step.args[2]) if len(step.args) > 2 else 0.0
            sides = step.likes[0].shape[2], step.likes[0].shape[3]
            yield Border(step.sources, _target(step), (top, bottom, left, right), value, sides)

    def splitting(self, step: Step) -> Iterator[Node]:
        dimension = step.args[2] if len(step.args) > 2 else 0
        if self.sides(step.args[0]) is None or dimension not in (1, -3):
            return
        first = 0
        for target, like in zip(step.targets, step.likes, strict=True):
            if target is not None:
                yield Channels(step.sources, target, first, first + like.shape[1])
            first += like.shape[1]

    def slicing(self, step: Step) -> Iterator[Node]:
        given: list[Any] = [*step.args[1:], *(0, None, None, 1)[len(step.args) - 1 :]]
        dimension, first, last, stride = given
        if self.sides(step.args[0]) is None or stride != 1:
            return
        count = self.likes[step.args[0].value].shape[1]
        if dimension % 4 == 1:
            begin, end, _ = slice(first, last).indices(count)
            yield Channels(step.sources, _target(step), begin, end)
        elif self.likes[step.args[0].value].shape == step.likes[0].shape:
            yield from self.same(step)

    def selecting(self, step: Step) -> Iterator[Node]:
        if self.sides(step.args[0]) is not None and step.args[1] % 4 == 1:
            count = self.likes[step.args[0].value].shape[1]
            self._selected[_target(step)] = (step.args[0].value, step.args[2] % count)
        return iter(())

    def unsqueezing(self, step: Step) -> Iterator[Node]:
        chosen = self._selected.get(step.args[0].value) if isinstance(step.args[0], Ref) else None
        if chosen is not None and step.args[1] % 4 == 1:
            yield Channels((chosen[0],), _target(step), chosen[1], chosen[1] + 1)


Rule = Callable[[_Builder, Step], Iterator[Node]]
_RULES: dict[str, Rule] = {
    "convolution": _Builder.convolution,
    "native_batch_norm": _Builder.normalisation,
    "_native_batch_norm_legit_no_training": _Builder.normalisation,
    "max_pool2d_with_indices": _Builder.maximum,
    "avg_pool2d": _Builder.average,
    "_adaptive_avg_pool2d": _Builder.adaptive,
    "mean": _Builder.mean,
    "cat": _Builder.concatenation,
    "constant_pad_nd": _Builder.padding,
    "addmm": _Builder.connection,
    "mm": _Builder.connection,
    **dict.fromkeys(("view", "_unsafe_view", "reshape", "flatten"), _Builder.flattening),
    "split": _Builder.splitting,
    "split_with_sizes": _Builder.splitting,
    "slice": _Builder.slicing,
    "select": _Builder.selecting,
    "unsqueeze": _Builder.unsqueezing,
    **dict.fromkeys(("detach", "alias", "clone", "contiguous"), _Builder.same),
}


def _target(step: Step) -> int:
    target = step.targets[0]
    if target is None:
        raise ValueError(step.name)
    return target


def _of(value: Any, axis: int) -> int:
    return int(value) if isinstance(value, int) else int(value[axis if len(value) > 1 else 0])


def _windows(given: Sequence[Any]) -> tuple[Sliding, Sliding]:
    kernel, stride, padding, dilation = given[:4]
    rows, columns = (
        Sliding(_of(kernel, axis), _of(stride or kernel, axis), _of(padding, axis), _of(dilation, axis))
        for axis in range(2)
    )
    return rows, columns


def _counted(window: Sliding, side: int, before: int, *, is_padding_counted: bool) -> np.ndarray[Any, Any]:
    """How many cells each position of an average pooling counts along one axis."""
    start = np.arange(side) * window.stride - window.padding
    end = np.minimum(start + window.kernel, before + window.padding)
    if not is_padding_counted:
        start, end = np.maximum(start, 0), np.minimum(end, before)
    counts: np.ndarray[Any, Any] = (end - start).astype(np.float64)
    return counts


def _is_a_channel_each(constant: Tensor, like: Like) -> bool:
    is_alike = len(like.shape) == 4 and constant.numel() == like.shape[1]
    return is_alike and tuple(constant.shape[-3:]) == (like.shape[1], 1, 1)


def _pointwise(step: Step) -> Pointwise:
    packet = getattr(aten, f"{step.name}_", None)
    overload = step.func._overloadname
    in_place = getattr(packet, overload) if packet is not None and overload in packet.overloads() else step.func
    return Pointwise(partial(_first_argument, step.func, step), partial(_first_argument, in_place, step))


def _first_argument(func: Any, step: Step, values: Tensor) -> Tensor:
    found: Tensor = func(values, *step.args[1:], **step.kwargs)
    return found


def _first_of(step: Step, values: Tensor) -> Tensor:
    found = step.func(values, *step.args[1:], **step.kwargs)
    first: Tensor = found[0] if isinstance(found, tuple) else found
    return first


def _mixed(step: Step, values: Sequence[Tensor]) -> Tensor:
    args, kwargs = step.arguments(dict(zip(step.sources, values, strict=True)), len(values[0]))
    found: Tensor = step.func(*args, **kwargs)
    return found
