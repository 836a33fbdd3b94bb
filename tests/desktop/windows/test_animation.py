"""The window that animates: a real network over real files, played, scrubbed, exported, cancelled."""

from __future__ import annotations

import time
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt, QTimer
from pytestqt.qtbot import QtBot

from core.explain.query import ClassTarget
from desktop.app import Program
from desktop.commands import CommandId
from desktop.widgets.message_bar import MessageKind
from desktop.windows.animation import AnimationDialog

WAIT_MS = 60_000
LONGEST_STANDSTILL_S = 0.05


def open_dialog(program: Program) -> AnimationDialog:
    program.window.action(CommandId.ANIMATE).trigger()
    dialog = program.window.animations.dialog
    assert dialog is not None
    return dialog


@pytest.fixture
def playing(ready: Program, qtbot: QtBot) -> AnimationDialog:
    """The window with the four photographs animated, and paused."""
    dialog = open_dialog(ready)
    qtbot.waitUntil(lambda: dialog.player.count() == 4, timeout=WAIT_MS)
    dialog.player.pause()
    dialog.player.setStep(0)
    yield dialog
    if ready.window.animations.dialog is dialog:
        dialog.close()


def test_it_plays_the_photographs_of_the_browser_in_order(ready: Program, qtbot: QtBot) -> None:
    dialog = open_dialog(ready)
    qtbot.waitUntil(dialog.player.isPlaying, timeout=WAIT_MS)
    names = []
    for step in range(4):
        dialog.player.setStep(step)
        names.append(dialog.name.text())
    assert names == [path.name for path in ready.session.order]
    assert dialog.job.isHidden()
    dialog.close()
    assert ready.window.animations.dialog is None


def test_the_command_brings_the_one_window_to_the_front(playing: AnimationDialog, ready: Program) -> None:
    assert open_dialog(ready) is playing


def test_what_it_shows_is_what_the_session_shows(playing: AnimationDialog, ready: Program, qtbot: QtBot) -> None:
    session = ready.session
    assert session.explanation is not None
    animation = playing._animation
    assert animation is not None
    step = animation.sequence.steps[0]
    np.testing.assert_array_equal(step.explanation.map, session.explanation.map)
    assert step.explanation.query == session.explanation.query
    np.testing.assert_array_equal(step.probabilities, session.prediction.probabilities)  # type: ignore[union-attr]


def test_keys_play_and_step(playing: AnimationDialog, qtbot: QtBot) -> None:
    view, player = playing.view, playing.player
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert (player.step(), playing.strip.step()) == (1, 1)
    qtbot.keyClick(view, Qt.Key.Key_End)
    assert player.step() == 3
    qtbot.keyClick(view, Qt.Key.Key_Right)
    assert player.step() == 0
    qtbot.keyClick(view, Qt.Key.Key_Left)
    assert player.step() == 3
    qtbot.keyClick(view, Qt.Key.Key_Home)
    assert player.step() == 0
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert player.isPlaying()
    qtbot.keyClick(view, Qt.Key.Key_Space)
    assert not player.isPlaying()


def test_another_question_is_asked_at_once(playing: AnimationDialog, qtbot: QtBot) -> None:
    playing.form.target.setCurrentIndex(2)
    playing.form.target.activated.emit(2)
    assert playing.player.count() == 0
    qtbot.waitUntil(lambda: playing.player.count() == 4, timeout=WAIT_MS)
    animation = playing._animation
    assert animation is not None
    assert {step.explanation.query.target for step in animation.sequence.steps} == {ClassTarget(1)}
    assert "'Mild'" in playing.caption.text()


@pytest.mark.parametrize("suffix", [".gif", ".mp4"])
def test_it_is_exported(playing: AnimationDialog, tmp_path: Path, suffix: str, qtbot: QtBot) -> None:
    path = tmp_path / f"film{suffix}"
    playing.player.speed.setValue(5)
    with qtbot.waitSignal(playing._maker.exported, timeout=WAIT_MS):
        playing.export(path)
    assert any("Exported" in message.text for message in playing.messages.messages())
    if suffix == ".gif":
        with Image.open(path) as film:
            assert (film.n_frames, film.info["duration"]) == (4, 200)
    else:
        film = cv2.VideoCapture(str(path))
        assert (film.get(cv2.CAP_PROP_FRAME_COUNT), film.get(cv2.CAP_PROP_FPS)) == (4, 5)
        film.release()


