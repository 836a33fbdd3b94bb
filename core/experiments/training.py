"""From the plan of an arm to the settings of its training, and from what the training says to progress."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path

from core.experiments.experiment import Arm, Scale
from core.jobs import Progress
from core.training.observer import BatchDone, EpochDone, Observer, RunStarted
from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    MachineSettings,
    NetworkSettings,
    OptimiserSettings,
    PreparationSettings,
    RunSettings,
    SplitSettings,
    StoppingSettings,
    TrainingSettings,
)

VALIDATION_SHARE = 0.15
_PREPARING_SHARE = 0.05

Tell = Callable[[float, str, Mapping[str, float]], None]
"""Takes how far the training is (0..1), a sentence, and the latest figures."""


def settings_of(
    arm: Arm, scale: Scale, *, name: str, photographs: Path, weights: Path | None, cache: Path, device: Device
) -> TrainingSettings:
    """The settings with which an arm is trained on the folder `photographs`, starting from the model file `weights`."""
    plan = arm.network
    return TrainingSettings(
        name=name,
        licence="Trained on photographs rendered by Funduscope; free of rights of others.",
        notes=f"{arm.title}. Made by repeating an experiment on rendered photographs: it knows no real eye.",
        data=DataSettings(source=str(photographs.resolve())),
        split=SplitSettings(validation=VALIDATION_SHARE, seed=arm.data.seed),
        preparation=PreparationSettings(recipe=plan.recipe.value, size=plan.input_px.at(scale)),
        network=NetworkSettings(
            architecture=plan.architecture.at(scale),
            weights=str(weights.resolve()) if weights is not None else "",
            train_from=plan.train_from.at(scale),
        ),
        augmentation=_augmentation(is_flipped=plan.is_flipped),
        optimiser=OptimiserSettings(learning_rate=plan.learning_rate),
        stopping=StoppingSettings(metric=plan.watched),
        run=RunSettings(epochs=plan.epochs.at(scale), batch_size=plan.batch_size.at(scale), seed=arm.data.seed),
        machine=MachineSettings(device=device, cache=str(cache.resolve())),
    )


class TrainingObserver(Observer):
    """Tells how far a training is: from 0 to 1 over preparation and epochs, with the latest figures."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._epochs = 1
        self._figures: dict[str, float] = {}

    def progress(self, progress: Progress) -> None:
        """Photographs are being prepared."""
        done = progress.done / progress.total if progress.total else 0.0
        self._tell(_PREPARING_SHARE * done, "Preparing photographs", self._figures)

    def started(self, event: RunStarted) -> None:
        """Training begins, or goes on."""
        self._epochs = event.epochs

    def batch(self, event: BatchDone) -> None:
        """A step was made."""
        done = (event.epoch - 1 + event.batch / event.batches) / self._epochs
        self._figures["training_loss"] = event.loss
        self._say(done, event.epoch)

    def epoch(self, event: EpochDone) -> None:
        """An epoch ended."""
        self._epochs = event.epochs
        row = {name: value for name, value in event.row().items() if name in _SHOWN and value is not None}
        self._figures |= {name: float(value) for name, value in row.items()}
        self._say(event.epoch / event.epochs, event.epoch)

    def _say(self, done: float, epoch: int) -> None:
        fraction = _PREPARING_SHARE + (1 - _PREPARING_SHARE) * min(1.0, done)
        self._tell(fraction, f"Epoch {epoch} of {self._epochs}", dict(self._figures))


_SHOWN = (
    "epoch",
    "training_loss",
    "training_accuracy",
    "validation_loss",
    "validation_accuracy",
    "validation_quadratic_weighted_kappa",
)


def _augmentation(*, is_flipped: bool) -> AugmentationSettings:
    if not is_flipped:
        return AugmentationSettings()
    return AugmentationSettings(horizontal_flip=True, vertical_flip=True, rotation_degrees=15.0)
