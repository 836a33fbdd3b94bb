"""Where photographs lie: folders that were added, and the files below them."""

from __future__ import annotations

import json
import os
import threading
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from sqlite3 import Connection

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.names import name_key, search_text, stored_path, usable_path
from core.datasets.catalogue.settings import PatientCoder
from core.datasets.eyes import eye_of, patient_of
from core.images.frames import frame_path, split_frame

ONE = 0
"""The frame of a file that is one photograph; those of a file that holds several count from 1."""


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of photographs: `path` is where it is now, as far as known; `files` of which so many are missing."""

    id: int
    path: Path
    files: int
    missing: int


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A file as a folder lists it: `path` below the root, with slashes; size in bytes, time of change in ns."""

    path: str
    size: int
    mtime_ns: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photograph lies; `path` may name one of several in a file (`core.images.frames`)."""

    path: Path
    is_missing: bool


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file whose content is not known, or has changed."""

    id: int
    path: Path
    size: int
    mtime_ns: int


@dataclass(slots=True)
class ListingResult:
    """How many files were new, had changed, are missing now, and were found again under another name."""

    new: int = 0
    changed: int = 0
    missing: int = 0
    moved: int = 0


class Files:
    """Roots and files."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._where: dict[int, Path] = {}
        self._lock = threading.Lock()

    # Roots

    def roots(self) -> tuple[Root, ...]:
        """The folders that were added."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT r.id, count(f.id), coalesce(sum(f.is_missing), 0) FROM roots r "
                "LEFT JOIN files f ON f.root = r.id GROUP BY r.id ORDER BY r.id"
            ).fetchall()
        where = self.where()
        return tuple(Root(row[0], where[row[0]], row[1], row[2]) for row in rows)

    def where(self, *, is_looked_up: bool = False) -> dict[int, Path]:
        """Where each root is now: where it was, or beside the project as it was when both were moved together.

        Looks at the drives once, or again when asked to (which may take long where one has vanished).
        """
        with self._lock:
            known = dict(self._where)
        with self._database.read() as connection:
            rows = connection.execute("SELECT id, path, beside FROM roots").fetchall()
        found = {}
        for number, path, beside in rows:
            if number in known and not is_looked_up:
                found[number] = known[number]
            else:
                found[number] = self._look(usable_path(path), usable_path(beside) if beside is not None else None)
        with self._lock:
            self._where = found
        return dict(found)

    def _look(self, path: str, beside: str | None) -> Path:
        if beside is not None and not os.path.isdir(path):  # noqa: PTH112 - names that are no valid text
            other = Path(os.path.normpath(self._database.path.parent / beside))
            if other.is_dir():
                return other
        return Path(path)

    def add_root(self, folder: Path) -> int:
        """Note a folder of photographs; one inside a folder that is known already belongs to that one."""
        place = Path(os.path.abspath(folder))  # noqa: PTH100 - links stay as the user named them
        for number, path in self.where().items():
            if place == path or path in place.parents:
                return number
        inside = {number: path for number, path in self.where().items() if place in path.parents}
        beside = _beside(place, self._database.path.parent)
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO roots (path, beside, added_s) VALUES (?, ?, ?) RETURNING id",
                (stored_path(str(place)), stored_path(beside) if beside is not None else None, time.time()),
            ).fetchone()
            for number, path in inside.items():
                _take_over(connection, row[0], number, path.relative_to(place).as_posix())
        with self._lock:
            self._where = {n: p for n, p in self._where.items() if n not in inside} | {row[0]: place}
        return int(row[0])

    def relocate(self, root: int, folder: Path) -> None:
        """Say where a folder of photographs is now. Raises ProjectError where none of its files is there."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT path FROM files WHERE root = ? LIMIT 1000", (root,)).fetchall()
        place = Path(os.path.abspath(folder))  # noqa: PTH100
        if rows and not any((place / usable_path(row[0])).exists() for row in rows):
            raise ProjectError(
                f"None of the photographs is in '{folder}'.",
                "Choose the folder that has the same files in it as the one that was added.",
            )
        beside = _beside(place, self._database.path.parent)
        with self._database.write() as connection:
            connection.execute(
                "UPDATE roots SET path = ?, beside = ? WHERE id = ?",
                (stored_path(str(place)), stored_path(beside) if beside is not None else None, root),
            )
            connection.execute("UPDATE files SET is_missing = 0 WHERE root = ?", (root,))
        with self._lock:
            self._where[root] = place

    def remove_root(self, root: int) -> int:
        """Forget a folder and the photographs that lie nowhere else; returns how many. No file is touched."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM roots WHERE id = ?", (root,))
            gone = connection.execute(
                "DELETE FROM photographs WHERE NOT EXISTS (SELECT 1 FROM files WHERE photograph = photographs.id)"
            ).rowcount
        with self._lock:
            self._where.pop(root, None)
        return int(gone)

    # Listing

    def known(self, root: int) -> dict[str, tuple[int, int]]:
        """Size and time of change of every file of a root, by its path below it."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT path, size, mtime_ns FROM files WHERE root = ?", (root,))
            return {usable_path(row[0]): (row[1], row[2]) for row in rows}

    def add_listed(self, root: int, files: Sequence[ListedFile], coder: PatientCoder) -> None:
        """Add files that the root did not have: each is a photograph by itself until its content is known."""
        now_s = time.time()
        with self._database.write() as connection:
            first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM photographs").fetchone()[0]
            connection.executemany(
                "INSERT INTO photographs "
                "(id, name, name_key, search, eye, eye_source, patient, patient_source, added_s) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (_new_photograph(first + at, file.path, coder, now_s) for at, file in enumerate(files)),
            )
            connection.executemany(
                "INSERT INTO files (root, path, photograph, size, mtime_ns) VALUES (?, ?, ?, ?, ?)",
                ((root, stored_path(file.path), first + at, file.size, file.mtime_ns) for at, file in enumerate(files)),
            )

    def note_changed(self, root: int, files: Iterable[ListedFile]) -> None:
        """Files that have another size or time of change: they are read again."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE files SET size = ?, mtime_ns = ?, stage = 0, is_missing = 0 WHERE root = ? AND path = ?",
                ((file.size, file.mtime_ns, root, stored_path(file.path)) for file in files),
            )

    def note_seen(self, root: int, missing: Iterable[str]) -> ListingResult:
        """Everything of a root was listed, and `missing` was not there; moved files are found again among the new."""
        result = ListingResult()
        with self._database.write() as connection:
            connection.execute("UPDATE files SET is_missing = 0 WHERE root = ? AND is_missing = 1", (root,))
            connection.executemany(
                "UPDATE files SET is_missing = 1 WHERE root = ? AND path = ?",
                ((root, stored_path(path)) for path in missing),
            )
            result.moved = _find_moved(connection)
            result.missing = connection.execute(
                "SELECT count(*) FROM files WHERE root = ? AND is_missing = 1", (root,)
            ).fetchone()[0]
        return result

    def photographs_in(self, root: int) -> dict[Path, int]:
        """Every photograph of a root by its path."""
        folder = self.where()[root]
        with self._database.read() as connection:
            rows = connection.execute("SELECT path, frame, photograph FROM files WHERE root = ?", (root,))
            return {path_of(folder, path, frame): photograph for path, frame, photograph in rows}

    # Reading

    def to_read(self, *, after: int = 0, count: int = 256) -> list[FileToRead]:
        """Files whose content is not known, in the order in which they came, after number `after`."""
        where = self.where()
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, root, path, size, mtime_ns FROM files WHERE stage = 0 AND is_missing = 0 AND id > ? "
                "AND frame <= 1 ORDER BY id LIMIT ?",
                (after, count),
            ).fetchall()
        return [FileToRead(row[0], where[row[1]] / usable_path(row[2]), row[3], row[4]) for row in rows]

    def count_to_read(self) -> int:
        """How many files are still to be read."""
        with self._database.read() as connection:
            row = connection.execute("SELECT count(*) FROM files WHERE stage = 0 AND is_missing = 0 AND frame <= 1")
            return int(row.fetchone()[0])

    def places(self, photographs: Sequence[int]) -> dict[int, tuple[Place, ...]]:
        """Where each of the photographs lies; those that are there first."""
        where = self.where()
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, root, path, frame, is_missing FROM files "
                "WHERE photograph IN (SELECT value FROM json_each(?)) ORDER BY is_missing, id",
                (json.dumps(list(photographs)),),
            ).fetchall()
        places: dict[int, tuple[Place, ...]] = {}
        for photograph, root, path, frame, is_missing in rows:
            place = Place(path_of(where[root], path, frame), bool(is_missing))
            places[photograph] = (*places.get(photograph, ()), place)
        return places

    def at(self, path: Path) -> tuple[int, ...]:
        """The photographs that a file holds, or the one that the path names; none where the project knows none."""
        file, number = split_frame(path)
        place = Path(os.path.abspath(file))  # noqa: PTH100
        for root, folder in self.where().items():
            if folder in place.parents:
                relative = place.relative_to(folder).as_posix()
                with self._database.read() as connection:
                    rows = connection.execute(
                        "SELECT photograph FROM files WHERE root = ? AND path = ? AND (? IS NULL OR frame = ?) "
                        "ORDER BY frame",
                        (root, stored_path(relative), number, number),
                    ).fetchall()
                if rows:
                    return tuple(row[0] for row in rows)
        return ()


