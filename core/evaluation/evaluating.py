"""A model asked about labelled photographs."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import numpy as np

from core.datasets.sources.tables import LabelRow
from core.errors import ImageError
from core.evaluation.assessment import Assessment, assess
from core.evaluation.predictions import Judged, PredictionTable, judged
from core.evaluation.trust import Caution, shared_photographs
from core.images.photograph import ImageId
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.card import ModelCard
from core.networks.loaded import LoadedModel
from core.networks.predicting import predict_photographs

VALIDATION_KAPPAS = ("validation_quadratic_weighted_kappa", "cross_validated_quadratic_weighted_kappa")


@dataclass(frozen=True, slots=True, eq=False)
class Evaluated:
    """A model's answers beside the labels. `ids` are the contents of the photographs, in the order of `answers`.

    `architecture` and `data_fingerprint` (of what it was trained on) are empty where they are not known. `left_out`
    says of each photograph that could not be read why.
    """

    name: str
    model_id: str
    answers: Judged
    assessment: Assessment
    ids: tuple[ImageId, ...]
    left_out: tuple[str, ...] = ()
    architecture: str = ""
    data_fingerprint: str = ""

    @property
    def class_names(self) -> tuple[str, ...]:
        """The classes, in the order of the network's outputs."""
        return self.answers.class_names


def match(
    paths: Sequence[Path],
    folder: Path,
    labels: Sequence[LabelRow],
    class_names: tuple[str, ...],
    *,
    class_map: Mapping[str, str] | None = None,
) -> Judged:
    """The photographs below `folder` that have a label, with nothing predicted yet (class 0). Raises DatasetError."""
    names = tuple(path.relative_to(folder).as_posix() for path in paths)
    return judged(PredictionTable(names, np.zeros(len(names), np.int64), class_names), labels, class_map=class_map)


def evaluate(
    name: str,
    model: LoadedModel,
    folder: Path,
    asked: Judged,
    *,
    trained_on: frozenset[ImageId] = frozenset(),
    referable_from: int | None = None,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Evaluated:
    """Ask `model` about the photographs of `asked` (see :func:`match`), which lie below `folder`.

    `trained_on` are the contents of the photographs it was trained on, as far as they are known: those are told.

    Raises ImageError where none can be read, ModelError for answers that are not finite, Cancelled.
    """
    rows, left_out = [], []
    for answer in predict_photographs(model, [folder / image for image in asked.images], token=token):
        if answer.prediction is None:
            left_out.append(f"{asked.images[answer.place]}: {' '.join(str(answer.error).split())}")
        else:
            rows.append((answer.place, answer.prediction))
        progress(Progress(answer.place + 1, len(asked.images), f"asking {name}"))
    if not rows:
        raise ImageError("No photograph could be read.", left_out[0] if left_out else "")
    places = [place for place, _prediction in rows]
    probabilities = np.array([prediction.probabilities for _place, prediction in rows], np.float64)
    # Stored as float32 they sum to one to 1e-7 only, which is no reason to doubt them.
    probabilities /= probabilities.sum(1, keepdims=True)
    answers = replace(
        asked,
        images=tuple(asked.images[place] for place in places),
        labels=asked.labels[places],
        predicted=probabilities.argmax(1),
        groups=tuple(asked.groups[place] for place in places),
        probabilities=probabilities,
    )
    ids = tuple(prediction.image for _place, prediction in rows)
    found = assess(
        answers,
        validation_kappa=validation_kappa(model.card),
        referable_from=referable_from,
        more=_overlap(answers, ids, trained_on),
    )
    card = model.card
    return Evaluated(name, model.id, answers, found, ids, tuple(left_out), card.architecture, card.data_fingerprint)


def validation_kappa(card: ModelCard) -> float | None:
    """The quadratic weighted kappa that the card reports of its validation, None where it reports none."""
    for name in VALIDATION_KAPPAS:
        value = card.metrics.get(name)
        if isinstance(value, int | float) and not isinstance(value, bool):
            return float(value)
    return None


def mistakes(answers: Judged, *, count: int = 20) -> list[tuple[str, int, int, float]]:
    """The wrong answers with the highest probability: (photograph, label, predicted, probability), the surest first."""
    if answers.probabilities is None:
        return []
    highest = answers.probabilities.max(1)
    wrong = np.flatnonzero(answers.labels != answers.predicted)
    order = wrong[np.argsort(-highest[wrong], kind="stable")][:count]
    return [
        (answers.images[place], int(answers.labels[place]), int(answers.predicted[place]), float(highest[place]))
        for place in order
    ]


def _overlap(answers: Judged, ids: Iterable[ImageId], trained_on: frozenset[ImageId]) -> tuple[Caution, ...]:
    shared = [image for image, identity in zip(answers.images, ids, strict=True) if identity in trained_on]
    return shared_photographs(shared, ())
