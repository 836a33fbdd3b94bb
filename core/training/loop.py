"""The training loop."""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Generator, Iterable, Iterator, Sequence
from contextlib import closing, nullcontext
from dataclasses import dataclass
from enum import IntEnum
from pathlib import Path
from typing import TYPE_CHECKING, Any

import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn
from torch.optim import Optimizer

from core.datasets.balance import resampled
from core.errors import TrainingError
from core.jobs import Cancelled, CancelToken
from core.training.augmentation import augment, draw
from core.training.checkpoints import Position
from core.training.data import NAMED_AT_MOST, Batch, Photographs, even_batches, prefetched, read_batch
from core.training.losses import Loss
from core.training.network import set_training
from core.training.observer import BatchDone, Observer, SeenBatch
from core.training.optimisation import Average, Schedule
from core.training.outofmemory import is_out_of_memory
from core.training.settings import Balance, TrainingSettings
from core.training.together import BatchStatistics, Together

if TYPE_CHECKING:
    from lightning_fabric import Fabric


_LOOK_S = 0.2
AGREED_EVERY = 10
"""Steps after which several devices ask each other whether to stop: each time they wait for the slowest."""


class Stream(IntEnum):
    """What is drawn from a seed; each has numbers of its own."""

    ORDER = 1
    AUGMENTATION = 2
    DROPOUT = 3


@dataclass(frozen=True, slots=True, eq=False)
class Parts:
    """What the loop works with. `wrapped` is `module` as Fabric has it: distributed, in its precision.

    `together` joins several devices; None: there is one.
    """

    fabric: Fabric
    module: nn.Module
    wrapped: nn.Module
    optimiser: Optimizer
    wrapped_optimiser: Any
    average: Average | None
    schedule: Schedule
    loss: Loss
    together: Together | None


@dataclass(frozen=True, slots=True, eq=False)
class _Step:
    """A step whose result has not been looked at yet: reading it would make the device wait.

    `result` is (2,) float32: the loss, and the number of right answers among `size` photographs.
    """

    result: Tensor
    size: int
    places: tuple[int, ...]
    epoch: int
    batch: int
    learning_rate: float


