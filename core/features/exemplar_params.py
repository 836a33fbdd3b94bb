"""How exemplars are made. Knows no torch."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from core.errors import ExplainError


class Parametrisation(StrEnum):
    """What is changed step by step."""

    PIXELS = "pixels"
    FREQUENCIES = "frequencies"


class Start(StrEnum):
    """What the ascent begins with."""

    NOISE = "noise"
    MEAN = "mean"
    """The mean over the photographs of what the unit sees."""
    STRONGEST = "strongest"
    """What the strongest unit sees on its photograph."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ExemplarParams:
    """How an exemplar is made.

    `steps` of the ascent (Adam) of `learning_rate`. `jitter` moves the picture by up to so many pixels each step.
    `total_variation` is the price of differences between neighbours (their mean, in the units of the normalised input,
    against the relative gain in activation), `norm` the largest root mean square of the
    normalised input (pixels alone; 0: no limit), `diversity` the price of exemplars of one channel being alike (Olah et
    al. 2017: the cosine of their pictures), `patience` ends the ascent after so many steps without gain (0: never).
    Raises ExplainError for values out of range.
    """

    steps: int = 192
    learning_rate: float = 0.05
    parametrisation: Parametrisation = Parametrisation.FREQUENCIES
    is_decorrelated: bool = True
    jitter: int = 2
    total_variation: float = 0.1
    norm: float = 2.0
    diversity: float = 0.0
    patience: int = 64
    seed: int = 0

    def __post_init__(self) -> None:
        for name, low, high in (
            ("steps", 1, 10_000),
            ("learning_rate", 1e-5, 10.0),
            ("jitter", 0, 64),
            ("total_variation", 0.0, 1e4),
            ("norm", 0.0, 1e3),
            ("diversity", 0.0, 1e4),
            ("patience", 0, 10_000),
        ):
            value = getattr(self, name)
            if not low <= value <= high:
                raise ExplainError(f"'{name}' is {value}, which is out of range.", f"Give {low:g} to {high:g}.")


DEFAULT = ExemplarParams()
MOST = 64
"""So many exemplars are made in one batch."""


def parse_numbers(text: str, limit: int) -> tuple[int, ...] | None:
    """`0-3, 7` as numbers below `limit`, at most `MOST`; None where that is not what it says."""
    found: list[int] = []
    for part in text.replace(";", ",").split(","):
        first, dash, last = (piece.strip() for piece in part.partition("-"))
        if not first.isdecimal() or (dash and not last.isdecimal()) or len(first) > 9 or len(last) > 9:
            return None
        begin, end = int(first), int(last) if dash else int(first)
        if not begin <= end < limit or end - begin >= MOST:
            return None
        found += range(begin, end + 1)
    return tuple(found) if 0 < len(found) <= MOST else None
