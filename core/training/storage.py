"""Where a run's folder cannot be written any more: the training waits, says why, and goes on once it can."""

from __future__ import annotations

import errno
import re
import time
from collections.abc import Callable

from core.errors import FunduscopeError
from core.jobs import CancelToken
from core.training.observer import Observer
from core.training.runfolder import RunFolder

LOOK_EVERY_S = 2.0
_STEP_S = 0.05
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)
_RUST_ERROR = re.compile(r"\(os error (\d+)\)")


class Keeper:
    """Writes what a run must not lose."""

    def __init__(
        self, run: RunFolder, observer: Observer, token: CancelToken, *, look_every_s: float = LOOK_EVERY_S
    ) -> None:
        self._run = run
        self._observer = observer
        self._token = token
        self._look_every_s = look_every_s

    def keep(self, write: Callable[[], None]) -> None:
        """Call `write`, which puts a whole file in its place, again and again until the disk takes it.

        Raises Cancelled where the training is told to stop meanwhile: what was written before is there. Raises what
        `write` raises for any other reason than the disk.
        """
        told = ""
        while True:
            try:
                write()
                break
            except FunduscopeError as error:
                number = failure_of_disk(error)
                if number is None:
                    raise
                if error.message != told:
                    told = error.message
                    self._observer.waits(f"Waiting: {error.message} {_what_to_do(number, self._run)}")
                self._wait()
        if told:
            self._observer.waits("")

    def _wait(self) -> None:
        end_s = time.monotonic() + self._look_every_s
        while time.monotonic() < end_s:
            self._token.check()
            time.sleep(_STEP_S)
        self._token.check()


def failure_of_disk(error: BaseException) -> int | None:
    """The system's number of the error, where `error` comes of a disk that is full, gone or broken; else None."""
    cause: BaseException | None = error
    while cause is not None:
        if isinstance(cause, OSError):
            return cause.errno or errno.EIO
        rust = _RUST_ERROR.search(str(cause))  # safetensors writes by itself, and only says what went wrong
        if rust is not None:
            return int(rust.group(1))
        cause = cause.__cause__
    return None


def _what_to_do(number: int, run: RunFolder) -> str:
    if number in _FULL:
        return "Make room on its disk: the training goes on by itself."
    if not run.folder.is_dir():
        return f"The folder '{run.folder}' is gone: bring it back, and the training goes on by itself."
    return "The training goes on by itself once it can."
