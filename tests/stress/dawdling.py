"""A busy machine, made on purpose: lanes, thumbnails and the window dawdle at random, another way with every seed.

    FUNDUSCOPE_DAWDLE=7 .venv/bin/python -m pytest -p tests.stress.dawdling tests/desktop

A test that waits for a sign and then asks for something that comes later passes on an idle machine and fails here. It
sleeps and does not compute, so many runs go side by side.
"""

from __future__ import annotations

import os
import random
import threading
import time
from collections.abc import Iterator
from typing import Any

import pytest

from desktop import jobs
from desktop.itemmodels import thumbnail_loader

SEED = os.environ.get("FUNDUSCOPE_DAWDLE", "1")
PACES_S = (0.0, 0.0, 0.05, 0.3, 1.0)
"""How long a thread of a test sleeps at most before each piece of work, and again before it hands over the answer."""
STALLS_S = (0.0, 0.0, 0.02, 0.1)
"""How long the window's thread stalls at most, some times a second."""
STALL_EVERY_MS = 150


class _Dawdler:
    """Who sleeps how long in the test that runs."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.begin("")

    def begin(self, test: str) -> None:
        """Draw the paces of a test."""
        with self._lock:
            self._random = random.Random(f"{SEED} {test}")
            self._paces: dict[str, float] = {}
            self.stall_s = self._random.choice(STALLS_S)

    def sleep(self) -> None:
        """Sleep as the thread that calls does in this test."""
        with self._lock:
            name = threading.current_thread().name
            pace_s = self._paces.setdefault(name, self._random.choice(PACES_S))
            pause_s = self._random.uniform(0.0, pace_s)
        time.sleep(pause_s)

    def stall(self) -> None:
        """Hold the window's thread for a moment."""
        with self._lock:
            pause_s = self._random.uniform(0.0, self.stall_s)
        time.sleep(pause_s)


_dawdler = _Dawdler()


@pytest.fixture(autouse=True, scope="session")
def slow_threads() -> Iterator[None]:
    """Let lanes and thumbnails take their time."""
    outcome, make = jobs._Worker._outcome, thumbnail_loader.ThumbnailLoader._make

    def slow_outcome(self: Any, job: jobs.Job) -> object:
        _dawdler.sleep()
        answer = outcome(self, job)
        _dawdler.sleep()
        return answer

    def slow_make(self: Any, *wish: Any) -> thumbnail_loader.Thumbnail:
        _dawdler.sleep()
        return make(self, *wish)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(jobs._Worker, "_outcome", slow_outcome)
        patch.setattr(thumbnail_loader.ThumbnailLoader, "_make", slow_make)
        yield


@pytest.fixture(autouse=True)
def slow_window(request: pytest.FixtureRequest) -> Iterator[None]:
    """Let the window's thread stall now and then, another way in each test."""
    _dawdler.begin(request.node.nodeid)
    if "qapp" not in request.fixturenames:
        yield
        return
    request.getfixturevalue("qapp")
    from PySide6.QtCore import QTimer

    timer = QTimer()
    timer.timeout.connect(_dawdler.stall)
    timer.start(STALL_EVERY_MS)
    yield
    timer.stop()
