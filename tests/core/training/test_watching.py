"""What a run writes for those who watch it, and what it does when it cannot write."""

from __future__ import annotations

import csv
import errno
import json
import struct
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from safetensors.torch import load_file

from core.errors import ModelError, TrainingError
from core.jobs import Cancelled, CancelToken, Progress
from core.training.events import EventFile, crc32c, record, tags
from core.training.observer import BatchDone, EpochDone, Observer, SeenBatch, TrainedRun
from core.training.run import train
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.status import RunState, RunStatus, StatusWriter, read_status
from core.training.steps import StepsWriter, parse_steps
from core.training.storage import Keeper, failure_of_disk
from core.training.writers import tiled

Changed = Callable[..., TrainingSettings]


def batch(epoch: int, number: int, loss: float = 1.0) -> BatchDone:
    return BatchDone(epoch=epoch, batch=number, batches=10, loss=loss, learning_rate=0.1, images_per_second=5.0)


# TensorBoard's events


def test_the_checksum_is_that_of_the_rfc() -> None:
    """RFC 3720, appendix B.4."""
    assert crc32c(bytes(32)) == 0x8A9136AA
    assert crc32c(bytes([0xFF] * 32)) == 0x62A8AB43
    assert crc32c(bytes(range(32))) == 0x46DD794E
    assert crc32c(b"123456789") == 0xE3069283


def test_a_record_is_the_one_that_tensorboard_writes() -> None:
    """`RecordWriter(stream).write(b"funduscope")` of tensorboard 2.21."""
    assert record(b"funduscope").hex() == "0a00000000000000aea3bf3a66756e647573636f70650fd077a0"


def records(path: Path) -> list[bytes]:
    content, found = path.read_bytes(), []
    while content:
        (length,) = struct.unpack("<Q", content[:8])
        found.append(content[12 : 12 + length])
        assert content[: 16 + length] == record(found[-1])
        content = content[16 + length :]
    return found


def test_events_are_there_for_every_epoch(settings: TrainingSettings, tmp_path: Path) -> None:
    done = train(settings, tmp_path / "run")
    (path,) = done.folder.glob("events.out.tfevents.*")
    version, session, *epochs = records(path)
    assert version.endswith(b"\x1a\x0dbrain.Event:2")
    assert session.endswith(bytes([2 << 3, 1, 7 << 3 | 2, 2, 1 << 3, 1]))
    assert len(epochs) == 2
    loss = struct.pack("<f", done.history[1]["training_loss"])
    assert bytes([1 << 3 | 2, 13]) + b"loss/training" + bytes([2 << 3 | 5]) + loss in epochs[1]


def test_tensorboard_reads_them(settings: TrainingSettings, tmp_path: Path) -> None:
    accumulator = pytest.importorskip("tensorboard.backend.event_processing.event_accumulator")
    done = train(settings, tmp_path / "run")
    read = accumulator.EventAccumulator(str(done.folder))
    read.Reload()
    losses = [event.value for event in read.Scalars("loss/training")]
    np.testing.assert_allclose(losses, [row["training_loss"] for row in done.history], rtol=1e-6)
    assert "recall/blue" in read.Tags()["scalars"]


def test_tags_name_the_classes() -> None:
    row = {"epoch": 3, "training_loss": 0.5, "validation_recall_1": 0.25, "is_best": True, "validation_auc": None}
    assert tags(row, ("no", "yes")) == {"loss/training": 0.5, "recall/yes": 0.25}


# The status


def test_the_status_says_how_a_run_stands(settings: TrainingSettings, tmp_path: Path) -> None:
    seen: list[RunStatus | None] = []

    class Watcher(Observer):
        def progress(self, progress: Progress) -> None:
            seen.append(read_status(tmp_path / "run" / "status.json"))

        def epoch(self, event: EpochDone) -> None:
            seen.append(read_status(tmp_path / "run" / "status.json"))

    train(settings, tmp_path / "run", observer=Watcher())
    states = [status.state for status in seen if status is not None]
    assert states[0] is RunState.PREPARING
    assert states[-1] is RunState.TRAINING
    last = seen[-1]
    assert last is not None
    assert (last.epoch, last.epochs, last.device, last.fraction) == (2, 2, "cpu", 1.0)
    assert last.memory_bytes > 10**7
    ended = read_status(tmp_path / "run" / "status.json")
    assert ended is not None
    assert ended.state is RunState.FINISHED
    assert ended.state.is_over


def test_the_time_left_is_that_of_the_steps_left(tmp_path: Path) -> None:
    now = [100.0]
    writer = StatusWriter(RunFolder(tmp_path), clock=lambda: now[0])
    writer._status = RunStatus(state=RunState.TRAINING, epochs=2, batches=10)
    for number in range(1, 6):
        writer.batch(batch(1, number))
        now[0] += 2.0
    status = read_status(tmp_path / "status.json")
    assert status is not None
    assert status.seconds_left == pytest.approx(2 * 15)


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"state": "dancing"}', '{"state": "training", "epoch": "x"}', '{"epoch": 1}']
)
def test_a_status_that_makes_no_sense_is_none(tmp_path: Path, text: str) -> None:
    (tmp_path / "status.json").write_text(text)
    assert read_status(tmp_path / "status.json") is None


