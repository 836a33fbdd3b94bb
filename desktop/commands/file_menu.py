"""The menu File: files and projects are opened and left."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId

C = CommandId

FILE_COMMANDS: tuple[Command, ...] = (
    Command(
        C.OPEN_PHOTOGRAPHS, Menu.FILE, "&Open photographs…", "Ctrl+O", "Choose photographs to look at", "photograph"
    ),
    Command(
        C.OPEN_FOLDER, Menu.FILE, "Open &folder…", "Ctrl+Shift+O", "Look at every photograph of a folder", "folder"
    ),
    Command(
        C.OPEN_MODEL, Menu.FILE, "Open &model or weights…", "Ctrl+M", "Load a model, or import trained weights", "model"
    ),
    Command(
        C.OPEN_SAMPLES,
        Menu.FILE,
        "Open &samples",
        "Ctrl+Shift+X",
        "Look at rendered photographs whose lesions are known, with a model that was trained on their like",
        "samples",
    ),
    Command(
        C.NEW_PROJECT,
        Menu.FILE,
        "&New project…",
        "Ctrl+Alt+N",
        "Make a project: one file that knows photographs by their content, with labels, predictions and annotations",
        "add",
        is_new_group=True,
    ),
    Command(C.OPEN_PROJECT, Menu.FILE, "Open pro&ject…", "Ctrl+Alt+O", "Open a project", "folder"),
    Command(
        C.CLOSE_PROJECT, Menu.FILE, "Close projec&t", "Ctrl+Alt+W", "Let go of the project; all of it is saved already"
    ),
    Command(
        C.NEW_STUDY,
        Menu.FILE,
        "New reader stud&y…",
        "Ctrl+Alt+Y",
        "Let readers grade photographs with and without the network, or judge its maps",
        "classes",
    ),
    Command(
        C.OPEN_STUDY, Menu.FILE, "Open reader st&udy…", "Ctrl+Alt+G", "Go on with a study of readers, or look at it"
    ),
    Command(
        C.EXPORT,
        Menu.FILE,
        "&Export view as PNG…",
        "Ctrl+E",
        "Save photograph and overlay in full resolution, with what is needed to restore the view",
        "export",
        is_new_group=True,
    ),
    Command(
        C.EXPORT_OVERLAYS,
        Menu.FILE,
        "Export all o&verlays…",
        "Ctrl+Shift+V",
        "Save the overlays of many photographs as PNG, with a table of what their maps come to",
    ),
    Command(
        C.REPORT_PHOTOGRAPH,
        Menu.FILE,
        "Repor&t of this photograph…",
        "Ctrl+Shift+K",
        "Write photograph, overlay, probabilities and what they mean as PDF or HTML",
        "report",
    ),
    Command(
        C.CLOSE_PHOTOGRAPHS,
        Menu.FILE,
        "&Close photographs",
        "Ctrl+W",
        "Empty the list of photographs; no file is touched",
        is_new_group=True,
    ),
    Command(C.QUIT, Menu.FILE, "&Quit", "Ctrl+Q", "Leave Funduscope; the arrangement is remembered", is_new_group=True),
)
