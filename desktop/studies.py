"""The studies that there are: made, looked at, prepared and analysed, each in the lane that fits.

What a study holds is read anew from its file whenever it is shown: the file alone is the truth.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.plan import StudyKind
from core.evaluation.reading.study import Finished, Study, StudyState, Waiting, read_studies, read_study
from core.jobs import Progress
from desktop.jobs import Job, JobContext, Lane, Priority
from desktop.lanes import Lanes
from desktop.networks import Networks
from desktop.settings import STUDIES, Settings, remembered
from desktop.study_wish import Photographs, StudyWish, look_into, make_study
from desktop.translation import tr

if TYPE_CHECKING:
    from core.evaluation.reading.sources import Source

LIST_SLOT, SHOW_SLOT, MAKE_SLOT, LOOK_SLOT = "list studies", "show study", "make study", "look into study"
PREPARE_SLOT, ANALYSE_SLOT, BEGIN_SLOT, MOVE_SLOT = "prepare study", "analyse study", "begin study", "move study"
KEPT_COUNT = 50


@dataclass(frozen=True, slots=True)
class ReaderProgress:
    """How far a reader is. `free_from` is when the washout lets them go on; None where it does now."""

    name: str
    done: int
    total: int
    free_from: datetime | None = None

    @property
    def is_finished(self) -> bool:
        """Whether everything is answered."""
        return self.done == self.total


@dataclass(frozen=True, slots=True)
class StudyEntry:
    """A study in the list; of one that cannot be read `problem` says why."""

    path: Path
    title: str
    kind: StudyKind = StudyKind.GRADING
    photographs: int = 0
    readers: tuple[ReaderProgress, ...] = ()
    problem: str = ""

    @property
    def share(self) -> float:
        """How much of all is answered."""
        total = sum(reader.total for reader in self.readers)
        return sum(reader.done for reader in self.readers) / total if total else 0.0


@dataclass(frozen=True, slots=True, eq=False)
class StudySight:
    """What is shown of a study: what its file held when it was read."""

    path: Path
    state: StudyState
    entry: StudyEntry


class Studies(QObject):
    """Knows the studies by their paths, and does in lanes what the user wants done with them."""

    listed = Signal(object)
    """A tuple of StudyEntry, the last used first."""
    shown = Signal(object)
    """The StudySight that was asked for."""
    lookedInto = Signal(object, object)
    """The Photographs that were asked for, and their Source or the FunduscopeError."""
    made = Signal(object)
    """The path of a new study."""
    begun = Signal(object, str)
    """A Study that is open for writing, and the reader."""
    analysed = Signal(object, object)
    """The path, and the analysis or the FunduscopeError."""
    workChanged = Signal()
    """Preparing began or ended."""
    progressed = Signal(object)
    """The Progress of asking the network for the study that is prepared."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(self, settings: Settings, lanes: Lanes, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self._lane: Lane = lanes.studies
        self._files = lanes.files
        self._networks = networks
        self._preparing: Path | None = None
        networks.lane.idle.connect(self._go_on_preparing)
        networks.lane.jobProgressed.connect(self._tell_progress)

    # The list

    @property
    def paths(self) -> tuple[Path, ...]:
        """The studies that are known, the last used first."""
        return tuple(Path(text) for text in self._settings.value(STUDIES))

    def note(self, path: Path) -> None:
        """Know a study, in front of the others."""
        self._settings.setValue(STUDIES, remembered(self._settings.value(STUDIES), path.absolute(), count=KEPT_COUNT))

    def forget(self, path: Path) -> None:
        """Take a study off the list; its file stays."""
        known = tuple(text for text in self._settings.value(STUDIES) if text != str(path))
        self._settings.setValue(STUDIES, known)
        self.refresh()

    def refresh(self) -> None:
        """Read anew how far all studies are."""
        paths = self.paths
        self._lane.submit(lambda _context: tuple(_entry(path) for path in paths), self.listed.emit, slot=LIST_SLOT)

    def open(self, path: Path) -> None:
        """Look at a study, and keep it in the list."""

        def take(sight: StudySight) -> None:
            self.note(path)
            self.shown.emit(sight)
            self.refresh()

        self._lane.submit(lambda _context: _sight(path), take, slot=SHOW_SLOT, refuse=self.failed.emit)

    def show(self, path: Path) -> None:
        """Look at a study of the list."""
        self._lane.submit(lambda _context: _sight(path), self.shown.emit, slot=SHOW_SLOT, refuse=self.failed.emit)

    # Making one

    def look_into(self, photographs: Photographs) -> None:
        """Count photographs of a folder, or those that are open, and find their references."""

        def refuse(error: FunduscopeError) -> None:
            self.lookedInto.emit(photographs, error)

        self._lane.submit(
            lambda context: look_into(photographs, context),
            lambda source: self.lookedInto.emit(photographs, source),
            slot=LOOK_SLOT,
            refuse=refuse,
        )

    def make(self, wish: StudyWish, source: Source) -> None:
        """Make a study, and ask the network about its photographs where it has to be asked."""

        def take(path: Path) -> None:
            self.note(path)
            self.made.emit(path)
            if wish.needs_model:
                self.prepare(path)
            self.refresh()

        self._lane.submit(
            lambda context: make_study(wish, source, context),
            take,
            slot=MAKE_SLOT,
            title=tr("Making '{title}'", title=wish.title),
            refuse=self.failed.emit,
        )

    # Asking the network

    @property
    def preparing(self) -> Path | None:
        """The study about which the network is being asked."""
        return self._preparing

    def prepare(self, path: Path) -> None:
        """Ask the network about every photograph of the study that it was not asked about."""
        self._networks.load_libraries()
        self._preparing = path
        self._submit_preparing()
        self.workChanged.emit()

    def stop_preparing(self) -> None:
        """What was answered by now is kept."""
        self._preparing = None
        self._networks.lane.cancel(PREPARE_SLOT)
        self.workChanged.emit()

    def _submit_preparing(self) -> None:
        path, networks = self._preparing, self._networks
        if path is None:
            return
        loaded = networks.models()

        def work(context: JobContext) -> tuple[str, ...]:
            from core.experiments.studying import prepare_study
            from core.networks.files import load_model

            with Study.open(path) as study:
                planned = study.plan.model
                model = next((each for each in loaded if planned is not None and each.id == planned.id), None)
                if model is None and planned is not None:
                    model = load_model(Path(planned.path), device=networks.device)
                if model is None:
                    raise StudyError(tr("Nobody asks a network in '{title}'.", title=study.plan.title))
                return prepare_study(study, model, token=context.token, progress=context.report)

        networks.lane.submit(
            work,
            lambda left_out: self._take_prepared(path, left_out),
            slot=PREPARE_SLOT,
            priority=Priority.AHEAD,
            title=tr("Asking the network for '{stem}'", stem=path.stem),
            refuse=self._refuse_to_prepare,
        )

    def _tell_progress(self, job: Job, progress: Progress) -> None:
        if job.slot == PREPARE_SLOT:
            self.progressed.emit(progress)

    def _go_on_preparing(self) -> None:
        """The lane is idle: if asking gave way to something, it goes on."""
        if self._preparing is not None and not self._networks.lane.has(PREPARE_SLOT):
            self._submit_preparing()

    def _take_prepared(self, path: Path, left_out: tuple[str, ...]) -> None:
        self._preparing = None
        if left_out:
            self.failed.emit(
                StudyError(
                    tr(
                        "{count} photographs could not be prepared: {left_out}",
                        count=len(left_out),
                        left_out=left_out[0],
                    ),
                    tr("Put them back."),
                )
            )
        else:
            self.remarked.emit(tr("'{stem}' is ready: readers can begin", stem=path.stem))
        self.workChanged.emit()
        self.show(path)
        self.refresh()

    def _refuse_to_prepare(self, error: FunduscopeError) -> None:
        self._preparing = None
        self.failed.emit(error)
        self.workChanged.emit()

    # Reading and analysing

    def begin(self, path: Path, reader: str) -> None:
        """Open a study so that `reader` can go on with it."""
        self._lane.submit(
            lambda _context: Study.open(path),
            lambda study: self.begun.emit(study, reader),
            slot=BEGIN_SLOT,
            refuse=self.failed.emit,
        )

    def locate(self, path: Path, folder: Path) -> None:
        """Look for the photographs of a study that are not where they were, in another folder."""

        def work(context: JobContext) -> int:
            from core.evaluation.reading.locating import locate

            with Study.open(path) as study:
                return locate(study, folder, token=context.token, progress=context.report)

        def take(count: int) -> None:
            self.remarked.emit(tr("{count} photographs were found", count=count))
            self.show(path)

        self._lane.submit(work, take, slot=MOVE_SLOT, title=tr("Looking for photographs"), refuse=self.failed.emit)

    def analyse(self, path: Path, copies: Sequence[Path] = ()) -> None:
        """Say what the answers come to, those of copies of the study included."""

        def work(_context: JobContext) -> object:
            from core.evaluation.reading.analysis import analyse
            from core.evaluation.reading.verdicts import analyse_verdicts

            state = read_studies([path, *copies])
            return analyse(state) if state.plan.kind is StudyKind.GRADING else analyse_verdicts(state)

        self._files.submit(
            work,
            lambda found: self.analysed.emit(path, found),
            slot=ANALYSE_SLOT,
            title=tr("Analysing the answers"),
            refuse=lambda error: self.analysed.emit(path, error),
        )


def _sight(path: Path) -> StudySight:
    """In the lane."""
    state = read_study(path)
    return StudySight(path, state, _entry_of(path, state))


def _entry(path: Path) -> StudyEntry:
    """In the lane."""
    try:
        return _entry_of(path, read_study(path))
    except FunduscopeError as error:
        return StudyEntry(path, path.stem, problem=str(error))


def _entry_of(path: Path, state: StudyState) -> StudyEntry:
    plan, now = state.plan, datetime.now(UTC)
    readers = []
    for name in plan.readers:
        comes = state.next(name, now)
        free_from = comes.until if isinstance(comes, Waiting) else None
        total = state.total(name)
        done = total if isinstance(comes, Finished) else state.done(name)
        readers.append(ReaderProgress(name, done, total, free_from))
    return StudyEntry(path, plan.title, plan.kind, len(plan.cases), tuple(readers))
