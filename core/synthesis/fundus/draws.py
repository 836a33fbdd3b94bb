"""Random draws that are the same on every machine."""

from __future__ import annotations

from collections.abc import Sequence
from enum import IntEnum
from typing import TypeVar

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

from core.synthesis.fundus.arithmetic import Floats

Choice = TypeVar("Choice")
_SQUARE_ROOT_OF_3 = 1.7320508075688772


class Stream(IntEnum):
    """Which part of the rendering draws. Each has a stream of its own: one may change and leave the others alone."""

    PATIENT = 0
    EYE = 1
    VESSELS = 2
    BACKGROUND = 3
    LESIONS = 4
    VIEW = 5
    CAMERA = 6
    DUST = 7


class Draws:
    """A stream of random numbers, made of PCG64's integers and uniform fractions only.

    NumPy's normal, exponential and `uniform` go through a library of mathematics or through expressions that a compiler
    may fuse; the bell shape here is a sum of four uniform fractions.
    """

    def __init__(self, *key: int) -> None:
        self._generator = Generator(PCG64(SeedSequence(list(key))))

    def between(self, low: float, high: float) -> float:
        """One number, uniform from `low` to `high`."""
        return low + (high - low) * self._generator.random()

    def whole(self, low: int, high: int) -> int:
        """One whole number, uniform from `low` to `high`, both included."""
        return int(self._generator.integers(low, high + 1))

    def chance(self, probability: float) -> bool:
        """True with this probability."""
        return self._generator.random() < probability

    def bell(self) -> float:
        """One number of mean 0 and standard deviation 1, never beyond 3.5."""
        return float(self.bells(1)[0])

    def pick(self, choices: Sequence[Choice], weights: Sequence[float] | None = None) -> Choice:
        """One of `choices`, equally likely or in proportion to `weights`."""
        bounds = np.cumsum(np.ones(len(choices)) if weights is None else np.asarray(weights, np.float64))
        return choices[int(np.searchsorted(bounds, self._generator.random() * bounds[-1], side="right"))]

    def fractions(self, *shape: int) -> Floats:
        """Numbers uniform in [0, 1)."""
        numbers: Floats = self._generator.random(shape)
        return numbers

    def spread(self, low: float, high: float, *shape: int) -> Floats:
        """Numbers uniform from `low` to `high`."""
        numbers: Floats = low + (high - low) * self._generator.random(shape)
        return numbers

    def bells(self, *shape: int) -> Floats:
        """Numbers of mean 0 and standard deviation 1, never beyond 3.5."""
        four = self._generator.random((4, *shape))
        numbers: Floats = (four[0] + four[1] + four[2] + four[3] - 2) * _SQUARE_ROOT_OF_3
        return numbers

    def octets(self, *shape: int) -> NDArray[np.uint8]:
        """Whole numbers uniform from 0 to 255, uint8."""
        count = 1
        for side in shape:
            count *= side
        words = self._generator.integers(0, 1 << 64, (count + 7) // 8, dtype=np.uint64)
        # The lowest byte of a word first, on every machine.
        return words.astype("<u8", copy=False).view(np.uint8)[:count].reshape(shape)
