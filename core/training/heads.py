"""The head that the settings ask for, as an argument of the architecture: so it goes to the model's card."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

import torch
from torch import Tensor, nn

from core.errors import ModelError, TrainingError
from core.networks.architectures import build
from core.networks.arguments import Head, HeadLayer
from core.networks.fitting import blueprint, head_axes
from core.networks.heads import first_width, replace_pool
from core.training.settings import HeadSettings, Pooling

_POOLS = ("avgpool", "global_pool", "head.global_pool")
"""What torchvision and timm call the module that pools before the head."""
_PLAIN = (nn.Linear, nn.Dropout, nn.ReLU, nn.Identity, nn.Hardswish, nn.Tanh)


def with_head(
    architecture: str, arguments: Mapping[str, Any], settings: HeadSettings, input_size: tuple[int, int]
) -> dict[str, Any]:
    """The arguments with the head of the settings; as they are where those ask for none.

    Raises TrainingError where the architecture's pooling or head cannot be replaced.
    """
    if settings == HeadSettings():
        return dict(arguments)
    plain = {name: value for name, value in arguments.items() if name != "head"}
    owners = {name.rpartition(".")[0] for name in head_axes(blueprint(architecture, plain))}
    network = build(architecture, plain, 2)  # of raw memory: only its shapes are looked at
    if len(owners) != 1:
        raise _refusal(architecture, "it has several heads")
    owner = owners.pop()
    if isinstance(network.get_submodule(owner), nn.Conv2d):
        head = _behind_convolution(network, architecture, owner, settings, input_size)
    else:
        head = _behind_pooling(network, architecture, owner, settings, input_size)
    return {**plain, "head": head.to_json()}


def _behind_convolution(
    network: nn.Module, architecture: str, owner: str, settings: HeadSettings, input_size: tuple[int, int]
) -> Head:
    """A head that is a convolution (SqueezeNet's) goes as a whole; pooling becomes the first of the new layers."""
    at = owner.rpartition(".")[0]
    if not at:
        raise _refusal(architecture, "its head is a convolution")
    channels, height, width = _input_of(network, architecture, at, input_size)
    is_flat = settings.pooling is Pooling.FLATTEN
    first = [HeadLayer("flatten")] if is_flat else [HeadLayer("average"), HeadLayer("flatten")]
    features = channels * height * width if is_flat else channels
    return Head(at, (*first, *_dense(settings)), width=features)


def _behind_pooling(
    network: nn.Module, architecture: str, owner: str, settings: HeadSettings, input_size: tuple[int, int]
) -> Head:
    at = _replaceable(network, owner)
    if settings.pooling is Pooling.OWN:
        return Head(at, _dense(settings), width=first_width(network.get_submodule(at)))
    names = [name for name, _ in network.named_modules()]
    pools = [name for name in _POOLS if name in names]
    if not pools:
        raise _refusal(architecture, "its pooling is no module of its own")
    replace_pool(network, pools[0], settings.pooling.value)
    network.set_submodule(at, nn.Identity())
    shape = _input_of(network, architecture, at, input_size)
    return Head(at, _dense(settings), width=int(torch.Size(shape).numel()), pool=(pools[0], settings.pooling.value))


def _replaceable(network: nn.Module, owner: str) -> str:
    """The sequence that holds the last layer where that is nothing but layers of a head; else the last layer."""
    above = owner.rpartition(".")[0]
    parts = list(network.get_submodule(above).children()) if above else []
    is_plain = isinstance(network.get_submodule(above), nn.Sequential) and all(isinstance(p, _PLAIN) for p in parts)
    return above if above and is_plain else owner


def _dense(settings: HeadSettings) -> tuple[HeadLayer, ...]:
    layers: list[HeadLayer] = []
    for width in settings.dense:
        layers += [HeadLayer("linear", width), HeadLayer("relu")]
        if settings.dropout:
            layers.append(HeadLayer("dropout", rate=settings.dropout))
    return (*layers, HeadLayer("linear"))


def _input_of(network: nn.Module, architecture: str, at: str, input_size: tuple[int, int]) -> tuple[int, ...]:
    """The shape, without the batch, of what the module `at` is given."""
    shapes: list[tuple[int, ...]] = []

    def note(_module: nn.Module, arguments: tuple[Tensor, ...]) -> None:
        shapes.append(tuple(arguments[0].shape[1:]))

    handle = network.get_submodule(at).register_forward_pre_hook(note)
    try:
        with torch.no_grad():
            network.eval()(torch.zeros(1, 3, *input_size))
    except (RuntimeError, ValueError, AssertionError, IndexError) as error:
        if not shapes:
            raise ModelError(
                f"Input size {input_size[0]} x {input_size[1]} does not suit {architecture}: {error}.",
                "Change 'size' in [preparation].",
            ) from error
    finally:
        handle.remove()
    return shapes[-1]


def _refusal(architecture: str, why: str) -> TrainingError:
    return TrainingError(
        f"The head of {architecture} cannot be replaced as [head] asks: {why}.",
        "Take pooling = \"own\" without dense layers, or one of the 'funduscope/' architectures that have such heads.",
    )
