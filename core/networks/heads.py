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
    width = head.width if head.width is not None else first_width(replaced)
    if width is None:
        raise ModelError(f"Architecture argument 'head': the module '{head.at}' holds no linear layer to replace.")
    if head.pool is not None:
        replace_pool(model, *head.pool)
    model.set_submodule(head.at, nn.Sequential(*_layers(head, width, class_count)))


def replace_pool(model: nn.Module, at: str, kind: str) -> None:
    """Let the module `at` take the mean over the picture ("average") or leave it as it is ("flatten").

    What it gives keeps its axes, unless it took them away before. Raises ModelError where there is no such module.
    """
    try:
        replaced = model.get_submodule(at)
    except AttributeError as error:
        raise ModelError(f"Architecture argument 'head': there is no module '{at}'.") from error
    is_flattening = not isinstance(getattr(replaced, "flatten", nn.Identity()), nn.Identity)  # as timm's may be
    pool: nn.Module = nn.AdaptiveAvgPool2d(1) if kind == "average" else nn.Identity()
    model.set_submodule(at, nn.Sequential(pool, nn.Flatten(1)) if is_flattening else pool)


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
        elif layer.kind == "dropout":
            layers.append(nn.Dropout(layer.rate))
        elif layer.kind == "average":
            layers.append(nn.AdaptiveAvgPool2d(1))
        elif layer.kind == "flatten":
            layers.append(nn.Flatten())
        else:
            layers.append(nn.ReLU())
    return layers
