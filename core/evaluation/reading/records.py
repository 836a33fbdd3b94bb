"""The lines of a study after its head: what was prepared, opened and answered, each with its time."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from enum import StrEnum
from typing import Any

from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.fields import Fields
from core.evaluation.reading.plan import Arm, Plan, StudyKind

LEAST_CONFIDENCE, MOST_CONFIDENCE = 1, 4
CONFIDENCE_WORDS = ("unsure", "rather unsure", "rather sure", "sure")
"""From `LEAST_CONFIDENCE` on; an even number, so that nobody can stay in the middle."""


class RecordKind(StrEnum):
    """What a line tells."""

    PREPARED = "prepared"
    LOCATED = "located"
    OPENED = "opened"
    ANSWER = "answer"
    VERDICT = "verdict"


class Stage(StrEnum):
    """Which of the two grades of a reading."""

    BEFORE_AID = "before aid"
    FINAL = "final"


class Verdict(StrEnum):
    """What a reader thinks of a map."""

    RIGHT = "right"
    PARTLY = "partly"
    ARTEFACT = "artefact"
    MISSED = "missed lesion"


VERDICT_TIPS: Mapping[Verdict, str] = {
    Verdict.RIGHT: "it marks what decides, and little else",
    Verdict.PARTLY: "it marks some of what decides, or much else besides",
    Verdict.ARTEFACT: "it marks what is no sign of disease: a border, a reflex, nothing",
    Verdict.MISSED: "it leaves out a lesion that decides",
}


@dataclass(frozen=True, slots=True)
class PreparedMap:
    """A map as it lies beside the study.

    `file` is its name in the study's folder of maps, `digest` the SHA-256 of that file. `to_photograph` are the six
    numbers of the affine map from its cells, `seen` the part of the photograph that the network saw.
    """

    file: str
    digest: str
    to_photograph: tuple[float, ...]
    seen: tuple[float, ...]
    is_signed: bool
    has_evidence: bool


@dataclass(frozen=True, slots=True)
class Prepared:
    """What the network says of a photograph: probabilities of its classes, and the maps by recipe."""

    case: int
    probabilities: tuple[float, ...]
    maps: tuple[PreparedMap, ...] = ()

    @property
    def predicted(self) -> int:
        """The index of the most probable class of the model."""
        return max(range(len(self.probabilities)), key=self.probabilities.__getitem__)


@dataclass(frozen=True, slots=True)
class Located:
    """A photograph was found elsewhere."""

    case: int
    path: str


@dataclass(frozen=True, slots=True)
class Opened:
    """A reader saw a photograph, whether or not an answer followed. `period` is 0 for verdicts, `map` -1 for grades."""

    reader: str
    case: int
    period: int
    at: datetime
    map: int = -1


@dataclass(frozen=True, slots=True)
class Answer:
    """A grade, locked. `grade` is None for a photograph that cannot be graded.

    `seconds` is how long the reader looked, without `paused_s`; `openings` how often the photograph was opened for it,
    more than once after an interruption.
    """

    reader: str
    case: int
    period: int
    position: int
    arm: Arm
    stage: Stage
    grade: int | None
    confidence: int | None
    at: datetime
    seconds: float
    paused_s: float = 0.0
    openings: int = 1


@dataclass(frozen=True, slots=True)
class VerdictAnswer:
    """What a reader says of a map: that of recipe `map`, which came at `place` among those of the photograph."""

    reader: str
    case: int
    map: int
    position: int
    place: int
    verdict: Verdict
    at: datetime
    seconds: float
    paused_s: float = 0.0
    openings: int = 1


Record = Prepared | Located | Opened | Answer | VerdictAnswer


def to_line(record: Record) -> dict[str, Any]:
    """The values of a record's line."""
    match record:
        case Prepared():
            return {
                "kind": RecordKind.PREPARED.value,
                "case": record.case,
                "probabilities": list(record.probabilities),
                "maps": [_map_json(each) for each in record.maps],
            }
        case Located():
            return {"kind": RecordKind.LOCATED.value, "case": record.case, "path": record.path}
        case Opened():
            line = {"kind": RecordKind.OPENED.value, "reader": record.reader, "case": record.case}
            return line | {"period": record.period, "map": record.map, "at": stamp(record.at)}
        case Answer():
            return {"kind": RecordKind.ANSWER.value, **_who(record), **_grade(record)}
        case VerdictAnswer():
            own = {"map": record.map, "place": record.place, "verdict": record.verdict.value}
            return {"kind": RecordKind.VERDICT.value, **_who(record), **own}


