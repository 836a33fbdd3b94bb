"""Commands as Qt actions, with the shortcuts that the user chose for them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from desktop.commands.command import Command
from desktop.commands.ids import CommandId
from desktop.commands.listing import COMMANDS
from desktop.resources import icon
from desktop.settings import SHORTCUTS, Settings
from desktop.translation import tr


def build_actions(parent: QObject, settings: Settings) -> dict[CommandId, QAction]:
    """One QAction for each command, with the shortcut that the user chose for it."""
    chosen = settings.value(SHORTCUTS)
    actions = {}
    for command in COMMANDS:
        action = QAction(tr(command.title), parent)
        action.setObjectName(command.id.value)
        action.setCheckable(command.is_checkable)
        if command.icon:
            action.setIcon(icon(command.icon))
        set_shortcut(action, command, chosen.get(command.id.value, command.shortcut))
        actions[command.id] = action
    return actions


def set_shortcut(action: QAction, command: Command, shortcut: str) -> None:
    """Give `action` another shortcut; the tooltip tells it."""
    action.setShortcut(QKeySequence(shortcut))
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    tip = tr(command.tip)
    action.setToolTip(f"{tip} ({keys})" if keys else tip)
    action.setStatusTip(tip)


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
