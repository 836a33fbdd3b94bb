"""Heads that users put in place of a library's own: several layers where it has one."""

from __future__ import annotations

from torch import nn

from core.errors import ModelError
from core.networks.arguments import Head


def replace_head(model: nn.Module, head: Head, class_count: int) -> None:
    """Put the layers of `head` into `model` as a sequence under the name `head.at`. Raises ModelError."""
    try:
        replaced = model.get_submodule(head.at)
    except AttributeError as error:
        raise ModelError(f"Architecture argument 'head': there is no module '{head.at}'.") from error
    width = first_width(replaced)
    if width is None:
        raise ModelError(f"Architecture argument 'head': the module '{head.at}' holds no linear layer to replace.")
    model.set_submodule(head.at, nn.Sequential(*_layers(head, width, class_count)))


def first_width(module: nn.Module) -> int | None:
    """The number of features that the first linear layer in `module` takes, None where there is none."""
    for child in module.modules():
        if isinstance(child, nn.Linear):
            return child.in_features
    return None


def _layers(head: Head, width: int, class_count: int) -> list[nn.Module]:
    layers: list[nn.Module] = []
    for layer in head.layers:
        if layer.kind == "linear":
            following = class_count if layer.width is None else layer.width
            layers.append(nn.Linear(width, following, bias=layer.has_bias))
            width = following
        elif layer.kind == "batch_norm":
            layers.append(nn.BatchNorm1d(width))
        elif layer.kind == "layer_norm":
            layers.append(nn.LayerNorm(width))
        else:
            layers.append(nn.ReLU())
    return layers
