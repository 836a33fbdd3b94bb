"""How long the event loop was away: the figure behind "never blocks"."""

import time

from PySide6.QtCore import QObject, Qt, QTimer


class Watchdog(QObject):
    """A timer that ticks every `interval_ms` and remembers the longest time between two ticks.

    By the clock, and by the time that this thread was on a processor meanwhile: on a crowded machine the clock says
    how long others had it.
    """

    def __init__(self, *, interval_ms: int = 5, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._tick)
        self._last_s = self._last_work_s = 0.0
        self._gaps_ms: list[float] = []
        self._works_ms: list[float] = []

    def start(self) -> None:
        """Begin anew."""
        self._gaps_ms.clear()
        self._works_ms.clear()
        self._last_s, self._last_work_s = time.perf_counter(), time.thread_time()
        self._timer.start()

    def stop(self) -> float:
        """The longest gap in milliseconds since the start."""
        self._tick()
        self._timer.stop()
        return self.longest_ms

    @property
    def longest_ms(self) -> float:
        """The longest gap so far, in milliseconds."""
        return max(self._gaps_ms, default=0.0)

    def gaps_over(self, limit_ms: float) -> list[float]:
        """Every gap longer than `limit_ms`, in order of time."""
        return [gap for gap in self._gaps_ms if gap > limit_ms]

    def works_over(self, limit_ms: float) -> list[float]:
        """Every time longer than `limit_ms` on a processor between two ticks, in milliseconds."""
        return [work for work in self._works_ms if work > limit_ms]

    def _tick(self) -> None:
        now_s, work_s = time.perf_counter(), time.thread_time()
        gap_ms, work_ms = (now_s - self._last_s) * 1e3, (work_s - self._last_work_s) * 1e3
        self._last_s, self._last_work_s = now_s, work_s
        if work_ms > 15:
            self._works_ms.append(work_ms)
            del self._works_ms[:-10_000]
        # Only what is worth reporting is kept: a day of ticks would be seventeen million numbers.
        if gap_ms > 15 or not self._gaps_ms:
            self._gaps_ms.append(gap_ms)
            del self._gaps_ms[:-10_000]
