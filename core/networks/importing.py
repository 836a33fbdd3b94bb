"""Import of foreign weights: what a file says by itself, what must be asked, and the model file that comes of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from core.errors import ModelError
from core.images.preparation import Normalisation, Preparation, recipe
from core.networks.architectures import TORCHVISION, build, default_config
from core.networks.card import ModelCard, check_class_names
from core.networks.card_file import is_model_file
from core.networks.class_names import default_class_names, imagenet_class_names
from core.networks.files import save_model
from core.networks.fitting import blueprint, head_axes
from core.networks.lean_import import torchvision_models
from core.networks.proposal import ICDR_CLASS_NAMES, ImportChoices, ImportProposal
from core.networks.recognition import Recognition, recognise
from core.networks.tensorfile import notes_on_numbers
from core.networks.weights import read_weights

IMAGENET_CLASS_COUNT = 1000
_TRANSFORMING = ("torchvision/inception_v3", "torchvision/googlenet")
_STATISTICS = {
    Normalisation.IMAGENET: ((0.485, 0.456, 0.406), (0.229, 0.224, 0.225)),
    Normalisation.HALF: ((0.5, 0.5, 0.5), (0.5, 0.5, 0.5)),
    Normalisation.UNIT: ((0.0, 0.0, 0.0), (1.0, 1.0, 1.0)),
}

_SINGLE_OUTPUT = (
    "The network has a single output. It is read as no or yes: the probability of class 1 is the sigmoid of the "
    "output, that of class 0 is the rest. If the output is a grade or another number (regression), the probabilities "
    "mean nothing."
)
_TRANSFORMED = (
    "It was taken to descend from torchvision's ImageNet weights, whose network changes the normalisation by itself "
    "(transform_input). If it was trained from scratch, change that in the card."
)
_UNTRAINED = "It was never trained: its batch normalisations have seen nothing yet."


@dataclass(frozen=True, slots=True)
class _Found:
    recognition: Recognition
    proposal: ImportProposal


def inspect_weights(path: Path, *, architecture: str | None = None) -> ImportProposal:
    """What a file of weights is, and a sensible answer to everything that it does not say. Raises ModelError.

    `architecture` checks the file against that one instead of recognising it.
    """
    return _find(path, architecture).proposal


def import_model(weights: Path, out: Path, choices: ImportChoices) -> ModelCard:
    """Make a model file of a file of weights; the card that it has. Raises ModelError, and leaves `out` as it was."""
    found = _find(weights, choices.architecture)
    card = _card(found.proposal, choices)
    if card.input_size != (found.proposal.input_size,) * 2:
        _check_input_size(card)
    save_model(out, _read_as_classes(found.recognition), card)
    return card


def _find(path: Path, architecture: str | None) -> _Found:
    if is_model_file(path):
        raise ModelError(f"'{path.name}' is a model of Funduscope already.", "Open it; it needs no import.")
    weights = read_weights(path)
    recognition = recognise(
        weights.state,
        architecture=architecture or weights.architecture,
        hint=f"{weights.architecture_hint} {path.stem}",
        source=f"'{path.name}'",
    )
    _refuse_other_channels(recognition, path)
    return _Found(recognition, _propose(path, recognition, weights.notes))


def _check_input_size(card: ModelCard) -> None:
    """Raise ModelError where the network cannot read inputs of that size, tried out on the meta device."""
    network = build(card.architecture, card.arguments, card.class_count, meta=True)
    try:
        with torch.no_grad():
            network(torch.empty(1, 3, *card.input_size, device="meta"))
    except NotImplementedError:
        return  # something in it has no shapes without values: loading will tell
    except (RuntimeError, ValueError, AssertionError, IndexError, ZeroDivisionError) as error:
        height, width = card.input_size
        raise ModelError(f"Input size {height} x {width} does not suit {card.architecture}: {error}.") from error


def _refuse_other_channels(recognition: Recognition, path: Path) -> None:
    channels = recognition.arguments.get("in_chans")
    if channels is not None:
        raise ModelError(
            f"'{path.name}' ({recognition.architecture}) reads images of {channels} channel{'s' * (channels != 1)}, "
            "not RGB photographs.",
            "Which channels they are can't be known from the file; only networks for RGB can be imported.",
        )


def _propose(path: Path, recognition: Recognition, notes: tuple[str, ...]) -> ImportProposal:
    architecture, count = recognition.architecture, recognition.output_count
    arguments = dict(recognition.arguments)
    if architecture in _TRANSFORMING:
        # A network that was never trained can't descend from ImageNet's weights.
        arguments["transform_input"] = not _is_untrained(recognition.state)
    size, is_fixed = _input_size(architecture, arguments)
    normalisation, more = _normalisation(architecture, arguments)
    class_count = max(count, 2)
    names = imagenet_class_names() if count == IMAGENET_CLASS_COUNT else default_class_names(class_count)
    return ImportProposal(
        name=path.stem,
        architecture=architecture,
        candidates=recognition.candidates,
        arguments=arguments,
        output_count=count,
        class_count=class_count,
        class_names=names,
        suggested_class_names=_suggested(class_count),
        input_size=size,
        is_input_size_fixed=is_fixed,
        normalisation=normalisation,
        recipe="imagenet" if count == IMAGENET_CLASS_COUNT else "stretch",
        notes=(*notes, *recognition.notes, *more, *_output_notes(count), *notes_on_numbers(recognition.state)),
    )


def _suggested(count: int) -> dict[str, tuple[str, ...]]:
    if count == len(ICDR_CLASS_NAMES):
        return {"International Clinical Diabetic Retinopathy scale": ICDR_CLASS_NAMES}
    return {}


def _output_notes(count: int) -> list[str]:
    if count != 1:
        return []
    return [_SINGLE_OUTPUT]


def _input_size(architecture: str, arguments: Mapping[str, Any]) -> tuple[int, bool]:
    """The side of the input in pixels, and whether the weights allow no other."""
    size = arguments.get("img_size")
    if architecture.startswith(f"{TORCHVISION}/"):
        is_fixed = architecture.startswith(("torchvision/vit_", "torchvision/maxvit"))
        return (int(size), True) if size is not None else (_torchvision_size(architecture), is_fixed)
    config = default_config(architecture)
    default = int((config.get("input_size") or (3, 224, 224))[-1])
    return (int(size), True) if size is not None else (default, bool(config.get("fixed_input_size")))


def _torchvision_size(architecture: str) -> int:
    """The size for which torchvision's first ImageNet weights were made; ViTs are built for 224."""
    name = architecture.partition("/")[2]
    if name.startswith("vit_"):
        return 224
    weights = list(torchvision_models().get_model_weights(name))
    first = next((entry for entry in weights if entry.name == "IMAGENET1K_V1"), weights[0])
    return int(first.transforms.keywords["crop_size"])


