"""Who sees what, in which arm and order: balanced by squares, drawn by a seed, the same on every machine.

Chance is the order of SHA-256 sums of texts that begin with the seed: no library's random numbers, which may change.
"""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from typing import TypeVar

from core.evaluation.reading.plan import Arm, Design, Plan, StudyKind

T = TypeVar("T")


class _Draw(StrEnum):
    """What is drawn; the value is part of the text whose sum decides."""

    SEQUENCES = "sequences"
    BLOCKS = "blocks"
    ORDER = "order"
    READERS = "readers"
    METHODS = "methods"


@dataclass(frozen=True, slots=True)
class Reading:
    """One look of a reader at a photograph. `period`, `position` and `case` count from 0."""

    period: int
    position: int
    case: int
    arm: Arm


@dataclass(frozen=True, slots=True)
class Judging:
    """One look of a reader at a map. `place` is that among the maps of the photograph, `map` which recipe it is of."""

    position: int
    case: int
    place: int
    map: int


def williams_square(count: int) -> tuple[tuple[int, ...], ...]:
    """Sequences of `count` treatments in which each is at each place, and follows each other one, equally often.

    Williams 1949: `count` sequences where that is even, else twice as many, the second half mirrored.
    """
    if count == 1:
        return ((0,),)
    zigzag = [0]
    low, high = 1, count - 1
    while low <= high:
        zigzag.append(low)
        if low != high:
            zigzag.append(high)
        low, high = low + 1, high - 1
    rows = [tuple((step + row) % count for step in zigzag) for row in range(count)]
    return tuple(rows if count % 2 == 0 else [*rows, *(row[::-1] for row in rows)])


def schedule(plan: Plan, reader: str) -> tuple[Reading, ...]:
    """What `reader` reads, in order. Every photograph is read once a period.

    The photographs are dealt into as many blocks as the square of the arms has sequences, grade by grade, so that every
    arm gets the same mixture; block and reader choose the sequence. In each period a reader's order is drawn anew.
    """
    if plan.kind is not StudyKind.GRADING:
        return ()
    references = tuple(case.reference for case in plan.cases)
    who = plan.readers.index(reader)
    return _readings(plan.arms, references, seed=plan.seed, design=plan.design, readers=len(plan.readers), reader=who)


@lru_cache(maxsize=64)
def _readings(
    arms: tuple[Arm, ...],
    references: tuple[int | None, ...],
    *,
    seed: int,
    design: Design,
    readers: int,
    reader: int,
) -> tuple[Reading, ...]:
    sequences = _drawn(williams_square(len(arms)), seed, _Draw.SEQUENCES)
    block_of = _blocks(references, len(sequences), seed)
    shift = _drawn(range(readers), seed, _Draw.READERS)[reader]
    readings = []
    for period in range(len(arms) if design is Design.CROSSOVER else 1):
        for position, case in enumerate(_drawn(range(len(references)), seed, _Draw.ORDER, reader, period)):
            sequence = sequences[(block_of[case] + shift) % len(sequences)]
            readings.append(Reading(period, position, case, arms[sequence[period]]))
    return tuple(readings)


def judging_schedule(plan: Plan, reader: str) -> tuple[Judging, ...]:
    """The maps that `reader` judges: all of a photograph one after another, their order by a square over photographs.

    The order of the photographs is drawn for each reader; every method comes at every place as often, to one.
    """
    if plan.kind is not StudyKind.VERDICTS:
        return ()
    return _judgings(plan.map_count, len(plan.cases), plan.seed, plan.readers.index(reader))


@lru_cache(maxsize=64)
def _judgings(maps: int, cases: int, seed: int, reader: int) -> tuple[Judging, ...]:
    rows = _drawn(williams_square(maps), seed, _Draw.SEQUENCES, reader)
    names = _drawn(range(maps), seed, _Draw.METHODS, reader)
    judgings: list[Judging] = []
    for number, case in enumerate(_drawn(range(cases), seed, _Draw.ORDER, reader)):
        for place, treatment in enumerate(rows[number % len(rows)]):
            judgings.append(Judging(len(judgings), case, place, names[treatment]))
    return tuple(judgings)


def _blocks(references: Sequence[int | None], count: int, seed: int) -> dict[int, int]:
    """For each case its block: the cases, shuffled within their grade, are dealt out like cards."""
    shuffled = _drawn(range(len(references)), seed, _Draw.BLOCKS)
    by_grade = sorted(shuffled, key=lambda case: -1 if (grade := references[case]) is None else grade)
    return {case: place % count for place, case in enumerate(by_grade)}


def _drawn(items: Sequence[T], seed: int, *what: object) -> list[T]:
    """The items in an order that the seed decides."""

    def key(place: int) -> bytes:
        return hashlib.sha256(" ".join(map(str, (seed, *what, place))).encode()).digest()

    return [items[place] for place in sorted(range(len(items)), key=key)]
