"""Photographs in HDF5 files as Vincenzi's scripts wrote them: `dataset` (n, height, width, 3) uint8 BGR.

Each is addressed like a frame of a DICOM file: `eyes.h5#frame=3` is the third of `eyes.h5`. Such files may be larger
than memory, so that only the photograph that is asked for is read, and its id is that of its pixels.
"""

from __future__ import annotations

import hashlib
import struct
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.formats.loaded import MAX_PIXELS
from core.images.photograph import ImageId

HDF5_SUFFIXES = frozenset({".h5", ".hdf5"})
PIXELS = "dataset"
MAX_PHOTOGRAPHS = 999_999
"""As many as a path can address (`core.images.frames`)."""

_SIGNATURE = b"\x89HDF\r\n\x1a\n"
_LAYOUT = f"It must hold '{PIXELS}': (photographs, height, width, 3) of 8-bit numbers."
_BITMAP_HEAD = struct.Struct("<2sIHHIIiiHHIIiiII")


def is_hdf5(path: Path) -> bool:
    """Whether a file is HDF5, by name and content; False where it cannot be opened."""
    if path.suffix.lower() not in HDF5_SUFFIXES:
        return False
    try:
        with path.open("rb") as file:
            return file.read(len(_SIGNATURE)) == _SIGNATURE
    except (OSError, ValueError):
        return False


def photograph_count(path: Path) -> int:
    """How many photographs an HDF5 file holds. Raises ImageError where it holds something else."""
    with opened(path) as file:
        return len(_pixels_of(file, path))


def holds_photographs(path: Path) -> bool:
    """Whether it is an HDF5 file with photographs in it, and not, say, one with the weights of a network."""
    try:
        return is_hdf5(path) and photograph_count(path) > 0
    except ImageError:
        return False


def read_pixels(path: Path, number: int) -> NDArray[np.uint8]:
    """Photograph `number`, from 1 on: (height, width, 3) uint8 RGB. Raises ImageError."""
    with opened(path) as file:
        pixels = _pixels_of(file, path)
        if not 1 <= number <= len(pixels):
            raise ImageError(f"'{path.name}' holds {len(pixels):,} photographs, and number {number} was asked for.")
        bgr: NDArray[np.uint8] = pixels[number - 1]
    return np.ascontiguousarray(bgr[:, :, ::-1])


def pixels_id(pixels: NDArray[np.uint8]) -> ImageId:
    """The id of a photograph that is no file of its own: the SHA-256 of its shape and its RGB pixels."""
    digest = hashlib.sha256(repr(pixels.shape).encode())
    digest.update(pixels.tobytes())
    return ImageId(digest.hexdigest())


def as_bitmap(pixels: NDArray[np.uint8]) -> bytes:
    """(height, width, 3) uint8 RGB as a Windows bitmap: what reads files reads it too, without a loss."""
    height, width = pixels.shape[:2]
    line = -(-3 * width // 4) * 4
    rows = np.zeros((height, line), np.uint8)
    rows[:, : 3 * width] = pixels[::-1, :, ::-1].reshape(height, 3 * width)
    head = _BITMAP_HEAD.size
    size = head + rows.size
    return (
        _BITMAP_HEAD.pack(b"BM", size, 0, 0, head, 40, width, height, 1, 24, 0, rows.size, 0, 0, 0, 0) + rows.tobytes()
    )


@contextmanager
def opened(path: Path) -> Iterator[Any]:
    """The file, open for reading. What HDF5 refuses comes out as ImageError."""
    import h5py

    try:
        with h5py.File(path, "r", locking="best-effort") as file:
            yield file
    except (OSError, KeyError, RuntimeError, ValueError) as error:
        reason = str(error).splitlines()[0] if str(error) else type(error).__name__
        raise ImageError(f"'{path.name}' is not an HDF5 file, or it is damaged: {reason}.") from error


def _pixels_of(file: Any, path: Path) -> Any:
    """The data set of the photographs. Raises ImageError for another layout, and for data that lie elsewhere."""
    import h5py

    link = file.get(PIXELS, getlink=True)
    if link is None:
        raise ImageError(f"'{path.name}' holds no '{PIXELS}'.", _LAYOUT)
    pixels = file[PIXELS] if isinstance(link, h5py.HardLink) else None
    if not isinstance(pixels, h5py.Dataset) or pixels.external or pixels.is_virtual:
        raise ImageError(f"'{PIXELS}' in '{path.name}' is no data set of this file.", _LAYOUT)
    if len(pixels.shape) != 4 or pixels.shape[3] != 3 or pixels.dtype != np.uint8:
        raise ImageError(f"'{PIXELS}' in '{path.name}' has shape {pixels.shape} and type {pixels.dtype}.", _LAYOUT)
    if len(pixels) > MAX_PHOTOGRAPHS or not 0 < pixels.shape[1] * pixels.shape[2] <= MAX_PIXELS:
        raise ImageError(f"'{PIXELS}' in '{path.name}' has shape {pixels.shape}, which is more than is read.")
    return pixels
