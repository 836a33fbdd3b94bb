"""Lanes: one thread each, for everything that takes longer than a frame.

A lane lives in the thread that made it (the window's). Its worker thread only emits signals; the lane compares the
ticket of an answer with the one that its slot waits for *before* it delivers, so a stale answer is never painted.

A slot holds one question: asking again in the same slot cancels what it held. A job that the user waits for cancels a
running one that nobody waits for; whoever asked for that one asks again when the lane is idle.
"""

from __future__ import annotations

import itertools
import threading
import time
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal, Slot

from core.errors import FunduscopeError
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.device_failures import device_failures_in_words
from desktop.background import give_way_to_the_window

PROGRESS_INTERVAL_S = 0.05


class Priority(IntEnum):
    """Who waits for a job. Lower goes first."""

    USER = 0
    """The user looks at an empty place until it is done."""
    FOLLOW = 1
    """Belongs to what is on the screen, but nobody is waiting."""
    AHEAD = 2
    """May be wanted soon."""


class JobContext:
    """What a job's work is given, in the worker thread: the token that stops it and a way to tell how far it is."""

    def __init__(
        self, token: CancelToken, emit: Callable[[Progress], None], show: Callable[[Any], None] | None = None
    ) -> None:
        self.token = token
        self._emit = emit
        self._show = show
        self._last_s = 0.0
        self._last_preview_s = 0.0

    def report(self, progress: Progress) -> None:
        """Tell how far the work is; all but about twenty reports a second are dropped."""
        now_s = time.monotonic()
        if now_s - self._last_s >= PROGRESS_INTERVAL_S:
            self._last_s = now_s
            self._emit(progress)

    def preview(self, value: Any, *, may_drop: bool = False) -> None:
        """Show what there is so far; of those that may be dropped all but about twenty a second are."""
        now_s = time.monotonic()
        if self._show is None or (may_drop and now_s - self._last_preview_s < PROGRESS_INTERVAL_S):
            return
        self._last_preview_s = now_s
        self._show(value)


@dataclass(eq=False, slots=True)
class Job:
    """One piece of work in a lane. All fields belong to the lane's own thread, except `work` and `token`."""

    ticket: int
    slot: str
    priority: Priority
    title: str
    key: Hashable | None
    work: Callable[[JobContext], Any]
    deliver: Callable[[Any], None]
    refuse: Callable[[FunduscopeError], None] | None
    preview: Callable[[Any], None] | None = None
    token: CancelToken = field(default_factory=CancelToken)
    has_given_way: bool = False
    """Whether it was cancelled because somebody waits for another one, and not for its own sake."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    value: Any = None
    error: BaseException | None = None


class _Wire(QObject):
    """The worker's only way out: signals, which arrive in the lane's thread."""

    started = Signal(int)
    progressed = Signal(int, object)
    previewed = Signal(int, object)
    finished = Signal(int, object)


class Lane(QObject):
    """One thread and the questions put to it.

    All threads have one priority: a lowered one that holds Python's lock, and is kept from running by a busy machine,
    would keep the window waiting for the lock as well.
    """

    jobStarted = Signal(object)
    jobProgressed = Signal(object, object)
    jobFinished = Signal(object)
    failed = Signal(object)
    """A FunduscopeError that nobody else took."""
    crashed = Signal(object)
    """Any other exception: a defect."""
    idle = Signal()

    def __init__(self, name: str, *, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.name = name
        self._tickets = itertools.count(1)
        self._jobs: dict[int, Job] = {}
        self._current: dict[str, int] = {}
        self._wire = _Wire()
        self._wire.started.connect(self._on_started, Qt.ConnectionType.QueuedConnection)
        self._wire.progressed.connect(self._on_progressed, Qt.ConnectionType.QueuedConnection)
        self._wire.previewed.connect(self._on_previewed, Qt.ConnectionType.QueuedConnection)
        self._wire.finished.connect(self._on_finished, Qt.ConnectionType.QueuedConnection)
        self._worker = _Worker(name, self._wire)
        self._worker.start()

    def submit(
        self,
        work: Callable[[JobContext], Any],
        deliver: Callable[[Any], None],
        *,
        slot: str,
        priority: Priority = Priority.USER,
        title: str = "",
        key: Hashable | None = None,
        refuse: Callable[[FunduscopeError], None] | None = None,
        preview: Callable[[Any], None] | None = None,
    ) -> Job:
        """Ask for `work(context)`; its answer goes to `deliver`, in this thread, unless the slot was asked again.

        A job with the same `key` that waits or runs already is adopted rather than done twice, unless a user waits for
        it in another slot. `refuse` takes a
        FunduscopeError that would otherwise go out as `failed`. `preview` takes what the work shows before it is done.
        """
        twin = self._twin(key, slot)
        if twin is not None:
            return self._adopt(twin, slot, priority, title, deliver, refuse, preview)
        self.cancel(slot)
        job = Job(next(self._tickets), slot, priority, title, key, work, deliver, refuse, preview)
        self._jobs[job.ticket] = job
        self._current[slot] = job.ticket
        self._make_way(priority)
        self._worker.put(job)
        return job

    def cancel(self, slot: str) -> None:
        """Forget the question in `slot`; its answer will not be delivered."""
        ticket = self._current.pop(slot, None)
        job = self._jobs.get(ticket) if ticket is not None else None
        if job is not None:
            job.token.cancel()
            self._drop_if_waiting(job)

    def cancel_all(self) -> None:
        """Forget every question."""
        for slot in list(self._current):
            self.cancel(slot)

    def has(self, slot: str) -> bool:
        """Whether the question in `slot` is still open."""
        return slot in self._current

    @property
    def is_idle(self) -> bool:
        """Whether nothing waits and nothing runs."""
        return not self._jobs

    @property
    def is_wanted(self) -> bool:
        """Whether a user's question is open."""
        return any(self._jobs[ticket].priority is Priority.USER for ticket in self._current.values())

    def close(self) -> None:
        """Cancel everything and wait for the thread to end. May be called twice."""
        self.cancel_all()
        self._worker.stop()
        self._worker.join()

    def _twin(self, key: Hashable | None, slot: str) -> Job | None:
        """An open job of that key, unless a user waits for it in another slot: nobody's answer is taken away."""
        if key is None:
            return None
        open_jobs = (self._jobs[ticket] for ticket in self._current.values())
        free = (job for job in open_jobs if job.slot == slot or job.priority is not Priority.USER)
        return next((job for job in free if job.key == key and not job.token.is_cancelled), None)

    def _adopt(
        self,
        job: Job,
        slot: str,
        priority: Priority,
        title: str,
        deliver: Callable[[Any], None],
        refuse: Callable[[FunduscopeError], None] | None,
        preview: Callable[[Any], None] | None,
    ) -> Job:
        if job.slot != slot:
            self.cancel(slot)
            del self._current[job.slot]
            self._current[slot] = job.ticket
        job.slot, job.deliver, job.refuse, job.title = slot, deliver, refuse, title
        job.preview = preview
        job.priority = min(job.priority, priority)
        if self._worker.running is not job:
            self._make_way(job.priority)
        return job

    def _make_way(self, priority: Priority) -> None:
        running = self._worker.running
        if running is None or running.priority <= priority:
            return
        running.has_given_way = True
        running.token.cancel()
        if self._current.get(running.slot) == running.ticket:
            del self._current[running.slot]

    def _drop_if_waiting(self, job: Job) -> None:
        if self._worker.withdraw(job):
            del self._jobs[job.ticket]
            self.jobFinished.emit(job)

    @Slot(int)
    def _on_started(self, ticket: int) -> None:
        job = self._jobs.get(ticket)
        if job is not None:
            self.jobStarted.emit(job)

    @Slot(int, object)
    def _on_progressed(self, ticket: int, progress: Progress) -> None:
        job = self._jobs.get(ticket)
        if job is not None and self._current.get(job.slot) == ticket:
            self.jobProgressed.emit(job, progress)

    @Slot(int, object)
    def _on_previewed(self, ticket: int, value: Any) -> None:
        job = self._jobs.get(ticket)
        if job is not None and job.preview is not None and self._current.get(job.slot) == ticket:
            job.preview(value)

    @Slot(int, object)
    def _on_finished(self, ticket: int, outcome: _Outcome) -> None:
        job = self._jobs.pop(ticket)
        is_wanted = self._current.get(job.slot) == ticket
        if is_wanted:
            del self._current[job.slot]
        self.jobFinished.emit(job)
        if outcome.error is None:
            if is_wanted:
                job.deliver(outcome.value)
        else:
            self._take_error(job, outcome.error, is_wanted=is_wanted)
        if self.is_idle:
            self.idle.emit()

    def _take_error(self, job: Job, error: BaseException, *, is_wanted: bool) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, FunduscopeError):
            self.crashed.emit(error)
        elif is_wanted:
            (job.refuse or self.failed.emit)(error)


