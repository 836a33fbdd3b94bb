"""What the window's thread was at when it did not look at its events: its stack, taken by a thread beside it.

By the thread's own processor time: on a crowded machine the clock would say how long others had the processor. The
stack is written by faulthandler on a signal: `sys._current_frames` of Python 3.11 makes frames of calls that are just
being left, while what they held is deleted by Qt without Python's lock, and ends the process soon after.
"""

from __future__ import annotations

import faulthandler
import signal
import sys
import tempfile
import threading
import time
from collections import Counter
from dataclasses import dataclass, field

from PySide6.QtCore import QObject, Qt, QTimer

LOOK_S = 0.005
TICK_MS = 5
LIMIT_MS = 50.0
FIRST_LOOK_MS = 25.0
"""From here on a stack is taken, so that there is one of every standstill, however late this thread gets its turn."""
DEPTH = 14
"""So many of the innermost calls are kept: those outside belong to whoever drives the window."""
SIGNAL = signal.SIGUSR1
HEAD = "Stack (most recent call first):"
MOST = 500


@dataclass(slots=True)
class Standstill:
    """How long the window's thread worked without a look at its events, and where it was meanwhile."""

    at_s: float
    work_ms: float
    stacks: Counter[str] = field(default_factory=Counter)

    def __str__(self) -> str:
        parts = [f"--- {self.work_ms:.0f} ms of processor, {self.at_s:.0f} s after the start"]
        for stack, count in self.stacks.most_common(3):
            parts.append(f"seen {count} times:\n{stack}")
        return "\n".join(parts)


class Standstills(QObject):
    """Looks on from its own thread between `start` and `stop`, both called in the thread that is watched."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.found: list[Standstill] = []
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(TICK_MS)
        self._timer.timeout.connect(self._tick)
        self._file = tempfile.TemporaryFile("w+", encoding="utf-8")  # noqa: SIM115  open as long as this is at work
        self._is_over = threading.Event()
        self._thread: threading.Thread | None = None

    def start(self) -> None:
        """Begin."""
        self._watched = threading.get_ident()
        faulthandler.register(SIGNAL, self._file, all_threads=False)
        self._clock = time.pthread_getcpuclockid(self._watched)
        self._begun_s, self._last_s = time.monotonic(), time.clock_gettime(self._clock)
        self._thread = threading.Thread(target=self._look_on, name="standstills", daemon=True)
        self._thread.start()
        self._timer.start()

    def stop(self) -> None:
        """End, and wait for the thread."""
        self._timer.stop()
        self._is_over.set()
        if self._thread is not None:
            self._thread.join()
            faulthandler.unregister(SIGNAL)
            self._file.close()

    def _tick(self) -> None:
        now_s = time.clock_gettime(self._clock)
        work_ms, self._last_s = (now_s - self._last_s) * 1e3, now_s
        if work_ms < FIRST_LOOK_MS:
            return
        stacks = self._taken()
        if work_ms > LIMIT_MS and len(self.found) < MOST:
            self.found.append(Standstill(time.monotonic() - self._begun_s, work_ms, stacks))
            print(self.found[-1], file=sys.stderr, flush=True)

    def _taken(self) -> Counter[str]:
        self._file.seek(0)
        stacks = self._file.read().split(HEAD)[1:]
        self._file.seek(0)
        self._file.truncate()
        return Counter("\n".join(stack.strip().splitlines()[:DEPTH]) for stack in stacks)

    def _look_on(self) -> None:
        while not self._is_over.wait(LOOK_S):
            if (time.clock_gettime(self._clock) - self._last_s) * 1e3 > FIRST_LOOK_MS:
                signal.pthread_kill(self._watched, SIGNAL)
