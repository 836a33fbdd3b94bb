"""Commands as Qt actions, with the shortcuts that the user chose for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from desktop.commands.command import Command
from desktop.commands.ids import CommandId
from desktop.commands.listing import COMMANDS
from desktop.commands.needs import NEEDS, PLACES
from desktop.resources import icon
from desktop.settings import SHORTCUTS, Settings
from desktop.translation import tr
from desktop.workspace import WORDS, Workspace

WRITTEN = QKeySequence.SequenceFormat.NativeText


class CommandAction(QAction):
    """The action of a command: on where it is possible and one is where it is seen; grey, it says why."""

    def __init__(self, command: Command, parent: QObject) -> None:
        super().__init__(tr(command.title), parent)
        self._command = command
        self._is_possible = True
        self._workspace = Workspace.REVIEW
        self.setObjectName(command.id.value)
        self.setStatusTip(tr(command.tip))

    def setEnabled(self, is_possible: bool) -> None:  # noqa: FBT001 - Qt's own
        """Whether what the command needs is there; it stays grey in workspaces in which one would not see it."""
        self._is_possible = is_possible
        self._apply()

    def setWorkspace(self, workspace: Workspace) -> None:
        """The user is there now."""
        self._workspace = workspace
        self._apply()

    def reason(self) -> str:
        """Why it is grey, as a sentence; empty where it is not."""
        if self.isEnabled():
            return ""
        places = PLACES.get(self._command.id)
        if self._is_possible and places is not None:
            place = next(each for each in Workspace if each in places)
            return tr(
                "Go to the workspace {name} first ({shortcut}).", name=tr(WORDS[place].title), shortcut=_key(place)
            )
        need = NEEDS.get(self._command.id)
        return tr(need.value) if need is not None else ""

    def tellKeys(self) -> None:
        """Say in the tooltip what it does, by which key, and why not now."""
        keys = self.shortcut().toString(WRITTEN)
        tip = tr(self._command.tip)
        lines = (f"{tip} ({keys})" if keys else tip, self.reason())
        self.setToolTip("\n".join(line for line in lines if line))

    def _apply(self) -> None:
        places = PLACES.get(self._command.id)
        super().setEnabled(self._is_possible and (places is None or self._workspace in places))
        self.tellKeys()


def _key(place: Workspace) -> str:
    return QKeySequence(WORDS[place].shortcut).toString(WRITTEN)


def build_actions(parent: QObject, settings: Settings) -> dict[CommandId, CommandAction]:
    """One action for each command, with the shortcut that the user chose for it."""
    chosen = settings.value(SHORTCUTS)
    actions = {}
    for command in COMMANDS:
        action = CommandAction(command, parent)
        action.setCheckable(command.is_checkable)
        if command.icon:
            action.setIcon(icon(command.icon))
        set_shortcut(action, chosen.get(command.id.value, command.shortcut))
        actions[command.id] = action
    return actions


def set_shortcut(action: CommandAction, shortcut: str) -> None:
    """Give `action` another shortcut; the tooltip tells it."""
    action.setShortcut(QKeySequence(shortcut))
    action.tellKeys()


def remember_shortcuts(actions: Mapping[CommandId, QAction], settings: Settings) -> None:
    """Keep the shortcuts that differ from the declared ones."""
    differing = {}
    for command in COMMANDS:
        sequence = actions[command.id].shortcut()
        if sequence != QKeySequence(command.shortcut):
            differing[command.id.value] = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    settings.setValue(SHORTCUTS, differing)


def clashes(actions: Iterable[QAction]) -> list[tuple[QAction, QAction]]:
    """The pairs of actions that share a shortcut."""
    seen: dict[str, QAction] = {}
    pairs = []
    for action in actions:
        for sequence in action.shortcuts():
            first = seen.setdefault(sequence.toString(), action)
            if first is not action:
                pairs.append((first, action))
    return pairs
