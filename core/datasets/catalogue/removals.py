"""Imports of labels that were removed, kept so that they can be had back as they were."""

from __future__ import annotations

import json
import zlib
from dataclasses import dataclass
from sqlite3 import Connection
from typing import Any

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.labels import settle
from core.datasets.catalogue.project import Project

_TABLES = {
    "labels": "scheme, photograph, said_of, value, added_s",
    "unmatched_rows": "number, said",
    "import_remarks": "kind, number, said",
}
"""What belongs to a source, without its number: that may be another one when it comes back."""


@dataclass(frozen=True, slots=True)
class Removal:
    """A source of labels that was removed; `words` say so. `kept` is all that it said, compressed."""

    words: str
    kind: str
    name: str
    kept: bytes

    def undo(self, project: Project) -> None:
        """Let the source say again what it said, of photographs that are still there.

        Raises ProjectError where it was imported again meanwhile: what it says now stays.
        """
        kept: dict[str, list[list[Any]]] = json.loads(zlib.decompress(self.kept))
        with project.database.write() as connection:
            if _find(connection, self.kind, self.name) is not None:
                raise ProjectError(f"'{self.name}' was imported again meanwhile.", "What it says now stays.")
            row = connection.execute(
                "INSERT INTO label_sources (kind, name, detail, added_s) VALUES (?, ?, ?, ?) RETURNING id",
                (self.kind, self.name, *kept["source"][0]),
            ).fetchone()
            _put(connection, row[0], kept)
            _settle(connection, {label[0] for label in kept["labels"]})

    def redo(self, project: Project) -> None:
        """Remove the source again. Raises ProjectError where it is gone."""
        with project.database.write() as connection:
            source = _find(connection, self.kind, self.name)
            if source is None:
                raise ProjectError(f"'{self.name}' is not among the imports any more.")
        project.labels.remove_source(source)


def removed(project: Project, source: int, words: str) -> Removal:
    """Remove an import and all labels that it said. Raises ProjectError where there is no such import."""
    with project.database.write() as connection:
        row = connection.execute(
            "SELECT kind, name, detail, added_s FROM label_sources WHERE id = ?", (source,)
        ).fetchone()
        if row is None:
            raise ProjectError("This import is not there any more.")
        kept = {
            table: connection.execute(f"SELECT {columns} FROM {table} WHERE source = ?", (source,)).fetchall()  # noqa: S608
            for table, columns in _TABLES.items()
        }
        kept["source"] = [row[2:]]
        project.labels.remove_source(source)
    return Removal(words, row[0], row[1], zlib.compress(json.dumps(kept).encode(), 1))


def _find(connection: Connection, kind: str, name: str) -> int | None:
    row = connection.execute("SELECT id FROM label_sources WHERE kind = ? AND name = ?", (kind, name)).fetchone()
    return int(row[0]) if row is not None else None


def _put(connection: Connection, source: int, kept: dict[str, list[list[Any]]]) -> None:
    for table, columns in _TABLES.items():
        marks = ", ".join("?" for _ in columns.split(", "))
        is_known = "WHERE EXISTS (SELECT 1 FROM photographs WHERE id = ?3)" if table == "labels" else ""
        connection.executemany(
            f"INSERT INTO {table} (source, {columns}) SELECT ?, {marks} {is_known}",
            ((source, *row) for row in kept[table]),
        )


def _settle(connection: Connection, schemes: set[int]) -> None:
    for scheme in schemes:
        settle(connection, scheme)
