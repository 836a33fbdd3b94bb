"""What a reader study comes to: figures by arm and reader, changes of mind, agreement, and what speaks against it."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import core
from core.evaluation.reading.agreement import Agreement, agreements_of
from core.evaluation.reading.changes import Changes, changes_of
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.figures import Against, Figure, FigureRow, Step, figure_rows, model_rows
from core.evaluation.reading.plan import ARM_TITLES, Arm, Plan, StudyKind
from core.evaluation.reading.readings import Key, Readings, readings_of
from core.evaluation.reading.statistics import Sampling, Value
from core.evaluation.reading.study import StudyState

DISCLAIMER = "Not for clinical use"
FEW = 10
"""A reader of fewer photographs on one side of the line is told of."""
FEW_PATIENTS = 30
"""Resampling fewer of them makes intervals too narrow."""


@dataclass(frozen=True, slots=True, eq=False)
class StudyAnalysis:
    """All that the answers of a reader study tell. `model` are the figures of the network by itself."""

    plan: Plan
    readings: Readings
    rows: tuple[FigureRow, ...]
    changes: tuple[Changes, ...]
    agreements: tuple[Agreement, ...]
    model: Mapping[Figure, Value]
    cautions: tuple[str, ...]

    def value(
        self,
        figure: Figure,
        arm: Arm,
        *,
        reader: str = "",
        step: Step = Step.FINAL,
        against: Against = Against.NOTHING,
    ) -> Value | None:
        """One figure; of the mean over readers unless one is named."""
        wanted = (reader, arm, step, against, figure)
        for row in self.rows:
            if (row.reader, row.arm, row.step, row.against, row.figure) == wanted:
                return row.value
        return None

    def matrix(self, key: Key) -> tuple[tuple[int, ...], ...]:
        """Counts (classes, classes) of a reader in an arm: rows reference, columns final grade."""
        said, count = self.readings.final[key], self.readings.classes
        found = [[0] * count for _ in range(count)]
        for true, given in zip(self.readings.reference.tolist(), said.tolist(), strict=True):
            if true >= 0 and 0 <= given < count:
                found[true][given] += 1
        return tuple(tuple(row) for row in found)

    def cases_of(self, key: Key, true: int, given: int) -> tuple[int, ...]:
        """The photographs behind a cell of that matrix."""
        pairs = zip(self.readings.reference.tolist(), self.readings.final[key].tolist(), strict=True)
        return tuple(case for case, pair in enumerate(pairs) if pair == (true, given))

    def to_json(self) -> dict[str, Any]:
        """Plain values by full name in snake case; None is null."""
        plan = self.plan
        return {
            **study_head(plan),
            "classes": list(plan.classes),
            "referable_from": plan.referable_from,
            "cautions": list(self.cautions),
            "figures": [row.to_json() for row in self.rows],
            "model_alone": {figure.value: value.to_json() for figure, value in self.model.items()},
            "changes": [each.to_json() for each in self.changes],
            "agreement": [each.to_json() for each in self.agreements],
            "confusion_matrices": [
                {"reader": reader, "arm": arm.value, "counts": [list(row) for row in self.matrix((reader, arm))]}
                for reader, arm in self.readings.final
            ],
            "disclaimer": DISCLAIMER,
        }


def analyse(state: StudyState) -> StudyAnalysis:
    """The analysis of what is answered by now. Raises StudyError for another kind of study, and where nothing is."""
    plan = state.plan
    if plan.kind is not StudyKind.GRADING:
        raise StudyError(f"In '{plan.title}' maps are judged, and nothing is graded.", "Ask for its verdicts.")
    readings = readings_of(state)
    if not any((said >= 0).any() for said in readings.final.values()):
        raise StudyError(f"Nobody has read anything of '{plan.title}' yet.", "Let a reader begin.")
    sampling = Sampling(readings.reference, readings.patients)
    return StudyAnalysis(
        plan,
        readings,
        figure_rows(readings, sampling, plan.referable_from),
        changes_of(readings, sampling),
        agreements_of(readings, sampling),
        model_rows(readings, sampling, plan.referable_from),
        (*state.cautions, *_cautions(state, readings)),
    )


def study_head(plan: Plan) -> dict[str, Any]:
    """What the JSON of every analysis begins with: the study, its photographs and model, and this program."""
    return {
        "format_version": 1,
        "kind": plan.kind.value,
        "study": plan.id,
        "title": plan.title,
        "program": core.__version__,
        "photographs": len(plan.cases),
        "photographs_fingerprint": cases_fingerprint(plan),
        "model": plan.model.id if plan.model is not None else None,
    }


def cases_fingerprint(plan: Plan) -> str:
    """What tells these photographs and references from any others: the start of a SHA-256 over both."""
    lines = sorted(f"{case.image} {'' if case.reference is None else case.reference}" for case in plan.cases)
    return hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]


def progress_cautions(state: StudyState) -> list[str]:
    """Who is not through yet."""
    words = []
    for reader in state.plan.readers:
        done, total = state.done(reader), state.total(reader)
        if done < total:
            words.append(f"{reader} is through with {done} of {total}.")
    return words


def _cautions(state: StudyState, readings: Readings) -> list[str]:
    plan = state.plan
    words = progress_cautions(state)
    unknown = int((readings.reference < 0).sum())
    if unknown:
        words.append(f"{unknown} photographs have no reference grade: they count for times and agreement alone.")
    if plan.referable_from is not None:
        known = readings.reference[readings.reference >= 0]
        ill = int((known >= plan.referable_from).sum())
        for count, name in ((ill, "sensitivity"), (len(known) - ill, "specificity")):
            if count < FEW:
                words.append(f"There are {count} photographs for the {name}: it is hardly known.")
    patients = len(set(readings.patients.tolist()))
    if patients < FEW_PATIENTS:
        words.append(f"There are {patients} patients: intervals from resampling so few are too narrow.")
    ungradable = [
        f"{count} {ARM_TITLES[arm]}"
        for arm in plan.arms
        if (count := sum(int((readings.final[name, arm] == readings.classes).sum()) for name in readings.readers))
    ]
    if ungradable:
        words.append(
            f"Answers that a photograph cannot be graded ({', '.join(ungradable)}) count as referred, and take no part "
            "in kappa and accuracy."
        )
    if readings.interrupted:
        words.append(f"The times of interrupted readings are left out: {readings.interrupted}.")
    if len(plan.readers) < 3:
        words.append("With fewer than three readers nothing is known of other readers.")
    return words
