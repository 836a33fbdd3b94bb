"""The project that is open: what is asked of it, what is changed in it, and the long work that goes on behind.

Questions and changes go to one lane, and are quick; listing and reading photographs go to another. The network is asked
in its own lane, behind everything that somebody waits for: what gives way there goes on when the lane is idle.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.errors import FunduscopeError
from core.jobs import CancelToken
from desktop.jobs import Job, JobContext, Lane, Priority
from desktop.networks import Networks

if TYPE_CHECKING:
    from core.datasets.catalogue.errors import DamagedProjectError
    from core.datasets.catalogue.filters import View
    from core.datasets.catalogue.importing import ImportResult
    from core.datasets.catalogue.indexing import IndexResult
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.predictions import KnownModel
    from core.datasets.catalogue.project import Project
    from core.datasets.catalogue.splits import StoredSplit
    from core.evaluation.project_predictions import PredictionCount
    from core.networks.loaded import LoadedModel

T = TypeVar("T")
OPEN_SLOT, INDEX_SLOT, PREDICT_SLOT, CONTENT_SLOT = "open project", "index", "predict project", "content"
LOOK_MS = 700
"""How often it is looked whether something has changed, by a number in memory."""


class _Numbered(Protocol):
    @property
    def id(self) -> int: ...


@dataclass(frozen=True, slots=True)
class Content:
    """What there is to choose from in a project."""

    schemes: tuple[Scheme, ...] = ()
    models: tuple[KnownModel, ...] = ()
    splits: tuple[StoredSplit, ...] = ()
    columns: tuple[str, ...] = ()
    numbers: frozenset[str] = frozenset()
    """Of the columns those that hold numbers."""
    folders: tuple[Path, ...] = ()
    photographs: int = 0


NO_CONTENT = Content()


class Projects(QObject):
    """Opens and closes projects, and does in their lanes what the user wants done."""

    opened = Signal(object)
    """The Project that is open now, or None."""
    changed = Signal()
    """Something in the project is not as it was."""
    contentChanged = Signal(object)
    """The Content."""
    viewChanged = Signal(object)
    """The View: by which labels, model and split photographs are seen."""
    workChanged = Signal()
    """Reading or predicting began or ended."""
    imported = Signal(object)
    """The ImportResult of labels that were taken in."""
    damaged = Signal(object)
    """A DamagedProjectError that offers a copy."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(self, catalogue: Lane, indexing: Lane, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = catalogue
        self._indexing = indexing
        self._networks = networks
        self.project: Project | None = None
        self.content = NO_CONTENT
        self.view: View | None = None
        self._revision = -1
        self._predicting: LoadedModel | None = None
        self._number = 0
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        networks.lane.idle.connect(self._go_on_predicting)
        for lane in (catalogue, indexing, networks.lane):
            lane.jobFinished.connect(self._note_end)

    # Opening

    def create(self, path: Path) -> None:
        """Make a new project and open it instead of the one before."""
        self._open(path, is_new=True)

    def open(self, path: Path) -> None:
        """Open a project instead of the one before."""
        self._open(path, is_new=False)

    def _open(self, path: Path, *, is_new: bool) -> None:
        def work(_context: JobContext) -> Project:
            from core.datasets.catalogue.project import Project

            return Project.create(path) if is_new else Project.open(path)

        self.close()
        self._lane.submit(work, self._take, slot=OPEN_SLOT, title="Opening the project", refuse=self._refuse_to_open)

    def _refuse_to_open(self, error: FunduscopeError) -> None:
        from core.datasets.catalogue.errors import DamagedProjectError

        if isinstance(error, DamagedProjectError) and error.backup is not None:
            self.damaged.emit(error)
        else:
            self.failed.emit(error)

    def restore_backup(self, error: DamagedProjectError) -> None:
        """Put the copy of a damaged project in its place, and open it."""

        def work(_context: JobContext) -> Path:
            from core.datasets.catalogue.project import restore_backup

            return restore_backup(error)

        def open_again(kept: Path) -> None:
            self.remarked.emit(f"The damaged file is kept as '{kept.name}'")
            self.open(error.path)

        self._lane.submit(work, open_again, slot=OPEN_SLOT, title="Restoring the copy", refuse=self.failed.emit)

    def _take(self, project: Project) -> None:
        self.project = project
        self._revision = -1
        self.view = None
        self.opened.emit(project)
        self._look.start()
        self._look_for_changes()
        if project.is_read_only:
            self.remarked.emit(f"{project.path.name} can only be looked at. {project.reason}")
        else:
            if project.migrated_from is not None:
                self.remarked.emit(f"The project has a new format now; its copy is '{project.migrated_from.name}'")
            self.read_again()

    def close(self) -> None:
        """Let go of the project; what was begun is stopped, and can be gone on with."""
        project, self.project = self.project, None
        self._predicting = None
        self._look.stop()
        self._lane.cancel_all()
        self._indexing.cancel_all()
        self._networks.lane.cancel(PREDICT_SLOT)
        if project is None:
            return
        self.content, self.view = NO_CONTENT, None
        self._lane.submit(lambda _context: project.close(), lambda _nothing: None, slot="close project")
        self.opened.emit(None)
        self.contentChanged.emit(NO_CONTENT)

    def shutdown(self) -> None:
        """The program ends: the lanes are closed by now, and nothing waits any more."""
        if self.project is not None:
            self.project.close()
            self.project = None

    # Asking and changing

    def ask(
        self,
        question: Callable[[Project, CancelToken], T],
        deliver: Callable[[T], Any],
        *,
        slot: str,
        priority: Priority = Priority.USER,
    ) -> None:
        """Ask the project in its lane; asking again in the same slot gives up the question before.

        A question of a lower priority is given up for any that somebody waits for, and its answer never comes.
        """
        project = self.project
        if project is None:
            return

        def take(answer: T) -> None:
            if self.project is project:
                deliver(answer)

        self._lane.submit(
            lambda context: question(project, context.token),
            take,
            slot=slot,
            priority=priority,
            refuse=self.failed.emit,
        )

    def change(self, work: Callable[[Project], object], words: str = "") -> None:
        """Change something in the project; `words` are said when it is done."""
        self._number += 1
        project = self.project
        if project is None:
            return
        self._lane.submit(
            lambda _context: work(project),
            lambda _nothing: self._told(words),
            slot=f"change {self._number}",
            refuse=self.failed.emit,
        )

    def _told(self, words: str) -> None:
        if words:
            self.remarked.emit(words)
        self._look_for_changes()

    def setView(self, view: View) -> None:
        """See photographs by other labels, another model or another split."""
        if view != self.view:
            self.view = view
            self.viewChanged.emit(view)

    # Long work

    @property
    def is_reading(self) -> bool:
        """Whether photographs are being listed or read."""
        return self._indexing.has(INDEX_SLOT)

    @property
    def is_predicting(self) -> bool:
        """Whether a model is being asked about all photographs."""
        return self._predicting is not None

    def add_folder(self, folder: Path, table: Path | None = None, scheme: str = "") -> None:
        """Add the photographs below a folder, with the labels of `table`, or those that lie with them."""

        def work(context: _Reporting, project: Project) -> object:
            from core.datasets.catalogue.indexing import index

            result = _take_folder(project, folder, table, scheme, context)
            if result is not None:
                context.report_now(result)
            return index(project, token=context.token, progress=context.report)

        self._run("Adding photographs", work)

    def read_again(self) -> None:
        """Look for new, changed and moved files in all folders, and read what is not known."""

        def work(context: _Reporting, project: Project) -> object:
            from core.datasets.catalogue.indexing import index

            result = index(project, token=context.token, progress=context.report)
            project.keep_backup(context.token)
            return result

        self._run("Looking through the photographs", work)

    def stop_reading(self) -> None:
        """What is known by now is kept."""
        self._indexing.cancel(INDEX_SLOT)

    def _run(self, title: str, work: Callable[[_Reporting, Project], object]) -> None:
        project = self.project
        if project is None or project.is_read_only:
            return
        self._indexing.submit(
            lambda context: work(_Reporting(context, self.imported.emit), project),
            self._take_index,
            slot=INDEX_SLOT,
            title=title,
            refuse=self.failed.emit,
        )
        self.workChanged.emit()

    def _take_index(self, result: IndexResult) -> None:
        for error in result.unreachable:
            self.failed.emit(error)
        parts = [
            f"{count:,} {words}"
            for count, words in (
                (result.new, "new"),
                (result.moved, "moved"),
                (result.changed, "changed"),
                (result.identical, "identical to others"),
            )
            if count
        ]
        if parts:
            self.remarked.emit(f"Photographs: {', '.join(parts)}")
        self._look_for_changes()

    def predict_all(self, model: LoadedModel) -> None:
        """Ask `model` about every photograph that it was not asked about; results appear as they come."""
        if self.project is None or self.project.is_read_only:
            return
        self._predicting = model
        self._submit_predicting()
        self.workChanged.emit()

    def stop_predicting(self) -> None:
        """What was answered by now is kept."""
        self._predicting = None
        self._networks.lane.cancel(PREDICT_SLOT)
        self.workChanged.emit()

    def _submit_predicting(self) -> None:
        project, model = self.project, self._predicting
        if project is None or model is None:
            return

        def work(context: JobContext) -> PredictionCount:
            from core.evaluation.project_predictions import predict_project

            return predict_project(project, model, token=context.token, progress=context.report)

        self._networks.lane.submit(
            work,
            self._take_predictions,
            slot=PREDICT_SLOT,
            priority=Priority.AHEAD,
            title=f"Predicting with {model.card.name}",
            refuse=self._refuse_to_predict,
        )

    def _go_on_predicting(self) -> None:
        """The lane is idle: if predicting gave way to something, it goes on."""
        if self._predicting is not None and not self._networks.lane.has(PREDICT_SLOT):
            self._submit_predicting()

    def _take_predictions(self, count: PredictionCount) -> None:
        self._predicting = None
        words = f"{count.predicted:,} photographs predicted"
        self.remarked.emit(words + (f", {count.unreadable:,} could not be read" if count.unreadable else ""))
        self.workChanged.emit()
        self._look_for_changes()

    def _refuse_to_predict(self, error: FunduscopeError) -> None:
        self._predicting = None
        self.failed.emit(error)
        self.workChanged.emit()

    def _note_end(self, job: Job) -> None:
        if job.slot in (INDEX_SLOT, PREDICT_SLOT):
            self.workChanged.emit()

    # Following

    def _look_for_changes(self) -> None:
        project = self.project
        if project is None or project.revision == self._revision:
            return
        self._revision = project.revision
        self.ask(_content, self._take_content, slot=CONTENT_SLOT)
        self.changed.emit()

    def _take_content(self, content: Content) -> None:
        before, self.content = self.content, content
        if content != before:
            self.contentChanged.emit(content)
        self._choose_view(before)

    def _choose_view(self, before: Content) -> None:
        """What came first, or is new, is what one wants to see."""
        from core.datasets.catalogue.filters import View

        view, content = self.view or View(), self.content

        def chosen(now: int | None, known: Sequence[_Numbered], old: Sequence[_Numbered]) -> int | None:
            ids, earlier = [one.id for one in known], {one.id for one in old}
            new = [one for one in ids if one not in earlier] if old else []
            if new:
                return new[-1]
            return now if now in ids else next(iter(ids), None)

        self.setView(
            View(
                chosen(view.scheme, content.schemes, before.schemes),
                chosen(view.model, content.models, before.models),
                chosen(view.split, content.splits, before.splits),
            )
        )


