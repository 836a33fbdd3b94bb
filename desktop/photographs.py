"""Photographs in memory: as many as fit, the last used last to go."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import Photograph

DEFAULT_COUNT = 6
DEFAULT_BYTES = 400 * 2**20


Prepare = Callable[[Photograph], object]
"""What a viewer wants made of a photograph before it shows it: image levels. Called in a lane."""


Orient = Callable[[Path], Orientation]
"""How a photograph is to be shown. Called in a lane."""


def as_stored(_path: Path) -> Orientation:
    """Every photograph as its file has it."""
    return AS_STORED


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A photograph as it is shown, what the viewer made of it, and how it was turned for that."""

    photograph: Photograph
    prepared: object
    orientation: Orientation = AS_STORED


class PhotographStore:
    """Decoded photographs by path, bounded in number and bytes. The one on the screen is always kept."""

    def __init__(self, *, count: int = DEFAULT_COUNT, size_bytes: int = DEFAULT_BYTES) -> None:
        self._count = count
        self._size_bytes = size_bytes
        self._kept: OrderedDict[Path, Decoded] = OrderedDict()

    def __contains__(self, path: Path) -> bool:
        return path in self._kept

    def __len__(self) -> int:
        return len(self._kept)

    @property
    def used_bytes(self) -> int:
        """What the photographs take, with their levels."""
        # The levels of a pyramid take a third of what the pixels take.
        return sum(decoded.photograph.pixels.nbytes * 4 // 3 for decoded in self._kept.values())

    def get(self, path: Path) -> Decoded | None:
        """The photograph of `path`, where it is in memory."""
        decoded = self._kept.get(path)
        if decoded is not None:
            self._kept.move_to_end(path)
        return decoded

    def put(self, path: Path, decoded: Decoded) -> None:
        """Keep a photograph, and let go of those longest unused while there are too many."""
        self._kept[path] = decoded
        self._kept.move_to_end(path)
        while len(self._kept) > self._count or (self.used_bytes > self._size_bytes and len(self._kept) > 1):
            self._kept.popitem(last=False)

    def orientations(self) -> dict[Path, Orientation]:
        """How each photograph in memory was turned."""
        return {path: decoded.orientation for path, decoded in self._kept.items()}

    def forget(self, path: Path) -> None:
        """Let go of one, whose file has changed."""
        self._kept.pop(path, None)


def read(path: Path, prepare: Prepare, orient: Orient = as_stored) -> Decoded:
    """Read a photograph as it is to be shown; in a lane, and with the decoder imported there. Raises ImageError."""
    from core.images.reading import read_photograph

    orientation = orient(path)
    photograph = orientation.photograph(read_photograph(path))
    return Decoded(photograph, prepare(photograph), orientation)
