"""Figures as reports have them: so many digits, intervals behind them, a dash where nothing is defined."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from core.evaluation.intervals import Interval
from core.reports.document import Cell

MISSING = "\u2013"


def number(value: float | None, digits: int = 3) -> str:
    """A figure with so many digits behind the point."""
    return MISSING if value is None else f"{value:.{digits}f}"


def limits(interval: Interval | Mapping[str, Any] | None, digits: int = 3) -> str:
    """An interval in brackets; nothing where there is none."""
    if interval is None:
        return ""
    low, high = (interval.low, interval.high) if isinstance(interval, Interval) else (interval["low"], interval["high"])
    if low is None or high is None:
        return ""
    return f"({low:.{digits}f}\u2013{high:.{digits}f})"


def figure_cell(value: float | None, interval: Interval | Mapping[str, Any] | None = None, digits: int = 3) -> Cell:
    """A cell with a figure and its interval."""
    return Cell(number(value, digits), limits(interval, digits) if value is not None else "")


def p_value(value: float | None) -> str:
    """A p-value; very small ones are not given as 0."""
    if value is None:
        return MISSING
    return "< 0.001" if value < 0.001 else f"{value:.3f}"


def percent(share: float, digits: int = 1) -> str:
    """A share in per cent."""
    return f"{100 * share:.{digits}f} %"