def _content(project: Project, _token: CancelToken) -> Content:
    """In the lane."""
    return Content(
        project.labels.schemes(),
        project.predictions.models(),
        project.splits.all(),
        project.photographs.columns(),
        project.photographs.number_columns(),
        tuple(project.files.where().values()),
        project.photographs.count(),
    )


class _Reporting(JobContext):
    """The context of a job, which can also tell of a result before the job is done."""

    def __init__(self, context: JobContext, emit: Callable[[object], None]) -> None:
        super().__init__(context.token, context.report)
        self._tell = emit

    def report_now(self, result: object) -> None:
        """Tell it from the worker: a signal carries it to the window's thread."""
        self._tell(result)


def _take_folder(
    project: Project, folder: Path, table: Path | None, scheme: str, context: JobContext
) -> ImportResult | None:
    """In the lane: list a folder, with its labels where it has any."""
    from core.datasets.catalogue.importing import add_made, import_labels, is_made
    from core.datasets.catalogue.indexing import list_folder
    from core.datasets.sources.opening import LABELS_FILE, SourceOptions

    if table is None and is_made(folder):
        return add_made(project, folder, token=context.token, progress=context.report)
    if table is not None or (folder / LABELS_FILE).is_file():
        return import_labels(
            project, folder, SourceOptions(labels=table), scheme=scheme, token=context.token, progress=context.report
        )
    list_folder(project, folder, token=context.token, progress=context.report)
    return None
