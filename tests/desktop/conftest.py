"""What the tests of the window share: nothing of a test may outlive it."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from desktop.settings import Settings


@pytest.fixture(autouse=True)
def no_threads_left() -> Iterator[None]:
    """Fail a test that leaves a thread of the program running."""
    before = set(threading.enumerate())
    yield
    left = [thread.name for thread in threading.enumerate() if thread not in before and not _is_foreign(thread)]
    assert not left, f"threads left behind: {left}"


@pytest.fixture(autouse=True)
def no_windows_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Fail a test that leaves a window open."""
    yield
    if "qapp" not in request.fixturenames:
        return
    left = [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]
    names = [type(widget).__name__ for widget in left]
    for widget in left:
        widget.close()
    assert not names, f"windows left open: {names}"


def _is_foreign(thread: threading.Thread) -> bool:
    """Threads that libraries keep for good: the pool of torch and of Python's own executors."""
    return thread.name.startswith(("tqdm", "QtDummy", "Dummy", "pytest"))


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    """Settings in a file of this test."""
    return Settings(tmp_path / "settings.ini")
