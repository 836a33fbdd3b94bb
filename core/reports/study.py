"""The report of a reader study: how good readers are in each arm, how the network's help changes that, and how sure."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING

from core.drawing.charts import Estimate, forest_plot, series_ink
from core.evaluation.reading.analysis import StudyAnalysis, cases_fingerprint
from core.evaluation.reading.figures import FIGURE_TITLES, TIMES, Against, Figure
from core.evaluation.reading.plan import ARM_TITLES
from core.reports import origin
from core.reports.document import (
    Bullets,
    Cell,
    Content,
    Document,
    Heading,
    Paragraph,
    Plot,
    Plots,
    Section,
    Table,
    Tone,
    row,
)
from core.reports.figures import MISSING, limits, number, p_value, percent

if TYPE_CHECKING:
    from core.evaluation.reading.statistics import Value

ALL = ""
"""The reader who stands for the mean over readers."""
_SHADE = 0.55
_CHANGES_HEADER = (
    *("Reader", "arm", "compared with", "photographs", "changed", "to right", "from right", "wrong to wrong"),
    *("p", "towards the network", "misled"),
)
_CHANGES_CAPTION = (
    "What readers said without the network, and then with it. p: McNemar's exact test of changes to and from right. "
    "Towards: grades that became the network's, of those that were others. Misled: the reader was right, took over the "
    "network's grade, and that was wrong."
)


def study_document(analysis: StudyAnalysis, *, are_names_shown: bool = False) -> Document:
    """The report. `are_names_shown`: readers are called by their names, else by numbers."""
    plan = analysis.plan
    names = {
        name: name if are_names_shown else f"Reader {place}"
        for place, name in enumerate(analysis.readings.readers, start=1)
    }
    sections = [
        Section("Figures by arm", tuple(_figures(analysis))),
        Section("What the help changes", tuple(_differences(analysis))),
        Section("Changes of mind", tuple(_changes(analysis, names))),
        Section("Reader by reader", tuple(_readers(analysis, names))),
        Section("Agreement between readers", tuple(_agreement(analysis, names))),
    ]
    lead: tuple[Content, ...] = ()
    if analysis.cautions:
        words = tuple(_renamed(text, names) for text in analysis.cautions)
        lead = (Bullets(words, "Before you believe these figures", Tone.WARNING),)
    arms = ", ".join(ARM_TITLES[arm] for arm in analysis.readings.arms)
    return Document(
        plan.title,
        f"{len(plan.cases)} photographs, {len(names)} readers, {arms} \u00b7 {origin.now()}",
        "A study of reading under these conditions: it says nothing of care.",
        tuple(section for section in sections if section.contents),
        origin=_origin(analysis),
        lead=lead,
    )


def _figures(analysis: StudyAnalysis) -> Iterator[Content]:
    arms = analysis.readings.arms
    found = [figure for figure in Figure if any(analysis.value(figure, arm) for arm in arms)]
    for is_time, across in ((False, "figure"), (True, "seconds")):
        plots = tuple(_plot(analysis, figure, across) for figure in found if (figure in TIMES) == is_time)
        if plots:
            yield Plots(plots)
    lines = []
    for figure in found:
        cells = [_cell(analysis.value(figure, arm), figure) for arm in arms]
        model = analysis.model.get(figure)
        lines.append(row(FIGURE_TITLES[figure], *cells, *([_cell(model, figure)] if analysis.model else [])))
    header = ("Mean over readers", *(ARM_TITLES[arm] for arm in arms), *(["network alone"] if analysis.model else []))
    yield Table(header, tuple(lines), "In brackets 95 % intervals over resampled patients.")


def _plot(analysis: StudyAnalysis, figure: Figure, across: str) -> Plot:
    estimates = []
    for place, arm in enumerate(analysis.readings.arms):
        value = analysis.value(figure, arm)
        estimates.append(_estimate(ARM_TITLES[arm], value, place))
    model = analysis.model.get(figure)
    if model is not None:
        estimates.append(_estimate("network alone", model, 5))
    digits = 1 if figure in TIMES else 2
    return Plot(forest_plot(estimates, across=across, digits=digits, width=400), f"{FIGURE_TITLES[figure]}.")


def _estimate(name: str, value: Value | None, place: int) -> Estimate:
    if value is None or value.value is None:
        return Estimate(name, None)
    interval = value.interval
    low, high = (interval.low, interval.high) if interval is not None else (None, None)
    return Estimate(name, value.value, low, high, ink=series_ink(place))


def _differences(analysis: StudyAnalysis) -> Iterator[Content]:
    lines = []
    for arm in analysis.readings.arms:
        for against in (Against.ALONE, Against.BEFORE_AID):
            for figure in Figure:
                value = analysis.value(figure, arm, against=against)
                if value is None or value.value is None:
                    continue
                over = limits(value.over_readers) if value.over_readers is not None else MISSING
                versus = "reading alone" if against is Against.ALONE else "the same reading before the aid"
                lines.append(row(ARM_TITLES[arm], versus, FIGURE_TITLES[figure], _cell(value, figure, sign=True), over))
    if lines:
        header = ("Arm", "against", "figure", "difference", "interval for other readers, too")
        caption = (
            "Mean over readers: how much higher the figure is with help. In brackets 95 % intervals over patients."
        )
        yield Table(header, tuple(lines), caption, word_columns=3)


def _changes(analysis: StudyAnalysis, names: dict[str, str]) -> Iterator[Content]:
    lines = []
    for each in analysis.changes:
        share = Cell(MISSING if each.share is None else percent(each.share), limits(each.changed_interval, 2))
        lines.append(
            row(
                names.get(each.reader, "all readers"),
                ARM_TITLES[each.arm],
                "before the aid" if each.against is Against.BEFORE_AID else "alone",
                str(each.count),
                share,
                str(each.to_right),
                str(each.from_right),
                str(each.stayed_wrong),
                p_value(each.p_value),
                f"{each.toward_model} of {each.differed_from_model}",
                str(each.misled),
            )
        )
    if lines:
        yield Table(_CHANGES_HEADER, tuple(lines), _CHANGES_CAPTION, word_columns=3)


def _readers(analysis: StudyAnalysis, names: dict[str, str]) -> Iterator[Content]:
    lines = []
    figures = [figure for figure in Figure if any(each.figure is figure and each.reader for each in analysis.rows)]
    for reader, name in names.items():
        for arm in analysis.readings.arms:
            values = [analysis.value(figure, arm, reader=reader) for figure in figures]
            if any(values):
                cells = [_cell(value, figure) for value, figure in zip(values, figures, strict=True)]
                lines.append(row(name, ARM_TITLES[arm], *cells))
    if lines:
        yield Table(("Reader", "arm", *(FIGURE_TITLES[each] for each in figures)), tuple(lines), word_columns=2)
    for reader, arm in analysis.readings.final:
        matrix = analysis.matrix((reader, arm))
        if any(map(sum, matrix)):
            yield Heading(f"{names.get(reader, reader)}, {ARM_TITLES[arm]}")
            yield _matrix(matrix, analysis.plan.classes)


def _matrix(matrix: tuple[tuple[int, ...], ...], classes: tuple[str, ...]) -> Table:
    lines = []
    for true, counts in enumerate(matrix):
        total = max(1, sum(counts))
        cells = [
            Cell(str(count), shade=_SHADE * count / total, tone=Tone.GOOD if given == true else Tone.BAD)
            for given, count in enumerate(counts)
        ]
        lines.append(row(Cell(classes[true], is_strong=True), *cells))
    return Table(("", *classes), tuple(lines), "Rows: reference. Columns: final grade.")


def _agreement(analysis: StudyAnalysis, names: dict[str, str]) -> Iterator[Content]:
    lines = []
    for each in analysis.agreements:
        arm = ARM_TITLES[each.arm] if each.arm is not None else MISSING
        for pair in each.pairs:
            who = f"{names.get(pair.first, pair.first)} and {names.get(pair.second, pair.second)}"
            lines.append(row(arm, who, _cell(pair.weighted), _cell(pair.plain), ""))
        lines.append(row(arm, "all readers", _cell(each.weighted), "", _cell(each.fleiss)))
    if lines:
        header = ("Arm", "readers", "quadratic weighted kappa", "kappa", "Fleiss' kappa")
        yield Table(header, tuple(lines), "Of all readers: the mean over pairs (Light 1971).", word_columns=2)
    else:
        yield Paragraph("One reader alone agrees with nobody: there is nothing to compare.", tone=Tone.SOFT)


def _cell(value: Value | None, figure: Figure | None = None, *, sign: bool = False) -> Cell:
    if value is None or value.value is None:
        return Cell(MISSING)
    digits = 1 if figure in TIMES else 3
    text = f"{value.value:+.{digits}f}" if sign else number(value.value, digits)
    return Cell(text, limits(value.interval, digits))


def _renamed(text: str, names: dict[str, str]) -> str:
    for name, shown in names.items():
        text = re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", shown.replace("\\", r"\\"), text)
    return text


def _origin(analysis: StudyAnalysis) -> tuple[tuple[str, str], ...]:
    plan = analysis.plan
    found = [origin.program(), origin.made_on(), ("Study", plan.id)]
    if plan.model is not None:
        found.append(("Model file", f"SHA-256 {plan.model.id}"))
    found.append(("Photographs and references", f"fingerprint {cases_fingerprint(plan)}"))
    if plan.referable_from is not None:
        found.append(("Referable from", plan.classes[plan.referable_from]))
    return tuple(found)
