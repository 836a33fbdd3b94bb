"""What a grid of tiles shows: pictures by their place, and what is to be said of them."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections import OrderedDict
from collections.abc import Callable, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from PySide6.QtGui import QImage

from desktop.translation import tr

Pixels = NDArray[np.uint8]
KEPT_PATCHES = 3000
"""Of 96 x 96 pixels each; so many take 110 MB."""
KEPT_MAPS = 1500
"""Over patches; so many take 80 MB."""
Colour = Callable[[NDArray[np.float32]], Pixels]


def to_image(pixels: Pixels) -> QImage:
    """A (h, w) or (h, w, 3) uint8 array as a picture that owns its bytes."""
    height, width = pixels.shape[:2]
    contiguous = np.ascontiguousarray(pixels)
    if pixels.ndim == 2:
        return QImage(contiguous.data, width, height, width, QImage.Format.Format_Grayscale8).copy()
    return QImage(contiguous.data, width, height, 3 * width, QImage.Format.Format_RGB888).copy()


class Tiles(ABC):
    """Tiles in the order in which they are shown. Each belongs to the channel `numbers[place]`.

    A tile has `across` pictures. `captions` say what is to be said of it, `figures` the same in so few letters that it
    may stand under it (without them it is the captions). `marks` (may be empty) say what is odd about it, and are empty
    where nothing is.
    """

    is_smooth = False
    """Whether pictures are drawn smoothly: photographs are, weights and maps show their cells."""

    def __init__(
        self,
        numbers: Sequence[int],
        captions: Sequence[str],
        *,
        figures: Sequence[str] = (),
        marks: Sequence[str] = (),
        across: int = 1,
    ) -> None:
        self.numbers = tuple(numbers)
        self.captions = tuple(captions)
        self.figures = tuple(figures) or self.captions
        self.longest = max((len(str(each)) for each in self.numbers), default=0) + max(
            map(len, self.figures), default=0
        )
        """Signs in the longest number and the longest figure."""
        self.marks = tuple(marks) or ("",) * len(self.numbers)
        self.across = across
        self._places = {number: place for place, number in enumerate(self.numbers)}

    def __len__(self) -> int:
        return len(self.numbers)

    def place_of(self, number: int) -> int | None:
        """Where a channel is shown."""
        return self._places.get(number)

    @abstractmethod
    def image(self, place: int, rank: int) -> QImage | None:
        """A picture; None while there is none."""

    def overlay(self, _place: int, _rank: int) -> QImage | None:
        """What lies over a picture, of the same proportions; None where nothing does."""
        return None

    def value_text(self, _place: int, _rank: int, _x: float, _y: float) -> str:
        """What a picture holds at a point of it, both from 0 to 1; empty where that is no number."""
        return ""


class ArrayTiles(Tiles):
    """Pictures and the numbers behind them as arrays.

    `pixels` is uint8 (n, h, w) or (n, h, w, 3); `values` has the raw numbers in the same shape, or is None. `rows` says
    where in them each tile is; without it they are in the order of the tiles.
    """

    def __init__(
        self,
        numbers: Sequence[int],
        captions: Sequence[str],
        pixels: Pixels,
        values: NDArray[np.float32] | None = None,
        *,
        rows: Sequence[int] | None = None,
        figures: Sequence[str] = (),
        marks: Sequence[str] = (),
    ) -> None:
        super().__init__(numbers, captions, figures=figures, marks=marks)
        self._pixels = pixels
        self._values = values
        self._rows = tuple(rows) if rows is not None else tuple(range(len(self.numbers)))
        self._images: OrderedDict[int, QImage] = OrderedDict()

    def image(self, place: int, _rank: int) -> QImage:
        """The picture; the last thousands are kept."""
        found = self._images.get(place)
        if found is None:
            found = self._images[place] = to_image(self._pixels[self._rows[place]])
            while len(self._images) > KEPT_PATCHES:
                self._images.popitem(last=False)
        return found

    def value_text(self, place: int, _rank: int, x: float, y: float) -> str:
        """The raw number of the cell at a point."""
        if self._values is None:
            return ""
        height, width = self._values.shape[1:3]
        row, column = min(int(y * height), height - 1), min(int(x * width), width - 1)
        value = self._values[self._rows[place], row, column]
        where = tr("row {row}, column {column}: ", row=row, column=column)
        return where + (f"{value:.4g}" if value.ndim == 0 else "  ".join(f"{part:.4g}" for part in value))


class PatchTiles(Tiles):
    """Patches of photographs that come in as they are cut out; `values` are the activations (n, across)."""

    is_smooth = True

    def __init__(
        self,
        numbers: Sequence[int],
        captions: Sequence[str],
        values: NDArray[np.float32],
        *,
        marks: Sequence[str] = (),
    ) -> None:
        super().__init__(numbers, captions, marks=marks, across=values.shape[1])
        self._values = values
        self._images: OrderedDict[tuple[int, int], QImage | None] = OrderedDict()
        self._maps: OrderedDict[tuple[int, int], tuple[QImage, NDArray[np.float16]]] = OrderedDict()

    def take_maps(self, maps: Mapping[tuple[int, int], NDArray[np.float32]], colour: Colour) -> None:
        """Maps that lie over the patches, by channel and rank; `colour` makes RGBA of their raw values."""
        for key, values in maps.items():
            rgba = np.ascontiguousarray(colour(values))
            height, width = values.shape
            image = QImage(rgba.data, width, height, 4 * width, QImage.Format.Format_RGBA8888).copy()
            self._maps[key] = (image, values.astype(np.float16))
            self._maps.move_to_end(key)
        while len(self._maps) > KEPT_MAPS:
            self._maps.popitem(last=False)

    def forget_maps(self) -> None:
        """Lay nothing over the patches."""
        self._maps.clear()

    def without_map(self, places: range) -> list[tuple[int, int]]:
        """Channel and rank of the patches at these places over which no map lies yet."""
        return [key for key in self._known(places) if key not in self._maps]

    def overlay(self, place: int, rank: int) -> QImage | None:
        """The map over a patch, once it is there."""
        found = self._maps.get((self.numbers[place], rank))
        return found[0] if found is not None else None

    def take(self, patches: Mapping[tuple[int, int], Pixels | None]) -> None:
        """Pictures by channel and rank; None: the photograph cannot be read any more."""
        for key, pixels in patches.items():
            self._images[key] = to_image(pixels) if pixels is not None else None
            self._images.move_to_end(key)
        while len(self._images) > KEPT_PATCHES:
            self._images.popitem(last=False)

    def missing(self, places: range) -> list[tuple[int, int]]:
        """Channel and rank of what is to be cut out for these places."""
        return [key for key in self._known(places) if key not in self._images]

    def _known(self, places: range) -> list[tuple[int, int]]:
        return [
            (self.numbers[place], rank)
            for place in places
            for rank in range(self.across)
            if self._values[place, rank] > 0
        ]

    def image(self, place: int, rank: int) -> QImage | None:
        """A patch, once it is there."""
        return self._images.get((self.numbers[place], rank))

    def value_text(self, place: int, rank: int, x: float, y: float) -> str:
        """The activation of the unit that sees it, and the value of the map that lies over it."""
        value = self._values[place, rank]
        if not (np.isfinite(value) and value > 0):
            return ""
        text = tr("number {rank}: {value:.4g}", rank=rank + 1, value=value)
        found = self._maps.get((self.numbers[place], rank))
        if found is None:
            return text
        height, width = found[1].shape
        here = float(found[1][min(int(y * height), height - 1), min(int(x * width), width - 1)])
        return tr("{text}   evidence {here:.3g}", text=text, here=here)
