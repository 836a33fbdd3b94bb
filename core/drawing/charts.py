"""The plots of reports: curves in the unit square, curves by epoch, bars, and figures with their intervals."""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from core.drawing.frame import Frame, legend, ticks
from core.drawing.shapes import (
    Anchor,
    Block,
    Dot,
    Drawing,
    Ink,
    Point,
    Shape,
    Stroke,
    Words,
    series_ink,
    shortened,
    text_width,
)

_UNIT = (0.0, 0.25, 0.5, 0.75, 1.0)
_SIDE = 300.0
_WIDE, _LOW = 390.0, 210.0
_ROW = 22.0
_NAME_WIDTH = 150.0
_FIGURE_WIDTH = 110.0
_TICK_WIDTH = 48.0


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points in the unit square."""

    name: str
    points: Sequence[Point]
    ink: Ink = Ink.FIRST


@dataclass(frozen=True, slots=True)
class Series:
    """A line: its `name` and its values at 1, 2, … (None: no point)."""

    name: str
    values: Sequence[float | None]
    ink: Ink = Ink.FIRST


@dataclass(frozen=True, slots=True)
class Bar:
    """A share of one, its name, and what stands beside it."""

    name: str
    value: float
    words: str
    ink: Ink = Ink.BAR


@dataclass(frozen=True, slots=True)
class Estimate:
    """A figure with its interval where it has one, and the level that chance alone reaches where there is one."""

    name: str
    value: float | None
    low: float | None = None
    high: float | None = None
    chance: float | None = None
    ink: Ink = Ink.FIRST


def unit_plot(
    lines: Sequence[Line],
    *,
    across: str,
    up: str,
    is_diagonal_shown: bool = False,
    marked: Sequence[Point] = (),
    bars: Sequence[tuple[float, float, float]] = (),
) -> Drawing:
    """Lines in the unit square. `bars` are (left, right, height); `marked` points get a ring. Several lines: a legend.

    The plot is 300 by 300, and higher by its legend.
    """
    frame = Frame(46, 12, _SIDE - 46 - 14, _SIDE - 12 - 40, (0.0, 1.0), (0.0, 1.0))
    shapes: list[Shape] = [*frame.grid(_UNIT, _UNIT), *frame.titles(across, up)]
    for left, right, top in bars:
        x, y = frame.place((left, top))
        end, bottom = frame.place((right, 0.0))
        shapes.append(Block(x, y, end - x, bottom - y, Ink.BAR))
    if is_diagonal_shown:
        shapes.append(Stroke((frame.place((0.0, 0.0)), frame.place((1.0, 1.0))), Ink.DIAGONAL))
    shapes += [Stroke([frame.place(point) for point in thinned(line.points)], line.ink, line.name) for line in lines]
    shapes += [Dot(frame.place(point), 4, Ink.MARK) for point in marked]
    key, height = legend([(line.name, line.ink) for line in lines], 46, _SIDE + 14, _SIDE - 60)
    return Drawing(_SIDE, _SIDE + (height + 6 if key else 0), f"{up} against {across.lower()}", (*shapes, *key))


def curves(
    lines: Sequence[Series], *, top: float | None = None, across: str = "epoch", marked: int | None = None
) -> Drawing | None:
    """Curves over 1, 2, …, which is called `across`; from 0 to `top` (without it, to the largest value).

    `marked` is a place along it, from 1, at which an upright line stands. None where there is nothing to draw.
    """
    known = [value for line in lines for value in line.values if value is not None and math.isfinite(value)]
    count = max((len(line.values) for line in lines), default=0)
    if not known:
        return None
    key, height = legend([(line.name, line.ink) for line in lines], 44, 14, _WIDE - 56, is_single_shown=True)
    levels = ticks(min(0.0, min(known)), top if top is not None else max(known))
    frame = Frame(44, 8 + height, _WIDE - 56, _LOW - 56, (1.0, float(max(2, count))), (levels[0], levels[-1]))
    shapes: list[Shape] = [*key, *frame.grid(_epochs(count), levels, has_uprights=False), *frame.titles(across, "")]
    if marked is not None:
        shapes.append(Stroke((frame.place((marked, levels[0])), frame.place((marked, levels[-1]))), Ink.DIAGONAL))
    for line in lines:
        shapes += _series(line, frame, levels[-1])
    label = f"{', '.join(line.name for line in lines)} by {across}"
    return Drawing(_WIDE, _LOW - 8 + height, label, tuple(shapes))


def _series(line: Series, frame: Frame, top: float) -> list[Shape]:
    """The line and its points; a value that is missing leaves a gap."""
    shapes: list[Shape] = []
    piece: list[Point] = []
    for number, value in enumerate([*line.values, None], start=1):
        if value is not None and math.isfinite(value):
            piece.append(frame.place((number, min(value, top))))
            continue
        if len(piece) > 1:
            shapes.append(Stroke(piece, line.ink, line.name))
        shapes += [Dot(place, 1.5, line.ink, is_filled=True) for place in piece]
        piece = []
    return shapes


def bar_chart(bars: Sequence[Bar], *, label: str, width: float = _WIDE) -> Drawing:
    """Shares of one as bars in rows, each with its name before and its words behind it."""
    names = min(_NAME_WIDTH, max((text_width(bar.name) for bar in bars), default=0.0))
    words = max((text_width(bar.words) for bar in bars), default=0.0)
    left = names + 10
    length = max(40.0, width - left - words - 10)
    shapes: list[Shape] = []
    for row, bar in enumerate(bars):
        top = row * _ROW
        filled = length * min(1.0, max(0.0, bar.value))
        shapes += [
            Words((names, top + 15), shortened(bar.name, names + 1), Anchor.END, Ink.STRONG),
            Block(left, top + 5, length, 12, Ink.TRACK),
            Block(left, top + 5, filled, 12, bar.ink, f"{bar.name}: {bar.words}"),
            Words((left + length + 8, top + 15), bar.words, Anchor.START, Ink.STRONG),
        ]
    return Drawing(width, max(1, len(bars)) * _ROW, label, tuple(shapes))


def forest_plot(
    rows: Sequence[Estimate],
    *,
    across: str,
    limits: tuple[float, float] | None = None,
    digits: int = 2,
    width: float = _WIDE,
) -> Drawing:
    """Figures below one another, each with a whisker for its interval, a short upright for chance, and its numbers.

    `limits` are the ends of the axis; by default those of the figures, rounded outwards.
    """
    low, high = limits or _reach(rows)
    names = min(_NAME_WIDTH, max((text_width(row.name) for row in rows), default=0.0))
    length = max(60.0, width - names - 24 - _FIGURE_WIDTH)
    levels = ticks(low, high, about=max(1, int(length / _TICK_WIDTH)))
    levels = [level for level in levels if low - 1e-9 <= level <= high + 1e-9] if limits else levels
    ends = (min(low, levels[0]), max(high, levels[-1]))
    frame = Frame(names + 12, 6, length, max(1, len(rows)) * _ROW, ends, (0.0, 1.0))
    shapes: list[Shape] = [*frame.grid(levels, (), has_uprights=True), *frame.titles(across, "")]
    for number, row in enumerate(rows):
        shapes += _estimate(row, frame, 6 + number * _ROW + _ROW / 2, names, width, digits)
    return Drawing(width, 6 + max(1, len(rows)) * _ROW + 40, f"{across} with intervals", tuple(shapes))


def _estimate(row: Estimate, frame: Frame, y: float, names: float, width: float, digits: int) -> list[Shape]:
    shapes: list[Shape] = [Words((names + 2, y + 4), shortened(row.name, names + 1), Anchor.END, Ink.STRONG)]
    if row.value is None:
        return [*shapes, Words((width, y + 4), "undefined", Anchor.END)]
    if row.chance is not None:
        x = frame.place((row.chance, 0))[0]
        shapes.append(Stroke(((x, y - 7), (x, y + 7)), Ink.DIAGONAL, f"by chance {row.chance:.{digits}f}"))
    words = f"{row.value:.{digits}f}"
    if row.low is not None and row.high is not None:
        ends = [(frame.place((limit, 0))[0], y) for limit in (row.low, row.high)]
        shapes.append(Stroke(ends, row.ink))
        words += f" ({row.low:.{digits}f}\u2013{row.high:.{digits}f})"
    shapes.append(Dot((frame.place((row.value, 0))[0], y), 4, row.ink, is_filled=True, title=f"{row.name}: {words}"))
    return [*shapes, Words((width, y + 4), words, Anchor.END, Ink.STRONG)]


def _reach(rows: Sequence[Estimate]) -> tuple[float, float]:
    values = [each for row in rows for each in (row.value, row.low, row.high, row.chance) if each is not None]
    return (min(values), max(values)) if values else (0.0, 1.0)


def _epochs(count: int) -> list[float]:
    """A few whole numbers from 1 to `count`."""
    step = max(1, math.ceil((count - 1) / 8))
    found = list(range(1, count + 1, step))
    if found[-1] != count:
        found = [each for each in found if count - each >= step / 2] + [count]
    return [float(each) for each in found]


def thinned(points: Sequence[Point], closest: float = 1e-3) -> list[Point]:
    """The points without those that no eye tells from the one before; corners stay."""
    kept: list[Point] = []
    for index, point in enumerate(points):
        is_end = index in (0, len(points) - 1)
        if is_end or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= closest:
            kept.append(point)
    return kept


__all__ = [
    "Bar",
    "Estimate",
    "Line",
    "Series",
    "bar_chart",
    "curves",
    "forest_plot",
    "series_ink",
    "thinned",
    "unit_plot",
]
