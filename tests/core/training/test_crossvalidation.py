"""Cross-validation: nothing is judged by a network that has seen it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from core.errors import DatasetError, TrainingError
from core.evaluation.metrics import metrics_of_probabilities
from core.jobs import Cancelled, CancelToken
from core.training.crossvalidation import cross_validate
from core.training.observer import Observer, RunStarted
from core.training.settings import TrainingSettings

Changed = Callable[..., TrainingSettings]


def rows_of(path: Path) -> list[dict[str, str]]:
    with path.open() as file:
        return list(csv.DictReader(file))


@pytest.fixture
def quick(changed: Changed) -> TrainingSettings:
    return changed(
        split={"folds": 3},
        run={"epochs": 2},
        network={"architecture": "funduscope/die_c4", "dropout": -1.0},
        optimiser={"learning_rate": 5e-3, "average_decay": 0.0},
    )


def test_every_photograph_is_predicted_once_by_a_network_that_has_not_seen_it(
    quick: TrainingSettings, tmp_path: Path
) -> None:
    done = cross_validate(quick, tmp_path / "folds")
    rows = rows_of(done.predictions)
    assert len(rows) == len({row["image"] for row in rows}) == 24
    for row in rows:
        parts = {line["image"]: line["split"] for line in rows_of(done.folder / row["split"] / "split.csv")}
        assert parts[row["image"]] == "test"
        assert sorted(set(parts.values())) == ["test", "training", "validation"]
    probabilities = np.array([[float(row[f"probability_{index}"]) for index in range(3)] for row in rows])
    labels = [int(row["label"]) for row in rows]
    assert done.metrics == metrics_of_probabilities(labels, probabilities, ("blue", "green", "red"))
    interval = done.intervals["accuracy"]
    if done.metrics.accuracy == 1.0:
        assert interval is None, "all right however they are drawn: nothing is known of the spread"
    else:
        assert interval is not None
        assert interval.low <= done.metrics.accuracy <= interval.high


def test_a_stopped_cross_validation_goes_on_where_it_was(quick: TrainingSettings, tmp_path: Path) -> None:
    token = CancelToken()

    class Stopper(Observer):
        starts = 0

        def started(self, event: RunStarted) -> None:
            Stopper.starts += 1
            if Stopper.starts == 2:
                token.cancel()

    with pytest.raises(Cancelled):
        cross_validate(quick, tmp_path / "parted", observer=Stopper(), token=token)
    parted = cross_validate(quick, tmp_path / "parted", is_resumed=True)
    whole = cross_validate(quick, tmp_path / "whole")
    assert parted.predictions.read_bytes() == whole.predictions.read_bytes()
    assert parted.intervals == whole.intervals


def test_identical_photographs_are_in_one_fold(quick: TrainingSettings, photographs: Path, tmp_path: Path) -> None:
    (photographs / "blue" / "copy.png").write_bytes((photographs / "blue" / "blue0.png").read_bytes())
    done = cross_validate(replace(quick, split=replace(quick.split, folds=4)), tmp_path / "folds")
    folds = {row["image"]: row["split"] for row in rows_of(done.predictions)}
    assert folds["blue/copy.png"] == folds["blue/blue0.png"]


@pytest.mark.parametrize(
    ("split", "message"),
    [
        ({"folds": 0}, "nothing to cross-validate"),
        ({"folds": 1}, "'folds' in .split. is 1"),
        ({"folds": 3, "test": 0.2}, "makes its own test parts"),
    ],
)
def test_what_makes_no_sense_is_refused(
    changed: Changed, split: dict[str, object], message: str, tmp_path: Path
) -> None:
    with pytest.raises(TrainingError, match=message):
        cross_validate(changed(split=split), tmp_path / "folds")


def test_more_folds_than_patients_are_refused(changed: Changed, tmp_path: Path) -> None:
    with pytest.raises(DatasetError, match="25 folds cannot be made of 24 groups"):
        cross_validate(changed(split={"folds": 25}), tmp_path / "folds")
