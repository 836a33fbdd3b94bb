"""The menu Help: finding one's way."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId

C = CommandId

HELP_COMMANDS: tuple[Command, ...] = (
    Command(
        C.PALETTE, Menu.HELP, "&Find a command…", "Ctrl+K", "Find a command by typing a part of its name", "search"
    ),
    Command(C.SHORTCUT_LIST, Menu.HELP, "&Keyboard shortcuts", "F1", "List all shortcuts, and change them", "keyboard"),
    Command(
        C.ABOUT,
        Menu.HELP,
        "&About Funduscope",
        "Shift+F1",
        "Version, licences and what this program is not for",
        "about",
        is_new_group=True,
    ),
)
