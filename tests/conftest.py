"""What every test gets: real data where it is at hand; guards against threads left behind and network calls."""

import os
import socket
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path

import hypothesis
import pytest

REPOSITORY = Path(__file__).resolve().parent.parent
LOOPBACK = ("127.", "::1", "localhost")
THREAD_GRACE_S = 20.0

# How long an example takes is the machine's affair: the first one of a test imports what it needs.
hypothesis.settings.register_profile("patient", deadline=None)
hypothesis.settings.load_profile("patient")

# Before anything imports Qt, matplotlib or a library that asks a hub for weights.
os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["MPLBACKEND"] = "Agg"
os.environ["HF_HUB_OFFLINE"] = "1"

# Settings, recent files and thumbnails of the person who runs the tests are neither read nor written.
_home = tempfile.TemporaryDirectory(prefix="funduscope-tests-", ignore_cleanup_errors=True)
for _kind in ("CONFIG", "CACHE", "DATA", "STATE"):
    os.environ[f"XDG_{_kind}_HOME"] = str(Path(_home.name) / _kind.lower())


def pytest_addoption(parser: pytest.Parser) -> None:
    """`--slow`: also the tests that take minutes."""
    parser.addoption("--slow", action="store_true", help="also run the tests marked slow, which take minutes")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Skip what is marked slow unless it was asked for."""
    if config.getoption("--slow"):
        return
    skip = pytest.mark.skip(reason="slow; run with --slow")
    for item in items:
        if "slow" in item.keywords:
            item.add_marker(skip)


@pytest.fixture(scope="session")
def repository() -> Path:
    """The root of the working tree."""
    return REPOSITORY


@pytest.fixture(scope="session")
def data_dir() -> Path:
    """The real data: `FUNDUSCOPE_TEST_DATA`, or `../shared/data` beside the repository. Skips where there is none."""
    named = os.environ.get("FUNDUSCOPE_TEST_DATA")
    folder = Path(named) if named else REPOSITORY.parent / "shared" / "data"
    if named and not folder.is_dir():
        pytest.fail(f"FUNDUSCOPE_TEST_DATA names {folder}, which is not a folder")
    if not folder.is_dir():
        pytest.skip("needs the real data: put it into ../shared/data or name its folder in FUNDUSCOPE_TEST_DATA")
    return folder


def _is_local(address: object) -> bool:
    return not isinstance(address, tuple) or str(address[0]).startswith(LOOPBACK)


@pytest.fixture(autouse=True, scope="session")
def no_network() -> Iterator[None]:
    """Photographs of patients stay on the machine: nothing may call another one."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: object) -> None:
        if not _is_local(address):
            raise AssertionError(f"the program tried to reach {address} over the network")
        connect(self, address)  # type: ignore[arg-type]

    patch = pytest.MonkeyPatch()
    patch.setattr(socket.socket, "connect", guarded)
    yield
    patch.undo()


def _live_threads() -> set[threading.Thread]:
    # Dummy threads stand for threads of Qt or torch that once ran Python; they stay in the list after their end.
    return {thread for thread in threading.enumerate() if not isinstance(thread, threading._DummyThread)}


@pytest.fixture(autouse=True)
def no_thread_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """A test that leaves a thread behind fails; threads that are on their way out get a moment."""
    before = _live_threads()
    yield
    end_s = time.monotonic() + THREAD_GRACE_S  # for all together: many that were left do not take many times as long
    for thread in _live_threads() - before:
        thread.join(max(end_s - time.monotonic(), 0.0))
    left = sorted(thread.name for thread in _live_threads() - before)
    assert not left, f"{request.node.nodeid} left threads behind: {', '.join(left)}"
