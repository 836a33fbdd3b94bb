"""What comes out of a training: the card of its model, the table of its predictions, the log."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import LabelledPhotographs
from core.datasets.splits import Part, Split
from core.evaluation.metrics import Metrics
from core.jobs import Cancelled
from core.networks.card import ModelCard
from core.training.data import Photographs
from core.training.network import Network
from core.training.observer import EpochDone, Observer, RunStarted, TrainedRun
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings, Watched
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


class LogWriter(Observer):
    """Writes the run's log."""

    def __init__(self, run: RunFolder) -> None:
        self._run = run

    def said(self, text: str) -> None:
        """Write a remark."""
        self._run.say(text)

    def started(self, event: RunStarted) -> None:
        """Write what is trained on what."""
        self._run.say(
            f"Training on {event.device}: {event.training_count} photographs, {event.validation_count} for validation, "
            f"{event.test_count} for the test; {event.trained_parameter_count:,} of {event.parameter_count:,} weights."
        )

    def epoch(self, event: EpochDone) -> None:
        """Write what an epoch came to."""
        figures = ""
        if event.validation is not None:
            kappa = event.validation.quadratic_weighted_kappa
            shown = f"{kappa:.4f}" if kappa is not None else "undefined"
            figures = f", validation accuracy {event.validation.accuracy:.4f}, kappa {shown}"
        self._run.say(
            f"Epoch {event.epoch}: loss {event.training_loss:.4f}{figures}, {event.images_per_second:.1f} images/s"
            f"{' (best)' if event.is_best else ''}."
        )

    def finished(self, run: TrainedRun) -> None:
        """Write the end."""
        self._run.say(f"Finished; the model is that of epoch {run.best_epoch}.")


@contextmanager
def end_is_logged(run: RunFolder, *, is_writer: bool) -> Iterator[None]:
    """Whatever ends the block early is in the run's log."""
    try:
        yield
    except BaseException as error:
        if is_writer:
            run.say("Stopped." if isinstance(error, Cancelled) else f"Ended by {type(error).__name__}: {error}")
        raise
