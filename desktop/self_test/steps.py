"""Steps that take as long as they take: the event loop is turned until each is done."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

from PySide6.QtWidgets import QApplication

PAUSE_S = 0.01
TIMEOUT_S = 1800.0
"""For one step: a machine that is busy with something else takes its time, and passes all the same."""


class StepFailed(Exception):  # noqa: N818 - named for what it tells
    """A step did not do what it is for."""


class Steps:
    """Says of each step what it took since the one before."""

    def __init__(self) -> None:
        self.has_failed = False
        self._begun_s = time.perf_counter()

    def wait(self, name: str, is_done: Callable[[], bool]) -> None:
        """Turn the event loop until it is done. Raises StepFailed where a crash was told or the time is over."""
        if not self.turn_until(lambda: self.has_failed or is_done()) or self.has_failed:
            raise StepFailed(name)
        self.done(name)

    def turn_until(self, is_done: Callable[[], bool]) -> bool:
        """Turn the event loop until it is done. False where the time was over first."""
        end_s = time.perf_counter() + TIMEOUT_S
        while not is_done():
            QApplication.processEvents()
            time.sleep(PAUSE_S)  # else the loop keeps a core from those that are waited for
            if time.perf_counter() > end_s:
                return False
        return True

    def done(self, name: str) -> None:
        """Say what it took."""
        now_s = time.perf_counter()
        self.say(f"{name}: {now_s - self._begun_s:.2f} s")
        self._begun_s = now_s

    def fail(self, reason: str) -> None:
        """Say what failed; the test goes on to its end, and fails."""
        self.has_failed = True
        self.say(f"failed: {reason}")

    def say(self, text: str) -> None:
        """A line on the standard output."""
        print(text, file=sys.stdout, flush=True)  # noqa: T201 - what a self-test is for
