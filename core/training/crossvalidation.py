"""Cross-validation: every photograph is judged once by a network that has not seen it."""

from __future__ import annotations

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import numpy as np

from core.errors import TrainingError
from core.evaluation.bootstrap import bootstrap_intervals
from core.evaluation.intervals import Interval
from core.evaluation.metrics import Metrics, metrics_of_probabilities
from core.jobs import CancelToken
from core.training.checking import check
from core.training.data import Photographs, load_photographs
from core.training.devices import numbers_of_threads
from core.training.dividing import fold_splits
from core.training.observer import Observer, Observers, TrainedRun
from core.training.run import train_on
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.source import with_stored_balance
from core.training.wholefolder import WholeWriter


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
    *,
    observer: Observer | None = None,
    token: CancelToken | None = None,
    is_resumed: bool = False,
) -> CrossValidated:
    """Train `split.folds` networks, each on all folds but one, and judge each on the fold that it has not seen.

    The folds are stratified and keep groups together, or are those of a split of the project. Within the folds to train
    on, `split.validation` of the settings is held out to choose the best epoch, so that the fold that judges chooses
    nothing; 0 takes the last epoch. Every fold is a run of its own in `out`/fold-1, -2, … and can be resumed. Raises
    FunduscopeError, and Cancelled.
    """
    listener, cancel = observer or Observer(), token or CancelToken()
    check(settings)
    settings = with_stored_balance(settings)
    _require_folds(settings)
    whole = RunFolder(out)
    whole.resume(settings) if is_resumed else whole.start(settings)
    writer = WholeWriter(whole, folds=settings.split.folds)
    both = Observers(writer, listener)
    with writer.end_is_written():
        with numbers_of_threads(settings.machine.threads):
            photographs = load_photographs(settings, both, cancel)
        runs = []
        one = replace(settings, split=replace(settings.split, folds=0))  # a fold is a run like any other
        for number, parts in enumerate(fold_splits(settings.split, photographs), start=1):
            writer.begin(number)
            listener.said(f"Fold {number} of {settings.split.folds}.")
            place = out / f"fold-{number}"
            has_begun = RunFolder(place).settings.exists()
            runs.append(train_on(one, place, photographs, parts, observer=both, token=cancel, is_resumed=has_begun))
        done = _judge(whole, photographs, runs, seed=settings.split.seed)
    writer.judged(done.metrics, done.intervals)
    return done


def _require_folds(settings: TrainingSettings) -> None:
    if not settings.split.folds:
        raise TrainingError("'folds' in [split] is 0: there is nothing to cross-validate.", "Set it to 5, say.")


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
    names = photographs.labelled.class_names
    intervals = bootstrap_intervals(labels, probabilities, owners, class_names=names, seed=seed)
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
