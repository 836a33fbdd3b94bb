"""Tables of labels that lie about a folder of photographs: in it, below it, above it, and in folders beside it.

EyePACS has `trainLabels.csv` above `train`, APTOS `train.csv` beside `train_images`, Messidor a workbook in each of its
folders, IDRiD `2. Groundtruths` beside `1. Original Images`. Names of files alone decide which photographs a table is
about, and files of other things have such names too: what is found here is offered to people, never taken by itself.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from core.datasets.sources.tables import (
    MAX_CLASSES,
    TABLE_SUFFIXES,
    AmbiguousNameError,
    LabelRow,
    PhotographFinder,
    grade_of,
    in_order,
    read_rows,
    whole_number,
    without_blank,
)
from core.errors import DatasetError
from core.images.reading import find_photographs, natural_key
from core.jobs import CancelToken

_FOLDERS_BELOW, _MOST_FOLDERS, _MOST_TABLES = 3, 200, 40
_MOST_BYTES = 64 * 2**20
"""How far is looked: a table of labels lies near its photographs, and a folder of downloads holds anything."""
_TRUTH = re.compile(r"[\W\d_]*(ground ?truths?|gt|labels?|annotations?|grades?|gradings?|csv|tables?|meta ?data)", re.I)
"""What a folder of tables is called that lies beside the folder above the photographs."""
_NAMED_SHARE = 0.5


@dataclass(frozen=True, slots=True)
class NearbyTable:
    """A table that names photographs in `folder`.

    Of its `rows` with a label so many are `named`, of the `files` that lie in `folder` or below. `values` are the
    labels that it gives them, in natural order.
    """

    table: Path
    folder: Path
    rows: int
    files: int
    named: int
    values: tuple[str, ...]

    @property
    def tells_apart(self) -> bool:
        """Whether its labels differ: a form that was never filled in says the same of every photograph."""
        return len(self.values) > 1


def tables_near(folder: Path, *, token: CancelToken | None = None) -> tuple[NearbyTable, ...]:
    """The tables about photographs below `folder`: those that tell these apart before others, then the best fit first.

    At least half of a table's rows name a photograph, or half of the photographs of a folder are named. Where a name
    is that of photographs in several folders, the folder counts whose photographs are those of the table. Nothing is
    raised for what cannot be read: it is no table of labels. Raises ImageError where `folder` cannot be listed,
    Cancelled.
    """
    tables = list(_tables(folder, token))
    if not tables:
        return ()
    files = list(find_photographs(folder, token=token))
    found = []
    for table in tables:
        if token is not None:
            token.check()
        near = _fitting(table, folder, files)
        if near is not None:
            found.append(near)
    return tuple(
        sorted(found, key=lambda near: (not near.tells_apart, -_fit(near), -near.named, natural_key(str(near.table))))
    )


def likely(tables: Sequence[NearbyTable]) -> tuple[NearbyTable, ...]:
    """Of tables in the order of `tables_near` those that are meant: of each folder the first that tells apart."""
    first: dict[Path, NearbyTable] = {}
    for near in tables:
        if near.tells_apart:
            first.setdefault(near.folder, near)
    return tuple(first.values())


def classes_of(tables: Sequence[NearbyTable]) -> tuple[str, ...]:
    """The classes that tables have together, so that one in which a grade never occurs does not get its own.

    Empty where they are no whole numbers from 0 on, and no grades by name.
    """
    values = {value for near in tables for value in near.values}
    numbers = [whole_number(value) for value in values]
    whole = [number for number in numbers if number is not None and 0 <= number < MAX_CLASSES]
    if whole and len(whole) == len(numbers):
        return tuple(str(number) for number in range(max(whole) + 1))
    return in_order(values) if values and None not in map(grade_of, values) else ()


def _fit(near: NearbyTable) -> float:
    """How far a table is about a folder, and about nothing else: 0 to 1."""
    return near.named / (near.rows + near.files - near.named)


def _fitting(table: Path, folder: Path, files: list[Path]) -> NearbyTable | None:
    """The table with the folder that it is about; None where it is about none."""
    try:
        rows = [row for row in (without_blank(row, ()) for row in read_rows(table)) if row.image and row.label]
    except DatasetError:
        return None
    if not rows or not files:
        return None
    places = _places(rows, folder, files, table)
    best = max((_named_in(place, rows, files, table) for place in places), key=_fit, default=None)
    if best is None or best.named < _NAMED_SHARE * min(best.rows, best.files):
        return None
    return best


def _places(rows: list[LabelRow], folder: Path, files: list[Path], table: Path) -> list[Path]:
    """The folders that a table may be about: the one that holds all that it names, or, of names that are not
    unique, each that has some.
    """
    finder = PhotographFinder(folder, files)
    named: set[Path] = set()
    try:
        named = {path.parent for row in rows if (path := finder.find(row, table)) is not None}
    except AmbiguousNameError:
        stems = {Path(row.image.replace("\\", "/")).stem.casefold() for row in rows}
        return sorted({path.parent for path in files if path.stem.casefold() in stems})
    return [Path(os.path.commonpath(named))] if named else []


def _named_in(place: Path, rows: list[LabelRow], files: list[Path], table: Path) -> NearbyTable:
    inside = [path for path in files if place in path.parents]
    finder = PhotographFinder(place, inside)
    labels: dict[Path, str] = {}
    for row in rows:
        try:
            path = finder.find(row, table)
        except AmbiguousNameError:
            continue
        if path is not None:
            number = whole_number(row.label)
            labels.setdefault(path, row.label if number is None else str(number))
    values = tuple(sorted(set(labels.values()), key=natural_key))
    return NearbyTable(table, place, len(rows), len(inside), len(labels), values)


def _tables(folder: Path, token: CancelToken | None) -> Iterator[Path]:
    """Tables in and below the folder, above it, and in the folders beside it. Each once, and not too many."""
    place = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as the user named them
    seen: dict[Path, None] = {}
    for looked in _places_to_look(place):
        if token is not None:
            token.check()
        seen |= dict.fromkeys(_listed(looked)[1])
        if len(seen) >= _MOST_TABLES:
            break
    yield from list(seen)[:_MOST_TABLES]


def _places_to_look(folder: Path) -> Iterator[Path]:
    yield from _below(folder)
    above = folder.parent
    if above in (folder, Path.home()):
        return
    yield above
    yield from [path for path in _listed(above)[0] if path != folder][:_MOST_FOLDERS]
    higher = above.parent
    if higher not in (above, Path.home()):
        for path in _listed(higher)[0]:
            if path != above and _TRUTH.fullmatch(path.name):
                yield from _below(path)


def _below(folder: Path) -> list[Path]:
    """The folder, and those below it, the nearest first."""
    found, level = [folder], [folder]
    for _ in range(_FOLDERS_BELOW):
        level = [inner for path in level for inner in _listed(path)[0]][: _MOST_FOLDERS - len(found)]
        found += level
    return found


def _listed(folder: Path) -> tuple[list[Path], list[Path]]:
    """The folders and the tables in a folder, in natural order; nothing of one that may not be listed."""
    folders: list[Path] = []
    tables: list[Path] = []
    try:
        with os.scandir(folder) as entries:
            for entry in entries:
                if entry.name.startswith("."):
                    continue
                if entry.is_dir(follow_symlinks=False):
                    folders.append(folder / entry.name)
                elif entry.name.lower().endswith(TABLE_SUFFIXES) and entry.stat().st_size <= _MOST_BYTES:
                    tables.append(folder / entry.name)
    except OSError:
        return [], []
    return sorted(folders, key=_by_name), sorted(tables, key=_by_name)


def _by_name(path: Path) -> tuple[tuple[tuple[int, int, str], ...], str]:
    return natural_key(path.name)
