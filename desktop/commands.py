"""Every command of the program, declared once: menus, shortcuts, tooltips and the palette are made from this list."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QKeySequence

from core.explain.catalogue import CATALOGUE
from core.explain.method import Method
from desktop.compare_plan import Preset
from desktop.resources import icon
from desktop.settings import SHORTCUTS, Settings
from desktop.workspace import OFFERED, WORDS, Workspace


class Menu(StrEnum):
    """The menus, in the order of the menu bar."""

    FILE = "&File"
    EDIT = "&Edit"
    VIEW = "&View"
    EXPLAIN = "E&xplain"
    DATA = "&Data"
    TRAIN = "&Train"
    HELP = "&Help"


class CommandId(Enum):
    """What a command is called in code and in the settings."""

    OPEN_PHOTOGRAPHS = "file.open-photographs"
    OPEN_FOLDER = "file.open-folder"
    OPEN_MODEL = "file.open-model"
    OPEN_SAMPLES = "file.open-samples"
    NEW_PROJECT = "file.new-project"
    OPEN_PROJECT = "file.open-project"
    CLOSE_PROJECT = "file.close-project"
    EXPORT = "file.export-png"
    CLOSE_PHOTOGRAPHS = "file.close-photographs"
    QUIT = "file.quit"
    COPY = "edit.copy-view"
    COPY_CAPTION = "edit.copy-caption"
    PASTE = "edit.open-clipboard"
    UNDO = "edit.undo"
    REDO = "edit.redo"
    RESET_EDITS = "edit.reset-edits"
    BACK = "edit.back"
    FORWARD = "edit.forward"
    EDIT_CARD = "edit.card"
    NEXT_PHOTOGRAPH = "view.next-photograph"
    PREVIOUS_PHOTOGRAPH = "view.previous-photograph"
    FIRST_PHOTOGRAPH = "view.first-photograph"
    LAST_PHOTOGRAPH = "view.last-photograph"
    ZOOM_IN = "view.zoom-in"
    ZOOM_OUT = "view.zoom-out"
    FIT = "view.fit"
    ONE_TO_ONE = "view.one-to-one"
    HIDE_OVERLAY = "view.hide-overlay"
    SHOW_MASKS = "view.masks"
    COMPARE_OVERLAY = "view.compare-overlay"
    COMPARE_SIDE_BY_SIDE = "view.compare-side-by-side"
    COMPARE_SWIPE = "view.compare-swipe"
    COMPARE_PHOTOGRAPH = "view.compare-photograph"
    COMPARE_GRID = "view.compare-grid"
    WORKSPACE_REVIEW = "view.workspace-review"
    WORKSPACE_FEATURES = "view.workspace-features"
    WORKSPACE_DATA = "view.workspace-data"
    WORKSPACE_TRAIN = "view.workspace-train"
    WORKSPACE_EVALUATE = "view.workspace-evaluate"
    REGION_VIEW = "view.regions"
    THEME = "view.light-theme"
    FULL_SCREEN = "view.full-screen"
    RESET_LAYOUT = "view.reset-layout"
    NEXT_LAYER = "explain.next-layer"
    PREVIOUS_LAYER = "explain.previous-layer"
    FIRST_LAYER = "explain.first-layer"
    LAST_LAYER = "explain.last-layer"
    NEXT_METHOD = "explain.next-method"
    PREVIOUS_METHOD = "explain.previous-method"
    PARAMETERS = "explain.parameters"
    DEFAULT_PARAMETERS = "explain.default-parameters"
    STOP = "explain.stop"
    GO_ON = "explain.go-on"
    METHOD_GRAD_CAM = "explain.method-gradcam"
    METHOD_HIRES_CAM = "explain.method-hirescam"
    METHOD_GRAD_CAM_PLUS_PLUS = "explain.method-gradcam-plus-plus"
    METHOD_LAYER_CAM = "explain.method-layercam"
    METHOD_SCORE_CAM = "explain.method-scorecam"
    METHOD_EIGEN_CAM = "explain.method-eigencam"
    METHOD_SALIENCY = "explain.method-saliency"
    METHOD_INPUT_X_GRADIENT = "explain.method-input-x-gradient"
    METHOD_SMOOTH_GRAD = "explain.method-smoothgrad"
    METHOD_INTEGRATED_GRADIENTS = "explain.method-integrated-gradients"
    METHOD_GUIDED_BACKPROPAGATION = "explain.method-guided-backpropagation"
    METHOD_GUIDED_GRAD_CAM = "explain.method-guided-gradcam"
    METHOD_DECONVNET = "explain.method-deconvnet"
    METHOD_OCCLUSION = "explain.method-occlusion"
    METHOD_ATTENTION_ROLLOUT = "explain.method-attention-rollout"
    TARGETS = "explain.targets"
    FOLLOW_PREDICTION = "explain.follow-prediction"
    RIVAL = "explain.rival"
    PROBABILITY = "explain.probability"
    EXPECTED_GRADE = "explain.expected-grade"
    REFERABLE = "explain.referable"
    CHANNEL = "explain.channel"
    STRONGEST_CHANNEL = "explain.strongest-channel"
    CHECK_MAP = "explain.check-map"
    PIN = "explain.pin"
    PRESET_GRADIENTS = "explain.compare-gradients"
    PRESET_ACTIVATIONS = "explain.compare-activations"
    PRESET_DEPTHS = "explain.compare-depths"
    PRESET_CLASSES = "explain.compare-classes"
    PRESET_MODELS = "explain.compare-models"
    PRESET_METHODS_BY_CLASS = "explain.compare-methods-by-class"
    PRESET_PINNED = "explain.compare-pinned"
    AGREEMENT = "explain.agreement"
    ANIMATE = "explain.animate"
    EDIT_BRUSH = "explain.brush"
    EDIT_LASSO = "explain.lasso"
    EDIT_REGION = "explain.region"
    EDIT_ERASER = "explain.eraser"
    LARGER_BRUSH = "explain.larger-brush"
    SMALLER_BRUSH = "explain.smaller-brush"
    LEAVE_TOOL = "explain.leave-tool"
    CLASS_1 = "explain.class-1"
    CLASS_2 = "explain.class-2"
    CLASS_3 = "explain.class-3"
    CLASS_4 = "explain.class-4"
    CLASS_5 = "explain.class-5"
    CLASS_6 = "explain.class-6"
    CLASS_7 = "explain.class-7"
    CLASS_8 = "explain.class-8"
    CLASS_9 = "explain.class-9"
    CLASS_10 = "explain.class-10"
    MAKE_PHOTOGRAPHS = "data.make-photographs"
    ADD_PHOTOGRAPHS = "data.add-photographs"
    IMPORT_LABELS = "data.import-labels"
    READ_AGAIN = "data.read-again"
    PREDICT_ALL = "data.predict-all"
    MAKE_SPLIT = "data.make-split"
    EXPORT_TABLE = "data.export-table"
    FIND_PHOTOGRAPHS = "data.find"
    TABLE_LAYOUT = "data.table"
    SHOW_WRONG = "data.show-wrong"
    SHOW_UNCERTAIN = "data.show-uncertain"
    SHOW_CONFLICTS = "data.show-conflicts"
    SHOW_DIFFERENT_EYES = "data.show-different-eyes"
    GROUP_BY_PATIENT = "data.group-by-patient"
    SHOW_ALL = "data.show-all"
    EXCLUDE = "data.exclude"
    FLIP = "data.flip"
    BOTH_EYES = "view.both-eyes"
    PREPARE = "data.prepare"
    AUDIT = "data.audit"
    NEW_TRAINING = "train.new"
    REPRODUCE = "train.reproduce"
    PALETTE = "help.palette"
    SHORTCUT_LIST = "help.shortcuts"
    ABOUT = "help.about"


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


C = CommandId
METHOD_COMMANDS: dict[Method, CommandId] = {method: CommandId[f"METHOD_{method.name}"] for method in Method}
_ORDINALS = ("first", "second", "third", "fourth", "fifth", "sixth", "seventh", "eighth", "ninth", "tenth")

WORKSPACE_COMMANDS: dict[Workspace, CommandId] = {
    workspace: CommandId(f"view.workspace-{workspace}") for workspace in OFFERED
}

PRESET_COMMANDS: dict[Preset, CommandId] = {preset: CommandId[f"PRESET_{preset.name}"] for preset in Preset}

COMMANDS: tuple[Command, ...] = (
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
        C.EXPORT,
        Menu.FILE,
        "&Export view as PNG…",
        "Ctrl+E",
        "Save photograph and overlay in full resolution, with what is needed to restore the view",
        "export",
        is_new_group=True,
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
    Command(C.UNDO, Menu.EDIT, "&Undo what-if edit", "Ctrl+Z", "Take back the last what-if edit", "undo"),
    Command(C.REDO, Menu.EDIT, "&Redo what-if edit", "Ctrl+Y", "Do again the what-if edit that was undone", "redo"),
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
    Command(C.FULL_SCREEN, Menu.VIEW, "F&ull screen", "F11", "Use the whole screen", "full-screen", is_checkable=True),
    Command(
        C.RESET_LAYOUT,
        Menu.VIEW,
        "&Reset layout",
        "Ctrl+Shift+R",
        "Put every panel back to where it was at first",
        "layout",
    ),
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
    *(
        Command(command, Menu.EXPLAIN, title, shortcut, tip, icon, submenu="&What if", is_checkable=bool(icon))
        for command, title, shortcut, tip, icon in (
            (C.EDIT_BRUSH, "&Brush", "B", "Paint over a region to see what the network says without it", "brush"),
            (C.EDIT_LASSO, "&Lasso", "L", "Draw round a region to edit it", "lasso"),
            (
                C.EDIT_REGION,
                "&Region by a click",
                "R",
                "Edit a region of the map, or a lesion whose mask is shown, by a click; with Shift all of its kind",
                "region",
            ),
            (C.EDIT_ERASER, "&Eraser", "E", "Paint over an edit to have the photograph back there", "eraser"),
            (C.LARGER_BRUSH, "L&arger brush", "]", "Make the brush wider", ""),
            (C.SMALLER_BRUSH, "&Smaller brush", "[", "Make the brush narrower", ""),
            (C.LEAVE_TOOL, "&Put the tool away", "Esc", "Give up the stroke, else the tool: dragging pans again", ""),
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
    Command(
        C.ADD_PHOTOGRAPHS,
        Menu.DATA,
        "&Add photographs to the project…",
        "Ctrl+Alt+A",
        "Add a folder of photographs, with its labels where it has any; they stay where they are",
        "folder",
    ),
    Command(
        C.IMPORT_LABELS,
        Menu.DATA,
        "&Import labels from a table…",
        "Ctrl+Alt+L",
        "Take labels out of a CSV file or a spreadsheet; what finds no photograph is listed",
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
            (C.SHOW_WRONG, "&Wrong predictions", "Ctrl+Shift+W", "Only photographs whose label is another one", False),
            (C.SHOW_UNCERTAIN, "Most &uncertain first", "Ctrl+U", "Sort by the uncertainty of the prediction", False),
            (C.SHOW_CONFLICTS, "Label &conflicts", "Ctrl+Shift+L", "Photographs with contradicting labels", False),
            (C.SHOW_DIFFERENT_EYES, "&Eyes that differ", "Ctrl+Shift+E", "Pairs of eyes of different classes", False),
            (C.GROUP_BY_PATIENT, "Group by &patient", "Ctrl+G", "Photographs of a patient stand together", True),
            (C.SHOW_ALL, "&All photographs", "Ctrl+Shift+F", "Take every filter away", False),
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
        C.MAKE_PHOTOGRAPHS,
        Menu.DATA,
        "&Make photographs with known truth…",
        "Ctrl+Shift+N",
        "Render fundus photographs with lesions, put markers into photographs, or throw dice, with a mask of each",
        "make",
    ),
    Command(
        C.NEW_TRAINING,
        Menu.TRAIN,
        "&New training…",
        "Ctrl+Shift+T",
        "Fill in what a network is to learn from, and watch it learn",
        "run",
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
    Command(
        C.REPRODUCE,
        Menu.TRAIN,
        "&Reproduce…",
        "Ctrl+R",
        "Repeat the experiments of the works this program grew from, with figures that they lacked",
        "reproduce",
    ),
    Command(
        C.PALETTE, Menu.HELP, "&Find a command…", "Ctrl+K", "Find a command by typing a part of its name", "search"
    ),
    Command(C.SHORTCUT_LIST, Menu.HELP, "&Keyboard shortcuts", "F1", "List all shortcuts, and change them", "keyboard"),
    Command(
        C.ABOUT,
        Menu.HELP,
        "&About Funduscope",
        "Shift+F1",
        "Version, licences and what this program is not for",
        "about",
        is_new_group=True,
    ),
)
CLASS_COMMANDS: tuple[CommandId, ...] = tuple(CommandId[f"CLASS_{number}"] for number in range(1, 11))
COMPARE_COMMANDS: tuple[CommandId, ...] = (
    C.COMPARE_OVERLAY,
    C.COMPARE_SIDE_BY_SIDE,
    C.COMPARE_SWIPE,
    C.COMPARE_PHOTOGRAPH,
    C.COMPARE_GRID,
)


def build_actions(parent: QObject, settings: Settings) -> dict[CommandId, QAction]:
    """One QAction for each command, with the shortcut that the user chose for it."""
    chosen = settings.value(SHORTCUTS)
    actions = {}
    for command in COMMANDS:
        action = QAction(command.title, parent)
        action.setObjectName(command.id.value)
        action.setCheckable(command.is_checkable)
        if command.icon:
            action.setIcon(icon(command.icon))
        set_shortcut(action, command, chosen.get(command.id.value, command.shortcut))
        actions[command.id] = action
    return actions


def set_shortcut(action: QAction, command: Command, shortcut: str) -> None:
    """Give `action` another shortcut; the tooltip tells it."""
    action.setShortcut(QKeySequence(shortcut))
    keys = action.shortcut().toString(QKeySequence.SequenceFormat.NativeText)
    action.setToolTip(f"{command.tip} ({keys})" if keys else command.tip)
    action.setStatusTip(command.tip)


def remember_shortcuts(actions: Mapping[CommandId, QAction], settings: Settings) -> None:
    """Keep the shortcuts that differ from the declared ones."""
    differing = {}
    for command in COMMANDS:
        sequence = actions[command.id].shortcut()
        if sequence != QKeySequence(command.shortcut):
            differing[command.id.value] = sequence.toString(QKeySequence.SequenceFormat.PortableText)
    settings.setValue(SHORTCUTS, differing)


def clashes(actions: Iterable[QAction]) -> list[tuple[QAction, QAction]]:
    """The pairs of actions that share a shortcut."""
    seen: dict[str, QAction] = {}
    pairs = []
    for action in actions:
        for sequence in action.shortcuts():
            first = seen.setdefault(sequence.toString(), action)
            if first is not action:
                pairs.append((first, action))
    return pairs
