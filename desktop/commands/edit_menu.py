"""The menu Edit: edits, the clipboard and the way back."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId

C = CommandId

EDIT_COMMANDS: tuple[Command, ...] = (
    Command(C.UNDO, Menu.EDIT, "&Undo", "Ctrl+Z", "Take back what was done last", "undo"),
    Command(C.REDO, Menu.EDIT, "&Redo", "Ctrl+Y", "Do again what was undone", "redo"),
    Command(
        C.RESET_EDITS,
        Menu.EDIT,
        "Remove all what-if &edits",
        "Ctrl+Shift+Z",
        "Show the photograph as it is; undo brings the edits back",
        "reset",
    ),
    Command(C.COPY, Menu.EDIT, "&Copy view", "Ctrl+C", "Copy photograph and overlay to the clipboard", "copy"),
    Command(
        C.COPY_CAPTION,
        Menu.EDIT,
        "Copy c&aption",
        "Ctrl+Shift+C",
        "Copy what is shown in words: photograph, model, class, layer and method",
    ),
    Command(
        C.PASTE,
        Menu.EDIT,
        "Open &pasted files",
        "Ctrl+V",
        "Open the files, folders or paths that are on the clipboard",
    ),
    Command(C.BACK, Menu.EDIT, "&Back", "Alt+Left", "Return to what was selected before", "back", is_new_group=True),
    Command(C.FORWARD, Menu.EDIT, "&Forward", "Alt+Right", "Go forward to what was selected later", "forward"),
    Command(
        C.EDIT_CARD,
        Menu.EDIT,
        "Edit model c&ard…",
        "Ctrl+I",
        "Change the name, class names and notes of the model",
        "card",
        is_new_group=True,
    ),
)
