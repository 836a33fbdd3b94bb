"""The photographs of a project: what is known of each, and which of them turn out to be the same."""

from __future__ import annotations

import json
import time
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import PurePath, PurePosixPath
from sqlite3 import Connection
from typing import Any

from core.datasets.catalogue.annotations import merge_annotations, read_orientation, write_orientation
from core.datasets.catalogue.database import Database
from core.datasets.catalogue.files import ONE, frame_name, stored_name
from core.datasets.catalogue.labels import settle
from core.datasets.catalogue.names import name_key, search_text, stored_path, usable_path
from core.datasets.catalogue.settings import PatientCoder
from core.datasets.eyes import Eye
from core.images.orientation import Orientation
from core.images.photograph import ImageId


class FactSource(StrEnum):
    """How an eye, a patient or a quality is known, the least certain first."""

    GUESSED = "guessed"
    NAME = "name"
    TABLE = "table"
    DICOM = "dicom"
    MADE = "made"
    USER = "user"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What reading a photograph told. None and empty: not said.

    `patient` is the identifier as it stands in the file; what the catalogue keeps is up to `PatientCoder`. `taken` is
    ISO 8601; `spacing_mm` the side of a pixel. `error` says why it cannot be shown; then only `content` may be known.
    """

    content: ImageId | None = None
    frame: int = ONE
    width: int | None = None
    height: int | None = None
    eye: Eye | None = None
    patient: str = ""
    taken: str = ""
    camera: str = ""
    spacing_mm: float | None = None
    source: FactSource = FactSource.DICOM
    error: str = ""


@dataclass(frozen=True, slots=True)
class ReadFile:
    """What a file holds: one photograph, or several frames."""

    file: int
    photographs: tuple[Known, ...]


@dataclass(frozen=True, slots=True)
class EyeFinding:
    """What looking at a photograph told of its eye; `disc` is (x, y) in its pixels."""

    photograph: int
    eye: Eye | None
    is_inverted: bool
    disc: tuple[float, float] | None


class Photographs:
    """Photographs by number. Numbers never come to mean another photograph."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def count(self) -> int:
        """How many there are."""
        with self._database.read() as connection:
            return int(connection.execute("SELECT count(*) FROM photographs").fetchone()[0])

    def contents(self, photographs: Sequence[int]) -> dict[int, ImageId]:
        """The content of each photograph whose content is known."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, content FROM photographs WHERE content IS NOT NULL "
                "AND id IN (SELECT value FROM json_each(?))",
                (json.dumps(list(photographs)),),
            ).fetchall()
        return {row[0]: ImageId(row[1].hex()) for row in rows}

    def find(self, content: ImageId) -> int | None:
        """The photograph with that content."""
        with self._database.read() as connection:
            row = connection.execute(
                "SELECT id FROM photographs WHERE content = ?", (bytes.fromhex(content),)
            ).fetchone()
        return int(row[0]) if row is not None else None

    # What reading tells

    def identify(self, files: Sequence[ReadFile], coder: PatientCoder) -> int:
        """Take over what files hold; photographs of the same content become one. Returns how many did."""
        merged = 0
        with self._database.write() as connection:
            touched: set[int] = set()
            for file in files:
                merged += _identify_file(connection, file, coder, touched)
            if touched:
                for (scheme,) in connection.execute("SELECT id FROM class_schemes").fetchall():
                    settle(connection, scheme, touched)
        return merged

    def note_eyes(self, findings: Iterable[EyeFinding]) -> None:
        """Take over what was seen: an eye only where nothing more certain says it.

        Where something does, a disc on the other side means that the photograph is turned by half.
        """
        with self._database.write() as connection:
            for found in findings:
                stated = connection.execute(
                    "SELECT eye FROM photographs WHERE id = ? AND eye_source <> ?",
                    (found.photograph, FactSource.GUESSED),
                ).fetchone()
                is_inverted = found.is_inverted
                if stated is not None and found.eye is not None:
                    is_inverted = (found.eye == stated[0]) == found.is_inverted
                x, y = found.disc or (None, None)
                connection.execute(
                    "UPDATE photographs SET is_inverted = ?, disc_x = ?, disc_y = ? WHERE id = ?",
                    (is_inverted, x, y, found.photograph),
                )
                if found.eye is not None:
                    _set_eye(connection, found.photograph, found.eye, FactSource.GUESSED)

    def note_error(self, photograph: int, error: str) -> None:
        """Say why a photograph cannot be read; empty: it can."""
        with self._database.write() as connection:
            connection.execute("UPDATE photographs SET error = ? WHERE id = ?", (error or None, photograph))

    # What the user says

    def set_eye(self, photographs: Iterable[int], eye: Eye | None) -> None:
        """Say whose eye photographs show; None: not known."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET eye = ?, eye_source = ? WHERE id = ?",
                ((eye, FactSource.USER if eye is not None else None, photograph) for photograph in photographs),
            )

    def set_flipped(self, photographs: Iterable[int], is_flipped: bool) -> None:  # noqa: FBT001
        """Show photographs turned by half, as those taken through a condensing lens must be.

        What models said of them the other way round is forgotten.
        """
        with self._database.write() as connection:
            for one in photographs:
                before = read_orientation(connection, one)
                write_orientation(connection, one, replace(before, is_turned=is_flipped))

    def oriented(self) -> dict[int, Orientation]:
        """The photographs that are not shown as their files have them, and how they are."""
        with self._database.read() as connection:
            rows = connection.execute(
                "SELECT id, is_flipped, is_mirrored FROM photographs WHERE is_flipped <> 0 OR is_mirrored <> 0"
            ).fetchall()
        return {row[0]: Orientation(bool(row[1]), bool(row[2])) for row in rows}

    def orientation(self, photograph: int) -> Orientation:
        """How a photograph is shown."""
        with self._database.read() as connection:
            return read_orientation(connection, photograph)

    def set_quality(self, photographs: Iterable[int], quality: str, *, source: FactSource = FactSource.USER) -> None:
        """Say how good photographs are; empty: not said."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET quality = ?, quality_source = ? WHERE id = ?",
                ((quality or None, source if quality else None, one) for one in photographs),
            )

    def exclude(self, photographs: Iterable[int], reason: str) -> None:
        """Keep photographs out of splits, training and prediction; an empty reason takes them in again."""
        with self._database.write() as connection:
            connection.executemany(
                "UPDATE photographs SET is_excluded = ?, exclusion = ? WHERE id = ?",
                ((bool(reason), reason, one) for one in photographs),
            )

    # Facts of tables

    def set_facts(self, column: str, values: Mapping[int, str | float | int]) -> None:
        """Keep a column of values, by photograph; those of other photographs in that column stay."""
        with self._database.write() as connection:
            row = connection.execute(
                "INSERT INTO columns (name) VALUES (?) ON CONFLICT (name) DO UPDATE SET name = excluded.name "
                "RETURNING id",
                (column,),
            ).fetchone()
            connection.executemany(
                "INSERT OR REPLACE INTO facts VALUES (?, ?, ?)",
                ((row[0], photograph, value) for photograph, value in values.items()),
            )

    def columns(self) -> tuple[str, ...]:
        """The names of the columns of facts."""
        with self._database.read() as connection:
            return tuple(row[0] for row in connection.execute("SELECT name FROM columns ORDER BY id"))

    def number_columns(self) -> frozenset[str]:
        """The columns of facts that hold numbers alone."""
        with self._database.read() as connection:
            rows = connection.execute(
                'SELECT c.name FROM columns c WHERE EXISTS (SELECT 1 FROM facts f WHERE f."column" = c.id) '
                "AND NOT EXISTS (SELECT 1 FROM facts f WHERE f.\"column\" = c.id AND typeof(f.value) = 'text')"
            ).fetchall()
        return frozenset(row[0] for row in rows)

    def facts(self, photograph: int) -> dict[str, str | float | int]:
        """What tables know of a photograph."""
        with self._database.read() as connection:
            rows = connection.execute(
                'SELECT c.name, f.value FROM facts f JOIN columns c ON c.id = f."column" WHERE f.photograph = ? '
                "ORDER BY c.id",
                (photograph,),
            ).fetchall()
        return dict(rows)

    def set_patients(self, patients: Mapping[int, str], coder: PatientCoder, *, source: FactSource) -> None:
        """Say whose photographs these are, where nothing more certain says it; identifiers as they stand in a table."""
        with self._database.write() as connection:
            for photograph, patient in patients.items():
                _set_patient(connection, photograph, coder(patient), source)

    def set_eyes(self, eyes: Mapping[int, Eye], *, source: FactSource) -> None:
        """Say which eyes these are, where nothing more certain says it."""
        with self._database.write() as connection:
            for photograph, eye in eyes.items():
                _set_eye(connection, photograph, eye, source)

    def set_masks(self, masks: Mapping[int, Mapping[str, str]]) -> None:
        """Note which masks lie beside photographs: paths by code."""
        with self._database.write() as connection:
            connection.executemany("DELETE FROM masks WHERE photograph = ?", ((one,) for one in masks))
            connection.executemany(
                "INSERT INTO masks VALUES (?, ?, ?)",
                ((one, code, stored_path(path)) for one, files in masks.items() for code, path in files.items()),
            )

    def masks(self, photograph: int) -> dict[str, str]:
        """The masks that lie beside a photograph: paths by code."""
        with self._database.read() as connection:
            rows = connection.execute("SELECT code, path FROM masks WHERE photograph = ? ORDER BY code", (photograph,))
            return {row[0]: usable_path(row[1]) for row in rows}


def _identify_file(connection: Connection, file: ReadFile, coder: PatientCoder, touched: set[int]) -> int:
    row = connection.execute(
        "SELECT root, path, frame, photograph, size, mtime_ns FROM files WHERE id = ?", (file.file,)
    ).fetchone()
    if row is None:
        return 0  # its root was removed meanwhile
    merged = 0
    for known in file.photographs:
        number = file.file if known.frame == ONE else _file_of_frame(connection, file.file, row, known.frame)
        merged += _identify(connection, number, known, coder, touched)
        connection.execute("UPDATE files SET stage = 1 WHERE id = ?", (number,))
    return merged


def _file_of_frame(connection: Connection, file: int, row: tuple[Any, ...], frame: int) -> int:
    """The row of a frame: the first has that of the file, the others get their own as they are found."""
    root, path, own_frame, photograph, size, mtime_ns = row
    if frame == max(own_frame, 1):
        connection.execute("UPDATE files SET frame = ? WHERE id = ?", (frame, file))
        return file
    found = connection.execute(
        "SELECT id FROM files WHERE root = ? AND path = ? AND frame = ?", (root, path, frame)
    ).fetchone()
    if found is not None:
        return int(found[0])
    made = connection.execute(
        "INSERT INTO files (root, path, frame, photograph, size, mtime_ns) VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
        (root, path, frame, _copy_of(connection, photograph), size, mtime_ns),
    ).fetchone()
    return int(made[0])


def _copy_of(connection: Connection, photograph: int) -> int:
    """A new photograph, of which only the names are known."""
    row = connection.execute(
        "INSERT INTO photographs (name, name_key, search, added_s) SELECT name, name_key, search, ? FROM photographs "
        "WHERE id = ? RETURNING id",
        (time.time(), photograph),
    ).fetchone()
    return int(row[0])


def _identify(connection: Connection, file: int, known: Known, coder: PatientCoder, touched: set[int]) -> int:
    """Take over what one photograph is; 1 where it turned out to be one that is known already."""
    current, old, path, root = connection.execute(
        "SELECT p.id, p.content, f.path, r.path FROM files f JOIN photographs p ON p.id = f.photograph "
        "JOIN roots r ON r.id = f.root WHERE f.id = ?",
        (file,),
    ).fetchone()
    content = bytes.fromhex(known.content) if known.content is not None else None
    kept, is_merged = current, 0
    if content is not None and content != old:
        row = connection.execute("SELECT id FROM photographs WHERE content = ?", (content,)).fetchone()
        if row is not None:
            kept = row[0]
            connection.execute("UPDATE files SET photograph = ? WHERE id = ?", (kept, file))
            if old is None:
                merge(connection, kept, current)
                touched.add(kept)
                is_merged = 1
        elif old is not None:  # another picture has taken its place in this file
            kept = _copy_of(connection, current)
            connection.execute("UPDATE files SET photograph = ? WHERE id = ?", (kept, file))
    _describe(connection, kept, known, content, coder, usable_path(path) or PurePath(usable_path(root)).name)
    return is_merged


def merge(connection: Connection, kept: int, merged: int) -> None:
    """Let the photograph `kept` have everything that belongs to `merged`, which goes."""
    merge_annotations(connection, kept, merged)
    for table in ("labels", "facts", "split_members", "predictions", "masks", "findings", "strongest_images"):
        connection.execute(f"UPDATE OR IGNORE {table} SET photograph = ? WHERE photograph = ?", (kept, merged))  # noqa: S608
    eye, eye_source, patient, patient_source = connection.execute(
        "SELECT eye, eye_source, patient, patient_source FROM photographs WHERE id = ?", (merged,)
    ).fetchone()
    if eye is not None:
        _set_eye(connection, kept, eye, FactSource(eye_source))
    if patient is not None:
        _set_patient(connection, kept, patient, FactSource(patient_source))
    connection.execute("UPDATE files SET photograph = ? WHERE photograph = ?", (kept, merged))
    connection.execute("DELETE FROM photographs WHERE id = ?", (merged,))


def _describe(
    connection: Connection, photograph: int, known: Known, content: bytes | None, coder: PatientCoder, path: str
) -> None:
    patient = coder(known.patient)
    connection.execute(
        "UPDATE photographs SET content = coalesce(?, content), width = ?, height = ?, taken = ?, camera = ?, "
        "spacing_mm = ?, error = ?, search = ? WHERE id = ?",
        (
            content,
            known.width,
            known.height,
            known.taken or None,
            known.camera or None,
            known.spacing_mm,
            known.error or None,
            search_text(path, known.camera, patient),
            photograph,
        ),
    )
    if known.frame != ONE:
        name = frame_name(PurePosixPath(path).name, known.frame)
        connection.execute(
            "UPDATE photographs SET name = ?, name_key = ? WHERE id = ?",
            (stored_name(name), name_key(name), photograph),
        )
    if known.eye is not None:
        _set_eye(connection, photograph, known.eye, known.source)
    if patient:
        _set_patient(connection, photograph, patient, known.source)


_ORDER = {source: rank for rank, source in enumerate(FactSource)}


def _set_eye(connection: Connection, photograph: int, eye: str, source: FactSource) -> None:
    _set_where_more_certain(connection, "eye", photograph, eye, source)


def _set_patient(connection: Connection, photograph: int, patient: str, source: FactSource) -> None:
    _set_where_more_certain(connection, "patient", photograph, patient, source)


def _set_where_more_certain(
    connection: Connection, column: str, photograph: int, value: str, source: FactSource
) -> None:
    row = connection.execute(f"SELECT {column}_source FROM photographs WHERE id = ?", (photograph,)).fetchone()  # noqa: S608
    if row is None or (row[0] is not None and _ORDER[FactSource(row[0])] > _ORDER[source]):
        return
    connection.execute(
        f"UPDATE photographs SET {column} = ?, {column}_source = ? WHERE id = ?",  # noqa: S608
        (value, source, photograph),
    )
