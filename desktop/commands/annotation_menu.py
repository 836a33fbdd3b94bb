"""What is done to annotate: a submenu of Edit for the photograph that is shown, and one of Data for all of them."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import GRADE_COMMANDS, CommandId

C = CommandId
ANNOTATE, GRADE, QUALITY, FILES = "A&nnotate", "&Grade", "Image &quality", "Annotations"

ANNOTATION_COMMANDS: tuple[Command, ...] = (
    Command(
        C.MARK_SELECT,
        Menu.EDIT,
        "&Look and grade",
        "A",
        "Grade the photograph by digits; a click selects a mark, dragging changes it, and pans elsewhere",
        "pointer",
        submenu=ANNOTATE,
        is_checkable=True,
        is_new_group=True,
    ),
    *(
        Command(command, Menu.EDIT, title, shortcut, tip, icon, submenu=ANNOTATE, is_checkable=True)
        for command, title, shortcut, tip, icon in (
            (C.MARK_POINT, "Mark a &point", "D", "A click marks a lesion; digits choose which", "point"),
            (C.MARK_BOX, "Mark a &box", "Shift+B", "Drag a box around a lesion, or click two of its corners", "box"),
            (
                C.MARK_REGION,
                "Mark a &region",
                "Shift+L",
                "Draw round a lesion in one go, or click corner by corner; Enter ends it",
                "outline",
            ),
        )
    ),
    *(
        Command(command, Menu.EDIT, title, shortcut, tip, icon, submenu=ANNOTATE, is_new_group=is_new)
        for command, title, shortcut, tip, icon, is_new in (
            (C.MARK_RENAME, "Re&name the mark…", "F2", "Give the selected mark the name of another lesion", "", False),
            (C.MARK_DELETE, "&Delete the mark", "Del", "Take the selected mark away; undo brings it back", "", False),
            (C.WRITE_NOTES, "Write n&otes", "Shift+I", "Go to the notes about the photograph", "", True),
            (
                C.NEXT_UNANNOTATED,
                "Ne&xt without annotation",
                "N",
                "Go to the next photograph that you have not annotated",
                "next",
                False,
            ),
            (
                C.PREVIOUS_UNANNOTATED,
                "Pre&vious without annotation",
                "Shift+N",
                "Go back to the photograph before that you have not annotated",
                "previous",
                False,
            ),
            (
                C.TURN,
                "&Turn the photograph by half",
                "Ctrl+Alt+T",
                "Show it turned, as one taken through a condensing lens must be, everywhere; no file is touched",
                "turn",
                True,
            ),
            (
                C.MIRROR,
                "&Mirror the photograph",
                "Ctrl+Alt+M",
                "Show it as in a mirror, wherever it is shown; no file is touched",
                "mirror",
                False,
            ),
        )
    ),
    *(
        Command(
            command,
            Menu.EDIT,
            f"Grade &{grade}",
            f"J, {grade}",
            f"Give the photograph the class number {grade} of those that one grades by",
            submenu=GRADE,
        )
        for grade, command in enumerate(GRADE_COMMANDS)
    ),
    Command(C.NO_GRADE, Menu.EDIT, "&No grade", "J, Del", "Take the grade away", submenu=GRADE),
    *(
        Command(command, Menu.EDIT, title, shortcut, tip, submenu=QUALITY)
        for command, title, shortcut, tip in (
            (C.QUALITY_GOOD, "&Good", "Q, G", "The photograph is good"),
            (C.QUALITY_USABLE, "&Usable", "Q, U", "The photograph can be used, with reservations"),
            (C.QUALITY_REJECT, "&Reject", "Q, R", "The photograph cannot be graded"),
        )
    ),
    *(
        Command(command, Menu.DATA, title, shortcut, tip, icon, submenu=FILES)
        for command, title, shortcut, tip, icon in (
            (
                C.EXPORT_ANNOTATIONS,
                "Export as &tables…",
                "Ctrl+Alt+V",
                "Write grades, quality and marks of all photographs as CSV; without patients unless asked",
                "export",
            ),
            (
                C.EXPORT_COCO,
                "Export as &COCO JSON…",
                "Ctrl+Alt+J",
                "Write all marks as COCO JSON, which tools for object detection read",
                "",
            ),
            (
                C.EXPORT_MASKS,
                "Export as &masks…",
                "Ctrl+Alt+K",
                "Write a mask for each photograph and lesion, against which explanations can be held",
                "",
            ),
            (C.IMPORT_COCO, "&Import COCO JSON…", "Ctrl+Alt+I", "Take the annotations of a COCO file in", ""),
            (C.LESION_NAMES, "&Names of lesions…", "Ctrl+Alt+D", "Change the names by which lesions are marked", ""),
        )
    ),
)
