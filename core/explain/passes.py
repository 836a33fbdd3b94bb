"""Further passes through a network, beside the one that is kept: for inputs that a method makes."""

from __future__ import annotations

import torch
from torch import Tensor

from core.errors import ExplainError
from core.explain.capture import captured, outputs_of
from core.explain.case import Case
from core.explain.scalar import activation, score
from core.explain.targets import ChannelTarget, Target
from core.networks.layers import LayerTable


def logits(case: Case, images: Tensor) -> Tensor:
    """What the network says of `images` (n, c, h, w): (n, classes), with its graph where they ask for gradients.

    Raises ExplainError where a logit is not a finite number.
    """
    with captured(case.module, LayerTable((), case.forward.layers.input_size), case.token):
        # A copy, since a network may overwrite its input.
        answer: Tensor = case.module(images.clone())
    return refuse_broken(answer)


def values(case: Case, images: Tensor, target: Target) -> Tensor:
    """The number that is explained for each of `images` (n, c, h, w): (n,). For a channel no deeper than its layer."""
    if not isinstance(target, ChannelTarget):
        return score(logits(case, images), target)
    found = activation(layer_output(case, images, target.layer), case.forward.layers[target.layer], target)
    return refuse_broken(found)


def layer_output(case: Case, images: Tensor, name: str) -> Tensor:
    """The output of the layer `name` for `images` (n, c, h, w), going no deeper into the network."""
    table = LayerTable((case.forward.layers[name],), case.forward.layers.input_size)
    return outputs_of(case.module, images.clone(), table, case.token)[name]


def gradients(case: Case, images: Tensor, target: Target) -> tuple[Tensor, Tensor]:
    """The numbers that are explained, (n,), and their gradients with respect to `images`: (n, c, h, w)."""
    with torch.enable_grad():
        leaf = images.detach().requires_grad_()
        found = values(case, leaf, target)
        # Each depends on its own image alone, so that the sum's gradient holds that of each.
        (gradient,) = torch.autograd.grad(found.sum(), [leaf], allow_unused=True)
    return found.detach(), torch.zeros_like(leaf) if gradient is None else gradient


def refuse_broken(found: Tensor) -> Tensor:
    """`found` as it is. Raises ExplainError where it is not all finite numbers."""
    if not torch.isfinite(found).all():
        raise ExplainError(
            "The network's answer to a changed photograph is not a finite number.",
            "Its weights are damaged or its training diverged: use an earlier checkpoint.",
        )
    return found
