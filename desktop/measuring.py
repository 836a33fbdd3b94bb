"""Figures of what a project knows: gathered in its lane, computed in another, so that nobody waits for a bootstrap."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject

from core.errors import FunduscopeError
from core.jobs import CancelToken
from desktop.jobs import JobContext, Lane
from desktop.projects import Projects

T = TypeVar("T")
U = TypeVar("U")


class Measuring(QObject):
    """Asks in two steps; asking again in the same slot gives up the question before, in whichever step it is."""

    def __init__(self, projects: Projects, lane: Lane, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._projects, self._lane = projects, lane
        projects.opened.connect(lambda _project: lane.cancel_all())

    def ask(
        self,
        gather: Callable[[Any, CancelToken], T],
        figure: Callable[[T], U],
        deliver: Callable[[U | FunduscopeError], Any],
        *,
        slot: str,
    ) -> None:
        """`gather(project, token)` in the project's lane, then `figure` of what it gave.

        A FunduscopeError of either is delivered like an answer.
        """
        if self._projects.project is None:
            return
        self._lane.cancel(slot)

        def gathered(project: Any, token: CancelToken) -> T | FunduscopeError:
            try:
                return gather(project, token)
            except FunduscopeError as error:
                return error

        def take(found: T | FunduscopeError) -> None:
            if isinstance(found, FunduscopeError):
                deliver(found)
            else:
                self._compute(found, figure, deliver, slot)

        self._projects.ask(gathered, take, slot=slot)

    def _compute(self, found: T, figure: Callable[[T], U], deliver: Callable[[Any], Any], slot: str) -> None:
        project = self._projects.project

        def work(_context: JobContext) -> U:
            return figure(found)

        def take(answer: U | FunduscopeError) -> None:
            if self._projects.project is project:
                deliver(answer)

        self._lane.submit(work, take, slot=slot, refuse=take)
