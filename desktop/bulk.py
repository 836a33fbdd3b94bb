"""What is done to many photographs of a project at once, or to its labels, and can be undone until it is closed."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QObject, Signal

from desktop.projects import Projects
from desktop.translation import tr

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

KEPT = 50
"""Changes that can be undone; more are forgotten, the oldest first."""


class Undoable(Protocol):
    """Something that was done to a project: `words` say what."""

    @property
    def words(self) -> str:
        """What was done, for the menu."""

    def undo(self, project: Project) -> None:
        """Let the project be as it was before."""

    def redo(self, project: Project) -> None:
        """Do it again."""


class BulkChanges(QObject):
    """Changes photographs in the project's lane, and keeps how they were before."""

    changed = Signal()
    """There is something else to undo or to do again."""

    def __init__(self, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = projects
        self._done: list[Undoable] = []
        self._undone: list[Undoable] = []
        projects.opened.connect(lambda _project: self._forget())

    @property
    def can_undo(self) -> bool:
        """Whether there is a change to take back."""
        return bool(self._done)

    @property
    def can_redo(self) -> bool:
        """Whether there is one to do again."""
        return bool(self._undone)

    @property
    def undo_words(self) -> str:
        """What would be taken back; empty where nothing."""
        return self._done[-1].words if self._done else ""

    @property
    def redo_words(self) -> str:
        """What would be done again; empty where nothing."""
        return self._undone[-1].words if self._undone else ""

    def do(self, photographs: Sequence[int], work: Callable[[Project], object], words: str) -> None:
        """Let `work` change these photographs and no others; `words` say what was done."""
        chosen = tuple(photographs)
        if not chosen:
            return

        def change(project: Project) -> Undoable:
            from core.datasets.catalogue.snapshots import changed

            return changed(project, chosen, work, words)

        self.keep(change, words)

    def keep(self, work: Callable[[Project], Undoable], words: str) -> None:
        """Do `work` in the project's lane, and keep what it gives to undo it by; `words` are said then."""
        self._projects.change(work, words, deliver=self._keep)

    def undo(self) -> None:
        """Take the last change back."""
        if self._done:
            self._return(self._done[-1], self._done, self._undone, is_back=True)

    def redo(self) -> None:
        """Do the change that was taken back again."""
        if self._undone:
            self._return(self._undone[-1], self._undone, self._done, is_back=False)

    def _return(self, change: Undoable, source: list[Undoable], target: list[Undoable], *, is_back: bool) -> None:
        def work(project: Project) -> None:
            (change.undo if is_back else change.redo)(project)

        def move(_nothing: object) -> None:
            if change in source:
                source.remove(change)
                target.append(change)
                self.changed.emit()

        self._projects.change(
            work,
            tr("Undone: {words}", words=change.words) if is_back else tr("Done again: {words}", words=change.words),
            deliver=move,
        )

    def _keep(self, change: Undoable) -> None:
        self._done.append(change)
        del self._done[:-KEPT]
        self._undone.clear()
        self.changed.emit()

    def _forget(self) -> None:
        self._done.clear()
        self._undone.clear()
        self.changed.emit()
