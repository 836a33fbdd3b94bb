"""Trainings from the window: a queue, a process each, and folders that are read."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from core.training.runfolder import RunFolder
from core.training.settings import (
    AugmentationSettings,
    DataSettings,
    Device,
    MachineSettings,
    NetworkSettings,
    PreparationSettings,
    RunSettings,
    SplitSettings,
    TrainingSettings,
)
from core.training.status import RunState, read_status
from core.training.watching import WatchedRun
from desktop.jobs import Lane
from desktop.settings import Settings
from desktop.training_queue import Action, Queued
from desktop.trainings import Trainings

WAIT_MS = 120_000


@pytest.fixture
def photographs_by_class(tmp_path: Path) -> Path:
    random = np.random.default_rng(0)
    for label in ("no", "yes"):
        (tmp_path / "eyes" / label).mkdir(parents=True)
        for number in range(6):
            pixels = random.integers(0, 120, (40, 40, 3)).astype(np.uint8)
            pixels[8:24, 8:24, 0] += 100 * (label == "yes")
            Image.fromarray(pixels).save(tmp_path / "eyes" / label / f"{number}.png")
    return tmp_path / "eyes"


@pytest.fixture
def training(photographs_by_class: Path, tmp_path: Path) -> TrainingSettings:
    return TrainingSettings(
        name="Small",
        data=DataSettings(source=str(photographs_by_class)),
        split=SplitSettings(validation=0.34),
        preparation=PreparationSettings(size=32),
        network=NetworkSettings(architecture="funduscope/die_c4"),
        augmentation=AugmentationSettings(horizontal_flip=True),
        run=RunSettings(epochs=2, batch_size=4),
        machine=MachineSettings(device=Device.CPU, threads=1, cache=str(tmp_path / "cache")),
    )


@pytest.fixture
def make_trainings(settings: Settings, tmp_path: Path, qtbot: QtBot) -> Iterator[Callable[[], Trainings]]:
    lanes: list[Lane] = []

    def make() -> Trainings:
        lanes.extend((Lane("training"), Lane("runs")))
        trainings = Trainings(lanes[-2], lanes[-1], tmp_path / "runs", settings)
        trainings._parent_lanes = tuple(lanes[-2:])  # type: ignore[attr-defined]
        return trainings

    yield make
    for lane in lanes:
        lane.close()


def test_a_training_runs_in_its_turn_and_is_found_in_its_folder(
    make_trainings: Callable[[], Trainings], training: TrainingSettings, qtbot: QtBot
) -> None:
    trainings = make_trainings()
    seen: list[tuple[WatchedRun, ...]] = []
    trainings.runsRead.connect(seen.append)
    ended: list[Path] = []
    trainings.finished.connect(ended.append)
    first = trainings.submit(training)
    second = trainings.submit(training)
    assert first != second
    assert trainings.running == Queued(first, Action.START, training)
    assert [queued.folder for queued in trainings.queue] == [second]
    trainings.withdraw(trainings.queue[0])
    trainings.show((first,))
    trainings.set_watching(is_on=True)
    qtbot.waitUntil(lambda: ended == [first], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: bool(seen) and len(seen[-1][0].history) == 2, timeout=WAIT_MS)
    run = seen[-1][0]
    assert run.class_names == ("no", "yes")
    assert run.status is not None
    assert run.status.state is RunState.FINISHED
    assert [record.epoch for record in run.attention] == [0, 1, 2]
    assert run.model == first / "model.safetensors"
    assert "Finished" in run.log
    qtbot.waitUntil(lambda: [entry.state for entry in trainings.runs] == [RunState.FINISHED], timeout=WAIT_MS)
    assert trainings.runs[0].is_own
    trainings.set_watching(is_on=False)


def test_a_training_is_paused_resumed_and_ended_with_its_best(
    make_trainings: Callable[[], Trainings], training: TrainingSettings, qtbot: QtBot
) -> None:
    trainings = make_trainings()
    long = replace(training, run=replace(training.run, epochs=10_000))
    folder = trainings.submit(long)
    waiting = trainings.submit(training)
    qtbot.waitUntil(lambda: (folder / "metrics.csv").exists(), timeout=WAIT_MS)
    trainings.pause()
    qtbot.waitUntil(lambda: trainings.running is None, timeout=WAIT_MS)
    assert trainings.is_held
    assert [queued.folder for queued in trainings.queue] == [waiting]
    status = read_status(folder / "status.json")
    assert status is not None
    assert status.state is RunState.STOPPED
    assert (folder / "last.safetensors").is_file()
    ended: list[Path] = []
    trainings.finished.connect(ended.append)
    trainings.withdraw(trainings.queue[0])
    trainings.finish(folder)
    qtbot.waitUntil(lambda: ended == [folder], timeout=WAIT_MS)
    assert (folder / "model.safetensors").is_file()


def test_what_cannot_be_trained_says_why_and_the_next_one_begins(
    make_trainings: Callable[[], Trainings], training: TrainingSettings, qtbot: QtBot
) -> None:
    trainings = make_trainings()
    failures: list[tuple[Path, FunduscopeError]] = []
    trainings.failed.connect(lambda folder, error: failures.append((folder, error)))
    folder = trainings.submit(replace(training, data=DataSettings(source=str(Path("nowhere")))))
    qtbot.waitUntil(lambda: bool(failures), timeout=WAIT_MS)
    assert failures[0][0] == folder
    assert "There is no data set" in failures[0][1].message
    qtbot.waitUntil(lambda: trainings.running is None, timeout=WAIT_MS)


def test_the_queue_is_kept_when_the_program_closes(
    make_trainings: Callable[[], Trainings], training: TrainingSettings
) -> None:
    trainings = make_trainings()
    trainings.is_held = True
    first, second = trainings.submit(training), trainings.submit(replace(training, name="Other"))
    trainings.move(trainings.queue[1], -1)
    again = make_trainings()
    assert [queued.folder for queued in again.queue] == [second, first]
    assert again.queue[1].settings == training
    assert again.is_held, "nothing starts by itself when the program does"
    assert again.running is None


def test_runs_of_others_are_watched_and_never_written_to(
    make_trainings: Callable[[], Trainings], training: TrainingSettings, tmp_path: Path, qtbot: QtBot
) -> None:
    shared = tmp_path / "shared"
    run = RunFolder(shared / "server run")
    run.start(training)
    run.write(run.status, '{"state": "training", "epoch": 3, "epochs": 4, "batch": 5, "batches": 10, "host": "server"}')
    run.write(run.history, "epoch,training_loss,validation_quadratic_weighted_kappa\n1,2.5,0.125\n2,1.5,\n")
    before = {path: path.stat().st_mtime_ns for path in shared.rglob("*")}
    trainings = make_trainings()
    trainings.add_place(shared)
    trainings.add_place(tmp_path / "not there yet")
    qtbot.waitUntil(lambda: len(trainings.runs) == 1, timeout=WAIT_MS)
    entry = trainings.runs[0]
    assert (entry.name, entry.is_own, entry.figure, entry.fraction) == ("Small", False, 0.125, 0.625)
    assert entry.is_silent, "it has not been heard of since 1970"
    with qtbot.waitSignal(trainings.runsRead, timeout=WAIT_MS) as told:
        trainings.show((entry.folder,))
    (watched,) = told.args[0]
    assert [dict(row) for row in watched.history] == [
        {"epoch": 1.0, "training_loss": 2.5, "validation_quadratic_weighted_kappa": 0.125},
        {"epoch": 2.0, "training_loss": 1.5},
    ]
    assert {path: path.stat().st_mtime_ns for path in shared.rglob("*")} == before
    trainings.remove_place(shared)
    qtbot.waitUntil(lambda: not trainings.runs, timeout=WAIT_MS)


def test_learning_rates_are_tried_in_a_process(
    make_trainings: Callable[[], Trainings], training: TrainingSettings, qtbot: QtBot
) -> None:
    trainings = make_trainings()
    with qtbot.waitSignal(trainings.rateFound, timeout=WAIT_MS) as told:
        trainings.find_rate(training)
    assert len(told.args[0].rates) > 10
