"""What a command is."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from desktop.commands.ids import CommandId
from desktop.translation import mark


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = mark("&File")
    EDIT = mark("&Edit")
    VIEW = mark("&View")
    EXPLAIN = mark("E&xplain")
    DATA = mark("&Data")
    TRAIN = mark("&Train")
    HELP = mark("&Help")


@dataclass(frozen=True, slots=True)
class Command:
    """One command. `submenu` names a menu inside `menu`; `is_new_group` puts a line above it."""

    id: CommandId
    menu: Menu
    title: str
    shortcut: str
    tip: str
    icon: str = ""
    submenu: str = ""
    is_checkable: bool = False
    is_new_group: bool = False
