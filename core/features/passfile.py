"""What a pass over the photographs has found so far, in a file that is there whole or not at all."""

from __future__ import annotations

import hashlib
import io
import json
import os
import secrets
import zipfile
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import astuple, dataclass
from pathlib import Path
from tokenize import TokenError
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.jsontext import parse_json

if TYPE_CHECKING:
    from core.features.strongest import Looked

FORMAT_VERSION = 3
_FACTS = "facts"
_DAMAGE = (
    OSError,
    EOFError,
    ValueError,
    KeyError,
    TypeError,
    IndexError,
    AttributeError,
    zipfile.BadZipFile,
    TokenError,
)
"""What comes of files that are not there, cut off, or something else."""


@dataclass(frozen=True, slots=True, eq=False)
class Kept:
    """Arrays by name, photographs as (place, content id, six numbers of the affine map, (width, height))."""

    arrays: Mapping[str, NDArray[Any]]
    photographs: tuple[tuple[int, str, tuple[float, ...], tuple[int, int]], ...]
    left_out: tuple[tuple[int, str], ...]


@dataclass(frozen=True, slots=True)
class About:
    """What a file says of its pass: how many photographs it has looked at, also such as could not be read; the model's
    content and the path of its file.
    """

    done: int
    model: str
    model_file: str


def about_pass(path: Path) -> About | None:
    """What a file says of its pass; None where there is no such file or what it holds is no pass.

    Reads what was found of the photographs, not of the layers.
    """
    try:
        with path.open("rb") as file, np.load(file, allow_pickle=False) as found:
            facts = parse_json(found[_FACTS].tobytes())
        done = len(facts["photographs"]) + len(facts["left_out"])
        return About(done, str(facts["model"]), str(facts["model_file"]))
    except _DAMAGE:
        return None


def write_pass(path: Path, content: bytes) -> None:
    """Write the file of a pass beside its place, and put it there. Raises FunduscopeError where that cannot be done."""
    beside = path.with_name(f".{path.name}.{secrets.token_hex(6)}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with beside.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        beside.replace(path)
    except OSError as error:
        raise FunduscopeError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def key_of_set(paths: Sequence[Path]) -> str:
    """What tells one set of photographs from another by its names; the same where the whole folder lies elsewhere."""
    texts = [str(path) for path in paths]
    shared = os.path.commonpath([os.path.dirname(text) for text in texts]) if texts else ""  # noqa: PTH120
    digest = hashlib.sha256()
    for text in sorted(texts):
        digest.update(f"{os.path.relpath(text, shared)}\n".encode("utf-8", "surrogateescape"))
    return digest.hexdigest()


class PassFile:
    """The file of one pass; `fingerprint` tells it from those of other models and photographs.

    `model` is the content of the model that looks, `model_file` the path of its file.
    """

    def __init__(self, path: Path, fingerprint: str, *, model: str = "", model_file: str = "") -> None:
        self.path = path
        self._fingerprint = fingerprint
        self._model, self._model_file = model, model_file

    def save(
        self, arrays: Mapping[str, NDArray[Any]], looked: Mapping[int, Looked], left_out: Mapping[int, str]
    ) -> None:
        """Write what is known. Raises FunduscopeError where there is no room or no right to."""
        facts = {
            "format_version": FORMAT_VERSION,
            "fingerprint": self._fingerprint,
            "model": self._model,
            "model_file": self._model_file,
            "photographs": [
                [place, each.image, list(astuple(each.to_photograph)), [each.width, each.height]]
                for place, each in looked.items()
            ],
            "left_out": list(left_out.items()),
        }
        stream = io.BytesIO()
        everything: dict[str, Any] = {_FACTS: np.frombuffer(json.dumps(facts).encode(), np.uint8), **arrays}
        np.savez(stream, allow_pickle=False, **everything)
        write_pass(self.path, stream.getvalue())

    def load(self) -> Kept | None:
        """What was written of this very pass; None where there is nothing, or of another one, or a damaged file."""
        try:
            with self.path.open("rb") as file, np.load(file, allow_pickle=False) as found:
                arrays = {name: found[name] for name in found.files}
            facts = parse_json(arrays.pop(_FACTS).tobytes())
            if facts["format_version"] != FORMAT_VERSION or facts["fingerprint"] != self._fingerprint:
                return None
            photographs = tuple(
                (int(place), str(image), tuple(map(float, geometry)), (int(size[0]), int(size[1])))
                for place, image, geometry, size in facts["photographs"]
            )
            left_out = tuple((int(place), str(why)) for place, why in facts["left_out"])
        except _DAMAGE:
            return None
        return Kept(arrays, photographs, left_out)
