"""The header of a safetensors file, read with distrust and without torch: what a file holds, and the texts in it."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

from core.errors import ModelError

MAX_HEADER_BYTES = 32 * 2**20


def read_metadata(path: Path) -> dict[str, str]:
    """The texts in a file's header, without reading any tensor. Raises ModelError where it is no safetensors file."""
    header, _end = read_header(path)
    metadata = header.get("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise ModelError(f"'{path.name}' is damaged: the texts in its header are not texts.")
    return metadata


def read_header(path: Path) -> tuple[dict[str, Any], int]:
    """The header, and where the tensors begin. Its length is checked before anything of that length is read."""
    check_regular(path)
    try:
        with path.open("rb") as file:
            size = path.stat().st_size
            start = file.read(8)
            length = int.from_bytes(start, "little")
            if size < 10 or length < 2 or length > size - 8:
                raise _wrong_length(path, start, size)
            if length > MAX_HEADER_BYTES:
                raise ModelError(
                    f"'{path.name}' has a header of {length:,} bytes; up to {MAX_HEADER_BYTES:,} are read."
                )
            header = json.loads(file.read(length).decode("utf-8"))
    except OSError as error:
        raise ModelError(f"'{path}' cannot be read: {error.strerror or error}.") from error
    except (ValueError, RecursionError) as error:
        raise ModelError(f"'{path.name}' is not a safetensors file, or its header is damaged: {error}.") from error
    if not isinstance(header, dict):
        raise ModelError(f"'{path.name}' is not a safetensors file: its header is not an object.")
    return header, 8 + length


def check_regular(path: Path) -> None:
    """Raise ModelError for what is there but no file: a device may have no end, a pipe no beginning."""
    try:
        mode = path.stat().st_mode
    except (OSError, ValueError) as error:
        raise ModelError(f"'{path}' cannot be read: {getattr(error, 'strerror', None) or error}.") from error
    if stat.S_ISDIR(mode):
        raise ModelError(f"'{path}' is a folder, not a file.")
    if not stat.S_ISREG(mode):
        raise ModelError(f"'{path}' is a device or a pipe, not a file.")


def _wrong_length(path: Path, start: bytes, size: int) -> ModelError:
    """What a file is whose first eight bytes cannot be the length of its header."""
    if not size:
        return ModelError(f"'{path.name}' is empty.", "It may have been cut off while downloading or copying.")
    if start.startswith((b"PK\x03\x04", b"\x80\x02", b"\x80\x03", b"\x80\x04", b"\x80\x05")):
        return ModelError(f"'{path.name}' holds PyTorch's weights, it is not a model yet.", "Import it first.")
    if start[5:] != b"\0\0\0":  # 2^40 bytes and more: nobody wrote such a header
        return ModelError(f"'{path.name}' is not a model file, or its start is damaged.")
    return ModelError(
        f"'{path.name}' is damaged: its header should be {int.from_bytes(start, 'little'):,} bytes long, "
        f"the file has {size:,}.",
        "It may have been cut off while downloading or copying.",
    )
