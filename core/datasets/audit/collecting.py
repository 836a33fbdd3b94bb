"""Which photographs a set holds, with every label that is known of each: also where they contradict each other."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path

from core.datasets.eyes import patient_of
from core.datasets.samples import LabelledPhotographs, Sample
from core.datasets.sources.cells import read_cells
from core.datasets.sources.classfolders import IMAGES_FOLDER, read_class_folders
from core.datasets.sources.hdf5 import HDF5_SUFFIXES, read_hdf5
from core.datasets.sources.opening import LABELS_FILE, are_parts
from core.datasets.sources.tables import GROUP_COLUMNS, TABLE_SUFFIXES, LabelRow, PhotographFinder, read_rows
from core.datasets.splits import SPLIT_COLUMNS
from core.errors import DatasetError
from core.images.reading import find_photographs
from core.jobs import CancelToken

FOLDER_COLUMN = "class"
_SPLIT_NAMES = ("split", "set", "part", "subset", "usage")
_MOST_LABELS = 50
"""A column with more different values holds no labels."""
_FEW_LABELS = 20
"""So many different values may stand in a column of labels, however short the table is."""
_PARTS = {
    "train": "training", "training": "training", "training_set": "training", "train_set": "training",
    "val": "validation", "valid": "validation", "validation": "validation",
    "test": "test", "testing": "test", "testing_set": "test", "test_set": "test",
}  # fmt: skip


@dataclass(slots=True)
class Collected:
    """Photographs in order; for each its labels (by column) and its part of a split (empty: none).

    `label_column` is the column that holds the classes. `two_labels` names photographs to which a table gives several
    labels; `lost_rows` are rows without a photograph, in words.
    """

    samples: list[Sample]
    labels: list[dict[str, str]]
    parts: list[str]
    label_column: str = ""
    two_labels: list[tuple[int, str]] = field(default_factory=list)
    lost_rows: list[str] = field(default_factory=list)


def collect(
    source: Path, *, labels: Path | None = None, split: Path | None = None, token: CancelToken | None = None
) -> Collected:
    """The photographs of a folder, a table with the photographs beside it, or an HDF5 file. Raises DatasetError."""
    if not source.exists():
        raise DatasetError(f"There is no data set '{source}'.", "It may have been moved, renamed or deleted.")
    if source.is_file() and source.suffix.lower() in HDF5_SUFFIXES:
        collected = _of_labelled(read_hdf5(source))
    elif source.is_file() and source.suffix.lower() in TABLE_SUFFIXES:
        collected = _of_table(source.parent, source, token)
    elif source.is_file():
        raise DatasetError(f"'{source.name}' is not a data set.", "It must be a folder, a table or an HDF5 file.")
    elif labels is not None or (source / LABELS_FILE).is_file():
        collected = _of_table(source, labels or source / LABELS_FILE, token)
    else:
        collected = _of_folder(source, token)
    if not collected.samples:
        raise DatasetError(f"There is no photograph in '{source}'.", "Choose another folder.")
    _take_parts(collected, split)
    return collected


def _of_labelled(labelled: LabelledPhotographs) -> Collected:
    labels = [{FOLDER_COLUMN: labelled.class_names[sample.label]} for sample in labelled.samples]
    return Collected(list(labelled.samples), labels, [""] * len(labels), FOLDER_COLUMN)


def _of_folder(folder: Path, token: CancelToken | None) -> Collected:
    """Class folders with whatever lies beside them; a folder that has no such folders holds no labels."""
    paths = list(find_photographs(folder, token=token))
    samples = [Sample(path, 0, patient_of(path.name), path.relative_to(folder).as_posix()) for path in paths]
    try:
        labelled = read_class_folders(folder, token=token)
    except DatasetError:
        return Collected(samples, [{} for _ in samples], [""] * len(samples))
    if {name.lower() for name in labelled.class_names} <= set(_PARTS):  # training and test are no classes
        known = {path: {FOLDER_COLUMN: path.parent.name} for path in paths if path.parent.parent.parent == folder}
    elif are_parts(labelled.class_names):
        known = {}
    else:
        known = {each.path: {FOLDER_COLUMN: labelled.class_names[each.label]} for each in labelled.samples}
    return Collected(samples, [known.get(path, {}) for path in paths], [""] * len(paths), FOLDER_COLUMN)


def _of_table(folder: Path, table: Path, token: CancelToken | None) -> Collected:
    images = folder / IMAGES_FOLDER
    paths = list(find_photographs(images if images.is_dir() else folder, token=token))
    finder = PhotographFinder(folder, paths)
    places = {path: place for place, path in enumerate(paths)}
    header, lines = read_cells(table)
    by_line = dict(lines)
    rows = read_rows(table)
    columns = _label_columns(header, lines, rows)
    patients = [patient_of(path.name) for path in paths]
    collected = Collected([], [{} for _ in paths], [""] * len(paths), _name_of_label(header, rows, by_line))
    for row in rows:
        try:
            path = finder.find(row, table)
        except DatasetError as error:
            collected.lost_rows.append(error.message)
            continue
        if path is None:
            named = f"'{row.image}' is not in the folder" if row.image else "no photograph is named"
            collected.lost_rows.append(f"line {row.line}: {named}")
            continue
        place = places[path]
        patients[place] = row.group or patients[place]
        cells = {name: by_line[row.line][index] for name, index in columns.items()}
        _take_cells(collected, place, {name: cell for name, cell in cells.items() if cell}, row.line)
    collected.samples = [
        Sample(path, 0, patient, path.relative_to(folder).as_posix())
        for path, patient in zip(paths, patients, strict=True)
    ]
    return collected


def _take_cells(collected: Collected, place: int, cells: dict[str, str], line: int) -> None:
    for name, cell in cells.items():
        before = collected.labels[place].setdefault(name, cell)
        if before != cell:
            collected.two_labels.append((place, f"{name} {before} and, in line {line}, {cell}"))


def _label_columns(header: list[str], lines: list[tuple[int, list[str]]], rows: list[LabelRow]) -> dict[str, int]:
    """The columns that hold labels: with few different values, and neither a photograph's nor a patient's name."""
    columns = {}
    for index, name in enumerate(header):
        values = {cells[index] for _, cells in lines}
        is_group = re.sub(r"\s+", "_", name.strip().lower()) in GROUP_COLUMNS
        is_image = all(cells[index] == row.image for (_, cells), row in zip(lines, rows, strict=True))
        is_label = 1 < len(values) <= min(_MOST_LABELS, max(_FEW_LABELS, len(lines) // 2))
        if name and is_label and not is_group and not is_image:
            columns[name] = index
    return columns


def _name_of_label(header: list[str], rows: list[LabelRow], by_line: dict[int, list[str]]) -> str:
    """The name of the column from which the rows' labels come."""
    for index, name in enumerate(header):
        if all(by_line[row.line][index] == row.label for row in rows):
            return name
    return ""


def _take_parts(collected: Collected, split: Path | None) -> None:
    """Parts of a split: from a table of its own, else from a column, else from folders called train, test and so on."""
    if split is not None:
        header, lines = read_cells(split)
        if tuple(name.lower() for name in header[:2]) != SPLIT_COLUMNS:
            raise DatasetError(f"The split '{split.name}' must have the columns {' and '.join(SPLIT_COLUMNS)}.")
        stated = {cells[0].removeprefix("./"): cells[1] for _, cells in lines}
        collected.parts = [stated.get(sample.name, "") for sample in collected.samples]
        return
    column = next((name for labels in collected.labels for name in labels if name.lower() in _SPLIT_NAMES), None)
    for place, sample in enumerate(collected.samples):
        if column is not None:
            collected.parts[place] = collected.labels[place].pop(column, "")
        else:
            folders = sample.name.lower().split("/")[:-1]
            collected.parts[place] = next((_PARTS[name] for name in folders if name in _PARTS), "")
