"""The file of a project: connections for any number of threads, one of which writes at a time.

A change is in one short transaction, and is on the disk when `write` ends: a program that is killed loses nothing that
was acknowledged. Errors of SQLite come out as `ProjectError`; where the file could not be reached, the next call tries
anew, so that a network drive may come back.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from core.datasets.catalogue.errors import (
    SQLITE_ERRORS,
    ProjectError,
    ReadOnlyProjectError,
    code_of,
    explained,
    is_lost,
)
from core.datasets.catalogue.expressions import float_at, folded
from core.datasets.catalogue.filesystem import can_share_memory
from core.jobs import Cancelled, CancelToken

BUSY_TIMEOUT_MS = 5000
CACHE_KIB = 16 * 1024
"""Pages that one connection keeps in memory; there is one for each thread that reads at the same time."""

_LOOK_S = 0.02
_LOOK_EVERY = 20_000
"""Steps of SQLite's machine (about a millisecond) after which a cancelled question is given up."""


class Database:
    """An open project file. All methods may be called from any thread.

    `is_read_only` opens it without ever writing: beside a program that has it open, or where nothing may be written.
    Raises ProjectError.
    """

    def __init__(self, path: Path, *, is_read_only: bool = False) -> None:
        self.path = path
        self.is_read_only = is_read_only
        self._free: list[sqlite3.Connection] = []
        self._writer: sqlite3.Connection | None = None
        self._write_lock = threading.RLock()
        self._gate = threading.Condition()
        self._busy: set[sqlite3.Connection] = set()
        self._writing = 0
        self._is_closed = False
        self._copy: tempfile.TemporaryDirectory[str] | None = None
        self.revision = 0
        """Grows with every change that this program makes."""
        self._uri = self._choose_uri() if is_read_only else _uri(path, "mode=rw")

    # Asking

    @contextmanager
    def read(self, token: CancelToken | None = None) -> Iterator[sqlite3.Connection]:
        """A connection to ask with. Raises ProjectError, and Cancelled once the token says so.

        Inside `write` of the same thread it is that connection: what is being changed is seen.
        """
        if self._writing == threading.get_ident() and self._writer is not None:
            yield self._writer
            return
        connection = self._take()
        if token is not None:
            connection.set_progress_handler(lambda: token.is_cancelled, _LOOK_EVERY)
        is_usable = True
        try:
            yield connection
        except SQLITE_ERRORS as error:
            is_usable = not is_lost(error)
            if token is not None and token.is_cancelled:
                raise Cancelled from None
            raise explained(error, self.path) from error
        finally:
            self._give(connection, is_usable=is_usable, had_token=token is not None)

    def _take(self) -> sqlite3.Connection:
        with self._gate:
            self._check_open()
            connection = self._free.pop() if self._free else None
            if connection is not None:
                self._busy.add(connection)
                return connection
        connection = self._connect()
        with self._gate:
            self._busy.add(connection)
        return connection

    def _give(self, connection: sqlite3.Connection, *, is_usable: bool, had_token: bool) -> None:
        with self._gate:
            self._busy.discard(connection)
            is_kept = is_usable and not self._is_closed
            if is_kept:
                if had_token:
                    connection.set_progress_handler(None, 0)
                self._free.append(connection)
            self._gate.notify_all()
        if not is_kept:
            with suppress(sqlite3.Error):
                connection.close()

    # Changing

    @contextmanager
    def write(self) -> Iterator[sqlite3.Connection]:
        """A connection in a transaction, which is on the disk when the block ends well, and undone when it does not.

        Inside the block of the same thread it is the same transaction. Raises ProjectError.
        """
        if self.is_read_only:
            raise ReadOnlyProjectError(
                f"The project '{self.path.name}' is open for reading only.", "Close it where it is open for writing."
            )
        with self._write_lock:
            self._check_open()
            try:
                if self._writer is None:
                    self._writer = self._connect()
                if self._writer.in_transaction:
                    yield self._writer
                    return
                self._writer.execute("BEGIN IMMEDIATE")
                self._writing = threading.get_ident()
                yield self._writer
                self._writer.execute("COMMIT")
                self.revision += 1
            except SQLITE_ERRORS as error:
                self._undo(is_lost_now=is_lost(error))
                raise explained(error, self.path) from error
            except BaseException:
                self._undo()
                raise
            finally:
                if self._writer is None or not self._writer.in_transaction:
                    self._writing = 0

    def _undo(self, *, is_lost_now: bool = False) -> None:
        writer = self._writer
        if writer is None:
            return
        with suppress(sqlite3.Error):
            if writer.in_transaction:
                writer.execute("ROLLBACK")
        if is_lost_now:
            self._writer = None
            with suppress(sqlite3.Error):
                writer.close()

    # The file

    def use_best_journal(self) -> None:
        """Let readers and the writer not wait for each other, where the file system can do that."""
        mode = "WAL" if can_share_memory(self.path) else "DELETE"
        with self._write_lock, self._explaining():
            if self._writer is None:
                self._writer = self._connect()
            self._writer.execute(f"PRAGMA journal_mode={mode}")

    @property
    def journal(self) -> str:
        """How changes are kept from being torn: "wal" or "delete"."""
        with self.read() as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()  # only now it sees what others changed
            return str(connection.execute("PRAGMA journal_mode").fetchone()[0])

    def check(self, token: CancelToken | None = None) -> str:
        """Read the whole file: empty where it is whole, else what is wrong. Raises Cancelled."""
        try:
            with self.read(token) as connection:
                found = str(connection.execute("PRAGMA quick_check(1)").fetchone()[0])
                if found == "ok":
                    broken = connection.execute("PRAGMA foreign_key_check").fetchone()
                    found = "ok" if broken is None else f"'{broken[0]}' names what is not there"
        except ProjectError as error:
            return error.message
        return "" if found == "ok" else found.replace("*** in database main ***", "").strip()

    def copy_to(self, target: Path, token: CancelToken | None = None) -> None:
        """Write a whole copy of the file as `target`, beside it first. Raises ProjectError, Cancelled."""
        part = target.with_name(f".{target.name}.part")

        def look(_status: int, _left: int, _total: int) -> None:
            if token is not None:
                token.check()

        try:
            part.unlink(missing_ok=True)
            with self.read() as source, closing(sqlite3.connect(part)) as copy:
                source.backup(copy, pages=2000, progress=look)
                copy.execute("PRAGMA journal_mode=DELETE")
            part.replace(target)
        except sqlite3.Error as error:
            raise explained(error, target) from error
        except OSError as error:
            raise ProjectError(f"'{target}' cannot be written: {error.strerror or error}.") from error
        finally:
            with suppress(OSError):
                part.unlink(missing_ok=True)

    def close(self) -> None:
        """Wait for who is at work, and leave one single file. May be called twice."""
        with self._gate:
            if self._is_closed:
                return
            self._is_closed = True
            while self._busy:  # again and again: a question that was about to begin did not hear of it
                for connection in self._busy:
                    connection.interrupt()
                self._gate.wait(_LOOK_S)
            free, self._free = self._free, []
        for connection in free:
            connection.close()
        with self._write_lock:
            writer, self._writer = self._writer, None
            if writer is not None:
                with suppress(sqlite3.Error):
                    writer.execute("PRAGMA optimize")
                with suppress(sqlite3.Error):  # another program may be reading: then the journal stays beside the file
                    writer.execute("PRAGMA journal_mode=DELETE")
                with suppress(sqlite3.Error):
                    writer.close()
        if self._copy is not None:
            self._copy.cleanup()

    def _check_open(self) -> None:
        if self._is_closed:
            raise ProjectError(f"The project '{self.path.name}' is closed.")

    @contextmanager
    def _explaining(self) -> Iterator[None]:
        try:
            yield
        except SQLITE_ERRORS as error:
            raise explained(error, self.path) from error

    def _connect(self) -> sqlite3.Connection:
        with self._explaining():
            connection = sqlite3.connect(
                self._uri,
                uri=True,
                isolation_level=None,
                check_same_thread=False,
                cached_statements=256,
                timeout=BUSY_TIMEOUT_MS / 1000,
            )
            try:
                connection.create_function("float_at", 2, float_at, deterministic=True)
                connection.create_function("folded", 1, folded, deterministic=True)
                connection.execute("PRAGMA foreign_keys=ON")
                connection.execute("PRAGMA synchronous=FULL")
                connection.execute(f"PRAGMA cache_size=-{CACHE_KIB}")
                connection.execute("PRAGMA trusted_schema=OFF")
                # What is deleted is overwritten: notes about a photograph that was taken out are not handed on.
                connection.execute("PRAGMA secure_delete=ON")
                connection.execute("PRAGMA schema_version").fetchone()
            except BaseException:
                connection.close()
                raise
            return connection

    def _choose_uri(self) -> str:
        """How to read the file without changing anything beside it that must not be changed."""
        plain, immutable = _uri(self.path, "mode=ro"), _uri(self.path, "immutable=1")
        if _can_read(plain):
            return plain
        journal = self.path.with_name(f"{self.path.name}-wal")
        if not journal.exists():
            return immutable  # a place where nothing may be written, and nobody writes
        # The last changes are in a journal that cannot be taken up here: do that in a copy.
        self._copy = tempfile.TemporaryDirectory(prefix="funduscope-")
        copy = Path(self._copy.name) / self.path.name
        try:
            shutil.copyfile(self.path, copy)
            shutil.copyfile(journal, copy.with_name(journal.name))
        except OSError as error:
            raise ProjectError(f"'{self.path}' cannot be read: {error.strerror or error}.") from error
        return _uri(copy, "mode=rw")


def _can_read(uri: str) -> bool:
    try:
        with closing(sqlite3.connect(uri, uri=True)) as connection:
            connection.execute("SELECT count(*) FROM sqlite_schema").fetchone()
    except sqlite3.Error as error:
        return code_of(error) not in (sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY)
    return True


def _uri(path: Path, options: str) -> str:
    """The file as SQLite's URI: `?`, `#` and `%` in names are quoted."""
    text = path.absolute().as_posix()
    return f"file:{'' if text.startswith('/') else '/'}{quote(text)}?{options}"
