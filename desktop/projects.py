"""The project that is open: what is asked of it, what is changed in it, and the long work that goes on behind.

Questions and changes go to one lane, and are quick; listing and reading photographs go to another. The network is asked
in its own lane, behind everything that somebody waits for: what gives way there goes on when the lane is idle.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.filters import View
from core.errors import FunduscopeError
from core.images.orientation import AS_STORED, Orientation
from core.jobs import CancelToken
from desktop.jobs import Job, JobContext, Lane, Priority
from desktop.networks import Networks
from desktop.project_content import NO_CONTENT, Content, chosen_view, read_content
from desktop.project_predicting import ProjectPredicting
from desktop.project_reading import Addition, Reporting, TablesNear, take_all, words_of
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.errors import DamagedProjectError
    from core.datasets.catalogue.indexing import IndexResult
    from core.datasets.catalogue.project import Project
    from core.networks.loaded import LoadedModel

T = TypeVar("T")
OPEN_SLOT, INDEX_SLOT, CONTENT_SLOT = "open project", "index", "content"
LOOK_MS = 700
"""How often it is looked whether something has changed, by a number in memory."""


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
    tablesFound = Signal(object)
    """The TablesNear a folder that was added without labels."""
    columnsNeeded = Signal(object, object)
    """An Addition whose table has unusual columns, and the UnknownColumnsError."""
    closing = Signal()
    """The project is about to be let go of: what is still to be kept is kept now."""
    damaged = Signal(object)
    """A DamagedProjectError that offers a copy."""
    remarked = Signal(str)
    failed = Signal(object)

    def __init__(self, catalogue: Lane, indexing: Lane, networks: Networks, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lane = catalogue
        self._indexing = indexing
        self.project: Project | None = None
        self.content = NO_CONTENT
        self.view: View | None = None
        self._revision = -1
        self._predicting = ProjectPredicting(networks.lane, self)
        self._predicting.changed.connect(self.workChanged)
        self._predicting.done.connect(self._take_predictions)
        self._predicting.failed.connect(self.failed)
        self._number = 0
        self._waiting: deque[Addition] = deque()
        self._look = QTimer(self, interval=LOOK_MS)
        self._look.timeout.connect(self._look_for_changes)
        indexing.jobFinished.connect(self._note_end)

    # Opening

    def create(self, path: Path) -> None:
        """Make a new project and open it instead of the one before."""
        self._open(path, is_new=True)

    def open(self, path: Path) -> None:
        """Open a project instead of the one before."""
        self._open(path, is_new=False)

    def _open(self, path: Path, *, is_new: bool) -> None:
        def work(context: JobContext) -> Project:
            from core.datasets.catalogue.project import Project

            project = Project.create(path) if is_new else Project.open(path)
            if context.token.is_cancelled:  # nobody takes it
                project.close()
                context.token.check()
            return project

        self.close()
        self._lane.submit(
            work, self._take, slot=OPEN_SLOT, title=tr("Opening the project"), refuse=self._refuse_to_open
        )

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
            self.remarked.emit(tr("The damaged file is kept as '{kept_name}'", kept_name=kept.name))
            self.open(error.path)

        self._lane.submit(work, open_again, slot=OPEN_SLOT, title=tr("Restoring the copy"), refuse=self.failed.emit)

    def _take(self, project: Project) -> None:
        self.project = project
        self._revision = -1
        self.view = None
        self.opened.emit(project)
        self._look.start()
        self._look_for_changes()
        if project.is_read_only:
            self.remarked.emit(
                tr("{path_name} can only be looked at. {reason}", path_name=project.path.name, reason=project.reason)
            )
        else:
            if project.migrated_from is not None:
                self.remarked.emit(
                    tr(
                        "The project has a new format now; its copy is '{migrated_from_name}'",
                        migrated_from_name=project.migrated_from.name,
                    )
                )
            self.read_again()

    def close(self) -> None:
        """Let go of the project; what was begun is stopped, and can be gone on with."""
        if self.project is not None:
            self.closing.emit()
        project, self.project = self.project, None
        self._predicting.stop()
        self._waiting = deque()
        self._look.stop()
        if project is None:
            self._lane.cancel(OPEN_SLOT)  # and nothing else: the one before may be waiting to be closed
            return
        self._lane.cancel_all()
        self._indexing.cancel_all()
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

    def change(
        self, work: Callable[[Project], T], words: str = "", *, deliver: Callable[[T], object] | None = None
    ) -> None:
        """Change something in the project; when it is done `words` are said, and `deliver` gets what came of it."""
        self._number += 1
        project = self.project
        if project is None:
            return

        def take(result: T) -> None:
            if deliver is not None and self.project is project:
                deliver(result)
            self._told(words)

        slot = f"change {self._number}"
        self._lane.submit(lambda _context: work(project), take, slot=slot, refuse=self.failed.emit)

    def orientation_of(self, path: Path) -> Orientation:
        """How a photograph is shown: as its file has it, where no open project says otherwise. For any thread."""
        project = self.project
        if project is None:
            return AS_STORED
        try:
            numbers = project.files.at(path)
            return project.photographs.orientation(numbers[0]) if numbers else AS_STORED
        except ProjectError:  # closed at this moment, or its drive is gone: whoever asks next says so
            return AS_STORED

    def look_for_changes(self) -> None:
        """Something was just changed, and who follows should not wait."""
        self._look_for_changes()

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
        return self._predicting.is_running

    def add_folder(self, folder: Path, table: Path | None = None, scheme: str = "") -> None:
        """Add the photographs of a folder or an HDF5 file, with the labels of `table`, or those that lie with them."""
        self.add((Addition(folder, table, scheme),))

    def add_folders(self, folders: Sequence[Path]) -> None:
        """Add the photographs below several folders, with the labels that lie with them."""
        self.add([Addition(folder) for folder in folders])

    def add(self, additions: Sequence[Addition]) -> None:
        """Add several, after those that are being added already."""
        if self.project is None or self.project.is_read_only:
            return
        waiting = self._waiting
        waiting.extend(additions)

        def work(context: Reporting, project: Project) -> object:
            from core.datasets.catalogue.indexing import index

            take_all(project, waiting, context, self._refuse_addition)
            result = index(project, token=context.token, progress=context.report)
            project.keep_backup(context.token)
            return result

        self._run(tr("Adding photographs"), work)

    def _refuse_addition(self, addition: Addition, error: FunduscopeError) -> None:
        """In the lane: what could not be added, or what somebody has to say first."""
        from core.datasets.sources.tables import UnknownColumnsError

        if isinstance(error, UnknownColumnsError) and error.header:
            self.columnsNeeded.emit(addition, error)
        else:
            self.failed.emit(error)

    def read_again(self) -> None:
        """Look for new, changed and moved files in all folders, and read what is not known."""
        waiting = self._waiting

        def work(context: Reporting, project: Project) -> object:
            from core.datasets.catalogue.indexing import index

            take_all(project, waiting, context, self._refuse_addition)
            result = index(project, token=context.token, progress=context.report)
            project.keep_backup(context.token)
            return result

        self._run(tr("Looking through the photographs"), work)

    def stop_reading(self) -> None:
        """What is known by now is kept."""
        self._waiting.clear()
        self._indexing.cancel(INDEX_SLOT)

    def _run(self, title: str, work: Callable[[Reporting, Project], object]) -> None:
        project = self.project
        if project is None or project.is_read_only:
            return
        self._indexing.submit(
            lambda context: work(Reporting(context, self._tell_added), project),
            self._take_index,
            slot=INDEX_SLOT,
            title=title,
            refuse=self.failed.emit,
        )
        self.workChanged.emit()

    def _tell_added(self, result: object) -> None:
        """In the lane: labels were taken in, or tables were found that may hold some."""
        (self.tablesFound if isinstance(result, TablesNear) else self.imported).emit(result)

    def _take_index(self, result: IndexResult) -> None:
        for error in result.unreachable:
            self.failed.emit(error)
        words = words_of(result)
        if words:
            self.remarked.emit(words)
        self._look_for_changes()

    def predict_all(self, model: LoadedModel) -> None:
        """Ask `model` about every photograph that it was not asked about; results appear as they come."""
        if self.project is not None and not self.project.is_read_only:
            self._predicting.start(self.project, model)

    def stop_predicting(self) -> None:
        """What was answered by now is kept."""
        self._predicting.stop()

    def _take_predictions(self, words: str) -> None:
        self.remarked.emit(words)
        self._look_for_changes()

    def _note_end(self, job: Job) -> None:
        if job.slot == INDEX_SLOT:
            self.workChanged.emit()

    # Following

    def _look_for_changes(self) -> None:
        project = self.project
        if project is None or project.revision == self._revision:
            return
        self._revision = project.revision
        self.ask(read_content, self._take_content, slot=CONTENT_SLOT)
        self.changed.emit()

    def _take_content(self, content: Content) -> None:
        before, self.content = self.content, content
        if content != before:
            self.contentChanged.emit(content)
        self.setView(chosen_view(self.view or View(), content, before))
