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
    """What one reader says of one photograph; `grade` is a class of `scheme`, `quality` free (good, usable, reject)."""

    scheme: int | None = None
    grade: int | None = None
    quality: str = ""
    notes: str = ""
    shapes: tuple[Shape, ...] = field(default=())

    @property
    def is_empty(self) -> bool:
        """Whether nothing is said."""
        return self == Annotation(scheme=self.scheme)


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
                "SELECT reader, scheme, grade, quality, notes, shapes FROM annotations WHERE photograph = ? "
                "ORDER BY reader",
                (photograph,),
            ).fetchall()
        return {row[0]: _annotation(row[1:]) for row in rows}

    def put(self, photograph: int, reader: str, annotation: Annotation) -> None:
        """Keep what the reader says now; what was undone before cannot be redone from here on."""
        with self._database.write() as connection:
            before = _read(connection, photograph, reader)
            if (before or Annotation()) == annotation:
                return
            connection.execute(
                "DELETE FROM annotation_history WHERE photograph = ? AND reader = ? AND is_undone = 1",
                (photograph, reader),
            )
            connection.execute(
                "INSERT INTO annotation_history (photograph, reader, before, after, added_s) VALUES (?, ?, ?, ?, ?)",
                (photograph, reader, _dumped(before), _dumped(annotation), time.time()),
            )
            _write(connection, photograph, reader, annotation)

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
            annotation = _loaded(row[1]) if row[1] is not None else Annotation()
            _write(connection, photograph, reader, annotation)
        return annotation

    def readers(self) -> dict[str, int]:
        """Who has annotated how many photographs."""
        with self._database.read() as connection:
            return dict(connection.execute("SELECT reader, count(*) FROM annotations GROUP BY reader").fetchall())


def merge_annotations(connection: Connection, kept: int, merged: int) -> None:
    """Let the photograph `kept` have what was said of `merged`, which turned out to be the same photograph."""
    rows = connection.execute(
        "SELECT reader, scheme, grade, quality, notes, shapes FROM annotations WHERE photograph = ?", (merged,)
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
    graded = new if is_graded else old
    return Annotation(graded.scheme, graded.grade, new.quality or old.quality, notes, shapes)


def _read(connection: Connection, photograph: int, reader: str) -> Annotation | None:
    row = connection.execute(
        "SELECT scheme, grade, quality, notes, shapes FROM annotations WHERE photograph = ? AND reader = ?",
        (photograph, reader),
    ).fetchone()
    return _annotation(row) if row is not None else None


def _write(connection: Connection, photograph: int, reader: str, annotation: Annotation) -> None:
    old = _read(connection, photograph, reader)
    if annotation.is_empty:
        connection.execute("DELETE FROM annotations WHERE photograph = ? AND reader = ?", (photograph, reader))
    else:
        connection.execute(
            "INSERT OR REPLACE INTO annotations VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (
                photograph,
                reader,
                annotation.scheme,
                annotation.grade,
                annotation.quality,
                annotation.notes,
                json.dumps([_plain(shape) for shape in annotation.shapes]),
                time.time(),
            ),
        )
    _say_grade(connection, photograph, reader, old, annotation)


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


def _annotation(row: Any) -> Annotation:
    scheme, grade, quality, notes, shapes = row
    return Annotation(scheme, grade, quality or "", notes, tuple(_shape(shape) for shape in json.loads(shapes)))


def _dumped(annotation: Annotation | None) -> str | None:
    if annotation is None:
        return None
    return json.dumps(
        {
            "scheme": annotation.scheme,
            "grade": annotation.grade,
            "quality": annotation.quality,
            "notes": annotation.notes,
            "shapes": [_plain(shape) for shape in annotation.shapes],
        }
    )


def _loaded(text: str) -> Annotation:
    plain = json.loads(text)
    shapes = tuple(_shape(shape) for shape in plain["shapes"])
    return Annotation(plain["scheme"], plain["grade"], plain["quality"], plain["notes"], shapes)


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
