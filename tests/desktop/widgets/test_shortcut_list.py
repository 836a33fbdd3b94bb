import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from pytestqt.qtbot import QtBot

from desktop.itemmodels.commands import CommandEntry, ShortcutColumn
from desktop.widgets.shortcut_list import ShortcutList


def entry(title: str, keys: str) -> CommandEntry:
    action = QAction(title)
    action.setShortcut(QKeySequence(keys))
    return CommandEntry(action, ("File",), QKeySequence(keys))


@pytest.fixture
def entries(qapp: object) -> list[CommandEntry]:
    return [entry("Open", "Ctrl+O"), entry("Export", "Ctrl+E"), entry("Fit", "F")]


@pytest.fixture
def shortcuts(qtbot: QtBot, entries: list[CommandEntry]) -> ShortcutList:
    shortcuts = ShortcutList()
    qtbot.addWidget(shortcuts)
    shortcuts.setEntries(entries)
    shortcuts.setReserved({"Space": "hides the overlay while it is held"})
    shortcuts.show()
    return shortcuts


def press(qtbot: QtBot, shortcuts: ShortcutList, key: Qt.Key, modifiers: Qt.KeyboardModifier) -> None:
    qtbot.keyClick(shortcuts.keyEdit, key, modifiers)
    shortcuts.keyEdit.editingFinished.emit()


CTRL = Qt.KeyboardModifier.ControlModifier


def test_new_keys_take_effect_at_once_and_are_told(
    qtbot: QtBot, shortcuts: ShortcutList, entries: list[CommandEntry]
) -> None:
    shortcuts.setCurrentEntry(entries[1])
    assert shortcuts.keyEdit.keySequence() == QKeySequence("Ctrl+E")
    with qtbot.waitSignal(shortcuts.shortcutChanged) as changed:
        press(qtbot, shortcuts, Qt.Key.Key_J, CTRL)
    assert changed.args == [entries[1], QKeySequence("Ctrl+J")]
    assert entries[1].action.shortcut() == QKeySequence("Ctrl+J")
    assert shortcuts.view.model().index(1, ShortcutColumn.SHORTCUT).data() == "Ctrl+J"
    assert shortcuts.message() == ""


def test_two_commands_never_share_keys(qtbot: QtBot, shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    shortcuts.setCurrentEntry(entries[0])
    with qtbot.assertNotEmitted(shortcuts.shortcutChanged):
        press(qtbot, shortcuts, Qt.Key.Key_E, CTRL)
    assert entries[0].action.shortcut() == QKeySequence("Ctrl+O")
    assert shortcuts.message() == "Ctrl+E belongs to 'Export'."
    assert shortcuts.takeButton.isVisible()
    told: list[tuple[str, str]] = []
    shortcuts.shortcutChanged.connect(lambda entry, keys: told.append((entry.title, keys.toString())))
    qtbot.mouseClick(shortcuts.takeButton, Qt.MouseButton.LeftButton)
    assert told == [("Export", ""), ("Open", "Ctrl+E")]
    assert entries[1].action.shortcut().isEmpty()
    assert not shortcuts.takeButton.isVisible()


def test_keys_of_which_one_begins_with_the_other_clash_too(
    shortcuts: ShortcutList, entries: list[CommandEntry]
) -> None:
    assert not shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+E, Ctrl+A"))
    entries[2].action.setShortcuts([QKeySequence("F"), QKeySequence("Ctrl+0, F")])
    assert not shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+0"))
    assert shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+1"))


def test_fixed_keys_cannot_be_had(shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    assert not shortcuts.setShortcut(entries[0], QKeySequence("Space"))
    assert "hides the overlay" in shortcuts.message()
    assert not shortcuts.takeButton.isVisible()


def test_a_command_may_have_no_keys(shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    assert shortcuts.setShortcut(entries[0], QKeySequence())
    assert shortcuts.setShortcut(entries[1], QKeySequence())
    assert entries[0].action.shortcut().isEmpty()


def test_reset_one(qtbot: QtBot, shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+1"))
    shortcuts.setCurrentEntry(entries[0])
    qtbot.mouseClick(shortcuts.resetButton, Qt.MouseButton.LeftButton)
    assert entries[0].action.shortcut() == QKeySequence("Ctrl+O")


def test_reset_of_keys_that_another_has_now_is_refused(shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+1"))
    shortcuts.setShortcut(entries[1], QKeySequence("Ctrl+O"))
    assert not shortcuts.resetShortcut(entries[0])
    assert entries[0].action.shortcut() == QKeySequence("Ctrl+1")


def test_reset_all_undoes_even_an_exchange(qtbot: QtBot, shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    shortcuts.setShortcut(entries[0], QKeySequence())
    shortcuts.setShortcut(entries[1], QKeySequence("Ctrl+O"))
    shortcuts.setShortcut(entries[0], QKeySequence("Ctrl+E"))
    qtbot.mouseClick(shortcuts.resetAllButton, Qt.MouseButton.LeftButton)
    assert [each.action.shortcut().toString() for each in entries] == ["Ctrl+O", "Ctrl+E", "F"]


def test_search_by_name_and_by_keys(qtbot: QtBot, shortcuts: ShortcutList, entries: list[CommandEntry]) -> None:
    qtbot.keyClicks(shortcuts.filterField, "ctrl+e")
    assert shortcuts.view.model().rowCount() == 1
    assert shortcuts.currentEntry() is entries[1]
    shortcuts.filterField.setText("nothing like this")
    assert shortcuts.currentEntry() is None
    assert not shortcuts.keyEdit.isEnabled()
