"""What readers say of photographs and draw on them: saved at once, and every state before can be returned to."""

from __future__ import annotations

import json
import time
from dataclasses import dataclass, field
from enum import StrEnum
from sqlite3 import Connection
from typing import Any

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import ProjectError
from core.datasets.catalogue.labels import SourceKind, settle
from core.images.orientation import Orientation

_FIELDS = "scheme, grade, quality, notes, shapes, reasons"
_ORIENTATION = "orientation"
_BY_READER = "user"
"""What stands beside a quality that a person has said."""


class ShapeKind(StrEnum):
    """How a lesion is marked."""

    POINT = "point"
    BOX = "box"
    REGION = "region"


@dataclass(frozen=True, slots=True)
class Shape:
    """A lesion: `name` is its code or name; `points` are (x, y) in pixels of the photograph.

    A point has one, a box its upper left and lower right corner, a region its outline. A region that was painted has
    `runs` instead: lengths of runs of pixels off and on in turn, column by column (as COCO has them), over `size`.
    """

    kind: ShapeKind
    name: str
    points: tuple[tuple[float, float], ...] = ()
    runs: tuple[int, ...] = ()
    size: tuple[int, int] | None = None
    """(width, height) of the photograph that `runs` cover."""

    def __post_init__(self) -> None:
        needed = {ShapeKind.POINT: 1, ShapeKind.BOX: 2}.get(self.kind)
        if needed is not None and len(self.points) != needed:
            raise ProjectError(f"A {self.kind} has {needed} corner points, not {len(self.points)}.")
        if self.kind is ShapeKind.REGION and len(self.points) < 3 and not self.runs:
            raise ProjectError("A region needs an outline of three points or more.")
        if self.runs and (self.size is None or sum(self.runs) != self.size[0] * self.size[1]):
            raise ProjectError("The runs of a region must cover the photograph.")


@dataclass(frozen=True, slots=True)
class Annotation:
    """What one reader says of one photograph; `grade` is a class of `scheme`, `quality` free (good, usable, reject).

    `reasons` say why the quality is what it is.
    """

    scheme: int | None = None
    grade: int | None = None
    quality: str = ""
    notes: str = ""
    shapes: tuple[Shape, ...] = field(default=())
    reasons: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Annotation(scheme=self.scheme)


@dataclass(frozen=True, slots=True)
class Said:
    """What the reader says of a photograph, and since when (seconds since 1970)."""

    photograph: int
    reader: str
    annotation: Annotation
    changed_s: float


@dataclass(frozen=True, slots=True)
class Undoable:
    """Whether there is a change to take back, and one to do again."""

    can_undo: bool = False
    can_redo: bool = False


