"""What is grey in the menus says why, whatever is open and wherever one is."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from desktop.app import Program
from desktop.commands import CommandId
from desktop.commands.needs import NEEDS, PLACES
from desktop.workspace import Workspace

C = CommandId


def silent(program: Program) -> list[tuple[Workspace, CommandId]]:
    """The commands that are grey in a workspace and do not say why."""
    found = []
    for workspace in Workspace:
        program.window.workspaces.choose(workspace)
        QApplication.processEvents()
        for command, action in program.window.actions_by_id.items():
            if not action.isEnabled() and not action.reason():
                found.append((workspace, command))
            assert action.reason() in action.toolTip()
    return found


def test_with_nothing_open(program: Program) -> None:
    assert silent(program) == []
    assert not program.window.action(C.FIT).isEnabled()
    assert not program.window.action(C.PRESET_CLASSES).isEnabled()


def test_with_a_photograph_and_a_model(ready: Program) -> None:
    assert silent(ready) == []


def test_with_a_project(with_project: Program) -> None:
    assert silent(with_project) == []


def test_what_is_seen_in_review_alone_is_grey_elsewhere(ready: Program) -> None:
    window = ready.window
    assert window.action(C.FIT).isEnabled()
    window.workspaces.choose(Workspace.DATA)
    assert not window.action(C.FIT).isEnabled()
    assert "Review" in window.action(C.FIT).toolTip()
    window.workspaces.choose(Workspace.REVIEW)
    assert window.action(C.FIT).isEnabled()


def test_the_space_bar_belongs_to_lists_outside_review(
    ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    window = ready.window
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspaces.choose(Workspace.DATA)
    held = []
    monkeypatch.setattr(window.keys, "_hold", held.append)
    window.data.setFocus()
    qtbot.keyPress(window, Qt.Key.Key_Space)
    qtbot.keyRelease(window, Qt.Key.Key_Space)
    assert held == []
    window.workspaces.choose(Workspace.REVIEW)
    qtbot.keyPress(window, Qt.Key.Key_Space)
    qtbot.keyRelease(window, Qt.Key.Key_Space)
    assert held == [True, False]


def test_the_tables_name_commands_that_can_be_grey() -> None:
    assert not {C.QUIT, C.PALETTE, C.GUIDE, C.OPEN_FOLDER} & (set(NEEDS) | set(PLACES))
    assert all(places for places in PLACES.values())
