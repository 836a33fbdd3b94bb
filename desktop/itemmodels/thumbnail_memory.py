"""The thumbnails that are kept: the ones looked at last, within a bound in bytes."""

from collections import OrderedDict
from pathlib import Path

from PySide6.QtGui import QImage


class ThumbnailMemory:
    """Pictures by path, with the size in pixels they were asked for; the least recently painted goes first."""

    def __init__(self, limit_bytes: int) -> None:
        self._limit_bytes = limit_bytes
        self._images: OrderedDict[Path, tuple[QImage, int]] = OrderedDict()
        self._bytes = 0

    @property
    def size_bytes(self) -> int:
        """What the pictures take. Above the limit only where a single picture is."""
        return self._bytes

    def __len__(self) -> int:
        return len(self._images)

    def get(self, path: Path) -> QImage | None:
        """The picture, which thereby counts as looked at."""
        if path not in self._images:
            return None
        self._images.move_to_end(path)
        return self._images[path][0]

    def has(self, path: Path, size_px: int) -> bool:
        """Whether there is a picture that was asked for in this size."""
        return path in self._images and self._images[path][1] == size_px

    def put(self, path: Path, image: QImage, size_px: int) -> None:
        """Keep a picture; the oldest ones leave until all fit."""
        self.forget(path)
        self._images[path] = image, size_px
        self._bytes += image.sizeInBytes()
        while self._bytes > self._limit_bytes and len(self._images) > 1:
            self.forget(next(iter(self._images)))

    def forget(self, path: Path) -> None:
        """Drop a picture, where it is there."""
        if path in self._images:
            image, _ = self._images.pop(path)
            self._bytes -= image.sizeInBytes()

    def clear(self) -> None:
        """Drop all."""
        self._images.clear()
        self._bytes = 0
