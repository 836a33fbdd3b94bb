"""Disks that are full, read-only or broken, at whichever call one likes, and files that may not grow any more."""

from __future__ import annotations

import builtins
import errno
import io
import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from unittest import mock

FAULTS = (errno.ENOSPC, errno.EROFS, errno.EIO)
_WRITING = os.O_WRONLY | os.O_RDWR
_mkdir = os.mkdir
_CALLS = ("fsync", "replace", "rename", "link", "mkdir", "write", "truncate", "ftruncate")


class Faults:
    """Counts what changes the disk below a folder; call number `at`, from 1 on, fails with `number`."""

    def __init__(self, folder: Path, at: int, number: int) -> None:
        self.seen = 0
        self._folder = folder
        self._at = at
        self._number = number

    @property
    def has_struck(self) -> bool:
        """Whether a call failed."""
        return self.seen >= self._at

    def _step(self) -> None:
        self.seen += 1
        if self.seen == self._at:
            raise OSError(self._number, os.strerror(self._number))

    def _is_ours(self, where: Any) -> bool:
        try:
            path = Path(f"/proc/self/fd/{where}").readlink() if isinstance(where, int) else Path(os.fspath(where))
        except (OSError, TypeError):
            return False
        return path.is_relative_to(self._folder)

    def _counted(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def counting(where: Any, *arguments: Any, **options: Any) -> Any:
            # A folder that is there already is not made, whatever the disk.
            if self._is_ours(where) and not (call is _mkdir and Path(where).is_dir()):
                self._step()
            return call(where, *arguments, **options)

        return counting

    def _opened(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opening(where: Any, mode: str = "r", *arguments: Any, **options: Any) -> Any:
            is_written = any(sign in mode for sign in "wax+") and self._is_ours(where)
            if is_written and not isinstance(where, int):
                self._step()
            file = call(where, mode, *arguments, **options)
            return _Watched(file, self._step) if is_written else file

        return opening

    def _opened_low(self, call: Callable[..., Any]) -> Callable[..., Any]:
        def opening(where: Any, flags: int, *arguments: Any, **options: Any) -> Any:
            if flags & _WRITING and self._is_ours(where):
                self._step()
            return call(where, flags, *arguments, **options)

        return opening

    @contextmanager
    def at_work(self) -> Iterator[Faults]:
        """Count, and fail, within the block."""
        with mock.patch.multiple(
            os, open=self._opened_low(os.open), **{name: self._counted(getattr(os, name)) for name in _CALLS}
        ):
            opening = self._opened(io.open)
            with mock.patch.object(io, "open", opening), mock.patch.object(builtins, "open", opening):
                yield self


class _Watched:
    """An open file whose writes and whose closing are counted: what was buffered is written at the end."""

    def __init__(self, file: Any, step: Callable[[], None]) -> None:
        self._file = file
        self._step = step

    def write(self, *arguments: Any) -> Any:
        self._step()
        return self._file.write(*arguments)

    def close(self) -> None:
        is_open = not self._file.closed
        self._file.close()
        if is_open:
            self._step()

    def __enter__(self) -> _Watched:
        return self

    def __exit__(self, *_what: object) -> None:
        self.close()

    def __iter__(self) -> Iterator[Any]:
        return iter(self._file)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._file, name)


@contextmanager
def no_file_larger_than(count: int) -> Iterator[None]:
    """The system itself refuses to let a file grow beyond `count` bytes: what is written in C or Rust meets it too."""
    import resource

    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    sys.stdout.flush()
    sys.stderr.flush()
    resource.setrlimit(resource.RLIMIT_FSIZE, (count, before[1]))
    try:
        yield
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
