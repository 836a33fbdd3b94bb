"""Garbage collection at moments when nobody waits."""

from __future__ import annotations

import gc

from PySide6.QtCore import QObject, QTimer

INTERVAL_MS = 1000
_FULL_EVERY = 20
LONGEST_HOLD = 60
"""Collections that are left out at most; after that whatever was waited for has failed."""


class Collector(QObject):
    """Collects in small portions from a timer of the window's thread, instead of whenever Python finds it due.

    With torch loaded a full automatic collection looks at a million objects and stops every thread for 50 to 200 ms.
    Collecting in one thread only also keeps Qt's objects from being destroyed in a worker. `freeze` takes all that is
    alive now out of later collections: libraries and networks, which are never garbage for long.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setInterval(INTERVAL_MS)
        self._timer.timeout.connect(self._collect)
        self._count = 0
        self._left_out = LONGEST_HOLD

    def start(self) -> None:
        """Take over from Python."""
        gc.disable()
        self._timer.start()

    def stop(self) -> None:
        """Give it back to Python."""
        self._timer.stop()
        gc.unfreeze()
        gc.enable()

    def hold(self) -> None:
        """Leave collections out until :meth:`freeze`: a library that is being loaded makes objects, and no garbage."""
        self._left_out = 0

    def freeze(self) -> None:
        """What is alive now is not looked at any more, as long as this collector is at work."""
        self._left_out = LONGEST_HOLD
        if self._timer.isActive():
            gc.freeze()

    def _collect(self) -> None:
        if self._left_out < LONGEST_HOLD:
            self._left_out += 1
            return
        self._count += 1
        gc.collect(2 if self._count % _FULL_EVERY == 0 else 1)
