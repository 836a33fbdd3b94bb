"""The answers and the figures of a study as CSV (RFC 4180, UTF-8), for spreadsheets and other programs.

Names of files, which may be those of patients, are left out unless they are asked for: a photograph is told by its
number in the study and by its content.
"""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from core.evaluation.reading.agreement import Agreement
from core.evaluation.reading.analysis import StudyAnalysis
from core.evaluation.reading.changes import Changes
from core.evaluation.reading.plan import Plan
from core.evaluation.reading.records import Stage, stamp
from core.evaluation.reading.statistics import Value
from core.evaluation.reading.study import StudyState
from core.evaluation.reading.verdicts import VERDICTS, VerdictAnalysis

UNGRADABLE = "ungradable"
_FORMULA = ("=", "+", "-", "@", "\t", "\r")
_VALUE = ("value", "low", "high", "interval_kind", "low_over_readers", "high_over_readers", "count")


def answers_csv(state: StudyState, *, has_names: bool = False) -> str:
    """A row a grade, in the order in which they were given; `has_names` adds the photographs' file names."""
    plan = state.plan
    header = ["photograph", "content", *(["file"] if has_names else []), "patient", "reference", "reference_name"]
    header += ["reader", "period", "position", "arm", "stage", "grade", "grade_name", "confidence", "answered_at"]
    header += ["seconds", "paused_seconds", "openings", "predicted", "predicted_probability"]
    rows = []
    for answer in sorted(state.answers.values(), key=lambda each: (each.at, each.stage is Stage.FINAL)):
        name = UNGRADABLE if answer.grade is None else plan.classes[answer.grade]
        own = [answer.reader, answer.period + 1, answer.position + 1, answer.arm.value, answer.stage.value]
        own += [answer.grade, name, answer.confidence, stamp(answer.at)]
        own += [f"{answer.seconds:.3f}", f"{answer.paused_s:.3f}", answer.openings]
        rows.append([*_case(plan, answer.case, has_names=has_names), *own, *_predicted(state, answer.case)])
    return _csv(header, rows)


def verdicts_csv(state: StudyState, *, has_names: bool = False) -> str:
    """A row a verdict, in the order in which they were given."""
    plan = state.plan
    header = ["photograph", "content", *(["file"] if has_names else []), "patient", "reference", "reference_name"]
    header += ["reader", "method", "layer", "position", "place", "verdict", "answered_at", "seconds"]
    header += ["paused_seconds", "openings"]
    rows = []
    for each in sorted(state.verdicts.values(), key=lambda verdict: verdict.at):
        recipe = plan.maps[each.map]
        own = [each.reader, recipe.title, recipe.layer, each.position + 1, each.place + 1, each.verdict.value]
        own += [stamp(each.at), f"{each.seconds:.3f}", f"{each.paused_s:.3f}", each.openings]
        rows.append([*_case(plan, each.case, has_names=has_names), *own])
    return _csv(header, rows)


def figures_csv(analysis: StudyAnalysis) -> str:
    """A row a figure of a reader in an arm; without reader the mean over all. `against` makes it a difference."""
    rows: list[Sequence[object]] = [
        (row.reader, row.arm.value, row.step.value, row.against.value, row.figure.value, *_cells(row.value))
        for row in analysis.rows
    ]
    rows += [("network", "", "", "", figure.value, *_cells(value)) for figure, value in analysis.model.items()]
    rows += [row for agreement in analysis.agreements for row in _agreement_rows(agreement)]
    return _csv(("reader", "arm", "grades", "against", "figure", *_VALUE), rows)


def changes_csv(changes: Iterable[Changes]) -> str:
    """A row a reader and arm; without reader all together."""
    header = ["reader", "arm", "against", "count", "changed", "share", "low", "high", "interval_kind"]
    header += ["judged", "to_right", "from_right", "stayed_wrong", "p_value", "differed_from_model", "toward_model"]
    rows = []
    for each in changes:
        interval = each.changed_interval
        limits = (_number(interval.low), _number(interval.high)) if interval is not None else ("", "")
        kind = each.interval_kind.value if each.interval_kind is not None else ""
        own = (each.reader, each.arm.value, each.against.value, each.count, each.changed, _number(each.share))
        rest = (each.judged, each.to_right, each.from_right, each.stayed_wrong, _number(each.p_value))
        rows.append((*own, *limits, kind, *rest, each.differed_from_model, each.toward_model, each.misled))
    return _csv([*header, "misled"], rows)


def tallies_csv(analysis: VerdictAnalysis) -> str:
    """A row a method, reader and verdict; without reader those of all."""
    rows: list[Sequence[object]] = []
    for tally in analysis.tallies:
        for verdict in VERDICTS:
            value = tally.shares[verdict]
            rows.append((tally.method, tally.reader, verdict.value, tally.counts[verdict], *_cells(value)))
        rows.append((tally.method, tally.reader, "right or partly", "", *_cells(tally.useful)))
    if analysis.agreement is not None:
        rows += [("", row[0], row[4], "", *row[5:]) for row in _agreement_rows(analysis.agreement)]
    return _csv(("method", "reader", "verdict", "judged_so", *_VALUE), rows)


def _agreement_rows(agreement: Agreement) -> list[tuple[object, ...]]:
    arm = agreement.arm.value if agreement.arm is not None else ""
    rows: list[tuple[object, ...]] = []
    for pair in agreement.pairs:
        who = f"{pair.first} and {pair.second}"
        if pair.weighted is not None:
            rows.append((who, arm, "final", "", "quadratic_weighted_kappa", *_cells(pair.weighted)))
        rows.append((who, arm, "final", "", "kappa", *_cells(pair.plain)))
    if agreement.weighted is not None:
        rows.append(("every two", arm, "final", "", "quadratic_weighted_kappa", *_cells(agreement.weighted)))
    rows.append(("all", arm, "final", "", "fleiss_kappa", *_cells(agreement.fleiss)))
    return rows


def _case(plan: Plan, number: int, *, has_names: bool) -> list[object]:
    case = plan.cases[number]
    name = "" if case.reference is None else plan.classes[case.reference]
    file = [PurePath(case.path).name] if has_names else []
    return [number + 1, case.image[:16], *file, case.patient + 1, case.reference, name]


def _predicted(state: StudyState, case: int) -> list[object]:
    prepared, model = state.prepared.get(case), state.plan.model
    if prepared is None or model is None:
        return ["", ""]
    return [model.class_names[prepared.predicted], f"{max(prepared.probabilities):.6f}"]


def _cells(value: Value) -> tuple[object, ...]:
    limits = (value.interval.low, value.interval.high) if value.interval is not None else (None, None)
    wide = (value.over_readers.low, value.over_readers.high) if value.over_readers is not None else (None, None)
    kind = value.kind.value if value.kind is not None else ""
    return (_number(value.value), *map(_number, limits), kind, *map(_number, wide), value.count)


def _number(value: float | None) -> str:
    return "" if value is None else f"{value:.6g}"


def _csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    text = io.StringIO(newline="")
    writer = csv.writer(text, lineterminator="\r\n")
    writer.writerow(header)
    for row in rows:
        writer.writerow([_safe(cell) for cell in row])
    return text.getvalue()


def _safe(cell: object) -> object:
    """What a spreadsheet would run as a formula gets an apostrophe before it."""
    if isinstance(cell, str) and cell.startswith(_FORMULA) and not _is_number(cell):
        return f"'{cell}"
    return "" if cell is None else cell


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return True
