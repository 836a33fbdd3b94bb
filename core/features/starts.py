"""What exemplars begin with, beside noise: the data set's mean patch, or what the strongest unit sees."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.features.evidence import field_part
from core.features.patches import Place, cut_patches
from core.features.strongest import StrongestUnits
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
MOST_FOR_MEAN = 256
"""Of larger sets so many photographs, evenly spread over them, make the mean: it hardly changes any more."""


def mean_patch(
    model: LoadedModel,
    paths: Sequence[Path],
    name: str | None,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Pixels:
    """The mean over the photographs of what the middle unit of the layer `name` sees (None: of the whole input).

    uint8 RGB (height, width, 3), in pixels of the network's input. Photographs that cannot be read do not count.
    Raises ImageError where none can, ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    token = token or CancelToken()
    height, width = model.layers.input_size
    top, left, bottom, right = 0, 0, height, width
    if name is not None:
        layer = model.layers[name]
        part = field_part(layer, (layer.shape[1] // 2, layer.shape[2] // 2), (height, width))
        top, left, bottom, right = part.top, part.left, part.bottom, part.right
    chosen = [paths[int(place)] for place in np.linspace(0, len(paths) - 1, min(len(paths), MOST_FOR_MEAN))]
    total, count = np.zeros((bottom - top, right - left, 3)), 0
    for number, path in enumerate(chosen, start=1):
        token.check()
        try:
            photograph = read_photograph(path)
        except ImageError:
            continue
        values = model.card.preparation.apply(photograph.pixels).values
        total += values[:, top:bottom, left:right].transpose(1, 2, 0)
        count += 1
        progress(Progress(number, len(chosen), "taking the mean"))
    if not count:
        raise ImageError("No photograph could be read for the mean patch.", "Open a folder of photographs first.")
    colours = total / count * np.array(model.card.std) + np.array(model.card.mean)
    return np.asarray(np.clip(np.rint(255 * colours), 0, 255), np.uint8)


def strongest_starts(
    model: LoadedModel,
    found: StrongestUnits,
    name: str,
    wanted: Sequence[int],
    *,
    token: CancelToken | None = None,
) -> Pixels:
    """What the strongest unit of each channel sees: uint8 RGB (n, side, side, 3); grey where there is none.

    Raises Cancelled once the token says so.
    """
    places = [Place(name, channel, 0) for channel in wanted]
    known = [place for place in places if found.layers[name].values[place.channel, 0] > 0]
    patches = cut_patches(found, model.layers, dict.fromkeys(known), token=token)
    pixels = [patches.get(place) for place in places]
    side = next((each.shape[0] for each in pixels if each is not None), 1)
    grey = np.full((side, side, 3), 128, np.uint8)
    return np.stack([grey if each is None else each for each in pixels])
