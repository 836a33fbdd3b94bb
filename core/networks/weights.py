"""Weights from anywhere: the plain state in a `.pth`, `.pt`, `.ckpt`, `.bin` or `.safetensors` file, whatever it is
wrapped in. Nothing in a file is ever executed.
"""

from __future__ import annotations

import zipfile
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

import torch
from torch import Tensor

from core.errors import ModelError
from core.networks.defauw_dump import ARCHITECTURE, NOTE, is_dump, read_dump
from core.networks.header import check_regular
from core.networks.prefixes import strip_common
from core.networks.tensorfile import read_tensors
from core.networks.unpickling import quotable, unpickle

WEIGHT_SUFFIXES = frozenset({".pth", ".pt", ".ckpt", ".bin", ".safetensors", ".tar", ".pkl"})
"""Endings that files of weights have, lower case with dot. What a file is, is told by its bytes, not by its ending."""

MAX_DEPTH = 6

# Where checkpoints keep the weights, the most obvious first: what is validated and published usually is `state_dict` or
# `model`; averaged copies ("ema") and the teacher of a pair come after.
_PLACES = (
    "state_dict",
    "model_state_dict",
    "model_state",
    "model",
    "net",
    "network",
    "module",
    "weights",
    "params",
    "model_dict",
    "net_state_dict",
    "state_dict_ema",
    "model_ema",
    "ema_state_dict",
    "ema",
    "params_ema",
    "teacher",
    "student",
    "encoder",
    "backbone",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """What a file of weights holds.

    `state` has the keys as they are in the file; `place` is where in the file it was ("state_dict", or "" at the top);
    `architecture_hint` is what the file itself says of the architecture (timm writes it), or ""; `architecture` the
    only one that the file can be of, or None.
    """

    state: dict[str, Tensor]
    place: str
    architecture_hint: str
    notes: tuple[str, ...]
    architecture: str | None = None


def read_state_dict(path: Path) -> dict[str, Tensor]:
    """The tensors of a file by name, unnested, without prefixes that all names share. Raises ModelError."""
    return strip_common(read_weights(path).state)


def read_weights(path: Path) -> Weights:
    """The tensors of a file, unnested, with what it says beside them. Raises ModelError with the reason.

    Zip and safetensors files are mapped, not read: only what is used takes memory.
    """
    kind = _kind(path)
    if kind == "safetensors":
        return _plain(read_tensors(path), path)
    if kind == "pickle" and is_dump(path):
        return Weights(dict(read_dump(path)), "", ARCHITECTURE, (NOTE,), ARCHITECTURE)
    if kind == "zip":
        _check_zip(path)
    weights = _unnest(unpickle(path, is_zip=kind == "zip"), path)
    return replace(weights, notes=(*weights.notes, *_damages(path))) if kind == "zip" else weights


def _kind(path: Path) -> str:
    """What a file is: "zip", "pickle" or "safetensors". Raises ModelError, saying what it is, for anything else."""
    check_regular(path)
    try:
        with path.open("rb") as file:
            start = file.read(512)
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    if not start:
        raise ModelError(f"'{path.name}' is empty.", "It may have been cut off while downloading or copying.")
    if start[5:9] == b"\0\0\0{":  # a length below 2^40, then JSON
        return "safetensors"
    if start.startswith(b"PK\x03\x04"):
        return "zip"
    if start[:1] == b"\x80" and start[1:2] in (b"\x02", b"\x03", b"\x04", b"\x05"):
        return "pickle"
    _refuse_other_kinds(path, start)
    if path.suffix.lower() == ".safetensors":
        raise ModelError(f"'{path.name}' is not a safetensors file, or its start is damaged.")
    raise ModelError(
        f"'{path.name}' is not a file of weights that is known here.", "Known are files of torch.save and safetensors."
    )


def _refuse_other_kinds(path: Path, start: bytes) -> None:
    if start.startswith(b"version https://git-lfs"):
        raise ModelError(
            f"'{path.name}' is a Git LFS pointer, not the weights themselves.",
            "Fetch the real file: run 'git lfs pull' in the repository, or download it from its page.",
        )
    if start.startswith(b"\x89HDF\r\n\x1a\n"):
        raise ModelError(
            f"'{path.name}' is an HDF5 file, as Keras and TensorFlow write it.", "Only PyTorch's weights can be used."
        )
    if start[257:262] == b"ustar":
        raise ModelError(
            f"'{path.name}' is a tar archive: an archive of files, or a PyTorch file from before 2018.",
            "Unpack it, or open it with the program that made it and save model.state_dict() again.",
        )
    if start.startswith(b"\x1f\x8b"):
        raise ModelError(f"'{path.name}' is compressed with gzip.", "Unpack it first.")
    if start.startswith(b"\x93NUMPY"):
        raise ModelError(f"'{path.name}' is a NumPy array, not a file of weights.")
    if start.lstrip().lower().startswith((b"<!doctype", b"<html")):
        raise ModelError(
            f"'{path.name}' is a web page, not the weights.", "The download led to a page: fetch it again."
        )
    if not any(start):
        raise ModelError(f"'{path.name}' begins with nothing but zeros.", "A copy or download of it went wrong.")
    if all(byte >= 32 or byte in b"\t\r\n" for byte in start):
        raise ModelError(f"'{path.name}' is a text file, not a file of weights.")


def _check_zip(path: Path) -> None:
    """Tell torch's archives from others, and refuse those that are packed: a small file could fill the memory."""
    try:
        with zipfile.ZipFile(path) as archive:
            entries = archive.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError) as error:
        raise ModelError(
            f"'{path.name}' is damaged: the end of the file is missing or unreadable.",
            "It was probably cut off while downloading or copying: fetch it again.",
        ) from error
    names = [entry.filename for entry in entries]
    if any(name.endswith((".weights.h5", "keras_metadata.pb")) for name in names):
        raise ModelError(f"'{path.name}' is a Keras archive.", "Only PyTorch's weights can be used.")
    if any(name.split("/")[-1] in ("constants.pkl", "model.json") or "/code/" in name for name in names):
        raise ModelError(
            f"'{path.name}' is a TorchScript archive: it holds code, which is never run here.",
            "Save the weights alone where it was made: "
            f"python -c \"import torch; torch.save(torch.jit.load('{quotable(path)}').state_dict(), 'weights.pth')\"",
        )
    if not any(name.endswith("data.pkl") for name in names):
        raise ModelError(
            f"'{path.name}' is a zip archive, but not one of torch.save.", "Unpack it if weights are in it."
        )
    if any(entry.compress_type != zipfile.ZIP_STORED for entry in entries):
        raise ModelError(f"'{path.name}' is a packed zip archive; torch.save never packs.", "Save it with torch.save.")


