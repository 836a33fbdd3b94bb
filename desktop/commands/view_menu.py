"""The menu View: how the photograph and the window are shown."""

from __future__ import annotations

from desktop.commands.command import Command, Menu
from desktop.commands.ids import WORKSPACE_COMMANDS, CommandId
from desktop.workspace import OFFERED, WORDS

C = CommandId

VIEW_COMMANDS: tuple[Command, ...] = (
    Command(C.NEXT_PHOTOGRAPH, Menu.VIEW, "&Next photograph", "Right", "Go to the next photograph", "next"),
    Command(
        C.PREVIOUS_PHOTOGRAPH, Menu.VIEW, "&Previous photograph", "Left", "Go to the previous photograph", "previous"
    ),
    Command(C.FIRST_PHOTOGRAPH, Menu.VIEW, "Fi&rst photograph", "Ctrl+Home", "Go to the first photograph"),
    Command(C.LAST_PHOTOGRAPH, Menu.VIEW, "L&ast photograph", "Ctrl+End", "Go to the last photograph"),
    Command(C.ZOOM_IN, Menu.VIEW, "Zoom &in", "+", "Enlarge the photograph", "zoom-in", is_new_group=True),
    Command(C.ZOOM_OUT, Menu.VIEW, "Zoom &out", "-", "Make the photograph smaller", "zoom-out"),
    Command(C.FIT, Menu.VIEW, "&Fit in window", "F", "Show the whole photograph", "fit"),
    Command(
        C.ONE_TO_ONE,
        Menu.VIEW,
        "Original &size",
        "Z",
        "Show one pixel of the photograph as one of the screen",
        "one-to-one",
    ),
    Command(
        C.HIDE_OVERLAY,
        Menu.VIEW,
        "&Hide overlay (hold)",
        "H",
        "Show the bare photograph for as long as H or the space bar is held",
        "eye",
        is_checkable=True,
        is_new_group=True,
    ),
    Command(
        C.SHOW_MASKS,
        Menu.VIEW,
        "&Truth: mask outlines",
        "T",
        "Outline what is known to be on the photograph: the masks that lie beside it",
        "masks",
        is_checkable=True,
    ),
    Command(
        C.SHOW_FOOTPRINT,
        Menu.VIEW,
        "What the la&yer sees at the pointer",
        "Shift+U",
        "Frame the field of view of the selected layer at the pointer: all that it can see, and what counts of it",
        "target",
        is_checkable=True,
    ),
    Command(
        C.COMPARE_OVERLAY,
        Menu.VIEW,
        "&Overlay",
        "O",
        "Lay the map over the photograph",
        "overlay",
        submenu="Co&mpare",
        is_checkable=True,
    ),
    Command(
        C.COMPARE_SIDE_BY_SIDE,
        Menu.VIEW,
        "&Side by side",
        "S",
        "Photograph on the left, overlay on the right",
        "side-by-side",
        submenu="Co&mpare",
        is_checkable=True,
    ),
    Command(
        C.COMPARE_SWIPE,
        Menu.VIEW,
        "S&wipe",
        "W",
        "Draw a line across the photograph: overlay on one side of it",
        "swipe",
        submenu="Co&mpare",
        is_checkable=True,
    ),
    Command(
        C.COMPARE_PHOTOGRAPH,
        Menu.VIEW,
        "&Photograph only",
        "P",
        "Show the photograph without overlay",
        "photograph",
        submenu="Co&mpare",
        is_checkable=True,
    ),
    Command(
        C.COMPARE_GRID,
        Menu.VIEW,
        "&Grid of comparison",
        "G",
        "Up to nine maps of this photograph beside each other: of methods, layers, classes, models or pinned views",
        "grid",
        submenu="Co&mpare",
        is_checkable=True,
    ),
    *(
        Command(
            WORKSPACE_COMMANDS[workspace],
            Menu.VIEW,
            WORDS[workspace].title,
            WORDS[workspace].shortcut,
            WORDS[workspace].tip,
            submenu="&Workspace",
            is_checkable=True,
        )
        for workspace in OFFERED
    ),
    Command(
        C.BOTH_EYES,
        Menu.VIEW,
        "&Both eyes",
        "Ctrl+B",
        "Show the right and the left eye beside each other, each with its own map, linked in zoom",
        "side-by-side",
    ),
    Command(
        C.REGION_VIEW,
        Menu.VIEW,
        "Re&gions",
        "Shift+R",
        "Show the regions in which the evidence gathers, and what the strongest unit sees, instead of colours",
        is_checkable=True,
    ),
    Command(
        C.THEME,
        Menu.VIEW,
        "&Light theme",
        "Ctrl+L",
        "Change between the dark and the light theme",
        "sun",
        is_checkable=True,
        is_new_group=True,
    ),
    Command(C.LANGUAGE, Menu.VIEW, "Langua&ge…", "Ctrl+Shift+I", "Choose the language of the window"),
    Command(C.FULL_SCREEN, Menu.VIEW, "F&ull screen", "F11", "Use the whole screen", "full-screen", is_checkable=True),
    Command(
        C.RESET_LAYOUT,
        Menu.VIEW,
        "&Reset layout",
        "Ctrl+Shift+R",
        "Put every panel back to where it was at first",
        "layout",
    ),
)
