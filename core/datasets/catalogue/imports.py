"""What earlier imports of labels could not place, kept so that it can be looked at whenever somebody wants to."""

from __future__ import annotations

import json
from dataclasses import dataclass
from sqlite3 import Connection

from core.datasets.catalogue.database import Database

_ROWS, _FILES, _NOTES = "row", "file", "note"


@dataclass(frozen=True, slots=True)
class LeftOut:
    """What an import could not place, as sentences: rows without a photograph, photographs without a label, notes."""

    rows: tuple[str, ...] = ()
    files: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.rows or self.files or self.notes)


@dataclass(frozen=True, slots=True)
class PastImport:
    """An import as it was done last: `labels` statements are kept of it, `imported_s` is in seconds since 1970."""

    source: int
    kind: str
    name: str
    schemes: tuple[str, ...]
    labels: int
    rows: int
    files: int
    imported_s: float


class Imports:
    """The imports of a project."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def all(self) -> tuple[PastImport, ...]:
        """Tables, folders and files that labels were taken from, the last one first."""
        with self._database.read() as connection:
            rows = connection.execute(
                """SELECT s.id, s.kind, s.name,
                  (SELECT json_group_array(name) FROM (SELECT DISTINCT c.name FROM labels l
                     JOIN class_schemes c ON c.id = l.scheme WHERE l.source = s.id ORDER BY c.name)),
                  (SELECT count(*) FROM labels WHERE source = s.id),
                  (SELECT count(*) FROM unmatched_rows WHERE source = s.id),
                  (SELECT count(*) FROM import_remarks WHERE source = s.id AND kind = 'file'), s.added_s
                FROM label_sources s WHERE s.kind IN ('table', 'folders', 'hdf5', 'made')
                ORDER BY s.added_s DESC, s.id DESC"""
            ).fetchall()
        return tuple(PastImport(row[0], row[1], row[2], tuple(json.loads(row[3])), *row[4:]) for row in rows)

    def left_out(self, source: int) -> LeftOut:
        """What the import of that source could not place; of imports before format 5 only the rows are known."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT :rows, number, said FROM unmatched_rows WHERE source = :source "
                "UNION ALL SELECT kind, number, said FROM import_remarks WHERE source = :source ORDER BY 1, 2",
                {"source": source, "rows": _ROWS},
            ).fetchall()
        said = {kind: tuple(row[2] for row in rows if row[0] == kind) for kind in (_ROWS, _FILES, _NOTES)}
        return LeftOut(said[_ROWS], said[_FILES], said[_NOTES])


def keep_left_out(connection: Connection, source: int, left_out: LeftOut) -> None:
    """Keep what a source's import could not place, instead of what it could not place before."""
    connection.execute("DELETE FROM unmatched_rows WHERE source = ?", (source,))
    connection.execute("DELETE FROM import_remarks WHERE source = ?", (source,))
    connection.executemany(
        "INSERT INTO unmatched_rows VALUES (?, ?, ?)", ((source, at, text) for at, text in enumerate(left_out.rows))
    )
    for kind, sentences in ((_FILES, left_out.files), (_NOTES, left_out.notes)):
        connection.executemany(
            "INSERT INTO import_remarks VALUES (?, ?, ?, ?)",
            ((source, kind, at, text) for at, text in enumerate(sentences)),
        )
