"""What each command needs before it makes sense: a workspace in which it is seen, and something that is open."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from enum import StrEnum

from desktop.commands.ids import (
    CLASS_COMMANDS,
    COMPARE_COMMANDS,
    GRADE_COMMANDS,
    METHOD_COMMANDS,
    PRESET_COMMANDS,
    CommandId,
)
from desktop.translation import mark
from desktop.workspace import Workspace

C = CommandId


class Need(StrEnum):
    """What is missing where a command is grey, as a sentence that says what to do."""

    PHOTOGRAPH = mark("Open a photograph first.")
    PHOTOGRAPHS = mark("Open photographs first.")
    MODEL = mark("Open a model first.")
    BOTH = mark("Open a photograph and a model first.")
    LAYER = mark("Open a photograph and a model first, and choose a layer.")
    PREDICTION = mark("Open a photograph and a model with two or more classes first.")
    GRADES = mark("Open a model that grades from 0 to 4 first.")
    CLASS = mark("The model that is open has no such class.")
    MEMBERS = mark("Open a photograph and a model that is made of several first.")
    MAP = mark("There is no map yet: open a photograph and a model first.")
    PROJECT = mark("Open or make a project first.")
    OWN_PROJECT = mark("Open or make a project first, one that may be written to.")
    PREDICTING = mark("Open a model first, and a project that may be written to.")
    CHOSEN = mark("Choose photographs in the workspace Data first, in a project that may be written to.")
    PATIENT = mark("Choose a photograph whose patient is known in the workspace Data first.")
    ANNOTATING = mark("Open a photograph of a project first, and say in the panel Annotate who reads.")
    GRADE = mark("Open a photograph of a project first, whose classes have such a grade.")
    MARK = mark("Take the tool Select into the hand first, and choose a mark.")
    NEIGHBOUR = mark("Open a photograph of a project first.")
    EDITS = mark("There is no what-if edit on this photograph.")
    TOOL = mark("There is no tool in the hand.")
    UNDONE = mark("There is nothing to undo here.")
    REDONE = mark("There is nothing to do again here.")
    GOING_BACK = mark("There is nothing before this selection.")
    GOING_FORWARD = mark("There is nothing after this selection.")
    COMPUTING = mark("Nothing is being computed.")
    STOPPED = mark("No computation was stopped.")
    SAMPLES = mark("This copy of the program has no samples.")


def _each(need: Need, commands: Iterable[CommandId]) -> dict[CommandId, Need]:
    return dict.fromkeys(commands, need)


_TOOLS = (C.EDIT_BRUSH, C.EDIT_LASSO, C.EDIT_REGION, C.EDIT_ERASER, C.LARGER_BRUSH, C.SMALLER_BRUSH)
_MARKS = (C.MARK_SELECT, C.MARK_POINT, C.MARK_BOX, C.MARK_REGION)
_VIEWS = (C.ZOOM_IN, C.ZOOM_OUT, C.FIT, C.ONE_TO_ONE, C.HIDE_OVERLAY, C.SHOW_MASKS, C.REGION_VIEW, *COMPARE_COMMANDS)
_METHODS = (C.NEXT_METHOD, C.PREVIOUS_METHOD, C.PARAMETERS, C.DEFAULT_PARAMETERS, *METHOD_COMMANDS.values())
_LAYERS = (C.NEXT_LAYER, C.PREVIOUS_LAYER, C.FIRST_LAYER, C.LAST_LAYER)
_WALKS = (C.NEXT_PHOTOGRAPH, C.PREVIOUS_PHOTOGRAPH, C.FIRST_PHOTOGRAPH, C.LAST_PHOTOGRAPH)
_QUESTIONS = (C.TARGETS, C.FOLLOW_PREDICTION, C.RIVAL, C.PROBABILITY, C.EXPECTED_GRADE, C.REFERABLE, *CLASS_COMMANDS)
_SHOWN = (C.SHOW_WRONG, C.SHOW_UNCERTAIN, C.SHOW_CONFLICTS, C.SHOW_DIFFERENT_EYES, C.GROUP_BY_PATIENT, C.SHOW_ALL)
_ANSWERS = (C.WRITE_NOTES, C.TURN, C.MIRROR, C.NO_GRADE, C.QUALITY_GOOD, C.QUALITY_USABLE, C.QUALITY_REJECT)

NEEDS: Mapping[CommandId, Need] = {
    **_each(Need.PHOTOGRAPH, (C.EXPORT, C.COPY, C.BOTH_EYES, *_VIEWS, *_TOOLS, *_MARKS)),
    **_each(Need.PHOTOGRAPHS, (C.CLOSE_PHOTOGRAPHS, *_WALKS)),
    **_each(Need.MODEL, (C.EXPORT_OVERLAYS, C.EDIT_CARD, C.FOLLOW_PREDICTION, C.TARGETS, *_LAYERS, *_METHODS)),
    **_each(
        Need.BOTH, (C.REPORT_PHOTOGRAPH, C.SHOW_FOOTPRINT, C.ANIMATE, C.PIN, C.AGREEMENT, *PRESET_COMMANDS.values())
    ),
    **_each(Need.LAYER, (C.CHANNEL, C.STRONGEST_CHANNEL, C.ALL_CHANNELS)),
    **_each(Need.PREDICTION, (C.RIVAL, C.PROBABILITY)),
    **_each(Need.GRADES, (C.EXPECTED_GRADE, C.REFERABLE)),
    **_each(Need.CLASS, CLASS_COMMANDS),
    **_each(Need.MAP, (C.COPY_CAPTION, C.CHECK_MAP)),
    **_each(Need.PROJECT, (C.CLOSE_PROJECT, C.EXPORT_TABLE, C.FIND_PHOTOGRAPHS, C.SPLITS, C.IMPORTS, C.TABLE_LAYOUT)),
    **_each(Need.PROJECT, (*_SHOWN, C.EXPORT_ANNOTATIONS, C.EXPORT_COCO, C.EXPORT_MASKS)),
    **_each(Need.OWN_PROJECT, (C.ADD_PHOTOGRAPHS, C.ADD_FILE, C.IMPORT_LABELS, C.FOLDER_CLASSES, C.READ_AGAIN)),
    **_each(Need.OWN_PROJECT, (C.MAKE_SPLIT, C.IMPORT_COCO, C.LESION_NAMES)),
    **_each(Need.CHOSEN, (C.EXCLUDE, C.FLIP, C.MIRROR_SELECTED)),
    **_each(Need.ANNOTATING, _ANSWERS),
    **_each(Need.GRADE, GRADE_COMMANDS),
    **_each(Need.MARK, (C.MARK_RENAME, C.MARK_DELETE)),
    **_each(Need.NEIGHBOUR, (C.NEXT_UNANNOTATED, C.PREVIOUS_UNANNOTATED)),
    C.MEMBERS: Need.MEMBERS,
    C.PREDICT_ALL: Need.PREDICTING,
    C.SHOW_PATIENT: Need.PATIENT,
    C.RESET_EDITS: Need.EDITS,
    C.LEAVE_TOOL: Need.TOOL,
    C.UNDO: Need.UNDONE,
    C.REDO: Need.REDONE,
    C.BACK: Need.GOING_BACK,
    C.FORWARD: Need.GOING_FORWARD,
    C.STOP: Need.COMPUTING,
    C.GO_ON: Need.STOPPED,
    C.OPEN_SAMPLES: Need.SAMPLES,
}
"""Why a command is grey, where it is."""

_REVIEW = frozenset({Workspace.REVIEW})
_LISTED = frozenset({Workspace.REVIEW, Workspace.FEATURES})
_REVIEWED = (*_VIEWS, *_METHODS, *_QUESTIONS, *_TOOLS, *PRESET_COMMANDS.values())

PLACES: Mapping[CommandId, frozenset[Workspace]] = {
    **dict.fromkeys((*_REVIEWED, C.SHOW_FOOTPRINT, C.CHANNEL, C.STRONGEST_CHANNEL, C.PIN, C.CHECK_MAP), _REVIEW),
    **dict.fromkeys((C.RESET_EDITS, C.LEAVE_TOOL), _REVIEW),
    **dict.fromkeys((*_WALKS, *_LAYERS), _LISTED),
}
"""The workspaces in which one sees what a command does; those that are not here are seen everywhere."""
