"""What a drawing is made of: lines, dots, boxes and words in the inks of a style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

Point = tuple[float, float]

_NARROW, _BROAD = "fijlrtI.,:;|'()[] ", "mwMWGOQNDHU@%"
"""Characters narrower and broader than others."""


class Ink(StrEnum):
    """What a shape is for. The value is its class in the style sheet; a PDF has a colour for each."""

    FIRST = "first"
    SECOND = "second"
    THIRD = "third"
    FOURTH = "fourth"
    FIFTH = "fifth"
    SIXTH = "sixth"
    AXIS = "axis"
    DIAGONAL = "diagonal"
    BAR = "bar"
    TRACK = "track"
    MARK = "mark"
    WORDS = "words"
    STRONG = "strong"


SERIES = (Ink.FIRST, Ink.SECOND, Ink.THIRD, Ink.FOURTH, Ink.FIFTH, Ink.SIXTH)
"""The inks of lines beside one another, in order."""


class Anchor(StrEnum):
    """Where words stand from their place; the value is SVG's."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line through points; `title` is said where a pointer rests on it."""

    points: Sequence[Point]
    ink: Ink
    title: str = ""


@dataclass(frozen=True, slots=True)
class Dot:
    """A disc, or a ring."""

    place: Point
    radius: float
    ink: Ink
    is_filled: bool = False
    title: str = ""


@dataclass(frozen=True, slots=True)
class Block:
    """A filled rectangle from its upper left corner."""

    left: float
    top: float
    width: float
    height: float
    ink: Ink
    title: str = ""


@dataclass(frozen=True, slots=True)
class Words:
    """Text whose baseline passes through `place`; `is_upright`: read from below."""

    place: Point
    text: str
    anchor: Anchor = Anchor.START
    ink: Ink = Ink.WORDS
    is_upright: bool = False


Shape = Stroke | Dot | Block | Words


@dataclass(frozen=True, slots=True)
class Drawing:
    """Shapes on a sheet; y runs down. `label` says what it shows to those who cannot see it."""

    width: float
    height: float
    label: str
    shapes: tuple[Shape, ...]


TEXT_PX = 11.0
"""The size of all words."""


def series_ink(index: int) -> Ink:
    """The ink of line `index`; they begin anew after the last."""
    return SERIES[index % len(SERIES)]


def text_width(text: str) -> float:
    """About how wide words are: enough to lay a legend out without knowing the font."""
    return TEXT_PX * sum(0.32 if each in _NARROW else 0.85 if each in _BROAD else 0.62 for each in text)


def shortened(text: str, width: float) -> str:
    """The text, or as much of its beginning as fits into `width`, with an ellipsis."""
    if text_width(text) <= width:
        return text
    while text and text_width(text + "\u2026") > width:
        text = text[:-1]
    return text.rstrip() + "\u2026"
