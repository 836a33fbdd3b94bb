"""Which control edits which key."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from PySide6.QtWidgets import QLineEdit

from core.images.preparation import Recipe
from desktop.training_fields import Field, Kind
from desktop.translation import tr
from desktop.widgets.train.arguments_editor import ArgumentsEditor
from desktop.widgets.train.editors import (
    ChoiceEditor,
    Editor,
    FlagEditor,
    TextEditor,
    number_text,
    read_names,
    read_number,
    read_whole,
    read_wholes,
)
from desktop.widgets.train.name_editors import NameEditor
from desktop.widgets.train.path_editor import PathEditor
from desktop.widgets.train.steps_editor import StepsEditor


def make_editor(field: Field, default: Any) -> Editor:
    """The control for a key whose default is `default`."""
    match field.kind:
        case Kind.ARCHITECTURE | Kind.NAME:
            return NameEditor(tr(field.empty))
        case Kind.FOLDER_OR_FILE | Kind.FOLDER | Kind.FILE | Kind.MODEL:
            return PathEditor(field)
        case Kind.RECIPE:
            return ChoiceEditor(field.name, list(Recipe), str)
        case Kind.NAMES:
            return TextEditor(QLineEdit(), read_names, "; ".join)
        case Kind.ARGUMENTS:
            return ArgumentsEditor()
        case Kind.STEPS:
            return StepsEditor()
        case Kind.PLAIN:
            return _plain(field, default)


def _plain(field: Field, default: Any) -> Editor:
    """By the type of the value."""
    if isinstance(default, bool):
        return FlagEditor(tr(field.title))
    if isinstance(default, StrEnum):
        return ChoiceEditor(field.name, list(type(default)), type(default))
    if isinstance(default, int | float):
        return TextEditor(QLineEdit(), read_whole if isinstance(default, int) else read_number, number_text)
    if isinstance(default, tuple):
        return TextEditor(QLineEdit(), read_wholes, lambda widths: ", ".join(str(width) for width in widths))
    return TextEditor(QLineEdit(), str, str)