def _damages(path: Path) -> Iterator[str]:
    """What the checksums of the archive say. torch does not look at them, and can be told to write none."""
    try:
        with zipfile.ZipFile(path) as archive:
            damaged = archive.testzip()
    except (zipfile.BadZipFile, OSError, ValueError, RuntimeError) as error:  # a name that is no text, a password
        raise ModelError(f"'{path.name}' is damaged: {error}.", "Fetch or copy it again.") from error
    if damaged is not None:
        yield (
            f"The checksum of '{damaged}' does not match: the file was damaged on its way, "
            "or saved without checksums. If in doubt, fetch it again."
        )


def _plain(state: dict[str, Tensor], path: Path) -> Weights:
    if not state:
        raise ModelError(f"'{path.name}' holds no weights.")
    _check_tensors(state, path)
    return Weights(state, "", "", ())


def _unnest(found: object, path: Path) -> Weights:
    hint = _architecture_hint(found)
    if isinstance(found, Tensor):
        raise ModelError(f"'{path.name}' holds a single tensor, not the weights of a network.")
    place, state = _find_state(found, "", 0) or ("", {})
    if not state:
        keys = ", ".join(f"'{key}'" for key in list(found)[:5]) if isinstance(found, Mapping) else type(found).__name__
        raise ModelError(f"'{path.name}' holds no weights by name; what is in it: {keys or 'nothing'}.")
    _check_tensors(state, path)
    notes = [f"Taken from '{place}' in the file."] if place else []
    others = [name for name in found if _is_average(name)] if isinstance(found, Mapping) else []
    if others and not place.startswith(others[0]):
        notes.append(f"The file also holds averaged weights ('{others[0]}'), which were left out.")
    return Weights(state, place, hint, tuple(notes))


def _is_average(name: object) -> bool:
    return isinstance(name, str) and "ema" in name.lower().split("_")


def _find_state(found: object, place: str, depth: int) -> tuple[str, dict[str, Tensor]] | None:
    """The state in `found`: itself where it is one, else at the most obvious of the places below it."""
    if not isinstance(found, Mapping) or depth > MAX_DEPTH:
        return None
    below = {name: value for name, value in found.items() if isinstance(name, str) and isinstance(value, Mapping)}
    known = [name for name in _PLACES if name in below]
    for name in [*known, *(name for name in below if name not in known and name != "optimizer")]:
        inner = _find_state(below[name], f"{place}.{name}".lstrip("."), depth + 1)
        if inner is not None and _count(inner[1]) >= _count(found):
            return inner
    state = {name: value for name, value in found.items() if isinstance(name, str) and isinstance(value, Tensor)}
    is_state = any(value.dim() > 0 for value in state.values())
    return (place, state) if is_state else None


def _count(values: Mapping[str, object]) -> int:
    return sum(value.numel() for value in values.values() if isinstance(value, Tensor))


def _architecture_hint(found: object) -> str:
    hint = found.get("arch") if isinstance(found, Mapping) else None
    return hint if isinstance(hint, str) else ""


def _check_tensors(state: Mapping[str, Tensor], path: Path) -> None:
    """Refuse tensors that are not plain numbers on the CPU, and those that claim more than the file holds."""
    for name, tensor in state.items():
        is_plain = tensor.layout == torch.strided and not tensor.is_quantized and not tensor.is_complex()
        if not is_plain or tensor.device.type != "cpu":
            raise ModelError(
                f"'{path.name}': '{name}' is stored in a form that is not supported ({tensor.layout}, {tensor.dtype}).",
                "Save ordinary weights: real, not quantised, not sparse.",
            )
        if tensor.numel() * tensor.element_size() > tensor.untyped_storage().nbytes():
            raise ModelError(f"'{path.name}' is damaged: '{name}' claims more numbers than are stored for it.")
