"""Curves as SVG: small enough to be read in a report, sharp at any zoom, in the colours of its style sheet."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

_WIDTH, _HEIGHT = 460, 210
_LEFT, _RIGHT, _TOP, _BOTTOM = 44, 12, 22, 34


@dataclass(frozen=True, slots=True)
class Curve:
    """A line: its `name`, its values by epoch (None: no point), and the class that gives it its colour."""

    name: str
    values: Sequence[float | None]
    style: str


def curves(lines: Sequence[Curve], *, top: float | None = None, across: str = "epoch") -> str:
    """An SVG of curves over 1, 2, …, which is called `across`; from 0 to `top` (without it, to the largest value)."""
    known = [value for line in lines for value in line.values if value is not None]
    count = max((len(line.values) for line in lines), default=0)
    if not known or count < 1:
        return ""
    high = top if top is not None else _rounded_up(max(known))
    low = min(0.0, min(known))
    step = (_WIDTH - _LEFT - _RIGHT) / max(1, count - 1)
    label = escape(f"{', '.join(line.name for line in lines)} by {across}")
    size = f'viewBox="0 0 {_WIDTH} {_HEIGHT}" width="{_WIDTH}" height="{_HEIGHT}"'
    parts = [f'<svg {size} role="img" aria-label="{label}">']
    for value in (low, (low + high) / 2, high):
        y = _y(value, low, high)
        parts.append(f'<line class="axis" x1="{_LEFT}" x2="{_WIDTH - _RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text x="{_LEFT - 6}" y="{y + 4:.1f}" text-anchor="end">{value:.3g}</text>')
    for number in sorted({1, (count + 1) // 2, count}):
        x = _LEFT + step * (number - 1)
        parts.append(f'<text x="{x:.1f}" y="{_HEIGHT - 16}" text-anchor="middle">{number}</text>')
    parts.append(
        f'<text x="{(_LEFT + _WIDTH - _RIGHT) / 2}" y="{_HEIGHT - 3}" text-anchor="middle">{escape(across)}</text>'
    )
    for place, line in enumerate(lines):
        points = [
            (_LEFT + step * number, _y(min(value, high), low, high))
            for number, value in enumerate(line.values)
            if value is not None
        ]
        path = " ".join(f"{x:.1f},{y:.1f}" for x, y in points)
        parts.append(f'<polyline class="{line.style}" points="{path}"/>')
        for x, y in points:
            parts.append(f'<circle class="{line.style}" cx="{x:.1f}" cy="{y:.1f}" r="1.5"/>')
        x = _LEFT + 8 + 190 * place
        parts.append(f'<line class="{line.style}" x1="{x}" x2="{x + 18}" y1="10" y2="10"/>')
        parts.append(f'<text x="{x + 24}" y="14">{escape(line.name)}</text>')
    return "".join([*parts, "</svg>"])


def _y(value: float, low: float, high: float) -> float:
    span = (high - low) or 1.0
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - (value - low) / span)


def _rounded_up(value: float) -> float:
    """The next of 1, 2, 2.5, 5 times a power of ten."""
    if value <= 0:
        return 1.0
    power = 10.0 ** (len(str(int(value))) - 1) if value >= 1 else 0.1
    steps = (power * factor for factor in (1, 2, 2.5, 5, 10))
    return next(step for step in steps if step >= value)
