"""TensorBoard's event files, written without TensorBoard.

A file is a row of TFRecords: the length of the record (uint64, little-endian), its masked CRC-32C, the record, its
masked CRC-32C. Each record is a protobuf message `Event`: wall_time = 1 (double), step = 2 (int64), file_version = 3,
summary = 5 with values = 1 of tag = 1 and simple_value = 2 (float), session_log = 7 with status = 1 (START = 1), which
makes TensorBoard forget later steps of the files before: those that were lost when the run was killed.
"""

from __future__ import annotations

import os
import platform
import struct
import time
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from core.errors import TrainingError
from core.training.observer import EpochDone, Observer, RunStarted

FILE_VERSION = "brain.Event:2"
_START = 1
_POLYNOMIAL = 0x82F63B78  # CRC-32C (Castagnoli), reflected
_MASK_DELTA = 0xA282EAD8


class EventFile:
    """One file of events, to which whole records are added or nothing."""

    def __init__(self, folder: Path, *, first_step: int) -> None:
        self.path = folder / f"events.out.tfevents.{int(time.time())}.{platform.node()}.{os.getpid()}.funduscope"
        self._pending = record(_event(file_version=FILE_VERSION)) + record(_event(step=first_step, session=_START))
        self._size = 0

    def add(self, step: int, values: Mapping[str, float]) -> None:
        """Have figures by tag written with the next flush."""
        self._pending += record(_event(step=step, values=values))

    def flush(self) -> None:
        """Write what is pending. Raises TrainingError, and then the file ends with its last whole record."""
        if not self._pending:
            return
        try:
            with self.path.open("r+b" if self.path.exists() else "wb") as file:
                self._append(file.fileno())
        except OSError as error:
            raise TrainingError(f"'{self.path}' cannot be written: {error.strerror or error}.") from error

    def _append(self, handle: int) -> None:
        """`os.write` rather than a buffer, which would write again when it is closed."""
        size = min(self._size, os.fstat(handle).st_size)  # less where the folder went and came back
        os.ftruncate(handle, size)
        os.lseek(handle, size, os.SEEK_SET)
        rest = memoryview(self._pending)
        while rest:
            try:
                rest = rest[os.write(handle, rest) :]
            except OSError:
                os.ftruncate(handle, size)
                raise
        self._size = size + len(self._pending)
        self._pending = b""


class EventsWriter(Observer):
    """The figures of every epoch as TensorBoard shows them."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._class_names: tuple[str, ...] = ()
        self.file: EventFile | None = None

    def started(self, event: RunStarted) -> None:
        """Begin a file: each session of a run has its own."""
        self._class_names = event.class_names
        self.file = EventFile(self._folder, first_step=event.first_epoch)

    def epoch(self, event: EpochDone) -> None:
        """Add the figures of an epoch."""
        if self.file is not None:
            self.file.add(event.epoch, tags(event.row(), self._class_names))


def tags(row: Mapping[str, Any], class_names: tuple[str, ...]) -> dict[str, float]:
    """The figures of an epoch by the names that they have in TensorBoard, as "loss/training" and "recall/No DR"."""
    found: dict[str, float] = {}
    for name, value in row.items():
        if value is None or isinstance(value, bool) or name == "epoch":
            continue
        part, _underscore, figure = name.partition("_")
        if name.startswith("validation_recall_"):
            found[f"recall/{class_names[int(name.rpartition('_')[2])]}"] = value
        elif part in ("training", "validation"):
            found[f"{figure}/{part}"] = value
        else:
            found[name] = value
    return found


def record(content: bytes) -> bytes:
    """A TFRecord."""
    length = struct.pack("<Q", len(content))
    return length + _masked(length) + content + _masked(content)


def _masked(content: bytes) -> bytes:
    crc = crc32c(content)
    return struct.pack("<I", (((crc >> 15) | (crc << 17)) + _MASK_DELTA) & 0xFFFFFFFF)


def _table() -> tuple[int, ...]:
    table = []
    for byte in range(256):
        value = byte
        for _bit in range(8):
            value = (value >> 1) ^ (_POLYNOMIAL if value & 1 else 0)
        table.append(value)
    return tuple(table)


_TABLE = _table()


def crc32c(content: bytes) -> int:
    """The CRC-32C of RFC 3720."""
    crc = 0xFFFFFFFF
    for byte in content:
        crc = _TABLE[(crc ^ byte) & 0xFF] ^ (crc >> 8)
    return crc ^ 0xFFFFFFFF


def _event(
    *, step: int = 0, file_version: str = "", values: Mapping[str, float] | None = None, session: int = 0
) -> bytes:
    message = _field(1, 1) + struct.pack("<d", time.time())
    if step:
        message += _field(2, 0) + _varint(step)
    if file_version:
        message += _bytes(3, file_version.encode())
    if values:
        message += _bytes(5, b"".join(_bytes(1, _value(tag, value)) for tag, value in values.items()))
    if session:
        message += _bytes(7, _field(1, 0) + _varint(session))
    return message


def _value(tag: str, value: float) -> bytes:
    return _bytes(1, tag.encode("utf-8", "replace")) + _field(2, 5) + struct.pack("<f", value)


def _field(number: int, kind: int) -> bytes:
    return _varint(number << 3 | kind)


def _bytes(number: int, content: bytes) -> bytes:
    return _field(number, 2) + _varint(len(content)) + content


def _varint(value: int) -> bytes:
    out = bytearray()
    while value > 0x7F:
        out.append(value & 0x7F | 0x80)
        value >>= 7
    out.append(value)
    return bytes(out)