class SourceGoneError(Exception):
    """The folder or file of the photographs is not there any more."""


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
        self._normalise = _normaliser(photographs, parts.fabric.device)
        self._is_pinned = parts.fabric.device.type == "cuda"
        self._looked_at_s = 0.0
        self._batches = batches_per_epoch(photographs, training, settings)
        self._has_shown = not parts.fabric.is_global_zero
        self.lost: dict[int, str] = {}
        """By place, why a photograph that could be read when the training began cannot any more."""

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
                self._wait_for_source(error)

    def _run_batches(self, position: Position, save: Callable[[], None]) -> None:
        batches, draws = _plan(self._photographs, self._training, self._settings, position.epoch)
        pending: _Step | None = None
        self._looked_at_s = saved_at_s = time.monotonic()
        with closing(self._read(batches[position.batch :])) as reading:
            for batch in reading:
                should_stop, should_save = self._agreed(position, saved_at_s)
                if should_stop:
                    break
                if should_save:
                    self._look_at(pending, position)
                    pending = None
                    save()
                    self._looked_at_s = saved_at_s = time.monotonic()
                if batch.lost:
                    self._look_at(pending, position)
                    pending = None
                    self._lose_some(batch, position)
                step = self._step(batch, draws[position.batch], position)
                self._look_at(pending, position)
                pending = step
                position.step += 1
                position.batch += 1
        self._look_at(pending, position)
        if position.batch < self._batches:
            raise Cancelled

    def _step(self, batch: Batch, draws: NDArray[np.float32], position: Position) -> _Step:
        """One step of the optimiser. Where memory does not suffice the batch is cut into more parts."""
        parts, settings = self._parts, self._settings
        rank, world = parts.fabric.global_rank, parts.fabric.world_size
        rate = parts.schedule.apply(parts.optimiser, position.step)
        torch.manual_seed(_seed(settings.run.seed, Stream.DROPOUT, position.step, rank))
        mine = draws[rank::world][list(batch.rows)]
        total = len(batch.places) if world == 1 else len(draws)
        while True:
            try:
                parts.wrapped_optimiser.zero_grad()
                loss, correct = self._gradient(batch, mine, position.parts, total)
                break
            except (torch.OutOfMemoryError, RuntimeError, MemoryError) as error:
                if not is_out_of_memory(error):
                    raise
                position.parts = self._more_parts(position.parts, len(mine), error)
        if settings.optimiser.gradient_clip:
            parts.fabric.clip_gradients(
                parts.wrapped,
                parts.wrapped_optimiser,
                max_norm=settings.optimiser.gradient_clip,
                error_if_nonfinite=False,
            )
        parts.wrapped_optimiser.step()
        if parts.average is not None:
            parts.average.update(parts.module, position.step)
        result = torch.stack([loss / world, correct.float()])
        if world > 1:
            result = torch.as_tensor(parts.fabric.all_reduce(result, reduce_op="sum"))
        return _Step(result, total, batch.places, position.epoch, position.batch, rate)

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
            with BatchStatistics(parts.together) if parts.together is not None else nullcontext():
                logits = parts.wrapped(self._normalise(images)).float()
            loss = parts.loss.each(logits, labels).sum() * (parts.fabric.world_size / total)
            loss = loss + parts.loss.figure(logits, labels) * (len(rows) / len(batch.places))
            parts.fabric.backward(loss)
            loss_sum += loss.detach()
            correct += (logits.detach().argmax(1) == labels).sum()
        return loss_sum, correct

    def _show(self, images: Tensor, batch: Batch, rows: NDArray[np.int64]) -> None:
        self._has_shown = True
        pixels = images.detach().clamp(0, 1).mul(255).round().byte().permute(0, 2, 3, 1).cpu().numpy()
        places = [batch.places[row] for row in rows]
        labels = tuple(self._photographs.labelled.samples[place].label for place in places)
        self._observer.saw(SeenBatch(pixels=pixels, names=tuple(self._photographs.names(places)), labels=labels))

    def images(self, pixels: Tensor) -> Tensor:
        """Pixels uint8 (n, height, width, 3) as (n, 3, height, width) float32 from 0 to 1, on the device."""
        return pixels.to(self._parts.fabric.device, non_blocking=True).permute(0, 3, 1, 2).float().div_(255)

    def predict(self, module: nn.Module, places: Sequence[int], *, is_mixed: bool) -> NDArray[np.float64]:
        """Probabilities (n, classes) float64 of samples by `module`, not augmented; every device does a share.

        Those of a photograph in `lost` are nan.
        """
        fabric = self._parts.fabric
        rank, world = fabric.global_rank, fabric.world_size
        padded = [*places, *places[: -len(places) % world]]
        batches = even_batches(padded[rank::world], self._settings.run.batch_size)
        found: list[Tensor] = []
        module.eval()
        while len(found) < len(batches):
            try:
                with torch.inference_mode(), closing(self._read_mine(batches[len(found) :])) as reading:
                    found.extend(self._answers(module, reading, is_mixed=is_mixed))
            except SourceGoneError as error:
                self._wait_for_source(error)
        own = torch.cat(found)
        if world == 1:
            return own.cpu().numpy()
        gathered = torch.as_tensor(fabric.all_gather(own))  # (devices, n, classes): sample i is on device i % devices
        return gathered.transpose(0, 1).reshape(len(padded), -1)[: len(places)].cpu().numpy()

    def _answers(self, module: nn.Module, reading: Iterable[Batch], *, is_mixed: bool) -> Iterator[Tensor]:
        fabric = self._parts.fabric
        for batch in reading:
            if fabric.world_size == 1:  # else one device would wait for the others' answers for ever
                self._token.check()
            if batch.lost:
                self._lose(batch)
            with fabric.autocast() if is_mixed else torch.autocast(fabric.device.type, enabled=False):
                given = module(self._normalise(self.images(batch.pixels))).double().softmax(1)
            yield _with_gaps(given, batch) if batch.lost else given

    def _lose_some(self, batch: Batch, position: Position) -> None:
        """Note what is lost. Raises TrainingError where nothing is left to make a step of."""
        self._lose(batch)
        if not batch.places:
            reason = next(iter(batch.lost.values()))
            raise TrainingError(
                f"None of the photographs of epoch {position.epoch + 1}, batch {position.batch + 1} can be read.",
                f"The first: {reason}",
            )

    def _lose(self, batch: Batch) -> None:
        """Count and name the photographs that cannot be read any more, each once. Raises SourceGoneError for all."""
        if self._gone():
            raise SourceGoneError(next(iter(batch.lost.values())))
        for place, error in batch.lost.items():
            if place not in self.lost:
                name = self._photographs.names([place])[0]
                self.lost[place] = f"{name}: {error}"
                self._observer.said(f"Cannot be read any more and is left out ({len(self.lost)}): {self.lost[place]}")

    def _wait_for_source(self, error: SourceGoneError) -> None:
        what = ", ".join(f"'{place}'" for place in self._gone()) or "The place of the photographs"
        self._observer.waits(f"Waiting: {what} is gone. Bring it back: the training goes on by itself. ({error})")
        while self._gone():
            self._token.check()
            time.sleep(_LOOK_S)
        self._observer.waits("")

    def _gone(self) -> list[Path]:
        """The folders and files of photographs that are not there."""
        return [place for place in self._photographs.places if not place.exists()]

    def _read(self, batches: Sequence[tuple[int, ...]]) -> Generator[Batch, None, None]:
        """The share of each batch that falls to the own device."""
        rank, world = self._parts.fabric.global_rank, self._parts.fabric.world_size
        return self._read_mine([batch[rank::world] for batch in batches])

    def _read_mine(self, batches: Sequence[tuple[int, ...]]) -> Generator[Batch, None, None]:
        def read(places: tuple[int, ...]) -> Batch:
            return read_batch(self._photographs, places, is_pinned=self._is_pinned)

        return prefetched(read, batches, workers=self._settings.machine.workers)

    def _look_at(self, step: _Step | None, position: Position) -> None:
        """Count a step that was made, and tell of it. Raises TrainingError where its loss is not a number."""
        if step is None:
            return
        loss, correct = step.result.tolist()
        if not math.isfinite(loss):
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

    def _diverged(self, step: _Step) -> TrainingError:
        names = self._photographs.names(step.places)
        more = ", …" if len(names) > NAMED_AT_MOST else ""
        return TrainingError(
            f"The loss is not a number any more: epoch {step.epoch + 1}, batch {step.batch + 1} of {self._batches} "
            f"({', '.join(names[:NAMED_AT_MOST])}{more}).",
            "The last checkpoint is kept. Lower 'learning_rate' in [optimiser], or set 'gradient_clip'.",
        )

    def _more_parts(self, parts: int, count: int, error: Exception) -> int:
        if self._parts.fabric.world_size > 1 or parts >= count:
            raise TrainingError(
                "The device has too little memory for this network and input size.",
                "Lower 'batch_size' in [run] or 'size' in [preparation].",
            ) from error
        torch.cuda.empty_cache()
        self._observer.said(
            f"Too little memory: from now on the gradient of a batch is added up over {2 * parts} parts of about "
            f"{max(1, count // (2 * parts))} photographs. It is the same gradient, but for batch normalisation, which "
            "sees each part by itself."
        )
        return 2 * parts

    def _agreed(self, position: Position, saved_at_s: float) -> tuple[bool, bool]:
        """Whether to stop and whether to save before the next step: what one device wants all of them do."""
        fabric, minutes = self._parts.fabric, self._settings.run.checkpoint_minutes
        is_due = minutes > 0 and position.batch > 0 and time.monotonic() - saved_at_s > 60 * minutes
        if fabric.world_size == 1:
            return self._token.is_cancelled, is_due
        if position.step % AGREED_EVERY:
            return False, False
        wishes = torch.tensor([self._token.is_cancelled, is_due], dtype=torch.int32, device=fabric.device)
        should_stop, should_save = torch.as_tensor(fabric.all_reduce(wishes, reduce_op="sum")).tolist()
        return should_stop > 0, should_save > 0


