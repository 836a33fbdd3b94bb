"""A study at work: what each reader has answered, and what comes next. Answers are locked: none is ever taken back."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from types import TracebackType

from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.log import LogContent, LogWriter, read_log
from core.evaluation.reading.plan import Plan, StudyKind
from core.evaluation.reading.records import (
    Answer,
    Located,
    Opened,
    Prepared,
    Record,
    Stage,
    VerdictAnswer,
    from_line,
    to_line,
)
from core.evaluation.reading.schedule import Judging, Reading, judging_schedule, schedule

SUFFIX = ".study"
MAPS_SUFFIX = ".maps"


@dataclass(frozen=True, slots=True)
class GradingTask:
    """The next grade that a reader gives. `before` is the one given before the aid, in a stage after it."""

    reading: Reading
    stage: Stage
    before: Answer | None = None

    @property
    def is_aid_shown(self) -> bool:
        """Whether the network's answer is on the screen."""
        return self.reading.arm.is_aided and self.stage is Stage.FINAL


@dataclass(frozen=True, slots=True)
class VerdictTask:
    """The next map that a reader judges."""

    judging: Judging


@dataclass(frozen=True, slots=True)
class Waiting:
    """Nothing may be seen before `until`: the washout."""

    until: datetime


@dataclass(frozen=True, slots=True)
class Finished:
    """The reader has answered everything."""


Next = GradingTask | VerdictTask | Waiting | Finished


@dataclass(slots=True)
class StudyState:
    """What is known: the plan and all records, in order. Grows by :meth:`take`; nothing leaves it.

    `cautions` say in words what is odd about the file: lines that were changed, cannot be read or contradict others.
    """

    plan: Plan
    prepared: dict[int, Prepared] = field(default_factory=dict)
    places: dict[int, str] = field(default_factory=dict)
    openings: Counter[tuple[str, int, int, int]] = field(default_factory=Counter)
    seen: dict[tuple[str, int], datetime] = field(default_factory=dict)
    seen_in: dict[tuple[str, int], int] = field(default_factory=dict)
    answers: dict[tuple[str, int, int, Stage], Answer] = field(default_factory=dict)
    verdicts: dict[tuple[str, int, int], VerdictAnswer] = field(default_factory=dict)
    cautions: list[str] = field(default_factory=list)

    def take(self, record: Record) -> bool:
        """Take a record on; False where it contradicts an answer that is locked already, which then stays."""
        match record:
            case Prepared():
                self.prepared.setdefault(record.case, record)
            case Located():
                self.places[record.case] = record.path
            case Opened():
                self.openings[record.reader, record.case, record.period, record.map] += 1
                self._see(record.reader, record.case, record.period, record.at)
            case Answer():
                self._see(record.reader, record.case, record.period, record.at)
                key = (record.reader, record.case, record.period, record.stage)
                return self.answers.setdefault(key, record) == record
            case VerdictAnswer():
                return self.verdicts.setdefault((record.reader, record.case, record.map), record) == record
        return True

    def _see(self, reader: str, case: int, period: int, at: datetime) -> None:
        before = self.seen.get((reader, case))
        self.seen[reader, case] = at if before is None else max(before, at)
        self.seen_in[reader, case] = max(period, self.seen_in.get((reader, case), 0))

    # What comes next

    def next(self, reader: str, now: datetime) -> Next:
        """What `reader` does next at the moment `now`. Raises StudyError for somebody else."""
        if reader not in self.plan.readers:
            raise StudyError(f"'{reader}' is no reader of this study.", f"There are {', '.join(self.plan.readers)}.")
        if self.plan.kind is StudyKind.VERDICTS:
            return self._next_verdict(reader)
        open_readings = [each for each in schedule(self.plan, reader) if not self.is_read(reader, each)]
        if not open_readings:
            return Finished()
        period = open_readings[0].period
        now_open = [each for each in open_readings if each.period == period]
        for reading in now_open:  # what was begun is gone on with
            before = self.answers.get((reader, reading.case, period, Stage.BEFORE_AID))
            if before is not None:
                return GradingTask(reading, Stage.FINAL, before)
        free = [(self._free_from(reader, reading), reading) for reading in now_open]
        for until, reading in free:
            if until is None or until <= now:
                return GradingTask(reading, self._first_stage(reading))
        return Waiting(min(until for until, _reading in free if until is not None))

    def _next_verdict(self, reader: str) -> Next:
        for judging in judging_schedule(self.plan, reader):
            if (reader, judging.case, judging.map) not in self.verdicts:
                return VerdictTask(judging)
        return Finished()

    def _first_stage(self, reading: Reading) -> Stage:
        return Stage.BEFORE_AID if reading.arm.is_aided and self.plan.grades_before_aid else Stage.FINAL

    def is_read(self, reader: str, reading: Reading) -> bool:
        """Whether `reader` is through with a reading."""
        return (reader, reading.case, reading.period, Stage.FINAL) in self.answers

    def _free_from(self, reader: str, reading: Reading) -> datetime | None:
        """When the washout of a photograph ends; None where it was not seen in an earlier period."""
        earlier = [
            answer.at
            for period in range(reading.period)
            for stage in Stage
            if (answer := self.answers.get((reader, reading.case, period, stage))) is not None
        ]
        last = self.seen.get((reader, reading.case))
        if self.seen_in.get((reader, reading.case), reading.period) < reading.period and last is not None:
            earlier.append(last)
        return max(earlier) + self.plan.washout if earlier else None

    # How far it is

    def done(self, reader: str) -> int:
        """How many readings or maps `reader` is through with."""
        if self.plan.kind is StudyKind.VERDICTS:
            return sum(1 for who, _case, _map in self.verdicts if who == reader)
        return sum(1 for who, _case, _period, stage in self.answers if who == reader and stage is Stage.FINAL)

    def total(self, reader: str) -> int:
        """How many there are for `reader`."""
        if self.plan.kind is StudyKind.VERDICTS:
            return len(judging_schedule(self.plan, reader))
        return len(schedule(self.plan, reader))

    @property
    def has_answers(self) -> bool:
        """Whether anybody has answered."""
        return bool(self.answers or self.verdicts)

    @property
    def unprepared(self) -> tuple[int, ...]:
        """The photographs of which the network was not asked yet, where it has to be."""
        if not self.plan.needs_model:
            return ()
        return tuple(case for case in range(len(self.plan.cases)) if case not in self.prepared)

    def path_of(self, case: int, folder: Path) -> Path:
        """Where a photograph is, as far as is known; `folder` is that of the study's file."""
        return folder / self.places.get(case, self.plan.cases[case].path)


