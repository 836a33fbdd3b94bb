"""What is done to annotate: a submenu of Edit for the photograph that is shown, and one of Data for all of them."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import GRADE_COMMANDS, CommandId
from desktop.translation import mark

C = CommandId
ANNOTATE, GRADE, QUALITY, FILES = mark("A&nnotate"), mark("&Grade"), mark("Image &quality"), mark("Annotations")

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
            (C.MARK_POINT, mark("Mark a &point"), "D", mark("A click marks a lesion; digits choose which"), "point"),
            (
                C.MARK_BOX,
                mark("Mark a &box"),
                "Shift+B",
                mark("Drag a box around a lesion, or click two of its corners"),
                "box",
            ),
            (
                C.MARK_REGION,
                mark("Mark a &region"),
                "Shift+L",
                mark("Draw round a lesion in one go, or click corner by corner; Enter ends it"),
                "outline",
            ),
        )
    ),
    *(
        Command(command, Menu.EDIT, title, shortcut, tip, icon, submenu=ANNOTATE, is_new_group=is_new)
        for command, title, shortcut, tip, icon, is_new in (
            (
                C.MARK_RENAME,
                mark("Re&name the mark…"),
                "F2",
                mark("Give the selected mark the name of another lesion"),
                "",
                False,
            ),
            (
                C.MARK_DELETE,
                mark("&Delete the mark"),
                "Del",
                mark("Take the selected mark away; undo brings it back"),
                "",
                False,
            ),
            (C.WRITE_NOTES, mark("Write n&otes"), "Shift+I", mark("Go to the notes about the photograph"), "", True),
            (
                C.NEXT_UNANNOTATED,
                mark("Ne&xt without annotation"),
                "N",
                mark("Go to the next photograph that you have not annotated"),
                "next",
                False,
            ),
            (
                C.PREVIOUS_UNANNOTATED,
                mark("Pre&vious without annotation"),
                "Shift+N",
                mark("Go back to the photograph before that you have not annotated"),
                "previous",
                False,
            ),
            (
                C.TURN,
                mark("&Turn the photograph by half"),
                "Ctrl+Alt+T",
                mark("Show it turned, as one taken through a condensing lens must be, everywhere; no file is touched"),
                "turn",
                True,
            ),
            (
                C.MIRROR,
                mark("&Mirror the photograph"),
                "Ctrl+Alt+M",
                mark("Show it as in a mirror, wherever it is shown; no file is touched"),
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
            (C.QUALITY_GOOD, mark("&Good"), "Q, G", mark("The photograph is good")),
            (C.QUALITY_USABLE, mark("&Usable"), "Q, U", mark("The photograph can be used, with reservations")),
            (C.QUALITY_REJECT, mark("&Reject"), "Q, R", mark("The photograph cannot be graded")),
        )
    ),
    *(
        Command(command, Menu.DATA, title, shortcut, tip, icon, submenu=FILES)
        for command, title, shortcut, tip, icon in (
            (
                C.EXPORT_ANNOTATIONS,
                mark("Export as &tables…"),
                "Ctrl+Alt+V",
                mark("Write grades, quality and marks of all photographs as CSV; without patients unless asked"),
                "export",
            ),
            (
                C.EXPORT_COCO,
                mark("Export as &COCO JSON…"),
                "Ctrl+Alt+J",
                mark("Write all marks as COCO JSON, which tools for object detection read"),
                "",
            ),
            (
                C.EXPORT_MASKS,
                mark("Export as &masks…"),
                "Ctrl+Alt+K",
                mark("Write a mask for each photograph and lesion, against which explanations can be held"),
                "",
            ),
            (
                C.IMPORT_COCO,
                mark("&Import COCO JSON…"),
                "Ctrl+Alt+I",
                mark("Take the annotations of a COCO file in"),
                "",
            ),
            (
                C.LESION_NAMES,
                mark("&Names of lesions…"),
                "Ctrl+Alt+D",
                mark("Change the names by which lesions are marked"),
                "",
            ),
        )
    ),
)
