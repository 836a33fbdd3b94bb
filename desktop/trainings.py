"""The trainings of the window: a queue that is worked off one by one, each in a process, and the runs to look at.

A training writes its run's folder, and the window reads it there: its own runs and those that a server writes into a
shared folder are watched in the same way, and nothing that is watched is ever written to.
"""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, QTimer, Signal

from core.jobs import Progress
from core.training.runfolder import RunFolder
from core.training.settings import TrainingSettings
from core.training.watching import RunReader, find_run_folders
from desktop.files import free_path
from desktop.jobs import Job, JobContext, Lane
from desktop.processes import call_in_process
from desktop.settings import TRAINING_PLACES, TRAINING_QUEUE, Settings
from desktop.training_ear import Waits
from desktop.training_files import RateSearch, Training
from desktop.training_queue import Action, Queued, RunEntry, entry_of, read_queue, write_queue
from desktop.translation import tr

SLOT, WATCH_SLOT, RUNS_SLOT, RATE_SLOT = "training", "watched runs", "list of runs", "learning rate"
WATCH_MS, LOOK_MS = 1000, 4000
PATIENCE_S = 120.0
"""So long a training that is told to stop may take to write its checkpoint."""


class Trainings(QObject):
    """Trains in `lane`, reads in `reading`; its runs are kept in `folder`."""

    queueChanged = Signal()
    runningChanged = Signal()
    progressed = Signal(object)
    """The Progress of the run that goes on."""
    waits = Signal(str)
    """Why the run that goes on waits; empty: it goes on."""
    finished = Signal(object)
    """The folder of a run that ended with a model."""
    failed = Signal(object, object)
    """The folder of a run that could not go on, and the FunduscopeError."""
    runsChanged = Signal()
    runsRead = Signal(object)
    """A tuple of the WatchedRuns that are shown."""
    rateFound = Signal(object)
    """A RateCurve."""
    rateFailed = Signal(object)

    def __init__(
        self, lane: Lane, reading: Lane, folder: Path, settings: Settings, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self.folder = folder
        lines: tuple[str, ...] = settings.value(TRAINING_QUEUE)
        self.queue = read_queue(lines)
        self.is_held = bool(self.queue)  # what waited when the program was closed starts when the user says so
        self.running: Queued | None = None
        self.runs: tuple[RunEntry, ...] = ()
        self._lane = lane
        self._reading = reading
        self._settings = settings
        self._job: Job | None = None
        self._shown: tuple[Path, ...] = ()
        self._readers: dict[Path, RunReader] = {}
        self._timers = [self._timer(WATCH_MS, self._watch), self._timer(LOOK_MS, self.look)]
        lane.jobProgressed.connect(self._take_progress)
        lane.jobFinished.connect(self._take_end)

    # The queue

    def submit(self, settings: TrainingSettings) -> Path:
        """Have a run trained after those that wait; its folder."""
        taken = {queued.folder for queued in (*self.queue, *((self.running,) if self.running else ()))}
        name, number = settings.name or "training", 1
        folder = free_path(self.folder, name, "")
        while folder in taken:
            number += 1
            folder = free_path(self.folder, f"{name} {number}", "")
        self._enqueue(Queued(folder, Action.START, settings))
        return folder

    def resume(self, folder: Path) -> None:
        """Go on with a run, before all others."""
        self.is_held = False
        self._enqueue(Queued(folder, Action.RESUME), is_first=True)

    def finish(self, folder: Path) -> None:
        """End a run where it is: the best epoch so far becomes its model."""
        is_running = self.running is not None and self.running.folder == folder
        self.is_held = False
        self._enqueue(Queued(folder, Action.FINISH), is_first=True)
        if is_running:
            self._lane.cancel(SLOT)

    def pause(self) -> None:
        """Stop the run that goes on after its current step, with a checkpoint; those that wait go on waiting."""
        self.is_held = True
        self._lane.cancel(SLOT)
        self.queueChanged.emit()

    def go_on(self) -> None:
        """Begin with what waits."""
        self.is_held = False
        self._next()

    def withdraw(self, queued: Queued) -> None:
        """Take a run that waits out of the queue."""
        if queued in self.queue:
            self.queue.remove(queued)
            self._keep_queue()

    def move(self, queued: Queued, step: int) -> None:
        """Let a run that waits come earlier (-1) or later (1)."""
        if queued in self.queue:
            row = self.queue.index(queued)
            self.queue.insert(min(max(row + step, 0), len(self.queue) - 1), self.queue.pop(row))
            self._keep_queue()

    def _enqueue(self, queued: Queued, *, is_first: bool = False) -> None:
        self.queue = [other for other in self.queue if other.folder != queued.folder]
        self.queue.insert(0 if is_first else len(self.queue), queued)
        self._keep_queue()
        self._next()

    def _keep_queue(self) -> None:
        self._settings.setValue(TRAINING_QUEUE, write_queue(self.queue))
        self.queueChanged.emit()

    def _next(self) -> None:
        if self.running is not None or self.is_held or not self.queue:
            return
        self.running = queued = self.queue.pop(0)
        self._keep_queue()

        def work(context: JobContext) -> Path:
            def tell(told: object) -> None:
                if isinstance(told, Waits):
                    self.waits.emit(told.reason)  # another thread's signal: it is queued
                elif isinstance(told, Progress):
                    context.report(told)

            return call_in_process(_task(queued), context.token, tell, patience_s=PATIENCE_S)

        self._job = self._lane.submit(
            work,
            lambda _model: self.finished.emit(queued.folder),
            slot=SLOT,
            title=tr("Training {queued_name}", queued_name=queued.name),
            refuse=lambda error: self.failed.emit(queued.folder, error),
        )
        self.runningChanged.emit()

    def _take_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job:
            self.progressed.emit(progress)

    def _take_end(self, job: Job) -> None:
        if job is not self._job:
            return
        self._job = self.running = None
        self.runningChanged.emit()
        self.look()
        self._watch()
        # After the lane has delivered: a run that failed is told of before the next one begins.
        QTimer.singleShot(0, self, self._next)

    # The learning rate

    def find_rate(self, settings: TrainingSettings) -> None:
        """Try learning rates, once nothing trains any more."""
        self._lane.submit(
            lambda context: call_in_process(
                RateSearch(settings),
                context.token,
                lambda told: context.report(told) if isinstance(told, Progress) else None,
            ),
            self.rateFound.emit,
            slot=RATE_SLOT,
            title=tr("Trying learning rates"),
            refuse=self.rateFailed.emit,
        )

    def cancel_rate(self) -> None:
        """Leave it."""
        self._lane.cancel(RATE_SLOT)

    # Looking

    def show(self, folders: Sequence[Path]) -> None:
        """Watch these runs; the first is the one in full."""
        self._shown = tuple(folders)
        self._reading.cancel(WATCH_SLOT)
        self._watch()

    def set_watching(self, *, is_on: bool) -> None:
        """Read the folders again and again, or leave them alone."""
        for timer in self._timers:
            timer.start() if is_on else timer.stop()
        if is_on:
            self.look()
            self._watch()

    def places(self) -> tuple[Path, ...]:
        """Folders of runs that others write."""
        return tuple(Path(text) for text in self._settings.value(TRAINING_PLACES))

    def add_place(self, folder: Path) -> None:
        """Watch what is in a folder of others, as a server's."""
        self._settings.setValue(
            TRAINING_PLACES, tuple(dict.fromkeys((*self._settings.value(TRAINING_PLACES), str(folder))))
        )
        self.look()

    def remove_place(self, folder: Path) -> None:
        """Watch it no more."""
        kept = (text for text in self._settings.value(TRAINING_PLACES) if Path(text) != folder)
        self._settings.setValue(TRAINING_PLACES, tuple(kept))
        self.look()

    def look(self) -> None:
        """Find the runs that there are."""
        if not self._reading.has(RUNS_SLOT):
            own, places = self.folder, self.places()
            self._reading.submit(lambda context: self._find(own, places, context), self._take_runs, slot=RUNS_SLOT)

    def _watch(self) -> None:
        if self._shown and not self._reading.has(WATCH_SLOT):
            shown = self._shown
            self._reading.submit(
                lambda _context: tuple(self._reader(folder).read() for folder in shown),
                self.runsRead.emit,
                slot=WATCH_SLOT,
            )

    def _find(self, own: Path, places: Sequence[Path], context: JobContext) -> tuple[RunEntry, ...]:
        """In the lane that reads."""
        found: dict[Path, RunEntry] = {}
        for place, is_own in ((own, True), *((place, False) for place in places)):
            for folder in find_run_folders(place):
                context.token.check()
                found.setdefault(folder, entry_of(self._reader(folder).read(), is_own=is_own))
        return tuple(sorted(found.values(), key=lambda entry: -entry.changed_s))

    def _reader(self, folder: Path) -> RunReader:
        return self._readers.setdefault(folder, RunReader(folder))

    def _take_runs(self, runs: tuple[RunEntry, ...]) -> None:
        if runs != self.runs:
            self.runs = runs
            self.runsChanged.emit()

    def _timer(self, interval_ms: int, act: object) -> QTimer:
        timer = QTimer(self, interval=interval_ms)
        timer.timeout.connect(act)
        return timer


def _task(queued: Queued) -> Training:
    settings = queued.settings
    if settings is None:
        settings = RunFolder(queued.folder).read_settings()
    is_resumed = queued.action is not Action.START
    return Training(settings, queued.folder, is_resumed, queued.action is Action.FINISH)
