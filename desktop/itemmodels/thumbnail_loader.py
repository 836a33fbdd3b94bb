"""Worker threads that make thumbnails in the order in which the browser wants to see them."""

import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage

from desktop.background import give_way_to_the_window

LoadThumbnail = Callable[[Path, int], NDArray[np.uint8]]
"""Takes a path and a size in device pixels, gives (h, w, 3) RGB; raises with the reason where the file is broken."""

LOAD_SIZES_PX = (128, 256, 512)
"""Thumbnails are read in few sizes, so that a cache on disk serves every size of the browser, and scaled from there."""


@dataclass(frozen=True, slots=True)
class Thumbnail:
    """A picture as the browser paints it, or None with the reason why there is none."""

    path: Path
    size_px: int
    image: QImage | None
    error: str = ""


class ThumbnailLoader(QObject):
    """A small pool of threads with one list of wishes, which every new request replaces.

    `load` is called in the worker threads. Call :meth:`shutdown` before the program ends.
    """

    arrived = Signal()
    """There is something to :meth:`take`. Emitted from a worker thread, once until it is taken."""

    def __init__(self, load: LoadThumbnail, *, thread_count: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._load = load
        self._condition = threading.Condition()
        self._wanted: list[Path] = []
        self._size_px = LOAD_SIZES_PX[0]
        self._busy: set[tuple[Path, int]] = set()
        self._done: list[Thumbnail] = []
        self._is_stopped = False
        self._threads = [
            threading.Thread(target=self._work, name=f"thumbnails-{number}", daemon=True)
            for number in range(thread_count)
        ]

    def request(self, wanted: Sequence[Path], size_px: int) -> None:
        """Make these, the first first, in `size_px` device pixels. What was asked for and is not begun is dropped."""
        with self._condition:
            # Kept reversed: the next one is popped from the end.
            self._wanted = [path for path in reversed(wanted) if (path, size_px) not in self._busy]
            self._size_px = size_px
            self._condition.notify_all()
        self._start()

    def take(self) -> list[Thumbnail]:
        """What was made since the last call."""
        with self._condition:
            done, self._done = self._done, []
            self._busy.difference_update((thumbnail.path, thumbnail.size_px) for thumbnail in done)
        return done

    def shutdown(self) -> None:
        """Drop all wishes and wait for the pictures that are being made. May be called twice."""
        with self._condition:
            self._is_stopped = True
            self._condition.notify_all()
        for thread in self._threads:
            if thread.is_alive():
                thread.join()

    def _start(self) -> None:
        for thread in self._threads:
            if thread.ident is None and not self._is_stopped:
                thread.start()

    def _work(self) -> None:
        give_way_to_the_window()
        while (wish := self._next()) is not None:
            thumbnail = self._make(*wish)
            with self._condition:
                self._done.append(thumbnail)
                is_news = len(self._done) == 1 and not self._is_stopped
            if is_news:
                self.arrived.emit()

    def _next(self) -> tuple[Path, int] | None:
        with self._condition:
            self._condition.wait_for(lambda: self._wanted or self._is_stopped)
            if self._is_stopped:
                return None
            wish = self._wanted.pop(), self._size_px
            self._busy.add(wish)
            return wish

    def _make(self, path: Path, size_px: int) -> Thumbnail:
        try:
            pixels = self._load(path, _load_size(size_px))
            return Thumbnail(path, size_px, _to_image(pixels, size_px))
        except Exception as error:  # noqa: BLE001 - whatever is wrong with one file, the others are still shown
            return Thumbnail(path, size_px, None, str(error) or type(error).__name__)


def _load_size(size_px: int) -> int:
    return next((size for size in LOAD_SIZES_PX if size >= size_px), size_px)


def _to_image(pixels: NDArray[np.uint8], size_px: int) -> QImage:
    """The picture in the screen's own format, fitting into a square of `size_px`; never enlarged."""
    height, width = pixels.shape[:2]
    contiguous = np.ascontiguousarray(pixels)
    borrowed = QImage(contiguous.data, width, height, 3 * width, QImage.Format.Format_RGB888)
    image = borrowed.convertToFormat(QImage.Format.Format_RGB32)  # a copy that owns its bytes
    if max(width, height) <= size_px:
        return image
    smooth = Qt.TransformationMode.SmoothTransformation
    return image.scaled(QSize(size_px, size_px), Qt.AspectRatioMode.KeepAspectRatio, smooth)
