"""The menu Data: the project and its photographs."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import CommandId
from desktop.translation import mark

C = CommandId

DATA_COMMANDS: tuple[Command, ...] = (
    Command(
        C.ADD_PHOTOGRAPHS,
        Menu.DATA,
        "&Add photographs to the project…",
        "Ctrl+Alt+A",
        "Add a folder of photographs, with its labels where it has any; they stay where they are",
        "folder",
    ),
    Command(
        C.ADD_FILE,
        Menu.DATA,
        "Add an &HDF5 file to the project…",
        "Ctrl+Alt+H",
        "Add the photographs of an HDF5 file, with the labels in it; they stay in the file",
    ),
    Command(
        C.IMPORT_LABELS,
        Menu.DATA,
        "&Import labels from a table…",
        "Ctrl+Alt+L",
        "Take labels out of a CSV file or a spreadsheet; what finds no photograph is listed",
    ),
    Command(
        C.IMPORTS,
        Menu.DATA,
        "Imported labels, and what &was left out…",
        "Ctrl+Alt+Q",
        "See where the labels come from, and which rows and photographs of each import found no counterpart",
    ),
    Command(
        C.FOLDER_CLASSES,
        Menu.DATA,
        "Take labels from folder &names",
        "Ctrl+Alt+F",
        "Take the names of the folders for the classes of the photographs in them",
    ),
    Command(
        C.READ_AGAIN,
        Menu.DATA,
        "&Look for changes",
        "F5",
        "Find new, changed, moved and missing photographs in the folders of the project",
    ),
    Command(
        C.PREDICT_ALL,
        Menu.DATA,
        "&Predict all photographs",
        "Ctrl+Alt+P",
        "Ask the model about every photograph of the project, behind the window",
        "run",
        is_new_group=True,
    ),
    Command(
        C.MAKE_SPLIT,
        Menu.DATA,
        "&Split into training and test…",
        "Ctrl+Alt+S",
        "Divide the labelled photographs by class and patient, with a seed; test sets can be locked",
    ),
    Command(
        C.SPLITS,
        Menu.DATA,
        "Splits and &balance…",
        "Ctrl+Alt+B",
        "See what each part of a split holds, lock it, balance its classes, and write it as CSV",
    ),
    Command(
        C.EXPORT_TABLE,
        Menu.DATA,
        "&Export the table as CSV…",
        "Ctrl+Alt+E",
        "Write the photographs that are shown, with labels, predictions and splits; without patients unless asked",
        "export",
    ),
    Command(
        C.FIND_PHOTOGRAPHS,
        Menu.DATA,
        "&Find photographs",
        "Ctrl+F",
        "Search the project by name, folder, patient, notes and columns",
        "search",
        is_new_group=True,
    ),
    Command(
        C.TABLE_LAYOUT,
        Menu.DATA,
        "Show as a &table",
        "Ctrl+T",
        "Show the photographs of the project as a table instead of a grid",
        is_checkable=True,
    ),
    *(
        Command(command, Menu.DATA, title, shortcut, tip, submenu="S&how", is_checkable=is_checkable)
        for command, title, shortcut, tip, is_checkable in (
            (
                C.SHOW_WRONG,
                mark("&Wrong predictions"),
                "Ctrl+Shift+W",
                mark("Only photographs whose label is another one"),
                False,
            ),
            (
                C.SHOW_UNCERTAIN,
                mark("Most &uncertain first"),
                "Ctrl+U",
                mark("Sort by the uncertainty of the prediction"),
                False,
            ),
            (
                C.SHOW_CONFLICTS,
                mark("Label &conflicts"),
                "Ctrl+Shift+L",
                mark("Photographs with contradicting labels"),
                False,
            ),
            (
                C.SHOW_DIFFERENT_EYES,
                mark("&Eyes that differ"),
                "Ctrl+Shift+E",
                mark("Pairs of eyes of different classes"),
                False,
            ),
            (
                C.SHOW_PATIENT,
                mark("All of &this patient"),
                "Ctrl+Shift+Y",
                mark("All photographs of the current patient"),
                False,
            ),
            (
                C.GROUP_BY_PATIENT,
                mark("Group by &patient"),
                "Ctrl+G",
                mark("Photographs of a patient stand together"),
                True,
            ),
            (C.SHOW_ALL, mark("&All photographs"), "Ctrl+Shift+F", mark("Take every filter away"), False),
        )
    ),
    Command(
        C.EXCLUDE,
        Menu.DATA,
        "E&xclude, or take in again",
        "Ctrl+Del",
        "Keep the selected photographs out of splits, training and prediction; no file is touched",
    ),
    Command(
        C.FLIP,
        Menu.DATA,
        "Turn &by half",
        "Ctrl+Shift+B",
        "Turn the selected photographs, as those taken through a condensing lens must be; no file is touched",
    ),
    Command(
        C.MIRROR_SELECTED,
        Menu.DATA,
        "M&irror",
        "Ctrl+Shift+M",
        "Show the selected photographs as in a mirror, wherever they are shown; no file is touched",
    ),
    Command(
        C.MAKE_PHOTOGRAPHS,
        Menu.DATA,
        "&Make photographs with known truth…",
        "Ctrl+Shift+N",
        "Render fundus photographs with lesions, put markers into photographs, or throw dice, with a mask of each",
        "make",
    ),
    Command(
        C.PREPARE,
        Menu.DATA,
        "&Prepare photographs…",
        "Ctrl+Alt+R",
        "Crop, scale and even out photographs in steps of your choice, with a preview, into a copy of the whole set",
        "prepare",
        is_new_group=True,
    ),
    Command(
        C.AUDIT,
        Menu.DATA,
        "&Audit…",
        "Ctrl+Alt+U",
        "Look for photographs that are broken, no fundus, badly exposed, there twice or labelled in two ways",
        "audit",
    ),
)
