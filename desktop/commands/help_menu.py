"""The menu Help: finding one's way."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId

C = CommandId

HELP_COMMANDS: tuple[Command, ...] = (
    Command(C.GUIDE, Menu.HELP, "&Guide", "F1", "Read how everything is done; it needs no network", "about"),
    Command(
        C.METHOD_PAGE,
        Menu.HELP,
        "What this &map means",
        "Shift+F1",
        "Read what the maps of the chosen method mean, and how they mislead",
    ),
    Command(C.TOUR, Menu.HELP, "&Tour", "Alt+F1", "Be shown around, on the sample photographs"),
    Command(
        C.PALETTE,
        Menu.HELP,
        "&Find a command…",
        "Ctrl+K",
        "Find a command by typing a part of its name",
        "search",
        is_new_group=True,
    ),
    Command(
        C.SHORTCUT_LIST,
        Menu.HELP,
        "&Keyboard shortcuts",
        "Ctrl+F1",
        "List all shortcuts, and change them",
        "keyboard",
    ),
    Command(
        C.ABOUT,
        Menu.HELP,
        "&About Funduscope",
        "Ctrl+Shift+F1",
        "Version, licences and what this program is not for",
        "about",
        is_new_group=True,
    ),
)