def read_study(path: Path) -> StudyState:
    """A study as its file tells it, without the right to write to it. Raises StudyError."""
    return _state(read_log(path), path)


def read_studies(paths: Sequence[Path]) -> StudyState:
    """Copies of one study, in which different readers have read, brought together. Raises StudyError for others.

    Where copies contradict one another the answer that was given first is kept, and a caution says so.
    """
    states = [(path, read_study(path)) for path in paths]
    if not states:
        raise StudyError("No study is named.", "Name the file of one.")
    together = StudyState(states[0][1].plan)
    for path, state in states:
        if state.plan.to_json() != together.plan.to_json():
            raise StudyError(
                f"'{path.name}' is another study than '{states[0][0].name}'.", "Only copies can be brought together."
            )
        together.cautions += [f"{path.name}: {words}" if len(states) > 1 else words for words in state.cautions]
        together.places |= state.places
        for prepared in state.prepared.values():
            together.take(prepared)
    answers: list[Answer | VerdictAnswer] = []
    for _path, state in states:
        answers += [*state.answers.values(), *state.verdicts.values()]
    contradictions = sum(not together.take(each) for each in sorted(answers, key=lambda each: each.at))
    if contradictions:
        together.cautions.append(f"{contradictions} answers of the copies contradict earlier ones, which are kept.")
    return together


