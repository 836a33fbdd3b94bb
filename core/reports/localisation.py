"""Whether explanations point at the disease, as a part of a report: methods and layers beside chance."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.drawing.charts import Estimate, forest_plot
from core.evaluation.localisation import HEADLINE, Figure
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from core.jsontext import parse_json
from core.reports.document import Cell, Content, Paragraph, Plot, Plots, Section, Table, Tone, row
from core.reports.figures import MISSING
from core.reports.writing import ReportError

FIGURES = (Figure.AUROC, Figure.ENERGY_INSIDE, Figure.POINTING_GAME_TOLERANT, Figure.AVERAGE_PRECISION, Figure.IOU_BEST)
MOST_ROWS = 16
_FULL_SHADE, _FULL_DIFFERENCE = 0.5, 0.5
_CAPTION = (
    "Means over photographs with a mask; behind them what a map that knows nothing would reach on the same masks. "
    "Green above chance, red below; ~ marks differences whose 95 % interval holds 0."
)


def localisation_section(means: Sequence[Mapping[str, Any]], *, title: str) -> Section:
    """The section of the means that `localise --json` writes, the best by the area under the ROC curve first."""
    order = sorted(means, key=lambda each: -_above(each))
    shown = order[:MOST_ROWS]
    contents: list[Content] = [_verdict(order), Plots((_plot(shown),))]
    header = ("Method", "layer", "photographs", *(figure.label for figure in FIGURES))
    lines = [
        row(
            _title(each),
            each["layer"] or "input",
            str(each["photographs"]),
            *(_cell(each, figure) for figure in FIGURES),
        )
        for each in shown
    ]
    more = f" The best {MOST_ROWS} of {len(order)} rows." if len(order) > MOST_ROWS else ""
    contents.append(Table(header, tuple(lines), _CAPTION + more, word_columns=2))
    return Section(title, tuple(contents))


def read_means(path: Path) -> list[dict[str, Any]]:
    """The means of a file that `localise --json` wrote. Raises ReportError for any other."""
    try:
        found = parse_json(path.read_text(encoding="utf-8", errors="surrogateescape"))
        means = found["means"]
        for each in means:
            Method(each["method"]), each["layer"], each["photographs"], each["figures"].get(HEADLINE.value)
    except OSError as error:
        raise ReportError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise ReportError(f"'{path}' is not what 'localise' writes.", "Give the file of its --json.") from error
    if not means:
        raise ReportError(f"'{path}' holds no means.", "Give the file of a 'localise' that compared something.")
    return list(means)


def _verdict(order: Sequence[Mapping[str, Any]]) -> Paragraph:
    best = order[0]
    found = best["figures"].get(HEADLINE.value)
    where = f"{_title(best)}{' at ' + best['layer'] if best['layer'] else ''}"
    if found is None:
        return Paragraph("No map could be judged: all of them are zero.", tone=Tone.WARNING)
    above = found["above_chance"]
    is_sure = above is not None and above["low"] is not None and above["low"] > 0
    words = f"{where}: area under the ROC curve {found['mean']:.2f}, where chance gives {found['chance']:.2f}."
    if not is_sure:
        return Paragraph(f"{words} That is not surely above chance: trust none of these maps.", "Best:", Tone.WARNING)
    return Paragraph(
        f"{words} It was chosen among {len(order)} on these photographs, so it will do a little worse on others.",
        "Best:",
    )


def _plot(means: Sequence[Mapping[str, Any]]) -> Plot:
    estimates = []
    for each in means:
        found = each["figures"].get(HEADLINE.value)
        name = f"{_title(each)}, {each['layer']}" if each["layer"] else _title(each)
        if found is None:
            estimates.append(Estimate(name, None))
        else:
            estimates.append(Estimate(name, found["mean"], found["low"], found["high"], found["chance"]))
    drawing = forest_plot(estimates, across=HEADLINE.label, width=520)
    return Plot(drawing, f"{HEADLINE.label}: how often a point inside a mask lies above one outside. Dashes: chance.")


def _cell(summary: Mapping[str, Any], figure: Figure) -> Cell:
    found = summary["figures"].get(figure.value)
    if found is None:
        return Cell(MISSING)
    above = found["above_chance"]
    difference = above["mean"] if above is not None else 0.0
    is_sure = above is not None and above["low"] is not None and (above["low"] > 0 or above["high"] < 0)
    return Cell(
        f"{found['mean']:.2f}",
        f"({found['chance']:.2f}){'' if is_sure else ' ~'}",
        shade=_FULL_SHADE * min(1.0, abs(difference) / _FULL_DIFFERENCE),
        tone=Tone.GOOD if difference >= 0 else Tone.BAD,
    )


def _title(summary: Mapping[str, Any]) -> str:
    return CATALOGUE[Method(summary["method"])].title


def _above(summary: Mapping[str, Any]) -> float:
    found = summary["figures"].get(HEADLINE.value)
    above = found["above_chance"] if found is not None else None
    return float(above["mean"]) if above is not None else float("-inf")
