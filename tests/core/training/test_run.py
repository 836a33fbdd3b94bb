"""A training as a whole: it learns, it can be stopped anywhere, and what it leaves is what it says."""

from __future__ import annotations

import csv
import itertools
import json
import multiprocessing
import os
import random
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

import numpy as np
import pytest
import torch
from PIL import Image
from safetensors.torch import load_file

from core.errors import DatasetError, FunduscopeError, TrainingError
from core.images.reading import read_photograph
from core.jobs import Cancelled, CancelToken
from core.networks.device_failures import DeviceError
from core.networks.files import load_model
from core.training.observer import BatchDone, EpochDone, Observer, RunStarted, TrainedRun
from core.training.run import train
from core.training.settings import (
    Balance,
    Device,
    LossName,
    OptimiserName,
    Precision,
    ScheduleName,
    TrainingSettings,
    Watched,
)
from core.training.stepping import Stepper

Changed = Callable[..., TrainingSettings]
Make = Callable[[str, tuple[int, ...]], Path]
CLASS_NAMES = ("blue", "green", "red")


class Recorder(Observer):
    """Keeps what it hears; cancels after a number of batches if asked."""

    def __init__(self, token: CancelToken | None = None, *, cancel_after: int = -1) -> None:
        self.said_lines: list[str] = []
        self.starts: list[RunStarted] = []
        self.batches: list[BatchDone] = []
        self.epochs: list[EpochDone] = []
        self.checkpoints = 0
        self.runs: list[TrainedRun] = []
        self._token = token
        self._cancel_after = cancel_after

    def said(self, text: str) -> None:
        self.said_lines.append(text)

    def started(self, event: RunStarted) -> None:
        self.starts.append(event)

    def batch(self, event: BatchDone) -> None:
        self.batches.append(event)
        if self._token is not None and len(self.batches) == self._cancel_after:
            self._token.cancel()

    def epoch(self, event: EpochDone) -> None:
        self.epochs.append(event)

    def checkpoint(self, path: Path) -> None:
        assert path.is_file()
        self.checkpoints += 1

    def finished(self, run: TrainedRun) -> None:
        self.runs.append(run)


def tensors(path: Path) -> dict[str, torch.Tensor]:
    return load_file(path)


def assert_same_weights(one: Path, other: Path) -> None:
    first, second = tensors(one), tensors(other)
    assert first.keys() == second.keys()
    for name, tensor in first.items():
        assert torch.equal(tensor, second[name]), name


def test_it_learns_what_can_be_learned(changed: Changed, tmp_path: Path) -> None:
    settings = changed(
        run={"epochs": 20},
        network={"architecture": "funduscope/die_c4", "dropout": -1.0},
        optimiser={"learning_rate": 5e-3, "average_decay": 0.0},
        split={"validation": 0.25, "test": 0.25},
    )
    recorder = Recorder()
    done = train(settings, tmp_path / "run", observer=recorder)
    assert done.test is not None
    assert done.test.accuracy == 1.0
    assert done.metrics is done.test
    assert recorder.epochs[-1].training_loss < recorder.epochs[0].training_loss / 3
    assert recorder.runs == [done]
    assert [event.epoch for event in recorder.epochs] == list(range(1, 21))
    start = recorder.starts[0]
    assert (start.training_count, start.validation_count, start.test_count) == (12, 6, 6)
    assert len(recorder.batches) == 20 * start.batches_per_epoch


