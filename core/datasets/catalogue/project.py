"""A project: one file that holds all that is known of a collection of photographs."""

from __future__ import annotations

import shutil
import time
from contextlib import closing, suppress
from pathlib import Path
from types import TracebackType

from core.datasets.catalogue.annotations import Annotations
from core.datasets.catalogue.browsing import Browsing
from core.datasets.catalogue.database import Database
from core.datasets.catalogue.errors import SQLITE_ERRORS, DamagedProjectError, ProjectError, is_damage
from core.datasets.catalogue.features import FeatureNames
from core.datasets.catalogue.files import Files
from core.datasets.catalogue.findings import Findings
from core.datasets.catalogue.imports import Imports
from core.datasets.catalogue.journal import Journal
from core.datasets.catalogue.labels import Labels
from core.datasets.catalogue.landmarks import LandmarkMarks
from core.datasets.catalogue.locking import ProjectLock
from core.datasets.catalogue.migrations import (
    application_of,
    check_header,
    check_identity,
    make,
    migrate,
    version_of,
)
from core.datasets.catalogue.photographs import Photographs
from core.datasets.catalogue.predictions import Predictions
from core.datasets.catalogue.roots import Roots
from core.datasets.catalogue.schema import VERSION
from core.datasets.catalogue.settings import Patients, ProjectSettings
from core.datasets.catalogue.splits import Splits
from core.jobs import CancelToken

SUFFIX = ".funduscope"
CHECKED_AT_ONCE_BYTES = 16 * 2**20
"""Files up to this size, and those that were not closed, are read through while they are opened."""

BACKUP_AFTER_S = 24 * 3600.0
"""A copy older than this, or of half the photographs, is made anew."""


class Project:
    """An open project. Everything may be called from any thread; close it at the end, or use it in a `with` block.

    `is_read_only` says whether it can be changed, `reason` why it cannot. `migrated_from` is the copy of what the file
    was before this program brought it to its own format.
    """

    def __init__(
        self, database: Database, lock: ProjectLock | None, *, reason: str, migrated_from: Path | None
    ) -> None:
        self.database = database
        self.reason = reason
        self.migrated_from = migrated_from
        self._lock = lock
        self.settings = ProjectSettings(database)
        self.patients = Patients(self.settings)
        self.roots = Roots(database)
        self.files = Files(database, self.roots)
        self.photographs = Photographs(database)
        self.labels = Labels(database)
        self.imports = Imports(database)
        self.predictions = Predictions(database)
        self.splits = Splits(database)
        self.annotations = Annotations(database)
        self.features = FeatureNames(database)
        self.findings = Findings(database)
        self.landmarks = LandmarkMarks(database)
        self.journal = Journal(database)
        self.browsing = Browsing(database, self.files)

    @staticmethod
    def create(path: Path) -> Project:
        """Make a new project and open it. Raises ProjectError where the file is there, or cannot be written."""
        named = path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}")
        make(named)
        return Project.open(named)

    @staticmethod
    def open(path: Path) -> Project:
        """Open a project: for writing, unless somebody else has it open or nothing may be written.

        Raises NewerProjectError for one of a later version, DamagedProjectError (with the copy to restore) for one
        whose file is damaged, ProjectError for what is none.
        """
        place = _resolved(path)
        lock, reason = _try_to_lock(place)
        try:
            return _open_locked(place, lock) if lock is not None else _open_to_read(place, reason)
        except BaseException:
            if lock is not None:
                lock.release()
            raise

    @staticmethod
    def open_to_read(path: Path) -> Project:
        """Open a project only to look at it, and keep nobody else from writing. Raises as `open` does."""
        return _open_to_read(_resolved(path), "It was opened to be read.")

    @property
    def path(self) -> Path:
        """The project's file."""
        return self.database.path

    @property
    def is_read_only(self) -> bool:
        """Whether it can only be looked at."""
        return self.database.is_read_only

    @property
    def revision(self) -> int:
        """Grows with every change: who shows something of the project looks whether it is as before."""
        return self.database.revision

    def keep_backup(self, token: CancelToken | None = None) -> Path | None:
        """Make the copy that is offered when the file is damaged, where the last one is old or holds much less.

        Reads the whole file first, so that a damaged file never takes the place of a whole copy. Returns the copy that
        was made, None where none was due. Raises DamagedProjectError, ProjectError and Cancelled.
        """
        copy = backup_of(self.path)
        if self.is_read_only or (_age_s(copy) < BACKUP_AFTER_S and not self._outgrew(copy)):
            return None
        damage = self.database.check(token)
        if damage:
            raise DamagedProjectError(self.path, whole_backup(self.path), damage)
        self.database.copy_to(copy, token)
        return copy

    def _outgrew(self, copy: Path) -> bool:
        """Whether there are twice the photographs of the copy: one of this morning may hold none of today's."""
        count = self.photographs.count()
        return count > 0 and count >= 2 * _count_in(copy)

    def close(self) -> None:
        """Finish what is being written and let go of the file. May be called twice."""
        self.database.close()
        if self._lock is not None:
            self._lock.release()

    def __enter__(self) -> Project:
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self.close()


