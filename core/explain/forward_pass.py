"""One forward pass of one photograph, kept so that any number of questions about it need no second one."""

from __future__ import annotations

from collections.abc import Sequence

import torch
from torch import Tensor, nn

from core.errors import ModelError
from core.explain.capture import captured
from core.jobs import CancelToken
from core.networks.layers import Layer, LayerTable, Layout


class ForwardPass:
    """The outputs of every layer for one input, and the graph that leads from them to the logits."""

    def __init__(self, logits: Tensor, outputs: dict[str, Tensor], layers: LayerTable) -> None:
        self.logits = logits
        self.layers = layers
        self.outputs = outputs
        self._means: dict[int, dict[str, Tensor]] = {}

    @staticmethod
    @torch.enable_grad()
    def run(module: nn.Module, image: Tensor, layers: LayerTable, *, token: CancelToken) -> ForwardPass:
        """Run `module` on `image` (1, c, h, w). The parameters should ask for no gradients: it saves their part."""
        # The clone is no leaf, so that a network may overwrite its input.
        image = image.detach().requires_grad_().clone()
        with captured(module, layers, token) as outputs:
            logits = module(image)
        if not isinstance(logits, Tensor) or logits.dim() != 2 or logits.shape[0] != 1:
            raise ModelError(
                "The network does not answer with one logit a class.", "Only classifiers can be explained."
            )
        return ForwardPass(logits, outputs, layers)

    @property
    def bytes(self) -> int:
        """The memory that the outputs hold. What the graph holds besides is of the same size or less."""
        storages = {output.untyped_storage().data_ptr(): output.untyped_storage() for output in self.outputs.values()}
        return sum(storage.nbytes() for storage in storages.values())

    def mean_gradients(self, target: int, names: Sequence[str], *, token: CancelToken) -> dict[str, Tensor]:
        """For each layer the gradient of logit `target` averaged over positions: (channels,), kept for the next time.

        One backward pass for all layers together, and only down to the earliest of them.
        """
        known = self._means.setdefault(target, {})
        missing = [name for name in self.layers.names if name in names and name not in known]
        if missing:
            self._backward(target, missing, known, token)
            # A layer beside the way down to the earliest one was not passed.
            for name in missing:
                if name not in known:
                    self._backward(target, [name], known, token)
        return {name: known[name] for name in names}

    def _backward(self, target: int, names: Sequence[str], known: dict[str, Tensor], token: CancelToken) -> None:
        """Fill `known` for the named layers, of which the first is the earliest."""
        sharing: dict[int, list[Layer]] = {}
        for name in names:
            sharing.setdefault(id(self.outputs[name]), []).append(self.layers[name])

        def reduce(gradient: Tensor, layers: list[Layer]) -> None:
            token.check()
            # Reduced as it passes, so that no layer's gradient outlives the next.
            mean = by_channel(gradient, layers[0]).mean(1)
            known.update({layer.name: mean for layer in layers})

        handles = [
            self.outputs[layers[0].name].register_hook(  # type: ignore[no-untyped-call]
                lambda gradient, layers=layers: reduce(gradient, layers)
            )
            for layers in sharing.values()
        ]
        earliest = self.outputs[names[0]]
        try:
            (gradient,) = torch.autograd.grad(self.logits[0, target], [earliest], retain_graph=True, allow_unused=True)
        finally:
            for handle in handles:
                handle.remove()
        if gradient is None:  # the answer does not depend on this layer at all
            reduce(torch.zeros_like(earliest), sharing[id(earliest)])


def by_channel(values: Tensor, layer: Layer) -> Tensor:
    """A layer's output, or its gradient, as a matrix (channels, height * width); class tokens are left out."""
    if layer.layout is Layout.CHANNELS_FIRST:
        return values[0].flatten(1)
    if layer.layout is Layout.CHANNELS_LAST:
        return values[0].flatten(0, 1).T
    return values[0, layer.prefix_tokens :].T
