"""What a network would be that the settings ask for, before anything is trained: how large, and what can be frozen."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from core.errors import FunduscopeError, TrainingError
from core.networks.architectures import build, default_config, resolve
from core.training.blocks import keras_names, parts_with_weights
from core.training.heads import with_head
from core.training.network import Network, freeze, head_weights
from core.training.preparation import make_preparation
from core.training.settings import TrainingSettings


@dataclass(frozen=True, slots=True)
class NetworkFacts:
    """`parameters` of which so many are `trained`; `statistics` are those that batch normalisations keep beside them.

    `parts` are the names from which training can begin. `problems` say what is wrong, by "table.key".
    """

    parameters: int = 0
    trained: int = 0
    statistics: int = 0
    parts: tuple[str, ...] = ()
    problems: tuple[tuple[str, FunduscopeError], ...] = ()


def describe_network(settings: TrainingSettings, class_count: int) -> NetworkFacts:
    """Build the network without its numbers, and look at it. Never raises for what the user can mend."""
    wanted = settings.network
    try:
        height, width = make_preparation(settings.preparation).output_size
    except FunduscopeError as error:
        return NetworkFacts(problems=(("preparation.recipe", error),))
    try:
        architecture = resolve(wanted.architecture)
    except FunduscopeError as error:
        return NetworkFacts(problems=(("network.architecture", error),))
    try:
        build(architecture, wanted.arguments, class_count, meta=True)
    except FunduscopeError as error:
        return NetworkFacts(problems=(("network.arguments", error),))
    fixed = _fixed_side(architecture, wanted.arguments)
    if fixed and (fixed, fixed) != (height, width):
        return NetworkFacts(problems=(("preparation.size", _wrong_size(architecture, fixed, height, width)),))
    try:
        arguments = with_head(architecture, wanted.arguments, settings.head, (height, width))
        module = build(architecture, arguments, class_count, meta=True)
        network = Network(module, architecture, arguments, head_weights(module, architecture, arguments))
    except FunduscopeError as error:
        return NetworkFacts(problems=(("head.pooling", error),))
    parts = (*keras_names(module), *parts_with_weights(module))
    statistics = sum(each.numel() for name, each in module.named_buffers() if name.endswith(("_mean", "_var")))
    try:
        freeze(network, wanted)
    except FunduscopeError as error:
        return NetworkFacts(network.parameter_count, 0, statistics, parts, (("network.train_from", error),))
    return NetworkFacts(network.parameter_count, network.trained_parameter_count, statistics, parts)


def _fixed_side(architecture: str, arguments: Mapping[str, Any]) -> int:
    """The side of the only input that a network reads as it is built; 0: it reads any."""
    config = default_config(architecture)
    if "img_size" in arguments or not config.get("fixed_input_size"):
        return 0
    return int(config["input_size"][-1])


def _wrong_size(architecture: str, fixed: int, height: int, width: int) -> FunduscopeError:
    return TrainingError(
        f"{architecture} reads {fixed} x {fixed} pixels, not {height} x {width}.",
        f"Take {fixed}, or build it for another size ('img_size').",
    )