def batches_per_epoch(photographs: Photographs, training: Sequence[int], settings: TrainingSettings) -> int:
    """The number of steps of an epoch."""
    return len(_plan(photographs, training, settings, 0)[0])


def _plan(
    photographs: Photographs, training: Sequence[int], settings: TrainingSettings, epoch: int
) -> tuple[list[tuple[int, ...]], list[NDArray[np.float32]]]:
    """The batches of an epoch as places in the data set, and what is drawn for their augmentation."""
    places = np.asarray(training, np.int64)
    order = _random(settings.run.seed, Stream.ORDER, epoch)
    if settings.balance.method is Balance.RESAMPLE:
        labels = [photographs.labelled.samples[place].label for place in places]
        chosen = places[resampled(labels, settings.balance.count, order)]
    else:
        chosen = order.permutation(places)
    batches = even_batches(chosen.tolist(), settings.run.batch_size)
    draws = draw(_random(settings.run.seed, Stream.AUGMENTATION, epoch), len(chosen))
    return batches, np.array_split(draws, len(batches))


def _with_gaps(given: Tensor, batch: Batch) -> Tensor:
    """The answers in the order that was asked for, nan where a photograph was lost."""
    whole = given.new_full((len(batch.rows) + len(batch.lost), given.shape[1]), math.nan)
    whole[list(batch.rows)] = given
    return whole


def _normaliser(photographs: Photographs, device: torch.device) -> Callable[[Tensor], Tensor]:
    """The last step of the preparation, in the order and precision of `core.images.steps.normalise`."""
    mean = torch.tensor(photographs.preparation.mean, device=device)[:, None, None]
    std = torch.tensor(photographs.preparation.std, device=device)[:, None, None]
    return lambda images: (images - mean) / std


def _random(seed: int, stream: Stream, epoch: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, stream, epoch])))


def _seed(*parts: int) -> int:
    return int(np.random.SeedSequence(parts).generate_state(1, np.uint64)[0] >> np.uint64(1))
