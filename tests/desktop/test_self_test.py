"""The self-test ends, whatever fails in it."""

from __future__ import annotations

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.self_test.steps import StepFailed, Steps


def test_a_step_that_takes_too_long_fails(monkeypatch: pytest.MonkeyPatch, qapp: object) -> None:
    monkeypatch.setattr("desktop.self_test.steps.TIMEOUT_S", 0.05)
    with pytest.raises(StepFailed, match="never done"):
        Steps().wait("never done", lambda: False)


def test_a_crash_that_was_told_ends_a_step(qapp: object) -> None:
    steps = Steps()
    steps.fail("told")
    with pytest.raises(StepFailed):
        steps.wait("told", lambda: False)


def test_a_training_that_goes_on_is_stopped_before_the_window_is_closed(
    program: Program, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Else the window asks whether it may be closed, and waits for an answer that nobody gives."""
    from desktop.self_test import end
    from desktop.self_test.material import training_settings

    asked: list[str] = []
    monkeypatch.setattr(program.window.training, "_ask", lambda name: bool(asked.append(name)) or True)
    program.trainings.submit(training_settings(tmp_path, tmp_path / "cache"))
    qtbot.waitUntil(lambda: program.trainings.running is not None)
    end(program, Steps())
    assert asked == []
    assert program.trainings.running is None
    assert not program.window.isVisible()
