"""Photographs are shown as the project says: when it says something else, they are read anew."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, Signal

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

    reoriented = Signal(object)
    """The Path of a photograph that is shown in another way than before; also of one that is not in memory."""

    def __init__(self, session: Session, projects: Projects, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session, self._projects = session, projects
        self._known: dict[Path, Orientation] = {}
        session.orient = projects.orientation_of
        projects.opened.connect(lambda _project: self.check())
        projects.changed.connect(self.check)

    def oriented(self, path: Path, pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
        """A picture of a photograph, (h, w, 3) as its file has it, as it is shown. For any thread."""
        return np.ascontiguousarray(self._projects.orientation_of(path).apply(pixels), np.uint8)

    def check(self) -> None:
        """Compare how photographs are shown with what the project says."""
        shown = self._session.photographs.orientations()
        if self._projects.project is None:
            self._compare(({}, dict.fromkeys(shown, AS_STORED)))
            return
        paths = list(shown)
        self._projects.ask(
            lambda project, token: (_all_oriented(project), _orientations(project, paths, token)),
            self._compare,
            slot=SLOT,
            priority=Priority.USER,
        )

    def _compare(self, found: tuple[dict[Path, Orientation], dict[Path, Orientation]]) -> None:
        before, (self._known, stated) = self._known, found
        for path in {**before, **self._known}:
            if before.get(path, AS_STORED) != self._known.get(path, AS_STORED):
                self.reoriented.emit(path)
        for path, orientation in self._session.photographs.orientations().items():
            if stated.get(path, orientation) != orientation:
                self._session.reloadPhotograph(path)


def _all_oriented(project: Project) -> dict[Path, Orientation]:
    """In the lane: where the photographs lie that are not shown as their files have them."""
    oriented = project.photographs.oriented()
    places = project.files.places(list(oriented))
    return {place.path: oriented[number] for number, found in places.items() for place in found}


def _orientations(project: Project, paths: Iterable[Path], token: CancelToken) -> dict[Path, Orientation]:
    """In the lane."""
    found = {}
    for path in paths:
        token.check()
        numbers = project.files.at(path)
        found[path] = project.photographs.orientation(numbers[0]) if numbers else AS_STORED
    return found