def test_why_a_run_ended_is_in_its_status(changed: Changed, tmp_path: Path) -> None:
    with pytest.raises(TrainingError):
        train(changed(network={"train_from": "nowhere"}), tmp_path / "failed")
    status = read_status(tmp_path / "failed" / "status.json")
    assert status is not None
    assert status.state is RunState.FAILED
    assert "nowhere" in status.text


# The steps


def test_steps_are_added_by_the_second_and_those_that_were_lost_go(tmp_path: Path) -> None:
    now = [0.0]
    path = tmp_path / "steps.csv"
    writer = StepsWriter(path, clock=lambda: now[0])
    for number, loss in ((1, 4.0), (2, 3.0), (3, 1.0)):
        writer.batch(batch(1, number, loss))
        now[0] += 0.6
    assert [(row.epochs, row.loss) for row in parse_steps(path.read_text())] == [(0.1, 4.0), (0.3, 2.0)]
    resumed = StepsWriter(path, clock=lambda: now[0])
    resumed.batch(batch(1, 2, 9.0))
    assert [(row.epochs, row.loss) for row in parse_steps(path.read_text())] == [(0.1, 4.0), (0.2, 9.0)]


def test_damaged_steps_are_left_out() -> None:
    assert [row.loss for row in parse_steps("epochs,loss\n0.1,1,1,1\n0.2,\n\0\n0.3,2,1,1\n0.4,3")] == [1.0, 2.0]


# The sample batch


def test_the_sample_batch_is_what_the_network_sees(changed: Changed, tmp_path: Path) -> None:
    seen: list[SeenBatch] = []

    class Watcher(Observer):
        def saw(self, batch: SeenBatch) -> None:
            seen.append(batch)

    settings = changed(augmentation={"brightness": 1.0})
    train(settings, tmp_path / "run", observer=Watcher())
    assert len(seen) == 1
    assert seen[0].pixels.shape == (6, 32, 32, 3)
    assert seen[0].pixels.dtype == np.uint8
    with Image.open(tmp_path / "run" / "sample-batch.png") as opened:
        picture = np.asarray(opened)
    np.testing.assert_array_equal(picture, tiled(seen[0].pixels))
    np.testing.assert_array_equal(picture[:32, :32], seen[0].pixels[0])
    assert [name.partition("/")[0] for name in seen[0].names] == [("blue", "green", "red")[i] for i in seen[0].labels]


# A disk that is full


