"""The reports of studies with readers: how good they are in each arm, and what they think of the maps."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import timedelta

from core.drawing.charts import Estimate, forest_plot
from core.drawing.shapes import series_ink
from core.evaluation.intervals import RESAMPLES
from core.evaluation.reading.agreement import Agreement
from core.evaluation.reading.analysis import StudyAnalysis, cases_fingerprint
from core.evaluation.reading.changes import Changes
from core.evaluation.reading.figures import FIGURE_TITLES, TIMES, Against, Figure, Step
from core.evaluation.reading.plan import ARM_TITLES, Arm, Design, Plan
from core.evaluation.reading.statistics import Value
from core.evaluation.reading.verdicts import VERDICTS, VerdictAnalysis
from core.reports import origin
from core.reports.document import (
    Bullets,
    Cell,
    Content,
    Document,
    Facts,
    Paragraph,
    Plot,
    Plots,
    Section,
    Table,
    Tone,
    row,
    rows,
)
from core.reports.figures import MISSING, figure_cell, number, p_value, percent

CAUTION = "A research tool: what these readers did with these photographs says nothing of any patient's care."
MEAN = "mean of readers"
_FIGURES_NOTE = (
    "Mean over readers with its 95 % interval over resampled patients, for these readers; below it, where three or "
    "more have read, the interval for other readers, too. Differences are paired: the same readers and photographs."
)
_CHANGES_NOTE = (
    "Against the grades before the aid those of the same reading, before anything was shown; against the arm alone "
    "those of another day. Misled: right before, then the network's wrong grade. p: McNemar's exact test of those that "
    "became right against those that became wrong."
)
_AGREEMENT_NOTE = (
    "Of every two readers on the photographs that both graded; Fleiss' kappa on those that all have graded, without "
    "weights. A kappa of 0 is what chance gives."
)
_VERDICT_NOTE = (
    "Of all readers together, with 95 % intervals over resampled patients. Readers did not see which method it was."
)
_MATRIX_NOTE = "Rows: reference. Columns: the reader's grade."
_DIFFERENCES = {Against.ALONE: "less the arm alone", Against.BEFORE_AID: "less the grades before the aid"}


def study_document(analysis: StudyAnalysis) -> Document:
    """The report of a study in which photographs were graded."""
    plan = analysis.plan
    sections = [
        Section("Figures by arm", tuple(_figures(analysis))),
        Section("Reader by reader", tuple(_readers(analysis))),
    ]
    if analysis.changes:
        sections.append(Section("Changes of mind", tuple(_changes(analysis.changes))))
    if analysis.agreements:
        tables = [_agreement_table(agreement) for agreement in analysis.agreements]
        sections.append(Section("Agreement of readers", (*tables, Paragraph(_AGREEMENT_NOTE, tone=Tone.SOFT))))
    matrices = tuple(_matrix(analysis, reader, arm) for reader, arm in analysis.readings.final)
    sections.append(Section("Confusion matrices", matrices))
    sections.append(Section("How it was done", (Facts(tuple(_design(plan))),)))
    return Document(plan.title, _summary(plan), CAUTION, tuple(sections), _origin(plan), _lead(analysis.cautions))


def verdict_document(analysis: VerdictAnalysis) -> Document:
    """The report of a study in which maps were judged."""
    plan, tallies = analysis.plan, analysis.together()
    names = [tally.method for tally in tallies]
    estimates = [_estimate(tally.method, tally.shares[VERDICTS[0]]) for tally in tallies]
    table = Table(
        ("method", "judged", *(verdict.value for verdict in VERDICTS), "right or partly", "seconds a map"),
        rows(
            [
                (
                    tally.method,
                    str(tally.count),
                    *(_share(tally.shares[verdict]) for verdict in VERDICTS),
                    _share(tally.useful),
                    number(tally.mean_seconds, 1),
                )
                for tally in tallies
            ]
        ),
        _VERDICT_NOTE,
    )
    plot = Plot(forest_plot(estimates, across="share of maps judged right", limits=(0.0, 1.0)))
    sections = [Section("Verdicts by method", (Plots((plot,)), table))]
    if analysis.differences:
        sections.append(Section("Methods against one another", (_differences(analysis, names),)))
    sections.append(Section("Reader by reader", (_reader_verdicts(analysis),)))
    if analysis.agreement is not None:
        note = Paragraph(_AGREEMENT_NOTE, tone=Tone.SOFT)
        sections.append(Section("Agreement of readers", (_agreement_table(analysis.agreement), note)))
    sections.append(Section("How it was done", (Facts(tuple(_design(plan))),)))
    return Document(plan.title, _summary(plan), CAUTION, tuple(sections), _origin(plan), _lead(analysis.cautions))


# Grading


def _figures(analysis: StudyAnalysis) -> Iterator[Content]:
    plots = []
    for figure in (Figure.KAPPA, Figure.SENSITIVITY, Figure.SPECIFICITY, Figure.MEDIAN_SECONDS):
        estimates = list(_by_arm(analysis, figure))
        if estimates:
            digits = 1 if figure in TIMES else 2
            limits = None if figure in TIMES else (0.0, 1.0)
            drawing = forest_plot(estimates, across=FIGURE_TITLES[figure], limits=limits, digits=digits)
            plots.append(Plot(drawing))
    if plots:
        yield Plots(tuple(plots))
    yield _arm_table(analysis)
    for against, title in (
        (Against.ALONE, "less the arm alone"),
        (Against.BEFORE_AID, "less the grades before the aid"),
    ):
        table = _difference_table(analysis, against, title)
        if table is not None:
            yield table


def _by_arm(analysis: StudyAnalysis, figure: Figure) -> Iterator[Estimate]:
    for index, arm in enumerate(analysis.plan.arms):
        value = analysis.value(figure, arm)
        if value is not None:
            yield _estimate(ARM_TITLES[arm], value, index)
    if figure in analysis.model:
        yield _estimate("network alone", analysis.model[figure], len(analysis.plan.arms))


def _arm_table(analysis: StudyAnalysis) -> Table:
    arms = analysis.plan.arms
    header = ("", *(ARM_TITLES[arm] for arm in arms), *(("network alone",) if analysis.model else ()))
    lines: list[Sequence[Cell | str]] = []
    for figure in Figure:
        values = [analysis.value(figure, arm) for arm in arms]
        own = [analysis.model.get(figure)] if analysis.model else []
        if any(value is not None for value in values):
            lines.append((FIGURE_TITLES[figure], *(_cell(value, figure) for value in (*values, *own))))
            if any(value is not None and value.over_readers is not None for value in values):
                wide = [_wide_cell(value, figure) for value in values]
                lines.append((Cell("", "for other readers, too"), *wide, *([""] if own else [])))
    return Table(header, rows(lines), _FIGURES_NOTE)


def _difference_table(analysis: StudyAnalysis, against: Against, title: str) -> Table | None:
    arms = [arm for arm in analysis.plan.arms if analysis.value(Figure.MEAN_SECONDS, arm, against=against) is not None]
    arms = arms or [arm for arm in analysis.plan.arms if analysis.value(Figure.KAPPA, arm, against=against) is not None]
    if not arms:
        return None
    lines: list[Sequence[Cell | str]] = []
    for figure in Figure:
        values = [analysis.value(figure, arm, against=against) for arm in arms]
        if any(value is not None for value in values):
            lines.append((FIGURE_TITLES[figure], *(_cell(value, figure, is_difference=True) for value in values)))
    header = ("", *(f"{ARM_TITLES[arm]}, {title}" for arm in arms))
    return Table(header, rows(lines), "Shaded: the interval does not hold 0.")


def _readers(analysis: StudyAnalysis) -> Iterator[Content]:
    shown = [figure for figure in Figure if figure is not Figure.SECONDS_AFTER]
    for arm in analysis.plan.arms:
        lines: list[Sequence[Cell | str]] = []
        for step in Step:
            for reader in (*analysis.plan.readers, ""):
                values = [analysis.value(figure, arm, reader=reader, step=step) for figure in shown]
                if any(value is not None for value in values):
                    name = reader or MEAN
                    words = f"{name}, before the aid" if step is Step.BEFORE_AID else name
                    cells = [_cell(value, figure) for value, figure in zip(values, shown, strict=True)]
                    lines.append((Cell(words, is_strong=not reader), *cells))
        if lines:
            header = (ARM_TITLES[arm], *(FIGURE_TITLES[figure] for figure in shown))
            yield Table(header, rows(lines))


def _changes(changes: Iterable[Changes]) -> Iterator[Content]:
    header = ("reader", "arm", "against", "grades", "changed", "became right", "became wrong", "wrong to wrong", "p")
    lines = [
        (
            each.reader or "all together",
            ARM_TITLES[each.arm],
            each.against.value,
            str(each.count),
            _share(Value(each.share, each.count, each.changed_interval)),
            str(each.to_right),
            str(each.from_right),
            str(each.stayed_wrong),
            p_value(each.p_value),
            f"{each.toward_model} of {each.differed_from_model}" if each.differed_from_model else MISSING,
            str(each.misled),
        )
        for each in changes
    ]
    yield Table((*header, "took the network's grade", "misled"), rows(lines), _CHANGES_NOTE, word_columns=3)


def _matrix(analysis: StudyAnalysis, reader: str, arm: Arm) -> Table:
    names, counts = analysis.plan.classes, analysis.matrix((reader, arm))
    lines = []
    for index, (name, line) in enumerate(zip(names, counts, strict=True)):
        total = max(1, sum(line))
        cells = [
            Cell(str(count), percent(count / total, 0), count / total, Tone.GOOD if index == column else Tone.BAD)
            for column, count in enumerate(line)
        ]
        lines.append(row(name, *cells))
    return Table(
        (f"{reader}, {ARM_TITLES[arm]}", *names), tuple(lines), "Rows: reference. Columns: the reader's grade."
    )


# Verdicts


def _differences(analysis: VerdictAnalysis, order: Sequence[str]) -> Table:
    lines = []
    for each in analysis.differences:
        is_turned = (
            order.index(each.first) > order.index(each.second) if {each.first, each.second} <= {*order} else False
        )
        first, second = (each.second, each.first) if is_turned else (each.first, each.second)
        cells = [_difference_cell(value, is_turned=is_turned) for value in (each.right, each.useful)]
        lines.append(row(first, second, *cells))
    note = "By how much more often the first is right on the same photographs. Shaded: the interval does not hold 0."
    return Table(("first", "second", "right", "right or partly"), tuple(lines), note, word_columns=2)


def _difference_cell(value: Value, *, is_turned: bool) -> Cell:
    if value.value is None:
        return Cell(MISSING)
    sign = -1 if is_turned else 1
    ends = sorted((sign * value.interval.low, sign * value.interval.high)) if value.interval is not None else None
    soft = f"({ends[0]:+.2f} to {ends[1]:+.2f})" if ends is not None else ""
    return Cell(f"{sign * value.value:+.2f}", soft, 0.3 if _tells(value) else 0.0)


def _reader_verdicts(analysis: VerdictAnalysis) -> Table:
    lines: list[Sequence[Cell | str]] = [
        (
            tally.reader,
            tally.method,
            str(tally.count),
            *(_share(tally.shares[verdict]) for verdict in VERDICTS),
            _share(tally.useful),
        )
        for tally in analysis.tallies
        if tally.reader
    ]
    header = ("reader", "method", "judged", *(verdict.value for verdict in VERDICTS), "right or partly")
    return Table(header, rows(lines), word_columns=2)


# Both


def _agreement_table(agreement: Agreement) -> Table:
    is_ordered = agreement.weighted is not None
    header = ("readers", *(("quadratic weighted kappa",) if is_ordered else ()), "kappa")
    lines: list[Sequence[Cell | str]] = []
    for pair in agreement.pairs:
        weighted: tuple[Cell | str, ...] = (_plain_cell(pair.weighted),) if is_ordered else ()
        lines.append((f"{pair.first} and {pair.second}", *weighted, _plain_cell(pair.plain)))
    if is_ordered and len(agreement.pairs) > 1:
        lines.append((Cell("mean of all pairs", is_strong=True), _plain_cell(agreement.weighted), ""))
    empty: tuple[Cell | str, ...] = ("",) if is_ordered else ()
    lines.append((Cell("all, Fleiss' kappa", is_strong=True), *empty, _plain_cell(agreement.fleiss)))
    title = ARM_TITLES[agreement.arm] if agreement.arm is not None else ""
    return Table((title or header[0], *header[1:]), rows(lines))


def _estimate(name: str, value: Value, index: int = 0) -> Estimate:
    low, high = (value.interval.low, value.interval.high) if value.interval is not None else (None, None)
    return Estimate(name, value.value, low, high, ink=series_ink(index))


def _cell(value: Value | None, figure: Figure, *, is_difference: bool = False) -> Cell:
    if value is None or value.value is None:
        return Cell(MISSING)
    digits = 1 if figure in TIMES else 3
    plain = figure_cell(value.value, value.interval, digits)
    if not is_difference:
        return plain
    return Cell(f"{value.value:+.{digits}f}", plain.soft, 0.3 if _tells(value) else 0.0)


def _wide_cell(value: Value | None, figure: Figure) -> Cell:
    wide = value.over_readers if value is not None else None
    return Cell("", figure_cell(0.0, wide, 1 if figure in TIMES else 3).soft)


def _plain_cell(value: Value | None) -> Cell:
    return Cell(MISSING) if value is None else figure_cell(value.value, value.interval)


def _share(value: Value) -> Cell:
    if value.value is None:
        return Cell(MISSING)
    limits = value.interval
    soft = f"({percent(limits.low, 0)}\u2013{percent(limits.high, 0)})" if limits is not None else ""
    return Cell(percent(value.value, 0), soft)


def _tells(value: Value) -> bool:
    """Whether the interval of a difference does not hold 0."""
    return value.interval is not None and not value.interval.low <= 0 <= value.interval.high


def _lead(cautions: Sequence[str]) -> tuple[Content, ...]:
    return (Bullets(tuple(cautions), "Before you believe these figures", Tone.WARNING),) if cautions else ()


def _summary(plan: Plan) -> str:
    patients = len({case.patient for case in plan.cases})
    of_patients = f" of {patients} patients" if patients < len(plan.cases) else ""
    readers = f"{len(plan.readers)} reader{'s' if len(plan.readers) > 1 else ''}"
    return f"{len(plan.cases)} photographs{of_patients} \u00b7 {readers} \u00b7 {origin.now()}"


def _design(plan: Plan) -> Iterator[tuple[str, str]]:
    yield "Made on", f"{plan.made.astimezone():%Y-%m-%d %H:%M %z}, seed {plan.seed}"
    yield "Readers", ", ".join(plan.readers)
    if plan.arms:
        yield "Arms", ", ".join(ARM_TITLES[arm] for arm in plan.arms)
        is_crossed = plan.design is Design.CROSSOVER
        washout = f"; {plan.washout / timedelta(days=1):g} days between two looks at a photograph"
        yield "Design", f"every photograph in every arm{washout}" if is_crossed else "every photograph in one arm"
        yield "Order", "drawn for each reader and period; arms by a Williams square, the same mixture of grades in each"
        yield "Grade before the aid", "asked for and locked" if plan.grades_before_aid else "not asked for"
        yield "Answers", ", ".join(plan.classes) + (", or cannot be graded" if plan.allows_ungradable else "")
        if plan.referable_from is not None:
            yield "Referable", f"{plan.classes[plan.referable_from]} and above, and what cannot be graded"
    for recipe in plan.maps:
        settings = origin.settings_in_words(recipe.params)
        yield "Map", f"{recipe.title}{f' ({settings})' if settings else ''}, for the class that the network calls"


def _origin(plan: Plan) -> tuple[tuple[str, str], ...]:
    found = [origin.program(), origin.made_on(), ("Study", plan.id)]
    if plan.model is not None:
        found += origin.model_facts(plan.model.name, plan.model.id, fingerprint=plan.model.data_fingerprint)
    found.append(("Photographs and references", f"fingerprint {cases_fingerprint(plan)}"))
    words = f"95 %; of shares exact where no two photographs are of one patient, else {RESAMPLES:,} resampled sets"
    return (*found, ("Intervals", f"{words} of patients (seed 0)"))
