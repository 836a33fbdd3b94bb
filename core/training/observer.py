"""What a training says of itself while it runs. Knows no torch.

All of it is called in the thread that trains, between two steps: whoever listens passes it on and returns at once.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.datasets.samples import Sample
from core.evaluation.metrics import Metrics
from core.jobs import Progress

if TYPE_CHECKING:
    from torch import nn

    from core.networks.card import ModelCard


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStarted:
    """Data and network are ready. `class_counts` are those of the training part; `first_epoch` counts from 1."""

    folder: Path
    class_names: tuple[str, ...]
    class_counts: tuple[int, ...]
    training_count: int
    validation_count: int
    test_count: int
    batches_per_epoch: int
    epochs: int
    first_epoch: int
    parameter_count: int
    trained_parameter_count: int
    device: str


@dataclass(frozen=True, slots=True, kw_only=True)
class BatchDone:
    """One step. Epochs and batches count from 1; `loss` is this batch's, `images_per_second` the epoch's so far."""

    epoch: int
    batch: int
    batches: int
    loss: float
    learning_rate: float
    images_per_second: float


@dataclass(frozen=True, slots=True, kw_only=True)
class EpochDone:
    """One epoch. `training_accuracy` is measured while learning, on augmented photographs.

    `validation` is None where nothing is held out. `learning_rate` is the last step's.
    """

    epoch: int
    epochs: int
    learning_rate: float
    training_loss: float
    training_accuracy: float
    validation: Metrics | None
    is_best: bool
    seconds: float
    images_per_second: float

    def row(self) -> dict[str, Any]:
        """The figures by name, flat, for tables: `validation_…` as in :class:`core.evaluation.metrics.Metrics`."""
        row: dict[str, Any] = {
            "epoch": self.epoch,
            "learning_rate": self.learning_rate,
            "training_loss": self.training_loss,
            "training_accuracy": self.training_accuracy,
        }
        if self.validation is not None:
            row |= flat_figures(self.validation, "validation_")
            row |= {f"validation_recall_{index}": each.recall for index, each in enumerate(self.validation.per_class)}
        return row | {"is_best": self.is_best, "seconds": self.seconds, "images_per_second": self.images_per_second}


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class SeenBatch:
    """The first photographs of a run as the network sees them, augmented, before normalisation.

    `pixels` is (n, height, width, 3) uint8 RGB; `names` and `labels` are those of the photographs.
    """

    pixels: NDArray[np.uint8]
    names: tuple[str, ...]
    labels: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class EpochNetwork:
    """The network as it is after an epoch (from 1), for whoever wants to see what it has learned.

    `module` is the very one that goes on learning: whoever asks it leaves weights, gradients and modes as they were.
    `sample` is the photograph that is watched; its label is -1 where nobody knows it. `folder` is the run's.
    """

    epoch: int
    module: nn.Module
    card: ModelCard
    sample: Sample
    folder: Path


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainedRun:
    """A finished training: its folder, the model, figures of what was held out (None: nothing was), a row an epoch."""

    folder: Path
    model_file: Path
    validation: Metrics | None
    test: Metrics | None
    best_epoch: int
    history: tuple[Mapping[str, Any], ...]

    @property
    def metrics(self) -> Metrics | None:
        """The figures to quote: of the test photographs where there are some, else of the validation photographs."""
        return self.test if self.test is not None else self.validation


class Observer:
    """Hears nothing; listeners override what they want."""

    def progress(self, progress: Progress) -> None:
        """How far reading and preparing photographs is."""

    def said(self, text: str) -> None:
        """A sentence for the log."""

    def started(self, event: RunStarted) -> None:
        """Training begins, or goes on."""

    def batch(self, event: BatchDone) -> None:
        """A step was made."""

    def epoch(self, event: EpochDone) -> None:
        """An epoch ended and was validated."""

    def checkpoint(self, path: Path) -> None:
        """A checkpoint was written."""

    def saw(self, batch: SeenBatch) -> None:
        """The first batch since the training began or went on."""

    def learned(self, network: EpochNetwork) -> None:
        """An epoch ended: the network may be asked, before it learns on."""

    def waits(self, reason: str) -> None:
        """The training cannot go on until somebody mends what `reason` says; empty: it goes on."""

    def finished(self, run: TrainedRun) -> None:
        """The model is written."""


class Observers(Observer):
    """Several observers as one, called in order."""

    def __init__(self, *observers: Observer) -> None:
        self._observers = observers

    def progress(self, progress: Progress) -> None:  # noqa: D102
        for each in self._observers:
            each.progress(progress)

    def said(self, text: str) -> None:  # noqa: D102
        for each in self._observers:
            each.said(text)

    def started(self, event: RunStarted) -> None:  # noqa: D102
        for each in self._observers:
            each.started(event)

    def batch(self, event: BatchDone) -> None:  # noqa: D102
        for each in self._observers:
            each.batch(event)

    def epoch(self, event: EpochDone) -> None:  # noqa: D102
        for each in self._observers:
            each.epoch(event)

    def checkpoint(self, path: Path) -> None:  # noqa: D102
        for each in self._observers:
            each.checkpoint(path)

    def saw(self, batch: SeenBatch) -> None:  # noqa: D102
        for each in self._observers:
            each.saw(batch)

    def learned(self, network: EpochNetwork) -> None:  # noqa: D102
        for each in self._observers:
            each.learned(network)

    def waits(self, reason: str) -> None:  # noqa: D102
        for each in self._observers:
            each.waits(reason)

    def finished(self, run: TrainedRun) -> None:  # noqa: D102
        for each in self._observers:
            each.finished(run)


def flat_figures(metrics: Metrics, prefix: str) -> dict[str, float | int | None]:
    """The figures of the whole set by name, without those of classes; means over the classes as `macro_recall`."""
    skipped = ("confusion_matrix", "per_class")
    flat: dict[str, float | int | None] = {}
    for name, value in metrics.to_json().items():
        if isinstance(value, Mapping):
            flat |= {f"{prefix}{name}_{inner}": figure for inner, figure in value.items()}
        elif name not in skipped:
            flat[f"{prefix}{name}"] = value
    return flat