class Study:
    """A study that can be written to: by one program at a time, each answer on the disk before it counts."""

    def __init__(self, path: Path, writer: LogWriter, state: StudyState) -> None:
        self.path = path
        self.state = state
        self._writer = writer
        self._adding = threading.Lock()

    @staticmethod
    def create(path: Path, plan: Plan) -> Study:
        """Make the file of a new study. Raises StudyError, where there is one, too."""
        writer = LogWriter(path, is_new=True)
        try:
            writer.append(plan.to_json())
        except BaseException:
            writer.close()
            path.unlink(missing_ok=True)
            raise
        return Study(path, writer, StudyState(plan))

    @staticmethod
    def open(path: Path) -> Study:
        """Go on with a study. Raises StudyError where another program has it, or it cannot be read."""
        if not path.is_file():
            raise StudyError(f"There is no study '{path}'.", "It may have been moved, renamed or deleted.")
        writer = LogWriter(path)
        try:
            return Study(path, writer, _state(writer.content, path))
        except BaseException:
            writer.close()
            raise

    @property
    def plan(self) -> Plan:
        """What was decided."""
        return self.state.plan

    @property
    def maps_folder(self) -> Path:
        """Where its maps lie."""
        return maps_folder(self.path)

    def add(self, *records: Record) -> None:
        """Write records, all or none, and take them on once they are on the disk. Raises StudyError.

        An answer to what is answered already, or to what is not next, is refused: answers are locked. May be called
        from several threads.
        """
        lines = [to_line(record) for record in records]
        written = [from_line(line, self.plan, number) for number, line in enumerate(lines, start=1)]
        with self._adding:
            for record in written:
                self._refuse(record)
            self._writer.append_all(lines)
            for record in written:
                self.state.take(record)

    def close(self) -> None:
        """Let others write to it. May be called twice."""
        self._writer.close()

    def __enter__(self) -> Study:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _refuse(self, record: Record) -> None:
        if isinstance(record, Answer):
            is_taken = (record.reader, record.case, record.period, record.stage) in self.state.answers
        elif isinstance(record, VerdictAnswer):
            is_taken = (record.reader, record.case, record.map) in self.state.verdicts
        else:
            return
        if is_taken:
            raise StudyError("That was answered already.", "Answers are locked once they are given.")
        asked = self.state.next(record.reader, record.at)
        if not _is_asked(record, asked):
            raise StudyError("That is not what comes next.", "Begin to read again: the study goes on where it is.")


def maps_folder(path: Path) -> Path:
    """Where the maps of the study in `path` lie: a folder beside it."""
    return path.with_name(f"{path.stem}{MAPS_SUFFIX}")


def _is_asked(record: Answer | VerdictAnswer, asked: Next) -> bool:
    match asked:
        case GradingTask(reading, stage):
            given = isinstance(record, Answer) and (record.case, record.period, record.arm, record.stage)
            return given == (reading.case, reading.period, reading.arm, stage)
        case VerdictTask(judging):
            return isinstance(record, VerdictAnswer) and (record.case, record.map) == (judging.case, judging.map)
        case _:
            return False


def _state(content: LogContent, path: Path) -> StudyState:
    if not content.lines or 1 in content.damaged:
        raise StudyError(f"'{path.name}' is not the file of a study, or its first line is damaged.")
    state = StudyState(Plan.from_json(content.lines[0].values))
    unknown, contradicting = [], 0
    for line in content.lines[1:]:
        try:
            contradicting += not state.take(from_line(line.values, state.plan, line.number))
        except StudyError:
            unknown.append(line.number)
    state.cautions += _cautions(content, unknown, contradicting)
    return state


def _cautions(content: LogContent, unknown: Iterable[int], contradicting: int) -> list[str]:
    words = []
    if content.changed:
        words.append(f"The file was changed by hand, at or just before {_lines(content.changed)}.")
    unreadable = sorted([*content.damaged, *unknown])
    if unreadable:
        words.append(f"{_lines(unreadable).capitalize()} cannot be read and take no part.")
    if contradicting:
        words.append(f"{contradicting} answers were given a second time; the first ones count.")
    return words


def _lines(numbers: Sequence[int]) -> str:
    shown = ", ".join(map(str, numbers[:5])) + (", …" if len(numbers) > 5 else "")
    return f"line{'s' if len(numbers) > 1 else ''} {shown}"
