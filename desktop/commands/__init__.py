"""Every command of the program, declared once: menus, shortcuts, tooltips and the palette are made from these lists."""

from desktop.commands.actions import CommandAction, build_actions, clashes, remember_shortcuts, set_shortcut
from desktop.commands.command import Command, Menu
from desktop.commands.ids import (
    CLASS_COMMANDS,
    COMPARE_COMMANDS,
    GRADE_COMMANDS,
    METHOD_COMMANDS,
    PRESET_COMMANDS,
    WORKSPACE_COMMANDS,
    CommandId,
)
from desktop.commands.listing import COMMANDS

__all__ = [
    "CLASS_COMMANDS",
    "COMMANDS",
    "COMPARE_COMMANDS",
    "GRADE_COMMANDS",
    "METHOD_COMMANDS",
    "PRESET_COMMANDS",
    "WORKSPACE_COMMANDS",
    "Command",
    "CommandAction",
    "CommandId",
    "Menu",
    "build_actions",
    "clashes",
    "remember_shortcuts",
    "set_shortcut",
]
