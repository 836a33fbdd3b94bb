"""What comes out of a training: the card of its model, the table of its predictions."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.splits import Part, Split
from core.evaluation.metrics import Metrics
from core.networks.card import ModelCard
from core.training.data import Photographs
from core.training.network import Network
from core.training.settings import TrainingSettings, Watched, WatchSettings
from core.training.settingsfile import without_folders


def watched_figure(metrics: Metrics | None, watched: Watched) -> float | None:
    """The figure by which epochs are compared, larger is better; None where it is undefined."""
    if metrics is None:
        return None
    match watched:
        case Watched.LOSS:
            return -metrics.loss if metrics.loss is not None else None
        case Watched.ACCURACY:
            return metrics.accuracy
        case Watched.BALANCED_ACCURACY:
            return metrics.balanced_accuracy
        case Watched.QUADRATIC_WEIGHTED_KAPPA:
            return metrics.quadratic_weighted_kappa


def make_card(
    settings: TrainingSettings,
    network: Network,
    photographs: Photographs,
    split: Split,
    *,
    name: str,
    figures: Mapping[str, Any],
) -> ModelCard:
    """The card of the model: how it came about, without a path of the machine, and how good it is."""
    return ModelCard(
        name=settings.name or name,
        architecture=network.architecture,
        arguments=dict(network.arguments),
        class_names=photographs.labelled.class_names,
        preparation=photographs.preparation,
        training={
            **without_folders(settings),
            "photographs": len(split.training),
            "class_counts": list(class_counts(photographs.labelled, split.training)),
        },
        data_fingerprint=photographs.fingerprint,
        metrics={name: value for name, value in figures.items() if value is not None},
        licence=settings.licence,
        notes=settings.notes,
    )


def watched_sample(settings: WatchSettings, photographs: Photographs, split: Split) -> Sample | None:
    """The photograph on which attention is watched; None where none is."""
    if not settings.attention:
        return None
    if settings.photograph:
        path = Path(settings.photograph)
        known = (sample for sample in photographs.labelled.samples if sample.path == path)
        return next(known, Sample(path, -1, name=path.name))
    held_out = [photographs.labelled.samples[place] for place in split.validation or split.training]
    return max(held_out, key=lambda sample: sample.label)


def class_counts(labelled: LabelledPhotographs, places: Sequence[int]) -> tuple[int, ...]:
    """How many of the samples at `places` each class has."""
    labels = [labelled.samples[place].label for place in places]
    return tuple(np.bincount(labels, minlength=len(labelled.class_names)).tolist())


def prediction_rows(
    labelled: LabelledPhotographs, part: Part, places: Sequence[int], probabilities: NDArray[np.float64]
) -> Iterator[dict[str, Any]]:
    """A row a sample: image, split, label, predicted, and the probability of each class by its number."""
    for place, row in zip(places, probabilities, strict=True):
        sample = labelled.samples[place]
        yield {
            "image": sample.name,
            "split": part.value,
            "label": sample.label,
            "predicted": int(row.argmax()),
            **{f"probability_{index}": float(value) for index, value in enumerate(row)},
        }
