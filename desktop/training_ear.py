"""What a training in a process of its own tells the window directly; all else the window reads in the run's folder."""

from __future__ import annotations

import time
from dataclasses import dataclass

from core.jobs import Progress
from core.training.observer import BatchDone, Observer, RunStarted
from desktop.processes import Tell
from desktop.translation import tr

_EVERY_S = 0.2


@dataclass(frozen=True, slots=True)
class Waits:
    """It cannot go on for this reason; empty: it goes on."""

    reason: str


class Ear(Observer):
    """Passes on how far it is, a few times a second, and what it waits for."""

    def __init__(self, tell: Tell) -> None:
        self._tell = tell
        self._told_s = 0.0
        self._epochs = 1

    def progress(self, progress: Progress) -> None:
        """Photographs are read."""
        self._pass_on(progress)

    def started(self, event: RunStarted) -> None:
        """How long it will be."""
        self._epochs = event.epochs

    def batch(self, event: BatchDone) -> None:
        """A step."""
        done = (event.epoch - 1) * event.batches + event.batch
        self._pass_on(
            Progress(
                done,
                self._epochs * event.batches,
                tr("epoch {epoch} of {epochs}", epoch=event.epoch, epochs=self._epochs),
            )
        )

    def waits(self, reason: str) -> None:
        """Tell at once."""
        self._tell(Waits(reason))

    def _pass_on(self, progress: Progress) -> None:
        now_s = time.monotonic()
        if now_s - self._told_s >= _EVERY_S:
            self._told_s = now_s
            self._tell(progress)
