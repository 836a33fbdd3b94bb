"""All commands, in the order of the menus."""

from __future__ import annotations

from desktop.commands.annotation_menu import ANNOTATION_COMMANDS
from desktop.commands.command import Command
from desktop.commands.data_menu import DATA_COMMANDS
from desktop.commands.edit_menu import EDIT_COMMANDS
from desktop.commands.explain_menu import EXPLAIN_COMMANDS
from desktop.commands.file_menu import FILE_COMMANDS
from desktop.commands.help_menu import HELP_COMMANDS
from desktop.commands.train_menu import TRAIN_COMMANDS
from desktop.commands.view_menu import VIEW_COMMANDS

COMMANDS: tuple[Command, ...] = (
    *FILE_COMMANDS,
    *EDIT_COMMANDS,
    *ANNOTATION_COMMANDS,
    *VIEW_COMMANDS,
    *EXPLAIN_COMMANDS,
    *DATA_COMMANDS,
    *TRAIN_COMMANDS,
    *HELP_COMMANDS,
)
