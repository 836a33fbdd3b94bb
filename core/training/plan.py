"""What an epoch is made of: the batches in their order, and what is drawn at random for each photograph.

All of it follows from the seed and the number of the epoch, so that a training can be taken up at any step.
"""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

from core.datasets.balance import resampled
from core.training.augmentation import draw
from core.training.data import Photographs, even_batches
from core.training.settings import Balance, TrainingSettings


class Stream(IntEnum):
    """What is drawn from a seed; each has numbers of its own."""

    ORDER = 1
    AUGMENTATION = 2
    DROPOUT = 3


def batches_per_epoch(photographs: Photographs, training: Sequence[int], settings: TrainingSettings) -> int:
    """The number of steps of an epoch."""
    return len(plan_epoch(photographs, training, settings, 0)[0])


def plan_epoch(
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


def seed_of(*parts: int) -> int:
    """A seed for torch out of several numbers."""
    return int(np.random.SeedSequence(parts).generate_state(1, np.uint64)[0] >> np.uint64(1))


def _random(seed: int, stream: Stream, epoch: int) -> np.random.Generator:
    return np.random.Generator(np.random.PCG64(np.random.SeedSequence([seed, stream, epoch])))
