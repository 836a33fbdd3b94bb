"""Networks like one that is given, with random weights: whole, from the top down, or a part by itself."""

from __future__ import annotations

import copy
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import torch
from torch import Tensor, nn
from torch.nn.modules.batchnorm import _BatchNorm

from core.explain.capture import watched
from core.explain.check_settings import Weights
from core.networks.architectures import build
from core.networks.loaded import LoadedModel

FAINT = 0.1
"""A factor that begins smaller than this shuts off what it is multiplied with."""


@dataclass(frozen=True, slots=True, eq=False)
class Part:
    """A piece of a network that has parameters of its own: the module's dotted name and theirs."""

    name: str
    parameters: tuple[str, ...]


class RandomNetworks:
    """Copies of a model's network with random weights; the network itself is never changed.

    `INITIAL` builds the architecture anew, by the library's own code, from the seed: every tensor has the distribution
    with which that library begins. Where that is a constant it is replaced, since it would give maps of nothing: a
    matrix or filter (torchvision's vision transformers begin with a head of zeros) is drawn as torch draws linear
    layers, uniform within 1/sqrt(inputs); a factor below 0.1 (layer scale, the last normalisation of timm's residual
    blocks) takes the trained values in random order. Biases stay at the constant that they begin with.

    Batch normalisation: running statistics belong to the weights above which they were gathered, and mean nothing to
    random ones. Where any weight of or before a normalisation is random, its mean and variance are therefore taken from
    this very input, from all its positions, as an untrained network in training would; without that, activations of
    deep residual networks grow without bound. A normalisation of a single position gets mean 0 and variance 1.
    """

    def __init__(self, model: LoadedModel, image: Tensor, weights: Weights = Weights.INITIAL) -> None:
        self._model = model
        self._image = image
        self._weights = weights
        self._places = places_of(model.module, image)
        self.parts = parts_in_order(model.module, self._places)

    def whole(self, seed: int) -> nn.Module:
        """All weights random."""
        return self.randomised(self.parts, seed)

    @torch.no_grad()
    def randomised(self, parts: Sequence[Part], seed: int) -> nn.Module:
        """A copy in which the weights of `parts` are random; one seed gives the same weights everywhere."""
        network = copy.deepcopy(self._model.module)
        drawn = self._draw(seed)
        own = dict(network.named_parameters())
        for part in parts:
            for name in part.parameters:
                if name in drawn:  # a tensor that several modules share has one name, that of the first
                    own[name].copy_(drawn[name])
        self._settle(network, parts)
        return network.eval().requires_grad_(requires_grad=False)

    def _draw(self, seed: int) -> dict[str, Tensor]:
        """Random values for every parameter, by name, on the CPU, so that devices do not differ."""
        generator = torch.Generator().manual_seed(seed)
        trained = {name: value.detach().cpu() for name, value in self._model.module.named_parameters()}
        if self._weights is Weights.SHUFFLED:
            return {name: _shuffled(value, generator) for name, value in trained.items()}
        card = self._model.card
        with torch.random.fork_rng(devices=[]):
            torch.manual_seed(seed)
            fresh = build(card.architecture, card.arguments, card.class_count, is_initialised=True)
        return {
            name: _usable(name, value.detach().float(), trained[name], generator)
            for name, value in fresh.named_parameters()
            if name in trained
        }

    def _settle(self, network: nn.Module, parts: Sequence[Part]) -> None:
        """Take the statistics of every normalisation that a random weight comes before from the input."""
        if not parts:
            return
        first = min(_place(part.name, self._places) for part in parts)
        norms = [
            module
            for name, module in network.named_modules()
            if isinstance(module, _BatchNorm) and _place(name, self._places) >= first
        ]
        with watched(norms, _take_statistics):
            network(self._image.clone())


def places_of(module: nn.Module, image: Tensor) -> dict[str, int]:
    """When a pass over `image` comes to each module, counted from 0, by dotted name; only those that it enters."""
    names = {id(part): name for name, part in module.named_modules()}
    entered: dict[str, int] = {}

    def note(part: nn.Module, _input: Tensor) -> None:
        entered.setdefault(names[id(part)], len(entered))

    with torch.no_grad(), watched(module.modules(), note):
        module(image.clone())
    return entered


def parts_in_order(module: nn.Module, places: Mapping[str, int]) -> tuple[Part, ...]:
    """Everything in a network that has parameters, in the order in which a pass comes to it.

    What a pass never enters as a module (the output projection of torch's attention, which is used as a matrix) stands
    with the module around it.
    """
    owners = [
        Part(name, tuple(f"{name}.{own}".lstrip(".") for own, _value in part.named_parameters(recurse=False)))
        for name, part in module.named_modules()
        if any(True for _ in part.parameters(recurse=False))
    ]
    return tuple(sorted(owners, key=lambda part: _place(part.name, places)))


def _place(name: str, places: Mapping[str, int]) -> int:
    while name not in places and name:
        name = name.rpartition(".")[0]
    return places.get(name, 0)


def _shuffled(values: Tensor, generator: torch.Generator) -> Tensor:
    order = torch.randperm(values.numel(), generator=generator)
    return values.flatten()[order].reshape(values.shape)


def _usable(name: str, fresh: Tensor, trained: Tensor, generator: torch.Generator) -> Tensor:
    if fresh.numel() < 2 or bool((fresh != fresh.flatten()[0]).any()):
        return fresh
    is_vector = fresh.numel() == max(fresh.shape)
    if not is_vector:
        bound = 1 / math.sqrt(fresh[0].numel())
        return (torch.rand(fresh.shape, generator=generator) * 2 - 1) * bound
    is_bias = name.rpartition(".")[2].endswith("bias")
    if is_bias or abs(float(fresh.flatten()[0])) >= FAINT:
        return fresh
    return _shuffled(trained, generator)


def _take_statistics(norm: nn.Module, values: Tensor) -> None:
    if not isinstance(norm, _BatchNorm) or norm.running_mean is None or norm.running_var is None:
        return
    axes = [axis for axis in range(values.dim()) if axis != 1]
    if values.numel() // values.shape[1] < 2:
        norm.reset_running_stats()
        return
    norm.running_mean.copy_(values.mean(axes))
    norm.running_var.copy_(values.var(axes, unbiased=False))
