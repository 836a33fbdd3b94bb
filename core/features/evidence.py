"""What of a patch excites the unit that sees it, for the strongest photographs of each channel.

Kalmeijer 2016, section 4.3: the saliency or the occlusion of a feature within its strongest patches. Saliency of the
strongest unit and occlusion are computed over what the unit sees alone (`core.explain.windows`), as far as the network
allows it.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ExplainError, ImageError
from core.explain.case import Case
from core.explain.changes import Part
from core.explain.forward_pass import ForwardPass
from core.explain.occlusion import occlusion
from core.explain.params import Extent, OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, Method, Query
from core.explain.sampling import Box
from core.explain.windows.channels import channel_gradients
from core.features.kinds import Evidence
from core.features.patches import Place, fitted_place
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY
from core.images.geometry import Affine
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer, LayerTable
from core.networks.loaded import LoadedModel

Floats = NDArray[np.float32]
WINDOWS_ACROSS = 8
"""A window of the occlusion is this share of what the unit sees, and moves by half of itself."""


@dataclass(frozen=True, slots=True, eq=False)
class PatchEvidence:
    """A map over what a unit sees: float32 (h, w), raw, and the way from its points to the photograph."""

    place: Place
    values: Floats
    to_photograph: Affine


def evidence_of(
    model: LoadedModel,
    found: StrongestUnits,
    places: Iterable[Place],
    kind: Evidence,
    *,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[PatchEvidence]:
    """The maps for units among the strongest, photograph after photograph: each is read once a layer.

    The gradients are those with respect to the network's input, the largest magnitude of the colours; what occlusion
    hides is filled with the mean colour. Places without a photograph, and photographs that cannot be read any more,
    are left out. Raises ExplainError for Evidence.NONE, Cancelled once the token says so.
    """
    if kind is Evidence.NONE:
        raise ExplainError("No evidence is asked for.", "Choose saliency or occlusion.")
    token = token or CancelToken()
    wanted: Mapping[tuple[int, str], list[Place]] = defaultdict(list)
    for place in places:
        photograph = int(found.layers[place.layer].photographs[place.channel, place.rank])
        if photograph != NOBODY:
            wanted[photograph, place.layer].append(place)
    for number, ((photograph, layer), group) in enumerate(sorted(wanted.items()), start=1):
        token.check()
        try:
            image, to_photograph = model.prepare(read_photograph(found.paths[photograph]))
        except ImageError:
            continue
        table = LayerTable((model.layers[layer],), model.layers.input_size)
        forward = ForwardPass.run(model.module, image, table, token=token)
        case = Case(model.module, forward, model.card.mean, model.card.std, token)
        for place, values, to_input in _maps(case, found, group, kind):
            yield PatchEvidence(place, values, to_input.then(to_photograph))
        progress(Progress(number, len(wanted), "looking into the patches"))


def _maps(
    case: Case, found: StrongestUnits, places: Sequence[Place], kind: Evidence
) -> Iterator[tuple[Place, Floats, Affine]]:
    layer = case.forward.layers[places[0].layer]
    if kind is Evidence.SALIENCY:
        seen = channel_gradients(case, layer.name, [place.channel for place in places])
        for place, each in zip(places, seen, strict=True):
            values = each.gradient.abs().amax(0).float().cpu().numpy().copy()
            yield place, values, Affine.shift(each.part.left, each.part.top)
        return
    units = found.layers[layer.name]
    for place in places:
        cell = int(units.rows[place.channel, place.rank]), int(units.columns[place.channel, place.rank])
        field = field_part(layer, cell, (int(case.image.shape[2]), int(case.image.shape[3])))
        if kind is Evidence.SUM:
            yield place, *_sums(case, layer, place.channel, field)
        else:
            image = found.looked[int(units.photographs[place.channel, place.rank])].image
            target = ChannelTarget(layer.name, place.channel, Aggregate.MAX)
            query = Query(image, found.model, Method.OCCLUSION, target, None, _windows(field))
            finding = occlusion(case, query)
            yield place, finding.map, finding.to_input


def _sums(case: Case, layer: Layer, channel: int, field: Part) -> tuple[Floats, Affine]:
    gradient = case.forward.input_gradient(ChannelTarget(layer.name, channel, Aggregate.SUM), token=case.token)[0]
    inside = gradient[:, field.top : field.bottom, field.left : field.right]
    values: Floats = inside.abs().amax(0).float().cpu().numpy().copy()
    return values, Affine.shift(field.left, field.top)


def _windows(field: Part) -> OcclusionParams:
    window = max(1, round(max(field.bottom - field.top, field.right - field.left) / WINDOWS_ACROSS))
    return OcclusionParams(window=window, stride=max(1, window // 2), extent=Extent.FIELD)


def field_part(layer: Layer, cell: tuple[int, int], size: tuple[int, int]) -> Part:
    """What the position (row, column) of a layer sees of an input of `size` (height, width)."""
    if layer.is_global:
        return Part(0, 0, *size)
    x, y = layer.to_input(cell[1] + 0.5, cell[0] + 0.5)
    height, width = layer.receptive_field
    top, left = round(y - height / 2), round(x - width / 2)
    return Part(max(0, top), max(0, left), min(size[0], top + height), min(size[1], left + width))


def over_patch(found: PatchEvidence, box: Box, side: int) -> Floats:
    """The map as it lies over a patch of `side` pixels that was cut out of the photograph at `box`; 0 beside it."""
    to_tile = found.to_photograph.then(fitted_place(box, side))
    matrix = to_tile.matrix()[:2].copy()
    # Cells are centred half a cell from the corner that warpAffine takes for their place, and so are pixels.
    matrix[:, 2] += matrix[:, :2].sum(1) / 2 - 0.5
    return np.asarray(
        cv2.warpAffine(found.values, matrix, (side, side), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT),
        np.float32,
    )
