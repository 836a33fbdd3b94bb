"""Which photographs of a project are selected, and the one that is looked at here and in the other workspaces."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import numpy as np
from PySide6.QtCore import QItemSelection, QItemSelectionModel, QItemSelectionRange, QObject, QTimer, Signal

from desktop.itemmodels.project_photographs import Order, ProjectPhotographs
from desktop.projects import Projects
from desktop.selection import Selection
from desktop.session import Session

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Row

MOST_RUNS = 1000
"""A selection that another order would scatter over more places is let go of: Qt looks at every one of them at every
turn, and the window would stand still."""

FIND_SLOT = "find photograph"
FOLLOW_MS = 200
"""So long the keys must rest before the photograph is decoded for the other workspaces."""


class ProjectSelection(QObject):
    """The selection of all views of a :class:`ProjectPhotographs`, and its link with the session's photograph.

    `is_seen` says whether the user looks at the views: only then the session follows them.
    """

    changed = Signal(int)
    """How many photographs are selected."""
    scattered = Signal(int)
    """So many photographs are not selected any more, since another order scatters them over too many places."""

    def __init__(
        self,
        session: Session,
        projects: Projects,
        photographs: ProjectPhotographs,
        is_seen: Callable[[], bool],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._projects = projects
        self._photographs = photographs
        self._is_seen = is_seen
        self._is_following = False
        self.rows = QItemSelectionModel(photographs, self)
        self._look = QTimer(self, singleShot=True, interval=FOLLOW_MS)
        self._look.timeout.connect(self._choose_current)
        self.rows.currentChanged.connect(lambda _now, _before: self._note_current())
        self.rows.selectionChanged.connect(lambda _now, _before: self.tell())
        session.selectionChanged.connect(self._follow)

    def selected(self) -> list[int]:
        """The photographs that are selected, in the order in which they are shown."""
        ids = self._photographs.order().ids
        return [one for top, bottom in self._ranges() for one in ids[top : bottom + 1]]

    def current(self) -> Row | None:
        """The photograph that the keyboard is at."""
        index = self.rows.currentIndex()
        return self._photographs.row(index.row()) if index.isValid() else None

    def tell(self) -> None:
        """Say how many are selected."""
        self.changed.emit(sum(bottom - top + 1 for top, bottom in self._ranges()))

    def rest(self) -> None:
        """The session is told of the photograph by somebody else."""
        self._look.stop()

    def replace(self, order: Order) -> int:
        """Show another order; what was selected, and where one was, stays as far as it is still there.

        Returns the row of the photograph that the keyboard was at, -1 where it is not shown any more.
        """
        photographs, selected, index = self._photographs, self.selected(), self.rows.currentIndex()
        current = photographs.id(index.row()) if index.isValid() else None
        self._is_following = True
        try:
            photographs.setOrder(order)
            self._select(selected)
            row = photographs.rowOf(current) if current is not None else -1
            if row >= 0:
                self.rows.setCurrentIndex(photographs.index(row, 0), QItemSelectionModel.SelectionFlag.NoUpdate)
        finally:
            self._is_following = False
        self.tell()
        return row

    def _ranges(self) -> list[tuple[int, int]]:
        chosen = self.rows.selection()
        return sorted({(chosen.at(number).top(), chosen.at(number).bottom()) for number in range(chosen.size())})

    def _select(self, photographs: Sequence[int]) -> None:
        model = self._photographs
        rows = np.array(model.rowsOf(photographs), np.int64)
        if not len(rows):
            return
        ends = np.flatnonzero(np.diff(rows) != 1) + 1
        if len(ends) >= MOST_RUNS:
            self.scattered.emit(len(rows))
            return
        selection, last = QItemSelection(), model.columnCount() - 1
        for run in np.split(rows, ends):
            selection.append(QItemSelectionRange(model.index(int(run[0]), 0), model.index(int(run[-1]), last)))
        self.rows.select(selection, QItemSelectionModel.SelectionFlag.ClearAndSelect)

    # One photograph, here and in the other workspaces

    def _note_current(self) -> None:
        if not self._is_following:
            self._look.start()

    def _choose_current(self) -> None:
        row = self.current()
        if row is not None and row.path != self._session.selection.photograph and self._is_seen():
            self._session.choosePhotograph(row.path)

    def _follow(self, selection: Selection) -> None:
        """Another photograph was chosen elsewhere: go there, where it is shown."""
        path, row = selection.photograph, self.current()
        if path is None or self._projects.project is None or (row is not None and row.path == path):
            return
        self._projects.ask(lambda project, _token: project.files.at(path), self._go_to, slot=FIND_SLOT)

    def _go_to(self, photographs: tuple[int, ...]) -> None:
        row = self._photographs.rowOf(photographs[0]) if photographs else -1
        if row < 0 or self._look.isActive():
            return
        self._is_following = True
        try:
            flags = QItemSelectionModel.SelectionFlag
            self.rows.setCurrentIndex(self._photographs.index(row, 0), flags.ClearAndSelect | flags.Rows)
        finally:
            self._is_following = False
