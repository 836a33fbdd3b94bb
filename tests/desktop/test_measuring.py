"""Figures come in two steps; of what was asked in one slot only the last is answered."""

from __future__ import annotations

import threading
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from core.errors import FunduscopeError
from desktop.app import Program

WAIT_MS = 60_000


@pytest.fixture
def opened(program: Program, tmp_path: Path, qtbot: QtBot) -> Program:
    program.projects.create(tmp_path / "a.funduscope")
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    return program


def test_a_question_asked_again_gives_up_the_one_before_while_the_project_answers_others(
    opened: Program, qtbot: QtBot
) -> None:
    measuring, projects = opened.window.evaluations.measuring, opened.projects
    begun, may_end = threading.Event(), threading.Event()
    answers: list[object] = []

    def slow(found: str) -> str:
        begun.set()
        may_end.wait(WAIT_MS / 1000)
        return f"slow {found}"

    measuring.ask(lambda _project, _token: "first", slow, answers.append, slot="figures")
    qtbot.waitUntil(begun.is_set, timeout=WAIT_MS)
    others: list[str] = []
    projects.ask(lambda project, _token: project.path.stem, others.append, slot="other")
    qtbot.waitUntil(lambda: others == ["a"], timeout=WAIT_MS)
    measuring.ask(lambda _project, _token: "second", str.upper, answers.append, slot="figures")
    may_end.set()
    qtbot.waitUntil(lambda: answers == ["SECOND"], timeout=WAIT_MS)
    qtbot.waitUntil(lambda: opened.lanes.measuring.is_idle, timeout=WAIT_MS)
    assert answers == ["SECOND"]


def test_errors_of_either_step_are_answers(opened: Program, qtbot: QtBot) -> None:
    measuring = opened.window.evaluations.measuring
    answers: list[object] = []

    def refuse(*_asked: object) -> str:
        raise FunduscopeError("No photograph has both.")

    measuring.ask(refuse, str.upper, answers.append, slot="gather")
    measuring.ask(lambda _project, _token: "found", refuse, answers.append, slot="figure")
    qtbot.waitUntil(lambda: len(answers) == 2, timeout=WAIT_MS)
    assert [str(answer) for answer in answers] == ["No photograph has both."] * 2
