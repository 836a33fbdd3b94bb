"""The menu Explain: what is explained, and what is asked of the map."""

from __future__ import annotations

from core.explain.catalogue import CATALOGUE
from desktop.commands.command import Command, Menu
from desktop.commands.ids import METHOD_COMMANDS, PRESET_COMMANDS, CommandId
from desktop.compare_plan import Preset
from desktop.translation import mark

C = CommandId
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

EXPLAIN_COMMANDS: tuple[Command, ...] = (
    Command(C.NEXT_LAYER, Menu.EXPLAIN, "&Deeper layer", "Down", "Go to the next layer, nearer to the answer", "down"),
    Command(
        C.PREVIOUS_LAYER,
        Menu.EXPLAIN,
        "&Shallower layer",
        "Up",
        "Go to the layer before, nearer to the photograph",
        "up",
    ),
    Command(C.FIRST_LAYER, Menu.EXPLAIN, "F&irst layer", "Ctrl+Up", "Go to the layer nearest to the photograph"),
    Command(C.LAST_LAYER, Menu.EXPLAIN, "&Last layer", "Ctrl+Down", "Go to the layer nearest to the answer"),
    Command(
        C.NEXT_METHOD, Menu.EXPLAIN, "Next &method", "M", "Explain by the next method of the list", is_new_group=True
    ),
    Command(C.PREVIOUS_METHOD, Menu.EXPLAIN, "Previous met&hod", "Shift+M", "Explain by the method before in the list"),
    *(
        Command(
            METHOD_COMMANDS[entry.method],
            Menu.EXPLAIN,
            entry.title.replace("&", "&&"),
            f"Ctrl+Shift+{(number + 1) % 10}" if number < 10 else f"Alt+Shift+{number - 9}",
            entry.sentence,
            submenu="M&ethod",
            is_checkable=True,
        )
        for number, entry in enumerate(CATALOGUE.values())
    ),
    Command(
        C.PARAMETERS,
        Menu.EXPLAIN,
        "&Parameters",
        "Ctrl+P",
        "Open the form with the parameters of the method",
        "threshold",
    ),
    Command(
        C.DEFAULT_PARAMETERS,
        Menu.EXPLAIN,
        "Default pa&rameters",
        "Ctrl+Shift+D",
        "Give every parameter of the method its default",
    ),
    Command(
        C.STOP,
        Menu.EXPLAIN,
        "&Stop computing",
        "Ctrl+.",
        "Stop the explanation that is being computed; what there is of it stays, marked as partial",
        "cancel",
    ),
    Command(
        C.GO_ON, Menu.EXPLAIN, "&Go on computing", "Ctrl+Return", "Compute a stopped explanation to its end", "run"
    ),
    Command(
        C.TARGETS,
        Menu.EXPLAIN,
        "&What is explained…",
        "Shift+T",
        "Choose a class, a margin between two, a boundary between grades, or a channel of a layer",
        "target",
        is_new_group=True,
    ),
    Command(
        C.FOLLOW_PREDICTION,
        Menu.EXPLAIN,
        "&Follow the prediction",
        "Backspace",
        "Explain whichever class the network predicts, on every photograph",
        is_checkable=True,
    ),
    Command(
        C.RIVAL,
        Menu.EXPLAIN,
        "Why this and &not the next?",
        "Y",
        "Explain the margin between the two most probable classes",
    ),
    Command(
        C.PROBABILITY,
        Menu.EXPLAIN,
        "Pro&bability of the class",
        "Shift+P",
        "Explain the probability of the class that is explained or predicted, instead of its logit",
    ),
    Command(C.EXPECTED_GRADE, Menu.EXPLAIN, "E&xpected grade", "X", "Explain the mean of the grades"),
    Command(
        C.REFERABLE,
        Menu.EXPLAIN,
        "Refera&ble",
        "Shift+E",
        "Explain the log-odds of the third grade or above: is referred",
    ),
    Command(
        C.CHANNEL, Menu.EXPLAIN, "&Channel of the layer", "C", "Explain what excites one channel of the selected layer"
    ),
    Command(
        C.STRONGEST_CHANNEL,
        Menu.EXPLAIN,
        "S&trongest channel",
        "Shift+C",
        "Explain the channel of the layer that is most active on this photograph",
    ),
    Command(
        C.ALL_CHANNELS,
        Menu.EXPLAIN,
        "A&ll channels of the layer…",
        "Ctrl+Alt+C",
        "Look at the maps of all channels of the layer at once, by saliency or occlusion, and choose one of them",
        "grid",
    ),
    *(
        Command(
            CommandId[f"CLASS_{number}"],
            Menu.EXPLAIN,
            f"The {_ORDINALS[number - 1]} class of the list",
            str(number % 10),
            f"Explain the {_ORDINALS[number - 1]} class as listed in the panel",
            submenu="&Class",
        )
        for number in range(1, 11)
    ),
    Command(
        C.PIN,
        Menu.EXPLAIN,
        "&Pin this view to compare",
        "Ctrl+Shift+P",
        "Keep method, layer, class and model as they are now, to compare them with what is selected later",
        "pin",
        is_new_group=True,
    ),
    *(
        Command(
            PRESET_COMMANDS[preset],
            Menu.EXPLAIN,
            preset.value,
            f"Shift+F{number}",
            preset.tip,
            submenu="Compare in a &grid",
        )
        for number, preset in enumerate(Preset, start=2)
    ),
    Command(
        C.AGREEMENT,
        Menu.EXPLAIN,
        "How far the maps a&gree…",
        "Ctrl+Shift+G",
        "The rank correlation of each map of the grid with each",
        "agreement",
    ),
    Command(
        C.MEMBERS,
        Menu.EXPLAIN,
        "&Members of the ensemble…",
        "Ctrl+Alt+X",
        "What each member of an ensemble looks at, their weighted mean, and where they disagree",
        "model",
    ),
    *(
        Command(command, Menu.EXPLAIN, title, shortcut, tip, icon, submenu="&What if", is_checkable=bool(icon))
        for command, title, shortcut, tip, icon in (
            (
                C.EDIT_BRUSH,
                mark("&Brush"),
                "B",
                mark("Paint over a region to see what the network says without it"),
                "brush",
            ),
            (C.EDIT_LASSO, mark("&Lasso"), "L", mark("Draw round a region to edit it"), "lasso"),
            (
                C.EDIT_REGION,
                mark("&Region by a click"),
                "R",
                mark(
                    "Edit a region of the map, or a lesion whose mask is shown, by a click; with Shift all of its kind"
                ),
                "region",
            ),
            (
                C.EDIT_ERASER,
                mark("&Eraser"),
                "E",
                mark("Paint over an edit to have the photograph back there"),
                "eraser",
            ),
            (C.LARGER_BRUSH, mark("L&arger brush"), "]", mark("Make the brush wider"), ""),
            (C.SMALLER_BRUSH, mark("&Smaller brush"), "[", mark("Make the brush narrower"), ""),
            (
                C.LEAVE_TOOL,
                mark("&Put the tool away"),
                "Esc",
                mark("Give up the stroke, else the tool: dragging pans again"),
                "",
            ),
        )
    ),
    Command(
        C.CHECK_MAP,
        Menu.EXPLAIN,
        "Chec&k this map…",
        "K",
        "See whether the map comes from what the network has learned: the same map from networks with random weights",
        "check-map",
        is_new_group=True,
    ),
    Command(
        C.ANIMATE,
        Menu.EXPLAIN,
        "&Animate the sequence…",
        "Ctrl+Shift+A",
        "Play the photographs in order, with what the network says of each and where it looks",
        "film",
        is_new_group=True,
    ),
)
