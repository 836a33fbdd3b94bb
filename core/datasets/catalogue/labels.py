"""What sources say of photographs, and which label follows from it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from sqlite3 import Connection

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.imports import LeftOut, keep_left_out
from core.errors import did_you_mean


class SourceKind(StrEnum):
    """Who says a label."""

    TABLE = "table"
    FOLDERS = "folders"
    HDF5 = "hdf5"
    MADE = "made"
    DICOM = "dicom"
    READER = "reader"
    CORRECTION = "correction"


@dataclass(frozen=True, slots=True)
class Scheme:
    """Classes by index, under a name."""

    id: int
    name: str
    class_names: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """Who said labels: `detail` is where from (a path, a reader's words)."""

    id: int
    kind: SourceKind
    name: str
    detail: str
    labels: int


@dataclass(frozen=True, slots=True)
class Label:
    """One statement: `value` is the index of a class of `scheme`; `said_of` the name under which it was said."""

    scheme: int
    source: Source
    value: int
    said_of: str


@dataclass(frozen=True, slots=True)
class Statement:
    """What a source says of a photograph."""

    photograph: int
    value: int
    said_of: str = ""


@dataclass(frozen=True, slots=True)
class CurrentLabel:
    """What follows: `value` is None where nothing is said, or where sources contradict each other (`is_conflict`)."""

    value: int | None
    is_conflict: bool


CORRECTIONS = "corrections"
_FEW = 5000


class Labels:
    """Class schemes, sources, and what these say.

    A correction counts before all else, then what tables, folders and files say, then what readers say. Where the
    highest of these that says anything contradicts itself, a photograph has no label but a conflict.
    """

    def __init__(self, database: Database) -> None:
        self._database = database

    # Schemes and sources

    def scheme(self, name: str, class_names: Sequence[str]) -> Scheme:
        """The scheme of that name, made where there is none. Raises ProjectError where it has other classes."""
        with self._database.write() as connection:
            row = connection.execute("SELECT id, class_names FROM class_schemes WHERE name = ?", (name,)).fetchone()
            if row is None:
                row = connection.execute(
                    "INSERT INTO class_schemes (name, class_names, added_s) VALUES (?, ?, ?) RETURNING id, class_names",
                    (name, json.dumps(list(class_names)), time.time()),
                ).fetchone()
        known = tuple(json.loads(row[1]))
        if known != tuple(class_names):
            raise ProjectError(
                f"The project has the classes '{name}' already, and they are {', '.join(known)}; "
                f"these are {', '.join(class_names)}.",
                "Give these another name.",
            )
        return Scheme(row[0], name, known)

    def schemes(self) -> tuple[Scheme, ...]:
        """All schemes, in the order in which they came."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT id, name, class_names FROM class_schemes ORDER BY id").fetchall()
        return tuple(Scheme(row[0], row[1], tuple(json.loads(row[2]))) for row in rows)

    def find_scheme(self, name: str) -> Scheme:
        """The scheme of that name. Raises ProjectError where there is none."""
        schemes = {scheme.name: scheme for scheme in self.schemes()}
        if name not in schemes:
            raise ProjectError(f"The project has no classes '{name}'.", did_you_mean(name, schemes))
        return schemes[name]

    def sources(self) -> tuple[Source, ...]:
        """All sources, in the order in which they came, with how many labels each says."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT s.id, s.kind, s.name, s.detail, (SELECT count(*) FROM labels WHERE source = s.id) "
                "FROM label_sources s ORDER BY s.id"
            ).fetchall()
        return tuple(Source(row[0], SourceKind(row[1]), *row[2:]) for row in rows)

    def remove_source(self, source: int) -> None:
        """Forget a source and all that it says."""
        with self._database.write() as connection:
            schemes = connection.execute("SELECT DISTINCT scheme FROM labels WHERE source = ?", (source,)).fetchall()
            connection.execute("DELETE FROM label_sources WHERE id = ?", (source,))
            for (scheme,) in schemes:
                settle(connection, scheme)

    # Statements

    def state(
        self,
        scheme: int,
        statements: Iterable[Statement],
        *,
        kind: SourceKind,
        name: str,
        detail: str = "",
        left_out: LeftOut | None = None,
    ) -> int:
        """Take over what a source says; what it said before of the same names is replaced. Returns the source.

        `left_out` is what could not be placed. Raises ProjectError for an index without a class.
        """
        with self._database.write() as connection:
            source = _source(connection, kind, name, detail)
            count = _class_count(connection, scheme)
            now_s = time.time()
            said = [(scheme, s.photograph, source, s.said_of, s.value, now_s) for s in statements]
            wrong = next((row[4] for row in said if not 0 <= row[4] < count), None)
            if wrong is not None:
                raise ProjectError(f"There is no class {wrong}: the {count} classes are numbered from 0.")
            connection.executemany("INSERT OR REPLACE INTO labels VALUES (?, ?, ?, ?, ?, ?)", said)
            keep_left_out(connection, source, left_out or LeftOut())
            settle(connection, scheme, [row[1] for row in said] if len(said) <= _FEW else None)
        return source

    def correct(self, photographs: Sequence[int], scheme: int, value: int | None) -> None:
        """Say as a person what the label of photographs is; None takes the correction back."""
        with self._database.write() as connection:
            source = _source(connection, SourceKind.CORRECTION, CORRECTIONS, "")
            chosen = json.dumps(list(photographs))
            connection.execute(
                "DELETE FROM labels WHERE scheme = ? AND source = ? AND photograph IN (SELECT value FROM json_each(?))",
                (scheme, source, chosen),
            )
            if value is not None:
                count = _class_count(connection, scheme)
                if not 0 <= value < count:
                    raise ProjectError(f"There is no class {value}: the {count} classes are numbered from 0.")
                connection.executemany(
                    "INSERT INTO labels VALUES (?, ?, ?, '', ?, ?)",
                    ((scheme, photograph, source, value, time.time()) for photograph in photographs),
                )
            settle(connection, scheme, photographs)

    def of(self, photograph: int) -> tuple[Label, ...]:
        """All that is said of a photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT l.scheme, s.id, s.kind, s.name, s.detail, l.value, l.said_of FROM labels l "
                "JOIN label_sources s ON s.id = l.source WHERE l.photograph = ? ORDER BY l.scheme, s.id, l.said_of",
                (photograph,),
            ).fetchall()
        return tuple(
            Label(row[0], Source(row[1], SourceKind(row[2]), row[3], row[4], 0), row[5], row[6]) for row in rows
        )

    def current(self, scheme: int) -> dict[int, CurrentLabel]:
        """What follows for every photograph of which anything is said."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT photograph, value, is_conflict FROM current_labels WHERE scheme = ?", (scheme,)
            ).fetchall()
        return {row[0]: CurrentLabel(row[1], bool(row[2])) for row in rows}

    def counts(self, scheme: int) -> dict[int | None, int]:
        """How many photographs have each label; None: conflicts."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT value, count(*) FROM current_labels WHERE scheme = ? GROUP BY value", (scheme,)
            ).fetchall()
        return dict(rows)


_RANK = "CASE s.kind WHEN 'correction' THEN 2 WHEN 'reader' THEN 0 ELSE 1 END"


def settle(connection: Connection, scheme: int, photographs: Iterable[int] | None = None) -> None:
    """Work out which labels follow from what is said, for some photographs or (None) all."""
    chosen = None if photographs is None else json.dumps(sorted(set(photographs)))
    some = "AND {}photograph IN (SELECT value FROM json_each(:chosen))" if chosen is not None else ""
    given = {"scheme": scheme, "chosen": chosen} if chosen is not None else {"scheme": scheme}
    connection.execute(f"DELETE FROM current_labels WHERE scheme = :scheme {some.format('')}", given)  # noqa: S608
    connection.execute(
        f"""INSERT INTO current_labels (scheme, photograph, value, is_conflict)
        SELECT :scheme, photograph, CASE WHEN min(value) = max(value) THEN min(value) END, min(value) <> max(value)
        FROM (SELECT l.photograph, l.value, {_RANK} AS rank, max({_RANK}) OVER (PARTITION BY l.photograph) AS best
              FROM labels l JOIN label_sources s ON s.id = l.source WHERE l.scheme = :scheme {some.format("l.")})
        WHERE rank = best GROUP BY photograph""",  # noqa: S608 - no value is in the text
        given,
    )


def _source(connection: Connection, kind: SourceKind, name: str, detail: str) -> int:
    row = connection.execute(
        "INSERT INTO label_sources (kind, name, detail, added_s) VALUES (?, ?, ?, ?) "
        "ON CONFLICT (kind, name) DO UPDATE SET detail = excluded.detail, added_s = excluded.added_s RETURNING id",
        (kind, name, detail, time.time()),
    ).fetchone()
    return int(row[0])


def _class_count(connection: Connection, scheme: int) -> int:
    row = connection.execute("SELECT class_names FROM class_schemes WHERE id = ?", (scheme,)).fetchone()
    if row is None:
        raise ProjectError(f"The project has no classes with the number {scheme}.")
    return len(json.loads(row[0]))
