"""How long the event loop was away: the figure behind "never blocks"."""

import time

from PySide6.QtCore import QObject, Qt, QTimer


class Watchdog(QObject):
    """A timer that ticks every `interval_ms` and remembers the longest time between two ticks."""

    def __init__(self, *, interval_ms: int = 5, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._timer = QTimer(self)
        self._timer.setTimerType(Qt.TimerType.PreciseTimer)
        self._timer.setInterval(interval_ms)
        self._timer.timeout.connect(self._tick)
        self._last_s = 0.0
        self._gaps_ms: list[float] = []

    def start(self) -> None:
        """Begin anew."""
        self._gaps_ms.clear()
        self._last_s = time.perf_counter()
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

    def _tick(self) -> None:
        now_s = time.perf_counter()
        gap_ms = (now_s - self._last_s) * 1e3
        self._last_s = now_s
        # Only what is worth reporting is kept: a day of ticks would be seventeen million numbers.
        if gap_ms > 15 or not self._gaps_ms:
            self._gaps_ms.append(gap_ms)
            del self._gaps_ms[:-10_000]
