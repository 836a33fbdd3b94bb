"""Plots as SVG: small enough to be read in a report, sharp at any zoom, in the colours of its style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

Point = tuple[float, float]

_SIDE = 300
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 12, 40
_TICKS = (0.0, 0.25, 0.5, 0.75, 1.0)


@dataclass(frozen=True, slots=True)
class Line:
    """A line through points in the unit square; `style` is the class that gives it its colour."""

    name: str
    points: Sequence[Point]
    style: str = "first"


def unit_plot(
    lines: Sequence[Line],
    *,
    across: str,
    up: str,
    is_diagonal_shown: bool = False,
    marked: Sequence[Point] = (),
    bars: Sequence[tuple[float, float, float]] = (),
) -> str:
    """An SVG of the unit square. `bars` are (left, right, height); `marked` points get a ring."""
    width = height = _SIDE
    label = escape(f"{up} against {across.lower()}")
    parts = [f'<svg viewBox="0 0 {width} {height}" width="{width}" height="{height}" role="img" aria-label="{label}">']
    parts += [_grid_line(tick) for tick in _TICKS]
    for left, right, top in bars:
        x, y = _place((left, top))
        end, bottom = _place((right, 0.0))
        parts.append(f'<rect class="bar" x="{x:.1f}" y="{y:.1f}" width="{end - x:.1f}" height="{bottom - y:.1f}"/>')
    if is_diagonal_shown:
        (x1, y1), (x2, y2) = _place((0.0, 0.0)), _place((1.0, 1.0))
        parts.append(f'<line class="diagonal" x1="{x1:.1f}" y1="{y1:.1f}" x2="{x2:.1f}" y2="{y2:.1f}"/>')
    for line in lines:
        path = " ".join(f"{x:.2f},{y:.2f}" for x, y in map(_place, _thinned(line.points)))
        parts.append(f'<polyline class="{line.style}" points="{path}"><title>{escape(line.name)}</title></polyline>')
    for point in marked:
        x, y = _place(point)
        parts.append(f'<circle class="mark" cx="{x:.1f}" cy="{y:.1f}" r="4"/>')
    middle = (_LEFT + width - _RIGHT) / 2
    parts.append(f'<text x="{middle}" y="{height - 6}" text-anchor="middle">{escape(across)}</text>')
    upright = (_TOP + height - _BOTTOM) / 2
    parts.append(f'<text transform="translate(11 {upright}) rotate(-90)" text-anchor="middle">{escape(up)}</text>')
    return "".join([*parts, "</svg>"])


def _grid_line(tick: float) -> str:
    x, y = _place((tick, tick))
    bottom, right = _place((1.0, 0.0))[1], _SIDE - _RIGHT
    return (
        f'<line class="axis" x1="{_LEFT}" x2="{right}" y1="{y:.1f}" y2="{y:.1f}"/>'
        f'<text x="{_LEFT - 5}" y="{y + 4:.1f}" text-anchor="end">{tick:g}</text>'
        f'<text x="{x:.1f}" y="{bottom + 15:.1f}" text-anchor="middle">{tick:g}</text>'
    )


def _place(point: Point) -> Point:
    x, y = point
    return _LEFT + x * (_SIDE - _LEFT - _RIGHT), _TOP + (1 - y) * (_SIDE - _TOP - _BOTTOM)


def _thinned(points: Sequence[Point], closest: float = 1e-3) -> list[Point]:
    """The points without those that no eye tells from the one before; corners stay."""
    kept: list[Point] = []
    for index, point in enumerate(points):
        is_end = index in (0, len(points) - 1)
        if is_end or max(abs(point[0] - kept[-1][0]), abs(point[1] - kept[-1][1])) >= closest:
            kept.append(point)
    return kept