class Annotations:
    """Annotations by photograph and reader. Every change is on the disk when the call ends."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def of(self, photograph: int, reader: str) -> Annotation:
        """What the reader says; an empty one where nothing."""
        with self._database.read() as connection:
            return _read(connection, photograph, reader) or Annotation()

    def all_of(self, photograph: int) -> dict[str, Annotation]:
        """What every reader says."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT reader, {_FIELDS} FROM annotations WHERE photograph = ? ORDER BY reader",  # noqa: S608
                (photograph,),
            ).fetchall()
        return {row[0]: _annotation(row[1:]) for row in rows}

    def everything(self, reader: str | None = None) -> tuple[Said, ...]:
        """What is said of all photographs, by one reader or (None) all, in the order of photographs and readers."""
        with self._database.read() as connection:
            rows = connection.execute(
                f"SELECT photograph, reader, changed_s, {_FIELDS} FROM annotations "  # noqa: S608
                "WHERE ?1 IS NULL OR reader = ?1 ORDER BY photograph, reader",
                (reader,),
            ).fetchall()
        return tuple(Said(row[0], row[1], _annotation(row[3:]), row[2]) for row in rows)

    def annotated(self, reader: str) -> frozenset[int]:
        """The photographs of which the reader says something."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT photograph FROM annotations WHERE reader = ?", (reader,)).fetchall()
        return frozenset(row[0] for row in rows)

    def state(self) -> tuple[int, float]:
        """What tells one state of all annotations from another: how many there are, and when the last one changed."""
        with self._database.read() as connection:
            row = connection.execute("SELECT count(*), coalesce(max(changed_s), 0) FROM annotations").fetchone()
        return int(row[0]), float(row[1])

    def put(self, photograph: int, reader: str, annotation: Annotation) -> None:
        """Keep what the reader says now; what was undone before cannot be redone from here on."""
        with self._database.write() as connection:
            before = _read(connection, photograph, reader)
            if (before or Annotation()) == annotation:
                return
            _remember(connection, photograph, reader, _dumped(before), _dumped(annotation))
            _write(connection, photograph, reader, annotation)

    def orient(self, photograph: int, reader: str, orientation: Orientation) -> None:
        """Show the photograph in another way; a change like any other, which the reader can undo.

        What models said of it the other way round is forgotten. Raises ProjectError.
        """
        with self._database.write() as connection:
            before = read_orientation(connection, photograph)
            if before == orientation:
                return
            said = _plain_annotation(_read(connection, photograph, reader) or Annotation())
            states = [json.dumps(said | {_ORIENTATION: _plain_orientation(one)}) for one in (before, orientation)]
            _remember(connection, photograph, reader, *states)
            write_orientation(connection, photograph, orientation)

    def undoable(self, photograph: int, reader: str) -> Undoable:
        """Whether there is something to undo and to redo."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT DISTINCT is_undone FROM annotation_history WHERE photograph = ? AND reader = ?",
                (photograph, reader),
            ).fetchall()
        states = {row[0] for row in rows}
        return Undoable(0 in states, 1 in states)

    def undo(self, photograph: int, reader: str) -> Annotation | None:
        """Return to the state before the last change, which may be of an earlier session; None where there is none."""
        return self._move(photograph, reader, is_back=True)

    def redo(self, photograph: int, reader: str) -> Annotation | None:
        """Take back what was undone last; None where nothing was."""
        return self._move(photograph, reader, is_back=False)

    def _move(self, photograph: int, reader: str, *, is_back: bool) -> Annotation | None:
        chosen, state, order = ("before", 0, "DESC") if is_back else ("after", 1, "ASC")
        with self._database.write() as connection:
            row = connection.execute(
                f"SELECT id, {chosen} FROM annotation_history WHERE photograph = ? AND reader = ? AND is_undone = ? "  # noqa: S608
                f"ORDER BY id {order} LIMIT 1",
                (photograph, reader, state),
            ).fetchone()
            if row is None:
                return None
            connection.execute("UPDATE annotation_history SET is_undone = ? WHERE id = ?", (1 - state, row[0]))
            plain = json.loads(row[1]) if row[1] is not None else {}
            annotation = _loaded(plain) if plain else Annotation()
            _write(connection, photograph, reader, annotation)
            if _ORIENTATION in plain:
                write_orientation(connection, photograph, Orientation(*plain[_ORIENTATION]))
        return annotation

    def readers(self) -> dict[str, int]:
        """Who has annotated how many photographs."""
        with self._database.read() as connection:
            return dict(connection.execute("SELECT reader, count(*) FROM annotations GROUP BY reader").fetchall())


def merge_annotations(connection: Connection, kept: int, merged: int) -> None:
    """Let the photograph `kept` have what was said of `merged`, which turned out to be the same photograph."""
    rows = connection.execute(
        f"SELECT reader, {_FIELDS} FROM annotations WHERE photograph = ?",  # noqa: S608
        (merged,),
    ).fetchall()
    for reader, *rest in rows:
        new, old = _annotation(rest), _read(connection, kept, reader)
        if old is not None:
            new = _joined(old, new)
        connection.execute(
            "INSERT INTO annotation_history (photograph, reader, before, after, added_s) VALUES (?, ?, ?, ?, ?)",
            (kept, reader, _dumped(old), _dumped(new), time.time()),
        )
        _write(connection, kept, reader, new)


def _joined(old: Annotation, new: Annotation) -> Annotation:
    """All that was said of either; where they differ, the later."""
    is_graded = new.grade is not None
    notes = "\n".join(dict.fromkeys(note for note in (old.notes, new.notes) if note))
    shapes = tuple(dict.fromkeys((*old.shapes, *new.shapes)))
    graded, judged = new if is_graded else old, new if new.quality else old
    return Annotation(graded.scheme, graded.grade, judged.quality, notes, shapes, judged.reasons)


def _remember(connection: Connection, photograph: int, reader: str, before: str | None, after: str | None) -> None:
    """A change that can be undone; what was undone before cannot be redone any more."""
    connection.execute(
        "DELETE FROM annotation_history WHERE photograph = ? AND reader = ? AND is_undone = 1", (photograph, reader)
    )
    connection.execute(
        "INSERT INTO annotation_history (photograph, reader, before, after, added_s) VALUES (?, ?, ?, ?, ?)",
        (photograph, reader, before, after, time.time()),
    )


def _read(connection: Connection, photograph: int, reader: str) -> Annotation | None:
    row = connection.execute(
        f"SELECT {_FIELDS} FROM annotations WHERE photograph = ? AND reader = ?",  # noqa: S608
        (photograph, reader),
    ).fetchone()
    return _annotation(row) if row is not None else None


def _write(connection: Connection, photograph: int, reader: str, annotation: Annotation) -> None:
    old = _read(connection, photograph, reader)
    if annotation.is_empty:
        connection.execute("DELETE FROM annotations WHERE photograph = ? AND reader = ?", (photograph, reader))
    else:
        connection.execute(
            f"INSERT OR REPLACE INTO annotations (photograph, reader, {_FIELDS}, changed_s) "  # noqa: S608
            "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                photograph,
                reader,
                annotation.scheme,
                annotation.grade,
                annotation.quality,
                annotation.notes,
                json.dumps([_plain(shape) for shape in annotation.shapes]),
                json.dumps(annotation.reasons),
                time.time(),
            ),
        )
    _say_grade(connection, photograph, reader, old, annotation)
    _say_quality(connection, photograph, old, annotation)


