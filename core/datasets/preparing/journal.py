"""What is done already: a line for each photograph, so that a copy that was stopped can be gone on with."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from types import TracebackType
from typing import Any

from core.datasets.preparing.writing import write_beside
from core.errors import DatasetError
from core.jsontext import parse_json

JOURNAL = ".preparing.jsonl"
MANIFEST = "manifest.json"
_ORDER = "order"


@dataclass(frozen=True, slots=True)
class Entry:
    """A photograph that was prepared, or the reason why it was not.

    `source` is its path from the source, `target` that of the copy. `source_sha256` is the photograph's id;
    `to_photograph` holds `xx, xy, x0, yx, yy, y0` of the map from the copy's points to the photograph's.
    """

    source: str
    target: str
    source_bytes: int
    source_changed_ns: int
    source_sha256: str = ""
    target_sha256: str = ""
    target_bytes: int = 0
    to_photograph: tuple[float, ...] = ()
    label: int = -1
    error: str = ""

    def stands(self, folder: Path, size: int, changed_ns: int) -> bool:
        """Whether neither the photograph nor its copy has changed since."""
        if self.error or (self.source_bytes, self.source_changed_ns) != (size, changed_ns):
            return False
        try:
            return (folder / self.target).stat().st_size == self.target_bytes
        except OSError:
            return False


class Journal:
    """Entries in a file of a folder, added one after the other. A context manager."""

    def __init__(self, folder: Path, key: dict[str, object]) -> None:
        self._path = folder / JOURNAL
        self._key = key
        self.entries: dict[str, Entry] = {}
        self._file: Any = None

    def __enter__(self) -> Journal:
        self._read()
        is_new = not self._path.exists()
        self._file = self._path.open("a", encoding="utf-8", errors="surrogateescape", newline="\n")
        if is_new:
            self._write({_ORDER: self._key})
        return self

    def __exit__(
        self, _kind: type[BaseException] | None, _error: BaseException | None, _trace: TracebackType | None
    ) -> None:
        self._file.close()

    def add(self, entry: Entry) -> None:
        """Note what was done. Raises OSError where there is no room."""
        self.entries[entry.source] = entry
        self._write(asdict(entry))

    def _write(self, values: dict[str, object]) -> None:
        self._file.write(json.dumps(values, ensure_ascii=False) + "\n")
        self._file.flush()

    def _read(self) -> None:
        try:
            lines = self._path.read_text("utf-8", errors="surrogateescape").splitlines()
        except FileNotFoundError:
            return
        order, entries = read_lines(lines)
        if order != self._key:
            raise DatasetError(
                f"'{self._path.parent}' holds a copy that was begun by another recipe or in another form.",
                "Go on with that one, or name another folder.",
            )
        self.entries = {entry.source: entry for entry in entries}
        if len(entries) + 1 < len(lines):  # the last line was cut off, and nothing may be written behind it
            whole = [{_ORDER: order}, *(asdict(entry) for entry in entries)]
            text = "".join(json.dumps(values, ensure_ascii=False) + "\n" for values in whole)
            write_beside(self._path, text.encode("utf-8", "surrogateescape"))


def read_lines(lines: list[str]) -> tuple[object, list[Entry]]:
    """The order and the entries of a journal; a last line that was cut off does not count."""
    values = []
    for line in lines:
        try:
            values.append(parse_json(line))
        except ValueError:
            break
    if not values or not isinstance(values[0], dict):
        return None, []
    entries = []
    for value in values[1:]:
        try:
            entries.append(_entry(value))
        except (TypeError, KeyError, ValueError):
            break
    return values[0].get(_ORDER), entries


def _entry(value: Any) -> Entry:
    """Raises TypeError, KeyError, ValueError for what no journal holds: the folder may come from anywhere."""
    entry = Entry(**{**value, "to_photograph": tuple(float(number) for number in value["to_photograph"])})
    for each in fields(Entry):
        if each.type in ("str", "int") and type(getattr(entry, each.name)).__name__ != each.type:
            raise TypeError(each.name)
    json.dumps(asdict(entry), ensure_ascii=False).encode("utf-8", "surrogateescape")  # it is to be written again
    return entry
