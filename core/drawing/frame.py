"""The frame of a plot: where its values lie on the sheet, its grid, its ticks and its legend."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.drawing.shapes import Anchor, Ink, Point, Shape, Stroke, Words, shortened, text_width

_LINE_HEIGHT = 16.0
_SWATCH = 18.0
_STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)


@dataclass(frozen=True, slots=True)
class Frame:
    """The rectangle of a plot on its sheet, and the values at its sides: `across` (left, right), `up` (bottom, top)."""

    left: float
    top: float
    width: float
    height: float
    across: tuple[float, float]
    up: tuple[float, float]

    def place(self, point: Point) -> Point:
        """Where a point of the plot lies on the sheet."""
        x, y = (
            (value - low) / ((high - low) or 1.0)
            for value, (low, high) in zip(point, (self.across, self.up), strict=True)
        )
        return self.left + x * self.width, self.top + (1 - y) * self.height

    def grid(self, across: Sequence[float], up: Sequence[float], *, has_uprights: bool = False) -> list[Shape]:
        """Lines at the values `up`, and at those `across` where they are wanted, with their numbers."""
        shapes: list[Shape] = []
        right, bottom = self.left + self.width, self.top + self.height
        for value in up:
            y = self.place((self.across[0], value))[1]
            shapes.append(Stroke(((self.left, y), (right, y)), Ink.AXIS))
            shapes.append(Words((self.left - 5, y + 4), f"{value:.6g}", Anchor.END))
        for value in across:
            x = self.place((value, self.up[0]))[0]
            if has_uprights:
                shapes.append(Stroke(((x, self.top), (x, bottom)), Ink.AXIS))
            shapes.append(Words((x, bottom + 15), f"{value:.6g}", Anchor.MIDDLE))
        return shapes

    def titles(self, across: str, up: str) -> list[Shape]:
        """What the two sides are called."""
        shapes: list[Shape] = []
        if across:
            place = (self.left + self.width / 2, self.top + self.height + 33)
            shapes.append(Words(place, across, Anchor.MIDDLE))
        if up:
            shapes.append(Words((11, self.top + self.height / 2), up, Anchor.MIDDLE, is_upright=True))
        return shapes


def ticks(low: float, high: float, *, about: int = 4) -> list[float]:
    """Round values that hold `low` and `high` between the first and the last, some four steps."""
    if not high > low:
        high = low + 1.0
    rough = (high - low) / about
    power = 10.0 ** math.floor(math.log10(rough))
    step = next(factor * power for factor in _STEPS if factor * power >= rough * (1 - 1e-9))
    first, last = math.floor(low / step + 1e-9), math.ceil(high / step - 1e-9)
    return [number * step for number in range(first, last + 1)]


def legend(
    entries: Sequence[tuple[str, Ink]], left: float, top: float, width: float, *, is_single_shown: bool = False
) -> tuple[list[Shape], float]:
    """The names of lines beside a piece of each, in rows of `width` from the baseline `top` on, and their height.

    Nothing for lines without a name, and for a single one unless that is wanted.
    """
    named = [(name, ink) for name, ink in entries if name]
    if len(named) < (1 if is_single_shown else 2):
        return [], 0.0
    shapes: list[Shape] = []
    x, y = left, top
    for name, ink in named:
        text = shortened(name, width - _SWATCH - 6)
        wide = _SWATCH + 6 + text_width(text)
        if x > left and x + wide > left + width:
            x, y = left, y + _LINE_HEIGHT
        shapes.append(Stroke(((x, y - 4), (x + _SWATCH, y - 4)), ink))
        shapes.append(Words((x + _SWATCH + 6, y), text))
        x += wide + 14
    return shapes, y - top + _LINE_HEIGHT