def test_an_export_that_cannot_be_says_why(playing: AnimationDialog, tmp_path: Path, qtbot: QtBot) -> None:
    with qtbot.waitSignal(playing._maker.failed, timeout=WAIT_MS):
        playing.export(tmp_path / "nowhere" / "film.gif")
    message = playing.messages.currentMessage()
    assert message is not None
    assert (message.kind, "film.gif" in message.text) == (MessageKind.ERROR, True)


def test_an_export_goes_on_when_the_window_is_closed(
    playing: AnimationDialog, ready: Program, tmp_path: Path, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(ready.window.animations.maker.exported, timeout=WAIT_MS):
        playing.export(tmp_path / "film.gif")
        playing.close()
    assert (tmp_path / "film.gif").exists()
    assert any("film.gif" in message.text for message in ready.window.viewer.messages.messages())


def test_a_photograph_that_cannot_be_read_is_left_out_and_named(
    ready: Program, photographs: list[Path], qtbot: QtBot
) -> None:
    photographs[2].write_bytes(b"no picture any more")
    dialog = open_dialog(ready)
    qtbot.waitUntil(lambda: dialog.player.count() == 3, timeout=WAIT_MS)
    message = dialog.messages.currentMessage()
    assert message is not None
    assert (message.kind, photographs[2].name in message.text) == (MessageKind.WARNING, True)
    dialog.close()


def test_it_can_be_cancelled_and_begun_again(ready: Program, qtbot: QtBot) -> None:
    dialog = open_dialog(ready)
    dialog.job.cancelButton.click()
    assert not dialog._maker.is_making
    assert dialog.job.isHidden()
    assert dialog.makeButton.isEnabled()
    assert dialog.stack.currentWidget() is dialog.empty
    dialog.makeButton.click()
    qtbot.waitUntil(lambda: dialog.player.count() == 4, timeout=WAIT_MS)
    dialog.close()


def test_without_anything_it_says_what_to_do(program: Program) -> None:
    dialog = open_dialog(program)
    assert dialog.stack.currentWidget() is dialog.empty
    assert "network" in dialog.empty.accessibleName()
    assert dialog.openModelButton.isVisible()
    assert dialog.openFolderButton.isVisible()
    assert not dialog.makeButton.isEnabled()
    assert not any(button.isEnabled() for button in dialog.exportButtons.values())
    dialog.close()


def test_without_photographs_it_asks_for_a_folder(program: Program, model_file: Path, qtbot: QtBot) -> None:
    program.window.open_paths([model_file])
    qtbot.waitUntil(lambda: program.session.model is not None, timeout=WAIT_MS)
    dialog = open_dialog(program)
    assert "photographs" in dialog.empty.accessibleName()
    assert not dialog.openModelButton.isVisible()
    dialog.close()


def test_the_window_closes_with_the_program(ready: Program, qtbot: QtBot) -> None:
    dialog = open_dialog(ready)
    ready.window.close()
    assert not dialog.isVisible()


def test_playing_never_holds_the_window_up(playing: AnimationDialog, qtbot: QtBot) -> None:
    """Processor time of this thread between two turns of the event loop: the machine may be busy with other things."""
    longest = 0.0
    last = time.thread_time()

    def beat() -> None:
        nonlocal longest, last
        now = time.thread_time()
        longest, last = max(longest, now - last), now

    timer = QTimer(interval=0)
    timer.timeout.connect(beat)
    timer.start()
    playing.player.speed.setValue(50)
    playing.player.play()
    steps: list[int] = []
    playing.player.stepChanged.connect(steps.append)
    qtbot.waitUntil(lambda: len(steps) > 12, timeout=WAIT_MS)
    timer.stop()
    playing.player.pause()
    assert longest < LONGEST_STANDSTILL_S
