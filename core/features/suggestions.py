"""Names that masks suggest: what lies where a feature is strongest, on photographs on which that is known.

After Bau et al. 2017, "Network Dissection", with what is at hand here: the strongest photographs of each channel, and
the masks that lie beside them. On the layer's own grid, so that a lesion smaller than a cell counts as one.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import cv2
import numpy as np
import torch
from numpy.typing import NDArray

from core.datasets.masks import find_masks, read_mask
from core.errors import ImageError
from core.explain.capture import outputs_of
from core.explain.scalar import channels
from core.features.strongest import StrongestUnits
from core.images.geometry import Affine
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

Bools = NDArray[np.bool_]
STRONG = 0.5
"""Cells with at least this share of the map's strongest unit are the feature's strongest regions."""
LEAST_OVERLAP, LEAST_LIFT = 0.2, 2.0
"""A name is suggested from this overlap on, where that is so many times what chance gives."""


@dataclass(frozen=True, slots=True)
class Suggestion:
    """A name for a channel.

    `overlap` is the share of its strongest regions in which the mask has something, the mean over the `photographs` of
    its strongest that have masks; `chance` the share of all cells in which the mask has something.
    """

    name: str
    code: str
    overlap: float
    chance: float
    photographs: int


@dataclass(slots=True)
class _Tally:
    """What was counted for a channel: photographs with masks, and by mask the sums of overlap and chance."""

    photographs: int = 0
    overlaps: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))
    chances: dict[tuple[str, str], float] = field(default_factory=lambda: defaultdict(float))


def suggest_names(
    model: LoadedModel,
    found: StrongestUnits,
    name: str,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> dict[int, tuple[Suggestion, ...]]:
    """For each channel of the layer `name` what masks suggest, the largest overlap first; others are left out.

    Each photograph among the strongest is read once, where it has masks. Masks that cannot be read do not count.
    Raises ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    layer, units = model.layers[name], found.layers[name]
    token = token or CancelToken()
    tallies: Mapping[int, _Tally] = defaultdict(_Tally)
    wanted = sorted({int(place) for place in units.photographs[units.values > 0]})
    for number, photograph in enumerate(wanted, start=1):
        token.check()
        asked = np.unique(((units.photographs == photograph) & (units.values > 0)).nonzero()[0])
        _count(model, layer, found.paths[photograph], asked, tallies, token)
        progress(Progress(number, len(wanted), "comparing with masks"))
    suggested = {channel: _suggested(tally) for channel, tally in sorted(tallies.items())}
    return {channel: names for channel, names in suggested.items() if names}


def _count(
    model: LoadedModel,
    layer: Layer,
    path: Path,
    asked: NDArray[np.intp],
    tallies: Mapping[int, _Tally],
    token: CancelToken,
) -> None:
    masks = find_masks(path)
    if not masks:
        return
    try:
        photograph = read_photograph(path)
    except ImageError:
        return
    image, to_photograph = model.prepare(photograph)
    place = layer.to_input.then(to_photograph)
    known: dict[tuple[str, str], Bools] = {}
    for mask in masks:
        token.check()
        try:
            pixels = read_mask(mask.path, (photograph.width, photograph.height))
        except ImageError:
            continue
        known[mask.code, mask.name] = cells_touched(pixels, layer.shape[1:], place)
    if not known:
        return
    seen = cells_touched(np.ones((photograph.height, photograph.width), bool), layer.shape[1:], place)
    regions = _strong_regions(model, layer, image, asked, token)
    for channel, region in zip(asked, regions & seen, strict=True):
        tally = tallies[int(channel)]
        tally.photographs += 1
        for key, cells in known.items():
            tally.overlaps[key] += float((region & cells).sum() / max(int(region.sum()), 1))
            tally.chances[key] += float((seen & cells).sum() / max(int(seen.sum()), 1))


def _strong_regions(
    model: LoadedModel, layer: Layer, image: torch.Tensor, asked: NDArray[np.intp], token: CancelToken
) -> Bools:
    """The strongest regions of channels: bool (channels, height, width)."""
    table = LayerTable((layer,), model.layers.input_size)
    with torch.inference_mode():
        units = channels(outputs_of(model.module, image, table, token)[layer.name], layer)[0, torch.from_numpy(asked)]
        is_strong = (units >= STRONG * units.amax(1, keepdim=True)) & (units > 0)
    found: Bools = is_strong.reshape(len(asked), *layer.shape[1:]).cpu().numpy().copy()
    return found


def cells_touched(mask: Bools, grid: tuple[int, int], place: Affine) -> Bools:
    """Which cells of a grid (rows, columns) have something of a mask: bool of that shape.

    `place` takes points of the grid to points of the photograph; a cell that is turned counts with the box around it.
    """
    height, width = mask.shape
    sums = cv2.integral(mask.astype(np.uint8))
    rows, columns = np.mgrid[: grid[0] + 1, : grid[1] + 1]
    x = place.xx * columns + place.xy * rows + place.x0
    y = place.yx * columns + place.yy * rows + place.y0
    left, right = _ends(x, width)
    top, bottom = _ends(y, height)
    inside = sums[bottom, right] - sums[top, right] - sums[bottom, left] + sums[top, left]
    return np.asarray(inside > 0)


def _ends(corners: NDArray[np.float64], limit: int) -> tuple[NDArray[np.intp], NDArray[np.intp]]:
    """The first pixel of every cell and the one after its last, by the coordinates of the corners of cells."""
    four = np.stack([corners[:-1, :-1], corners[1:, :-1], corners[:-1, 1:], corners[1:, 1:]])
    first = np.clip(np.floor(four.min(0)), 0, limit).astype(np.intp)
    last = np.clip(np.ceil(four.max(0)), 0, limit).astype(np.intp)
    return first, np.maximum(last, first)


def _suggested(tally: _Tally) -> tuple[Suggestion, ...]:
    found = [
        Suggestion(
            name, code, overlap / tally.photographs, tally.chances[code, name] / tally.photographs, tally.photographs
        )
        for (code, name), overlap in tally.overlaps.items()
    ]
    worthy = [each for each in found if each.overlap >= max(LEAST_OVERLAP, LEAST_LIFT * each.chance)]
    return tuple(sorted(worthy, key=lambda each: (-each.overlap, each.code)))
