"""Names that lesions suggest: what lies where a feature is strongest, on photographs on which that is known.

After Bau et al. 2017, "Network Dissection", with what is at hand here: the strongest photographs of each channel, the
masks that lie beside them, and what readers have marked on them in a project. On the layer's own grid, so that a lesion
smaller than a cell counts as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import cv2
import numpy as np
import torch
from numpy.typing import NDArray
from torch import Tensor, nn

from core.errors import ImageError
from core.explain.capture import seen_outputs
from core.explain.scalar import channels
from core.features.strongest import StrongestUnits
from core.features.truth import NO_MARKS, Bools, Marks, is_known, known_pixels
from core.features.units import Strongest
from core.images.geometry import Affine
from core.images.photograph import Photograph
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

STRONG = 0.5
"""Cells with at least this share of the map's strongest unit are the feature's strongest regions."""
LEAST_OVERLAP, LEAST_LIFT = 0.2, 2.0
"""A name is suggested from this overlap on, where that is so many times what chance gives."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name for a channel.

    `overlap` is the share of its strongest regions in which the lesion lies, the mean over the `photographs` of its
    strongest on which any lesion is known; `chance` the share of all cells in which it lies.
    """

    name: str
    code: str
    overlap: float
    chance: float
    photographs: int


@dataclass(slots=True)
class _Tally:
    """What was counted for a channel: photographs with lesions, and by short name the sums of overlap and chance."""

    photographs: int = 0
    overlaps: dict[str, float] = field(default_factory=lambda: defaultdict(float))
    chances: dict[str, float] = field(default_factory=lambda: defaultdict(float))


_Tallies = Mapping[str, Mapping[int, _Tally]]


def suggest_names(
    model: LoadedModel,
    found: StrongestUnits,
    names: Sequence[str],
    *,
    marks: Marks = NO_MARKS,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> dict[str, dict[int, tuple[Suggestion, ...]]]:
    """For each channel of the layers `names` what lesions suggest, the largest overlap first; others are left out.

    Lesions are known by the masks that lie beside the photographs and by `marks`. Each photograph among the strongest
    of any layer is read once, where something is known of it. Masks that cannot be read do not count. Raises
    ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    layers = LayerTable(tuple(model.layers[name] for name in names), model.layers.input_size)
    units, token = {name: found.layers[name] for name in names}, token or CancelToken()
    tallies: _Tallies = {name: defaultdict(_Tally) for name in names}
    strongest = {int(place) for each in units.values() for place in np.unique(each.photographs[each.values > 0])}
    wanted = sorted(strongest)
    for number, place in enumerate(wanted, start=1):
        token.check()
        if is_known(found.paths[place], found.looked[place].image, marks):
            asked = {name: _channels_of(each, place) for name, each in units.items()}
            _count(model, layers, found, place, asked, marks, tallies, token)
        progress(Progress(number, len(wanted), "comparing with lesions"))
    return {name: _all_suggested(of_layer, marks) for name, of_layer in tallies.items()}


def _channels_of(units: Strongest, photograph: int) -> NDArray[np.intp]:
    """The channels that have a photograph among their strongest."""
    return np.unique(((units.photographs == photograph) & (units.values > 0)).nonzero()[0])


def _count(
    model: LoadedModel,
    layers: LayerTable,
    found: StrongestUnits,
    place: int,
    asked: Mapping[str, NDArray[np.intp]],
    marks: Marks,
    tallies: _Tallies,
    token: CancelToken,
) -> None:
    """Take one photograph in, for all layers."""
    try:
        photograph = read_photograph(found.paths[place])
    except ImageError:
        return
    if photograph.id != found.looked[place].image:  # another picture by now: its strongest units are not known
        return
    image, to_photograph = model.prepare(photograph)
    asking = LayerTable(tuple(layer for layer in layers if len(asked[layer.name])), layers.input_size)
    grids = _grids(tuple(asking), photograph, to_photograph, marks)
    if not grids:
        return

    def see(layer: Layer, _part: nn.Module, _given: Tensor | None, output: Tensor) -> None:
        regions = _strong_regions(output, layer, asked[layer.name])
        _count_layer(grids[layer.name], regions, asked[layer.name], tallies[layer.name])

    with torch.inference_mode(), seen_outputs(model.module, asking, see, token):
        model.module(image)


@dataclass(frozen=True, slots=True, eq=False)
class _Grid:
    """The cells of a layer that see the photograph, and those in which each kind lies, by its short name."""

    seen: Bools
    known: dict[str, Bools]


