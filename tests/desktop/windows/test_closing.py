"""The window may be closed in the middle of anything."""

from __future__ import annotations

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
