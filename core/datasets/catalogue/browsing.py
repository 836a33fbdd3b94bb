"""Asking a project for photographs: filtering, sorting and counting by SQL, and the rows that are looked at."""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path
from sqlite3 import Connection
from typing import Any, TypeVar

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.expressions import Expressions, class_match
from core.datasets.catalogue.files import ONE, Files, path_of
from core.datasets.catalogue.filters import (
    Agreement,
    BrowseQuery,
    Column,
    Key,
    PairAgreement,
    PhotographState,
    Value,
    View,
)
from core.datasets.eyes import Eye
from core.datasets.splits import Part
from core.images.orientation import Orientation
from core.jobs import CancelToken


@dataclass(frozen=True, slots=True)
class Row:
    """All that the browser shows of a photograph; what is not known is None or empty.

    `label` and `predicted` are indices of classes of the view's scheme and model; `path` is where it lies, the first
    of `copies` places.
    """

    id: int
    name: str
    path: Path
    state: PhotographState
    error: str
    exclusion: str
    label: int | None
    is_conflict: bool
    predicted: int | None
    confidence: float | None
    uncertainty: float | None
    agreement: Agreement | None
    part: Part | None
    fold: int | None
    eye: Eye | None
    eye_source: str
    partner: int | None
    is_pair_guessed: bool
    pair_by_label: PairAgreement | None
    pair_by_prediction: PairAgreement | None
    is_inverted: bool
    is_flipped: bool
    is_mirrored: bool
    quality: str
    is_annotated: bool
    patient: str
    taken: str
    camera: str
    width: int | None
    height: int | None
    spacing_mm: float | None
    copies: int
    facts: Mapping[str, str | int | float]

    @property
    def orientation(self) -> Orientation:
        """How it is shown."""
        return Orientation(self.is_flipped, self.is_mirrored)


@dataclass(frozen=True, slots=True)
class Group:
    """Photographs with one `value` of the column by which they are grouped, which stand together."""

    value: Value
    count: int


class Browsing:
    """Answers questions of the browser. All may be called in any thread, and be cancelled."""

    def __init__(self, database: Database, files: Files) -> None:
        self._database = database
        self._files = files

    def ids(self, query: BrowseQuery, token: CancelToken | None = None) -> array[int]:
        """The photographs, in order. Raises ProjectError, and Cancelled once the token says so."""
        with self._database.read(token) as connection:
            text, given = _statement(connection, query)
            return array("q", (row[0] for row in connection.execute(text, given)))

    def groups(self, query: BrowseQuery, token: CancelToken | None = None) -> tuple[Group, ...]:
        """The groups of a query with `group`, in the order of `ids`."""
        if query.group is None:
            return ()
        with self._database.read(token) as connection:
            expressions = _expressions(connection, query.view)
            group = expressions.of(query.group)
            where = expressions.where(query.conditions)
            rows = connection.execute(
                f"SELECT {group}, count(*) FROM photographs p {expressions.joins} {where} "  # noqa: S608
                f"GROUP BY 1 ORDER BY {group} IS NULL, {group}",
                expressions.given,
            ).fetchall()
        return tuple(Group(*row) for row in rows)

    def counts(self, query: BrowseQuery, key: Key, token: CancelToken | None = None) -> dict[Value, int]:
        """How many of the photographs of a query have each value of a column; None: not known, or none of several."""
        with self._database.read(token) as connection:
            expressions = _expressions(connection, query.view)
            chosen, join = expressions.each(key)
            where = expressions.where(query.conditions)
            rows = connection.execute(
                f"SELECT {chosen}, count(*) FROM photographs p {expressions.joins} {join} {where} "  # noqa: S608
                "GROUP BY 1 ORDER BY 1",
                expressions.given,
            ).fetchall()
        return dict(rows)

    def limits(self, query: BrowseQuery, key: Key, token: CancelToken | None = None) -> tuple[Value, Value]:
        """The lowest and the highest value of a column; None twice where none is known."""
        with self._database.read(token) as connection:
            expressions = _expressions(connection, query.view)
            chosen = expressions.of(key)
            where = expressions.where(query.conditions)
            row = connection.execute(
                f"SELECT min({chosen}), max({chosen}) FROM photographs p {expressions.joins} {where}",  # noqa: S608
                expressions.given,
            ).fetchone()
        return row[0], row[1]

    def rows(self, ids: Sequence[int], view: View = View()) -> dict[int, Row]:  # noqa: B008 - frozen
        """What is shown of these photographs; those that are not in the project any more are left out."""
        where = self._files.where()
        with self._database.read() as connection:
            expressions = _expressions(connection, view)
            columns = [expressions.of(column) for column in _ROW_COLUMNS]
            chosen = json.dumps(list(ids))
            found = connection.execute(
                f"SELECT p.id, p.name, p.error, p.exclusion, p.partner, p.is_pair_guessed, p.is_inverted, "  # noqa: S608
                f"p.is_flipped, p.is_mirrored, {', '.join(columns)} FROM photographs p {expressions.joins} "
                f"WHERE p.id IN (SELECT value FROM json_each(:chosen))",
                expressions.given | {"chosen": chosen},
            ).fetchall()
            places = _places(connection, chosen)
            facts = _facts(connection, chosen)
        rows = {}
        for row in found:
            root, path, frame = places.get(row[0], (0, "", ONE))
            place = path_of(where.get(root, Path()), path, frame)
            rows[row[0]] = _row(row, place, facts.get(row[0], {}))
        return rows

    def paths(self, ids: Sequence[int]) -> list[Path]:
        """Where each photograph lies, in the order of `ids`; those that lie nowhere are left out."""
        where = self._files.where()
        with self._database.read() as connection:
            places = _places(connection, json.dumps(list(ids)))
        return [path_of(where.get(root, Path()), path, frame) for root, path, frame in _in_order(places, ids)]