def from_line(values: Mapping[str, Any], plan: Plan, number: int) -> Record:
    """The record of line `number`. Raises StudyError where it does not belong to `plan`."""
    fields = Fields(values, f"Line {number}")
    kind = fields.choice("kind", RecordKind)
    case = fields.whole("case", highest=len(plan.cases) - 1)
    match kind:
        case RecordKind.PREPARED:
            return _prepared(fields, plan, case)
        case RecordKind.LOCATED:
            return Located(case, fields.text("path"))
        case RecordKind.OPENED:
            reader = _reader(fields, plan, number)
            return Opened(reader, case, fields.whole("period"), fields.time("at"), fields.whole("map", lowest=-1))
        case RecordKind.ANSWER:
            return _answer(fields, plan, case, number)
        case RecordKind.VERDICT:
            return _verdict(fields, plan, case, number)


def stamp(at: datetime) -> str:
    """A moment as it stands in the file: UTC, to the millisecond."""
    return at.astimezone(UTC).isoformat(timespec="milliseconds")


def _map_json(each: PreparedMap) -> dict[str, Any]:
    return {
        "file": each.file,
        "sha256": each.digest,
        "to_photograph": list(each.to_photograph),
        "seen": list(each.seen),
        "is_signed": each.is_signed,
        "has_evidence": each.has_evidence,
    }


def _who(record: Answer | VerdictAnswer) -> dict[str, Any]:
    return {
        "reader": record.reader,
        "case": record.case,
        "position": record.position,
        "at": stamp(record.at),
        "seconds": round(record.seconds, 3),
        "paused_s": round(record.paused_s, 3),
        "openings": record.openings,
    }


def _grade(record: Answer) -> dict[str, Any]:
    return {
        "period": record.period,
        "arm": record.arm.value,
        "stage": record.stage.value,
        "grade": record.grade,
        "confidence": record.confidence,
    }


def _prepared(fields: Fields, plan: Plan, case: int) -> Prepared:
    count = len(plan.model.class_names) if plan.model is not None else 0
    probabilities = fields.numbers("probabilities", count)
    maps = tuple(_map(each) for each in fields.items("maps"))
    if not count or len(maps) != plan.map_count:
        raise StudyError(f"{len(maps)} maps are prepared of a photograph, and the study has {plan.map_count} methods.")
    return Prepared(case, probabilities, maps)


def _map(obj: object) -> PreparedMap:
    fields = Fields(obj, "A prepared map")
    return PreparedMap(
        fields.text("file"),
        fields.text("sha256"),
        fields.numbers("to_photograph", 6),
        fields.numbers("seen", 4),
        fields.flag("is_signed", default=False),
        fields.flag("has_evidence", default=True),
    )


def _answer(fields: Fields, plan: Plan, case: int, number: int) -> Answer:
    if plan.kind is not StudyKind.GRADING:
        raise StudyError(f"Line {number} is a grade, and readers of this study judge maps.")
    return Answer(
        reader=_reader(fields, plan, number),
        case=case,
        period=fields.whole("period", highest=max(0, len(plan.arms) - 1)),
        position=fields.whole("position"),
        arm=fields.choice("arm", Arm),
        stage=fields.choice("stage", Stage),
        grade=fields.whole_or_none("grade", highest=len(plan.classes) - 1),
        confidence=fields.whole_or_none("confidence", lowest=LEAST_CONFIDENCE, highest=MOST_CONFIDENCE),
        at=fields.time("at"),
        seconds=fields.number("seconds"),
        paused_s=fields.number("paused_s"),
        openings=fields.whole("openings", lowest=1),
    )


def _verdict(fields: Fields, plan: Plan, case: int, number: int) -> VerdictAnswer:
    if plan.kind is not StudyKind.VERDICTS:
        raise StudyError(f"Line {number} is a verdict, and readers of this study grade photographs.")
    return VerdictAnswer(
        reader=_reader(fields, plan, number),
        case=case,
        map=fields.whole("map", highest=plan.map_count - 1),
        position=fields.whole("position"),
        place=fields.whole("place", highest=plan.map_count - 1),
        verdict=fields.choice("verdict", Verdict),
        at=fields.time("at"),
        seconds=fields.number("seconds"),
        paused_s=fields.number("paused_s"),
        openings=fields.whole("openings", lowest=1),
    )


def _reader(fields: Fields, plan: Plan, number: int) -> str:
    reader = fields.text("reader")
    if reader not in plan.readers:
        raise StudyError(f"Line {number} is of '{reader[:40]}', who is no reader of this study.")
    return reader
