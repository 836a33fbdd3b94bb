"""What stands on a page of the retinal dictionary, and where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.features import FeatureName
from core.errors import ImageError
from core.explain.overlay import rgba_table
from core.explain.rendering import Rendering
from core.explain.sampling import Box
from core.features.footprint import (
    Extent,
    Footprint,
    footprint_at,
    resolution_words,
    retinal_scale,
    source_words,
)
from core.features.kernels import Kernels, planes, shades
from core.features.kinds import Evidence, Scale
from core.features.lettering import width_of
from core.features.pages import INK, LINE, MARGIN_PX, PAGE_PX, SMALL_PX, Colour, Page, enlarged, new_page
from core.features.patches import Patches, Place
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY
from core.images.reading import read_photograph
from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
PATCH_PX, PICTURE_PX, SHOWN = 170, 330, 9
LEAST_FRAME_PX = 10
LEAST_SMOOTH_PX = 96
"""Of smaller exemplars the pixels are shown as they are."""
MOST_NOTES = 6
_ROW_TOP_PX, _LOWER_TOP_PX, _NOTES_TOP_PX = 160, 610, 1075
_HEAD_PX = 24
_GAP_PX = 40
_SWATCH_PX = 26
_THEORETICAL, _EFFECTIVE = (60, 140, 235), (235, 150, 20)
EVIDENCE_WORDS = {
    Evidence.SALIENCY: "Saliency of the strongest unit, each on its own scale",
    Evidence.SUM: "Saliency of the sum over the channel, each on its own scale",
    Evidence.OCCLUSION: "What the strongest unit loses when a part is hidden, each on its own scale",
}


@dataclass(frozen=True, slots=True)
class Feature:
    """A channel of a layer, with what readers call it."""

    layer: str
    channel: int
    names: tuple[FeatureName, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Material:
    """What was found out about some features: patches and maps by place, exemplars by channel."""

    patches: Patches
    maps: Mapping[Place, NDArray[np.float32]]
    exemplars: Mapping[int, Pixels]


class KernelPictures:
    """The kernels of a layer as they stand on its pages, each on its own scale."""

    def __init__(self, kernels: Kernels) -> None:
        view = kernels.views()[0]
        self.tiles = shades(planes(kernels, view), Scale.OWN)
        self.words = f"Kernel, {view.value}" + ("; it mixes channels" if kernels.is_mixing else "")


def feature_page(
    model: LoadedModel,
    found: StrongestUnits,
    feature: Feature,
    kernels: KernelPictures | None,
    effective: tuple[float, float] | None,
    material: Material,
    evidence: Evidence,
) -> Page:
    """The page of a feature.

    `effective` is the (height, width) of the effective field in pixels of the network's input, if known.
    """
    layer, units = model.layers[feature.layer], found.layers[feature.layer]
    given = "; ".join(f"{each.name} ({each.reader})" for each in feature.names if each.name)
    page = new_page(
        given or "no name yet",
        f"Channel {feature.channel} of {layer.name}, {layer.type}, in {model.card.name}",
        entry=f"{layer.name} \N{MIDDLE DOT} {feature.channel}" + (f": {given}" if given else ""),
    )
    _draw_patches(page, feature, units.values[feature.channel], material, evidence)
    left = _draw_photograph(page, MARGIN_PX, model, found, feature, effective)
    if feature.channel in material.exemplars:
        picture = material.exemplars[feature.channel]
        is_large = min(picture.shape[:2]) > LEAST_SMOOTH_PX
        left = _draw_picture(page, left, picture, "Exemplar: excites it most", PICTURE_PX, is_photograph=is_large)
    if kernels is not None:
        tile = kernels.tiles[feature.channel]
        _draw_picture(page, left, tile, kernels.words, PICTURE_PX // 2, is_photograph=False)
    _draw_notes(page, feature)
    return page


def _draw_notes(page: Page, feature: Feature) -> None:
    line = 0
    for each in feature.names:
        if line < MOST_NOTES and (each.notes or each.confidence is not None):
            top = _NOTES_TOP_PX + LINE * SMALL_PX * line
            words = f"{each.reader}: {_sure(each)}{each.notes}"
            line += page.paragraph(MARGIN_PX, top, words, width=PAGE_PX[0] - 2 * MARGIN_PX, most=MOST_NOTES - line)


def _sure(name: FeatureName) -> str:
    return f"{100 * name.confidence:.0f} % sure. " if name.confidence is not None else ""


def _draw_patches(
    page: Page, feature: Feature, values: NDArray[np.float32], material: Material, evidence: Evidence
) -> None:
    if not (values > 0).any():
        page.text(MARGIN_PX, _ROW_TOP_PX, "Never above nought on these photographs.", colour=INK)
        return
    page.text(MARGIN_PX, _ROW_TOP_PX, "What the strongest units see, the strongest first")
    below = _ROW_TOP_PX + PATCH_PX + 52
    if material.maps:
        page.text(MARGIN_PX, below, EVIDENCE_WORDS[evidence])
    size = (PATCH_PX, PATCH_PX)
    for rank in range(min(SHOWN, len(values))):
        place, left = Place(feature.layer, feature.channel, rank), MARGIN_PX + rank * (PATCH_PX + 12)
        packed, patch = material.patches.packed(place), material.patches.get(place)
        if packed is None or patch is None:
            continue
        page.picture(left, _ROW_TOP_PX + _HEAD_PX, size, packed, is_photograph=True)
        page.text(left, _ROW_TOP_PX + _HEAD_PX + PATCH_PX + 2, f"{values[rank]:.3g}")
        if place in material.maps:
            over = laid_over(patch, material.maps[place])
            page.picture(left, below + _HEAD_PX, size, over, is_photograph=True)


def laid_over(patch: Pixels, values: NDArray[np.float32]) -> Pixels:
    """A map over a patch of the same size in the colours of evidence, from nought to its own largest value."""
    largest = float(values.max(initial=0))
    levels = np.rint(255 * np.clip(values / (largest if largest > 0 else 1.0), 0, 1)).astype(np.uint8)
    rgba = rgba_table(Rendering())[levels].astype(np.float32)
    share = rgba[..., 3:] / 255
    return np.asarray(np.rint(share * rgba[..., :3] + (1 - share) * patch), np.uint8)


def _draw_picture(page: Page, left: float, pixels: Pixels, words: str, side: int, *, is_photograph: bool) -> float:
    """Draw a picture with its title; gives where the next one begins."""
    width, height = enlarged(pixels, side)
    top = _LOWER_TOP_PX + _HEAD_PX
    page.text(left, _LOWER_TOP_PX, words)
    page.picture(left, top, (width, height), pixels, is_photograph=is_photograph)
    page.frame((left, top, left + width, top + height))
    return left + max(width, 250) + _GAP_PX


def _draw_photograph(
    page: Page,
    left: float,
    model: LoadedModel,
    found: StrongestUnits,
    feature: Feature,
    effective: tuple[float, float] | None,
) -> float:
    """The photograph with the strongest unit, its footprint framed, and the footprint's sizes under it."""
    layer, units = model.layers[feature.layer], found.layers[feature.layer]
    number = int(units.photographs[feature.channel, 0])
    if number == NOBODY or not units.values[feature.channel, 0] > 0:
        return left
    try:
        photograph = read_photograph(found.paths[number])
    except ImageError:
        return left
    looked, scale = found.looked[number], retinal_scale(photograph)
    cell = int(units.columns[feature.channel, 0]) + 0.5, int(units.rows[feature.channel, 0]) + 0.5
    centre = layer.to_input.then(looked.to_photograph)(*cell)
    seen = (0.0, 0.0, float(photograph.width), float(photograph.height))
    foot = footprint_at(layer, centre, looked.to_photograph, seen, scale=scale, effective=effective)
    factor = PICTURE_PX * 1.3 / max(photograph.pixels.shape[:2])
    size = max(1, round(photograph.width * factor)), max(1, round(photograph.height * factor))
    top = _LOWER_TOP_PX + _HEAD_PX
    page.text(left, _LOWER_TOP_PX, "Footprint of the strongest unit")
    small = np.asarray(cv2.resize(photograph.pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
    page.picture(left, top, size, small, is_photograph=True)
    for box, colour in ((foot.theoretical, _THEORETICAL), (foot.effective, _EFFECTIVE)):
        if box is not None:
            _frame(page, box, factor, (left, top), colour)
    known = "" if scale is None else resolution_words(layer, looked.to_photograph, scale) or source_words(scale)
    width = max(size[0], _write_sizes(page, left, top + size[1] + 10, foot, known))
    return float(left + width + _GAP_PX)


def _frame(page: Page, box: Box, factor: float, corner: tuple[float, float], colour: Colour) -> None:
    x, y = corner
    drawn = [side * factor + (y if place % 2 else x) for place, side in enumerate(box)]
    room = max(0.0, (LEAST_FRAME_PX - (drawn[2] - drawn[0])) / 2)  # what is tiny can be found as well
    page.frame((drawn[0] - room, drawn[1] - room, drawn[2] + room, drawn[3] + room), colour=colour, width=2)


def _write_sizes(page: Page, left: float, top: float, foot: Footprint, resolution: str) -> float:
    """The sizes of a footprint, each beside a stroke in the colour of its frame, and what they mean; gives how wide."""
    sizes = footprint_words(foot)
    for words, colour in zip(sizes, (_THEORETICAL, _EFFECTIVE), strict=False):
        middle = top + LINE * SMALL_PX / 2
        page.line((left, middle), (left + _SWATCH_PX - 8, middle), colour=colour, width=3)
        page.text(left + _SWATCH_PX, top, words, colour=INK)
        top += LINE * SMALL_PX + 3
    page.text(left, top, resolution)
    return _SWATCH_PX + max(width_of(words, SMALL_PX) for words in sizes)


def footprint_words(foot: Footprint) -> list[str]:
    """The sizes of a footprint, a sentence each: what a unit can see (blue), and what counts (orange)."""
    words = [f"Sees {_size_words(foot.size)}"]
    if foot.effective_size is not None:
        words.append(f"Depends mostly on {_size_words(foot.effective_size)}")
    return words


def _size_words(extent: Extent) -> str:
    parts = ["{:.0f} x {:.0f} px".format(*extent.px)]
    if extent.discs is not None:
        parts.append("{:.2f} x {:.2f} disc diameters".format(*extent.discs))
    if extent.um is not None:
        parts.append("{:.0f} x {:.0f} \N{MICRO SIGN}m".format(*extent.um))
    return ", ".join(parts)
