"""Finds out what the layers of a network are by watching one forward pass.

Every operation is seen as it is dispatched, and the field of view of each tensor is carried along: which square of the
network's input one position of it depends on. That needs no symbolic tracing, so it works for any network that runs.
The pass is a real one, on zeros: tensors without values would do, but torch computes their shapes with its compiler,
which takes longer to load than most networks take to run.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import torch
from torch import Tensor, nn

from core.errors import ModelError
from core.images.geometry import Affine
from core.networks.fields import Field, FieldTracer
from core.networks.inplace import out_of_place
from core.networks.layers import Layer, LayerTable, Layout

_REORDERING = ("Unroll",)
"""Modules behind which tokens stand in another order than that of the picture (Hiera): they cannot be folded back."""
MOST_PREFIX_TOKENS = 16
"""A class token, a distillation token and up to a dozen registers stand before the tokens of the patches."""


def layer_table(module: nn.Module, input_size: tuple[int, int], *, channels: int = 3) -> LayerTable:
    """Every layer of `module` with a spatial output, for inputs of shape (1, channels, *input_size).

    The module is left as it was: hooks, training flag and gradients. Raises ModelError where the network
    does not run on such an input.
    """
    calls = _watch(module, (1, channels, *input_size))
    totals = Counter(call.name for call in calls)
    layers: list[Layer] = []
    seen: Counter[str] = Counter()
    is_in_order = True
    for call in calls:
        is_in_order = is_in_order and call.type not in _REORDERING
        seen[call.name] += 1
        is_last = seen[call.name] == totals[call.name]
        name = call.name if is_last else f"{call.name}@{seen[call.name]}"
        layer = _describe(call, name, number=seen[call.name], input_size=input_size)
        if layer is not None and (is_in_order or layer.layout is not Layout.TOKENS):
            layers.append(layer)
    return LayerTable(tuple(layers), input_size)


@dataclass(frozen=True, slots=True, eq=False)
class _Call:
    name: str
    type: str
    output: object
    field: Field | None
    version: int


def _watch(module: nn.Module, shape: tuple[int, ...]) -> list[_Call]:
    calls: list[_Call] = []
    tracer = FieldTracer()

    def record(name: str, part: nn.Module, output: object) -> None:
        version = output._version if isinstance(output, Tensor) else 0
        calls.append(_Call(name, type(part).__name__, output, tracer.field(output), version))

    like = next(module.parameters(), torch.empty(0))
    # Gradients are enabled since some modules take a short cut without their parts where none are wanted.
    with _observed(module, record), torch.enable_grad():
        image = torch.zeros(shape, device=like.device, dtype=like.dtype, requires_grad=True).clone()
        tracer.start(image)
        try:
            with tracer:
                module(image)
        except (RuntimeError, ValueError, TypeError, AssertionError, IndexError) as error:
            size = " x ".join(str(number) for number in shape[1:])
            reason = (str(error).strip() or type(error).__name__).splitlines()[0]
            raise ModelError(
                f"The network does not run on an input of {size}: {reason}.", "Choose the input size it was made for."
            ) from error
    return calls


@contextmanager
def _observed(module: nn.Module, record: Callable[[str, nn.Module, object], None]) -> Iterator[None]:
    """Inside the block `module` is in evaluation mode and every call of one of its parts is recorded."""
    training = {part: part.training for part in module.modules()}
    handles = [
        part.register_forward_hook(lambda part, _inputs, output, name=name: record(name, part, output))
        for name, part in module.named_modules()
        if name
    ]
    try:
        module.eval()
        with out_of_place(module):
            yield
    finally:
        for handle in handles:
            handle.remove()
        for part, flag in training.items():
            part.training = flag


def _describe(call: _Call, name: str, *, number: int, input_size: tuple[int, int]) -> Layer | None:
    if not isinstance(call.output, Tensor) or call.field is None:
        return None
    placed = _place(call.output, call.field)
    if placed is None:
        return None
    layout, field, channels, prefix = placed
    height, width = field.grid
    if height * width <= 1:
        return None
    extent = input_size if field.is_global else (round(field.size[0]), round(field.size[1]))
    return Layer(
        name=name,
        type=call.type,
        shape=(channels, height, width),
        receptive_field=extent,
        stride=field.stride,
        is_global=field.is_global,
        to_input=_cells_to_input(field),
        layout=layout,
        prefix_tokens=prefix,
        call=number,
        is_changed_later=call.output._version != call.version,
    )


def _place(output: Tensor, field: Field) -> tuple[Layout, Field, int, int] | None:
    """Where the positions of the field's grid are in the output: layout, field on that grid, channels, prefix."""
    shape = tuple(output.shape)
    if len(shape) == 4 and shape[0] == 1:
        for layout, grid, channels in (
            (Layout.CHANNELS_FIRST, (shape[2], shape[3]), shape[1]),
            (Layout.CHANNELS_LAST, (shape[1], shape[2]), shape[3]),
        ):
            regridded = field.on_grid(*grid)
            if regridded is not None:
                return layout, regridded, channels, 0
    if len(shape) == 3 and shape[0] == 1:
        prefix = shape[1] - field.grid[0] * field.grid[1]
        if 0 <= prefix <= MOST_PREFIX_TOKENS:
            return Layout.TOKENS, field, shape[2], prefix
    return None


def _cells_to_input(field: Field) -> Affine:
    """Map points to input points: the centre of each cell goes to the centre of its receptive field."""
    (step_y, step_x), (centre_y, centre_x) = field.stride, field.centre
    return Affine(xx=step_x, x0=centre_x - step_x / 2, yy=step_y, y0=centre_y - step_y / 2)
