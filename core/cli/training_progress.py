"""What a training says, on stderr."""

from __future__ import annotations

import sys
from types import TracebackType
from typing import Any, Self

from core.jobs import Progress
from core.training.observer import BatchDone, EpochDone, Observer, RunStarted


class TrainingProgress(Observer):
    """A bar for each stage and epoch where stderr is a terminal; a line for each epoch and remark."""

    def __init__(self) -> None:
        self._bar: Any = None
        self._title = ""

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def progress(self, progress: Progress) -> None:
        """Move the bar of a stage."""
        self._move(progress.text, progress.done, progress.total)

    def said(self, text: str) -> None:
        """Say a remark."""
        self._close()
        print(text, file=sys.stderr)

    def waits(self, reason: str) -> None:
        """Say why it waits, and that it goes on."""
        self.said(reason or "it goes on")

    def started(self, event: RunStarted) -> None:
        """Say what is trained on what."""
        self.said(
            f"training on {event.device}: {event.training_count} photographs, {event.validation_count} for validation, "
            f"{event.test_count} for the test; {event.trained_parameter_count:,} of {event.parameter_count:,} weights"
        )

    def batch(self, event: BatchDone) -> None:
        """Move the bar of an epoch."""
        self._move(f"epoch {event.epoch}", event.batch, event.batches, f"loss {event.loss:.4f}")

    def epoch(self, event: EpochDone) -> None:
        """Say what an epoch came to."""
        line = f"epoch {event.epoch}/{event.epochs}: loss {event.training_loss:.4f}"
        if event.validation is not None:
            figures = event.validation
            line += f", validation loss {_shown(figures.loss)}, accuracy {_shown(figures.accuracy)}"
            line += f", kappa {_shown(figures.quadratic_weighted_kappa)}"
        self.said(f"{line}, {event.images_per_second:.1f} images/s{' (best)' if event.is_best else ''}")

    def _move(self, title: str, done: int, total: int, remark: str = "") -> None:
        from tqdm import tqdm

        if title != self._title or self._bar is None:
            self._close()
            tqdm.monitor_interval = 0  # no thread of its own
            self._bar = tqdm(desc=title, total=total, file=sys.stderr, disable=total < 2 or None, leave=False)
            self._title = title
        self._bar.set_postfix_str(remark, refresh=False)
        self._bar.update(done - self._bar.n)

    def _close(self) -> None:
        if self._bar is not None:
            self._bar.close()
            self._bar = None


def _shown(figure: float | None) -> str:
    return "undefined" if figure is None else f"{figure:.4f}"
