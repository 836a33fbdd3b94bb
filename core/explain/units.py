"""Single units of a layer: the strongest one, and what of the photograph it sees."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from core.explain.catalogue import CATALOGUE, Place
from core.explain.explanation import Explanation
from core.explain.params import OcclusionParams
from core.explain.sampling import Box
from core.images.geometry import Affine
from core.networks.layers import Layer, LayerTable


@dataclass(frozen=True, slots=True)
class Unit:
    """One position of a layer.

    `value` is what it was found by: the raw value of a map there, or its activation. `field` is its receptive field on
    the photograph, (left, top, right, bottom) in pixels, within what the network saw.
    """

    layer: str
    row: int
    column: int
    value: float
    field: Box


def strongest_cell(explanation: Explanation, layer: Layer) -> Unit:
    """The position with the largest finite value of a map that lies on the grid of `layer`."""
    values = np.where(np.isfinite(explanation.map), explanation.map, -np.inf)
    row, column = (int(index) for index in np.unravel_index(int(values.argmax()), values.shape))
    input_to_photograph = layer.to_input.inverse().then(explanation.to_photograph)
    field = receptive_box(layer, (row, column), input_to_photograph, explanation.seen)
    return Unit(layer.name, row, column, float(explanation.map[row, column]), field)


def strongest_field(explanation: Explanation, layers: LayerTable) -> Box | None:
    """What of the photograph the place sees where the map is highest, in its pixels.

    On a layer it is the receptive field of that unit, in a map of occlusion the window that was hidden. None for maps
    of pixels, in which no unit stands out, and where nothing is above 0.
    """
    query = explanation.query
    values = np.where(np.isfinite(explanation.map), explanation.map, -np.inf)
    if not values.max(initial=-np.inf) > 0:
        return None
    if CATALOGUE[query.method].place is Place.LAYER and query.layer is not None:
        return strongest_cell(explanation, layers[query.layer]).field
    if isinstance(query.params, OcclusionParams):
        row, column = (int(index) for index in np.unravel_index(int(values.argmax()), values.shape))
        share = query.params.window / query.params.stride
        corner = Affine.shift(column + (1 - share) / 2, row + (1 - share) / 2)
        left, top, right, bottom = corner.then(explanation.to_photograph).bounds(share, share)
        seen = explanation.seen
        return max(left, seen[0]), max(top, seen[1]), min(right, seen[2]), min(bottom, seen[3])
    return None


def receptive_box(layer: Layer, cell: tuple[int, int], input_to_photograph: Affine, seen: Box) -> Box:
    """The receptive field of the position (row, column) of `layer` on the photograph, cut off at what the network saw.

    A layer that sees everything has all of `seen` as its field.
    """
    if layer.is_global:
        return seen
    x, y = layer.to_input(cell[1] + 0.5, cell[0] + 0.5)
    height, width = layer.receptive_field
    corner = Affine.shift(x - width / 2, y - height / 2)
    left, top, right, bottom = corner.then(input_to_photograph).bounds(width, height)
    return max(left, seen[0]), max(top, seen[1]), min(right, seen[2]), min(bottom, seen[3])
