"""The tables that `localise` prints: the means of the main figures."""

from __future__ import annotations

from core.cli.layers import aligned
from core.evaluation.localisation import Figure
from core.experiments.faithfulness import FaithfulnessFigure
from core.experiments.localising import FaithfulnessMean, FigureMean, Summary

SHOWN = (Figure.POINTING_GAME, Figure.ENERGY_INSIDE, Figure.IOU_BEST, Figure.AUROC, Figure.AVERAGE_PRECISION)


def table_of(summaries: tuple[Summary, ...]) -> str:
    """The means of the main figures, a line a layer; behind each in brackets what chance would reach."""
    rows = [
        (summary.layer or "input", *_counts(summary), *_cells(summary, summaries, has_interval=False))
        for summary in summaries
    ]
    return aligned([("layer", "photographs", "no evidence", *_headings(summaries)), *rows])


def table_of_methods(summaries: tuple[Summary, ...]) -> str:
    """The same with a line a method and layer, and the 95 % intervals before what chance would reach."""
    rows = [("method", "layer", "photographs", "no evidence", *_headings(summaries))]
    for summary in summaries:
        place = (summary.method.value, summary.layer or "input")
        rows.append((*place, *_counts(summary), *_cells(summary, summaries, has_interval=True)))
    return aligned(rows)


def _counts(summary: Summary) -> tuple[str, str]:
    return str(summary.count), str(summary.without_evidence)


def _headings(summaries: tuple[Summary, ...]) -> list[str]:
    return [name.lower() for name in (*(one.label for one in SHOWN), *(one.label for one in _measured(summaries)))]


def _cells(summary: Summary, summaries: tuple[Summary, ...], *, has_interval: bool) -> list[str]:
    means = [summary.figures.get(figure) for figure in SHOWN]
    faithful = [summary.faithfulness.get(figure) for figure in _measured(summaries)]
    return [_cell(mean, has_interval=has_interval) for mean in (*means, *faithful)]


def _measured(summaries: tuple[Summary, ...]) -> list[FaithfulnessFigure]:
    """The figures of faithfulness that were asked for."""
    return list(dict.fromkeys(figure for summary in summaries for figure in summary.faithfulness))


def _cell(mean: FigureMean | FaithfulnessMean | None, *, has_interval: bool) -> str:
    if mean is None:
        return "-"
    value = mean.value
    between = f" [{value.low:.3f}, {value.high:.3f}]" if has_interval and value.low is not None else ""
    return f"{value.mean:.3f}{between}" + (f" ({mean.chance:.3f})" if mean.chance is not None else "")
