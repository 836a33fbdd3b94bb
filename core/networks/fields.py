"""Fields of view: which part of the network's input one position of a tensor depends on, operation by operation.

The arithmetic is that of Araujo, Norris and Sim, "Computing Receptive Fields of Convolutional Neural Networks",
Distill 2019. Where an operation is not known to be local, the field is taken to be the whole input: an upper bound,
never too small.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import Any

import torch
from torch import Tensor
from torch.utils._python_dispatch import TorchDispatchMode
from torch.utils.weak import WeakIdKeyDictionary

aten = torch.ops.aten


@dataclass(frozen=True, slots=True)
class Field:
    """The field of a tensor whose positions form a grid of (rows, columns).

    Position i of an axis depends on the input from `start + i * stride` to `start + i * stride + size`, in pixels,
    continuous. All pairs are (vertical, horizontal). Where `is_global` the position depends on the whole input, and
    only `grid`, `stride` and `centre` have a meaning: where the position lies, not what it sees.
    """

    grid: tuple[int, int]
    start: tuple[float, float]
    size: tuple[float, float]
    stride: tuple[float, float]
    is_global: bool = False

    @property
    def cells(self) -> int:
        """The number of positions."""
        return self.grid[0] * self.grid[1]

    @property
    def centre(self) -> tuple[float, float]:
        """The centre of the first position's field, in input pixels."""
        return self.start[0] + self.size[0] / 2, self.start[1] + self.size[1] / 2

    def windowed(self, window: Window, grid: tuple[int, int]) -> Field:
        """The field after a sliding window."""
        axes = range(2)
        return replace(
            self,
            grid=grid,
            start=_pair(self.start[a] - window.padding[a] * self.stride[a] for a in axes),
            size=_pair(self.size[a] + (window.kernel[a] - 1) * window.dilation[a] * self.stride[a] for a in axes),
            stride=_pair(self.stride[a] * window.stride[a] for a in axes),
        )

    def on_grid(self, height: int, width: int) -> Field | None:
        """The same positions, or blocks of f x f of them gathered into one; None where the grids do not fit."""
        if (height, width) == self.grid:
            return self
        if height < 1 or width < 1:
            return None
        factor = -(-self.grid[0] // height)
        fits = factor > 1 and (-(-self.grid[0] // factor), -(-self.grid[1] // factor)) == (height, width)
        if not fits or height * width == 1:
            return None
        return self.windowed(Window(kernel=(factor, factor), stride=(factor, factor)), (height, width))

    def seeing_everything(self) -> Field:
        """The same positions, each depending on the whole input."""
        return replace(self, is_global=True)

    def joined(self, other: Field) -> Field:
        """The field of what depends on both; the positions are those of the finer grid."""
        if self.grid != other.grid or self.stride != other.stride:
            return max(self, other, key=lambda field: field.cells).seeing_everything()
        axes = range(2)
        start = _pair(min(self.start[a], other.start[a]) for a in axes)
        end = _pair(max(self.start[a] + self.size[a], other.start[a] + other.size[a]) for a in axes)
        size = _pair(end[a] - start[a] for a in axes)
        return Field(self.grid, start, size, self.stride, self.is_global or other.is_global)


@dataclass(frozen=True, slots=True)
class Window:
    """A sliding window: kernel, stride, padding before the first position and dilation, (vertical, horizontal)."""

    kernel: tuple[int, int]
    stride: tuple[int, int] = (1, 1)
    padding: tuple[int, int] = (0, 0)
    dilation: tuple[int, int] = (1, 1)


class FieldTracer(TorchDispatchMode):  # type: ignore[no-untyped-call]
    """Carries the field of each tensor through every operation that is dispatched while it is active."""

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self._fields: WeakIdKeyDictionary = WeakIdKeyDictionary()  # by tensor, which is not kept alive

    @classmethod
    def _should_skip_dynamo(cls) -> bool:
        # Nothing is compiled here. Else torch loads its compiler, which takes seconds, to tell it to keep off.
        return False

    def start(self, image: Tensor) -> None:
        """Take `image` (1, channels, h, w) as the network's input."""
        grid = (int(image.shape[-2]), int(image.shape[-1]))
        self._fields[image] = Field(grid, start=(0.0, 0.0), size=(1.0, 1.0), stride=(1.0, 1.0))

    def field(self, value: object) -> Field | None:
        """The field of a tensor; None where it does not depend on the input or is no tensor."""
        if not isinstance(value, Tensor) or value not in self._fields:
            return None
        field: Field = self._fields[value]
        return field

    def __torch_dispatch__(
        self, func: Any, types: Any, args: tuple[Any, ...] = (), kwargs: dict[str, Any] | None = None
    ) -> Any:
        kwargs = kwargs or {}
        output = func(*args, **kwargs)
        sources = [field for value in _tensors((args, kwargs)) if (field := self.field(value)) is not None]
        if sources:
            rule = _RULES.get(func.overloadpacket)
            field = rule(sources, args, output) if rule else _unknown(func, sources)
            for tensor in _tensors(output):
                self._fields[tensor] = field
        return output


Rule = Callable[[Sequence[Field], tuple[Any, ...], Any], Field]


def _join(sources: Sequence[Field]) -> Field:
    joined = sources[0]
    for field in sources[1:]:
        joined = joined.joined(field)
    return joined


def _keep(sources: Sequence[Field], *_rest: Any) -> Field:
    return _join(sources)


def _unknown(func: Any, sources: Sequence[Field]) -> Field:
    is_pointwise = torch.Tag.pointwise in func.tags
    return _join(sources) if is_pointwise else _join(sources).seeing_everything()


def _slide(field: Field, source: Tensor, window: Window, output: Any) -> Field:
    first = next(iter(_tensors(output)))
    if source.dim() < 3 or first.dim() < 3:
        return field.seeing_everything()
    aligned = field.on_grid(int(source.shape[-2]), int(source.shape[-1]))
    grid = (int(first.shape[-2]), int(first.shape[-1]))
    return aligned.windowed(window, grid) if aligned else field.seeing_everything()


def _convolution(sources: Sequence[Field], args: tuple[Any, ...], output: Any) -> Field:
    image, weight, _bias, stride, padding, dilation, is_transposed = args[:7]
    if is_transposed or weight.dim() != 4:
        return _join(sources).seeing_everything()
    kernel = (int(weight.shape[2]), int(weight.shape[3]))
    window = Window(kernel, _two(stride), _two(padding), _two(dilation))
    return _slide(sources[0], image, window, output)


def _max_pool(sources: Sequence[Field], args: tuple[Any, ...], output: Any) -> Field:
    given = [*args[1:], *([], 0, 1)[len(args) - 2 :]]
    kernel = _two(given[0])
    window = Window(kernel, _two(given[1]) if given[1] else kernel, _two(given[2]), _two(given[3]))
    return _slide(sources[0], args[0], window, output)


def _average_pool(sources: Sequence[Field], args: tuple[Any, ...], output: Any) -> Field:
    kernel = _two(args[1])
    stride = _two(args[2]) if len(args) > 2 and args[2] else kernel
    return _slide(sources[0], args[0], Window(kernel, stride, _two(args[3]) if len(args) > 3 else (0, 0)), output)


def _adaptive_pool(sources: Sequence[Field], args: tuple[Any, ...], output: Any) -> Field:
    rows, columns = int(args[0].shape[-2]), int(args[0].shape[-1])
    target = _two(args[1])
    if target == (rows, columns):
        return sources[0]
    if target == (1, 1) or rows % target[0] or columns % target[1]:
        return replace(sources[0].seeing_everything(), grid=target, stride=_spread(sources[0], target))
    kernel = (rows // target[0], columns // target[1])
    return _slide(sources[0], args[0], Window(kernel, kernel), output)


def _spread(field: Field, grid: tuple[int, int]) -> tuple[float, float]:
    return _pair(field.stride[a] * field.grid[a] / grid[a] for a in range(2))


def _pad(sources: Sequence[Field], args: tuple[Any, ...], output: Any) -> Field:
    padding = [*args[1], 0, 0, 0, 0]
    if args[0].dim() < 4 or any(padding[4:]):
        return sources[0].seeing_everything()
    return _slide(sources[0], args[0], Window((1, 1), padding=(int(padding[2]), int(padding[0]))), output)


def _matrix_product(sources: Sequence[Field], args: tuple[Any, ...], _output: Any) -> Field:
    """Local where the rows of the left factor are the positions and the right one is a weight."""
    field = _join(sources)
    left = args[1] if len(args) > 2 else args[0]
    if len(sources) > 1 or left.dim() != 2:
        return field.seeing_everything()
    rows, depth = int(left.shape[0]), int(left.shape[1])
    prefix = rows - field.cells
    is_positions = rows % field.cells == 0 or 0 <= prefix <= 16
    is_mixing_positions = 0 <= depth - field.cells <= 16 and prefix != 0
    is_local = field.cells > 1 and is_positions and not is_mixing_positions
    return field if is_local else field.seeing_everything()


def _layer_norm(sources: Sequence[Field], args: tuple[Any, ...], _output: Any) -> Field:
    field = _join(sources)
    source, normalised = args[0], args[1]
    # Over the channels alone it is local: what is normalised must not hold positions.
    positions = source.numel() // max(1, int(torch.Size(normalised).numel()))
    return field if positions >= field.cells > 1 else field.seeing_everything()


def _tensors(value: Any) -> Iterable[Tensor]:
    if isinstance(value, Tensor):
        yield value
    elif isinstance(value, (list, tuple)):
        for part in value:
            yield from _tensors(part)
    elif isinstance(value, dict):
        yield from _tensors(list(value.values()))


def _two(value: Any) -> tuple[int, int]:
    if isinstance(value, int):
        return value, value
    return (int(value[0]), int(value[-1]))


def _pair(values: Iterable[float]) -> tuple[float, float]:
    first, second = values
    return first, second


_RULES: dict[Any, Rule] = {
    aten.convolution: _convolution,
    aten.max_pool2d_with_indices: _max_pool,
    aten.avg_pool2d: _average_pool,
    aten._adaptive_avg_pool2d: _adaptive_pool,
    aten.adaptive_max_pool2d: _adaptive_pool,
    aten.constant_pad_nd: _pad,
    aten.mm: _matrix_product,
    aten.addmm: _matrix_product,
    aten.native_layer_norm: _layer_norm,
    **dict.fromkeys(
        (
            aten.view, aten._unsafe_view, aten.reshape, aten.permute, aten.transpose, aten.t, aten.expand, aten.clone,
            aten.contiguous, aten.cat, aten.stack, aten.split, aten.split_with_sizes, aten.chunk, aten.unbind,
            aten.select, aten.slice, aten.unsqueeze, aten.squeeze, aten.detach, aten.alias, aten.roll, aten._to_copy,
            aten.lift_fresh, aten.copy_, aten._reshape_alias, aten.native_dropout, aten.as_strided,
            aten.native_batch_norm, aten._native_batch_norm_legit, aten._native_batch_norm_legit_no_training,
            aten.cudnn_batch_norm, aten.batch_norm, aten.prelu, aten._prelu_kernel,
        ),
        _keep,
    ),
}  # fmt: skip