_ROW_COLUMNS = (
    Column.STATE,
    Column.LABEL,
    Column.CONFLICT,
    Column.PREDICTED,
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.AGREEMENT,
    Column.PART,
    Column.FOLD,
    Column.EYE,
    Column.EYE_SOURCE,
    Column.EYES_BY_LABEL,
    Column.EYES_BY_PREDICTION,
    Column.QUALITY,
    Column.ANNOTATION,
    Column.PATIENT,
    Column.TAKEN,
    Column.CAMERA,
    Column.WIDTH,
    Column.HEIGHT,
    Column.SPACING,
    Column.COPIES,
)


E = TypeVar("E", bound=StrEnum)


def _enum(kind: type[E], value: str | None) -> E | None:
    return None if value is None else kind(value)


def _row(row: Sequence[Any], place: Path, facts: Mapping[str, str | int | float]) -> Row:
    number, name, error, exclusion, partner, is_guessed, is_inverted, is_flipped, is_mirrored, *rest = row
    known = dict(zip(_ROW_COLUMNS, rest, strict=True))

    return Row(
        id=number,
        name=name,
        path=place,
        state=PhotographState(known[Column.STATE]),
        error=error or "",
        exclusion=exclusion or "",
        label=known[Column.LABEL],
        is_conflict=known[Column.CONFLICT] == "yes",
        predicted=known[Column.PREDICTED],
        confidence=known[Column.CONFIDENCE],
        uncertainty=known[Column.UNCERTAINTY],
        agreement=_enum(Agreement, known[Column.AGREEMENT]),
        part=_enum(Part, known[Column.PART]),
        fold=known[Column.FOLD],
        eye=_enum(Eye, known[Column.EYE]),
        eye_source=known[Column.EYE_SOURCE] or "",
        partner=partner,
        is_pair_guessed=bool(is_guessed),
        pair_by_label=_enum(PairAgreement, known[Column.EYES_BY_LABEL]),
        pair_by_prediction=_enum(PairAgreement, known[Column.EYES_BY_PREDICTION]),
        is_inverted=bool(is_inverted),
        is_flipped=bool(is_flipped),
        is_mirrored=bool(is_mirrored),
        quality=known[Column.QUALITY] or "",
        is_annotated=known[Column.ANNOTATION] == "annotated",
        patient=known[Column.PATIENT] or "",
        taken=known[Column.TAKEN] or "",
        camera=known[Column.CAMERA] or "",
        width=known[Column.WIDTH],
        height=known[Column.HEIGHT],
        spacing_mm=known[Column.SPACING],
        copies=known[Column.COPIES],
        facts=facts,
    )


def _statement(connection: Connection, query: BrowseQuery) -> tuple[str, dict[str, Value]]:
    expressions = _expressions(connection, query.view)
    order = []
    for key, is_descending in ((query.group, False), (query.sort, query.is_descending)):
        if key is None:
            continue
        way = " DESC" if is_descending else ""
        if key is Column.NAME:
            order.append(f"p.name_key{way}")
        else:
            chosen = expressions.of(key)
            order += [f"{chosen} IS NULL", f"{chosen}{way}"]
    if query.sort is not Column.NAME:
        order.append("p.name_key")
    where = expressions.where(query.conditions)
    last = "p.id DESC" if query.sort is Column.NAME and query.is_descending else "p.id"
    text = f"SELECT p.id FROM photographs p {expressions.joins} {where} ORDER BY {', '.join([*order, last])}"  # noqa: S608
    return text, expressions.given


def _expressions(connection: Connection, view: View) -> Expressions:
    matches = None
    if view.scheme is not None and view.model is not None:
        names = [
            json.loads(row[0])
            for row in connection.execute(
                "SELECT class_names FROM class_schemes WHERE id = ?1 UNION ALL "
                "SELECT class_names FROM models WHERE id = ?2",
                (view.scheme, view.model),
            )
        ]
        matches = class_match(*names) if len(names) == 2 else None
    return Expressions(view, matches)


def _places(connection: Connection, chosen: str) -> dict[int, tuple[int, str | bytes, int]]:
    rows = connection.execute(
        "SELECT photograph, root, path, frame FROM files WHERE photograph IN (SELECT value FROM json_each(?)) "
        "ORDER BY is_missing DESC, id DESC",
        (chosen,),
    )
    return {row[0]: (row[1], row[2], row[3]) for row in rows}  # the last is the best


def _in_order(
    places: Mapping[int, tuple[int, str | bytes, int]], ids: Sequence[int]
) -> Iterator[tuple[int, str | bytes, int]]:
    return (places[one] for one in ids if one in places)


def _facts(connection: Connection, chosen: str) -> dict[int, dict[str, str | int | float]]:
    rows = connection.execute(
        'SELECT f.photograph, c.name, f.value FROM facts f JOIN columns c ON c.id = f."column" '
        "WHERE f.photograph IN (SELECT value FROM json_each(?)) ORDER BY c.id",
        (chosen,),
    )
    facts: dict[int, dict[str, str | int | float]] = {}
    for photograph, name, value in rows:
        facts.setdefault(photograph, {})[name] = value
    return facts
