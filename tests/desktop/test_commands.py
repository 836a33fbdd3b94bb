"""Every command can be found, and no two share their keys."""

from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.commands import COMMANDS, CommandId, build_actions, clashes, remember_shortcuts
from desktop.settings import SHORTCUTS, Settings
from desktop.workspace import Workspace


def test_each_command_is_declared_once() -> None:
    assert sorted(command.id.value for command in COMMANDS) == sorted(member.value for member in CommandId)


def test_every_command_has_words_and_keys_and_none_share_them(qtbot: QtBot, settings: Settings) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    actions = build_actions(parent, settings)
    for action in actions.values():
        assert action.text()
        assert action.statusTip()
        assert not action.shortcut().isEmpty(), action.text()
        assert action.shortcut().toString(QKeySequence.SequenceFormat.NativeText) in action.toolTip()
    assert clashes(actions.values()) == []


def test_clashes_are_found(qtbot: QtBot, settings: Settings) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    actions = build_actions(parent, settings)
    actions[CommandId.FIT].setShortcut("Ctrl+O")
    assert [(first.text(), second.text()) for first, second in clashes(actions.values())] == [
        ("&Open photographs…", "&Fit in window")
    ]


def test_a_chosen_shortcut_is_there_in_the_next_run(qtbot: QtBot, settings: Settings) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    actions = build_actions(parent, settings)
    actions[CommandId.FIT].setShortcut("Ctrl+7")
    remember_shortcuts(actions, settings)
    assert settings.value(SHORTCUTS) == {"view.fit": "Ctrl+7"}
    again = build_actions(parent, settings)
    assert again[CommandId.FIT].shortcut() == QKeySequence("Ctrl+7")
    assert "Ctrl+7" in again[CommandId.FIT].toolTip()


def test_a_grey_command_says_why(qtbot: QtBot, settings: Settings) -> None:
    parent = QWidget()
    qtbot.addWidget(parent)
    fit = build_actions(parent, settings)[CommandId.FIT]
    assert fit.reason() == ""
    fit.setEnabled(False)
    assert not fit.isEnabled()
    assert fit.toolTip() == "Show the whole photograph (F)\nOpen a photograph first."
    fit.setEnabled(True)
    fit.setWorkspace(Workspace.DATA)
    assert not fit.isEnabled()
    assert fit.toolTip().endswith("\nGo to the workspace Review first (Alt+1).")
    fit.setWorkspace(Workspace.REVIEW)
    assert fit.isEnabled()
    assert fit.toolTip() == "Show the whole photograph (F)"
