"""Tables of PDF reports: columns as wide as what is in them, over as many pages as they need."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from reportlab.platypus import Table as Grid
from reportlab.platypus import TableStyle

from core.reports import pdf_styles as styles
from core.reports.document import Cell, Table, Tone
from core.reports.fonts import width_of

_SIZES = (8.5, 8.0, 7.5, 7.0, 6.5, 6.0)
_PADDING = 4.0
_TONES = {Tone.GOOD: styles.GOOD, Tone.BAD: styles.BAD}


def table(it: Table) -> list[Any]:
    """The caption and the table."""
    size, widths = _widths(it)
    lines = [[_head(name, size, is_right=column >= it.word_columns) for column, name in enumerate(it.header)]]
    lines = lines if it.header else []
    first = len(lines)
    for line in it.rows:
        lines.append([_cell(cell, size, is_right=column >= it.word_columns) for column, cell in enumerate(line)])
    if not lines:
        return []
    grid = Grid(lines, colWidths=widths, repeatRows=first, hAlign="LEFT", style=TableStyle(_rules(it, first)))
    grid.spaceBefore, grid.spaceAfter = 2, 8
    return [styles.said(it.caption, styles.TABLE_CAPTION), grid] if it.caption else [grid]


def facts(pairs: Sequence[tuple[str, str]]) -> Any:
    """Names and values in two columns."""
    name_width = min(0.4 * styles.WIDTH, max((width_of(name, 8.5) for name, _value in pairs), default=0) + 14)
    soft, plain = styles.cell_style(8.5, is_right=False, is_head=False), styles.cell_style(8.5, is_right=False)
    lines = [[styles.said("", soft, soft=name), styles.said(value, plain)] for name, value in pairs]
    rules = [("VALIGN", (0, 0), (-1, -1), "TOP"), ("LEFTPADDING", (0, 0), (0, -1), 0), *_tight()]
    return Grid(lines, colWidths=[name_width, styles.WIDTH - name_width], hAlign="LEFT", style=TableStyle(rules))


def _rules(it: Table, first: int) -> list[tuple[Any, ...]]:
    rules: list[tuple[Any, ...]] = [
        ("VALIGN", (0, 0), (-1, -1), "TOP"),
        ("LINEBELOW", (0, 0), (-1, -1), 0.5, styles.LINE),
        *_tight(),
    ]
    if first:
        rules += [("LINEBELOW", (0, 0), (-1, 0), 1.2, styles.LINE), ("VALIGN", (0, 0), (-1, 0), "BOTTOM")]
    for number, line in enumerate(it.rows, start=first):
        for column, cell in enumerate(line):
            if cell.shade and cell.tone in _TONES:
                place = (column, number)
                rules.append(("BACKGROUND", place, place, styles.tint(_TONES[cell.tone], cell.shade)))
    return rules


def _tight() -> list[tuple[Any, ...]]:
    return [
        ("TOPPADDING", (0, 0), (-1, -1), 2.2),
        ("BOTTOMPADDING", (0, 0), (-1, -1), 2.6),
        ("LEFTPADDING", (0, 0), (-1, -1), _PADDING),
        ("RIGHTPADDING", (0, 0), (-1, -1), _PADDING),
    ]


def _head(name: str, size: float, *, is_right: bool) -> Any:
    return styles.said(name, styles.cell_style(size, is_right=is_right, is_head=True))


def _cell(cell: Cell, size: float, *, is_right: bool) -> Any:
    style = styles.cell_style(size, is_right=is_right)
    if cell.is_strong:
        return styles.said("", style, lead=cell.text, soft=cell.soft)
    return styles.said(cell.text, style, soft=cell.soft)


def _widths(it: Table) -> tuple[float, list[float]]:
    """The size of the letters, and the width of each column: the whole text where it fits, else the longest words."""
    for size, is_head_whole in ((_SIZES[0], True), *((size, False) for size in _SIZES)):
        whole, least = _wanted(it, size, is_head_whole=is_head_whole)
        if sum(whole) <= styles.WIDTH:
            return size, whole
        if sum(least) <= styles.WIDTH and not is_head_whole:
            room = (styles.WIDTH - sum(least)) / max(1e-9, sum(whole) - sum(least))
            return size, [low + room * (high - low) for low, high in zip(least, whole, strict=True)]
    return _SIZES[-1], [styles.WIDTH * low / sum(least) for low in least]


def _wanted(it: Table, size: float, *, is_head_whole: bool) -> tuple[list[float], list[float]]:
    columns = max([len(it.header), *(len(line) for line in it.rows)], default=0)
    whole, least = [0.0] * columns, [0.0] * columns
    heads = [[Cell(name) for name in it.header]] if it.header else []
    for number, line in enumerate([*heads, *it.rows]):
        is_bold = bool(heads) and number == 0
        for column, cell in enumerate(line):
            text = f"{cell.text} {cell.soft}".strip()
            is_heavy = is_bold or cell.is_strong
            longest = max((width_of(word, size, is_bold=is_heavy) for word in text.split()), default=0.0)
            least[column] = max(least[column], min(longest, 140.0) + 2 * _PADDING + 1)
            # Where room is short a heading is broken first; numbers stand in one line while there is any.
            is_broken = is_bold and not is_head_whole
            full = longest if is_broken else width_of(text, size, is_bold=is_heavy)
            whole[column] = max(whole[column], full + 2 * _PADDING + 1, least[column])
    return whole, least
