"""The one place where hooks are put on a network, and taken off again."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager

from torch import Tensor, nn

from core.jobs import CancelToken
from core.networks.inplace import out_of_place
from core.networks.layers import LayerTable


@contextmanager
def captured(module: nn.Module, layers: LayerTable, token: CancelToken) -> Iterator[dict[str, Tensor]]:
    """Collects the outputs of `layers` while `module` runs inside the block; the network is then as it was.

    The outputs are kept as the layers gave them: where a later in-place operation would overwrite one, the network goes
    on with a copy. `token` is checked at every layer, so that a pass can be given up in the middle.
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
