"""Random numbers that are the same on every machine, and an angle's sine that is, too."""

from __future__ import annotations

import math
from enum import IntEnum

import numpy as np
from numpy.random import PCG64, Generator, SeedSequence
from numpy.typing import NDArray

TURN = 3600
"""Angles are whole numbers of tenths of a degree: their sines are read from a table."""
_TABLE_STEPS = 2**20

# Libraries differ in the last bit of a sine. Rounded to a millionth they agree.
_SINES = [round(math.sin(math.tau * tenth / TURN) * _TABLE_STEPS) / _TABLE_STEPS for tenth in range(TURN)]
_TABLE = np.array(_SINES)


class Stream(IntEnum):
    """Keeps apart the random numbers that are drawn for different ends from one seed."""

    CLASS = 0xC1A55
    MARKER = 0x3A4C
    PHOTOGRAPH = 0xF070


def generator_of(seed: int, stream: Stream, *indices: int) -> Generator:
    """A generator of its own for each seed, stream and index; the order in which they are made does not matter."""
    return Generator(PCG64(SeedSequence([int(stream), seed, *indices])))


def sine(tenths: int) -> float:
    """The sine of an angle in tenths of a degree."""
    return _SINES[tenths % TURN]


def cosine(tenths: int) -> float:
    """The cosine of an angle in tenths of a degree."""
    return _SINES[(tenths + TURN // 4) % TURN]


def directions(tenths: NDArray[np.int64]) -> NDArray[np.float64]:
    """Unit vectors (n, 2), as (x, y), of angles in tenths of a degree."""
    return np.stack([_TABLE[(tenths + TURN // 4) % TURN], _TABLE[tenths % TURN]], axis=1)


def drawn_order(generator: Generator, index: int, count: int) -> int:
    """Which of `count` things number `index` gets: in each run of `count` each of them once, in an order that is drawn.

    `generator` is that of the run, `index // count`.
    """
    return int(generator.permutation(count)[index % count])


def between(generator: Generator, lowest: float, highest: float) -> float:
    """A number drawn uniformly from `lowest` to `highest`."""
    return lowest + (highest - lowest) * float(generator.random())
