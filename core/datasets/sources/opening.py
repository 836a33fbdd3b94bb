"""Opening a data set, whatever it is."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.datasets.samples import LabelledPhotographs
from core.datasets.sources.classfolders import read_class_folders
from core.datasets.sources.hdf5 import HDF5_SUFFIXES, read_hdf5
from core.datasets.sources.nearby import tables_near
from core.datasets.sources.tables import TABLE_SUFFIXES, Columns, read_rows, read_table
from core.errors import DatasetError
from core.jobs import CancelToken

LABELS_FILE = "labels.csv"
"""A table of this name in a folder is taken for its labels."""
_OFFERED = 4
_NO_CLASS = re.compile(
    r"^(train|test|val|valid|images?|photographs|photos?|pictures)([-_ ]?(ing|ation|set|images?|data|photos?))*$"
    r"|^base ?\d+$|^[a-z0-9][.)] ?(original images|training set|testing set|.*groundtruths|segmentation|disease grading"
    r"|locali[sz]ation)$",
    re.IGNORECASE,
)
"""What folders of EyePACS, APTOS, Messidor and IDRiD are called, and those of other divisions."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceOptions:
    """What a data set does not say by itself.

    `labels` is the table of labels where it does not lie in the folder as `labels.csv`. `class_names` gives the classes
    and their order. `columns` names columns of the table that are called otherwise than usual.
    `keeps_contradictions`: two rows that give a photograph two labels are both kept, and names that several photographs
    have are listed, instead of being refused.
    """

    labels: Path | None = None
    class_names: tuple[str, ...] = ()
    columns: Columns = Columns()  # noqa: RUF009 - frozen
    keeps_contradictions: bool = False


def table_in(folder: Path) -> Path | None:
    """The table of labels that lies in a folder: `labels.csv`, else the only one that can be read as such."""
    usual = folder / LABELS_FILE
    if usual.is_file() or not folder.is_dir():
        return usual if usual.is_file() else None
    try:
        tables = [path for path in folder.iterdir() if path.suffix.lower() in TABLE_SUFFIXES]
    except OSError:
        return None  # whoever lists the photographs says so
    found = [path for path in tables if _has_labels(path)]
    return found[0] if len(found) == 1 else None


def _has_labels(table: Path) -> bool:
    try:
        return bool(read_rows(table))
    except DatasetError:
        return False


def open_source(
    path: Path, options: SourceOptions | None = None, *, token: CancelToken | None = None
) -> LabelledPhotographs:
    """The labelled photographs of a folder with a table, of class folders, of a table, or of an HDF5 file.

    A folder with a table (`options.labels`, or `labels.csv` in it) is read by the table; another one must hold a folder
    a class, itself or in `images`. Raises DatasetError, and Cancelled once the token says so.
    """
    given = options or SourceOptions()
    if not path.exists():
        raise DatasetError(f"There is no data set '{path}'.", "It may have been moved, renamed or deleted.")
    if path.is_file():
        return _open_file(path, given, token)
    table = given.labels or path / LABELS_FILE
    if given.labels is not None or table.is_file():
        return _read_table(table, path, given, token)
    return _read_class_folders(path, given, token)


def are_parts(names: Collection[str]) -> bool:
    """Whether folders are called as those of a split or of a published set are, and not as classes."""
    return bool(names) and all(_NO_CLASS.search(name) for name in names)


def offered(folder: Path, *, token: CancelToken | None = None) -> str:
    """In words which tables about it name photographs of a folder; empty where none does."""
    near = tables_near(folder, token=token)
    said = [f"'{one.table}' names {one.named:,} of {one.files:,} in '{one.folder.name}'" for one in near[:_OFFERED]]
    more = [f"and {len(near) - _OFFERED} more tables do"] if len(near) > _OFFERED else []
    return ", ".join([*said, *more])


def _read_class_folders(folder: Path, given: SourceOptions, token: CancelToken | None) -> LabelledPhotographs:
    """Photographs by their folders. Raises DatasetError where these are no classes, which says what tables are near."""
    try:
        found = read_class_folders(folder, class_names=given.class_names, token=token)
    except DatasetError as error:
        near = offered(folder, token=token)
        if not near:
            raise
        raise DatasetError(
            error.message, f"A table may hold its labels: {near}. Give it as the table of labels."
        ) from error
    if given.class_names or not are_parts(found.class_names):
        return found
    near = offered(folder, token=token)
    raise DatasetError(
        f"The folders in '{folder}' are called {_listed(found.class_names)}: these are no classes.",
        f"A table may hold its labels: {near}. Give it as the table of labels."
        if near
        else "Give a table of labels, or open a folder that holds one folder of photographs for each class.",
    )


def _listed(names: Sequence[str]) -> str:
    more = f" and {len(names) - _OFFERED} more" if len(names) > _OFFERED else ""
    return ", ".join(f"'{name}'" for name in names[:_OFFERED]) + more


def _read_table(table: Path, folder: Path, given: SourceOptions, token: CancelToken | None) -> LabelledPhotographs:
    return read_table(
        table,
        folder,
        class_names=given.class_names,
        columns=given.columns,
        keeps_contradictions=given.keeps_contradictions,
        token=token,
    )


def _open_file(path: Path, given: SourceOptions, token: CancelToken | None) -> LabelledPhotographs:
    suffix = path.suffix.lower()
    if suffix in HDF5_SUFFIXES:
        return read_hdf5(path, class_names=given.class_names)
    if suffix in TABLE_SUFFIXES:
        return _read_table(path, path.parent, given, token)
    raise DatasetError(
        f"'{path.name}' is not a data set.",
        "It must be a folder, a table (.csv, .tsv, .xlsx, .ods) or an HDF5 file (.h5, .hdf5).",
    )
