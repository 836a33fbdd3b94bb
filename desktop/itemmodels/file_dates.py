"""Reads the dates of thousands of files behind the window: on a network drive that takes seconds."""

import threading
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QObject, Signal

from core.images.frames import file_of
from core.jobs import Cancelled, CancelToken

UNKNOWN_DATE = 0.0


class FileDates(QObject):
    """Asks for modification times in one thread that ends with its work."""

    read = Signal(object)
    """dict[Path, float]: seconds since the epoch, `UNKNOWN_DATE` for files that are gone. From the worker thread."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._token = CancelToken()
        self._thread: threading.Thread | None = None

    def start(self, paths: Sequence[Path]) -> None:
        """Read the dates of `paths`; what was being read is given up."""
        self.shutdown()
        self._token = CancelToken()
        self._thread = threading.Thread(
            target=self._work, args=(tuple(paths), self._token), name="file-dates", daemon=True
        )
        self._thread.start()

    def shutdown(self) -> None:
        """Give up and wait for the thread. May be called twice."""
        self._token.cancel()
        if self._thread is not None:
            self._thread.join()
            self._thread = None

    def _work(self, paths: Sequence[Path], token: CancelToken) -> None:
        dates: dict[Path, float] = {}
        try:
            for path in paths:
                token.check()
                dates[path] = _modified(path)
            token.check()
        except Cancelled:
            return
        self.read.emit(dates)


def _modified(path: Path) -> float:
    try:
        return file_of(path).stat().st_mtime
    except OSError:
        return UNKNOWN_DATE
