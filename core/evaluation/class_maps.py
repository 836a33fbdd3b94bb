"""What labels meant before: mappings from labels to a model's classes, remembered by both sets of names."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from core.datasets.preparing.writing import write_beside
from core.jsontext import parse_json

MOST = 200
FORMAT_VERSION = 1


class ClassMaps:
    """A bounded file of mappings; the ones used longest ago go first. A file that is damaged counts as empty."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self._known: dict[str, dict[str, str]] | None = None

    def get(self, labels: Sequence[str], class_names: Sequence[str]) -> dict[str, str] | None:
        """The mapping that was used for these labels and classes; None where there was none. Reads the file once."""
        return self._load().get(_key(labels, class_names))

    def put(self, labels: Sequence[str], class_names: Sequence[str], class_map: Mapping[str, str]) -> None:
        """Remember a mapping. Raises OSError where it cannot be written; it is then known until the program ends."""
        known, key = self._load(), _key(labels, class_names)
        known.pop(key, None)
        known[key] = dict(class_map)
        while len(known) > MOST:
            del known[next(iter(known))]
        text = json.dumps({"format_version": FORMAT_VERSION, "maps": known}, indent=1)
        write_beside(self._path, text.encode("ascii"))

    def _load(self) -> dict[str, dict[str, str]]:
        if self._known is None:
            self._known = _read(self._path)
        return self._known


def _key(labels: Sequence[str], class_names: Sequence[str]) -> str:
    return json.dumps([sorted(set(labels)), list(class_names)], ensure_ascii=False)


def _read(path: Path) -> dict[str, dict[str, str]]:
    try:
        obj: Any = parse_json(path.read_text(encoding="utf-8", errors="surrogateescape"))
        maps = obj["maps"] if obj["format_version"] == FORMAT_VERSION else {}
        return {
            str(key): {str(label): str(name) for label, name in pairs.items()}
            for key, pairs in list(maps.items())[-MOST:]
        }
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return {}
