import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QMainWindow
from pytestqt.qtbot import QtBot

from desktop.itemmodels.commands import (
    CommandEntry,
    PaletteModel,
    ShortcutColumn,
    ShortcutModel,
    menu_entries,
    plain_title,
)


@pytest.fixture
def window(qtbot: QtBot) -> QMainWindow:
    window = QMainWindow()
    qtbot.addWidget(window)
    file, view = window.menuBar().addMenu("&File"), window.menuBar().addMenu("&View")
    file.addAction("&Open folder…").setShortcut("Ctrl+O")
    file.addSeparator()
    file.addAction("Save && close")
    compare = view.addMenu("Co&mpare")
    compare.addAction("Side by side").setShortcut("S")
    return window


def test_menus_become_entries(window: QMainWindow) -> None:
    entries = menu_entries(window.menuBar())
    assert [(entry.title, entry.menus) for entry in entries] == [
        ("Open folder…", ("File",)),
        ("Save & close", ("File",)),
        ("Side by side", ("View", "Compare")),
    ]
    assert entries[2].default == QKeySequence("S")


def test_plain_titles() -> None:
    assert plain_title("Save && &close") == "Save & close"


def entry(title: str, *, is_enabled: bool = True) -> CommandEntry:
    action = QAction(title)
    action.setEnabled(is_enabled)
    return CommandEntry(action, ("File",))


def titles(model: PaletteModel) -> list[str]:
    return [model.index(row).data() for row in range(model.rowCount())]


def test_the_palette_finds_by_title_and_by_menu(qapp: object) -> None:
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setEntries([entry("Open folder"), entry("Fit"), entry("Quit")])
    assert titles(model) == ["Open folder", "Fit", "Quit"]
    model.setPattern("fit")
    assert titles(model)[0] == "Fit"
    model.setPattern("file q")
    assert titles(model) == ["Quit"]
    assert tester.model() is model


def test_commands_that_cannot_be_used_come_last_and_cannot_be_chosen(qapp: object) -> None:
    model = PaletteModel()
    model.setEntries([entry("Copy", is_enabled=False), entry("Copy caption")])
    model.setPattern("copy")
    assert titles(model) == ["Copy caption", "Copy"]
    assert not model.index(1).flags() & Qt.ItemFlag.ItemIsEnabled


def test_the_list_shows_title_menu_keys_and_tip(qapp: object) -> None:
    model = ShortcutModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    one = entry("&Fit")
    one.action.setShortcut("F")
    one.action.setStatusTip("Show the whole photograph")
    model.setEntries([one])
    assert [model.index(0, column).data() for column in ShortcutColumn] == [
        "Fit",
        "File",
        "F",
        "Show the whole photograph",
    ]
    assert tester.model() is model
