"""Cross-validation: nothing is judged by a network that has seen it."""

from __future__ import annotations

import csv
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
from safetensors.torch import load_file

from core.errors import DatasetError, TrainingError
from core.evaluation.bootstrap import bootstrap_intervals
from core.evaluation.metrics import metrics_of_probabilities
from core.jobs import Cancelled, CancelToken
from core.training.crossvalidation import cross_validate
from core.training.observer import EpochDone, Observer, RunStarted
from core.training.run import train
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.status import RunState, read_status
from core.training.watching import RunReader, find_run_folders
from core.training.wholefolder import result_words

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


def test_whoever_watches_sees_the_whole_as_one_run(quick: TrainingSettings, tmp_path: Path) -> None:
    seen: list[tuple[int, str]] = []

    class Watcher(Observer):
        def epoch(self, event: EpochDone) -> None:
            status = read_status(tmp_path / "folds" / "status.json")
            assert status is not None
            seen.append((status.epoch, status.text))

    done = cross_validate(quick, tmp_path / "folds", observer=Watcher())
    assert seen == [(epoch, f"fold {1 + (epoch - 1) // 2} of 3") for epoch in range(1, 7)]
    run = RunReader(tmp_path / "folds").read()
    assert run.status is not None
    assert run.status.state is RunState.FINISHED
    assert run.status.fraction == 1.0
    assert f"accuracy {done.metrics.accuracy:.3f}" in run.status.text
    assert "Fold 3 of 3." in run.log
    assert find_run_folders(tmp_path / "folds") == (done.folder, *(done.folder / f"fold-{n}" for n in (1, 2, 3)))


def test_a_fold_can_be_gone_on_with_by_itself(quick: TrainingSettings, tmp_path: Path) -> None:
    done = cross_validate(quick, tmp_path / "folds")
    fold = RunFolder(done.folder / "fold-2")
    parts, before = fold.split.read_text(), load_file(fold.model)
    again = train(fold.read_settings(), fold.folder, is_resumed=True)
    assert fold.split.read_text() == parts
    after = load_file(again.model_file)
    assert all(torch.equal(tensor, after[name]) for name, tensor in before.items())


def test_grades_have_the_figures_of_referable_disease_with_intervals() -> None:
    random = np.random.default_rng(0)
    probabilities = random.dirichlet(np.ones(5), 60)
    labels, names = random.integers(0, 5, 60).tolist(), ("No DR", "Mild", "Moderate", "Severe", "Proliferative")
    metrics = metrics_of_probabilities(labels, probabilities, names)
    intervals = bootstrap_intervals(labels, probabilities, range(60), class_names=names, count=200)
    words = result_words(metrics, intervals)
    assert f"AUC of referable DR {metrics.auc_referable:.3f} (" in words
    assert f"quadratic weighted kappa {metrics.quadratic_weighted_kappa:.3f} (" in words
