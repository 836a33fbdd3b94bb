"""Prepared photographs, decoded once and kept on disk as plain pixels.

Training reads every photograph in every epoch. What a network sees of it before augmentation never changes, so it is
made once, by the very preparation that the finished model is used with, and found again by the photograph's content.
One file a photograph rather than one for all: another data set, another fold, a photograph added to a large set and a
preparation that was interrupted all find what is there, and writing a file is either done or not.
"""

from __future__ import annotations

import hashlib
import json
import mmap
import os
import shutil
import threading
import zlib
from collections.abc import Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import suppress
from itertools import islice
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.datasets.makers import Makers
from core.datasets.samples import Sample
from core.errors import FunduscopeError
from core.images.photograph import ImageId
from core.images.preparation import Preparation
from core.images.steps.step import Step
from core.jobs import CancelToken, Progress, ProgressReport, no_report

READ_AHEAD = 2
"""Photographs that wait for each worker."""
_CHECKSUM_BYTES = 4
_VERSION = 2
"""Goes up when a step gives other pixels than before, so that old files are not found any more."""


class PreparedPhotographs:
    """The prepared pixels of photographs, from `folder` where they are there, else made and kept there.

    At most `max_bytes` are kept; to make room, what other preparations left goes first, the least recently used before
    the others. What does not fit is made each time, by `workers`. Only the user may read the files; they are named by
    hashes. May be used from many threads; `close` ends the processes that make photographs.
    """

    def __init__(self, folder: Path, preparation: Preparation, *, max_bytes: int, workers: int = 2) -> None:
        self._root = folder
        self._folder = folder / _key(preparation)
        self._preparation = preparation
        self._max_bytes = max_bytes
        self._lock = threading.Lock()
        self._room_bytes: int | None = None
        self._workers = workers
        self._makers = Makers(preparation, workers=workers)

    def close(self) -> None:
        """Let the processes go that make photographs."""
        self._makers.close()

    @property
    def shape(self) -> tuple[int, int, int]:
        """(height, width, 3) of every prepared photograph."""
        return (*self._preparation.output_size, 3)

    def prepare(
        self,
        samples: Sequence[Sample],
        ids: Sequence[ImageId],
        *,
        token: CancelToken | None = None,
        progress: ProgressReport = no_report,
    ) -> dict[int, FunduscopeError]:
        """Make what is not there yet; the positions of samples that cannot be read, with the reason.

        Files that are there are checked. Raises Cancelled once the token says so.
        """
        failed: dict[int, FunduscopeError] = {}
        rest = iter(enumerate(zip(samples, ids, strict=True)))
        with ThreadPoolExecutor(self._workers, thread_name_prefix="prepare") as pool:
            try:
                waiting = [self._submit(pool, *item) for item in islice(rest, self._workers * READ_AHEAD)]
                for done in range(len(samples)):
                    if token is not None:
                        token.check()
                    place, future = waiting.pop(0)
                    error = future.result()
                    if error is not None:
                        failed[place] = error
                    waiting += [self._submit(pool, *item) for item in islice(rest, 1)]
                    progress(Progress(done + 1, len(samples), "preparing photographs"))
            finally:
                pool.shutdown(cancel_futures=True)
                self._makers.close()
        return failed

    def read(self, sample: Sample, identity: ImageId, out: NDArray[np.uint8]) -> None:
        """Write a prepared photograph into `out`, (height, width, 3) uint8 RGB, contiguous. Raises FunduscopeError."""
        if not self._read_kept(_name(sample, identity), out):
            out[:] = self._makers.make(sample)

    def _submit(
        self, pool: ThreadPoolExecutor, place: int, item: tuple[Sample, ImageId]
    ) -> tuple[int, Future[FunduscopeError | None]]:
        return place, pool.submit(self._ensure, *item)

    def _ensure(self, sample: Sample, identity: ImageId) -> FunduscopeError | None:
        if self._is_whole(_name(sample, identity)):
            return None
        try:
            self._keep(_name(sample, identity), self._makers.make(sample))
        except FunduscopeError as error:
            return error
        return None

    def _file(self, name: str) -> Path:
        return self._folder / name[:2] / f"{name}.rgb"

    def _is_whole(self, name: str) -> bool:
        try:
            content = self._file(name).read_bytes()
        except OSError:
            return False
        pixels = memoryview(content)[:-_CHECKSUM_BYTES]
        is_right_size = len(pixels) == int(np.prod(self.shape))
        return is_right_size and zlib.crc32(pixels).to_bytes(_CHECKSUM_BYTES, "little") == content[-_CHECKSUM_BYTES:]

    def _read_kept(self, name: str, out: NDArray[np.uint8]) -> bool:
        """Copy the pixels out of the file, which is mapped into memory. An empty file cannot be: ValueError."""
        try:
            with (
                self._file(name).open("rb", buffering=0) as file,
                mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ) as mapped,
                memoryview(mapped) as content,
            ):
                if len(content) != out.nbytes + _CHECKSUM_BYTES:
                    return False
                out.data.cast("B")[:] = content[: out.nbytes]
                return True
        except (OSError, ValueError):
            return False

    def _keep(self, name: str, pixels: NDArray[np.uint8]) -> None:
        """Write the pixels and their checksum, where there is room. A full disk is no reason not to train."""
        if not self._take(pixels.nbytes + _CHECKSUM_BYTES):
            return
        content = np.ascontiguousarray(pixels).tobytes()
        target = self._file(name)
        beside = target.with_name(f".{name}.{os.getpid()}.{threading.get_ident()}.part")
        try:
            target.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
            handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
            with os.fdopen(handle, "wb") as file:
                file.write(content)
                file.write(zlib.crc32(content).to_bytes(_CHECKSUM_BYTES, "little"))
            beside.replace(target)
        except OSError:
            with suppress(OSError):
                beside.unlink(missing_ok=True)

    def _take(self, size: int) -> bool:
        """Whether `size` more bytes may be kept."""
        with self._lock:
            if self._room_bytes is None:
                try:
                    self._room_bytes = self._make_room()
                except OSError:  # a folder that may not be written: photographs are made each time
                    self._room_bytes = 0
            if self._room_bytes < size:
                return False
            self._room_bytes -= size
            return True

    def _make_room(self) -> int:
        """The bytes that are free for this preparation, once the older half of what others left has gone if need be."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        os.utime(self._folder)
        own = _used_bytes(self._folder)
        others = sorted((path for path in self._root.iterdir() if path != self._folder), key=_used_at)
        sizes = {path: _used_bytes(path) for path in others}
        while others and own + sum(sizes[path] for path in others) > self._max_bytes // 2:
            shutil.rmtree(others.pop(0), ignore_errors=True)
        return self._max_bytes - own - sum(sizes[path] for path in others)


def _name(sample: Sample, identity: ImageId) -> str:
    """What the file of a photograph is called: another one for every way in which it is to be seen."""
    return "-".join((identity, *sample.orientation.words.split()))


def _key(preparation: Preparation) -> str:
    """A name for the pixels that a preparation makes: normalisation comes after them."""
    steps = [{"step": step.name, **step.to_json()} for step in preparation.steps if isinstance(step, Step)]
    text = json.dumps([_VERSION, steps], sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:32]


def _used_bytes(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*.rgb"))


def _used_at(folder: Path) -> float:
    try:
        return folder.stat().st_mtime
    except OSError:
        return 0.0
