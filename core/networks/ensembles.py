"""Making one model of several, and taking it apart again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import torch
from torch import Tensor

from core.errors import ModelError
from core.images.preparation import Preparation
from core.images.steps.normalise import Normalise
from core.images.steps.step import Step
from core.networks.architectures import ENSEMBLE
from core.networks.arguments import read_arguments
from core.networks.card import ModelCard, ModelId
from core.networks.ensemble import EnsembleNetwork
from core.networks.ensemble_arguments import Ensemble, Member, Rule, View
from core.networks.files import save_model
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

MEMBER_PREFIX = "members"


def combine(
    models: Sequence[LoadedModel],
    rule: Rule,
    path: Path,
    *,
    name: str = "",
    weights: Sequence[Sequence[float]] = (),
    views: Sequence[View] = (View.PLAIN,),
    stacking: tuple[Tensor, Tensor] | None = None,
) -> ModelCard:
    """Write the ensemble of `models` to `path`: one file with all their weights. Returns its card.

    `weights` are one sequence a model, of one number or one a class (their accuracies, or recalls); `stacking` the
    weight (classes, models * classes) and bias (classes,) of Rule.STACKING. Raises ModelError for models of different
    classes, or that prepare photographs differently (but for their normalisation).
    """
    if not models or (len(models) == 1 and len(views) == 1):
        raise ModelError("An ensemble takes two models or more, or one and several views.", "Choose another model.")
    if View.PLAIN not in views:
        raise ModelError("An ensemble looks at the photograph as it is, too.", "Add 'plain' to the views.")
    first = models[0].card
    for model in models[1:]:
        _check_alike(first, model.card)
    if weights and len(weights) != len(models):
        raise ModelError(f"{len(weights)} weights for {len(models)} models.")
    if (stacking is not None) != (rule is Rule.STACKING):
        raise ModelError("Stacking needs a layer that was trained for it.", "Train it on photographs with labels.")
    members = tuple(
        _member(model, first, tuple(weights[place]) if weights else (1.0,)) for place, model in enumerate(models)
    )
    ensemble = Ensemble(rule, members, tuple(views))
    card = ModelCard(
        name=name or " + ".join(model.card.name for model in models),
        architecture=ENSEMBLE,
        arguments={"ensemble": ensemble.to_json()},
        class_names=first.class_names,
        preparation=first.preparation,
        licence="; ".join(dict.fromkeys(model.card.licence for model in models if model.card.licence)),
        notes="An ensemble of " + ", ".join(f"{model.card.name} ({model.id[:12]})" for model in models) + ".",
    )
    state: dict[str, Tensor] = {}
    for place, model in enumerate(models):
        state |= {f"{MEMBER_PREFIX}.{place}.{key}": value for key, value in model.module.state_dict().items()}
    if stacking is not None:
        state |= {"combine.weight": stacking[0], "combine.bias": stacking[1]}
    save_model(path, {key: value.detach().cpu().contiguous() for key, value in state.items()}, card)
    return card


def ensemble_of(model: LoadedModel) -> EnsembleNetwork | None:
    """The network of an ensemble; None where the model is none."""
    return model.module if isinstance(model.module, EnsembleNetwork) else None


def member(model: LoadedModel, place: int) -> LoadedModel:
    """A member of an ensemble as a model by itself, with layers called as in its own file. Raises ModelError.

    It shares the weights. Its photographs are prepared as it was made for.
    """
    network = ensemble_of(model)
    if network is None or not 0 <= place < len(network.members):
        raise ModelError(f"'{model.card.name}' has no member {place}.")
    described = _described(model.card).members[place]
    prefix = f"{MEMBER_PREFIX}.{place}."
    layers = tuple(
        replace(layer, name=layer.name.removeprefix(prefix)) for layer in model.layers if layer.name.startswith(prefix)
    )
    card = replace(
        model.card,
        name=described.name or f"member {place + 1}",
        architecture=described.architecture,
        arguments=described.arguments,
        preparation=_own_preparation(model.card, described),
        calibration={},  # the temperature is that of the answers together
    )
    return LoadedModel(
        id=ModelId(f"{model.id}-{place}"),
        path=model.path,
        card=card,
        module=network.members[place],
        layers=LayerTable(layers, model.layers.input_size),
        device=model.device,
    )


def answers_of_members(model: LoadedModel, images: Tensor) -> Tensor:
    """The members' log-probabilities for inputs of the ensemble: (members, n, classes), without graph."""
    network = ensemble_of(model)
    if network is None:
        raise ModelError(f"'{model.card.name}' is no ensemble.")
    with torch.inference_mode():
        return network.said(images)


def _described(card: ModelCard) -> Ensemble:
    ensemble = read_arguments(card.arguments).ensemble
    if ensemble is None:
        raise ModelError(f"'{card.name}' is no ensemble.")
    return ensemble


def _check_alike(first: ModelCard, other: ModelCard) -> None:
    if first.class_names != other.class_names:
        raise ModelError(
            f"'{first.name}' and '{other.name}' have different classes, or in another order.",
            "Give them the same class names in the same order (Edit model card), if they mean the same.",
        )
    for card in (first, other):
        if card.architecture == ENSEMBLE:
            raise ModelError(f"'{card.name}' is an ensemble itself.", "Combine its members.")
    if _pixel_steps(first) != _pixel_steps(other):
        raise ModelError(
            f"'{first.name}' and '{other.name}' prepare photographs differently (steps or input size).",
            "Their maps would not lie on each other. Train or import them with the same preparation.",
        )


def _member(model: LoadedModel, first: ModelCard, weights: tuple[float, ...]) -> Member:
    if len(weights) not in (1, first.class_count):
        raise ModelError(
            f"{len(weights)} weights for a model of {first.class_count} classes.", "Give one, or one each."
        )
    own, shared = model.card, first
    scale = tuple(a / b for a, b in zip(shared.std, own.std, strict=True))
    shift = tuple((a - b) / s for a, b, s in zip(shared.mean, own.mean, own.std, strict=True))
    return Member(own.name, own.architecture, dict(own.arguments), scale, shift, weights)


def _own_preparation(shared: ModelCard, described: Member) -> Preparation:
    std = tuple(s / scale for s, scale in zip(shared.std, described.scale, strict=True))
    mean = tuple(m - shift * s for m, shift, s in zip(shared.mean, described.shift, std, strict=True))
    own = Normalise(mean=(mean[0], mean[1], mean[2]), std=(std[0], std[1], std[2]))
    return Preparation((*_pixel_steps(shared), own))


def _pixel_steps(card: ModelCard) -> tuple[Step, ...]:
    return tuple(step for step in card.preparation.steps if not isinstance(step, Normalise))