def _say_grade(connection: Connection, photograph: int, reader: str, old: Annotation | None, new: Annotation) -> None:
    """A grade is a label too, said by the reader."""
    if old is not None and (old.scheme, old.grade) == (new.scheme, new.grade):
        return
    row = connection.execute(
        "INSERT INTO label_sources (kind, name, added_s) VALUES (?, ?, ?) "
        "ON CONFLICT (kind, name) DO UPDATE SET name = excluded.name RETURNING id",
        (SourceKind.READER, reader, time.time()),
    ).fetchone()
    connection.execute("DELETE FROM labels WHERE photograph = ? AND source = ?", (photograph, row[0]))
    if new.scheme is not None and new.grade is not None:
        connection.execute(
            "INSERT INTO labels VALUES (?, ?, ?, '', ?, ?)", (new.scheme, photograph, row[0], new.grade, time.time())
        )
    for scheme in {one.scheme for one in (old, new) if one is not None and one.scheme is not None}:
        settle(connection, scheme, [photograph])


def _say_quality(connection: Connection, photograph: int, old: Annotation | None, new: Annotation) -> None:
    """What the latest reader says of the quality is that of the photograph; taken back, what another one says."""
    before = old.quality if old is not None else ""
    if new.quality == before:
        return
    if new.quality:
        said: str | None = new.quality
    else:
        row = connection.execute(
            "SELECT quality FROM annotations WHERE photograph = ? AND quality <> '' ORDER BY changed_s DESC LIMIT 1",
            (photograph,),
        ).fetchone()
        said = row[0] if row is not None else None
    connection.execute(
        "UPDATE photographs SET quality = ?1, quality_source = ?2 "
        "WHERE id = ?3 AND (?4 OR quality IS NULL OR quality = ?5)",
        (said, _BY_READER if said is not None else None, photograph, bool(new.quality), before),
    )


def read_orientation(connection: Connection, photograph: int) -> Orientation:
    """How the project shows a photograph."""
    row = connection.execute("SELECT is_flipped, is_mirrored FROM photographs WHERE id = ?", (photograph,)).fetchone()
    return Orientation(bool(row[0]), bool(row[1])) if row is not None else Orientation()


def write_orientation(connection: Connection, photograph: int, orientation: Orientation) -> None:
    """Show a photograph in another way; what was predicted of it the other way round goes."""
    if read_orientation(connection, photograph) != orientation:
        connection.execute(
            "UPDATE photographs SET is_flipped = ?, is_mirrored = ? WHERE id = ?",
            (orientation.is_turned, orientation.is_mirrored, photograph),
        )
        connection.execute("DELETE FROM predictions WHERE photograph = ?", (photograph,))


def _annotation(row: Any) -> Annotation:
    scheme, grade, quality, notes, shapes, reasons = row
    drawn = tuple(_shape(shape) for shape in json.loads(shapes))
    return Annotation(scheme, grade, quality or "", notes, drawn, tuple(json.loads(reasons)))


def _dumped(annotation: Annotation | None) -> str | None:
    return json.dumps(_plain_annotation(annotation)) if annotation is not None else None


def _plain_annotation(annotation: Annotation) -> dict[str, Any]:
    return {
        "scheme": annotation.scheme,
        "grade": annotation.grade,
        "quality": annotation.quality,
        "notes": annotation.notes,
        "shapes": [_plain(shape) for shape in annotation.shapes],
        "reasons": list(annotation.reasons),
    }


def _plain_orientation(orientation: Orientation) -> list[bool]:
    return [orientation.is_turned, orientation.is_mirrored]


def _loaded(plain: dict[str, Any]) -> Annotation:
    shapes = tuple(_shape(shape) for shape in plain["shapes"])
    reasons = tuple(plain.get("reasons", ()))
    return Annotation(plain["scheme"], plain["grade"], plain["quality"], plain["notes"], shapes, reasons)


def _plain(shape: Shape) -> dict[str, Any]:
    plain: dict[str, Any] = {"kind": shape.kind.value, "name": shape.name, "points": [list(p) for p in shape.points]}
    return plain | ({"runs": list(shape.runs), "size": list(shape.size)} if shape.size is not None else {})


def _shape(plain: dict[str, Any]) -> Shape:
    size = plain.get("size")
    return Shape(
        ShapeKind(plain["kind"]),
        plain["name"],
        tuple((float(x), float(y)) for x, y in plain["points"]),
        tuple(plain.get("runs", ())),
        (int(size[0]), int(size[1])) if size is not None else None,
    )