@contextmanager
def full_disk(size: int) -> Iterator[None]:
    """No file of this process may grow beyond `size` bytes: what a full disk does, done by the system."""
    resource = pytest.importorskip("resource")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    resource.setrlimit(resource.RLIMIT_FSIZE, (size, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)


class Waiter(Observer):
    """Calls `then` when the training waits for the first time."""

    def __init__(self, then: Callable[[], None]) -> None:
        self.reasons: list[str] = []
        self._then = then

    def waits(self, reason: str) -> None:
        self.reasons.append(reason)
        if len(self.reasons) == 1:
            self._then()


def same_weights(one: Path, other: Path) -> bool:
    first, second = load_file(one), load_file(other)
    return all((tensor == second[name]).all() for name, tensor in first.items())


def test_a_full_disk_is_waited_for_and_changes_nothing(settings: TrainingSettings, tmp_path: Path) -> None:
    resource = pytest.importorskip("resource")
    whole = train(settings, tmp_path / "whole")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    waiter = Waiter(lambda: resource.setrlimit(resource.RLIMIT_FSIZE, before))
    with full_disk(100_000):
        done = train(settings, tmp_path / "run", observer=waiter)
    assert waiter.reasons[0].startswith("Waiting: ")
    assert "Make room on its disk: the training goes on by itself." in waiter.reasons[0]
    assert waiter.reasons[1:] == [""]
    assert same_weights(whole.model_file, done.model_file)
    assert "It goes on." in (done.folder / "log.txt").read_text()
    assert not list(done.folder.glob(".*"))


def test_a_folder_that_is_gone_is_waited_for(settings: TrainingSettings, tmp_path: Path) -> None:
    """Away after the first epoch, as a share of the network may be."""
    out, away = tmp_path / "run", tmp_path / "away"

    class Remover(Waiter):
        def epoch(self, event: EpochDone) -> None:
            if event.epoch == 1:
                out.rename(away)

    waiter = Remover(lambda: away.rename(out))
    done = train(settings, out, observer=waiter)
    assert f"The folder '{out}' is gone" in waiter.reasons[0]
    assert done.model_file.is_file()
    assert len(done.history) == 2
    assert waiter.reasons[-1] == ""


def test_who_stops_a_run_that_waits_loses_nothing(settings: TrainingSettings, tmp_path: Path) -> None:
    token = CancelToken()
    with full_disk(100_000), pytest.raises(Cancelled):
        train(settings, tmp_path / "run", observer=Waiter(token.cancel), token=token)
    status = read_status(tmp_path / "run" / "status.json")
    assert status is not None
    assert status.state is RunState.STOPPED
    assert train(settings, tmp_path / "run", is_resumed=True).model_file.is_file()


def test_other_failures_are_not_waited_for(tmp_path: Path) -> None:
    keeper = Keeper(RunFolder(tmp_path), Observer(), CancelToken())

    def fail() -> None:
        raise ModelError("not a matter of the disk")

    with pytest.raises(ModelError, match="not a matter"):
        keeper.keep(fail)


def test_failures_of_the_disk_are_told_from_others() -> None:
    error = ModelError("x")
    assert failure_of_disk(error) is None
    error.__cause__ = OSError(errno.ENOSPC, "full")
    assert failure_of_disk(error) == errno.ENOSPC
    error.__cause__ = RuntimeError("Error while serializing: I/O error: No space left on device (os error 28)")
    assert failure_of_disk(error) == errno.ENOSPC


def test_a_file_of_events_never_ends_within_a_record(tmp_path: Path) -> None:
    file = EventFile(tmp_path, first_step=1)
    file.add(1, {"loss": 0.5})
    file.flush()
    good = file.path.read_bytes()
    file.add(2, {"loss" + "s" * 500: 0.25})
    with full_disk(len(good) + 20), pytest.raises(TrainingError, match="cannot be written"):
        file.flush()
    assert file.path.read_bytes() == good
    file.flush()
    assert len(records(file.path)) == 4


# Photographs that go while a run is at it


def test_photographs_that_go_in_the_middle_are_left_out_counted_and_listed(
    changed: Changed, photographs: Path, tmp_path: Path
) -> None:
    """Nothing is cached, so every epoch reads the files."""
    settings = changed(machine={"cache_gb": 0.0}, run={"epochs": 3})
    told: list[str] = []

    class Breaker(Observer):
        def epoch(self, event: EpochDone) -> None:
            if event.epoch == 1:
                (photographs / "red" / "red3.png").write_bytes(b"")
                (photographs / "blue" / "blue1.png").unlink()

        def said(self, text: str) -> None:
            told.append(text)

    done = train(settings, tmp_path / "run", observer=Breaker())
    lost = [line for line in told if line.startswith("Cannot be read any more")]
    assert len(lost) == 2
    assert {"red/red3.png", "blue/blue1.png"} == {line.partition("): ")[2].partition(":")[0] for line in lost}
    assert lost[1] in (done.folder / "log.txt").read_text()
    with (done.folder / "predictions.csv").open() as file:
        names = {row["image"] for row in csv.DictReader(file)}
    assert not names & {"red/red3.png", "blue/blue1.png"}


def test_a_folder_of_photographs_that_is_gone_is_waited_for(
    changed: Changed, photographs: Path, tmp_path: Path
) -> None:
    settings = changed(machine={"cache_gb": 0.0})
    whole = train(settings, tmp_path / "whole")
    away = photographs.with_name("away")

    class Mover(Waiter):
        def batch(self, event: BatchDone) -> None:
            if event.epoch == 1 and event.batch == 1 and photographs.exists():
                photographs.rename(away)

    mover = Mover(lambda: threading.Timer(0.3, lambda: away.rename(photographs)).start())
    done = train(settings, tmp_path / "run", observer=mover)
    assert f"'{photographs}' is gone" in mover.reasons[0]
    assert mover.reasons[-1] == ""
    assert same_weights(whole.model_file, done.model_file)


# Ending early


def test_a_run_can_be_ended_with_the_best_epoch_so_far(changed: Changed, tmp_path: Path) -> None:
    settings = changed(run={"epochs": 50})
    token = CancelToken()

    class Stopper(Observer):
        def batch(self, event: BatchDone) -> None:
            if event.epoch == 3:
                token.cancel()

    with pytest.raises(Cancelled):
        train(settings, tmp_path / "run", observer=Stopper(), token=token)
    done: TrainedRun = train(settings, tmp_path / "run", is_resumed=True, is_ended=True)
    assert len(done.history) == 2
    assert same_weights(done.model_file, done.folder / "best.safetensors")
    assert json.loads((done.folder / "metrics.json").read_text())["validation"] is not None


def test_a_run_without_an_epoch_has_no_model_to_keep(settings: TrainingSettings, tmp_path: Path) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        train(settings, tmp_path / "run", token=token)
    with pytest.raises(TrainingError, match="has not finished an epoch"):
        train(settings, tmp_path / "run", is_resumed=True, is_ended=True)
