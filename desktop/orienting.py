"""Photographs are shown as the project says: when it says something else, they are read anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.images.orientation import AS_STORED, Orientation
from core.jobs import CancelToken
from desktop.jobs import Priority
from desktop.projects import Projects
from desktop.session import Session

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

SLOT = "orientations"


class Orienting(QObject):
    """Keeps the photographs in memory as the open project shows them, also when one is opened or closed."""

    def __init__(self, session: Session, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._projects = session, projects
        session.orient = projects.orientation_of
        projects.opened.connect(lambda _project: self.check())
        projects.changed.connect(self.check)

    def check(self) -> None:
        """Compare how photographs are shown with what the project says."""
        shown = self._session.photographs.orientations()
        if self._projects.project is None:
            self._compare(dict.fromkeys(shown, AS_STORED))
        elif shown:
            paths = list(shown)
            self._projects.ask(
                lambda project, _token: _orientations(project, paths, _token),
                self._compare,
                slot=SLOT,
                priority=Priority.USER,
            )

    def _compare(self, stated: dict[Path, Orientation]) -> None:
        for path, orientation in self._session.photographs.orientations().items():
            if stated.get(path, orientation) != orientation:
                self._session.reloadPhotograph(path)


def _orientations(project: Project, paths: Iterable[Path], token: CancelToken) -> dict[Path, Orientation]:
    """In the lane."""
    found = {}
    for path in paths:
        token.check()
        numbers = project.files.at(path)
        found[path] = project.photographs.orientation(numbers[0]) if numbers else AS_STORED
    return found
