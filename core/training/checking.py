"""What is wrong with the settings of a training: numbers out of their range, and choices that contradict each other."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

from core.errors import TrainingError
from core.training.settings import Balance, Frozen, OptimiserName, ScheduleName, TrainingSettings
from core.training.source import PROJECT_SUFFIX, is_project

MOST_DENSE, MAX_WIDTH = 8, 65_536

_RANGES: Mapping[str, tuple[float, float]] = {
    "split.validation": (0, 0.99),
    "split.test": (0, 0.99),
    "split.seed": (0, 2**32 - 1),
    "split.folds": (0, 100),
    "preparation.size": (8, 8192),
    "network.dropout": (-1, 0.99),
    "head.dropout": (0, 0.99),
    "augmentation.rotation_degrees": (0, 180),
    "augmentation.zoom": (0, 4),
    "augmentation.shift": (0, 1),
    "augmentation.brightness": (0, 1),
    "augmentation.contrast": (0, 1),
    "augmentation.saturation": (0, 1),
    "augmentation.hue_degrees": (0, 180),
    "augmentation.blur_px": (0, 20),
    "balance.strength": (0, 1),
    "balance.count": (0, 10**7),
    "loss.label_smoothing": (0, 0.99),
    "loss.focal_gamma": (0, 10),
    "loss.ordinal_weight": (0, 1000),
    "optimiser.learning_rate": (1e-9, 100),
    "optimiser.weight_decay": (0, 10),
    "optimiser.momentum": (0, 0.9999),
    "optimiser.features_rate": (0, 100),
    "optimiser.gradient_clip": (0, 1e6),
    "optimiser.average_decay": (0, 0.99999),
    "schedule.warm_up_epochs": (0, 10**5),
    "schedule.final_rate": (0, 1),
    "schedule.plateau_factor": (0.001, 0.999),
    "schedule.plateau_patience": (0, 10**5),
    "stopping.patience": (0, 10**5),
    "run.epochs": (1, 10**5),
    "run.batch_size": (0, 10**5),
    "run.seed": (0, 2**32 - 1),
    "run.checkpoint_minutes": (0, 10**5),
    "machine.devices": (1, 1024),
    "machine.nodes": (1, 10**4),
    "machine.threads": (0, 1024),
    "machine.workers": (0, 256),
    "machine.cache_gb": (0, 10**6),
}
"""The least and the largest value of every number, ends included."""


def limits(name: str) -> tuple[float, float]:
    """The least and the largest value of a number, named as "table.key"."""
    return _RANGES[name]


def check(settings: TrainingSettings) -> None:
    """Raise TrainingError, naming table and key, for a number out of its range or choices that contradict."""
    for error in problems(settings).values():
        raise error


def problems(settings: TrainingSettings) -> dict[str, TrainingError]:
    """All that is wrong, by "table.key", the first at each; empty where nothing is."""
    found = _out_of_range(settings)
    for name, error in _contradictions(settings):
        found.setdefault(name, error)
    return found


def _out_of_range(settings: TrainingSettings) -> dict[str, TrainingError]:
    found = {}
    for name, (low, high) in _RANGES.items():
        table, _dot, key = name.partition(".")
        value = getattr(getattr(settings, table), key)
        if not low <= value <= high:  # which nothing that is not a number is
            found[name] = TrainingError(f"'{key}' in [{table}] is {value:g}; it must be from {low:g} to {high:g}.")
    return found


def _contradictions(settings: TrainingSettings) -> Iterator[tuple[str, TrainingError]]:
    """What is wrong with each, where something is."""
    yield from _about_photographs(settings)
    yield from _about_division(settings)
    yield from _about_network(settings)


def _about_photographs(settings: TrainingSettings) -> Iterator[tuple[str, TrainingError]]:
    data = settings.data
    if not data.source:
        yield (
            "data.source",
            TrainingError(
                "'source' in [data] is missing.", "Name the folder, table, HDF5 file or project of the photographs."
            ),
        )
    elif not is_project(data.source):
        for name, value in (("data.scheme", data.scheme), ("split.name", settings.split.name)):
            if value:
                table, _dot, key = name.partition(".")
                text = f"'{key}' in [{table}] is something of a project, and '{Path(data.source).name}' is none."
                yield name, TrainingError(text, f"Leave it out, or name a project (*{PROJECT_SUFFIX}) as 'source'.")
    elif data.labels:
        text = "'labels' in [data] names a table, but a project has its own labels."
        yield "data.labels", TrainingError(text, "Import the table into the project, and leave 'labels' out.")


def _about_division(settings: TrainingSettings) -> Iterator[tuple[str, TrainingError]]:
    parts = settings.split
    if parts.file and parts.name:
        yield (
            "split.file",
            TrainingError("'file' and 'name' in [split] contradict each other.", "Keep the one that is meant."),
        )
    if settings.balance.method is Balance.PROJECT and not parts.name:
        yield (
            "balance.method",
            TrainingError(
                "The balance is to be that of a split of the project, and none is named.",
                "Name one in [split], or set 'method' in [balance] to something else.",
            ),
        )
    if parts.folds == 1:
        yield "split.folds", TrainingError("'folds' in [split] is 1.", "Take 0 for one network, or 2 and more.")
    if parts.folds and (parts.file or parts.test):
        yield (
            "split.folds",
            TrainingError(
                "A cross-validation makes its own test parts.", "Leave 'file' and 'test' in [split] empty and 0."
            ),
        )
    if parts.folds and settings.machine.devices * settings.machine.nodes > 1:
        yield (
            "split.folds",
            TrainingError("A cross-validation runs on one device.", "Set 'devices' and 'nodes' in [machine] to 1."),
        )
    if parts.file or parts.name or parts.validation != 0:
        return
    for is_wrong, name in (
        (settings.stopping.patience, "stopping.patience"),
        (settings.schedule.name is ScheduleName.PLATEAU, "schedule.name"),
    ):
        if is_wrong:
            yield (
                name,
                TrainingError(
                    "Without validation photographs nothing tells when to stop or to lower the learning rate.",
                    "Set 'validation' in [split], or 'patience' in [stopping] to 0 and 'name' in [schedule] to "
                    "'cosine'.",
                ),
            )


def _about_network(settings: TrainingSettings) -> Iterator[tuple[str, TrainingError]]:
    dense = settings.head.dense
    if len(dense) > MOST_DENSE or not all(1 <= width <= MAX_WIDTH for width in dense):
        text = f"'dense' in [head] is {list(dense)}; it takes up to {MOST_DENSE} widths, each from 1 to {MAX_WIDTH}."
        yield "head.dense", TrainingError(text)
    if settings.head.dropout and not dense:
        yield (
            "head.dropout",
            TrainingError(
                "'dropout' in [head] stands behind dense layers, and there are none.",
                "Name their widths in 'dense', or use 'dropout' in [network].",
            ),
        )
    if settings.network.frozen is not Frozen.NONE and settings.network.train_from:
        yield (
            "network.train_from",
            TrainingError(
                "'frozen' and 'train_from' in [network] contradict each other.", "Keep the one that is meant."
            ),
        )
    if settings.optimiser.name is OptimiserName.SGD and settings.optimiser.momentum <= 0:
        yield "optimiser.momentum", TrainingError("'momentum' in [optimiser] must be above 0 for Nesterov's SGD.")
