"""Bringing a file to the version that this program writes, with a copy of what it was before."""

from __future__ import annotations

import sqlite3
from collections.abc import Sequence
from pathlib import Path

from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import NewerProjectError, ProjectError
from core.datasets.catalogue.schema import APPLICATION_ID, MIGRATIONS, Migration

_HEADER_BYTES = 72
_MAGIC = b"SQLite format 3\0"


def check_header(path: Path, *, newest: int = MIGRATIONS[-1].version) -> None:
    """Raise ProjectError unless the file's first bytes are those of a project that this program can read.

    Reads bytes only: a file of a later version is refused untouched. Must not be called while this program has the
    file open, since POSIX lets go of all locks on a file when any handle of it is closed.
    """
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER_BYTES)
    except OSError as error:
        raise ProjectError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    if len(header) < _HEADER_BYTES or not header.startswith(_MAGIC):
        raise ProjectError(
            f"'{path.name}' is not a project of Funduscope.", "Its first bytes are those of something else."
        )
    check_identity(
        path, application=int.from_bytes(header[68:72]), version=int.from_bytes(header[60:64]), newest=newest
    )


def check_identity(path: Path, *, application: int, version: int, newest: int = MIGRATIONS[-1].version) -> None:
    """Raise ProjectError unless these numbers of the header are those of a project that this program can read."""
    if application != APPLICATION_ID or version < 1:
        raise ProjectError(f"'{path.name}' is a database, but not a project of Funduscope.")
    if version > newest:
        raise NewerProjectError(
            f"'{path.name}' was written by a later version of Funduscope (its format is {version}, this program knows "
            f"{newest}). It was not touched.",
            "Open it with that version, or update this one.",
        )


def version_of(connection: sqlite3.Connection) -> int:
    """The version that the file says it has."""
    return int(connection.execute("PRAGMA user_version").fetchone()[0])


def application_of(connection: sqlite3.Connection) -> int:
    """Whose file it says it is."""
    return int(connection.execute("PRAGMA application_id").fetchone()[0])


def migrate(database: Database, migrations: Sequence[Migration] = MIGRATIONS) -> Path | None:
    """Bring the file to the newest version; the copy of what it was, or None where nothing was to be done.

    All steps are one transaction: they happen all or not at all. Raises ProjectError.
    """
    with database.read() as connection:
        before = version_of(connection)
    todo = [step for step in migrations if step.version > before]
    if not todo:
        return None
    copy = copy_before(database.path, before)
    database.copy_to(copy)
    with database.write() as connection:
        for step in todo:
            step.apply(connection)
        connection.execute(f"PRAGMA user_version={todo[-1].version:d}")
    return copy


def copy_before(path: Path, version: int) -> Path:
    """Where the copy of version `version` is kept."""
    return path.with_name(f"{path.stem} (format {version}){path.suffix}")


def make(path: Path, migrations: Sequence[Migration] = MIGRATIONS) -> None:
    """Make an empty project as the new file `path`. Raises ProjectError where it is there or cannot be written."""
    if path.exists() or path.is_symlink():
        raise ProjectError(f"'{path}' is there already.", "Open it, or name another file.")
    if not path.parent.is_dir():
        raise ProjectError(f"The folder '{path.parent}' does not exist.", "Make it first, or name another place.")
    part = path.with_name(f".{path.name}.part")
    try:
        part.unlink(missing_ok=True)
        _fill(part, migrations)
        part.rename(path)
    except sqlite3.Error as error:
        raise ProjectError(
            f"'{path}' cannot be written ({error}).", "Choose a folder in which you may write."
        ) from error
    except OSError as error:
        raise ProjectError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        part.unlink(missing_ok=True)


def _fill(path: Path, migrations: Sequence[Migration]) -> None:
    connection = sqlite3.connect(path, isolation_level=None)
    try:
        connection.execute("BEGIN")
        connection.execute(f"PRAGMA application_id={APPLICATION_ID}")
        for step in migrations:
            step.apply(connection)
        connection.execute(f"PRAGMA user_version={migrations[-1].version:d}")
        connection.execute("COMMIT")
    finally:
        connection.close()
