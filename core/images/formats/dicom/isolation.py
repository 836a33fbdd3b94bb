"""Codecs written in C++ in a process of their own.

They meet bytes from anywhere. One that crashes, hangs or asks for too much memory takes its process along and not the
program, and while it decodes, the program's other threads go on: the codecs do not let go of Python's lock.
"""

from __future__ import annotations

import atexit
import contextlib
import multiprocessing
import os
import signal
import threading
from multiprocessing.connection import Connection
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.images.formats.unreadable import UnreadableError

TIMEOUT_S = 60.0
"""The longest that decoding a frame may take; 60 megapixels take about 5 s."""
_START_S = 120.0
_MEMORY_BYTES = 6 * 2**30
_READY = "ready"


class _Child:
    """The process with the codecs: started when it is first needed, and again after it ended."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._process: Any = None
        self._pipe: Connection | None = None

    def ask(self, request: tuple[Any, ...]) -> tuple[NDArray[Any], str]:
        with self._lock:
            try:
                answer = self._answer(request)
            except (EOFError, OSError):  # perhaps the process was ended from outside: the frame gets a second chance
                try:
                    answer = self._answer(request)
                except (EOFError, OSError):
                    raise UnreadableError("is damaged so badly that its codec broke down on it.") from None
        if answer is None:
            raise ValueError("the codec refused it")
        shape, dtype, content, photometric = answer
        return np.frombuffer(content, dtype).reshape(shape), photometric

    def _answer(self, request: tuple[Any, ...]) -> Any:
        pipe = self._running()
        try:
            pipe.send(request)
            if pipe.poll(TIMEOUT_S):
                return pipe.recv()
        except BaseException:
            self._end()
            raise
        self._end()
        raise UnreadableError(f"takes more than {TIMEOUT_S:.0f} s to decode, and was given up.")

    def end(self) -> None:
        with self._lock:
            self._end()

    def _running(self) -> Connection:
        if self._pipe is None or self._process is None or not self._process.is_alive():
            self._end()
            context = multiprocessing.get_context("spawn")
            self._pipe, theirs = context.Pipe()
            self._process = context.Process(target=_serve, args=(theirs,), daemon=True, name="codecs")
            self._process.start()
            theirs.close()
            if not self._pipe.poll(_START_S) or self._pipe.recv() != _READY:
                raise EOFError
        return self._pipe

    def _end(self) -> None:
        if self._pipe is not None:
            self._pipe.close()
        if self._process is not None:
            self._process.kill()
            self._process.join()
        self._pipe = self._process = None


_child = _Child()
atexit.register(_child.end)


def decode_apart(syntax: str, codec: str, data: bytes, options: dict[str, Any]) -> tuple[NDArray[Any], str]:
    """The values of one frame, as pydicom gives them, and their photometric interpretation.

    `data` is the frame in the transfer syntax `syntax`; `options` are those of pydicom's decoders. Raises
    `UnreadableError` where the codec breaks down or takes too long, and ValueError where it refuses.
    """
    request = (syntax, codec, data, options)
    if multiprocessing.current_process().daemon:  # which may have no children, and is apart already
        return decode_here(*request)
    return _child.ask(request)


def decode_here(syntax: str, codec: str, data: bytes, options: dict[str, Any]) -> tuple[NDArray[Any], str]:
    """The same in this process."""
    from pydicom.encaps import encapsulate
    from pydicom.pixels.decoders.base import get_decoder

    values, described = get_decoder(syntax).as_array(
        encapsulate([data], has_bot=False), index=0, decoding_plugin=codec, **options
    )
    return values, str(described["photometric_interpretation"])


def _serve(pipe: Connection) -> None:
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    os.dup2(os.open(os.devnull, os.O_WRONLY), 2)  # the codecs' own messages
    with contextlib.suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (_MEMORY_BYTES, _MEMORY_BYTES))
    from core.images.formats.dicom.header import quiet

    quiet()
    pipe.send(_READY)
    while True:
        try:
            request = pipe.recv()
        except (EOFError, OSError):  # the program has ended
            return
        pipe.send(_answer(request))


def _answer(request: tuple[Any, ...]) -> tuple[Any, ...] | None:
    try:
        values, photometric = decode_here(*request)
    except Exception:  # noqa: BLE001 - hostile bytes raise anything
        return None
    return values.shape, values.dtype.str, np.ascontiguousarray(values).tobytes(), photometric
