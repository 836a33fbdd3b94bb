"""Making an ensemble of models: measured on photographs with labels where its rule asks for that."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.errors import TrainingError
from core.evaluation.metrics import metrics_of_probabilities
from core.evaluation.predictions import Judged
from core.images.orientation import AS_STORED, Orientation
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.card import ModelCard
from core.networks.ensemble_arguments import EnsembleRecipe, Rule, Weighing
from core.networks.ensembles import combine
from core.networks.loaded import LoadedModel
from core.networks.predicting import predict_photographs
from core.training.stacking import fit_stacking

SMALLEST = 1e-12


@dataclass(frozen=True, slots=True)
class MemberFigures:
    """What a member reached on the photographs that weights come from; `recalls` one a class, 0 where there is none."""

    name: str
    accuracy: float
    recalls: tuple[float, ...]


def make_ensemble(
    models: Sequence[LoadedModel], recipe: EnsembleRecipe, path: Path, *, measured: Sequence[Judged] = ()
) -> ModelCard:
    """Write the ensemble of `models` to `path`, and return its card.

    `measured` is what each of them said of the same photographs with labels, in the order of the models: weights and
    stacking come from there. Raises TrainingError where the recipe needs them and they are not given, ModelError for
    models that do not go together.
    """
    if recipe.needs_labels and len(measured) != len(models):
        raise TrainingError(
            f"{recipe.rule.label} weighed by {recipe.weighing.label.lower()} needs what each member says of "
            "photographs with labels.",
            "Ask each model about labelled photographs that none of them was trained on.",
        )
    weights: list[tuple[float, ...]] = []
    if len(measured) == len(models):
        weights = weights_of(
            [figures_of(each, model.card.name) for each, model in zip(measured, models, strict=True)], recipe
        )
    stacking = None
    if recipe.rule is Rule.STACKING:
        said = np.stack([np.log(np.clip(_probabilities(each), SMALLEST, 1)) for each in measured])
        stacking = fit_stacking(said, measured[0].labels)
    return combine(models, recipe.rule, path, name=recipe.name, weights=weights, views=recipe.views, stacking=stacking)


def figures_of(judged: Judged, name: str) -> MemberFigures:
    """Accuracy and recalls of what one model said."""
    found = metrics_of_probabilities(judged.labels.tolist(), _probabilities(judged), judged.class_names)
    return MemberFigures(name, found.accuracy or 0.0, tuple(one.recall or 0.0 for one in found.per_class))


def weights_of(members: Sequence[MemberFigures], recipe: EnsembleRecipe) -> list[tuple[float, ...]]:
    """What each member's answer counts by this recipe; none where all count alike. A vote's ties go by accuracy."""
    if recipe.rule is Rule.VOTE or recipe.weighing is Weighing.ACCURACY:
        return [(each.accuracy,) for each in members]
    return [each.recalls for each in members] if recipe.weighing is Weighing.RECALL else []


def _probabilities(judged: Judged) -> np.ndarray[tuple[int, ...], np.dtype[np.float64]]:
    if judged.probabilities is None:
        raise TrainingError("What a member said has no probabilities.", "Ask the model itself.")
    return judged.probabilities


@dataclass(frozen=True, slots=True)
class LabelledPhotograph:
    """A photograph on which members are measured; `label` is the index of its class."""

    path: Path
    label: int
    orientation: Orientation = AS_STORED


def measure_members(
    models: Sequence[LoadedModel],
    photographs: Sequence[LabelledPhotograph],
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> list[Judged]:
    """What each model says of the same photographs; those that cannot be read are left out of all.

    Raises TrainingError where none can be, ModelError, Cancelled.
    """
    total = len(models) * len(photographs)
    turned = {place: one.orientation for place, one in enumerate(photographs)}
    answers: list[dict[int, np.ndarray[tuple[int, ...], np.dtype[np.float32]]]] = []
    for number, model in enumerate(models):
        said = {}
        paths = [one.path for one in photographs]
        for answer in predict_photographs(model, paths, orientations=turned, token=token):
            if answer.prediction is not None:
                said[answer.place] = answer.prediction.probabilities
            progress(Progress(number * len(photographs) + answer.place + 1, total, f"measuring {model.card.name}"))
        answers.append(said)
    places = sorted(answers[0]) if answers else []
    if not places:
        raise TrainingError("None of the photographs with labels could be read.", "Choose other photographs.")
    labels = np.array([photographs[place].label for place in places], np.int64)
    return [
        Judged(
            images=tuple(str(photographs[place].path) for place in places),
            labels=labels,
            predicted=np.array([said[place].argmax() for place in places], np.int64),
            class_names=model.card.class_names,
            groups=tuple(range(len(places))),
            probabilities=np.array([said[place] for place in places], np.float64),
        )
        for model, said in zip(models, answers, strict=True)
    ]
