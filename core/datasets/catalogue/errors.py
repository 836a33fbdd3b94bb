"""What may go wrong with a project's file, in words."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from core.errors import DatasetError


class ProjectError(DatasetError):
    """A project that cannot be opened, or something that cannot be done with it."""


class ReadOnlyProjectError(ProjectError):
    """A change to a project that is open for reading only."""


class NewerProjectError(ProjectError):
    """A project that a later version of the program wrote; nothing in it was touched."""


class DamagedProjectError(ProjectError):
    """A project whose file is damaged. `path` is the project, `backup` the latest copy of it that is whole, if any."""

    def __init__(self, path: Path, backup: Path | None, reason: str) -> None:
        offer = (
            f"Its copy '{backup.name}' is whole: restore it, and the damaged file is kept beside it."
            if backup is not None
            else "There is no copy of it beside it; look for one in your own backups."
        )
        super().__init__(f"The project '{path.name}' is damaged ({reason}).", offer)
        self.path, self.backup = path, backup

    def __reduce__(self) -> tuple[type, tuple[object, ...]]:
        """Errors travel between processes."""
        return type(self), (self.path, self.backup, self.message.rpartition("(")[2].removesuffix(")."))


SQLITE_ERRORS = (sqlite3.Error, UnicodeDecodeError)
"""What a question to a file may raise: where names in a damaged file are no text, Python cannot say SQLite's error."""
_LOST = (sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_NOLFS, sqlite3.SQLITE_PROTOCOL)


def code_of(error: Exception) -> int:
    """SQLite's primary result code of an error; 0 where there is none."""
    if isinstance(error, UnicodeDecodeError):
        return sqlite3.SQLITE_CORRUPT
    return getattr(error, "sqlite_errorcode", 0) & 0xFF


def is_damage(error: Exception) -> bool:
    """Whether the file's content is to blame."""
    return code_of(error) in (sqlite3.SQLITE_CORRUPT, sqlite3.SQLITE_NOTADB)


def is_lost(error: Exception) -> bool:
    """Whether the file cannot be reached any more, so that it is worth while to open it anew later."""
    return code_of(error) in _LOST


def explained(error: Exception, path: Path) -> ProjectError:
    """Why SQLite could not do it, and what to do about it. What was acknowledged before is in the file."""
    name = f"the project '{path.name}'"
    match code_of(error):
        case sqlite3.SQLITE_FULL:
            return ProjectError(
                f"There is no room left on the disk of {name}.", "Nothing is lost but this change: free some and retry."
            )
        case sqlite3.SQLITE_READONLY | sqlite3.SQLITE_PERM | sqlite3.SQLITE_AUTH:
            return ReadOnlyProjectError(f"{_capital(name)} may not be written.", "Copy it to where you may write.")
        case sqlite3.SQLITE_BUSY | sqlite3.SQLITE_LOCKED:
            return ProjectError(f"{_capital(name)} is being written by another program.", "Try again in a moment.")
        case sqlite3.SQLITE_NOTADB:
            return ProjectError(f"'{path.name}' is not a project of Funduscope.")
        case sqlite3.SQLITE_CORRUPT:
            return ProjectError(f"{_capital(name)} is damaged ({error}).", "Open it anew to restore its copy.")
        case code if code in _LOST:
            return ProjectError(
                f"{_capital(name)} cannot be reached any more ({error}).",
                "Its drive may be gone: connect it again and retry. What was saved before is there.",
            )
        case _:
            return ProjectError(f"{_capital(name)} cannot be used ({error}).")


def _capital(text: str) -> str:
    return text[0].upper() + text[1:]
