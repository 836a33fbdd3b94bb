"""What a network computes, operation by operation, written down while it looks at a picture.

A recording is taken below Python, where every network speaks the same few operations of ATen, whatever its code looks
like. It holds no loops and no conditions any more: a network that decides by what it sees would be written down
wrongly, so whoever uses a recording compares what it gives with the network (`core.explain.windows.sweep`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.weak import WeakIdKeyDictionary

aten = torch.ops.aten
IMAGE = 0
"""The value that is the network's input."""


class UnrecordableError(Exception):
    """The network does something that cannot be written down. The message says what, in words for the user."""


@dataclass(frozen=True, slots=True)
class Ref:
    """The value of that number, in the place of an argument."""

    value: int


@dataclass(frozen=True, slots=True)
class Growing:
    """An integer argument that depends on the number of pictures n: `base + n * step`."""

    base: int
    step: int


@dataclass(frozen=True, slots=True, eq=False)
class Tiled:
    """A tensor argument that does not depend on the pictures, but is there once for each of them."""

    one: Tensor


@dataclass(frozen=True, slots=True)
class Like:
    """The shape and type of a tensor."""

    shape: tuple[int, ...]
    dtype: torch.dtype


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """One operation: its arguments with `Ref`, `Growing` and `Tiled` in place of what varies, and what it gives.

    `targets` are the numbers of the values that it gives, in order; None where one is no tensor. `likes` are those
    values for one picture, without their content.
    """

    func: Any
    args: tuple[Any, ...]
    kwargs: Mapping[str, Any]
    targets: tuple[int | None, ...]
    likes: tuple[Like, ...]

    @property
    def name(self) -> str:
        """The operation's name without overload, such as 'relu'."""
        return str(self.func.overloadpacket.__name__)

    @property
    def sources(self) -> tuple[int, ...]:
        """The numbers of the values that it needs, each once."""
        return tuple(dict.fromkeys(leaf.value for leaf in leaves((self.args, self.kwargs)) if isinstance(leaf, Ref)))

    def arguments(self, values: Mapping[int, Tensor], count: int) -> tuple[tuple[Any, ...], dict[str, Any]]:
        """The arguments for `count` pictures."""

        def fill(leaf: Any) -> Any:
            if isinstance(leaf, Ref):
                return values[leaf.value]
            if isinstance(leaf, Growing):
                return leaf.base + count * leaf.step
            if isinstance(leaf, Tiled):
                return leaf.one.repeat(count, *[1] * (leaf.one.dim() - 1))
            return leaf

        return replaced(self.args, fill), replaced(dict(self.kwargs), fill)


@dataclass(frozen=True, slots=True, eq=False)
class Recording:
    """The steps in their order, and the value that they lead to."""

    steps: tuple[Step, ...]
    image: Like
    answer: int


OTHER_STEPS = "The network takes other steps for one number of pictures than for another."

Run = Callable[[Tensor], Tensor]
"""Runs the network: pictures (n, c, h, w) to its answer, or to the output of a layer."""


@torch.no_grad()
def record(run: Run, image: Tensor) -> Recording:
    """What `run` does with `image` (1, c, h, w), for any number of pictures.

    Raises UnrecordableError where that cannot be told.
    """
    one = _record(run, image)
    if all(_is_same_for_any_count(step) for step in one.steps):
        return one
    # Of two and three pictures, since for a single one other steps may do: what is laid out anew, and what is not.
    two, three = _record(run, image.repeat(2, 1, 1, 1)), _record(run, image.repeat(3, 1, 1, 1))
    if len(two.steps) != len(three.steps):
        raise UnrecordableError(OTHER_STEPS)
    steps = tuple(_compared(first, second) for first, second in zip(two.steps, three.steps, strict=True))
    return Recording(steps, one.image, two.answer)


def _record(run: Run, images: Tensor) -> Recording:
    recorder = _Recorder()
    recorder.start(images)
    with recorder:
        answer = run(images)
    number = recorder.number(answer)
    if number is None:
        raise UnrecordableError("The network's answer does not come out of operations that can be followed.")
    return Recording(tuple(recorder.steps), Like(tuple(images.shape), images.dtype), number)


