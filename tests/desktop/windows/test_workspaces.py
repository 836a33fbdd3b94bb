"""Changing the workspace changes what is laid out, and each is found again as it was left."""

import pytest
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QLabel, QMainWindow, QToolButton
from pytestqt.qtbot import QtBot

from desktop.settings import Settings
from desktop.windows.docks import Area, DockPlan, Docks
from desktop.windows.workspaces import Workspaces
from desktop.workspace import Workspace


class Window(QMainWindow):
    """A window with three panels and two workspaces."""

    def __init__(self, settings: Settings) -> None:
        super().__init__()
        plans = (
            DockPlan("left", "Left", QLabel("left"), Area.LeftDockWidgetArea, "", 200, 150),
            DockPlan("right", "Right", QLabel("right"), Area.RightDockWidgetArea, "", 200, 150),
            DockPlan("tab", "Tab", QLabel("tab"), Area.RightDockWidgetArea, "", 200, 150, tab_with="right"),
        )
        self.docks = Docks(self, plans, settings)
        self.workspaces = Workspaces(self, self.docks, settings)
        self.review, self.data = QLabel("review"), QLabel("data")
        self.workspaces.add(Workspace.REVIEW, self.review, frozenset(self.docks.docks))
        self.workspaces.add(Workspace.DATA, self.data, frozenset({"left"}))
        actions = {space: QAction(space.value, self, checkable=True) for space in (Workspace.REVIEW, Workspace.DATA)}
        self.workspaces.connectActions(actions)
        self.actions_by_workspace = actions


@pytest.fixture
def window(qtbot: QtBot, settings: Settings) -> Window:
    made = Window(settings)
    qtbot.addWidget(made)
    made.resize(1200, 800)
    made.show()
    return made


def test_a_workspace_brings_its_page_and_its_panels(window: Window) -> None:
    window.workspaces.choose(Workspace.DATA)
    assert window.workspaces.page() is window.data
    assert window.docks.docks["left"].isVisible()
    assert window.docks.docks["right"].isHidden()
    assert window.actions_by_workspace[Workspace.DATA].isChecked()


def test_each_workspace_is_found_as_it_was_left(window: Window) -> None:
    window.docks.docks["left"].hide()
    window.workspaces.choose(Workspace.DATA)
    window.docks.bring("tab")
    window.workspaces.choose(Workspace.REVIEW)
    assert window.docks.docks["left"].isHidden()
    window.workspaces.choose(Workspace.DATA)
    assert not window.docks.docks["tab"].isHidden()


def test_the_bar_chooses(window: Window, qtbot: QtBot) -> None:
    bar = window.menuBar().cornerWidget()
    button = next(button for button in bar.findChildren(QToolButton) if button.text() == "data")
    with qtbot.waitSignal(window.workspaces.chosen) as signal:
        button.click()
    assert signal.args == [Workspace.DATA]


def test_the_next_run_begins_in_the_workspace_that_was_left(window: Window, qtbot: QtBot, settings: Settings) -> None:
    window.workspaces.choose(Workspace.DATA)
    window.docks.bring("right")
    window.workspaces.save()
    other = Window(settings)
    qtbot.addWidget(other)
    other.workspaces.restore()
    assert other.workspaces.current is Workspace.DATA
    assert not other.docks.docks["right"].isHidden()


def test_reset_puts_every_panel_of_the_workspace_back(window: Window) -> None:
    window.workspaces.choose(Workspace.DATA)
    window.docks.bring("right")
    window.workspaces.resetLayout()
    assert not window.docks.docks["left"].isHidden()
    assert window.docks.docks["right"].isHidden()


def test_a_tab_stands_behind_the_panel_whose_place_it_shares(window: Window) -> None:
    assert window.docks.docks["tab"] in window.tabifiedDockWidgets(window.docks.docks["right"])
    window.docks.bring("tab")
    assert not window.docks.docks["tab"].visibleRegion().isEmpty()


def test_a_page_that_is_not_shown_does_not_widen_the_window(window: Window, qtbot: QtBot) -> None:
    window.workspaces.add(Workspace.TRAIN, QLabel("wide " * 600), frozenset())
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() < 1500)
    window.workspaces.choose(Workspace.TRAIN)
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() > 1500)
    window.workspaces.choose(Workspace.DATA)
    qtbot.waitUntil(lambda: window.minimumSizeHint().width() < 1500)
