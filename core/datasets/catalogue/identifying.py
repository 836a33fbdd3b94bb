"""What a file turns out to hold: photographs of the same content become one, and nothing that was said is lost."""

from __future__ import annotations

import time
from pathlib import PurePath, PurePosixPath
from sqlite3 import Connection
from typing import Any

from core.datasets.catalogue.annotations import merge_annotations
from core.datasets.catalogue.files import ONE, frame_name, stored_name
from core.datasets.catalogue.known import FactSource, Known, ReadFile
from core.datasets.catalogue.names import name_key, search_text, usable_path
from core.datasets.catalogue.settings import PatientCoder


def identify_file(connection: Connection, file: ReadFile, coder: PatientCoder, touched: set[int]) -> int:
    """Take over what a file holds; how many of its photographs turned out to be known already, noted in `touched`."""
    row = connection.execute(
        "SELECT root, path, frame, photograph, size, mtime_ns FROM files WHERE id = ?", (file.file,)
    ).fetchone()
    if row is None:
        return 0  # its root was removed meanwhile
    merged = 0
    for known in file.photographs:
        number = file.file if known.frame == ONE else _file_of_frame(connection, file.file, row, known.frame)
        merged += _identify(connection, number, known, coder, touched)
        connection.execute("UPDATE files SET stage = ? WHERE id = ?", (int(known.is_reached), number))
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
        set_eye(connection, kept, eye, FactSource(eye_source))
    if patient is not None:
        set_patient(connection, kept, patient, FactSource(patient_source))
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
        set_eye(connection, photograph, known.eye, known.source)
    if patient:
        set_patient(connection, photograph, patient, known.source)


_ORDER = {source: rank for rank, source in enumerate(FactSource)}


def set_eye(connection: Connection, photograph: int, eye: str, source: FactSource) -> None:
    """Say which eye a photograph shows, where nothing more certain says it."""
    _set_where_more_certain(connection, "eye", photograph, eye, source)


def set_patient(connection: Connection, photograph: int, patient: str, source: FactSource) -> None:
    """Say whose photograph it is, where nothing more certain says it."""
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
