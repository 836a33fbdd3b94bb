"""The loss while an epoch goes on, for whoever watches: a row a second at most, added to a table. Knows no torch."""

from __future__ import annotations

import csv
import io
import time
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from core.training.observer import BatchDone, EpochDone, Observer

EVERY_S = 1.0
_HEADER = "epochs,loss,learning_rate,images_per_second\n"


@dataclass(frozen=True, slots=True)
class StepRow:
    """A stretch of steps: `epochs` that were over at its end (1.5: halfway through the second), and its mean loss."""

    epochs: float
    loss: float
    learning_rate: float
    images_per_second: float


class StepsWriter(Observer):
    """Adds the rows. What cannot be written is left out: it is for watching alone."""

    def __init__(self, path: Path, *, clock: Callable[[], float] = time.monotonic) -> None:
        self._path = path
        self._clock = clock
        self._losses: list[float] = []
        self._latest: BatchDone | None = None
        self._written_s = -EVERY_S

    def batch(self, event: BatchDone) -> None:
        """Take a step, and write where it is time."""
        self._losses.append(event.loss)
        self._latest = event
        if self._clock() - self._written_s >= EVERY_S:
            self._write()

    def epoch(self, _event: EpochDone) -> None:
        """Write what is left."""
        self._write()

    def _write(self) -> None:
        event = self._latest
        if event is None or not self._losses:
            return
        loss = sum(self._losses) / len(self._losses)
        epochs = event.epoch - 1 + event.batch / event.batches
        line = f"{epochs:.6f},{loss:.6g},{event.learning_rate:.6g},{event.images_per_second:.4g}\n"
        self._losses = []
        self._written_s = self._clock()
        with suppress(OSError):
            head = "" if self._path.exists() else _HEADER
            with self._path.open("a", encoding="ascii") as file:
                file.write(head + line)


def parse_steps(text: str) -> tuple[StepRow, ...]:
    """The rows of a table. Where a run was resumed from an earlier step, what came after that step the first time goes.

    Lines that are damaged are left out.
    """
    rows: list[StepRow] = []
    for cells in csv.reader(io.StringIO(text)):
        try:
            row = StepRow(*(float(cell) for cell in cells))
        except (ValueError, TypeError):
            continue
        while rows and rows[-1].epochs >= row.epochs:
            rows.pop()
        rows.append(row)
    return tuple(rows)