def restore_backup(error: DamagedProjectError) -> Path:
    """Put the copy in the place of the damaged file, which is kept under another name; returns that name.

    Raises ProjectError where there is no copy, or the files cannot be renamed.
    """
    path, backup = error.path, error.backup
    if backup is None:
        raise ProjectError(f"There is no copy of '{path.name}' to restore.")
    kept = _free_name(path.with_name(f"{path.stem} (damaged){path.suffix}"))
    try:
        part = path.with_name(f".{path.name}.part")
        shutil.copyfile(backup, part)
        for ending in ("-wal", "-journal"):
            journal = path.with_name(f"{path.name}{ending}")
            if journal.exists():
                journal.replace(kept.with_name(f"{kept.name}{ending}"))
        path.with_name(f"{path.name}-shm").unlink(missing_ok=True)
        path.replace(kept)
        part.replace(path)
    except OSError as problem:
        raise ProjectError(f"'{path.name}' cannot be restored: {problem.strerror or problem}.") from problem
    return kept


def backup_of(path: Path) -> Path:
    """Where the latest whole copy of a project is kept."""
    return path.with_name(f"{path.stem} (backup){path.suffix}")


def whole_backup(path: Path) -> Path | None:
    """The copy of a project, where there is one and it is whole."""
    copy = backup_of(path)
    try:
        check_header(copy)
        database = Database(copy, is_read_only=True)
    except ProjectError:
        return None
    try:
        return None if database.check() else copy
    finally:
        database.close()


def _resolved(path: Path) -> Path:
    """The one name of the file, so that two names of it are not two projects."""
    try:
        return path.resolve(strict=True)
    except FileNotFoundError as error:
        raise ProjectError(f"There is no project '{path}'.", "It may have been moved, renamed or deleted.") from error
    except OSError as error:
        raise ProjectError(f"'{path}' cannot be read: {error.strerror or error}.") from error


def _try_to_lock(path: Path) -> tuple[ProjectLock | None, str]:
    """The lock, or None and why there is none."""
    try:
        with path.open("r+b"):
            pass
    except OSError as error:
        return None, f"The file may not be written ({error.strerror or error})."
    lock = ProjectLock(path)
    try:
        if lock.acquire():
            return lock, ""
    except OSError as error:
        return None, f"Its folder may not be written ({error.strerror or error})."
    holder = lock.holder()
    return None, f"It is open {holder}." if holder is not None else "It is open in another window."


def _open_locked(path: Path, lock: ProjectLock) -> Project:
    has_journal = path.with_name(f"{path.name}-wal").exists() or path.with_name(f"{path.name}-journal").exists()
    try:
        check_header(path)
    except ProjectError:
        backup = whole_backup(path)
        if backup is not None and _is_spoilt(path):
            raise DamagedProjectError(path, backup, "its beginning is not that of a project") from None
        raise
    database = Database(path)
    try:
        _check_content(database, is_thorough=has_journal)
        copy = migrate(database)
        database.use_best_journal()
    except ProjectError as error:
        database.close()
        if isinstance(error.__cause__, SQLITE_ERRORS) and is_damage(error.__cause__):
            raise DamagedProjectError(path, whole_backup(path), str(error.__cause__)) from error
        raise
    except BaseException:
        database.close()
        raise
    return Project(database, lock, reason="", migrated_from=copy)


def _open_to_read(path: Path, reason: str) -> Project:
    database = Database(path, is_read_only=True)
    try:
        with database.read() as connection:
            version = version_of(connection)
            check_identity(path, application=application_of(connection), version=version)
            _refuse_older(path, version, reason)
    except ProjectError as error:
        database.close()
        if isinstance(error.__cause__, SQLITE_ERRORS) and is_damage(error.__cause__):
            raise DamagedProjectError(path, whole_backup(path), str(error.__cause__)) from error
        raise
    except BaseException:
        database.close()
        raise
    return Project(database, None, reason=reason, migrated_from=None)


def _refuse_older(path: Path, version: int, reason: str) -> None:
    if version < VERSION:
        raise ProjectError(
            f"'{path.name}' is of an earlier format and cannot be brought up to date. {reason}",
            "Close it elsewhere, or copy it to where you may write, and open it again.",
        )


def _check_content(database: Database, *, is_thorough: bool) -> None:
    """Raise DamagedProjectError where the file is not whole: read through if that is quick, or was not closed."""
    with database.read() as connection:
        version_of(connection)
    if not is_thorough and database.path.stat().st_size > CHECKED_AT_ONCE_BYTES:
        return
    damage = database.check()
    if damage:
        raise DamagedProjectError(database.path, whole_backup(database.path), damage)


def _is_spoilt(path: Path) -> bool:
    """Whether the first bytes are not even those of a database: of a later version or of another program they are."""
    with suppress(OSError), path.open("rb") as file:
        return not file.read(16).startswith(b"SQLite format 3\0")
    return True


def _age_s(path: Path) -> float:
    try:
        return time.time() - path.stat().st_mtime
    except OSError:
        return float("inf")


def _count_in(copy: Path) -> int:
    """How many photographs a copy holds; none where it cannot be read, and is none."""
    try:
        check_header(copy)
        with closing(Database(copy, is_read_only=True)) as database:
            return Photographs(database).count()
    except ProjectError:
        return 0


def _free_name(path: Path) -> Path:
    number, name = 1, path
    while name.exists():
        number += 1
        name = path.with_name(f"{path.stem} {number}{path.suffix}")
    return name
