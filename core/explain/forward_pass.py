"""One forward pass of one photograph, kept so that any number of questions about it need no second one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager

import torch
from torch import Tensor, nn

from core.errors import ModelError
from core.explain.capture import captured
from core.explain.scalar import activation, channels, score
from core.explain.targets import ChannelTarget, Target
from core.jobs import CancelToken
from core.networks.layers import Layer, LayerTable

Reduce = Callable[[Tensor, Layer], Tensor]
"""From the gradient with respect to a layer's output, as `by_channel` gives it, to what is kept of it."""


KEPT_TARGETS = 64
"""Of so many targets the mean gradients are kept: looking through all channels of a layer takes no more memory."""


class ForwardPass:
    """The outputs of every layer for one input, and the graph that leads from them to the logits.

    `image` (1, c, h, w) is the input itself, at the root of the graph.
    """

    def __init__(self, image: Tensor, logits: Tensor, outputs: dict[str, Tensor], layers: LayerTable) -> None:
        self.image = image
        self.logits = logits
        self.layers = layers
        self.outputs = outputs
        self._means: dict[Target, dict[str, Tensor]] = {}

    @staticmethod
    @torch.enable_grad()
    def run(module: nn.Module, image: Tensor, layers: LayerTable, *, token: CancelToken) -> ForwardPass:
        """Run `module` on `image` (1, c, h, w). The parameters should ask for no gradients: it saves their part."""
        image = image.detach().requires_grad_()
        with captured(module, layers, token) as outputs:
            # The clone is no leaf, so that a network may overwrite its input.
            logits = module(image.clone())
        if not isinstance(logits, Tensor) or logits.dim() != 2 or logits.shape[0] != 1:
            raise ModelError(
                "The network does not answer with one logit a class.", "Only classifiers can be explained."
            )
        return ForwardPass(image, logits, outputs, layers)

    @property
    def bytes(self) -> int:
        """The memory that the outputs hold. What the graph holds besides is of the same size or less."""
        storages = {output.untyped_storage().data_ptr(): output.untyped_storage() for output in self.outputs.values()}
        return sum(storage.nbytes() for storage in storages.values())

    def value(self, target: Target) -> Tensor:
        """The number that is explained, a scalar with its graph."""
        with torch.enable_grad():
            if isinstance(target, ChannelTarget):
                return activation(self.outputs[target.layer], self.layers[target.layer], target)[0]
            return score(self.logits, target)[0]

    def input_gradient(self, target: Target, *, token: CancelToken) -> Tensor:
        """The gradient of `target` with respect to the network's input: (1, c, h, w)."""
        token.check()
        with self._interruptible(token):
            (gradient,) = torch.autograd.grad(self.value(target), [self.image], retain_graph=True, allow_unused=True)
        return torch.zeros_like(self.image) if gradient is None else gradient

    def mean_gradients(self, target: Target, names: Sequence[str], *, token: CancelToken) -> dict[str, Tensor]:
        """For each layer the gradient of `target` averaged over positions: (channels,), kept for the next time.

        One backward pass for all layers together, and only down to the earliest of them.
        """
        known = self._means.setdefault(target, {})
        if len(self._means) > KEPT_TARGETS:
            del self._means[next(iter(self._means))]
        missing = [name for name in names if name not in known]
        known.update(self.reduced_gradients(target, missing, lambda gradient, _layer: gradient.mean(1), token=token))
        return {name: known[name] for name in names}

    def reduced_gradients(
        self, target: Target, names: Sequence[str], reduce: Reduce, *, token: CancelToken
    ) -> dict[str, Tensor]:
        """For each layer what `reduce` makes of the gradient of `target` with respect to its output.

        One backward pass for all layers together. Gradients are reduced as they pass, so that none outlives the next.
        """
        found: dict[str, Tensor] = {}
        wanted = [name for name in self.layers.names if name in names]
        if wanted:
            self._backward(target, wanted, reduce, found, token)
            # A layer beside the way down to the earliest one was not passed.
            for name in wanted:
                if name not in found:
                    self._backward(target, [name], reduce, found, token)
        return found

    def _backward(
        self, target: Target, names: Sequence[str], reduce: Reduce, found: dict[str, Tensor], token: CancelToken
    ) -> None:
        """Fill `found` for the named layers, of which the first is the earliest."""
        sharing: dict[int, list[Layer]] = {}
        for name in names:
            sharing.setdefault(id(self.outputs[name]), []).append(self.layers[name])

        def take(gradient: Tensor, layers: list[Layer]) -> None:
            token.check()
            for layer in layers:
                found[layer.name] = reduce(by_channel(gradient, layer), layer)

        handles = [
            self.outputs[layers[0].name].register_hook(  # type: ignore[no-untyped-call]
                lambda gradient, layers=layers: take(gradient, layers)
            )
            for layers in sharing.values()
        ]
        earliest = self.outputs[names[0]]
        try:
            (gradient,) = torch.autograd.grad(self.value(target), [earliest], retain_graph=True, allow_unused=True)
        finally:
            for handle in handles:
                handle.remove()
        if gradient is None:  # the answer does not depend on this layer at all
            take(torch.zeros_like(earliest), sharing[id(earliest)])

    @contextmanager
    def _interruptible(self, token: CancelToken) -> Iterator[None]:
        """A backward pass in the block is given up at the next layer once `token` is cancelled."""
        outputs = {id(output): output for output in self.outputs.values() if output.requires_grad}
        handles = [
            output.register_hook(lambda _gradient: token.check())  # type: ignore[no-untyped-call]
            for output in outputs.values()
        ]
        try:
            yield
        finally:
            for handle in handles:
                handle.remove()


def by_channel(values: Tensor, layer: Layer) -> Tensor:
    """A layer's output, or its gradient, as a matrix (channels, height * width); class tokens are left out."""
    return channels(values, layer)[0]
