"""Class folders: one folder of photographs a class, as torchvision's `ImageFolder` has them."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.patients import group_of
from core.errors import DatasetError, did_you_mean
from core.images.reading import find_photographs, natural_key
from core.jobs import CancelToken

IMAGES_FOLDER = "images"
"""Where the class folders lie in a data set that has more than photographs (masks, tables)."""


def read_class_folders(
    folder: Path, *, class_names: Sequence[str] = (), token: CancelToken | None = None
) -> LabelledPhotographs:
    """The photographs below each folder in `folder`, or in its folder `images`, labelled with that folder's name.

    Classes stand in natural order of their names, or in that of `class_names`, which must then name every folder (a
    class without a folder is one without photographs). Raises DatasetError.
    """
    root = folder / IMAGES_FOLDER if _folders(folder / IMAGES_FOLDER) else folder
    found = {path.name: path for path in _folders(root)}
    if not found:
        raise DatasetError(
            f"There is no folder of a class in '{folder}'.",
            "A data set without a table of labels must hold one folder of photographs for each class.",
        )
    names = tuple(class_names) or tuple(sorted(found, key=natural_key))
    for name in found:
        if name not in names:
            raise DatasetError(
                f"The folder '{name}' in '{folder}' is none of the classes {', '.join(names)}.",
                did_you_mean(name, names) or "Name it among the classes, or move it away.",
            )
    samples = [
        Sample(path, label, group_of(path), path.relative_to(folder).as_posix())
        for label, name in enumerate(names)
        if name in found
        for path in find_photographs(found[name], token=token)
    ]
    loose = tuple(path.name for path in find_photographs(root, token=token) if path.parent == root)
    return LabelledPhotographs(tuple(samples), names, unmatched_files=loose)


def folder_names(folder: Path) -> tuple[str, ...]:
    """The names of the folders that `read_class_folders` would take for classes; none where there are none."""
    return tuple(path.name for path in _folders(folder / IMAGES_FOLDER) or _folders(folder))


def _folders(folder: Path) -> list[Path]:
    """The folders in `folder` that hold a photograph."""
    if not folder.is_dir():
        return []
    try:
        inside = sorted(path for path in folder.iterdir() if path.is_dir() and not path.name.startswith("."))
    except OSError as error:
        raise DatasetError(f"'{folder}' cannot be read: {error.strerror or error}.") from error
    return [path for path in inside if next(find_photographs(path), None) is not None]