def test_the_model_answers_in_the_program_as_it_was_judged(
    settings: TrainingSettings, photographs: Path, tmp_path: Path
) -> None:
    """The same pixels in training and inference: the probabilities in the run's table are those of the model file."""
    done = train(settings, tmp_path / "run")
    model = load_model(done.model_file)
    with (done.folder / "predictions.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert {row["split"] for row in rows} == {"validation"}
    for row in rows:
        with torch.inference_mode():
            values, _ = model.prepare(read_photograph(photographs / row["image"]))
            expected = model.module(values).softmax(1)[0].numpy()
        written = [float(row[f"probability_{index}"]) for index in range(3)]
        np.testing.assert_allclose(written, expected, rtol=1e-4, atol=1e-6)
        assert int(row["predicted"]) == int(expected.argmax())
        assert CLASS_NAMES[int(row["label"])] == Path(row["image"]).parent.name


def test_the_card_says_how_the_model_came_about(settings: TrainingSettings, tmp_path: Path) -> None:
    done = train(settings, tmp_path / "run")
    card = load_model(done.model_file).card
    assert card.class_names == CLASS_NAMES
    assert card.name == "colours"
    assert card.licence == "CC0"
    assert card.input_size == (32, 32)
    assert card.training["run"]["seed"] == 0
    assert card.training["photographs"] == 18
    assert card.data_fingerprint == json.loads((done.folder / "data.json").read_text())["fingerprint"]
    assert card.metrics["validation_accuracy"] == done.validation.accuracy
    assert card.metrics["best_epoch"] == done.best_epoch
    assert str(tmp_path) not in card.dumps()
    assert "machine" not in card.training


def test_the_folder_holds_what_a_run_must(settings: TrainingSettings, tmp_path: Path) -> None:
    done = train(settings, tmp_path / "run")
    names = {path.name for path in done.folder.iterdir() if not path.name.startswith("events.out.tfevents.")}
    assert len(list(done.folder.glob("events.out.tfevents.*"))) == 1
    assert names == {
        "status.json",
        "steps.csv",
        "sample-batch.png",
        "settings.toml",
        "data.json",
        "split.csv",
        "versions.json",
        "metrics.csv",
        "metrics.json",
        "predictions.csv",
        "log.txt",
        "last.safetensors",
        "best.safetensors",
        "model.safetensors",
    }
    with (done.folder / "metrics.csv").open() as file:
        rows = list(csv.DictReader(file))
    assert [row["epoch"] for row in rows] == ["1", "2"]
    assert float(rows[-1]["validation_accuracy"]) == done.history[-1]["validation_accuracy"]
    with (done.folder / "split.csv").open() as file:
        assert len(list(csv.DictReader(file))) == 24


@pytest.mark.skipif(sys.platform == "win32", reason="who may read a file is told otherwise there")
def test_whoever_may_look_into_the_folder_may_read_all_of_it(settings: TrainingSettings, tmp_path: Path) -> None:
    before = os.umask(0o022)
    try:
        done = train(settings, tmp_path / "run")
    finally:
        os.umask(before)
    for path in done.folder.iterdir():
        assert path.stat().st_mode & 0o777 == 0o644, path.name


def test_the_same_seed_gives_the_same_weights_and_another_one_others(changed: Changed, tmp_path: Path) -> None:
    first = train(changed(), tmp_path / "a").model_file
    assert_same_weights(first, train(changed(), tmp_path / "b").model_file)
    other = tensors(train(changed(run={"seed": 1}), tmp_path / "c").model_file)
    assert any(not torch.equal(tensor, other[name]) for name, tensor in tensors(first).items())


@pytest.mark.parametrize("cancel_after", [1, 3, 6])
def test_a_run_that_is_stopped_and_resumed_is_the_run_that_was_not(
    settings: TrainingSettings, tmp_path: Path, cancel_after: int
) -> None:
    """Stopped after the first step, after the last of an epoch, and after the very last."""
    whole = train(settings, tmp_path / "whole")
    token = CancelToken()
    recorder = Recorder(token, cancel_after=cancel_after)
    with pytest.raises(Cancelled):
        train(settings, tmp_path / "parted", observer=recorder, token=token)
    assert recorder.checkpoints >= 1
    assert not (tmp_path / "parted" / "model.safetensors").exists()
    parted = train(settings, tmp_path / "parted", is_resumed=True)
    assert_same_weights(whole.model_file, parted.model_file)
    assert_same_weights(whole.folder / "last.safetensors", parted.folder / "last.safetensors")
    assert _without_times(whole) == _without_times(parted)


def test_a_card_that_fails_in_the_middle_is_said_and_the_run_goes_on_to_the_same_weights(
    changed: Changed, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings = changed(run={"checkpoint_minutes": 1e-9})
    whole = train(settings, tmp_path / "whole")
    gradient, steps = Stepper._gradient, itertools.count()

    def fail(self: Stepper, *arguments: Any) -> Any:
        if next(steps) == 4:
            raise torch.AcceleratorError("CUDA error: unspecified launch failure\nand more lines")
        return gradient(self, *arguments)

    with monkeypatch.context() as patch:
        patch.setattr(Stepper, "_gradient", fail)
        with pytest.raises(DeviceError, match="graphics card failed"):
            train(settings, tmp_path / "parted")
    parted = train(settings, tmp_path / "parted", is_resumed=True)
    assert_same_weights(whole.model_file, parted.model_file)


def _without_times(run: TrainedRun) -> list[dict[str, object]]:
    return [
        {name: value for name, value in row.items() if name not in ("seconds", "images_per_second")}
        for row in run.history
    ]


@pytest.mark.parametrize(
    "tables",
    [
        {"optimiser": {"name": OptimiserName.SGD, "learning_rate": 0.05, "gradient_clip": 1.0}},
        {"optimiser": {"name": OptimiserName.ADAM}, "loss": {"name": LossName.SOFT_KAPPA}},
        {"schedule": {"name": ScheduleName.PLATEAU, "plateau_patience": 0}, "run": {"precision": Precision.BFLOAT16}},
        {"balance": {"method": Balance.RESAMPLE, "count": 5}, "loss": {"name": LossName.FOCAL}},
    ],
    ids=["sgd", "adam", "plateau-bf16", "resample"],
)
def test_whatever_the_settings_a_resumed_run_is_the_same(
    changed: Changed, tmp_path: Path, tables: dict[str, dict[str, object]]
) -> None:
    settings = changed(**tables)
    whole = train(settings, tmp_path / "whole")
    token = CancelToken()
    with pytest.raises(Cancelled):
        train(settings, tmp_path / "parted", observer=Recorder(token, cancel_after=4), token=token)
    parted = train(settings, tmp_path / "parted", is_resumed=True)
    assert_same_weights(whole.model_file, parted.model_file)
    assert _without_times(whole) == _without_times(parted)


def kill_until_done(settings: TrainingSettings, out: Path, *, kills: int, seed: int) -> None:
    """Start the training again and again; kill it at a random moment after a few checkpoints, then let it end."""
    context = multiprocessing.get_context("forkserver" if sys.platform != "win32" else "spawn")
    if sys.platform != "win32":
        context.set_forkserver_preload(["core.training.run", "torchvision.models", "lightning_fabric"])
    moments = random.Random(seed)
    for number in range(kills + 1):
        is_there = (out / "settings.toml").exists()
        process = context.Process(target=train, args=(settings, out), kwargs={"is_resumed": is_there})
        process.start()
        if number < kills:
            wait_for_checkpoints(out / "last.safetensors", moments.randint(1, 3), process)
            time.sleep(moments.uniform(0.0, 0.02))
            process.kill()
        process.join()
        if process.exitcode == 0:  # at the end; or it was quicker than a machine that looked away
            break
    assert process.exitcode == 0


def wait_for_checkpoints(path: Path, count: int, process: Any) -> None:
    """Return when the file was replaced so many times: each checkpoint is a new file."""
    before = path.stat().st_mtime_ns if path.exists() else None
    while count and process.is_alive():
        now = path.stat().st_mtime_ns if path.exists() else None
        count -= now != before
        before = now
        time.sleep(0.001)


def test_a_run_that_is_killed_again_and_again_ends_with_the_same_weights(changed: Changed, tmp_path: Path) -> None:
    """A checkpoint after every step: most of the time is spent writing them, so many kills hit one half written."""
    settings = changed(run={"epochs": 5, "checkpoint_minutes": 1e-9})
    whole = train(settings, tmp_path / "whole")
    kill_until_done(settings, tmp_path / "killed", kills=2, seed=0)
    assert_same_weights(whole.model_file, tmp_path / "killed" / "model.safetensors")
    assert_same_weights(whole.folder / "last.safetensors", tmp_path / "killed" / "last.safetensors")
    assert not list((tmp_path / "killed").glob(".*"))


@pytest.mark.slow
@pytest.mark.timeout(1500)
@pytest.mark.parametrize(("minutes", "epochs"), [(1e-9, 25), (0.0, 60)], ids=["every-step", "every-epoch"])
def test_ten_kills(changed: Changed, tmp_path: Path, minutes: float, epochs: int) -> None:
    settings = changed(run={"epochs": epochs, "checkpoint_minutes": minutes})
    whole = train(settings, tmp_path / "whole")
    kill_until_done(settings, tmp_path / "killed", kills=10, seed=epochs)
    assert_same_weights(whole.model_file, tmp_path / "killed" / "model.safetensors")


def test_a_finished_run_that_is_resumed_is_finished(settings: TrainingSettings, tmp_path: Path) -> None:
    first = train(settings, tmp_path / "run")
    recorder = Recorder()
    again = train(settings, tmp_path / "run", observer=recorder, is_resumed=True)
    assert recorder.batches == []
    assert again.validation == first.validation


def test_early_stopping_ends_and_keeps_the_best(changed: Changed, tmp_path: Path) -> None:
    """A learning rate of almost nothing: the figure never changes, so the first epoch stays the best."""
    settings = changed(
        run={"epochs": 9},
        optimiser={"learning_rate": 1e-9, "average_decay": 0.0},
        stopping={"metric": Watched.ACCURACY, "patience": 2},
    )
    done = train(settings, tmp_path / "run")
    assert len(done.history) == 3
    assert done.best_epoch == 1


def test_without_validation_the_last_epoch_is_the_model(changed: Changed, tmp_path: Path) -> None:
    done = train(changed(split={"validation": 0.0}), tmp_path / "run")
    assert done.best_epoch == 2
    assert done.metrics is None
    assert json.loads((done.folder / "metrics.json").read_text()) == {"validation": None, "test": None}


def test_unreadable_photographs_are_left_out_and_listed(
    settings: TrainingSettings, photographs: Path, tmp_path: Path
) -> None:
    broken = photographs / "red" / "red3.png"
    broken.write_bytes(broken.read_bytes()[:200])
    (photographs / "blue" / "empty.jpg").write_bytes(b"")
    recorder = Recorder()
    done = train(settings, tmp_path / "run", observer=recorder)
    skipped = json.loads((done.folder / "data.json").read_text())["skipped"]
    assert [line.partition(":")[0] for line in skipped] == ["blue/empty.jpg", "red/red3.png"]
    assert any(line.startswith("2 photographs cannot be read") for line in recorder.said_lines)
    start = recorder.starts[0]
    assert start.training_count + start.validation_count == 23


def test_a_loss_that_is_no_number_stops_and_names_the_batch(changed: Changed, tmp_path: Path) -> None:
    settings = changed(
        optimiser={"name": OptimiserName.SGD, "learning_rate": 100.0, "average_decay": 0.0},
        schedule={"name": ScheduleName.CONSTANT, "warm_up_epochs": 3.0},
        network={"architecture": "torchvision/squeezenet1_1"},
        run={"epochs": 30, "checkpoint_minutes": 1e-9},
    )
    out = tmp_path / "run"
    with pytest.raises(TrainingError, match=r"epoch \d+, batch \d+ of 3 \((blue|green|red)/"):
        train(settings, out)
    kept = tensors(out / "last.safetensors")
    assert all(torch.isfinite(tensor).all() for name, tensor in kept.items() if name.startswith("module/"))
    log = (out / "log.txt").read_text()
    assert "not a number" in log
    named = next(line for line in log.splitlines() if "Photographs of the batch: " in line)
    assert len(named.partition("batch: ")[2].split(", ")) == 6


def test_one_class_is_refused(changed: Changed, make_photographs: Make, tmp_path: Path) -> None:
    folder = make_photographs("one", (3,))
    with pytest.raises(DatasetError, match="All 3 photographs are of one class, 'blue'"):
        train(changed(data={"source": str(folder)}), tmp_path / "run")


def test_an_empty_part_is_refused(changed: Changed, make_photographs: Make, tmp_path: Path) -> None:
    folder = make_photographs("few", (2, 2))
    with pytest.raises(DatasetError, match="validation part of the split is empty"):
        train(changed(data={"source": str(folder)}, split={"validation": 0.01}), tmp_path / "run")


def test_a_run_is_not_overwritten(settings: TrainingSettings, tmp_path: Path) -> None:
    (tmp_path / "run").mkdir()
    (tmp_path / "run" / "thesis.txt").write_text("years of work")
    with pytest.raises(TrainingError, match="is there already"):
        train(settings, tmp_path / "run")
    assert (tmp_path / "run" / "thesis.txt").read_text() == "years of work"


def test_resuming_with_other_settings_says_which_differ(changed: Changed, tmp_path: Path) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        train(changed(), tmp_path / "run", observer=Recorder(token, cancel_after=1), token=token)
    other = changed(optimiser={"learning_rate": 0.5}, run={"seed": 7})
    with pytest.raises(TrainingError, match=r"optimiser\.learning_rate: 0\.002, now 0\.5; run\.seed: 0, now 7"):
        train(other, tmp_path / "run", is_resumed=True)
    train(changed(machine={"workers": 1}), tmp_path / "run", is_resumed=True)


def test_resuming_with_other_photographs_is_refused(
    settings: TrainingSettings, photographs: Path, make_picture: Callable[[int, int], np.ndarray], tmp_path: Path
) -> None:
    token = CancelToken()
    with pytest.raises(Cancelled):
        train(settings, tmp_path / "run", observer=Recorder(token, cancel_after=1), token=token)
    Image.fromarray(make_picture(0, 77)).save(photographs / "blue" / "blue0.png")
    with pytest.raises(TrainingError, match="not those with which the run was started"):
        train(settings, tmp_path / "run", is_resumed=True)


def test_resuming_what_is_not_there_is_refused(settings: TrainingSettings, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="There is no run"):
        train(settings, tmp_path / "nothing", is_resumed=True)


@pytest.mark.skipif(torch.cuda.is_available(), reason="there is a graphics card")
def test_a_card_that_is_not_there_is_named(changed: Changed, tmp_path: Path) -> None:
    with pytest.raises(TrainingError, match="no graphics card"):
        train(changed(machine={"device": Device.CUDA}), tmp_path / "run")


def test_a_cancelled_preparation_leaves_no_checkpoint(settings: TrainingSettings, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        train(settings, tmp_path / "run", token=token)
    assert not (tmp_path / "run" / "last.safetensors").exists()
    assert train(settings, tmp_path / "run", is_resumed=True).model_file.is_file()


def test_every_error_is_one_that_the_user_can_mend() -> None:
    assert issubclass(TrainingError, FunduscopeError)
    assert issubclass(DatasetError, FunduscopeError)


def test_labels_that_are_no_class_are_refused_with_their_line(
    changed: Changed, photographs: Path, tmp_path: Path
) -> None:
    rows = [
        "image,label",
        *(
            f"{path.relative_to(photographs)},{7 if path.name == 'red3.png' else 1}"
            for path in sorted(photographs.rglob("*.png"))
        ),
    ]
    (photographs / "labels.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")
    with pytest.raises(DatasetError, match="7") as raised:
        train(changed(data={"class_names": ("a", "b", "c")}), tmp_path / "run")
    assert "red3.png" in str(raised.value) or "Line" in str(raised.value)
    assert not (tmp_path / "run" / "last.safetensors").exists()