class _Recorder(TorchDispatchMode):  # type: ignore[no-untyped-call]
    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.steps: list[Step] = []
        self._numbers: WeakIdKeyDictionary = WeakIdKeyDictionary()  # by tensor, which is not kept alive
        self._overwritten: set[int] = set()  # values of whose memory a part was written to through another one
        self._next = IMAGE

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        return False  # as in core.networks.fields: else torch loads its compiler

    def start(self, images: Tensor) -> None:
        self._name(images)

    def number(self, value: object) -> int | None:
        if not isinstance(value, Tensor) or value not in self._numbers:
            return None
        found: int = self._numbers[value]
        if found in self._overwritten:
            raise UnrecordableError("The network overwrites a part of its own results.")
        return found

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        named_args, named_kwargs = replaced(args, self._ref), replaced(kwargs, self._ref)
        sources = [leaf for leaf in leaves((named_args, named_kwargs)) if isinstance(leaf, Ref)]
        output = func(*args, **kwargs)
        if not sources or func.overloadpacket in _OF_THE_SHAPE_ALONE:
            return output
        if func.overloadpacket in _READING:
            raise UnrecordableError("The network decides by what it sees.")
        written = self._written(func, args, kwargs)
        # What is written to goes by another number from here on.
        outputs = output if isinstance(output, (tuple, list)) else (output,)
        numbers = tuple(self._name(value) if isinstance(value, Tensor) else None for value in outputs)
        likes = tuple(Like(tuple(value.shape), value.dtype) for value in outputs if isinstance(value, Tensor))
        step_func = _out_of_place(func) if written else func
        self.steps.append(Step(step_func, named_args, named_kwargs, numbers, likes))
        return output

    def _ref(self, leaf: Any) -> Any:
        number = self.number(leaf)
        return leaf if number is None else Ref(number)

    def _name(self, value: Tensor) -> int:
        number = self._next
        self._numbers[value] = number
        self._next += 1
        return number

    def _written(self, func: Any, args: tuple[Any, ...], kwargs: dict[str, Any]) -> bool:
        """Whether an argument is written to. Other values that look at the same memory may not be read any more."""
        written = []
        for position, argument in enumerate(func._schema.arguments):
            if argument.alias_info is not None and argument.alias_info.is_write:
                value = args[position] if position < len(args) else kwargs.get(argument.name)
                written += [value] if isinstance(value, Tensor) and self.number(value) is not None else []
        for value in written:
            storage = value.untyped_storage()._cdata
            for other in list(self._numbers):
                if other is not value and other.untyped_storage()._cdata == storage:
                    self._overwritten.add(self._numbers[other])
        return bool(written)


def leaves(tree: Any) -> Iterator[Any]:
    """What is in lists, tuples and dictionaries, however deep."""
    if isinstance(tree, (list, tuple)):
        for part in tree:
            yield from leaves(part)
    elif isinstance(tree, dict):
        for part in tree.values():
            yield from leaves(part)
    else:
        yield tree


def replaced(tree: Any, change: Callable[[Any], Any]) -> Any:
    """The same lists, tuples and dictionaries with other leaves."""
    if isinstance(tree, (list, tuple)):
        return type(tree)([replaced(part, change) for part in tree])
    if isinstance(tree, dict):
        return {key: replaced(part, change) for key, part in tree.items()}
    return change(tree)


def is_flattening(step: Step) -> bool:
    """Whether it lays everything that belongs to a picture into one row."""
    if step.name not in ("view", "_unsafe_view", "reshape", "flatten") or len(step.likes[0].shape) != 2:
        return False
    return step.likes[0].shape[0] == 1 and isinstance(step.args[0], Ref)


def _is_same_for_any_count(step: Step) -> bool:
    """Whether its arguments are known not to depend on the number of pictures."""
    if is_flattening(step) or step.name in _COUNTLESS:
        return True
    return torch.Tag.pointwise in step.func.tags


def _compared(two: Step, three: Step) -> Step:
    if two.func is not three.func or two.targets != three.targets:
        raise UnrecordableError(OTHER_STEPS)
    args, kwargs = _merged(two.args, three.args), _merged(dict(two.kwargs), dict(three.kwargs))
    likes = tuple(_like_one(first, second) for first, second in zip(two.likes, three.likes, strict=True))
    return Step(two.func, args, kwargs, two.targets, likes)


def _like_one(two: Like, three: Like) -> Like:
    shape = tuple(2 * first - second for first, second in zip(two.shape, three.shape, strict=True))
    return Like(shape, two.dtype)


def _merged(two: Any, three: Any) -> Any:
    if isinstance(two, (list, tuple)) and len(two) == len(three):
        return type(two)([_merged(first, second) for first, second in zip(two, three, strict=True)])
    if isinstance(two, dict):
        return {key: _merged(part, three[key]) for key, part in two.items()}
    if isinstance(two, Tensor) and two.shape != three.shape:
        each = three.shape[0] - two.shape[0] if two.dim() else 0
        if each and two.shape == (2 * each, *three.shape[1:]):
            return Tiled(two[:each])
        raise UnrecordableError("The network holds tensors that depend on the number of pictures.")
    if isinstance(two, int) and not isinstance(two, bool) and two != three:
        return Growing(3 * two - 2 * three, three - two)
    return two


def _out_of_place(func: Any) -> Any:
    """The operation that gives what `func` writes."""
    name, overload = func.overloadpacket.__name__, func._overloadname
    packet = getattr(aten, name.removesuffix("_"), None) if name.endswith("_") else None
    if packet is None or overload not in packet.overloads():
        raise UnrecordableError(f"The network overwrites its own results by '{name}'.")
    return getattr(packet, overload)


_OF_THE_SHAPE_ALONE = {
    aten.new_zeros, aten.new_ones, aten.new_empty, aten.new_full, aten.zeros_like, aten.ones_like, aten.empty_like,
    aten.full_like, aten.sym_size, aten.sym_stride, aten.is_same_size,
}  # fmt: skip
_READING = {aten._local_scalar_dense, aten.nonzero, aten.equal, aten.is_nonzero}
_COUNTLESS = {
    "convolution", "native_batch_norm", "_native_batch_norm_legit_no_training", "cudnn_batch_norm",
    "max_pool2d_with_indices", "avg_pool2d", "_adaptive_avg_pool2d", "adaptive_max_pool2d", "cat", "addmm", "t", "mean",
    "constant_pad_nd", "detach", "alias", "clone",
}  # fmt: skip
