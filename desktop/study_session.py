"""One reader at work in a study: what is next is shown at once, each answer is on the disk before the next one comes.

The study belongs to one lane, in which answers are written; photographs are decoded in another, ahead of the reader.
"""

from __future__ import annotations

import itertools
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.maps import load_map
from core.evaluation.reading.plan import Arm, StudyKind
from core.evaluation.reading.records import Answer, Opened, Prepared, Record, Verdict, VerdictAnswer
from core.evaluation.reading.schedule import judging_schedule, schedule
from core.evaluation.reading.study import Finished, GradingTask, Study, VerdictTask, Waiting
from core.images.geometry import Affine
from core.images.photograph import Photograph
from desktop.jobs import Lane, Priority
from desktop.translation import tr

PHOTOGRAPH_SLOT, AHEAD_SLOT = "study photograph", "study photograph ahead"
KEPT = 3
"""Photographs in memory: the one that is shown, the next, and the one after it."""

Prepare = Callable[[Photograph], object]


@dataclass(frozen=True, slots=True, eq=False)
class StudyMap:
    """A map as it lies on the photograph."""

    values: NDArray[np.float32]
    to_photograph: Affine
    seen: tuple[float, float, float, float]
    is_signed: bool
    has_evidence: bool


@dataclass(frozen=True, slots=True, eq=False)
class Loaded:
    """A photograph, what the viewer made of it, and its maps by recipe."""

    photograph: Photograph
    prepared: object
    maps: tuple[StudyMap, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Presentation:
    """What the reader sees now. `number` counts from 1. Nothing here tells whose photograph it is.

    `map` is None where none may be seen; `shares` are the network's probabilities in classes of the study, and
    `called` is the class that it calls, None where nothing may be said of it.
    """

    task: GradingTask | VerdictTask
    loaded: Loaded
    number: int
    total: int
    map: StudyMap | None = None
    shares: tuple[float, ...] | None = None
    called: int | None = None
    called_name: str = ""


@dataclass(slots=True)
class _Clock:
    """How long somebody looks, without the pauses."""

    begun_s: float = field(default_factory=time.monotonic)
    paused_s: float = 0.0
    pause_begun_s: float | None = None

    def pause(self) -> None:
        if self.pause_begun_s is None:
            self.pause_begun_s = time.monotonic()

    def go_on(self) -> None:
        if self.pause_begun_s is not None:
            self.paused_s += time.monotonic() - self.pause_begun_s
            self.pause_begun_s = None

    def seconds(self) -> float:
        return max(0.0, time.monotonic() - self.begun_s - self.paused_s)


class StudySession(QObject):
    """Leads one reader through a study. Call :meth:`start` once; :meth:`close` lets go of the study."""

    shown = Signal(object)
    """A Presentation."""
    waits = Signal(object)
    """The datetime before which nothing may be seen: the washout."""
    finished = Signal()
    busyChanged = Signal(bool)
    """Whether an answer is being written or a photograph read."""
    failed = Signal(object)
    """A FunduscopeError: the answer is not written, and may be given again."""
    stuck = Signal(object)
    """A FunduscopeError: the next photograph cannot be shown."""
    closed = Signal()

    def __init__(
        self,
        study: Study,
        reader: str,
        *,
        writing: Lane,
        decode: Lane,
        prepare: Prepare,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.study = study
        self.reader = reader
        self._writing = writing
        self._decode = decode
        self._prepare = prepare
        self._kept: dict[int, Loaded] = {}
        self._shown: Presentation | None = None
        self._clock = _Clock()
        self._openings = 1
        self._is_busy = False
        self._numbers = itertools.count(1)

    @property
    def is_busy(self) -> bool:
        """Whether an answer is being written or a photograph read."""
        return self._is_busy

    @property
    def presentation(self) -> Presentation | None:
        """What is shown."""
        return self._shown

    def start(self) -> None:
        """Show what comes next."""
        if self.study.state.unprepared:
            missing = len(self.study.state.unprepared)
            self.stuck.emit(
                StudyError(
                    tr("The network was not asked about {missing} photographs yet.", missing=missing),
                    tr("Prepare the study first."),
                )
            )
            return
        self._advance()

    def noteShown(self) -> None:
        """The photograph is on the screen: from now on the reader looks, unless they paused at once."""
        is_paused = self._clock.pause_begun_s is not None
        self._clock = _Clock()
        if is_paused:
            self._clock.pause()

    def pause(self) -> None:
        """The reader looks away."""
        self._clock.pause()

    def resume(self) -> None:
        """The reader looks again."""
        self._clock.go_on()

    def grade(self, grade: int | None, confidence: int | None) -> None:
        """Lock a grade (None: it cannot be graded); what comes next is shown once it is on the disk."""
        shown = self._shown
        if shown is None or self._is_busy or not isinstance(shown.task, GradingTask):
            return
        self._clock.go_on()
        reading = shown.task.reading
        self._write(
            Answer(
                reader=self.reader,
                case=reading.case,
                period=reading.period,
                position=reading.position,
                arm=reading.arm,
                stage=shown.task.stage,
                grade=grade,
                confidence=confidence,
                at=datetime.now(UTC),
                seconds=self._clock.seconds(),
                paused_s=self._clock.paused_s,
                openings=self._openings,
            )
        )

    def judge(self, verdict: Verdict) -> None:
        """Lock a verdict."""
        shown = self._shown
        if shown is None or self._is_busy or not isinstance(shown.task, VerdictTask):
            return
        self._clock.go_on()
        judging = shown.task.judging
        self._write(
            VerdictAnswer(
                reader=self.reader,
                case=judging.case,
                map=judging.map,
                position=judging.position,
                place=judging.place,
                verdict=verdict,
                at=datetime.now(UTC),
                seconds=self._clock.seconds(),
                paused_s=self._clock.paused_s,
                openings=self._openings,
            )
        )

    def close(self) -> None:
        """Let go of the study, after what is being written."""
        for slot in (PHOTOGRAPH_SLOT, AHEAD_SLOT):
            self._decode.cancel(slot)
        study = self.study
        self._writing.submit(
            lambda _context: study.close(), lambda _nothing: self.closed.emit(), slot=f"study close {id(self)}"
        )

    # Writing

    def _write(self, record: Record) -> None:
        self._set_busy(is_busy=True)
        study = self.study
        # A slot of its own each: what waits in a slot is forgotten when it is asked again, and no answer may be.
        self._writing.submit(
            lambda _context: study.add(record),
            lambda _nothing: self._advance(),
            slot=f"study answer {id(self)} {next(self._numbers)}",
            refuse=self._refuse,
        )

    def _refuse(self, error: FunduscopeError) -> None:
        self._set_busy(is_busy=False)
        self.failed.emit(error)

    def _note_opened(self, task: GradingTask | VerdictTask) -> None:
        """That the photograph was seen counts, whether or not an answer follows."""
        case, period, map_number = _place(task)
        key = (self.reader, case, period, map_number)
        is_again = self._shown is not None and _place(self._shown.task) == (case, period, map_number)
        if is_again:  # the second look at what is on the screen already
            return
        self._openings = self.study.state.openings[key] + 1
        study, record = self.study, Opened(self.reader, case, period, datetime.now(UTC), map_number)
        self._writing.submit(
            lambda _context: study.add(record),
            lambda _nothing: None,
            slot=f"study opened {id(self)} {next(self._numbers)}",
            refuse=self.failed.emit,
        )

    # Showing

    def _advance(self) -> None:
        comes = self.study.state.next(self.reader, datetime.now(UTC))
        match comes:
            case Waiting(until):
                self._leave_empty()
                self.waits.emit(until)
            case Finished():
                self._leave_empty()
                self.finished.emit()
            case _:
                self._fetch(comes)

    def _leave_empty(self) -> None:
        self._shown = None
        self._set_busy(is_busy=False)

    def _fetch(self, task: GradingTask | VerdictTask) -> None:
        case = _place(task)[0]
        known = self._kept.get(case)
        if known is not None:
            self._show(task, known)
            return
        self._set_busy(is_busy=True)
        self._decode.submit(
            lambda _context: self._load(case),
            lambda loaded: self._take(task, case, loaded),
            slot=PHOTOGRAPH_SLOT,
            key=("study", str(self.study.path), case),
            refuse=self._refuse_photograph,
        )

    def _take(self, task: GradingTask | VerdictTask, case: int, loaded: Loaded) -> None:
        self._keep(case, loaded)
        self._show(task, loaded)

    def _refuse_photograph(self, error: FunduscopeError) -> None:
        self._leave_empty()
        self.stuck.emit(error)

    def _show(self, task: GradingTask | VerdictTask, loaded: Loaded) -> None:
        self._note_opened(task)
        self._shown = self._presentation(task, loaded)
        self._set_busy(is_busy=False)
        self.shown.emit(self._shown)
        self._look_ahead()

    def _presentation(self, task: GradingTask | VerdictTask, loaded: Loaded) -> Presentation:
        state, plan = self.study.state, self.study.plan
        number, total = state.done(self.reader) + 1, state.total(self.reader)
        if isinstance(task, VerdictTask):
            said = state.prepared[task.judging.case]
            names = plan.model.class_names if plan.model is not None else ()
            name = names[said.predicted] if names else ""
            return Presentation(task, loaded, number, total, loaded.maps[task.judging.map], called_name=name)
        if not task.is_aid_shown:
            return Presentation(task, loaded, number, total)
        said = state.prepared[task.reading.case]
        shares, called = _in_classes(said, plan.classes_of_model, len(plan.classes))
        is_map_shown = task.reading.arm is Arm.OVERLAY
        shown_map = loaded.maps[0] if is_map_shown and loaded.maps else None
        return Presentation(task, loaded, number, total, shown_map, shares, called, plan.classes[called])

    def _load(self, case: int) -> Loaded:
        """In the lane."""
        from core.images.reading import read_photograph

        study = self.study
        path: Path = study.state.path_of(case, study.path.parent)
        photograph = read_photograph(path)
        if photograph.id != study.plan.cases[case].image:
            raise StudyError(
                tr("A photograph is not the one that was chosen: its file was changed."), tr("Put it back.")
            )
        photograph = study.plan.cases[case].orientation.photograph(photograph)
        said = study.state.prepared.get(case)
        maps = tuple(
            StudyMap(
                load_map(study.maps_folder, each),
                Affine(*each.to_photograph),
                (each.seen[0], each.seen[1], each.seen[2], each.seen[3]),
                each.is_signed,
                each.has_evidence,
            )
            for each in (said.maps if said is not None else ())
        )
        return Loaded(photograph, self._prepare(photograph), maps)

    def _look_ahead(self) -> None:
        """Decode the photograph that most likely comes next."""
        case = next((each for each in self._upcoming() if each not in self._kept), None)
        if case is None:
            return
        self._decode.submit(
            lambda _context: self._load(case),
            lambda loaded: self._keep_ahead(case, loaded),
            slot=AHEAD_SLOT,
            priority=Priority.FOLLOW,
            key=("study", str(self.study.path), case),
            refuse=lambda _error: None,  # told of when its turn comes
        )

    def _keep_ahead(self, case: int, loaded: Loaded) -> None:
        self._keep(case, loaded)
        self._look_ahead()

    def _keep(self, case: int, loaded: Loaded) -> None:
        self._kept[case] = loaded
        wanted = {*self._upcoming(), case}
        if self._shown is not None:
            wanted.add(_place(self._shown.task)[0])
        for other in [each for each in self._kept if each not in wanted]:
            del self._kept[other]

    def _upcoming(self) -> tuple[int, ...]:
        """The cases after the one that is shown, as they stand in the order, `KEPT` less one of them."""
        plan, state, shown = self.study.plan, self.study.state, self._shown
        own = _place(shown.task)[0] if shown is not None else -1
        if plan.kind is StudyKind.VERDICTS:
            open_cases = (
                each.case
                for each in judging_schedule(plan, self.reader)
                if (self.reader, each.case, each.map) not in state.verdicts
            )
        else:
            open_cases = (each.case for each in schedule(plan, self.reader) if not state.is_read(self.reader, each))
        others = dict.fromkeys(case for case in itertools.islice(open_cases, 40) if case != own)
        return tuple(itertools.islice(others, KEPT - 1))

    def _set_busy(self, *, is_busy: bool) -> None:
        if is_busy != self._is_busy:
            self._is_busy = is_busy
            self.busyChanged.emit(is_busy)


def _place(task: GradingTask | VerdictTask) -> tuple[int, int, int]:
    """Case, period and map of a task; verdicts have no period, grades no map."""
    if isinstance(task, VerdictTask):
        return task.judging.case, 0, task.judging.map
    return task.reading.case, task.reading.period, -1


def _in_classes(said: Prepared, classes: tuple[int, ...], count: int) -> tuple[tuple[float, ...], int]:
    """The probabilities in classes of the study, and the class that the network calls."""
    shares = [0.0] * count
    for index, probability in enumerate(said.probabilities):
        shares[classes[index]] += probability
    return tuple(shares), classes[said.predicted]
