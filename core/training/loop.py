"""The training loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from contextlib import closing

import numpy as np
import torch
from numpy.typing import NDArray
from torch import nn

from core.errors import TrainingError
from core.jobs import Cancelled, CancelToken
from core.training.asking import Asker
from core.training.checkpoints import Position
from core.training.data import NAMED_AT_MOST, Batch, Photographs, worker_count
from core.training.network import set_training
from core.training.observer import BatchDone, Observer
from core.training.parts import Parts
from core.training.plan import plan_epoch
from core.training.readingahead import Reader, SourceGoneError
from core.training.settings import TrainingSettings
from core.training.stepping import Step, Stepper

AGREED_EVERY = 10
"""Steps after which, and at each epoch's begin, devices ask each other whether to stop: they wait for the slowest."""


class Loop:
    """One epoch after the other, from a position that can be any."""

    def __init__(
        self,
        parts: Parts,
        photographs: Photographs,
        training: Sequence[int],
        settings: TrainingSettings,
        *,
        observer: Observer,
        token: CancelToken,
    ) -> None:
        self._parts = parts
        self._photographs = photographs
        self._training = training
        self._settings = settings
        self._observer = observer
        self._token = token
        self._looked_at_s = 0.0
        self._batches = len(plan_epoch(photographs, training, settings, 0)[0])
        self._stepper = Stepper(parts, photographs, settings, observer=observer)
        is_pinned = parts.fabric.device.type == "cuda"
        workers = worker_count(settings.machine)
        self._reader = Reader(photographs, workers=workers, is_pinned=is_pinned, observer=observer, token=token)
        size = settings.run.batch_size
        self._asker = Asker(parts, self._stepper, self._reader, batch_size=size, token=token)

    @property
    def lost(self) -> dict[int, str]:
        """By place, why a photograph that could be read when the training began cannot any more."""
        return self._reader.lost

    def run_epoch(self, position: Position, *, save: Callable[[], None]) -> None:
        """Train from `position` to the end of its epoch. `save` is called when a checkpoint within the epoch is due.

        On return, when `save` is called and when Cancelled is raised, `position` is that of the weights. Raises
        Cancelled, and TrainingError where the loss is not a number.
        """
        set_training(self._parts.module)
        while position.batch < self._batches:
            try:
                self._run_batches(position, save)
            except SourceGoneError as error:
                self._reader.wait(error)

    def _run_batches(self, position: Position, save: Callable[[], None]) -> None:
        """The loop itself. A step is looked at while the next one is computed: looking makes a card wait."""
        batches, draws = plan_epoch(self._photographs, self._training, self._settings, position.epoch)
        mine = [batch[self._parts.rank :: self._parts.world] for batch in batches[position.batch :]]
        pending: Step | None = None
        self._looked_at_s = saved_at_s = time.monotonic()
        with closing(self._reader.read(mine)) as reading:
            for batch in reading:
                should_stop, should_save = self._agreed(position, saved_at_s)
                if should_stop:
                    break
                if should_save or batch.lost:
                    self._look_at(pending, position)
                    pending = None
                if should_save:
                    save()
                    self._looked_at_s = saved_at_s = time.monotonic()
                if batch.lost:
                    self._lose_some(batch, position)
                step = self._stepper.step(batch, draws[position.batch], position)
                self._look_at(pending, position)
                pending = step
                position.step += 1
                position.batch += 1
        self._look_at(pending, position)
        if position.batch < self._batches:
            raise Cancelled

    def predict(self, module: nn.Module, places: Sequence[int], *, is_mixed: bool) -> NDArray[np.float64]:
        """Probabilities (n, classes) float64 of samples by `module`, not augmented; every device does a share.

        Those of a photograph in `lost` are nan.
        """
        return self._asker.predict(module, places, is_mixed=is_mixed)

    def _lose_some(self, batch: Batch, position: Position) -> None:
        """Note what is lost. Raises TrainingError where nothing is left to make a step of."""
        self._reader.lose(batch)
        if not batch.places:
            reason = next(iter(batch.lost.values()))
            raise TrainingError(
                f"None of the photographs of epoch {position.epoch + 1}, batch {position.batch + 1} can be read.",
                f"The first: {reason}",
            )

    def _look_at(self, step: Step | None, position: Position) -> None:
        """Count a step that was made, and tell of it. Raises TrainingError where its loss is not a number."""
        if step is None:
            return
        loss, correct = step.result.tolist()
        if not math.isfinite(loss):
            self._observer.said(f"Photographs of the batch: {', '.join(self._photographs.names(step.places))}.")
            raise self._diverged(step)
        now_s = time.monotonic()
        position.seconds += now_s - self._looked_at_s
        self._looked_at_s = now_s
        position.seen += step.size
        position.loss_sum += loss * step.size
        position.correct += round(correct)
        self._observer.batch(
            BatchDone(
                epoch=step.epoch + 1,
                batch=step.batch + 1,
                batches=self._batches,
                loss=loss,
                learning_rate=step.learning_rate,
                images_per_second=position.seen / max(position.seconds, 1e-9),
            )
        )

    def _diverged(self, step: Step) -> TrainingError:
        names = self._photographs.names(step.places)
        more = ", …" if len(names) > NAMED_AT_MOST else ""
        return TrainingError(
            f"The loss is not a number any more: epoch {step.epoch + 1}, batch {step.batch + 1} of {self._batches} "
            f"({', '.join(names[:NAMED_AT_MOST])}{more}). The log names all of them.",
            "The last checkpoint is kept. Lower 'learning_rate' in [optimiser], or set 'gradient_clip'.",
        )

    def _agreed(self, position: Position, saved_at_s: float) -> tuple[bool, bool]:
        """Whether to stop and whether to save before the next step: what one device wants all of them do."""
        fabric, minutes = self._parts.fabric, self._settings.run.checkpoint_minutes
        is_due = minutes > 0 and position.batch > 0 and time.monotonic() - saved_at_s > 60 * minutes
        if fabric.world_size == 1:
            return self._token.is_cancelled, is_due
        if position.step % AGREED_EVERY and position.batch:
            return False, False
        wishes = torch.tensor([self._token.is_cancelled, is_due], dtype=torch.int32, device=fabric.device)
        should_stop, should_save = torch.as_tensor(fabric.all_reduce(wishes, reduce_op="sum")).tolist()
        return should_stop > 0, should_save > 0
