import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtWidgets import QLineEdit, QMainWindow
from pytestqt.qtbot import QtBot

from desktop.itemmodels.commands import CommandEntry, menu_entries
from desktop.widgets.command_palette import CommandPalette


class Window(QMainWindow):
    def __init__(self) -> None:
        super().__init__()
        self.triggered: list[str] = []
        menu = self.menuBar().addMenu("&File")
        for title, keys in (("&Open folder…", "Ctrl+O"), ("&Fit in window", "F"), ("&Next", "Down")):
            action = menu.addAction(title)
            action.setShortcut(keys)
            action.triggered.connect(lambda _checked, title=title: self.triggered.append(title))
        self.field = QLineEdit()
        self.setCentralWidget(self.field)
        self.palette_ = CommandPalette(self)

    def entries(self) -> list[CommandEntry]:
        return menu_entries(self.menuBar())


@pytest.fixture
def window(qtbot: QtBot) -> Window:
    window = Window()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    window.activateWindow()
    window.field.setFocus()
    qtbot.waitUntil(window.field.hasFocus)
    return window


def test_typing_finds_and_enter_triggers_and_the_keys_go_back(qtbot: QtBot, window: Window) -> None:
    palette = window.palette_
    palette.popUp(window.entries())
    assert palette.isVisible()
    assert palette.field.hasFocus()
    qtbot.keyClicks(palette.field, "fit")
    assert palette.currentEntry() is not None
    assert palette.currentEntry().title == "Fit in window"
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.triggered == ["&Fit in window"]
    assert not palette.isVisible()
    assert window.field.hasFocus()


def test_arrows_walk_and_trigger_no_command(qtbot: QtBot, window: Window) -> None:
    palette = window.palette_
    palette.popUp(window.entries())
    qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.currentEntry().title == "Fit in window"
    qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.currentEntry().title == "Open folder…"
    qtbot.keyClick(palette.field, Qt.Key.Key_F)
    assert window.triggered == []
    assert palette.field.text() == "f"


def test_escape_and_going_elsewhere_close(qtbot: QtBot, window: Window) -> None:
    palette = window.palette_
    palette.popUp(window.entries())
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()
    assert window.field.hasFocus()
    palette.popUp(window.entries())
    window.field.setFocus(Qt.FocusReason.MouseFocusReason)
    assert not palette.isVisible()
    assert window.triggered == []


def test_what_was_typed_is_forgotten_and_nothing_found_is_said(qtbot: QtBot, window: Window) -> None:
    palette = window.palette_
    palette.popUp(window.entries())
    qtbot.keyClicks(palette.field, "zzz")
    assert palette.currentEntry() is None
    assert palette._nothing.isVisible()
    qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert window.triggered == []
    palette.close()
    palette.popUp(window.entries())
    assert palette.field.text() == ""
    assert palette.view.model().rowCount() == 3


def test_a_click_triggers_and_a_disabled_command_does_not(qtbot: QtBot, window: Window) -> None:
    palette = window.palette_
    entries = window.entries()
    entries[0].action.setEnabled(False)
    palette.popUp(entries)
    model = palette.view.model()
    assert [model.index(row, 0).data() for row in range(3)] == ["Fit in window", "Next", "Open folder…"]
    for row in (2, 1):
        place = palette.view.visualRect(model.index(row, 0)).center()
        qtbot.mouseClick(palette.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert window.triggered == ["&Next"]


def test_lies_inside_its_window(qtbot: QtBot, window: Window) -> None:
    window.resize(300, 400)
    window.palette_.popUp(window.entries())
    assert window.rect().contains(window.palette_.geometry())
    many = [CommandEntry(QAction(f"Command {number}"), (), QKeySequence()) for number in range(50)]
    window.palette_.popUp(many)
    assert window.rect().contains(window.palette_.geometry())
