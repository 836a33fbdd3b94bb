"""The window may be closed in the middle of anything."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import threading
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program

WAIT_MS = 60_000
CLOSING_S = 60.0


def before_anything(program: Program) -> bool:
    return program.window.isVisible()


def while_libraries_load(program: Program) -> bool:
    program.networks.load_libraries()
    return program.lanes.network.has("libraries") or program.networks.explainer is not None


def while_the_model_loads(program: Program) -> bool:
    return program.lanes.network.has("model") or program.session.model is not None


def while_an_answer_is_computed(program: Program) -> bool:
    return program.lanes.network.has("explanation") or program.session.explanation is not None


def while_other_layers_follow(program: Program) -> bool:
    return program.session.explanation is not None


@pytest.mark.parametrize(
    "is_time",
    [
        before_anything,
        while_libraries_load,
        while_the_model_loads,
        while_an_answer_is_computed,
        while_other_layers_follow,
    ],
)
def test_closing_ends_every_thread_at_once_and_nothing_arrives_afterwards(
    make_program: Callable[[], Program],
    photographs: list[Path],
    model_file: Path,
    is_time: Callable[[Program], bool],
    qtbot: QtBot,
) -> None:
    threads_before = set(threading.enumerate())
    program = make_program()
    program.start([photographs[0].parent, model_file])
    qtbot.waitUntil(lambda: is_time(program), timeout=WAIT_MS)
    late: list[object] = []
    started = time.perf_counter()
    program.window.close()
    assert time.perf_counter() - started < CLOSING_S
    program.session.explanationChanged.connect(late.append)
    program.session.photographChanged.connect(late.append)
    qtbot.wait(20)
    assert late == []
    own = {thread.name for thread in set(threading.enumerate()) - threads_before}
    assert not {name for name in own if name.startswith(("lane", "thumbnails", "file-dates"))}
    assert program.crash.dialog is None


CHILD = """
import os, signal, sys
from pathlib import Path
from PySide6.QtCore import QTimer
from desktop.app import Program, make_application
from desktop.files import UserFolders

app = make_application(["funduscope"])
folders = UserFolders.inside(Path(sys.argv[1]))
program = Program(app, folders)
program.start([Path(sys.argv[2]), Path(sys.argv[3])])
session = program.session
asked = []

def look():
    if session.explanation is not None and not asked:
        asked.append(session.step(2))
    if folders.settings.exists() and "eye 3.png" in folders.settings.read_text("utf-8"):
        os.kill(os.getpid(), signal.SIGKILL)

timer = QTimer(interval=100)
timer.timeout.connect(look)
timer.start()
app.exec()
"""


@pytest.mark.skipif(not hasattr(signal, "SIGKILL"), reason="needs a signal that cannot be refused")
def test_after_a_hard_end_the_next_start_goes_on_there(
    make_program: Callable[[], Program], photographs: list[Path], model_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    places = [str(tmp_path / "user"), str(photographs[0].parent), str(model_file)]
    environment = {**os.environ, "PYTHONPATH": str(Path(__file__).parents[3])}
    done = subprocess.run([sys.executable, "-c", CHILD, *places], env=environment, timeout=WAIT_MS / 100)
    assert done.returncode == -signal.SIGKILL
    again = make_program()
    again.start()
    qtbot.waitUntil(lambda: again.session.explanation is not None, timeout=WAIT_MS)
    assert again.session.selection.photograph == photographs[2]
    assert list(again.session.order) == photographs
