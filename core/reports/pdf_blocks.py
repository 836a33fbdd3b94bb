"""What each kind of content becomes in a PDF."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from typing import Any

from reportlab.platypus import Image, Preformatted, Spacer, TableStyle
from reportlab.platypus import Table as Grid

from core.reports import pdf_styles as styles
from core.reports import pdf_tables as tables
from core.reports.document import (
    Bullets,
    Case,
    Cases,
    Code,
    ColourBar,
    Content,
    Facts,
    Heading,
    Legend,
    Paragraph,
    Picture,
    Pictures,
    Plot,
    Plots,
    Table,
    Tone,
)
from core.reports.pdf_drawing import Drawn

_LARGEST, _SMALLEST = 0.8, 0.6
"""Points a unit of drawings: smaller ones could not be read."""
_CASES_IN_ROW = 2
_HIGHEST = 330.0


def flowables(content: Content) -> list[Any]:
    """What is set for it, in order."""
    return _WRITERS[type(content)](content)


def banner(lead: str, text: str) -> Any:
    """A line that is not to be overlooked."""
    return _boxed([styles.said(text, lead=lead)], styles.WARNING_BACK, styles.WARNING_LINE)


def _paragraph(it: Paragraph) -> list[Any]:
    if it.tone is Tone.WARNING:
        return [banner(it.lead, it.text)]
    return [styles.said(it.text, styles.STYLES[it.tone], lead=it.lead)]


def _bullets(it: Bullets) -> list[Any]:
    lines = [styles.said("", lead=it.title)] if it.title else []
    lines += [styles.said(text, styles.BULLET, bullet="\u2022") for text in it.items]
    return [_boxed(lines, styles.WARNING_BACK, styles.WARNING_LINE)] if it.tone is Tone.WARNING else lines


def _plots(it: Plots) -> list[Any]:
    found, rest = [], list(it.plots)
    while rest:
        count = len(rest)
        while count > 1 and _scale(rest[:count]) < _SMALLEST:
            count -= 1
        found.append(_plot_row(rest[:count], min(_LARGEST, _scale(rest[:count]))))
        rest = rest[count:]
    return found


def _scale(plots: Sequence[Plot]) -> float:
    room = styles.WIDTH - styles.GAP * (len(plots) - 1)
    return float(room / sum(plot.drawing.width for plot in plots))


def _plot_row(plots: Sequence[Plot], scale: float) -> Any:
    cells = [[Drawn(plot.drawing, scale), *_caption(plot.caption)] for plot in plots]
    widths = [plot.drawing.width * scale + styles.GAP for plot in plots]
    return _row(cells, widths)


def _pictures(it: Pictures) -> list[Any]:
    width = (styles.WIDTH - styles.GAP * (it.columns - 1)) / it.columns
    found = []
    for begin in range(0, len(it.pictures), it.columns):
        cells = [[_image(each, width), *_caption(each.caption)] for each in it.pictures[begin : begin + it.columns]]
        found.append(_row(cells, [width + styles.GAP] * len(cells)))
    return found


def _cases(it: Cases) -> list[Any]:
    width = (styles.WIDTH - styles.GAP * (_CASES_IN_ROW - 1)) / _CASES_IN_ROW
    found = []
    for begin in range(0, len(it.cases), _CASES_IN_ROW):
        cells = [[_case(each, width)] for each in it.cases[begin : begin + _CASES_IN_ROW]]
        found.append(_row(cells, [width + styles.GAP] * len(cells)))
    return found


def _case(it: Case, width: float) -> Any:
    inner, count = width - 12, max(1, len(it.pictures))
    each = (inner - 6 * (count - 1)) / count
    pictures = [[_image(picture, each - 1), *_caption(picture.caption)] for picture in it.pictures]
    lines = [styles.said(it.title, styles.CASE)]
    if pictures:
        lines.append(_row(pictures, [each + 6] * count))
    colour = styles.tint(styles.BAD, 1) if it.tone is Tone.BAD else styles.LINE
    box = Grid([[lines]], colWidths=[width])
    box.setStyle(TableStyle([("BOX", (0, 0), (-1, -1), 0.8, colour), *_padding(6)]))
    return box


def _colour_bar(it: ColourBar) -> list[Any]:
    """A strip of narrow cells between the two values."""
    style = styles.CAPTION
    step = 150 / len(it.stops)
    strip = Grid([[""] * len(it.stops)], colWidths=[step] * len(it.stops), rowHeights=[8], hAlign="LEFT")
    fills = [("BACKGROUND", (place, 0), (place, 0), styles.solid(rgb)) for place, rgb in enumerate(it.stops)]
    strip.setStyle(TableStyle([*fills, *_padding(0)]))
    low = styles.text_width(it.low) + 6
    cells = [[styles.said(it.low, style), strip, styles.said(f"{it.high}   {it.words}".rstrip(), style)]]
    line = Grid(cells, colWidths=[low, 156, styles.WIDTH - low - 156], hAlign="LEFT")
    line.setStyle(TableStyle([("VALIGN", (0, 0), (-1, -1), "MIDDLE"), *_padding(0)]))
    return [line]


def _legend(it: Legend) -> list[Any]:
    spans = [
        f'<font backColor="#{red:02x}{green:02x}{blue:02x}">{4 * "&nbsp;"}</font> {styles.marked(name)}'
        for (red, green, blue), name in it.entries
    ]
    from reportlab.platypus import Paragraph as Line

    return [Line(" &nbsp; &nbsp; ".join(spans), styles.CAPTION)]


def _code(it: Code) -> list[Any]:
    text = "\n".join(line[:110] for line in it.text.splitlines())
    return (
        [_boxed([Preformatted(text, styles.CODE)], styles.PANEL, styles.PANEL)]
        if len(text) < 2500
        else [Preformatted(text, styles.CODE)]
    )


def _image(picture: Picture, width: float) -> Any:
    across, down = picture.size
    height = width * down / across
    if height > _HIGHEST:
        width, height = width * _HIGHEST / height, _HIGHEST
    return Image(io.BytesIO(picture.data), width=width, height=height, hAlign="LEFT")


def _caption(text: str) -> list[Any]:
    return [styles.said(text, styles.CAPTION)] if text else []


def _row(cells: Sequence[Sequence[Any]], widths: Sequence[float]) -> Any:
    grid = Grid([list(cells)], colWidths=list(widths), hAlign="LEFT")
    rules = [("VALIGN", (0, 0), (-1, -1), "TOP"), *_padding(0), ("RIGHTPADDING", (0, 0), (-1, -1), styles.GAP)]
    grid.setStyle(TableStyle(rules))
    grid.spaceBefore, grid.spaceAfter = 4, 6
    return grid


def _boxed(lines: Sequence[Any], back: Any, line: Any) -> Any:
    grid = Grid([[each] for each in lines], colWidths=[styles.WIDTH], hAlign="LEFT")
    rules = [("BACKGROUND", (0, 0), (-1, -1), back), ("LINEBEFORE", (0, 0), (0, -1), 3, line), *_padding(2)]
    grid.setStyle(TableStyle([*rules, ("LEFTPADDING", (0, 0), (-1, -1), 10)]))
    grid.spaceBefore, grid.spaceAfter = 6, 6
    return grid


def _padding(size: float) -> list[tuple[Any, ...]]:
    sides = ("TOPPADDING", "BOTTOMPADDING", "LEFTPADDING", "RIGHTPADDING")
    return [(side, (0, 0), (-1, -1), size) for side in sides]


_WRITERS: dict[type, Callable[[Any], list[Any]]] = {
    Paragraph: _paragraph,
    Heading: lambda it: [styles.said(it.text, styles.HEADING)],
    Bullets: _bullets,
    Facts: lambda it: [tables.facts(it.pairs), Spacer(0, 4)],
    Table: tables.table,
    Plots: _plots,
    Pictures: _pictures,
    Cases: _cases,
    ColourBar: _colour_bar,
    Legend: _legend,
    Code: _code,
}
