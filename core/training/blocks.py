"""What works call the parts of a network from which they train on."""

from __future__ import annotations

from itertools import pairwise

from torch import nn

_PLAIN = (nn.Conv2d, nn.BatchNorm2d, nn.ReLU, nn.MaxPool2d)


def keras_names(module: nn.Module) -> dict[str, str]:
    """The convolutions of a network built like VGG as Keras names them ("block5_conv1"), with their modules' names.

    Empty for any other network.
    """
    features = getattr(module, "features", None)
    parts = list(features.named_children()) if isinstance(features, nn.Sequential) else []
    if not parts or not all(isinstance(part, _PLAIN) for _name, part in parts):
        return {}
    named: dict[str, str] = {}
    block, number = 1, 0
    for name, part in parts:
        if isinstance(part, nn.MaxPool2d):
            block, number = block + 1, 0
        elif isinstance(part, nn.Conv2d):
            number += 1
            named[f"block{block}_conv{number}"] = f"features.{name}"
    return named


def parts_with_weights(module: nn.Module) -> tuple[str, ...]:
    """The parts from which training can begin, in order: those whose weights come after all that stands before."""
    owners = [name.rpartition(".")[0] for name, _parameter in module.named_parameters()]
    found: dict[str, None] = {}
    for before, owner in pairwise(["", *owners]):
        steps = owner.split(".")
        for depth in range(1, len(steps) + 1):
            part = ".".join(steps[:depth])
            if not f"{before}.".startswith(f"{part}."):
                found.setdefault(part)
    return tuple(found)
