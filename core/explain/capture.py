"""The one place where hooks are put on a network, and taken off again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from functools import partial

from torch import Tensor, nn

from core.jobs import CancelToken
from core.networks.inplace import out_of_place
from core.networks.layers import Layer, LayerTable

SeeOutput = Callable[[Layer, nn.Module, Tensor | None, Tensor], None]
"""Gets a layer, its module, the module's first input and its output."""


class _Enough(Exception):  # noqa: N818 - it is not an error
    """All that was wanted of a pass is there."""


def outputs_of(module: nn.Module, images: Tensor, layers: LayerTable, token: CancelToken) -> dict[str, Tensor]:
    """The outputs of `layers` for `images`, by name; what comes after the last of them is not computed."""
    with captured(module, layers, token, is_stopping=True) as outputs, suppress(_Enough):
        module(images)
    return outputs


@contextmanager
def captured(
    module: nn.Module, layers: LayerTable, token: CancelToken, *, is_stopping: bool = False
) -> Iterator[dict[str, Tensor]]:
    """Collects the outputs of `layers` while `module` runs inside the block; the network is then as it was.

    The outputs are kept as the layers gave them: where a later in-place operation would overwrite one, the network goes
    on with a copy. `token` is checked at every layer, so that a pass can be given up in the middle. With `is_stopping`
    the pass ends by an exception when all are there.
    """
    wanted = {(layer.module_name, layer.call): layer for layer in layers}
    outputs: dict[str, Tensor] = {}
    calls: Counter[str] = Counter()

    def keep(name: str, output: Tensor) -> Tensor | None:
        token.check()
        calls[name] += 1
        layer = wanted.get((name, calls[name]))
        if layer is None:
            return None
        outputs[layer.name] = output
        if is_stopping and len(outputs) == len(wanted):
            raise _Enough
        return output.clone() if layer.is_changed_later else None

    names = {layer.module_name for layer in layers}
    handles = [module.register_forward_pre_hook(lambda _module, _inputs: token.check())]
    try:
        for name in names:
            part = module.get_submodule(name)
            handles.append(part.register_forward_hook(lambda _part, _inputs, output, name=name: keep(name, output)))
        with out_of_place(module):
            yield outputs
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def seen_outputs(module: nn.Module, layers: LayerTable, see: SeeOutput, token: CancelToken) -> Iterator[None]:
    """Inside the block `see` is called with every output of `layers` right when it is there; none is kept.

    A later operation may overwrite an output in its place, so `see` must not keep it either. `token` is checked at
    every layer.
    """
    wanted = {(layer.module_name, layer.call): layer for layer in layers}
    calls: Counter[str] = Counter()

    def look(name: str, part: nn.Module, inputs: tuple[object, ...], output: Tensor) -> None:
        token.check()
        calls[name] += 1
        layer = wanted.get((name, calls[name]))
        if layer is not None:
            given = inputs[0] if inputs and isinstance(inputs[0], Tensor) else None
            see(layer, part, given, output)

    handles = [module.register_forward_pre_hook(lambda _module, _inputs: calls.clear())]
    try:
        for name in {layer.module_name for layer in layers}:
            part = module.get_submodule(name)
            handles.append(part.register_forward_hook(partial(look, name)))
        yield
    finally:
        for handle in handles:
            handle.remove()


@contextmanager
def watched(parts: Iterable[nn.Module], see: Callable[[nn.Module, Tensor], None]) -> Iterator[None]:
    """Inside the block `see` is called with each of `parts` and its first input, right before it computes."""

    def look(part: nn.Module, inputs: tuple[Tensor, ...]) -> None:
        if inputs:
            see(part, inputs[0])

    handles = [part.register_forward_pre_hook(look) for part in parts]
    try:
        yield
    finally:
        for handle in handles:
            handle.remove()