def _grids(layers: Sequence[Layer], photograph: Photograph, to_photograph: Affine, marks: Marks) -> dict[str, _Grid]:
    """What is known of a photograph on the grids of layers; a kind after the other, since masks are large."""
    places = {layer.name: layer.to_input.then(to_photograph) for layer in layers}
    size = photograph.height, photograph.width
    grids = {layer.name: _Grid(_area(size, layer.shape[1:], places[layer.name]) > 0, {}) for layer in layers}
    for code, pixels in known_pixels(photograph, marks):
        sums = _sums(pixels)
        for layer in layers:
            grids[layer.name].known[code] = _touched(sums, layer.shape[1:], places[layer.name])
    return {name: grid for name, grid in grids.items() if grid.known}


def _count_layer(grid: _Grid, regions: Bools, asked: NDArray[np.intp], tallies: Mapping[int, _Tally]) -> None:
    whole = max(int(grid.seen.sum()), 1)
    chances = {code: float((grid.seen & cells).sum() / whole) for code, cells in grid.known.items()}
    for channel, region in zip(asked, regions & grid.seen, strict=True):
        tally = tallies[int(channel)]
        tally.photographs += 1
        for code, cells in grid.known.items():
            tally.overlaps[code] += float((region & cells).sum() / max(int(region.sum()), 1))
            tally.chances[code] += chances[code]


def _strong_regions(output: Tensor, layer: Layer, asked: NDArray[np.intp]) -> Bools:
    """The strongest regions of channels: bool (channels, height, width)."""
    units = channels(output, layer)[0, torch.from_numpy(asked).to(output.device)]
    is_strong = (units >= STRONG * units.amax(1, keepdim=True)) & (units > 0)
    found: Bools = is_strong.reshape(len(asked), *layer.shape[1:]).cpu().numpy().copy()
    return found


def cells_touched(mask: Bools, grid: tuple[int, int], place: Affine) -> Bools:
    """Which cells of a grid (rows, columns) have something of a mask: bool of that shape.

    `place` takes points of the grid to points of the photograph; a cell that is turned counts with the box around it.
    """
    return _touched(_sums(mask), grid, place)


def _sums(mask: Bools) -> NDArray[np.int32]:
    """How many pixels of a mask lie above and left of each corner between pixels."""
    return np.asarray(cv2.integral(np.ascontiguousarray(mask).view(np.uint8)), np.int32)


def _touched(sums: NDArray[np.int32], grid: tuple[int, int], place: Affine) -> Bools:
    top, bottom, left, right = _boxes((sums.shape[0] - 1, sums.shape[1] - 1), grid, place)
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(inside > 0)


def _area(size: tuple[int, int], grid: tuple[int, int], place: Affine) -> NDArray[np.intp]:
    """How many pixels of a photograph of `size` (height, width) the box around each cell holds."""
    top, bottom, left, right = _boxes(size, grid, place)
    return np.asarray((bottom - top) * (right - left))


def _boxes(size: tuple[int, int], grid: tuple[int, int], place: Affine) -> tuple[NDArray[np.intp], ...]:
    """Rows and columns at which the boxes around cells begin and end: top, bottom, left, right, each of that shape."""
    rows, columns = np.mgrid[: grid[0] + 1, : grid[1] + 1]
    x = place.xx * columns + place.xy * rows + place.x0
    y = place.yx * columns + place.yy * rows + place.y0
    return (*_ends(y, size[0]), *_ends(x, size[1]))


def _ends(corners: NDArray[np.float64], limit: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first pixel of every cell and the one after its last, by the coordinates of the corners of cells."""
    four = np.stack([corners[:-1, :-1], corners[1:, :-1], corners[:-1, 1:], corners[1:, 1:]])
    first = np.clip(np.floor(four.min(0)), 0, limit).astype(np.intp)
    last = np.clip(np.ceil(four.max(0)), 0, limit).astype(np.intp)
    return first, np.maximum(last, first)


def _all_suggested(tallies: Mapping[int, _Tally], marks: Marks) -> dict[int, tuple[Suggestion, ...]]:
    suggested = {channel: _suggested(tally, marks) for channel, tally in sorted(tallies.items())}
    return {channel: names for channel, names in suggested.items() if names}


def _suggested(tally: _Tally, marks: Marks) -> tuple[Suggestion, ...]:
    count = tally.photographs
    found = [
        Suggestion(marks.name(code), code, overlap / count, tally.chances[code] / count, count)
        for code, overlap in tally.overlaps.items()
    ]
    worthy = [each for each in found if each.overlap >= max(LEAST_OVERLAP, LEAST_LIFT * each.chance)]
    return tuple(sorted(worthy, key=lambda each: (-each.overlap, each.code)))
