"""What was said of photographs and is not on the disk as yet."""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project

Step = Callable[["Project"], object]


class StepQueue:
    """Steps that are not on the disk as yet, in order. They are taken in one thread and worked off in another."""

    def __init__(self) -> None:
        self._steps: deque[tuple[Project, Step]] = deque()
        self._working = threading.Lock()

    def __bool__(self) -> bool:
        return bool(self._steps)

    def put(self, project: Project, step: Step) -> None:
        """Behind all others."""
        self._steps.append((project, step))

    def work_off(self) -> None:
        """A step that fails stays, with all behind it. Raises ProjectError."""
        with self._working:
            while self._steps:
                project, step = self._steps[0]
                step(project)
                self._steps.popleft()

    def give_up(self) -> None:
        """Forget what could not be kept."""
        with self._working:
            self._steps.clear()
