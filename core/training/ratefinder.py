"""Which learning rate to take: a short training in which it rises from step to step until the loss runs away.

L. N. Smith 2017, "Cyclical learning rates for training neural networks", section 3.3. The losses are smoothed as fastai
does it. The suggestion is the rate at which the smoothed loss falls fastest before its minimum; that of the minimum
itself is too high already. Nothing of it is kept: no folder, no weights.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from contextlib import closing
from dataclasses import dataclass, replace

import numpy as np
from torch.optim import Optimizer

from core.errors import TrainingError
from core.jobs import Cancelled, CancelToken, Progress
from core.training.assembling import assemble, network_of
from core.training.batchsize import found_batch_size
from core.training.checking import check
from core.training.checkpoints import Position
from core.training.data import load_photographs
from core.training.devices import make_fabric, numbers_of_threads
from core.training.dividing import make_split
from core.training.loop import Loop
from core.training.network import dropping_out
from core.training.observer import BatchDone, Observer
from core.training.optimisation import RATE, Schedule
from core.training.settings import TrainingSettings
from core.training.source import with_stored_balance

LOW, HIGH = 1e-7, 10.0
STEPS = 100
SMOOTHING = 0.9
RUNAWAY = 4.0
"""Times the least smoothed loss at which it is over."""
_FEWEST = 10


@dataclass(frozen=True, slots=True)
class RateCurve:
    """The smoothed loss at each learning rate tried, in order; `suggested` is one of them, or None."""

    rates: tuple[float, ...]
    losses: tuple[float, ...]
    suggested: float | None


class _Sweep(Schedule):
    """A learning rate that is multiplied by the same factor at every step."""

    def rate(self, step: int) -> float:
        return float(LOW * (HIGH / LOW) ** (step / (STEPS - 1)))

    def apply(self, optimiser: Optimizer, step: int) -> float:
        rate = self.rate(step)
        for group in optimiser.param_groups:
            group["lr"] = rate * group[RATE]
        return rate


class _Ear(Observer):
    """Hears the losses, and ends the sweep where it is over."""

    def __init__(self, progress: Observer, outer: CancelToken, inner: CancelToken) -> None:
        self.rates: list[float] = []
        self.losses: list[float] = []
        self._progress = progress
        self._outer = outer
        self._inner = inner

    def batch(self, event: BatchDone) -> None:
        self.rates.append(event.learning_rate)
        self.losses.append(event.loss)
        self._progress.progress(Progress(len(self.losses), STEPS, "trying learning rates"))
        is_over = len(self.losses) >= STEPS or smoothed(self.losses)[-1] > RUNAWAY * min(smoothed(self.losses))
        if is_over or self._outer.is_cancelled:
            self._inner.cancel()


def find_learning_rate(
    settings: TrainingSettings, *, observer: Observer | None = None, token: CancelToken | None = None
) -> RateCurve:
    """Try the learning rates on the photographs, network and batch size of the settings, on one device.

    Raises FunduscopeError as `train` does, and Cancelled.
    """
    listener, outer, inner = observer or Observer(), token or CancelToken(), CancelToken()
    check(settings)
    settings = with_stored_balance(settings)
    settings = replace(settings, machine=replace(settings.machine, devices=1, nodes=1))
    fabric = make_fabric(settings.machine, settings.run.precision)
    with numbers_of_threads(settings.machine.threads):
        photographs = load_photographs(settings, listener, outer)
        split = make_split(settings.split, photographs)
        settings = found_batch_size(settings, photographs, split, fabric)
        network = network_of(settings, photographs)
        parts = assemble(settings, network, photographs, split, fabric)
        parts = replace(parts, average=None, schedule=_Sweep(settings.schedule, learning_rate=1, epochs=1, batches=1))
        ear = _Ear(listener, outer, inner)
        loop = Loop(parts, photographs, split.training, settings, observer=ear, token=inner)
        with closing(photographs.prepared), dropping_out(network, settings.network.dropout):
            _sweep(loop)
    outer.check()
    return curve_of(ear.rates, ear.losses)


def _sweep(loop: Loop) -> None:
    position = Position()
    try:
        while True:
            loop.run_epoch(position, save=lambda: None)
            position.epoch, position.batch = position.epoch + 1, 0
    except Cancelled:
        return
    except TrainingError:
        if not position.seen:
            raise
        return  # a loss that is no number any more is where the sweep was to end


def curve_of(rates: Sequence[float], losses: Sequence[float]) -> RateCurve:
    """The smoothed curve and what it suggests."""
    smooth = smoothed(losses)
    return RateCurve(tuple(rates[: len(smooth)]), smooth, _suggestion(rates, smooth))


def smoothed(losses: Sequence[float]) -> tuple[float, ...]:
    """Exponentially, without a bias towards the start."""
    mean, found = 0.0, []
    for number, loss in enumerate(losses, start=1):
        mean = SMOOTHING * mean + (1 - SMOOTHING) * loss
        found.append(mean / (1 - SMOOTHING**number))
    return tuple(found)


def _suggestion(rates: Sequence[float], smooth: Sequence[float]) -> float | None:
    end = int(np.argmin(smooth)) + 1 if smooth else 0
    if end < _FEWEST:
        return None
    slopes = np.gradient(np.asarray(smooth[:end]), np.log(np.asarray(rates[:end])))
    steepest = int(slopes.argmin())
    return float(rates[steepest]) if slopes[steepest] < 0 and math.isfinite(slopes[steepest]) else None
