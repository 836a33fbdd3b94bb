"""The analyses of studies as texts for tables and plots of the window."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from core.evaluation.intervals import Interval
from core.evaluation.reading.agreement import Agreement
from core.evaluation.reading.analysis import StudyAnalysis
from core.evaluation.reading.figures import TIMES, Against, Figure, Step
from core.evaluation.reading.plan import ARM_TITLES, Arm
from core.evaluation.reading.statistics import Value
from core.evaluation.reading.verdicts import VERDICTS, VerdictAnalysis
from desktop.translation import capitalised, mark, tr

MISSING = "\u2013"
MEAN = mark("mean of readers")
NETWORK = mark("network alone")
SHORT_TITLES: Mapping[Figure, str] = {
    Figure.KAPPA: mark("Weighted kappa"),
    Figure.SENSITIVITY: mark("Sensitivity"),
    Figure.SPECIFICITY: mark("Specificity"),
    Figure.ACCURACY: mark("Accuracy"),
    Figure.MEDIAN_SECONDS: mark("Seconds, median"),
}
"""Where the columns of a table have little room; the report has the whole names."""
SHOWN = (Figure.KAPPA, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.ACCURACY, Figure.MEDIAN_SECONDS)
"""The figures of the table by arm, in its order."""


@dataclass(frozen=True, slots=True)
class TableText:
    """A table in words; `strong` are the rows that matter most. The first `word_columns` columns are words."""

    header: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    strong: frozenset[int] = frozenset()
    word_columns: int = 1


@dataclass(frozen=True, slots=True)
class PlotRow:
    """A figure with its interval, and the wider one that holds for other readers; `group` gives its colour."""

    name: str
    value: float
    interval: Interval | None = None
    wide: Interval | None = None
    group: int = 0
    is_strong: bool = False
    words: str = ""


def value_words(value: Value | None, digits: int = 3, *, has_sign: bool = False) -> str:
    """A figure with its interval."""
    if value is None or value.value is None:
        return MISSING
    number = f"{value.value:+.{digits}f}" if has_sign else f"{value.value:.{digits}f}"
    return f"{number}{interval_words(value.interval, digits)}"


def interval_words(interval: Interval | None, digits: int = 3) -> str:
    """The limits of an interval in brackets."""
    return (
        tr("  ({low:.{digits}f} to {high:.{digits}f})", digits=digits, low=interval.low, high=interval.high)
        if interval is not None
        else ""
    )


def digits_of(figure: Figure) -> int:
    """How many digits of a figure are worth showing."""
    return 1 if figure in TIMES else 3


def figures_there(analysis: StudyAnalysis) -> tuple[Figure, ...]:
    """The figures that there is a value of."""
    arms = analysis.plan.arms
    return tuple(figure for figure in Figure if any(analysis.value(figure, arm) is not None for arm in arms))


def plot_rows(analysis: StudyAnalysis, figure: Figure) -> tuple[PlotRow, ...]:
    """One figure: each arm with the mean and its readers, then the network alone."""
    rows = []
    for group, arm in enumerate(analysis.plan.arms):
        for reader in ("", *analysis.plan.readers):
            value = analysis.value(figure, arm, reader=reader)
            if value is not None and value.value is not None and not (not reader and len(analysis.plan.readers) == 1):
                name = tr(ARM_TITLES[arm]) if not reader else f"   {reader}"
                name = tr(ARM_TITLES[arm]) if len(analysis.plan.readers) == 1 else name
                rows.append(_plot_row(name, value, figure, group, is_strong=not reader))
    if figure in analysis.model:
        rows.append(_plot_row(tr(NETWORK), analysis.model[figure], figure, len(analysis.plan.arms), is_strong=True))
    return tuple(rows)


def figure_table(analysis: StudyAnalysis) -> TableText:
    """A row an arm with the mean of readers, and by how much it differs from the arm alone and the first grades."""
    there = [figure for figure in SHOWN if figure in figures_there(analysis)]
    rows: list[tuple[str, ...]] = []
    strong = set()
    for arm in analysis.plan.arms:
        strong.add(len(rows))
        rows.append((tr(ARM_TITLES[arm]), *(value_words(analysis.value(f, arm), digits_of(f)) for f in there)))
        for against, words in (
            (Against.ALONE, tr("less the arm alone")),
            (Against.BEFORE_AID, tr("less before the aid")),
        ):
            values = [analysis.value(figure, arm, against=against) for figure in there]
            if any(value is not None for value in values):
                texts = [value_words(v, digits_of(f), has_sign=True) for v, f in zip(values, there, strict=True)]
                rows.append((f"   {words}", *texts))
    if analysis.model:
        rows.append((tr(NETWORK), *(value_words(analysis.model.get(f), digits_of(f)) for f in there)))
    return TableText((tr("Mean of readers"), *(tr(SHORT_TITLES[f]) for f in there)), tuple(rows), frozenset(strong))


def reader_table(analysis: StudyAnalysis) -> TableText:
    """A row a reader and arm."""
    there = [figure for figure in SHOWN if figure in figures_there(analysis)]
    rows = []
    for reader in analysis.plan.readers:
        for arm in analysis.plan.arms:
            for step in (Step.BEFORE_AID, Step.FINAL):
                values = [analysis.value(figure, arm, reader=reader, step=step) for figure in there]
                if any(value is not None for value in values):
                    name = (
                        tr("{arm_titles}, before the aid", arm_titles=tr(ARM_TITLES[arm]))
                        if step is Step.BEFORE_AID
                        else tr(ARM_TITLES[arm])
                    )
                    texts = [value_words(v, min(2, digits_of(f))) for v, f in zip(values, there, strict=True)]
                    rows.append((reader, name, *texts))
    return TableText((tr("Reader"), tr("Arm"), *(tr(SHORT_TITLES[f]) for f in there)), tuple(rows), word_columns=2)


def change_table(analysis: StudyAnalysis) -> TableText:
    """How readers changed their minds."""
    header = (
        tr("Reader"),
        tr("Arm"),
        tr("Against"),
        tr("Grades"),
        tr("Changed"),
        tr("Became right"),
        tr("Became wrong"),
        tr("Took network's"),
        tr("Misled"),
    )
    rows: list[tuple[str, ...]] = []
    strong = set()
    for each in analysis.changes:
        if not each.reader:
            strong.add(len(rows))
        share = f"{each.share:.0%}" if each.share is not None else MISSING
        limits = each.changed_interval
        limits_words = tr("  ({low:.0%} to {high:.0%})", low=limits.low, high=limits.high) if limits is not None else ""
        network = (
            tr(
                "{toward_model} of {differed_from_model}",
                toward_model=each.toward_model,
                differed_from_model=each.differed_from_model,
            )
            if each.differed_from_model
            else MISSING
        )
        counts = (str(each.to_right), str(each.from_right), network, str(each.misled))
        who = (each.reader or tr("all together"), tr(ARM_TITLES[each.arm]), tr(each.against.value), str(each.count))
        rows.append((*who, f"{share}{limits_words}", *counts))
    return TableText((*header, tr("Took network's"), tr("Misled")), tuple(rows), frozenset(strong), word_columns=3)


def agreement_table(agreements: Sequence[Agreement]) -> TableText:
    """How far readers agree: every two, and all."""
    is_ordered = any(agreement.weighted is not None for agreement in agreements)
    rows: list[tuple[str, ...]] = []
    strong = set()
    for agreement in agreements:
        arm = tr(ARM_TITLES[agreement.arm]) if agreement.arm is not None else tr("all maps")
        for pair in agreement.pairs:
            weighted = (value_words(pair.weighted),) if is_ordered else ()
            rows.append(
                (
                    arm,
                    tr("{first} and {second}", first=pair.first, second=pair.second),
                    *weighted,
                    value_words(pair.plain),
                )
            )
        strong.add(len(rows))
        weighted = (value_words(agreement.weighted),) if is_ordered else ()
        rows.append((arm, tr("all (Fleiss)"), *weighted, value_words(agreement.fleiss)))
    header = (tr("Arm"), tr("Readers"), *((tr("Quadratic weighted kappa"),) if is_ordered else ()), tr("Kappa"))
    return TableText(header, tuple(rows), frozenset(strong), word_columns=2)


def verdict_rows(analysis: VerdictAnalysis) -> tuple[tuple[str, tuple[float, ...], int], ...]:
    """For each method its name, the share of each verdict, and how many maps were judged; the best first."""
    return tuple(
        (tally.method, tuple(tally.shares[verdict].value or 0.0 for verdict in VERDICTS), tally.count)
        for tally in analysis.together()
    )


def verdict_table(analysis: VerdictAnalysis) -> TableText:
    """A row a method: all readers together, then each."""
    rows: list[tuple[str, ...]] = []
    strong = set()
    for tally in analysis.together():
        strong.add(len(rows))
        own = [each for each in analysis.tallies if each.method == tally.method and each.reader]
        for each in (tally, *own):
            name = tally.method if not each.reader else f"   {each.reader}"
            seconds = f"{each.mean_seconds:.1f}" if each.mean_seconds is not None else MISSING
            shares = [_share_words(each.shares[verdict]) for verdict in VERDICTS]
            rows.append((name, str(each.count), *shares, _share_words(each.useful), seconds))
    header = (
        tr("Method"),
        tr("Judged"),
        *(capitalised(tr(verdict.value)) for verdict in VERDICTS),
        tr("Right or partly"),
        tr("Seconds"),
    )
    return TableText(header, tuple(rows), frozenset(strong))


def difference_table(analysis: VerdictAnalysis) -> TableText:
    """By how much one method is right more often than another."""
    rows = tuple(
        (each.first, each.second, value_words(each.right, 2, has_sign=True), value_words(each.useful, 2, has_sign=True))
        for each in analysis.differences
    )
    return TableText(
        (tr("First"), tr("Second"), tr("Right, difference"), tr("Right or partly, difference")), rows, word_columns=2
    )


def _plot_row(name: str, value: Value, figure: Figure, group: int, *, is_strong: bool) -> PlotRow:
    number = value.value if value.value is not None else 0.0
    words = value_words(value, digits_of(figure))
    return PlotRow(name, number, value.interval, value.over_readers, group, is_strong, words)


def _share_words(value: Value) -> str:
    if value.value is None:
        return MISSING
    limits = value.interval
    return f"{value.value:.0%}" + (
        tr("  ({low:.0%} to {high:.0%})", low=limits.low, high=limits.high) if limits is not None else ""
    )


def arms_of(analysis: StudyAnalysis) -> tuple[tuple[str, Arm], ...]:
    """Every reader and arm that has been read."""
    return tuple(key for key, said in analysis.readings.final.items() if (said >= 0).any())
