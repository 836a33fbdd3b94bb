"""Cross-validation: every photograph is judged once by a network that has not seen it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np

from core.datasets.splits import Split, folds, split
from core.errors import TrainingError
from core.evaluation.bootstrap import Interval, bootstrap_intervals
from core.evaluation.metrics import Metrics, metrics_of_probabilities
from core.jobs import CancelToken
from core.training.data import Photographs, check_split, load_photographs
from core.training.devices import numbers_of_threads
from core.training.observer import Observer, TrainedRun
from core.training.run import train_on
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings, check


@dataclass(frozen=True, slots=True, kw_only=True)
class CrossValidated:
    """What a cross-validation came to.

    `metrics` are those of all photographs together, each predicted by the network of its fold; `intervals` their 95 %
    bootstrap intervals by name, drawn by patient (None: undefined). `predictions` is the table of them.
    """

    folder: Path
    runs: tuple[TrainedRun, ...]
    metrics: Metrics
    intervals: Mapping[str, Interval | None]
    predictions: Path


def cross_validate(
    settings: TrainingSettings,
    out: Path,
    count: int,
    *,
    observer: Observer | None = None,
    token: CancelToken | None = None,
    is_resumed: bool = False,
) -> CrossValidated:
    """Train `count` networks, each on all folds but one, and judge each on the fold that it has not seen.

    The folds are stratified and keep groups together. Within the folds to train on, `split.validation` of the settings
    is held out to choose the best epoch, so that the fold that judges chooses nothing; 0 takes the last epoch. Every
    fold is a run of its own in `out`/fold-1, -2, … and can be resumed. Raises FunduscopeError, and Cancelled.
    """
    listener, cancel = observer or Observer(), token or CancelToken()
    check(settings)
    _check(settings)
    whole = RunFolder(out)
    whole.resume(settings) if is_resumed else whole.start(settings)
    with numbers_of_threads(settings.machine.threads):
        photographs = load_photographs(settings, listener, cancel)
    runs = []
    for number, parts in enumerate(fold_splits(settings, photographs, count), start=1):
        listener.said(f"Fold {number} of {count}.")
        place = out / f"fold-{number}"
        has_begun = RunFolder(place).settings.exists()
        runs.append(
            train_on(settings, place, photographs, parts, observer=listener, token=cancel, is_resumed=has_begun)
        )
    return _judge(whole, photographs, runs, seed=settings.split.seed)


def fold_splits(settings: TrainingSettings, photographs: Photographs, count: int) -> tuple[Split, ...]:
    """For each fold the split in which it is the test part. Raises DatasetError."""
    labels, owners = photographs.labelled.labels, photographs.groups
    made = []
    for fold in folds(labels, owners, count, seed=settings.split.seed):
        inner = split(
            [labels[place] for place in fold.training],
            [owners[place] for place in fold.training],
            validation=settings.split.validation,
            seed=settings.split.seed,
        )
        parts = Split(
            tuple(fold.training[index] for index in inner.training),
            tuple(fold.training[index] for index in inner.validation),
            fold.validation,
        )
        check_split(parts, photographs)
        made.append(parts)
    return tuple(made)


def _check(settings: TrainingSettings) -> None:
    if settings.split.file or settings.split.test:
        raise TrainingError(
            "A cross-validation makes its own test parts.", "Leave 'file' and 'test' in [split] empty and 0."
        )
    if settings.machine.devices * settings.machine.nodes > 1:
        raise TrainingError("A cross-validation runs on one device.", "Set 'devices' and 'nodes' in [machine] to 1.")


def _judge(whole: RunFolder, photographs: Photographs, runs: Sequence[TrainedRun], *, seed: int) -> CrossValidated:
    places = {sample.name: place for place, sample in enumerate(photographs.labelled.samples)}
    rows = sorted(
        (row for number, run in enumerate(runs, start=1) for row in _test_rows(run, number)),
        key=lambda row: places[str(row["image"])],
    )
    classes = len(photographs.labelled.class_names)
    probabilities = np.array([[float(row[f"probability_{index}"]) for index in range(classes)] for row in rows])
    labels = [int(row["label"]) for row in rows]
    metrics = metrics_of_probabilities(labels, probabilities, photographs.labelled.class_names)
    owners = [photographs.groups[places[str(row["image"])]] for row in rows]
    intervals = bootstrap_intervals(labels, probabilities, owners, seed=seed)
    whole.write_table(whole.predictions, rows)
    whole.write_json(
        whole.metrics,
        {
            "cross_validation": metrics.to_json(),
            "intervals": {name: each.to_json() if each else None for name, each in intervals.items()},
            "folds": [run.test.to_json() if run.test else None for run in runs],
            "best_epochs": [run.best_epoch for run in runs],
            "data_fingerprint": photographs.fingerprint,
        },
    )
    return CrossValidated(
        folder=whole.folder,
        runs=tuple(runs),
        metrics=metrics,
        intervals=intervals,
        predictions=whole.predictions,
    )


def _test_rows(run: TrainedRun, fold: int) -> list[dict[str, Any]]:
    """The predictions of the test part, as they stand in the run's table."""
    with RunFolder(run.folder).predictions.open(encoding="utf-8", errors="surrogateescape", newline="") as file:
        return [{**row, "split": f"fold-{fold}"} for row in csv.DictReader(file) if row["split"] == "test"]
