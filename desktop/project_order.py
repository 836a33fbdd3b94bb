"""Which photographs of the open project a question finds, asked again whenever something has changed."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from core.datasets.catalogue.filters import BrowseQuery
from core.jobs import CancelToken
from desktop.itemmodels.project_photographs import Order
from desktop.jobs import Priority
from desktop.projects import Projects

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

ORDER_SLOT = "photographs"
AGAIN_MS = 1000
"""Between two questions that changes alone make necessary."""

Found = tuple[BrowseQuery, Order]


class ProjectOrder(QObject):
    """Asks for what `query()` says. What is shown stays until what is true now is known."""

    found = Signal(object, bool)
    """An Order, and whether it answers the same question as the one before."""

    def __init__(self, projects: Projects, query: Callable[[], BrowseQuery], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects = projects
        self._query = query
        self.shown: BrowseQuery | None = None
        """The question that what is shown answers."""
        self._asked: BrowseQuery | None = None
        self._is_stale = False
        self._again = QTimer(self, singleShot=True, interval=AGAIN_MS)
        self._again.timeout.connect(self.refresh)
        projects.changed.connect(self.refresh)

    def forget(self) -> None:
        """Another project is open."""
        self.shown = self._asked = None

    def ask(self) -> None:
        """Ask at once: the user waits."""
        self._is_stale = False
        query = self._asked = self._query()

        def question(project: Project, token: CancelToken) -> Found:
            return query, Order(project.browsing.ids(query, token), project.browsing.groups(query, token))

        self._projects.ask(question, self._take, slot=ORDER_SLOT, priority=Priority.USER)

    def refresh(self) -> None:
        """Something has changed.

        A question that is open is not given up for that: while photographs are read there is always a later change.
        """
        if self._asked is not None:
            self._is_stale = True
        else:
            self.ask()

    def _take(self, answer: Found) -> None:
        query, order = answer
        self._asked = None
        if self._is_stale:
            self._again.start()
        is_same, self.shown = query == self.shown, query
        self.found.emit(order, is_same)