class _Worker(threading.Thread):
    """Takes the most urgent waiting job, runs it, and emits what came of it."""

    def __init__(self, name: str, wire: _Wire) -> None:
        super().__init__(name=f"lane {name}", daemon=True)
        self._wire = wire
        self._waiting: list[Job] = []
        self._changed = threading.Condition()
        self._is_stopping = False
        self._running: Job | None = None

    @property
    def running(self) -> Job | None:
        """What the thread is at. May be out of date in the very next moment."""
        with self._changed:
            return self._running

    def put(self, job: Job) -> None:
        with self._changed:
            self._waiting.append(job)
            self._changed.notify()

    def withdraw(self, job: Job) -> bool:
        """Take a waiting job back; False where it already runs or ran."""
        with self._changed:
            if job in self._waiting:
                self._waiting.remove(job)
                return True
            return False

    def stop(self) -> None:
        with self._changed:
            self._is_stopping = True
            self._changed.notify()

    def run(self) -> None:
        give_way_to_the_window()
        while (job := self._next()) is not None:
            self._wire.started.emit(job.ticket)
            # The outcome must not outlive the emission here: the next job may be an hour away.
            self._wire.finished.emit(job.ticket, self._outcome(job))
            del job

    def _next(self) -> Job | None:
        with self._changed:
            self._running = None
            self._changed.wait_for(lambda: self._waiting or self._is_stopping)
            if self._is_stopping:
                return None
            job = min(self._waiting, key=lambda waiting: (waiting.priority, waiting.ticket))
            self._waiting.remove(job)
            self._running = job
            return job

    def _outcome(self, job: Job) -> _Outcome:
        ticket, wire = job.ticket, self._wire
        context = JobContext(
            job.token,
            lambda progress: wire.progressed.emit(ticket, progress),
            lambda value: wire.previewed.emit(ticket, value),
        )
        try:
            job.token.check()
            with device_failures_in_words():
                return _Outcome(value=job.work(context))
        except BaseException as error:  # noqa: BLE001  the lane tells a user's mistake from a defect, in its own thread
            return _Outcome(error=error)
