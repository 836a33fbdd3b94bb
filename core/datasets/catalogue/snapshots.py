"""What changes to many photographs at once can be taken back to: their state before."""

from __future__ import annotations

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from sqlite3 import Connection
from typing import Any

from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.labels import CORRECTIONS, SourceKind, settle
from core.datasets.catalogue.pairing import pair_eyes
from core.datasets.catalogue.project import Project

_FIELDS = "is_excluded, exclusion, eye, eye_source, quality, quality_source, is_flipped, is_mirrored"
KEPT_PREDICTIONS = 20_000
"""Predictions that a change keeps, so that undoing a turn brings them back."""

_CHOSEN = "(SELECT value FROM json_each(?))"
_SOURCE = "(SELECT id FROM label_sources WHERE kind = ? AND name = ?)"

Rows = tuple[tuple[Any, ...], ...]


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What people have said of some photographs: exclusion, eye, quality, turns, corrected labels, parts of splits.

    `predictions` are those of photographs that are shown the other way round in the state that it is compared with,
    where they are forgotten.
    """

    photographs: tuple[int, ...]
    fields: Rows
    corrections: Rows
    members: Rows
    predictions: Rows = ()


@dataclass(frozen=True, slots=True)
class Change:
    """A change of many photographs, with their state before and after; `words` say what was done."""

    words: str
    before: Snapshot
    after: Snapshot

    def undo(self, project: Project) -> None:
        """Let the photographs be as they were before. Raises as `return_to` does."""
        return_to(project, self.before)

    def redo(self, project: Project) -> None:
        """Let the photographs be as they were after it. Raises as `return_to` does."""
        return_to(project, self.after)


def changed(project: Project, photographs: Sequence[int], work: Callable[[Project], object], words: str) -> Change:
    """Do `work`, which changes these photographs alone, in one transaction, so that it can be undone.

    Raises whatever the work raises; then nothing was changed.
    """
    with project.database.write() as connection:
        before = _taken(connection, photographs)
        said = _predictions(connection, photographs)
        work(project)
        after = _taken(connection, photographs)
    turned = _turned(before, after)
    return Change(words, replace(before, predictions=tuple(row for row in said if row[1] in turned)), after)


def return_to(project: Project, snapshot: Snapshot) -> None:
    """Let photographs be as they were; those that are not in the project any more are left out.

    Raises ProjectError where a split that they were moved in is locked now.
    """
    chosen = json.dumps(snapshot.photographs)
    with project.database.write() as connection:
        turned = _turned(_taken(connection, snapshot.photographs), snapshot)
        connection.executemany("DELETE FROM predictions WHERE photograph = ?", ((one,) for one in turned))
        connection.executemany(
            "INSERT OR IGNORE INTO predictions SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7 "
            "WHERE EXISTS (SELECT 1 FROM photographs WHERE id = ?2) AND EXISTS (SELECT 1 FROM models WHERE id = ?1)",
            (row for row in snapshot.predictions if row[1] in turned),
        )
        connection.executemany(
            f"UPDATE photographs SET ({_FIELDS}) = (?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?",  # noqa: S608
            ((*row[1:], row[0]) for row in snapshot.fields),
        )
        _put_corrections(connection, snapshot, chosen)
        _put_members(connection, snapshot, chosen)
        pair_eyes(project.database)


def _turned(one: Snapshot, other: Snapshot) -> frozenset[int]:
    """The photographs that are shown another way round in `other` than in `one`."""
    ways = {row[0]: row[-2:] for row in one.fields}
    return frozenset(row[0] for row in other.fields if ways.get(row[0], row[-2:]) != row[-2:])


def _predictions(connection: Connection, photographs: Sequence[int]) -> Rows:
    """What models say of the photographs; nothing of more than are kept, which are predicted anew after an undo."""
    rows = connection.execute(
        "SELECT model, photograph, predicted, confidence, uncertainty, probabilities, added_s FROM predictions "
        "WHERE photograph IN (SELECT value FROM json_each(?)) LIMIT ?",
        (json.dumps(list(photographs)), KEPT_PREDICTIONS + 1),
    ).fetchall()
    return tuple(rows) if len(rows) <= KEPT_PREDICTIONS else ()


def _taken(connection: Connection, photographs: Sequence[int]) -> Snapshot:
    chosen = json.dumps(list(photographs))

    def rows(statement: str, *given: object) -> Rows:
        return tuple(connection.execute(statement, given).fetchall())

    return Snapshot(
        tuple(photographs),
        rows(f"SELECT id, {_FIELDS} FROM photographs WHERE id IN {_CHOSEN}", chosen),  # noqa: S608
        rows(
            f"SELECT scheme, photograph, source, said_of, value, added_s FROM labels "  # noqa: S608
            f"WHERE photograph IN {_CHOSEN} AND source = {_SOURCE}",
            chosen,
            SourceKind.CORRECTION,
            CORRECTIONS,
        ),
        rows(f"SELECT split, photograph, part, fold FROM split_members WHERE photograph IN {_CHOSEN}", chosen),  # noqa: S608
    )


def _put_corrections(connection: Connection, snapshot: Snapshot, chosen: str) -> None:
    schemes = {row[0] for row in snapshot.corrections}
    schemes |= {
        row[0]
        for row in connection.execute(
            f"SELECT DISTINCT scheme FROM labels WHERE photograph IN {_CHOSEN} AND source = {_SOURCE}",  # noqa: S608
            (chosen, SourceKind.CORRECTION, CORRECTIONS),
        )
    }
    connection.execute(
        f"DELETE FROM labels WHERE photograph IN {_CHOSEN} AND source = {_SOURCE}",  # noqa: S608
        (chosen, SourceKind.CORRECTION, CORRECTIONS),
    )
    connection.executemany(
        "INSERT INTO labels SELECT ?1, ?2, ?3, ?4, ?5, ?6 WHERE EXISTS (SELECT 1 FROM photographs WHERE id = ?2)",
        snapshot.corrections,
    )
    for scheme in schemes:
        settle(connection, scheme, snapshot.photographs)


def _put_members(connection: Connection, snapshot: Snapshot, chosen: str) -> None:
    """Splits that were made, removed or locked since stay as they are."""
    now = connection.execute(
        f"SELECT split, photograph, part, fold FROM split_members WHERE photograph IN {_CHOSEN}",  # noqa: S608
        (chosen,),
    ).fetchall()
    touched = {row[0] for row in set(now) ^ set(snapshot.members)} & {row[0] for row in snapshot.members}
    locked = {row[0]: row[1] for row in connection.execute("SELECT id, name FROM splits WHERE is_locked = 1")}
    for split in touched:
        if split in locked:
            raise ProjectError(f"The split '{locked[split]}' is locked.", "Unlock it before this is undone.")
        connection.execute(
            f"DELETE FROM split_members WHERE split = ? AND photograph IN {_CHOSEN}",  # noqa: S608
            (split, chosen),
        )
        connection.executemany(
            "INSERT INTO split_members SELECT ?1, ?2, ?3, ?4 WHERE EXISTS (SELECT 1 FROM splits WHERE id = ?1) "
            "AND EXISTS (SELECT 1 FROM photographs WHERE id = ?2)",
            (row for row in snapshot.members if row[0] == split),
        )
