"""Where photographs lie: the files of the folders that were added."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from sqlite3 import Connection

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.names import name_key, search_text, stored_path, usable_path
from core.datasets.catalogue.roots import Roots
from core.datasets.catalogue.settings import PatientCoder
from core.datasets.eyes import eye_of, patient_of
from core.images.frames import frame_path, split_frame

ONE = 0
"""The frame of a file that is one photograph; those of a file that holds several count from 1."""

_STANDS_ALONE = "(frame > 0 AND (path = '' OR lower(substr(path, -3)) = '.h5' OR lower(substr(path, -5)) = '.hdf5'))"
_TO_READ = f"stage = 0 AND is_missing = 0 AND (frame <= 1 OR {_STANDS_ALONE})"


@dataclass(frozen=True, slots=True)
class ListedFile:
    """A photograph as a folder lists it: `path` below the root, with slashes, empty where the root is the file.

    `size` is in bytes, `mtime_ns` the time of change. `frame` counts from 1 where it is known already that the file
    holds several.
    """

    path: str
    size: int
    mtime_ns: int
    frame: int = ONE


@dataclass(frozen=True, slots=True)
class KnownFile:
    """A file as it was listed last; `frames` of it are known, `ONE` where it is one photograph."""

    size: int
    mtime_ns: int
    frames: int


@dataclass(frozen=True, slots=True)
class Place:
    """Where a photograph lies; `path` may name one of several in a file (`core.images.frames`)."""

    path: Path
    is_missing: bool


@dataclass(frozen=True, slots=True)
class FileToRead:
    """A file whose content is not known, or has changed; of an HDF5 file one of its photographs."""

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
    """Files by number."""

    def __init__(self, database: Database, roots: Roots) -> None:
        self._database = database
        self._roots = roots

    def where(self, *, is_looked_up: bool = False) -> dict[int, Path]:
        """Where each root is now (`Roots.where`)."""
        return self._roots.where(is_looked_up=is_looked_up)

    # Listing

    def known(self, root: int) -> dict[str, KnownFile]:
        """Every file of a root as it was listed last, by its path below it."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT path, size, mtime_ns, frame FROM files WHERE root = ? ORDER BY path, frame", (root,)
            )
            return {usable_path(row[0]): KnownFile(*row[1:]) for row in rows}

    def add_listed(self, root: int, files: Sequence[ListedFile], coder: PatientCoder) -> None:
        """Add files that the root did not have: each is a photograph by itself until its content is known."""
        now_s = time.time()
        name = self.where()[root].name
        with self._database.write() as connection:
            first = connection.execute("SELECT coalesce(max(id), 0) + 1 FROM photographs").fetchone()[0]
            connection.executemany(
                "INSERT INTO photographs "
                "(id, name, name_key, search, eye, eye_source, patient, patient_source, added_s) "
                "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    _new_photograph(first + at, file.path or name, file.frame, coder, now_s)
                    for at, file in enumerate(files)
                ),
            )
            connection.executemany(
                "INSERT INTO files (root, path, frame, photograph, size, mtime_ns) VALUES (?, ?, ?, ?, ?, ?)",
                (
                    (root, stored_path(file.path), file.frame, first + at, file.size, file.mtime_ns)
                    for at, file in enumerate(files)
                ),
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

    def note_gone(self, root: int) -> None:
        """A root cannot be reached: where its photographs lie elsewhere as well, those places count from now on."""
        with self._database.write() as connection:
            connection.execute("UPDATE files SET is_missing = 1 WHERE root = ? AND is_missing = 0", (root,))

    def photographs_in(self, root: int) -> dict[Path, int]:
        """Every photograph of a root by its path."""
        folder = self.where()[root]
        with self._database.read() as connection:
            rows = connection.execute("SELECT path, frame, photograph FROM files WHERE root = ?", (root,))
            return {path_of(folder, path, frame): photograph for path, frame, photograph in rows}

    # Reading

    def to_read(self, *, after: int = 0, count: int = 256) -> list[FileToRead]:
        """Files whose content is not known, in the order in which they came, after number `after`.

        Of a DICOM file the first frame stands for all: they are read together. Those of an HDF5 file stand alone.
        """
        where = self.where()
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT id, root, path, CASE WHEN {_STANDS_ALONE} THEN frame ELSE 0 END, size, mtime_ns FROM files "  # noqa: S608
                f"WHERE {_TO_READ} AND id > ? ORDER BY id LIMIT ?",
                (after, count),
            ).fetchall()
        return [FileToRead(row[0], path_of(where[row[1]], row[2], row[3]), row[4], row[5]) for row in rows]

    def count_to_read(self) -> int:
        """How many files are still to be read."""
        with self._database.read() as connection:
            row = connection.execute(f"SELECT count(*) FROM files WHERE {_TO_READ}")  # noqa: S608
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
            if folder == place or folder in place.parents:
                relative = "" if folder == place else place.relative_to(folder).as_posix()
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


def frame_name(name: str, frame: int) -> str:
    """What a photograph in a file called `name` is called."""
    return name if frame == ONE else f"{name} #{frame}"


def _new_photograph(number: int, path: str, frame: int, coder: PatientCoder, now_s: float) -> tuple[object, ...]:
    name = PurePosixPath(path).name
    eye, patient = eye_of(name), coder(patient_of(name))
    shown = frame_name(name, frame)
    return (
        number,
        stored_name(shown),
        name_key(shown),
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