def path_of(root: Path, stored: str | bytes, frame: int) -> Path:
    """The path of a photograph in a root."""
    path = root / usable_path(stored)
    return path if frame == ONE else frame_path(path, frame)


def _new_photograph(number: int, path: str, coder: PatientCoder, now_s: float) -> tuple[object, ...]:
    name = PurePosixPath(path).name
    eye, patient = eye_of(name), coder(patient_of(name))
    return (
        number,
        stored_name(name),
        name_key(name),
        search_text(path),
        eye,
        "name" if eye is not None else None,
        patient or None,
        "name" if patient else None,
        now_s,
    )


def stored_name(name: str) -> str:
    """A name as text that can be shown: bytes that are none are replaced."""
    return name.encode("utf-8", "replace").decode("utf-8")


def _find_moved(connection: Connection) -> int:
    """Give new files the photographs of missing ones of the same name, size and time of change; all are read anyway."""
    rows = connection.execute(
        "SELECT n.id, n.photograph, o.id, o.photograph, n.root, n.path, o.path FROM files n "
        "JOIN photographs p ON p.id = n.photograph AND p.content IS NULL "
        "JOIN files o ON o.is_missing = 1 AND o.size = n.size AND o.mtime_ns = n.mtime_ns AND o.frame = 0 "
        "WHERE n.stage = 0 AND n.is_missing = 0 AND n.frame = 0"
    ).fetchall()
    used: set[int] = set()
    moved = 0
    for new, provisional, old, photograph, _root, path, old_path in rows:
        if {new, old} & used or _base(path) != _base(old_path):
            continue
        used |= {new, old}
        connection.execute("DELETE FROM files WHERE id = ?", (old,))
        connection.execute("UPDATE files SET photograph = ? WHERE id = ?", (photograph, new))
        connection.execute("DELETE FROM photographs WHERE id = ? AND content IS NULL", (provisional,))
        connection.execute(
            "UPDATE photographs SET search = ? WHERE id = ?", (search_text(usable_path(path)), photograph)
        )
        moved += 1
    return moved


def _base(path: str | bytes) -> str:
    return PurePosixPath(usable_path(path)).name


def _take_over(connection: Connection, root: int, inner: int, prefix: str) -> None:
    """Let `root` have the files of a root that lies inside it, at `prefix`."""
    for number, path in connection.execute("SELECT id, path FROM files WHERE root = ?", (inner,)).fetchall():
        connection.execute(
            "UPDATE files SET root = ?, path = ? WHERE id = ?",
            (root, stored_path(f"{prefix}/{usable_path(path)}"), number),
        )
    connection.execute("DELETE FROM roots WHERE id = ?", (inner,))


def _beside(place: Path, folder: Path) -> str | None:
    """The place as seen from the project's folder; None on another drive."""
    try:
        return os.path.relpath(place, folder)
    except ValueError:
        return None
