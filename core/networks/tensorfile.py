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

import torch
from torch import Tensor

from core.errors import ModelError
from core.networks.header import MAX_HEADER_BYTES, read_header

_COPY_BYTES = 8 * 2**20


def read_tensors(path: Path) -> dict[str, Tensor]:
    """The tensors by name, mapped from the file: they are read when they are used. Raises ModelError."""
    read_header(path)
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
    header, end = read_header(path)
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
