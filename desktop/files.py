"""Files of the desktop program: where they are, what one is, and how one is written without losing the one before."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from typing import IO

import platformdirs

from core.images.frames import file_of

NAME = "funduscope"
PROJECT_SUFFIX = ".funduscope"
STUDY_SUFFIX = ".study"
MODEL_SUFFIXES = frozenset({".safetensors", ".pth", ".pt", ".ckpt", ".bin", ".th"})


@dataclass(frozen=True, slots=True)
class UserFolders:
    """Where the program keeps what is the user's. Tests give folders of their own."""

    config: Path
    data: Path
    cache: Path

    @staticmethod
    def standard() -> UserFolders:
        """Where the system wants them."""
        return UserFolders(
            config=platformdirs.user_config_path(NAME, appauthor=False),
            data=platformdirs.user_data_path(NAME, appauthor=False),
            cache=platformdirs.user_cache_path(NAME, appauthor=False),
        )

    @staticmethod
    def inside(folder: Path) -> UserFolders:
        """All in one folder."""
        return UserFolders(config=folder / "config", data=folder / "data", cache=folder / "cache")

    @property
    def settings(self) -> Path:
        """The ini file."""
        return self.config / "settings.ini"

    @property
    def models(self) -> Path:
        """Where imported models go."""
        return self.data / "models"

    @property
    def experiments(self) -> Path:
        """Where experiments are repeated, each run in a folder of its own."""
        return self.data / "experiments"

    @property
    def class_maps(self) -> Path:
        """Which class of a model labels meant, by both sets of names."""
        return self.data / "class-maps.json"

    @property
    def edits(self) -> Path:
        """The what-if edits of photographs, by their content."""
        return self.data / "what-if.json"

    @property
    def trainings(self) -> Path:
        """Where networks are trained, each run in a folder of its own."""
        return self.data / "trainings"

    @property
    def feature_names(self) -> Path:
        """What readers call features, where no project is open."""
        return self.data / "feature-names.json"

    @property
    def feature_passes(self) -> Path:
        """What was found by looking through photographs for the strongest; it can be found again."""
        return self.cache / "features"

    @property
    def places(self) -> Path:
        """The index of content hashes."""
        return self.data / "places.json"


class Kind(Enum):
    """What somebody may drop on the window."""

    FOLDER = "folder"
    MODEL = "model or weights"
    PICTURE = "picture"
    PROJECT = "project"
    STUDY = "reader study"
    MISSING = "missing"


def kind_of(path: Path) -> Kind:
    """What `path` is, by its suffix: everything that is no model is taken for a picture, and says so if it is none."""
    if path.is_dir():
        return Kind.FOLDER
    if not file_of(path).exists():
        return Kind.MISSING
    if path.suffix.lower() == PROJECT_SUFFIX:
        return Kind.PROJECT
    if path.suffix.lower() == STUDY_SUFFIX:
        return Kind.STUDY
    return Kind.MODEL if path.suffix.lower() in MODEL_SUFFIXES else Kind.PICTURE


def write_atomically(path: Path, write: Callable[[IO[bytes]], object]) -> None:
    """Let `write` fill a file beside `path`, then put it in its place. Raises OSError; `path` is then as before."""
    handle, name = tempfile.mkstemp(prefix=f".{path.name}.", suffix=".part", dir=path.parent)
    beside = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            write(file)
        beside.replace(path)
    except BaseException:
        beside.unlink(missing_ok=True)
        raise


def free_path(folder: Path, stem: str, suffix: str) -> Path:
    """A path in `folder` that is not taken: `stem`, else `stem 2`, …; signs that file systems refuse become `_`."""
    clean = "".join(sign if sign.isalnum() or sign in " -_.()" else "_" for sign in stem).strip(" .") or "model"
    path, number = folder / f"{clean}{suffix}", 1
    while path.exists():
        number += 1
        path = folder / f"{clean} {number}{suffix}"
    return path
