"""What an exported picture says of how it was made, so that opening it restores the view.

The record holds content hashes instead of paths, names and dates: whoever gets the picture can repeat the view if they
have photograph and model, and learns nothing of the person and the machine it came from.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core import __version__
from core.errors import ExplainError, FunduscopeError
from core.explain.edits.codec import from_json as edits_from_json
from core.explain.edits.codec import to_json as edits_to_json
from core.explain.edits.editlist import EditList
from core.explain.edits.error import EditError
from core.explain.params import params_type
from core.explain.query import Method, Query
from core.explain.rendering import Rendering
from core.explain.targets import target_from_json, target_to_json
from core.images.frames import file_of
from core.images.photograph import ImageId
from core.jsontext import parse_json
from core.networks.card import DISCLAIMER, ModelId
from desktop.files import write_atomically
from desktop.picture_files import write_png
from desktop.translation import tr

KEYWORD = "funduscope"
FORMAT_VERSION = 1
MAX_TEXT_BYTES = 16 << 20
"""Records are short but for patches of other photographs, which edits hold."""
INDEX_LENGTH = 5000


class RestoreError(FunduscopeError):
    """A view cannot be restored."""


@dataclass(frozen=True, slots=True)
class ViewRecord:
    """Everything that the picture depends on.

    `is_partial`: the map was not whole when the picture was made. `notes` are those of the explanation. `edits` are
    what-if edits that the picture shows, and `map_follows` says that the map is that of the edited photograph.
    """

    query: Query
    rendering: Rendering
    is_partial: bool = False
    notes: tuple[str, ...] = ()
    edits: EditList | None = None
    map_follows: bool = False

    def dumps(self) -> str:
        """The record as the JSON text that goes into the picture."""
        query = self.query
        return json.dumps(
            {
                "format_version": FORMAT_VERSION,
                "program": f"Funduscope {__version__}",
                "query": {
                    "image": query.image,
                    "model": query.model,
                    "method": query.method.value,
                    "target": target_to_json(query.target),
                    "layer": query.layer,
                    "params": query.params.to_json(),
                },
                "rendering": self.rendering.to_json(),
                "is_partial": self.is_partial,
                "notes": list(self.notes),
                "edits": edits_to_json(self.edits) if self.edits is not None else None,
                "map_follows": self.map_follows,
                "disclaimer": DISCLAIMER,
            }
        )

    @staticmethod
    def loads(text: str) -> ViewRecord:
        """The record of that text. Raises RestoreError."""
        try:
            fields = parse_json(text)
            version = fields["format_version"]
            if version != FORMAT_VERSION:
                raise RestoreError(
                    tr(
                        "The view was written in format {version}, this program knows {format_version}.",
                        version=version,
                        format_version=FORMAT_VERSION,
                    ),
                    tr("Open it with the newer Funduscope that made it."),
                )
            return ViewRecord(
                _query(fields["query"]),
                Rendering.from_json(fields["rendering"]),
                is_partial=fields.get("is_partial") is True,
                notes=tuple(str(note) for note in fields.get("notes", ())),
                edits=edits_from_json(fields["edits"]) if fields.get("edits") is not None else None,
                map_follows=fields.get("map_follows") is True,
            )
        except (ValueError, TypeError, KeyError, RecursionError, AttributeError, ExplainError, EditError) as error:
            raise RestoreError(tr("The picture's record of how it was made is damaged.")) from error


def _query(fields: Mapping[str, Any]) -> Query:
    layer = fields["layer"]
    if layer is not None and not isinstance(layer, str):
        raise TypeError(layer)
    method = Method(fields["method"])
    return Query(
        image=ImageId(_hash(fields["image"])),
        model=ModelId(_hash(fields["model"])),
        method=method,
        target=target_from_json(fields["target"]),
        layer=layer,
        params=params_type(method).from_json(fields["params"]),
    )


def _hash(value: object) -> str:
    if not isinstance(value, str) or len(value) != 64 or not set(value) <= set("0123456789abcdef"):
        raise ValueError(value)
    return value


def read_record(path: Path) -> ViewRecord | None:
    """The record in a PNG; None where the file is no exported view. Raises RestoreError where it is damaged.

    Reads no pixels: the record stands before them.
    """
    if path.suffix.lower() != ".png":
        return None
    from PIL import Image, UnidentifiedImageError
    from PIL.PngImagePlugin import PngImageFile

    try:
        with Image.open(path) as image:
            text = image.info.get(KEYWORD) if isinstance(image, PngImageFile) else None
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    return ViewRecord.loads(text) if isinstance(text, str) and len(text) <= MAX_TEXT_BYTES else None


def write_view(path: Path, pixels: NDArray[np.uint8], record: ViewRecord | None) -> None:
    """Write (h, w, 3) uint8 RGB as a PNG with its record. What was at `path` before survives a fault."""
    write_png(path, pixels, {} if record is None else {KEYWORD: record.dumps(), "Disclaimer": DISCLAIMER})


class HashIndex:
    """Where a content hash was last seen: bounded, in one file of the user's, and only ever on this machine."""

    def __init__(self, path: Path, *, length: int = INDEX_LENGTH) -> None:
        self._path = path
        self._length = length
        self._places: dict[str, str] = _read_index(path)
        self._is_changed = False

    def note(self, identity: str, path: Path) -> None:
        """The file `path` has the content `identity`."""
        text = str(path)
        if self._places.pop(identity, None) != text:
            self._is_changed = True
        self._places[identity] = text
        while len(self._places) > self._length:
            del self._places[next(iter(self._places))]

    def find(self, identity: str) -> Path | None:
        """A file that had the content `identity`, and is still there."""
        text = self._places.get(identity)
        try:
            return Path(text) if text is not None and file_of(Path(text)).is_file() else None
        except OSError:  # such as a name that no system knows: the file may be damaged
            return None

    def known(self, identity: str) -> Path | None:
        """A file that had the content `identity`, whether it is still there or not."""
        text = self._places.get(identity)
        return Path(text) if text is not None else None

    def save(self) -> None:
        """Write what is new. A file that cannot be written is no reason to stop."""
        if not self._is_changed:
            return
        try:
            self._path.parent.mkdir(parents=True, exist_ok=True)
            write_atomically(self._path, lambda file: file.write(json.dumps(self._places).encode()))
            self._is_changed = False
        except OSError:
            return


def _read_index(path: Path) -> dict[str, str]:
    try:
        return {str(key): str(value) for key, value in dict(parse_json(path.read_bytes())).items()}
    except (OSError, ValueError, TypeError):
        return {}
