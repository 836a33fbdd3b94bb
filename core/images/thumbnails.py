"""Small pictures of photographs, and a private place on disk to keep them."""

import hashlib
import io
import os
import tempfile
import threading
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, JpegImagePlugin

from core.errors import FunduscopeError
from core.images.formats.decode import decode
from core.images.frames import split_frame
from core.images.reading import cannot_open, read_content

MAX_THUMBNAIL_PX = 2048

_QUALITY = 90
_DIGEST_BYTES = 32
_UNFINISHED = ".part"
_ABANDONED_AFTER_S = 3600.0
_TRIM_TO = 0.9


def read_thumbnail(path: Path, size_px: int) -> NDArray[np.uint8]:
    """The photograph scaled to fit a square of `size_px`: (h, w, 3) uint8 RGB, upright, read-only, never enlarged.

    A JPEG is decoded at 1/8, 1/4 or 1/2 of its size, which takes a fraction of the time; embedded thumbnails are not
    used, since they may show something else. Raises `ImageError` for whatever `read_photograph` would refuse.
    """
    if not 1 <= size_px <= MAX_THUMBNAIL_PX:
        raise FunduscopeError(f"A thumbnail of {size_px} pixels cannot be made: 1 to {MAX_THUMBNAIL_PX} can.")
    content = read_content(path)
    pixels = decode(content.data, path.name, fit_px=size_px, frame=content.frame).pixels
    scale = size_px / max(pixels.shape[:2])
    if scale >= 1:
        return pixels
    height, width = (max(1, round(side * scale)) for side in pixels.shape[:2])
    smaller = Image.fromarray(pixels).resize((width, height), Image.Resampling.BICUBIC, reducing_gap=2.0)
    return np.asarray(smaller)


class ThumbnailCache:
    """Thumbnails in a folder, of which the least recently used go first.

    A thumbnail is found again by the photograph's path, time of change and size in bytes. Files are named by a hash, so
    that no patient's name shows, and only the user may read them. A file that is broken is made anew, and where nothing
    can be written thumbnails are made each time. May be used from many threads, and by several programs, at once.
    """

    def __init__(self, folder: Path, *, max_bytes: int = 256 * 2**20) -> None:
        self._folder = folder
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._used_bytes: int | None = None

    def get(self, path: Path, size_px: int) -> NDArray[np.uint8]:
        """What `read_thumbnail` gives, or raises; from the cache where it is there, slightly changed by JPEG."""
        file = self._folder / _key(path, size_px)
        kept = _read_kept(file, size_px)
        if kept is not None:
            return kept
        pixels = read_thumbnail(path, size_px)
        try:
            self._keep(file, pixels)
        except OSError:  # a full disk or a folder that may not be written: the photograph can still be shown
            return pixels
        return pixels

    def clear(self) -> None:
        """Delete every thumbnail. Raises `OSError` where one cannot be deleted."""
        with self._lock:
            for entry in self._entries():
                Path(entry.path).unlink(missing_ok=True)
            self._used_bytes = None

    def _keep(self, file: Path, pixels: NDArray[np.uint8]) -> None:
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "JPEG", quality=_QUALITY, subsampling=0)
        content = stream.getvalue()
        self._make_folder()
        _write_atomically(file, hashlib.sha256(content).digest() + content)
        with self._lock:
            if self._used_bytes is None:
                self._used_bytes = sum(_status(entry)[1] for entry in self._entries())
            else:
                self._used_bytes += len(content) + _DIGEST_BYTES
            if self._used_bytes > self._max_bytes:
                self._used_bytes = self._trim()

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        if self._folder.stat().st_mode & 0o077:
            self._folder.chmod(0o700)

    def _trim(self) -> int:
        """Delete the least recently used thumbnails until nine tenths of the limit are left; return the bytes used."""
        oldest_first = sorted((*_status(entry), entry.path) for entry in self._entries())
        used = sum(size for _, size, _ in oldest_first)
        now = time.time()
        for used_at, size, name in oldest_first:
            is_abandoned = name.endswith(_UNFINISHED) and now - used_at > _ABANDONED_AFTER_S
            if used <= _TRIM_TO * self._max_bytes and not is_abandoned:
                continue
            try:
                Path(name).unlink(missing_ok=True)
            except OSError:  # open in another program, on Windows
                continue
            used -= size
        return used

    def _entries(self) -> list[os.DirEntry[str]]:
        try:
            with os.scandir(self._folder) as entries:
                return [entry for entry in entries if entry.is_file(follow_symlinks=False)]
        except FileNotFoundError:
            return []


def _key(path: Path, size_px: int) -> str:
    file, frame = split_frame(path)
    try:
        status = file.stat()
        where = os.path.realpath(file)
    except (OSError, ValueError) as error:
        raise cannot_open(file, error) from error
    parts = (
        where,
        str(status.st_mtime_ns),
        str(status.st_size),
        str(size_px),
        *([] if frame is None else [str(frame)]),
    )
    return hashlib.sha256("\0".join(parts).encode("utf-8", "surrogateescape")).hexdigest()


def _read_kept(file: Path, size_px: int) -> NDArray[np.uint8] | None:
    """The thumbnail in `file`, marked as used just now; None where there is none or it is broken."""
    try:
        content = file.read_bytes()
        digest, picture = content[:_DIGEST_BYTES], content[_DIGEST_BYTES:]
        if hashlib.sha256(picture).digest() != digest:
            return None
        os.utime(file)
        image = JpegImagePlugin.JpegImageFile(io.BytesIO(picture))
        image.load()
    except (OSError, SyntaxError):
        return None
    return np.asarray(image) if max(image.size) <= size_px and image.mode == "RGB" else None


def _write_atomically(file: Path, content: bytes) -> None:
    """Write beside the target, readable by the user alone, and rename."""
    handle, name = tempfile.mkstemp(suffix=_UNFINISHED, dir=file.parent)
    unfinished = Path(name)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(content)
        unfinished.replace(file)
    except BaseException:
        unfinished.unlink(missing_ok=True)
        raise


def _status(entry: os.DirEntry[str]) -> tuple[float, int]:
    """When a file was last used, and its size; (0, 0) where another thread has just deleted it."""
    try:
        status = entry.stat(follow_symlinks=False)
    except OSError:
        return 0.0, 0
    return status.st_mtime, status.st_size
