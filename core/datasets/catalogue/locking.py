"""Who may write to a project: the first that opens it. The system lets go of it when a program ends or is killed."""

from __future__ import annotations

import getpass
import json
import os
import socket
import sys
import time
from contextlib import suppress
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import BinaryIO

from core.jsontext import parse_json

_AT = 1 << 20
"""Which byte is locked on Windows: one behind all that is written, since a locked byte cannot be read there."""


@dataclass(frozen=True, slots=True)
class Holder:
    """Who has a project open for writing: machine, user, process, and since when (seconds since 1970)."""

    host: str
    user: str
    process: int
    since_s: float

    @staticmethod
    def here() -> Holder:
        """What this program is to others."""
        try:
            user = getpass.getuser()
        except (OSError, KeyError, ImportError):
            user = ""
        return Holder(socket.gethostname(), user, os.getpid(), time.time())

    def __str__(self) -> str:
        who = f"by {self.user} " if self.user else ""
        try:
            since = f" since {time.strftime('%H:%M on %d %B', time.localtime(self.since_s))}"
        except (TypeError, ValueError, OverflowError, OSError):  # the file may come from anywhere
            since = ""
        return f"{who}on {self.host}{since}"


class ProjectLock:
    """A file beside the project that is locked while the project is open for writing, and removed at the end."""

    def __init__(self, project: Path) -> None:
        self.path = project.with_name(f"{project.name}-lock")
        self._file: BinaryIO | None = None

    def acquire(self) -> bool:
        """Try to be the one who writes: False where somebody else is. Raises OSError where no file can be made."""
        while True:
            file = self.path.open("a+b")
            if not _lock(file):
                file.close()
                return False
            if _is_still(file, self.path):
                break
            file.close()  # whoever held it removed it meanwhile: lock the new one
        self._file = file
        file.truncate(0)
        file.write(json.dumps(asdict(Holder.here())).encode())
        file.flush()
        return True

    def holder(self) -> Holder | None:
        """Who has it, as far as the file says."""
        try:
            return Holder(**parse_json(self.path.read_bytes()))
        except (OSError, ValueError, TypeError):
            return None

    def release(self) -> None:
        """Let go. May be called twice."""
        file, self._file = self._file, None
        if file is None:
            return
        if sys.platform != "win32":
            with suppress(OSError):
                self.path.unlink()  # while it is locked: nobody locks what is about to go
        with suppress(OSError):
            file.close()
        if sys.platform == "win32":
            with suppress(OSError):
                self.path.unlink()


def _is_still(file: BinaryIO, path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False


if sys.platform == "win32":
    import msvcrt

    def _lock(file: BinaryIO) -> bool:
        file.seek(_AT)
        try:
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        except OSError:
            return False
        return True

else:
    import errno
    import fcntl

    def _lock(file: BinaryIO) -> bool:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError as error:
            # A file system that knows no locks cannot say that somebody else is there.
            return error.errno in (errno.ENOSYS, errno.ENOTSUP, errno.ENOLCK)
        return True