def _normalisation(architecture: str, arguments: Mapping[str, Any]) -> tuple[Normalisation, list[str]]:
    if architecture in _TRANSFORMING:
        return Normalisation.IMAGENET, [_TRANSFORMED if arguments["transform_input"] else _UNTRAINED]
    if arguments.get("global_pool") == "avg" and "vit_" in architecture:
        return Normalisation.IMAGENET, ["Normalised as MAE and RETFound are: with ImageNet's mean and deviation."]
    config = default_config(architecture)
    given = tuple(config.get("mean") or ()), tuple(config.get("std") or ())
    for normalisation, statistics in _STATISTICS.items():
        if given == statistics:
            return normalisation, []
    if not any(given):
        return Normalisation.IMAGENET, []
    return Normalisation.IMAGENET, [f"{architecture} is usually normalised with mean {given[0]}, deviation {given[1]}."]


def _card(proposal: ImportProposal, choices: ImportChoices) -> ModelCard:
    names = choices.class_names if choices.class_names is not None else proposal.class_names
    if len(names) != proposal.class_count:
        single = " (a single output, read as no and yes)" if proposal.output_count == 1 else ""
        raise ModelError(
            f"{len(names)} class names were given, but the network has {proposal.class_count} classes{single}."
        )
    check_class_names(names)
    preparation = _preparation(proposal, choices)
    height, width = preparation.output_size
    if proposal.is_input_size_fixed and {height, width} != {proposal.input_size}:
        raise ModelError(
            f"Input size {height} x {width}: the weights of {proposal.architecture} are made for "
            f"{proposal.input_size} pixels alone."
        )
    return ModelCard(
        name=choices.name or proposal.name,
        architecture=proposal.architecture,
        arguments=_arguments(proposal, choices, preparation),
        class_names=names,
        preparation=preparation,
        licence=choices.licence or "",
        notes=choices.notes if choices.notes is not None else "\n".join(proposal.notes),
    )


def _preparation(proposal: ImportProposal, choices: ImportChoices) -> Preparation:
    if choices.preparation is not None:
        return choices.preparation
    size = choices.input_size if choices.input_size is not None else proposal.input_size
    normalisation = choices.normalisation if choices.normalisation is not None else proposal.normalisation
    return recipe(choices.recipe or proposal.recipe, input_size=size, normalisation=normalisation)


def _is_untrained(state: Mapping[str, Tensor]) -> bool:
    """Whether all statistics of batch normalisation are those that a new network starts with."""
    means = [values for name, values in state.items() if name.endswith(".running_mean")]
    return bool(means) and not any(values.any() for values in means)


def _arguments(proposal: ImportProposal, choices: ImportChoices, preparation: Preparation) -> dict[str, Any]:
    """The network is to change ImageNet's normalisation into its own only where that is the one it gets."""
    arguments = dict(proposal.arguments)
    if arguments.get("transform_input"):
        arguments["transform_input"] = preparation.mean == Normalisation.IMAGENET.step().mean
    return arguments | dict(choices.arguments or {})


def _read_as_classes(recognition: Recognition) -> dict[str, Tensor]:
    """The state; a single output becomes two, the first always 0, so that softmax gives the sigmoid exactly."""
    if recognition.output_count != 1:
        return recognition.state
    state = dict(recognition.state)
    for name, axis in head_axes(blueprint(recognition.architecture, recognition.arguments)).items():
        state[name] = torch.cat([torch.zeros_like(state[name]), state[name]], dim=axis)
    return state
