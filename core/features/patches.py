"""What the strongest units see, cut out of the photographs at their full resolution."""

from __future__ import annotations

import io
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image

from core.errors import ImageError
from core.explain.sampling import Box
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY
from core.images.geometry import Affine
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer, LayerTable

Pixels = NDArray[np.uint8]
SIDE_PX = 150
_QUALITY = 92
MOST_PATCHES = 40_000
"""So many patches are held at once (some hundred megabytes); of more layers they are cut out in several rounds."""


@dataclass(frozen=True, slots=True)
class Place:
    """A unit among the strongest of a channel: the `rank` counts from 0, the strongest."""

    layer: str
    channel: int
    rank: int


class Patches:
    """Small pictures by place, compressed: thousands of them are some megabytes."""

    def __init__(self) -> None:
        self._pictures: dict[Place, bytes] = {}

    def __len__(self) -> int:
        return len(self._pictures)

    def __setitem__(self, place: Place, pixels: Pixels) -> None:
        stream = io.BytesIO()
        Image.fromarray(pixels).save(stream, "jpeg", quality=_QUALITY)
        self._pictures[place] = stream.getvalue()

    def get(self, place: Place) -> Pixels | None:
        """The picture, uint8 RGB; None where there is none."""
        packed = self.packed(place)
        return np.asarray(Image.open(io.BytesIO(packed)).convert("RGB")) if packed is not None else None

    def packed(self, place: Place) -> bytes | None:
        """The picture as a JPEG; None where there is none."""
        return self._pictures.get(place)


def cut_patches(
    found: StrongestUnits,
    layers: LayerTable,
    places: Iterable[Place],
    *,
    side: int = SIDE_PX,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Patches:
    """The receptive field of each unit, within a square of `side` pixels. Each photograph is read once.

    A photograph that cannot be read any more leaves its places empty. Raises Cancelled once the token says so.
    """
    token = token or CancelToken()
    wanted: Mapping[int, list[Place]] = defaultdict(list)
    for place in places:
        photograph = int(found.layers[place.layer].photographs[place.channel, place.rank])
        if photograph != NOBODY:
            wanted[photograph].append(place)
    patches = Patches()
    for number, (photograph, group) in enumerate(sorted(wanted.items()), start=1):
        token.check()
        try:
            pixels = read_photograph(found.paths[photograph]).pixels
        except ImageError:
            continue
        for place in group:
            box = found.field(layers[place.layer], layers.input_size, place.channel, place.rank)
            patches[place] = fitted(cut(pixels, box), side)
        progress(Progress(number, len(wanted), "cutting out what they see"))
    return patches


def patches_by_layer(
    found: StrongestUnits,
    layers: LayerTable,
    wanted: Sequence[Layer],
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[tuple[Layer, Patches]]:
    """Each of the layers with its patches; photographs are read once for as many layers as memory allows.

    Raises Cancelled once the token says so.
    """
    rest, round_ = list(wanted), list[Layer]()
    while rest or round_:
        size = sum(found.layers[layer.name].values.size for layer in round_)
        if rest and (not round_ or size + found.layers[rest[0].name].values.size <= MOST_PATCHES):
            round_.append(rest.pop(0))
            continue
        places = [
            Place(layer.name, int(channel), int(rank))
            for layer in round_
            for channel, rank in zip(*(found.layers[layer.name].values > 0).nonzero(), strict=True)
        ]
        patches = cut_patches(found, layers, places, token=token, progress=progress)
        yield from ((layer, patches) for layer in round_)
        round_ = []


def cut(pixels: Pixels, box: Box) -> Pixels:
    """The pixels of a box, at least one."""
    height, width = pixels.shape[:2]
    left, top = min(max(0, int(np.floor(box[0]))), width - 1), min(max(0, int(np.floor(box[1]))), height - 1)
    right, bottom = max(left + 1, int(np.ceil(box[2]))), max(top + 1, int(np.ceil(box[3])))
    return pixels[top:bottom, left:right]


def fitted_place(box: Box, side: int) -> Affine:
    """From points of the photograph to points of the square in which :func:`fitted` shows what :func:`cut` cuts out.

    For a box within the photograph.
    """
    left, top = np.floor(box[0]), np.floor(box[1])
    width, height = max(1.0, np.ceil(box[2]) - left), max(1.0, np.ceil(box[3]) - top)
    factor = side / max(width, height)
    aside, down = (side - max(1, round(width * factor))) // 2, (side - max(1, round(height * factor))) // 2
    return Affine.shift(-left, -top).then(Affine.scale(factor, factor)).then(Affine.shift(aside, down))


def fitted(pixels: Pixels, side: int) -> Pixels:
    """The picture within a square of `side` pixels, on black."""
    height, width = pixels.shape[:2]
    factor = side / max(height, width)
    size = max(1, round(width * factor)), max(1, round(height * factor))
    how = cv2.INTER_AREA if factor < 1 else cv2.INTER_CUBIC
    small = cv2.resize(pixels, size, interpolation=how)
    square = np.zeros((side, side, 3), np.uint8)
    top, left = (side - size[1]) // 2, (side - size[0]) // 2
    square[top : top + size[1], left : left + size[0]] = small
    return square
