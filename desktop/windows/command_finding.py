"""Commands by their names and keys: the palette and the list of shortcuts."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QMainWindow

from desktop.commands import COMMANDS, CommandAction, CommandId, remember_shortcuts, set_shortcut
from desktop.itemmodels.commands import CommandEntry, menu_entries
from desktop.settings import Settings
from desktop.widgets.command_palette import CommandPalette
from desktop.windows.dialogs import ShortcutsDialog


class CommandFinding(QObject):
    """Everything that the menus of `window` offer, with where it stands."""

    def __init__(self, window: QMainWindow, actions: Mapping[CommandId, CommandAction], settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._actions = actions
        self._settings = settings
        self._palette = CommandPalette(window)
        self._defaults = {command.id.value: QKeySequence(command.shortcut) for command in COMMANDS}

    def entries(self) -> list[CommandEntry]:
        """What the menus offer at this moment: some are filled anew while the program runs."""
        return [
            CommandEntry(entry.action, entry.menus, self._defaults.get(entry.action.objectName(), entry.default))
            for entry in menu_entries(self._window.menuBar())
            if entry.action.objectName()
        ]

    def show_palette(self) -> None:
        """Find a command."""
        self._palette.popUp(self.entries())

    def show_shortcuts(self) -> None:
        """List the shortcuts, and let them be changed."""
        dialog = ShortcutsDialog(self.entries(), self._window)
        dialog.shortcutChanged.connect(self._keep_shortcut)
        dialog.open()

    def _keep_shortcut(self, entry: CommandEntry, sequence: QKeySequence) -> None:
        if isinstance(entry.action, CommandAction):
            set_shortcut(entry.action, sequence.toString(QKeySequence.SequenceFormat.PortableText))
            remember_shortcuts(self._actions, self._settings)
