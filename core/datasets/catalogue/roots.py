"""Where photographs come from: folders, and files that hold many, which were added to a project."""

from __future__ import annotations

import os
import threading
import time
from dataclasses import dataclass
from pathlib import Path
from sqlite3 import Connection

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.names import stored_path, usable_path


@dataclass(frozen=True, slots=True)
class Root:
    """A folder of photographs, or one file of many (HDF5).

    `path` is where it is now, as far as known; it has `files`, of which so many are missing.
    """

    id: int
    path: Path
    files: int
    missing: int


class Roots:
    """Folders and files that were added."""

    def __init__(self, database: Database) -> None:
        self._database = database
        self._where: dict[int, Path] = {}
        self._lock = threading.Lock()

    def all(self) -> tuple[Root, ...]:
        """What was added, in that order."""
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
        if beside is not None and not os.path.exists(path):  # noqa: PTH110 - names that are no valid text
            other = Path(os.path.normpath(self._database.path.parent / beside))
            if other.exists():
                return other
        return Path(path)

    def add(self, folder: Path) -> int:
        """Note a folder, or a file of photographs; what lies in a folder that is known already belongs to that one."""
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

    def remove(self, root: int) -> int:
        """Forget a folder and the photographs that lie nowhere else; returns how many. No file is touched."""
        with self._database.write() as connection:
            connection.execute("DELETE FROM roots WHERE id = ?", (root,))
            gone = connection.execute(
                "DELETE FROM photographs WHERE NOT EXISTS (SELECT 1 FROM files WHERE photograph = photographs.id)"
            ).rowcount
        with self._lock:
            self._where.pop(root, None)
        return int(gone)


def _take_over(connection: Connection, root: int, inner: int, prefix: str) -> None:
    """Let `root` have the files of a root that lies inside it, at `prefix`."""
    for number, path in connection.execute("SELECT id, path FROM files WHERE root = ?", (inner,)).fetchall():
        connection.execute(
            "UPDATE files SET root = ?, path = ? WHERE id = ?",
            (root, stored_path("/".join(part for part in (prefix, usable_path(path)) if part)), number),
        )
    connection.execute("DELETE FROM roots WHERE id = ?", (inner,))


def _beside(place: Path, folder: Path) -> str | None:
    """The place as seen from the project's folder; None on another drive."""
    try:
        return os.path.relpath(place, folder)
    except ValueError:
        return None
