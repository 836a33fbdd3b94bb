"""The column of runs: the list, what waits in the queue, and the buttons that change its order."""

from __future__ import annotations

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QHBoxLayout, QLabel, QMenu, QPushButton, QVBoxLayout, QWidget

from core.training.status import RunState
from desktop.resources import icon
from desktop.training_queue import Queued, RunEntry
from desktop.translation import mark, tr
from desktop.widgets.train.run_list import RunAct, RunList
from desktop.widgets.wrapped_label import WrappedLabel

LIST_PX = 260
_TITLES = {
    RunAct.EARLIER: (mark("Earlier"), "up", "Alt+Up"),
    RunAct.LATER: (mark("Later"), "down", "Alt+Down"),
    RunAct.WITHDRAW: (mark("Take out of the queue"), "cancel", "Del"),
    RunAct.PAUSE: (mark("Pause"), "pause", ""),
    RunAct.RESUME: (mark("Resume"), "play", ""),
    RunAct.FINISH: (mark("Stop and keep the best"), "check", ""),
    RunAct.AGAIN: (mark("Train again…"), "copy", ""),
    RunAct.FOLDER: (mark("Show the folder"), "folder", ""),
    RunAct.OVERLAY: (mark("Lay its curves over the others"), "overlay", "Space"),
}


class RunColumn(QWidget):
    """Shows the runs; what is asked of one is told by `actRequested`."""

    actRequested = Signal(object, object)
    """A RunAct, and the Queued or RunEntry that it is about."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFixedWidth(LIST_PX)
        self.list = RunList()
        self.newButton = _button(tr("New training"), "run", tr("Fill in a form, and train"))
        self.placeButton = _button("", "folder", tr("Watch a folder in which a server trains"))
        self.goOnButton = _button(tr("Begin with those that wait"), "play", tr("They wait since training was paused"))
        self._words = WrappedLabel(role="dim")
        self.queueButtons = {
            act: _button("", _TITLES[act][1], f"{tr(_TITLES[act][0])} ({_TITLES[act][2]})")
            for act in (RunAct.EARLIER, RunAct.LATER, RunAct.WITHDRAW)
        }
        self._queue = QWidget()
        self._lay_out()
        for act, button in self.queueButtons.items():
            button.clicked.connect(lambda _checked, act=act: self._ask(act))
        self.list.actRequested.connect(self.actRequested)
        self.list.currentItemChanged.connect(lambda _now, _before: self._enable())
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.setQueue(0, is_held=False)

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(6)
        top.addWidget(self.newButton, 1)
        top.addWidget(self.placeButton)
        queue = QHBoxLayout(self._queue)
        queue.setContentsMargins(0, 0, 0, 0)
        queue.setSpacing(4)
        queue.addWidget(self._words, 1)
        for button in self.queueButtons.values():
            queue.addWidget(button)
        hint = QLabel(tr("A box at the right lays a run's curves over the others."))
        hint.setWordWrap(True)
        hint.setProperty("role", "dim")
        layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 10, 0, 8)
        layout.setSpacing(8)
        layout.addLayout(top)
        layout.addWidget(self._queue)
        layout.addWidget(self.goOnButton)
        layout.addWidget(self.list, 1)
        layout.addWidget(hint)

    def setQueue(self, waiting: int, *, is_held: bool) -> None:
        """So many runs wait; `is_held`: until somebody lets them begin."""
        self._words.setText(tr("{waiting} in the queue", waiting=waiting) if waiting else "")
        self._queue.setVisible(waiting > 0)
        self.goOnButton.setVisible(is_held)
        self._enable()

    def menu(self, value: Queued | RunEntry) -> QMenu:
        """What can be done with a run."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for act in acts(value):
            title, picture, key = _TITLES[act]
            action = QAction(icon(picture), f"{tr(title)}\t{key}" if key else tr(title), menu)
            action.triggered.connect(lambda _checked=False, act=act: self.actRequested.emit(act, value))
            menu.addAction(action)
        return menu

    def _show_menu(self, place: QPoint) -> None:
        item = self.list.itemAt(place)
        if item is not None:
            self.menu(self.list.value(item)).popup(self.list.viewport().mapToGlobal(place))

    def _ask(self, act: RunAct) -> None:
        current = self.list.current()
        if current is not None:
            self.actRequested.emit(act, current)

    def _enable(self) -> None:
        current = self.list.current()
        for button in self.queueButtons.values():
            button.setEnabled(isinstance(current, Queued))


def acts(value: Queued | RunEntry) -> tuple[RunAct, ...]:
    """What can be done with a run as it stands."""
    if isinstance(value, Queued):
        return (RunAct.EARLIER, RunAct.LATER, RunAct.WITHDRAW)
    found: list[RunAct] = []
    is_over = value.state is None or value.state.is_over or value.is_silent
    if value.is_own and not is_over:
        found += [RunAct.PAUSE, RunAct.FINISH]
    elif value.is_own and value.state is not RunState.FINISHED:
        found += [RunAct.RESUME, *([RunAct.FINISH] if value.figure is not None else [])]
    return (*found, RunAct.OVERLAY, RunAct.AGAIN, RunAct.FOLDER)


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}" if text else "")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    button.setAccessibleName(text or tip)
    button.setAutoDefault(False)
    return button
