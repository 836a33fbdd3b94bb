"""What every long computation takes: a token by which it can be cancelled, and a way to tell how far it is."""

import threading
from collections.abc import Callable
from dataclasses import dataclass


class Cancelled(Exception):  # noqa: N818 - it is not an error
    """The computation was told to stop. This is not an error."""


class CancelToken:
    """A flag that one thread raises and the computing thread checks between steps."""

    __slots__ = ("_event",)

    def __init__(self) -> None:
        self._event = threading.Event()

    def cancel(self) -> None:
        """Ask the computation to stop. May be called from any thread, any number of times."""
        self._event.set()

    @property
    def is_cancelled(self) -> bool:
        """Whether :meth:`cancel` was called."""
        return self._event.is_set()

    def check(self) -> None:
        """Raise :class:`Cancelled` once the computation was told to stop."""
        if self._event.is_set():
            raise Cancelled


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a computation is: `done` of `total` steps (`total` 0: not known yet) and what it is doing."""

    done: int
    total: int
    text: str = ""


ProgressReport = Callable[[Progress], None]


def no_report(_progress: Progress) -> None:
    """A progress report for callers that do not want one."""
