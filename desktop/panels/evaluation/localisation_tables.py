"""What a localisation comes to, as cells of tables: methods by layers, and lesion by lesion under one of them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.evaluation.localisation import HEADLINE, Figure
from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.translation import mark, tr
from desktop.widgets.evaluate.figure_table import FigureCell

if TYPE_CHECKING:
    from core.experiments.faithfulness import FaithfulnessFigure
    from core.experiments.localising import FaithfulnessMean, FigureMean, Row, Summary
    from desktop.evaluation_tasks import LocalisingOutcome

Place = tuple[Method, str | None]
MISSING = "\N{EN DASH}"
LESIONS, OUTSIDE = "lesions", "outside"
"""What a cell is of, where it is of no Figure; a code of masks where it is of one kind of lesion."""
SHOWN = (
    Figure.AUROC,
    Figure.POINTING_GAME,
    Figure.POINTING_GAME_TOLERANT,
    Figure.ENERGY_INSIDE,
    Figure.RANK_ACCURACY,
    Figure.IOU_BEST,
    Figure.IOU_50,
    Figure.AVERAGE_PRECISION,
)
LESION_HEADS = (
    mark("Kind"),
    mark("Lesions"),
    mark("Hit"),
    mark("Missed"),
    mark("By chance"),
    mark("Evidence on one"),
)
_FAITHFUL_TIPS = {
    "insertion_area": mark(
        "The probability while pixels are shown, strongest first: better the higher; in brackets chance"
    ),
    "deletion_area": mark(
        "The probability while pixels are hidden, strongest first: better the lower; in brackets chance"
    ),
    "max_sensitivity": mark("The largest change of the map under small noise: better the lower"),
    "max_sensitivity_per_input": mark("The same in the scale of Quantus: better the lower"),
    "randomised_weights_correlation": mark(
        "Rank correlation with maps of networks of random weights: better the lower"
    ),
}


def method_table(outcome: LocalisingOutcome, by: Figure) -> tuple[list[str], list[list[FigureCell]], list[str]]:
    """Heads, rows and tips of the table of methods and layers; `by` stands first, the winner by it is bold."""
    measured = list(dict.fromkeys(figure for summary in outcome.summaries for figure in summary.faithfulness))
    figures = [by, *(figure for figure in SHOWN if figure is not by)]
    choice = outcome.choices[by]
    winner = choice.winner if choice is not None else None
    heads = [tr("Method"), tr("Layer"), tr("Photographs"), *(tr(figure.label) for figure in figures)]
    heads += [tr("Lesions hit"), tr("On no lesion"), tr("Sparseness"), *(tr(figure.label) for figure in measured)]
    tips = ["", "", tr("How many; in brackets those whose map has no evidence")]
    tips += [tr("Mean, 95 % interval, and in brackets what a map that knows nothing reaches")] * len(figures)
    tips += [
        tr("The share of all lesions that the map reaches, and that chance would"),
        tr("The share of the evidence on no lesion"),
        tr("Gini index of the map: 0 the same everywhere, 1 all in one pixel"),
        *(tr(_FAITHFUL_TIPS.get(figure.value, "")) for figure in measured),
    ]
    return heads, [_cells(summary, figures, measured, winner, outcome) for summary in outcome.summaries], tips


def lesion_table(rows: Sequence[Row], place: Place) -> tuple[list[str], list[list[FigureCell]]]:
    """Heads and rows of the table of kinds of lesions, of the maps of one method and layer."""
    from core.experiments.localising import lesions_by_code

    cells = []
    for code, figures in lesions_by_code(rows).items():
        hit, chance, share = (float(figures[name]) for name in ("hit", "chance", "evidence_share"))
        key = (place, code)
        cells.append(
            [
                FigureCell(code, tr("Click to see them, those with the most missed first"), code, key=key),
                FigureCell(f"{figures['count']:,}", "", float(figures["count"]), key=key),
                FigureCell(f"{hit:.0%}", "", hit, shade=(hit - chance), key=key),
                FigureCell(f"{1 - hit:.0%}", "", 1 - hit, key=key),
                FigureCell(f"{chance:.0%}", "", chance, key=key),
                FigureCell(f"{share:.2%}", "", share, key=key),
            ]
        )
    return [tr(head) for head in LESION_HEADS], cells


def worst_first(rows: Sequence[Row], what: object) -> list[Row]:
    """The rows in the order in which one wants to see their photographs, by what was clicked."""
    return sorted(rows, key=lambda row: _worth(row, what))


def _worth(row: Row, what: object) -> float:
    found, lesions = row.localisation, row.lesions
    if isinstance(what, Figure):
        score = found.figures.get(what) if found is not None else None
        return score.value - score.chance if score is not None else -1.0
    if what == OUTSIDE:
        return -(lesions.outside_share or 0.0) if lesions is not None else 0.0
    if isinstance(what, str) and lesions is not None:
        wanted = [lesion.is_hit for lesion in lesions.lesions if what in (LESIONS, lesion.code)]
        return sum(wanted) / len(wanted) if wanted else 2.0
    score = found.figures.get(HEADLINE) if found is not None else None
    return score.value if score is not None else -1.0


def _cells(
    summary: Summary,
    figures: Sequence[Figure],
    measured: Sequence[FaithfulnessFigure],
    winner: Place | None,
    outcome: LocalisingOutcome,
) -> list[FigureCell]:
    place = (summary.method, summary.layer)
    is_best = place == winner
    title, layer, all_of = CATALOGUE[summary.method].title, summary.layer or tr("input"), (place, None)
    empty = f" ({summary.without_evidence})" if summary.without_evidence else ""
    tip = tr("The best by the figure that is chosen") if is_best else ""
    cells = [
        FigureCell(title, tip, title, is_bold=is_best, key=all_of),
        FigureCell(layer, "", summary.layer or "", is_bold=is_best, key=all_of),
        FigureCell(f"{summary.count}{empty}", "", summary.count, key=all_of),
    ]
    cells += [_mean_cell(summary.figures.get(figure), (place, figure), is_bold=is_best) for figure in figures]
    cells.append(_mean_cell(summary.lesions_hit, (place, LESIONS), is_bold=False))
    outside = _outside(outcome.rows.get(place, []))
    cells.append(FigureCell(MISSING if outside is None else f"{outside:.0%}", "", outside, key=(place, OUTSIDE)))
    sparse = summary.sparseness.mean if summary.sparseness is not None else None
    cells.append(FigureCell(MISSING if sparse is None else f"{sparse:.2f}", "", sparse, key=all_of))
    return [*cells, *(_faithful_cell(summary.faithfulness.get(figure), place) for figure in measured)]


def _outside(rows: Sequence[Row]) -> float | None:
    known = [row.lesions.outside_share for row in rows if row.lesions is not None]
    shares = [share for share in known if share is not None]
    return sum(shares) / len(shares) if shares else None


def _mean_cell(mean: FigureMean | None, key: tuple[object, object], *, is_bold: bool) -> FigureCell:
    if mean is None:
        return FigureCell(MISSING, key=key)
    value, above = mean.value, mean.above_chance
    tip = tr("{above:+.3f} above chance, {count} counted.", above=above.mean, count=value.count)
    if above.low is not None:
        tip = tr(
            "{above:+.3f} above chance, 95 % interval {low:.3f} to {high:.3f}, {count} counted.",
            above=above.mean,
            low=above.low,
            high=above.high,
            count=value.count,
        )
    tip = f"{tip} {tr('Click to see them, the worst first.')}"
    is_sure = above.low is not None and (above.low > 0 or (above.high or 0) < 0)
    shade = above.mean * 2 if is_sure else 0.0
    return FigureCell(f"{value.mean:.3f}{_limits(mean)} ({mean.chance:.2f})", tip, value.mean, shade, is_bold, key)


def _faithful_cell(mean: FaithfulnessMean | None, place: Place) -> FigureCell:
    if mean is None:
        return FigureCell(MISSING, key=(place, None))
    chance = f" ({mean.chance:.2f})" if mean.chance is not None else ""
    return FigureCell(f"{mean.value.mean:.3f}{_limits(mean)}{chance}", "", mean.value.mean, key=(place, None))


def _limits(mean: FigureMean | FaithfulnessMean) -> str:
    return f" [{mean.value.low:.2f}, {mean.value.high:.2f}]" if mean.value.low is not None else ""
