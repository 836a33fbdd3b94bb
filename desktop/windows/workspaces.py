"""The workspaces of a window: which page is in its middle and which panels stand around it."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QByteArray, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMainWindow, QSizePolicy, QStackedWidget, QVBoxLayout, QWidget

from desktop.settings import WORKSPACE, WORKSPACE_STATES, Settings
from desktop.widgets.workspace_bar import WorkspaceBar
from desktop.windows.docks import LAYOUT_VERSION, Docks
from desktop.workspace import Workspace


class Workspaces(QObject):
    """Holds a page for each workspace, and remembers how the user arranged the panels around it."""

    chosen = Signal(object)
    """The Workspace that is shown now."""

    def __init__(self, window: QMainWindow, docks: Docks, settings: Settings) -> None:
        super().__init__(window)
        self.current = Workspace.REVIEW
        self._window = window
        self._docks = docks
        self._settings = settings
        self._pages: dict[Workspace, QWidget] = {}
        self._dock_names: dict[Workspace, frozenset[str]] = {}
        self._states: dict[Workspace, QByteArray] = {}
        self._actions: Mapping[Workspace, QAction] = {}
        self._stack = QStackedWidget()
        middle = QWidget()
        self._column = QVBoxLayout(middle)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._column.addWidget(self._stack, 1)
        window.setCentralWidget(middle)

    def add(self, workspace: Workspace, page: QWidget, docks: frozenset[str]) -> None:
        """Give `workspace` its page; `docks` are the names of the panels that stand around it at first."""
        self._pages[workspace] = page
        self._dock_names[workspace] = docks
        self._stack.addWidget(page)
        self._let_go_of_hidden_pages()

    def page(self) -> QWidget:
        """The page that is shown."""
        return self._pages[self.current]

    def showAbove(self, widget: QWidget) -> None:
        """Put `widget` above the pages, where it is seen in every workspace: what is said there concerns them all."""
        self._column.insertWidget(0, widget)

    def connectActions(self, actions: Mapping[Workspace, QAction]) -> None:
        """The actions that choose a workspace: they become the bar beside the menus."""
        self._actions = actions
        for workspace, action in actions.items():
            action.triggered.connect(lambda _checked=False, workspace=workspace: self.choose(workspace))
        self.bar = WorkspaceBar(list(actions.values()), self._window)
        self._window.menuBar().setCornerWidget(self.bar, Qt.Corner.TopRightCorner)
        self._mark()

    def choose(self, workspace: Workspace) -> None:
        """Show the page of `workspace`, with its panels as they were left."""
        if workspace is self.current or workspace not in self._pages:
            self._mark()
            return
        self._window.setUpdatesEnabled(False)
        try:
            self._states[self.current] = self._window.saveState(LAYOUT_VERSION)
            self.current = workspace
            self._stack.setCurrentWidget(self._pages[workspace])
            self._let_go_of_hidden_pages()
            state = self._states.get(workspace)
            if state is None or not self._window.restoreState(state, LAYOUT_VERSION):
                self._show_own_docks()
        finally:
            self._window.setUpdatesEnabled(True)
        self._mark()
        self._docks.adapt()
        self._docks.tidy_tabs()
        QTimer.singleShot(0, self, self._docks.tidy_tabs)
        self.chosen.emit(workspace)

    def resetLayout(self) -> None:
        """Put the panels of every workspace back to where they were at first."""
        self._states.clear()
        self._docks.reset()
        self._show_own_docks()

    def restore(self) -> None:
        """The arrangements of last time, and the workspace that was left."""
        self._docks.restore()
        for name, text in self._settings.value(WORKSPACE_STATES).items():
            if name in list(Workspace):
                self._states[Workspace(name)] = QByteArray.fromBase64(text.encode())
        name = self._settings.value(WORKSPACE)
        self.choose(next((workspace for workspace in self._pages if workspace.value == name), Workspace.REVIEW))

    def save(self) -> None:
        """Remember them. The review's arrangement is that of the panels as such."""
        self._settings.setValue(WORKSPACE, self.current.value)
        self.choose(Workspace.REVIEW)
        self._docks.save()
        states = {
            workspace.value: bytes(state.toBase64().data()).decode()
            for workspace, state in self._states.items()
            if workspace is not Workspace.REVIEW
        }
        self._settings.setValue(WORKSPACE_STATES, states)

    def _let_go_of_hidden_pages(self) -> None:
        """Only the page that is shown says how small the window may be."""
        for page in self._pages.values():
            is_shown = page is self._stack.currentWidget()
            policy = QSizePolicy.Policy.Preferred if is_shown else QSizePolicy.Policy.Ignored
            page.setSizePolicy(policy, policy)

    def _show_own_docks(self) -> None:
        for name, dock in self._docks.docks.items():
            dock.setVisible(name in self._dock_names[self.current])

    def _mark(self) -> None:
        action = self._actions.get(self.current)
        if action is not None:
            action.setChecked(True)
