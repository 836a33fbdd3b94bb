"""safetensors files: read with distrust, written so that what was there before survives any fault."""

from __future__ import annotations

import json
import os
import secrets
import shutil
import stat
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Any

import torch
from torch import Tensor

from core.errors import ModelError

MAX_HEADER_BYTES = 32 * 2**20
_COPY_BYTES = 8 * 2**20


def read_metadata(path: Path) -> dict[str, str]:
    """The texts in a file's header, without reading any tensor. Raises ModelError where it is no safetensors file."""
    header, _end = _read_header(path)
    metadata = header.get("__metadata__", {})
    if not isinstance(metadata, dict) or not all(isinstance(value, str) for value in metadata.values()):
        raise ModelError(f"'{path.name}' is damaged: the texts in its header are not texts.")
    return metadata


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors by name, mapped from the file: they are read when they are used. Raises ModelError."""
    _read_header(path)
    from safetensors import SafetensorError
    from safetensors.torch import load_file

    try:
        return dict(load_file(path))
    except (SafetensorError, OSError, RuntimeError, ValueError, KeyError, AttributeError, MemoryError) as error:
        raise ModelError(f"'{path.name}' is damaged: {error}.", "Fetch or make the file again.") from error


def write_tensors(path: Path, tensors: Mapping[str, Tensor], metadata: Mapping[str, str]) -> None:
    """Write the tensors and the texts beside `path`, then put the whole file in its place. Raises ModelError."""
    from safetensors import SafetensorError
    from safetensors.torch import save_file

    alone = _without_sharing(tensors)
    with _replacing(path) as beside:
        try:
            save_file(alone, beside, metadata=dict(metadata))
        except (SafetensorError, ValueError) as error:
            raise ModelError(f"'{path.name}' cannot be written: {error}.") from error


def rewrite_metadata(path: Path, metadata: Mapping[str, str]) -> None:
    """Put other texts into a file's header. The tensors are copied from file to file, never held in memory."""
    header, end = _read_header(path)
    text = json.dumps({"__metadata__": dict(metadata), **{k: v for k, v in header.items() if k != "__metadata__"}})
    data = text.encode("utf-8")
    data += b" " * (-len(data) % 8)  # the tensors start at a multiple of eight bytes
    if len(data) > MAX_HEADER_BYTES:
        raise ModelError(f"'{path.name}' cannot be written: its header would be {len(data):,} bytes long.")
    with _replacing(path) as beside, path.open("rb") as source, beside.open("wb") as target:
        source.seek(end)
        target.write(len(data).to_bytes(8, "little"))
        target.write(data)
        shutil.copyfileobj(source, target, _COPY_BYTES)


def _read_header(path: Path) -> tuple[dict[str, Any], int]:
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


def _without_sharing(tensors: Mapping[str, Tensor]) -> dict[str, Tensor]:
    """The tensors on the CPU, none sharing memory with another: tied weights are written once for each name."""
    seen: set[int] = set()
    alone = {}
    for name, tensor in tensors.items():
        plain = tensor.detach().to("cpu").contiguous()
        address = plain.untyped_storage().data_ptr()
        alone[name] = plain.clone() if address in seen else plain
        seen.add(address)
    return alone


@contextmanager
def _replacing(path: Path) -> Iterator[Path]:
    """A new file beside `path` that takes its place when the block ends well, and is removed when it does not."""
    target = path.resolve()
    beside = target.with_name(f".{target.name[:100]}.{secrets.token_hex(6)}.part")
    try:
        beside.touch()
        mode = stat.S_IMODE((target if target.exists() else beside).stat().st_mode)
        yield beside
        with beside.open("rb+") as file:
            os.fsync(file.fileno())
        beside.chmod(mode)  # safetensors lets nobody else read what it writes: a run in a shared folder is watched
        beside.replace(target)
    except OSError as error:
        raise ModelError(f"'{path}' cannot be written: {error.strerror or error}.") from error
    finally:
        with suppress(OSError):
            beside.unlink(missing_ok=True)


def as_float32(tensor: Tensor) -> Tensor:
    """Halves and doubles as float32; everything else as it is."""
    return tensor.to(torch.float32) if tensor.is_floating_point() else tensor


def notes_on_numbers(state: Mapping[str, Tensor]) -> list[str]:
    """A sentence for the user where weights are infinite or not numbers at all."""
    broken = [name for name, tensor in state.items() if tensor.is_floating_point() and not _is_finite(tensor)]
    if not broken:
        return []
    return [f"{len(broken)} of the weights' tensors hold values that are not numbers, first '{broken[0]}'."]


def _is_finite(tensor: Tensor) -> bool:
    """The sum is the quick test; it may overflow where no value is infinite."""
    return bool(torch.isfinite(tensor.sum())) or bool(torch.isfinite(tensor).all())
