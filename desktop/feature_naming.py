"""What readers call the features of the selected model: in the open project, else in a file of their own."""

from __future__ import annotations

import getpass
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.datasets.catalogue.features import FeatureName
from core.errors import FunduscopeError
from core.features.names import NameFile, NameStore
from desktop.jobs import Lane
from desktop.projects import Projects
from desktop.session import Session


class FeatureNaming(QObject):
    """Holds everybody's names for the selected model, and writes them in a lane."""

    changed = Signal()
    failed = Signal(object)

    def __init__(self, session: Session, projects: Projects, lane: Lane, path: Path, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._projects = projects
        self._lane = lane
        self._file = NameFile(path)
        self._names: tuple[FeatureName, ...] = ()
        projects.opened.connect(lambda _project: self.load())
        session.modelChanged.connect(lambda _model: self.load())

    @property
    def has_project(self) -> bool:
        """Whether names are kept in a project."""
        return self._projects.project is not None

    @property
    def names(self) -> tuple[FeatureName, ...]:
        """Everybody's names for the features of the selected model."""
        return self._names

    def can_name(self) -> bool:
        """Whether names can be given: a project may be open to be looked at only."""
        project = self._projects.project
        return self._session.model is not None and (project is None or not project.is_read_only)

    def load(self) -> None:
        """Read the names of the selected model anew."""
        model = self._session.model
        if model is None:
            self._take(())
            return
        store = self._store()
        self._lane.submit(lambda _context: store.of(model.id), self._take, slot="names", refuse=self.failed.emit)

    def put(self, name: FeatureName) -> None:
        """Name a channel; it is shown at once, and on the disk a moment later."""
        key = (name.layer, name.channel, name.reader)
        rest = tuple(each for each in self._names if (each.layer, each.channel, each.reader) != key)
        self._take((*rest, name) if name.name or name.notes else rest)
        store = self._store()
        self._lane.submit(
            lambda _context: store.put(name),
            lambda _nothing: None,
            slot=f"name {name.model} {key}",
            refuse=self._refuse,
        )

    def _refuse(self, error: FunduscopeError) -> None:
        self.failed.emit(error)
        self.load()

    def _store(self) -> NameStore:
        project = self._projects.project
        return project.features if project is not None else self._file

    def _take(self, names: tuple[FeatureName, ...]) -> None:
        self._names = names
        self.changed.emit()


def user_name() -> str:
    """Who is at the computer, until a reader says otherwise."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "reader"
