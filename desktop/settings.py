"""What the program remembers: each setting declared once, with its type, its default and its title.

They live in one ini file. A value that is missing, broken or of the wrong type is the default again; the file is never
a reason not to start.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Generic, TypeVar

from PySide6.QtCore import QByteArray, QObject, QSettings, Signal

from core.features.names import VOCABULARY
from core.jsontext import parse_json

T = TypeVar("T")


@dataclass(frozen=True, slots=True, eq=False)
class Setting(Generic[T]):
    """One thing to remember. `key` is its place in the file, `title` what a person calls it.

    `read` makes a value of what JSON gave and raises ValueError, TypeError or KeyError where it can't; `write` makes
    something that JSON can hold.
    """

    key: str
    default: T
    title: str
    read: Callable[[Any], T]
    write: Callable[[T], Any] = lambda value: value


def _text_list(raw: Any) -> tuple[str, ...]:
    if not isinstance(raw, list) or not all(isinstance(item, str) for item in raw):
        raise TypeError(raw)
    return tuple(raw)


def _text_map(raw: Any) -> dict[str, str]:
    return {str(key): str(value) for key, value in dict(raw).items()}


def _plain_map(raw: Any) -> dict[str, Any]:
    return {str(key): value for key, value in dict(raw).items()}


def _bytes(raw: Any) -> QByteArray:
    return QByteArray.fromBase64(str(raw).encode())


def _bytes_text(value: QByteArray) -> str:
    return bytes(value.toBase64().data()).decode()


def _flag(raw: Any) -> bool:
    if not isinstance(raw, bool):
        raise TypeError(raw)
    return raw


THEME = Setting("appearance/theme", "dark", "Theme", str)
LANGUAGE = Setting("appearance/language", "", "Language of the window; empty: the system's", str)
SHORTCUTS: Setting[dict[str, str]] = Setting("keyboard/shortcuts", {}, "Keyboard shortcuts", _text_map)
WINDOW_GEOMETRY = Setting("window/geometry", QByteArray(), "Window size and place", _bytes, _bytes_text)
WINDOW_STATE = Setting("window/state", QByteArray(), "Arrangement of the panels", _bytes, _bytes_text)
WINDOW_IS_LOW = Setting("window/is-low", default=False, title="Panels share places in a low window", read=_flag)
WORKSPACE = Setting("window/workspace", "review", "Workspace", str)
WORKSPACE_STATES: Setting[dict[str, str]] = Setting(
    "window/workspace-states", {}, "Arrangement of the panels by workspace", _text_map
)
RECENT_PHOTOGRAPHS: Setting[tuple[str, ...]] = Setting("recent/photographs", (), "Recent photographs", _text_list, list)
RECENT_PROJECTS: Setting[tuple[str, ...]] = Setting("recent/projects", (), "Recent projects", _text_list, list)
PROJECT = Setting("session/project", "", "Project that was open last time", str)
TABLE_LAYOUT = Setting("data/table", default=False, title="Photographs of a project as a table", read=_flag)
RECENT_MODELS: Setting[tuple[str, ...]] = Setting("recent/models", (), "Recent models", _text_list, list)
SOURCES: Setting[tuple[str, ...]] = Setting("session/sources", (), "What was open last time", _text_list, list)
SELECTION: Setting[dict[str, Any]] = Setting("session/selection", {}, "Selection of last time", _plain_map)
RENDERING: Setting[dict[str, Any]] = Setting("view/rendering", {}, "Colours of the overlay", _plain_map)
MASKS_SHOWN = Setting("view/masks", default=False, title="Outline the masks of a photograph", read=_flag)
COMPARISON: Setting[dict[str, Any]] = Setting("view/comparison", {}, "What the grid compares", _plain_map)
COMPARISON_SCALE = Setting("view/comparison-scale", "own", "Scale of the grid's colours", str)
HIDDEN_MASKS: Setting[tuple[str, ...]] = Setting(
    "view/hidden-masks", (), "Kinds of masks switched off", _text_list, list
)
LAYERS: Setting[dict[str, str]] = Setting("session/layers", {}, "Layer last looked at, by architecture", _text_map)
METHOD_PARAMS: Setting[dict[str, Any]] = Setting(
    "session/parameters", {}, "Parameters of the methods, by method", _plain_map
)
TRAINING_QUEUE: Setting[tuple[str, ...]] = Setting("training/queue", (), "Trainings that wait", _text_list, list)
TRAINING_PLACES: Setting[tuple[str, ...]] = Setting(
    "training/places", (), "Folders in which others train", _text_list, list
)
ANNOTATION_READER = Setting("annotation/reader", "", "Who annotates", str)
ANNOTATION_ADVANCES = Setting(
    "annotation/advance", default=False, title="Go on to the next photograph after grading", read=_flag
)
REPORT_FORMAT = Setting("report/format", ".pdf", "As what reports are written", str)
REPORT_IS_OPENED = Setting("report/open", default=True, title="Open a report when it is written", read=_flag)
STUDIES: Setting[tuple[str, ...]] = Setting("study/studies", (), "Studies with readers", _text_list, list)
STUDY_FORM: Setting[dict[str, Any]] = Setting("study/form", {}, "What the last new study was like", _plain_map)
FOOTPRINT_SHOWN = Setting("view/footprint", default=False, title="What the layer sees at the pointer", read=_flag)
FEATURE_READER = Setting("features/reader", "", "Who names features", str)
FEATURE_VOCABULARY: Setting[tuple[str, ...]] = Setting(
    "features/vocabulary", VOCABULARY, "Names that are offered for features", _text_list, list
)
TOUR_SEEN = Setting("session/tour", default=False, title="The tour was begun once", read=_flag)
RESTORES_SESSION = Setting("session/restore", default=True, title="Open what was open last time", read=_flag)


class Settings(QObject):
    """The settings in one file. `path` is the ini file; it is made when something is first set."""

    changed = Signal(str)
    """The key of a setting that got another value."""

    def __init__(self, path: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.path = path
        self._store = QSettings(str(path), QSettings.Format.IniFormat)

    def value(self, setting: Setting[T]) -> T:
        """What was set, or the default."""
        raw = self._store.value(setting.key)
        if not isinstance(raw, str):
            return setting.default
        try:
            return setting.read(parse_json(raw))
        except (ValueError, TypeError, KeyError):
            return setting.default

    def setValue(self, setting: Setting[T], value: T) -> None:
        """Remember `value`."""
        text = json.dumps(setting.write(value), ensure_ascii=True)
        if text != self._store.value(setting.key):
            self._store.setValue(setting.key, text)
            self.changed.emit(setting.key)

    def sync(self) -> None:
        """Write what is not yet in the file."""
        self._store.sync()


def remembered(recent: tuple[str, ...], path: Path, *, count: int = 12) -> tuple[str, ...]:
    """`recent` with `path` in front, once, and no more than `count` entries."""
    text = str(path)
    return (text, *(item for item in recent if item != text))[:count]
