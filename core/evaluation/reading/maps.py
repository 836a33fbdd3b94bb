"""The maps of a study: files beside it, made ahead so that nobody waits, and known by their content."""

from __future__ import annotations

import hashlib
import io
from pathlib import Path, PurePath
from tokenize import TokenError

import numpy as np
from numpy.typing import NDArray

from core.datasets.preparing.writing import write_beside
from core.evaluation.reading.errors import StudyError
from core.evaluation.reading.records import PreparedMap

MAX_BYTES = 256 << 20
MAX_SIDE = 8192


def save_map(folder: Path, name: str, values: NDArray[np.float32]) -> str:
    """Write a map (h, w) float32 as `name` in `folder`. Gives the SHA-256 of the file. Raises StudyError."""
    buffer = io.BytesIO()
    np.save(buffer, np.ascontiguousarray(values, np.float32), allow_pickle=False)
    try:
        write_beside(folder / name, buffer.getvalue())
    except OSError as error:
        raise StudyError(f"'{folder / name}' cannot be written: {error.strerror or error}.") from error
    return hashlib.sha256(buffer.getvalue()).hexdigest()


def load_map(folder: Path, prepared: PreparedMap) -> NDArray[np.float32]:
    """The map as it was prepared, (h, w) float32. Raises StudyError where it is missing or another one."""
    if PurePath(prepared.file).name != prepared.file:
        raise StudyError(f"'{prepared.file}' is no file of this study.", "The study is damaged.")
    path = folder / prepared.file
    try:
        data = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
    except OSError as error:
        raise StudyError(
            f"The map '{path}' cannot be read: {error.strerror or error}.", "Copy a study with its folder of maps."
        ) from error
    if hashlib.sha256(data).hexdigest() != prepared.digest:
        raise StudyError(f"The map '{path}' is not the one that was prepared.", "Copy the folder of maps again.")
    try:
        values = np.load(io.BytesIO(data), allow_pickle=False)
    except (ValueError, EOFError, OSError, TokenError) as error:
        raise StudyError(f"The map '{path}' is damaged: {error}.", "Copy the folder of maps again.") from error
    if not isinstance(values, np.ndarray) or values.ndim != 2 or not 0 < max(values.shape) <= MAX_SIDE:
        raise StudyError(f"'{path}' is no map.", "Copy the folder of maps again.")
    return np.asarray(values, np.float32)
