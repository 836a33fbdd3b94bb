"""How a training stands, in a file that whoever can read the run's folder may watch. Knows no torch."""

from __future__ import annotations

import os
import platform
import sys
import time
from collections.abc import Callable
from dataclasses import asdict, dataclass, fields, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.errors import FunduscopeError
from core.jobs import Progress
from core.jsontext import parse_json
from core.training.observer import BatchDone, EpochDone, Observer, RunStarted, TrainedRun
from core.training.runfolder import RunFolder

EVERY_S = 1.0
"""So often the file is written at most; what changes the state is written at once."""
STALE_S = 60.0
"""A training that has not been heard of for so long was killed, or its machine was switched off."""


class RunState(StrEnum):
    """What a run is at."""

    PREPARING = "preparing"
    TRAINING = "training"
    WAITING = "waiting"
    STOPPED = "stopped"
    FAILED = "failed"
    FINISHED = "finished"

    @property
    def is_over(self) -> bool:
        """Whether no process is at it any more."""
        return self in (RunState.STOPPED, RunState.FAILED, RunState.FINISHED)


@dataclass(frozen=True, slots=True, kw_only=True)
class RunStatus:
    """How a run stands. Epochs and batches count from 1; 0 and None: not known yet.

    `text` is what it is doing or waiting for, or why it ended. `seconds_left` is an estimate; `memory_bytes` the most
    that it took, on the graphics card where it trains there. `updated_s` is seconds since 1970.
    """

    state: RunState
    text: str = ""
    epoch: int = 0
    epochs: int = 0
    batch: int = 0
    batches: int = 0
    loss: float | None = None
    learning_rate: float | None = None
    images_per_second: float | None = None
    seconds_left: float | None = None
    memory_bytes: int = 0
    device: str = ""
    host: str = ""
    process: int = 0
    updated_s: float = 0.0

    @property
    def fraction(self) -> float:
        """How much of the training is done, 0 to 1."""
        if self.state is RunState.FINISHED:
            return 1.0
        whole = self.epochs * self.batches
        return min(1.0, (max(self.epoch - 1, 0) * self.batches + self.batch) / whole) if whole else 0.0


def read_status(path: Path) -> RunStatus | None:
    """The status in a file; None where there is none that can be read. Never raises."""
    try:
        obj = parse_json(path.read_text(encoding="utf-8"))
        known = {each.name for each in fields(RunStatus)}
        given = {name: value for name, value in obj.items() if name in known}
        status = RunStatus(**{**given, "state": RunState(given["state"])})
        _check(status)
    except (OSError, ValueError, TypeError, KeyError, AttributeError):
        return None
    return status


def _check(status: RunStatus) -> None:
    """Raise TypeError where a value is not of its kind: the file may come from anywhere."""
    for each in fields(status):
        value = getattr(status, each.name)
        if each.type in ("int", "float") and (isinstance(value, bool) or not isinstance(value, int | float)):
            raise TypeError(each.name)
        if each.type == "float | None" and value is not None and not isinstance(value, int | float):
            raise TypeError(each.name)
        if each.type == "str" and not isinstance(value, str):
            raise TypeError(each.name)


class StatusWriter(Observer):
    """Keeps the status of a run up to date. What cannot be written is left out: it is for watching alone."""

    def __init__(self, run: RunFolder, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._run = run
        self._clock = clock
        self._written_s = -EVERY_S
        self._status = RunStatus(state=RunState.PREPARING, host=platform.node(), process=os.getpid())
        self._begun: tuple[float, int] | None = None

    def progress(self, progress: Progress) -> None:
        """Photographs are read."""
        of = f" {progress.done} of {progress.total}" if progress.total else ""
        self._set(is_due=False, text=f"{progress.text}{of}")

    def started(self, event: RunStarted, *, text: str = "") -> None:
        """It begins or goes on; `text` says with what."""
        self._set(
            is_due=True,
            state=RunState.TRAINING,
            text=text,
            epoch=event.first_epoch,
            epochs=event.epochs,
            batches=event.batches_per_epoch,
            device=event.device,
        )

    def batch(self, event: BatchDone) -> None:
        """A step."""
        done = (event.epoch - 1) * event.batches + event.batch
        self._begun = self._begun or (self._clock(), done)
        self._set(
            is_due=False,
            epoch=event.epoch,
            batch=event.batch,
            loss=event.loss,
            learning_rate=event.learning_rate,
            images_per_second=event.images_per_second,
            seconds_left=self._seconds_left(done),
        )

    def epoch(self, event: EpochDone) -> None:
        """An epoch."""
        self._set(is_due=True, epoch=event.epoch, batch=self._status.batches)

    def waits(self, reason: str) -> None:
        """It cannot go on, or can again."""
        self._set(is_due=True, state=RunState.WAITING if reason else RunState.TRAINING, text=reason)

    def finished(self, run: TrainedRun) -> None:
        """The model is there."""
        text = f"The model is that of epoch {run.best_epoch}."
        self._set(is_due=True, state=RunState.FINISHED, text=text, seconds_left=0.0)

    def ended(self, state: RunState, text: str) -> None:
        """It ended early."""
        self._set(is_due=True, state=state, text=text, seconds_left=None)

    def _seconds_left(self, done: int) -> float | None:
        """Everything between two steps counts: validation and what is written as well."""
        begun_s, first = self._begun or (0.0, done)
        if done <= first:
            return None
        whole = self._status.epochs * self._status.batches
        return (self._clock() - begun_s) / (done - first) * max(whole - done, 0)

    def _set(self, *, is_due: bool, **changes: Any) -> None:
        self._status = replace(self._status, **changes)
        now_s = self._clock()
        if not is_due and now_s - self._written_s < EVERY_S:
            return
        self._written_s = now_s
        self._status = replace(self._status, updated_s=time.time(), memory_bytes=memory_bytes(self._status.device))
        try:
            self._run.write_json(self._run.status, asdict(self._status))
        except FunduscopeError:
            return


def memory_bytes(device: str) -> int:
    """The most memory that this process has taken: on the graphics card where `device` is one; 0 where nobody knows."""
    if device.startswith("cuda"):
        torch = sys.modules["torch"]
        return int(torch.cuda.max_memory_allocated(device))
    if sys.platform == "win32":
        return 0
    import resource

    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return peak if sys.platform == "darwin" else 1024 * peak
