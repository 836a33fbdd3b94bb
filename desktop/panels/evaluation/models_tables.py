"""Several models side by side, as cells of tables: figures, every two of them, and where they disagree."""

from __future__ import annotations

from typing import TYPE_CHECKING

from desktop.translation import mark, tr
from desktop.widgets.evaluate.figure_table import FigureCell

if TYPE_CHECKING:
    from core.evaluation.comparing import Difference
    from core.evaluation.metrics import Metrics
    from core.evaluation.several import ModelPair, SeveralModels

MISSING = "\N{EN DASH}"
_MINUS = "\N{MINUS SIGN}"
FIGURES = {
    "accuracy": mark("Accuracy"),
    "balanced_accuracy": mark("Balanced accuracy"),
    "quadratic_weighted_kappa": mark("Quadratic weighted kappa"),
    "macro_f1": mark("F1, macro mean"),
    "auc_one_against_rest": mark("AUC, class against rest"),
    "auc_referable": mark("AUC, referable"),
    "referable_sensitivity": mark("Sensitivity, referable"),
    "referable_specificity": mark("Specificity, referable"),
}
SHOWN_DISAGREEMENTS = 500
NAME_LENGTH = 18


def figure_rows(found: SeveralModels) -> list[list[FigureCell]]:
    """A row a figure, a cell a model; the highest is bold."""
    rows = []
    for name, title in FIGURES.items():
        values = [_value(each.metrics, name) for each in found.assessments]
        if all(value is None for value in values):
            continue
        best = max(value for value in values if value is not None)
        cells = [FigureCell(tr(title))]
        for model, (value, assessment) in enumerate(zip(values, found.assessments, strict=True)):
            interval = assessment.intervals.figures.get(name)
            limits = f"  [{interval.low:.3f}, {interval.high:.3f}]" if interval is not None else ""
            text = MISSING if value is None else f"{value:.3f}{limits}"
            tip = tr("95 % interval in brackets. Click to see the photographs, wrong answers first.")
            cells.append(FigureCell(text, tip, value, is_bold=value == best, key=(name, model)))
        rows.append(cells)
    return rows


def _value(metrics: Metrics, name: str) -> float | None:
    value: float | None = metrics.macro.f1 if name == "macro_f1" else getattr(metrics, name)
    return value


def pair_table(found: SeveralModels) -> tuple[list[str], list[list[FigureCell]], list[str]]:
    """Heads, rows and tips of the table of every two models; keys are the pair and which of the two."""
    heads = [
        tr("Models"),
        tr("Right by the first only"),
        tr("by the second only"),
        tr("McNemar p"),
        tr("Accuracy"),
        tr("Kappa"),
        tr("AUC, referable"),
    ]
    tips = [
        "",
        tr("Click to see these photographs"),
        tr("Click to see these photographs"),
        tr("McNemar's exact test: by chance each is right more often as likely as the other"),
        tr("The first less the second, with its 95 % interval over resampled patients"),
        tr("Quadratic weighted kappa, the first less the second"),
        tr("The first less the second, with the interval and p value of DeLong's test"),
    ]
    return heads, [_pair_cells(found, number, pair) for number, pair in enumerate(found.pairs)], tips


def disagreement_rows(found: SeveralModels) -> list[list[FigureCell]]:
    """The photographs that the models call differently, those furthest apart first; keys are their places."""
    names = found.judged[0].class_names
    rows = []
    for place in found.disagreements[:SHOWN_DISAGREEMENTS]:
        label = int(found.labels[place])
        cells = [
            FigureCell(found.judged[0].images[place], tr("Click to see it by all models in the grid"), key=place),
            FigureCell(names[label], value=names[label], key=place),
        ]
        for judged in found.judged:
            said = int(judged.predicted[place])
            share = "" if judged.probabilities is None else f" {judged.probabilities[place, said]:.2f}"
            shade = 0.6 if said == label else -0.6
            cells.append(FigureCell(f"{names[said]}{share}", "", names[said], shade=shade, key=place))
        rows.append(cells)
    return rows


def _pair_cells(found: SeveralModels, number: int, pair: ModelPair) -> list[FigureCell]:
    names = tr("{short} and {short_2}", short=_short(found.names[pair.first]), short_2=_short(found.names[pair.second]))
    area = pair.area
    area_text = MISSING
    if area is not None:
        p_value = "" if area.p_value is None else f", p {area.p_value:.2g}"
        area_text = f"{_signed(area.difference)} [{_signed(area.interval.low)}, {_signed(area.interval.high)}]{p_value}"
    return [
        FigureCell(
            names,
            tr(
                "{names} and {names_2}: the same answer to {same_answer:.0%} of the photographs",
                names=found.names[pair.first],
                names_2=found.names[pair.second],
                same_answer=pair.same_answer,
            ),
        ),
        FigureCell(f"{pair.right.only_first:,}", tr("Click to see them"), pair.right.only_first, key=(number, 0)),
        FigureCell(f"{pair.right.only_second:,}", tr("Click to see them"), pair.right.only_second, key=(number, 1)),
        FigureCell(f"{pair.right.p_value:.3g}", "", pair.right.p_value, is_bold=pair.right.p_value < 0.05),
        FigureCell(_difference(pair.accuracy)),
        FigureCell(_difference(pair.kappa)),
        FigureCell(area_text),
    ]


def _short(name: str) -> str:
    """A name that leaves room for figures beside it."""
    return name if len(name) <= NAME_LENGTH else f"{name[: NAME_LENGTH - 1]}\N{HORIZONTAL ELLIPSIS}"


def _signed(value: float) -> str:
    return f"{value:+.3f}".replace("-", _MINUS)


def _difference(difference: Difference) -> str:
    if difference.difference is None:
        return MISSING
    interval = difference.interval
    limits = "" if interval is None else f" [{_signed(interval.low)}, {_signed(interval.high)}]"
    return f"{_signed(difference.difference)}{limits}"
