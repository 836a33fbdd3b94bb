"""The network that is trained: built, started from weights, partly frozen."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor, nn
from torch.nn import functional

from core.errors import ModelError, TrainingError, did_you_mean
from core.networks.architectures import OWN, build, resolve
from core.networks.arguments import read_arguments
from core.networks.card_file import is_model_file, read_card
from core.networks.fitting import blueprint, head_axes
from core.networks.pretrained import pretrained_weights
from core.networks.recognition import recognise
from core.networks.tensorfile import as_float32, read_tensors
from core.networks.weights import read_weights
from core.training.blocks import keras_names
from core.training.heads import with_head
from core.training.settings import PRETRAINED, Frozen, HeadSettings, NetworkSettings


@dataclass(frozen=True, slots=True, eq=False)
class Network:
    """A network to train.

    `module` gives (n, classes) logits, in float32 on the CPU. `head` are the names of the weights whose shape depends
    on the number of classes. `notes` are sentences for the log: what was kept, what starts anew.
    """

    module: nn.Module
    architecture: str
    arguments: Mapping[str, Any]
    head: frozenset[str]
    notes: tuple[str, ...] = ()

    @property
    def parameter_count(self) -> int:
        """The number of weights."""
        return sum(each.numel() for each in self.module.parameters())

    @property
    def trained_parameter_count(self) -> int:
        """The number of weights that training changes."""
        return sum(each.numel() for each in self.module.parameters() if each.requires_grad)


def make_network(
    settings: NetworkSettings,
    class_names: tuple[str, ...],
    *,
    input_size: tuple[int, int],
    seed: int,
    head: HeadSettings | None = None,
) -> Network:
    """Build the network, start it, freeze what is to be. The same seed gives the same weights.

    Changes torch's random state. Raises TrainingError or ModelError for names and weights that do not fit, and for an
    input size that the network cannot read.
    """
    architecture = resolve(settings.architecture)
    start = _find_start(settings.weights, architecture)
    arguments = {**(start.arguments if start is not None else {}), **settings.arguments}
    arguments = with_head(architecture, arguments, head or HeadSettings(), input_size)
    torch.manual_seed(seed)
    module = build(architecture, arguments, len(class_names), is_initialised=True).float()
    names = head_weights(module, architecture, arguments)
    notes = _load(module, start, names, class_names, arguments) if start is not None else ()
    _check_runs(module, architecture, input_size)
    network = Network(module, architecture, arguments, names, notes)
    freeze(network, settings)
    return network


@dataclass(frozen=True, slots=True, eq=False)
class _Start:
    """Weights to start from; `class_names` are those of a model file, None where only their number is known.

    `is_base`: the convolutions alone.
    """

    name: str
    state: Mapping[str, Tensor]
    arguments: Mapping[str, Any]
    class_names: tuple[str, ...] | None
    is_base: bool = False


def _find_start(weights: str, architecture: str) -> _Start | None:
    if not weights:
        return None
    if weights != PRETRAINED:
        return _read_start(Path(weights), architecture)
    state = pretrained_weights(architecture)
    library, _slash, _name = architecture.partition("/")
    name = f"the pretrained weights of {architecture}"
    return _Start(name, state, {}, None, is_base=library == OWN)


def _read_start(path: Path, architecture: str) -> _Start:
    if is_model_file(path):
        card = read_card(path)
        if resolve(card.architecture) != architecture:
            raise TrainingError(
                f"'{path.name}' is a {card.architecture}, but a {architecture} is to be trained.",
                "Set 'architecture' in [network] to the model's, or choose other weights.",
            )
        return _Start(path.name, read_tensors(path), card.arguments, card.class_names)
    weights = read_weights(path)
    found = recognise(
        weights.state,
        architecture=architecture,
        hint=f"{weights.architecture_hint} {path.stem}",
        source=f"'{path.name}'",
    )
    return _Start(path.name, found.state, found.arguments, None)


def head_weights(module: nn.Module, architecture: str, arguments: Mapping[str, Any]) -> frozenset[str]:
    """The weights that depend on the number of classes, and all of a head of several layers."""
    axes = head_axes(blueprint(architecture, arguments))
    given = read_arguments(arguments).head
    layered = () if given is None else (name for name in module.state_dict() if name.startswith(f"{given.at}."))
    return frozenset((*axes, *layered))


def _load(
    module: nn.Module,
    start: _Start,
    head: frozenset[str],
    class_names: tuple[str, ...],
    arguments: Mapping[str, Any],
) -> tuple[str, ...]:
    """Take over the weights; the head only where it is the same one for the same classes."""
    state = {name: as_float32(tensor) for name, tensor in start.state.items()}
    own = module.state_dict()
    if start.is_base:
        head = head | {name for name in own if name.startswith("head.")}
    is_same = all(name in state and state[name].shape == own[name].shape for name in head)
    is_same = is_same and start.arguments.get("head") == arguments.get("head")
    if start.class_names is not None:
        is_same = is_same and start.class_names == class_names
    taken = {name: tensor for name, tensor in state.items() if is_same or name not in head}
    wrong = [name for name, tensor in taken.items() if name in own and own[name].shape != tensor.shape]
    missing = [name for name, _ in module.named_parameters() if name not in taken and name not in head]
    if wrong or missing:
        raise TrainingError(f"'{start.name}' does not fit the network: '{(wrong + missing)[0]}' has no counterpart.")
    with torch.no_grad():
        for name, tensor in own.items():
            if name in taken:
                tensor.copy_(taken[name])
    what = "its head with it" if is_same else "the head starts anew"
    return (f"Started from '{start.name}', {what}.",)


def _check_runs(module: nn.Module, architecture: str, input_size: tuple[int, int]) -> None:
    height, width = input_size
    try:
        with torch.no_grad():
            module.eval()(torch.zeros(1, 3, height, width))
    except (RuntimeError, ValueError, AssertionError, IndexError, ZeroDivisionError) as error:
        raise ModelError(
            f"Input size {height} x {width} does not suit {architecture}: {error}.",
            "Change 'size' in [preparation], or 'img_size' in [network.arguments].",
        ) from error


def freeze(network: Network, settings: NetworkSettings) -> None:
    """Mark what is not trained."""
    if settings.frozen is Frozen.FEATURES:
        for name, parameter in network.module.named_parameters():
            parameter.requires_grad_(_owner(name) in {_owner(each) for each in network.head})
    elif settings.train_from:
        aliases = keras_names(network.module)
        names = [*(name for name, _ in network.module.named_modules()), *aliases]
        if settings.train_from not in names:
            raise TrainingError(
                f"'train_from' in [network]: there is no module '{settings.train_from}' in {network.architecture}.",
                did_you_mean(settings.train_from, names) or "The command 'layers' lists them.",
            )
        _freeze_before(network.module, aliases.get(settings.train_from, settings.train_from))
    if not network.trained_parameter_count:
        raise TrainingError(f"'train_from' in [network]: nothing is left to train from '{settings.train_from}' on.")


def _freeze_before(module: nn.Module, name: str) -> None:
    """Freeze what stands before the module `name`, in the order in which the architecture lists its parts."""
    has_begun = False
    for each, parameter in module.named_parameters():
        has_begun = has_begun or each.startswith(f"{name}.")
        parameter.requires_grad_(has_begun)


def _owner(name: str) -> str:
    return name.rpartition(".")[0]


def set_training(module: nn.Module) -> None:
    """Training mode, but for what is frozen: its batch normalisations keep the statistics that they have."""
    module.train()
    for part in module.modules():
        own = list(part.parameters(recurse=False))
        if own and not any(each.requires_grad for each in own):
            part.eval()


@contextmanager
def dropping_out(network: Network, share: float) -> Iterator[None]:
    """Inside the block the head sees only 1 - `share` of its features in training; negative leaves all as it is.

    An architecture's own dropout behind the features takes the share; one without any gets it before its head. Nothing
    of it stays in the weights, and at inference nothing is dropped.
    """
    own = [part for name, part in network.module.named_modules() if isinstance(part, nn.Dropout) and _is_late(name)]
    before = [part.p for part in own]
    handles = []
    try:
        if share >= 0:
            for part in own:
                part.p = share
        if share > 0 and not own:
            for name in sorted({_owner(each) for each in network.head}):
                head = network.module.get_submodule(name)
                handles.append(head.register_forward_pre_hook(lambda head, args: _dropped(head, args, share)))
        yield
    finally:
        for part, rate in zip(own, before, strict=True):
            part.p = rate
        for handle in handles:
            handle.remove()


def _is_late(name: str) -> bool:
    """Whether a dropout belongs to the classifier: those within blocks and attentions are the architecture's own."""
    return name.partition(".")[0] in ("classifier", "head", "heads", "fc", "head_drop", "dropout")


def _dropped(head: nn.Module, arguments: tuple[Tensor, ...], share: float) -> tuple[Tensor, ...]:
    return (functional.dropout(arguments[0], share, head.training), *arguments[1:])
