"""A file to which lines are only added: each is on the disk before it counts, and none can be changed unnoticed.

Every line is a JSON object that ends in its `chain`: the first 16 hexadecimal digits of the SHA-256 of the chain of the
line before and of the line itself without its chain. A line that was begun when the program was killed has no end: it
was never acknowledged, and is cut off when the file is next written to.
"""

from __future__ import annotations

import hashlib
import json
import os
import re
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Any

from core.datasets.catalogue.locking import ProjectLock
from core.evaluation.reading.errors import StudyError
from core.jsontext import parse_json

CHAIN = "chain"
CHAIN_DIGITS = 16
MAX_BYTES = 1 << 30
_END = re.compile(rb',"chain":"([0-9a-f]{16})"\}')
_NO_CHAIN = ""


@dataclass(frozen=True, slots=True)
class LogLine:
    """One line. `number` counts from 1; `is_changed`: it is not as it was written, or the line before it is not."""

    number: int
    values: Mapping[str, Any]
    is_changed: bool


@dataclass(frozen=True, slots=True)
class LogContent:
    """What a file holds. `damaged` are the numbers of lines that are no JSON objects; `end` is where whole lines end.

    `lacks_newline`: the last line is whole but for its end, as some editors leave it.
    """

    lines: tuple[LogLine, ...]
    damaged: tuple[int, ...]
    end: int
    chain: str
    lacks_newline: bool = False

    @property
    def changed(self) -> tuple[int, ...]:
        """The numbers of lines that were changed, or put in, after they were written."""
        return tuple(line.number for line in self.lines if line.is_changed)


def read_log(path: Path) -> LogContent:
    """What is in the file, but for a last line that was never finished. Raises StudyError where it cannot be read."""
    try:
        if path.stat().st_size > MAX_BYTES:
            raise StudyError(f"'{path.name}' is too large for a study.", "Choose a file that ends in .study.")
        data = path.read_bytes()
    except OSError as error:
        raise StudyError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    return parse_log(data)


def parse_log(data: bytes) -> LogContent:
    """The same for the bytes of a file."""
    lines: list[LogLine] = []
    damaged: list[int] = []
    chain, end = _NO_CHAIN, 0
    raw_lines = data.split(b"\n")
    for number, raw in enumerate(raw_lines, start=1):
        is_last = number == len(raw_lines)
        text = raw.rstrip(b"\r")
        values = _parsed(text) if text else None
        body = text[: -len(_END_SAMPLE)] + b"}" if _END.fullmatch(text[-len(_END_SAMPLE) :]) else text
        own = str(values.pop(CHAIN, _NO_CHAIN)) if values is not None else _NO_CHAIN
        is_changed = own != _chain(chain, body)
        if is_last and (values is None or is_changed):
            break  # begun, and never acknowledged
        end += len(raw) + (0 if is_last else 1)
        if values is not None:
            lines.append(LogLine(number, values, is_changed=is_changed))
            chain = own
        elif text:
            damaged.append(number)
    return LogContent(tuple(lines), tuple(damaged), end, chain, lacks_newline=end == len(data) and data[-1:] != b"\n")


class LogWriter:
    """Adds lines to a file, one program at a time. Raises StudyError where another one has it, or none can write."""

    def __init__(self, path: Path, *, is_new: bool = False) -> None:
        self.path = path
        self._lock = ProjectLock(path)
        self._file = -1
        self._end = 0
        self._chain = _NO_CHAIN
        self.content = LogContent((), (), 0, _NO_CHAIN)
        try:
            self._open(is_new=is_new)
        except OSError as error:
            self.close()
            raise StudyError(
                f"'{path}' cannot be written: {error.strerror or error}.", "Choose another place."
            ) from error
        except BaseException:
            self.close()
            raise

    def append(self, values: Mapping[str, Any]) -> None:
        """Add a line, and return once it is on the disk. Raises StudyError: the file is then as before."""
        self.append_all([values])

    def append_all(self, many: Sequence[Mapping[str, Any]]) -> None:
        """The same for several lines at once: all of them, or none."""
        chain, data = self._chain, b""
        for values in many:
            body = json.dumps(dict(values), ensure_ascii=True, allow_nan=False, separators=(",", ":")).encode()
            chain = _chain(chain, body)
            data += body[:-1] + (b"," if len(body) > 2 else b"") + f'"{CHAIN}":"{chain}"}}\n'.encode()
        try:
            _write(self._file, data)
            os.fsync(self._file)
        except OSError as error:
            with suppress(OSError):
                os.ftruncate(self._file, self._end)
            raise StudyError(
                f"'{self.path.name}' cannot be written: {error.strerror or error}.",
                "Make room or reconnect the disk, then answer again: nothing else is lost.",
            ) from error
        self._chain, self._end = chain, self._end + len(data)

    def close(self) -> None:
        """Let go of the file. May be called twice."""
        file, self._file = self._file, -1
        if file >= 0:
            with suppress(OSError):
                os.close(file)
        self._lock.release()

    def __enter__(self) -> LogWriter:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def _open(self, *, is_new: bool) -> None:
        if not self._lock.acquire():
            holder = self._lock.holder()
            raise StudyError(
                f"'{self.path.name}' is being worked on{f' {holder}' if holder is not None else ''}.",
                "Close it there, or read in a copy: copies are brought together when they are analysed.",
            )
        flags = os.O_RDWR | os.O_APPEND | getattr(os, "O_BINARY", 0)
        if is_new:
            flags |= os.O_CREAT | os.O_EXCL
        try:
            self._file = os.open(self.path, flags, 0o644)
        except FileExistsError as error:
            raise StudyError(f"'{self.path.name}' is there already.", "Choose another name.") from error
        self.content = read_log(self.path)
        self._end, self._chain = self.content.end, self.content.chain
        os.ftruncate(self._file, self._end)
        if self.content.lacks_newline and self._end:
            _write(self._file, b"\n")
            self._end += 1
        if is_new:
            _sync_folder(self.path.parent)


_END_SAMPLE = b',"chain":"0123456789abcdef"}'


def _parsed(text: bytes) -> dict[str, Any] | None:
    try:
        values = parse_json(text)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _chain(before: str, body: bytes) -> str:
    return hashlib.sha256(before.encode("utf-8", "replace") + body).hexdigest()[:CHAIN_DIGITS]


def _write(file: int, data: bytes) -> None:
    view = memoryview(data)
    while view:
        view = view[os.write(file, view) :]


def _sync_folder(folder: Path) -> None:
    """Let the new name be on the disk, too, where the system can do that."""
    with suppress(OSError):
        handle = os.open(folder, os.O_RDONLY)
        try:
            os.fsync(handle)
        finally:
            os.close(handle)
