"""One step of a training: the gradient of a batch, in as many parts as the memory asks for, and what it changes."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor

from core.errors import TrainingError
from core.training.augmentation import augment
from core.training.checkpoints import Position
from core.training.data import Batch, Photographs
from core.training.observer import Observer, SeenBatch
from core.training.outofmemory import is_out_of_memory
from core.training.parts import Parts
from core.training.plan import Stream, seed_of
from core.training.settings import TrainingSettings
from core.training.together import BatchStatistics, OtherDeviceError

PROVEN_STEPS = 20
"""After so many steps without a want of memory, several devices no longer ask one another after every layer."""


@dataclass(frozen=True, slots=True, eq=False)
class Step:
    """A step whose result has not been looked at yet: reading it would make the device wait.

    `result` is (2,) float32: the loss, and the number of right answers among `size` photographs.
    """

    result: Tensor
    size: int
    places: tuple[int, ...]
    epoch: int
    batch: int
    learning_rate: float


class Stepper:
    """Makes the steps of one training."""

    def __init__(
        self, parts: Parts, photographs: Photographs, settings: TrainingSettings, *, observer: Observer
    ) -> None:
        self._parts = parts
        self._photographs = photographs
        self._settings = settings
        self._observer = observer
        self._steps = 0
        self._has_shown = not parts.fabric.is_global_zero
        self.normalise = _normaliser(photographs, parts.fabric.device)

    def images(self, pixels: Tensor) -> Tensor:
        """Pixels uint8 (n, height, width, 3) as (n, 3, height, width) float32 from 0 to 1, on the device."""
        return pixels.to(self._parts.fabric.device, non_blocking=True).permute(0, 3, 1, 2).float().div_(255)

    def step(self, batch: Batch, draws: NDArray[np.float32], position: Position) -> Step:
        """One step of the optimiser. Where memory does not suffice the batch is cut into more parts."""
        parts = self._parts
        rate = parts.schedule.apply(parts.optimiser, position.step)
        torch.manual_seed(seed_of(self._settings.run.seed, Stream.DROPOUT, position.step, parts.rank))
        mine = draws[parts.rank :: parts.world][list(batch.rows)]
        total = len(batch.places) if parts.world == 1 else len(draws)
        loss, correct = self._gradient_that_fits(batch, mine, position, total)
        self._change_weights(position.step)
        result = torch.stack([loss / parts.world, correct.float()])
        if parts.world > 1:
            result = torch.as_tensor(parts.fabric.all_reduce(result, reduce_op="sum"))
        return Step(result, total, batch.places, position.epoch, position.batch, rate)

    def _change_weights(self, step: int) -> None:
        parts, clip = self._parts, self._settings.optimiser.gradient_clip
        if clip:
            parts.fabric.clip_gradients(parts.wrapped, parts.wrapped_optimiser, max_norm=clip, error_if_nonfinite=False)
        parts.wrapped_optimiser.step()
        if parts.average is not None:
            parts.average.update(parts.module, step)

    # The gradient

    def _gradient_that_fits(
        self, batch: Batch, draws: NDArray[np.float32], position: Position, total: int
    ) -> tuple[Tensor, Tensor]:
        """The gradient; where one device has too little memory, all of them begin again with more parts."""
        together = self._parts.together
        while True:
            most = max(1, total // self._parts.world)
            cuts = min(position.parts, most)
            self._parts.wrapped_optimiser.zero_grad()
            try:
                if together is None or not together.is_guarded:
                    found = self._gradient(batch, draws, cuts, total)
                else:
                    found = self._guarded_gradient(batch, draws, cuts, total)
            except (torch.OutOfMemoryError, RuntimeError, MemoryError, OtherDeviceError) as error:
                if not is_out_of_memory(error) and not isinstance(error, OtherDeviceError):
                    raise
                position.parts = self._more_parts(cuts, most, error)
                self._steps = 0
                continue
            self._steps += 1
            if together is not None and self._steps >= PROVEN_STEPS:
                together.is_guarded = False
            return found

    def _guarded_gradient(
        self, batch: Batch, draws: NDArray[np.float32], cuts: int, total: int
    ) -> tuple[Tensor, Tensor]:
        """As `_gradient`, but a device that fails is heard of by all others, which then fail as well.

        So no device waits for an answer of one that has none. What batch normalisations took down by then is undone.
        """
        parts, together = self._parts, self._parts.together
        if together is None:
            raise RuntimeError("a single device has nobody to ask")
        before = [each.clone() for each in parts.module.buffers()]
        try:
            with parts.fabric.no_backward_sync(parts.wrapped):  # type: ignore[arg-type]
                found = self._gradient(batch, draws, cuts, total)
            together.ask()
        except (torch.OutOfMemoryError, RuntimeError, MemoryError, OtherDeviceError) as error:
            if not isinstance(error, OtherDeviceError):
                together.tell_failure()
            with torch.no_grad():
                for buffer, value in zip(parts.module.buffers(), before, strict=True):
                    buffer.copy_(value)
            raise
        together.share_gradient(parts.module)
        return found

    def _gradient(self, batch: Batch, draws: NDArray[np.float32], cuts: int, total: int) -> tuple[Tensor, Tensor]:
        """Add up the gradient of the batch's loss, over `cuts` parts; the loss and the number of right answers."""
        parts = self._parts
        device = parts.fabric.device
        loss_sum, correct = torch.zeros((), device=device), torch.zeros((), device=device, dtype=torch.int64)
        for rows in np.array_split(np.arange(len(batch.places)), cuts):
            if not len(rows):
                continue
            labels = batch.labels[rows].to(device, non_blocking=True)
            images = self.images(batch.pixels[rows[0] : rows[-1] + 1])
            images = augment(images, torch.from_numpy(draws[rows]).to(device), self._settings.augmentation)
            if not self._has_shown:
                self._show(images, batch, rows)
            with self._statistics():
                logits = parts.wrapped(self.normalise(images)).float()
            loss = parts.loss.each(logits, labels).sum() * (parts.world / total)
            loss = loss + parts.loss.figure(logits, labels) * (len(rows) / len(batch.places))
            parts.fabric.backward(loss)
            loss_sum += loss.detach()
            correct += (logits.detach().argmax(1) == labels).sum()
        return loss_sum, correct

    def _statistics(self) -> AbstractContextManager[object]:
        together = self._parts.together
        return BatchStatistics(together) if together is not None else nullcontext()

    def _more_parts(self, parts: int, most: int, error: Exception) -> int:
        """Twice as many, at most one photograph in each. Raises TrainingError where there are so many already."""
        together = self._parts.together
        if parts >= most or (together is not None and not together.is_guarded):
            raise TrainingError(
                "The device has too little memory for this network and input size.",
                "Lower 'batch_size' in [run] or 'size' in [preparation].",
            ) from error
        torch.cuda.empty_cache()
        more = min(2 * parts, most)
        self._observer.said(
            f"Too little memory: from now on the gradient of a batch is added up over {more} parts of about "
            f"{max(1, most // more)} photographs{' on each device' if together is not None else ''}. It is the same "
            "gradient, but for batch normalisation, which sees each part by itself."
        )
        return more

    def _show(self, images: Tensor, batch: Batch, rows: NDArray[np.int64]) -> None:
        self._has_shown = True
        pixels = images.detach().clamp(0, 1).mul(255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
        places = [batch.places[row] for row in rows]
        labels = tuple(self._photographs.labelled.samples[place].label for place in places)
        self._observer.saw(SeenBatch(pixels=pixels, names=tuple(self._photographs.names(places)), labels=labels))


def _normaliser(photographs: Photographs, device: torch.device) -> Callable[[Tensor], Tensor]:
    """The last step of the preparation, in the order and precision of `core.images.steps.normalise`."""
    mean = torch.tensor(photographs.preparation.mean, device=device)[:, None, None]
    std = torch.tensor(photographs.preparation.std, device=device)[:, None, None]
    return lambda images: (images - mean) / std
