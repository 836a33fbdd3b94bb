"""Work in a process of its own, for what would hold Python's lock: importing half a library, training for minutes.

A lane's thread waits for the process, passes on what it tells, and stops it when the lane says so. The process is
spawned, never forked, for the program has threads; it gives way to the window, and ends with it, also when the
program is killed.
"""

from __future__ import annotations

import multiprocessing
import os
import signal
import threading
import time
import traceback
from collections.abc import Callable
from enum import Enum, auto
from multiprocessing.connection import Connection
from typing import Any, Protocol, TypeVar

from core.errors import FunduscopeError
from core.jobs import Cancelled, CancelToken
from core.networks.device_failures import device_failures_in_words
from desktop.background import NICENESS

_LOOK_S = 0.05
_PATIENCE_S = 10.0
"""So long a cancelled process may take to end by itself; then it is ended. What it writes is there whole or not."""

T_co = TypeVar("T_co", covariant=True)
Tell = Callable[[Any], None]


class Task(Protocol[T_co]):
    """What is done in the process. It is pickled, and so is all that it tells and gives."""

    def __call__(self, tell: Tell, token: CancelToken) -> T_co:
        """Do it. Raises FunduscopeError for what the user can mend, and Cancelled once the token says so."""


class _Kind(Enum):
    TOLD = auto()
    DONE = auto()
    REFUSED = auto()
    CANCELLED = auto()
    CRASHED = auto()


class ProcessCrash(Exception):  # noqa: N818 - named for what happened elsewhere
    """A defect in the process; the message is its traceback."""


def call_in_process(task: Task[T_co], token: CancelToken, tell: Tell, *, patience_s: float = _PATIENCE_S) -> T_co:
    """Do `task` in a process of its own, and hand what it tells to `tell`, in this thread.

    Once cancelled it may take `patience_s` to end by itself. Raises what the task raises; Cancelled once the token says
    so; FunduscopeError where the process is ended from outside; ProcessCrash for any other exception in it.
    """
    context = multiprocessing.get_context("spawn")
    ours, theirs = context.Pipe()
    process = context.Process(target=_begin, args=(task, theirs), name="funduscope experiment")
    process.start()
    theirs.close()
    try:
        return _outcome(ours, token, tell, patience_s)  # type: ignore[no-any-return]
    finally:
        ours.close()
        process.join(_PATIENCE_S)
        if process.is_alive():
            process.terminate()
            process.join()
        process.close()


def _outcome(connection: Connection, token: CancelToken, tell: Tell, patience_s: float) -> Any:
    """What the process sends, until it is done."""
    end_s = None
    while True:
        if token.is_cancelled and end_s is None:
            end_s = time.monotonic() + patience_s
            _send(connection, None)
        if end_s is not None and time.monotonic() > end_s:
            raise Cancelled
        if not connection.poll(_LOOK_S):
            continue
        kind, value = _received(connection, token)
        match kind:
            case _Kind.TOLD:
                tell(value)
            case _Kind.DONE:
                return value
            case _Kind.REFUSED:
                raise value
            case _Kind.CANCELLED:
                raise Cancelled
            case _Kind.CRASHED:
                raise ProcessCrash(value)


def _received(connection: Connection, token: CancelToken) -> tuple[_Kind, Any]:
    try:
        kind, value = connection.recv()
    except (EOFError, ConnectionError) as error:
        token.check()
        raise FunduscopeError(
            "The process that does this was ended from outside.", "Memory may be short: close other programs."
        ) from error
    return kind, value


def _send(connection: Connection, value: object) -> None:
    """Send, unless there is nobody any more who would hear it."""
    try:
        connection.send(value)
    except OSError:
        return


# In the process


def _begin(task: Task[object], connection: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the program, which then ends this
    if hasattr(os, "nice"):
        os.nice(NICENESS)
    token = CancelToken()
    threading.Thread(target=_listen, args=(connection, token), daemon=True).start()
    try:
        with device_failures_in_words():
            outcome = (_Kind.DONE, task(lambda value: _send(connection, (_Kind.TOLD, value)), token))
    except Cancelled:
        outcome = (_Kind.CANCELLED, None)
    except FunduscopeError as error:
        outcome = (_Kind.REFUSED, error)
    except BaseException:  # noqa: BLE001  a defect, which the program shows
        outcome = (_Kind.CRASHED, traceback.format_exc())
    _send(connection, outcome)


def _listen(connection: Connection, token: CancelToken) -> None:
    """Cancel when told to; end when the program has ended."""
    while True:
        try:
            connection.recv()
        except (EOFError, OSError):
            os._exit(1)
        token.cancel()
