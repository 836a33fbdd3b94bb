"""How a cross-validation stands as a whole, written into its folder for whoever watches."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace

from core.evaluation.intervals import Interval
from core.evaluation.metrics import Metrics
from core.jobs import Progress
from core.training.observer import BatchDone, EpochDone, Observer, RunStarted
from core.training.runfolder import RunFolder
from core.training.status import RunState, StatusWriter
from core.training.writers import end_is_written

TOLD = {"quadratic_weighted_kappa": "quadratic weighted kappa", "auc_referable": "AUC of referable DR"}
"""The figures that are told at the end, as far as they are defined."""


class WholeWriter(Observer):
    """Counts the epochs of all folds as those of one run, and keeps status and log of the whole."""

    def __init__(self, run: RunFolder, *, folds: int) -> None:
        self._run = run
        self._folds = folds
        self._fold = 0
        self._epochs = 0
        self._status = StatusWriter(run)

    def begin(self, fold: int) -> None:
        """The next fold, from 1 on."""
        self._fold = fold
        self._run.say(f"Fold {fold} of {self._folds}.")

    def progress(self, progress: Progress) -> None:
        """Photographs are read."""
        self._status.progress(progress)

    def started(self, event: RunStarted) -> None:
        """A fold begins or goes on."""
        self._epochs = event.epochs
        first = self._before + event.first_epoch
        self._status.started(
            replace(event, epochs=self._folds * event.epochs, first_epoch=first),
            text=f"fold {self._fold} of {self._folds}",
        )

    def batch(self, event: BatchDone) -> None:
        """A step."""
        self._status.batch(replace(event, epoch=self._before + event.epoch))

    def epoch(self, event: EpochDone) -> None:
        """An epoch."""
        self._status.epoch(replace(event, epoch=self._before + event.epoch))

    def waits(self, reason: str) -> None:
        """It cannot go on, or can again."""
        self._status.waits(reason)

    def judged(self, metrics: Metrics, intervals: Mapping[str, Interval | None]) -> None:
        """All folds are done."""
        text = f"{self._folds} folds: {result_words(metrics, intervals)}."
        self._run.say(f"Finished. {text}")
        self._status.ended(RunState.FINISHED, text)

    @contextmanager
    def end_is_written(self) -> Iterator[None]:
        """Whatever ends the block early is in log and status."""
        with end_is_written(self._run, self._status):
            yield

    @property
    def _before(self) -> int:
        """The epochs of the folds before this one."""
        return (self._fold - 1) * self._epochs


def result_words(metrics: Metrics, intervals: Mapping[str, Interval | None]) -> str:
    """The chief figures with their 95 % intervals, in words."""
    parts = []
    for name, words in {"accuracy": "accuracy", **TOLD}.items():
        figure: float | None = getattr(metrics, name)
        limits = intervals.get(name)
        if figure is not None:
            between = f" ({limits.low:.3f} to {limits.high:.3f})" if limits is not None else ""
            parts.append(f"{words} {figure:.3f}{between}")
    return ", ".join(parts)
