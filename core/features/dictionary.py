"""The retinal dictionary: a page a feature, with its names, its strongest patches, its footprint and its exemplar."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw

from core.datasets.catalogue.features import FeatureName
from core.errors import ImageError
from core.explain.overlay import rgba_table
from core.explain.rendering import Rendering
from core.features.effective_field import effective_size, mean_gradient
from core.features.evidence import evidence_of, over_patch
from core.features.exemplar_params import ExemplarParams
from core.features.exemplars import channel_exemplars
from core.features.footprint import (
    Extent,
    Footprint,
    footprint_at,
    resolution_words,
    retinal_scale,
    source_words,
)
from core.features.kernels import Kernels, convolutions, kernels_of, planes, shades
from core.features.kinds import Evidence, Scale
from core.features.pages import FAINT, INK, MARGIN_PX, SMALL_PX, TEXT_PX, enlarged, font, new_page
from core.features.patches import Patches, Place, cut_patches
from core.features.strongest import StrongestUnits
from core.features.units import NOBODY
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer
from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
AT_ONCE = 16
"""So many features of a layer are looked into together."""
PATCH_PX, PICTURE_PX, SHOWN = 170, 330, 9
STEPS = 96
LEAST_FRAME_PX = 10
_ROW_TOP_PX, _LOWER_TOP_PX, _WORDS_TOP_PX, _NOTES_TOP_PX = 160, 610, 990, 1080
_THEORETICAL, _EFFECTIVE = (90, 170, 255), (255, 190, 60)
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


def named_features(names: Sequence[FeatureName], model: LoadedModel) -> tuple[Feature, ...]:
    """The features to which anybody gave a name or a note, by layer in the network's order and channel."""
    known: dict[tuple[str, int], list[FeatureName]] = {}
    for name in names:
        if name.layer in model.layers.names and 0 <= name.channel < model.layers[name.layer].shape[0]:
            known.setdefault((name.layer, name.channel), []).append(name)
    order = {name: place for place, name in enumerate(model.layers.names)}
    return tuple(
        Feature(layer, channel, tuple(sorted(known[layer, channel], key=lambda each: each.reader)))
        for layer, channel in sorted(known, key=lambda key: (order[key[0]], key[1]))
    )


def features_of(model: LoadedModel, layer: str, names: Sequence[FeatureName] = ()) -> tuple[Feature, ...]:
    """All channels of a layer. Raises ExplainError where there is no layer of that name."""
    known = {feature.channel: feature for feature in named_features(names, model) if feature.layer == layer}
    return tuple(known.get(channel, Feature(layer, channel)) for channel in range(model.layers[layer].shape[0]))


def dictionary_pages(
    model: LoadedModel,
    found: StrongestUnits,
    features: Sequence[Feature],
    *,
    evidence: Evidence = Evidence.SALIENCY,
    has_exemplars: bool = True,
    token: CancelToken | None = None,
    progress: ProgressReport = no_report,
) -> Iterator[Image.Image]:
    """A page a feature, in their order. Without Evidence nothing is laid over the patches.

    Raises ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    token = token or CancelToken()
    known = convolutions(model.module)
    done = 0
    for layer, group in _grouped(model, features):
        kernels = kernels_of(model.module, layer.module_name) if layer.module_name in known else None
        effective = _effective(model, found, layer, token)
        for begin in range(0, len(group), AT_ONCE):
            token.check()
            part = group[begin : begin + AT_ONCE]
            progress(Progress(done, len(features), layer.name))
            material = _material(model, found, part, evidence, token, has_exemplars=has_exemplars)
            for feature in part:
                token.check()
                yield _drawn(model, found, feature, kernels, effective, material, evidence)
            done += len(part)
            progress(Progress(done, len(features), layer.name))


@dataclass(frozen=True, slots=True, eq=False)
class _Material:
    patches: Patches
    maps: Mapping[Place, NDArray[np.float32]]
    exemplars: Mapping[int, Pixels]


def _grouped(model: LoadedModel, features: Sequence[Feature]) -> Iterator[tuple[Layer, list[Feature]]]:
    for name in dict.fromkeys(feature.layer for feature in features):
        yield model.layers[name], [feature for feature in features if feature.layer == name]


def _material(
    model: LoadedModel,
    found: StrongestUnits,
    features: Sequence[Feature],
    evidence: Evidence,
    token: CancelToken,
    *,
    has_exemplars: bool,
) -> _Material:
    name, channels = features[0].layer, [feature.channel for feature in features]
    layer, units = model.layers[name], found.layers[name]
    places = [
        Place(name, channel, rank)
        for channel in channels
        for rank in range(min(SHOWN, units.values.shape[1]))
        if units.values[channel, rank] > 0
    ]
    patches = cut_patches(found, model.layers, places, side=PATCH_PX, token=token)
    maps = {}
    if evidence is not Evidence.NONE:
        for each in evidence_of(model, found, places, evidence, token=token):
            box = found.field(layer, model.layers.input_size, each.place.channel, each.place.rank)
            maps[each.place] = over_patch(each, box, PATCH_PX)
    exemplars: dict[int, Pixels] = {}
    if has_exemplars:
        made = channel_exemplars(model, name, channels, ExemplarParams(steps=STEPS), token=token)
        exemplars = dict(zip(channels, made.best, strict=True))
    return _Material(patches, maps, exemplars)


def _effective(
    model: LoadedModel, found: StrongestUnits, layer: Layer, token: CancelToken
) -> tuple[float, float] | None:
    """The effective field of a layer, on the first photograph that can be read; None where there is none."""
    for photograph in sorted(found.looked):
        try:
            image, _place = model.prepare(read_photograph(found.paths[photograph]))
        except ImageError:
            continue
        size = effective_size(mean_gradient(model, layer.name, image, token=token))
        return size if min(size) > 0 else None
    return None


def _drawn(
    model: LoadedModel,
    found: StrongestUnits,
    feature: Feature,
    kernels: Kernels | None,
    effective: tuple[float, float] | None,
    material: _Material,
    evidence: Evidence,
) -> Image.Image:
    layer, units = model.layers[feature.layer], found.layers[feature.layer]
    given = "; ".join(f"{each.name} ({each.reader})" for each in feature.names if each.name) or "no name yet"
    page, draw = new_page(f"{given}", f"Channel {feature.channel} of {layer.name}, {layer.type}, in {model.card.name}")
    _draw_patches(page, draw, feature, units.values[feature.channel], material, evidence)
    left = MARGIN_PX
    left = _draw_photograph(page, draw, left, model, found, feature, effective)
    if feature.channel in material.exemplars:
        left = _draw_picture(page, draw, left, material.exemplars[feature.channel], "Exemplar: excites it most")
    if kernels is not None:
        tiles = shades(planes(kernels, kernels.views()[0]), Scale.OWN)
        what = f"Kernel, {kernels.views()[0].value}" + ("; it mixes channels" if kernels.is_mixing else "")
        _draw_picture(page, draw, left, np.asarray(enlarged(tiles[feature.channel], 180)), what)
    notes = [f"{each.reader}: {_sure(each)}{each.notes}" for each in feature.names if each.notes or each.confidence]
    for line, text in enumerate(notes[:4]):
        draw.text((MARGIN_PX, _NOTES_TOP_PX + 22 * line), text[:180], FAINT, font(SMALL_PX))
    return page


def _sure(name: FeatureName) -> str:
    return f"{100 * name.confidence:.0f} % sure. " if name.confidence is not None else ""


def _draw_patches(
    page: Image.Image,
    draw: ImageDraw.ImageDraw,
    feature: Feature,
    values: NDArray[np.float32],
    material: _Material,
    evidence: Evidence,
) -> None:
    if not (values > 0).any():
        draw.text((MARGIN_PX, _ROW_TOP_PX), "Never above nought on these photographs.", FAINT, font(TEXT_PX))
        return
    small = font(SMALL_PX)
    draw.text((MARGIN_PX, _ROW_TOP_PX), "What the strongest units see, the strongest first", FAINT, small)
    below = _ROW_TOP_PX + PATCH_PX + 52
    if material.maps:
        draw.text((MARGIN_PX, below), EVIDENCE_WORDS[evidence], FAINT, small)
    for rank in range(min(SHOWN, len(values))):
        place, left = Place(feature.layer, feature.channel, rank), MARGIN_PX + rank * (PATCH_PX + 12)
        patch = material.patches.get(place)
        if patch is None:
            continue
        page.paste(Image.fromarray(patch), (left, _ROW_TOP_PX + 22))
        draw.text((left, _ROW_TOP_PX + 24 + PATCH_PX), f"{values[rank]:.3g}", FAINT, small)
        if place in material.maps:
            page.paste(Image.fromarray(laid_over(patch, material.maps[place])), (left, below + 22))


def laid_over(patch: Pixels, values: NDArray[np.float32]) -> Pixels:
    """A map over a patch of the same size in the colours of evidence, from nought to its own largest value."""
    largest = float(values.max(initial=0))
    levels = np.rint(255 * np.clip(values / (largest if largest > 0 else 1.0), 0, 1)).astype(np.uint8)
    rgba = rgba_table(Rendering())[levels].astype(np.float32)
    share = rgba[..., 3:] / 255
    return np.asarray(np.rint(share * rgba[..., :3] + (1 - share) * patch), np.uint8)


def _draw_picture(page: Image.Image, draw: ImageDraw.ImageDraw, left: int, pixels: Pixels, words: str) -> int:
    """Draw a picture with its title; gives where the next one begins."""
    picture = Image.fromarray(pixels)
    if max(picture.size) != PICTURE_PX and min(picture.size) > 32:
        factor = PICTURE_PX / max(picture.size)
        picture = picture.resize((round(picture.width * factor), round(picture.height * factor)))
    elif max(picture.size) < PICTURE_PX // 2:
        picture = enlarged(np.asarray(picture), PICTURE_PX // 2)
    draw.text((left, _LOWER_TOP_PX), words, FAINT, font(SMALL_PX))
    page.paste(picture, (left, _LOWER_TOP_PX + 24))
    corner = left + picture.width, _LOWER_TOP_PX + 24 + picture.height
    draw.rectangle((left - 1, _LOWER_TOP_PX + 23, *corner), outline=FAINT)
    return left + max(picture.width, 250) + 40


def _draw_photograph(
    page: Image.Image,
    draw: ImageDraw.ImageDraw,
    left: int,
    model: LoadedModel,
    found: StrongestUnits,
    feature: Feature,
    effective: tuple[float, float] | None,
) -> int:
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
    place = layer.to_input.then(looked.to_photograph)
    row, column = int(units.rows[feature.channel, 0]), int(units.columns[feature.channel, 0])
    seen = (0.0, 0.0, float(photograph.width), float(photograph.height))
    centre = place(column + 0.5, row + 0.5)
    foot = footprint_at(layer, centre, looked.to_photograph, seen, scale=scale, effective=effective)
    factor = PICTURE_PX * 1.3 / max(photograph.pixels.shape[:2])
    size = max(1, round(photograph.width * factor)), max(1, round(photograph.height * factor))
    small = Image.fromarray(cv2.resize(photograph.pixels, size, interpolation=cv2.INTER_AREA))
    frame = ImageDraw.Draw(small)
    for box, colour in ((foot.theoretical, _THEORETICAL), (foot.effective, _EFFECTIVE)):
        if box is not None:
            drawn = [side * factor for side in box]
            room = max(0.0, (LEAST_FRAME_PX - (drawn[2] - drawn[0])) / 2)  # what is tiny can be found as well
            frame.rectangle(
                (drawn[0] - room, drawn[1] - room, drawn[2] + room, drawn[3] + room), outline=colour, width=2
            )
    draw.text((left, _LOWER_TOP_PX), "Footprint of the strongest unit", FAINT, font(SMALL_PX))
    page.paste(small, (left, _LOWER_TOP_PX + 24))
    sentences = footprint_words(foot)
    if scale is not None:
        sentences.append(resolution_words(layer, looked.to_photograph, scale) or source_words(scale))
    for line, text in enumerate(sentences):
        # Pillow's own font has no sign for micro.
        words = text.replace("\N{MICRO SIGN}", "u")
        draw.text((left, _WORDS_TOP_PX + 24 * line), words, FAINT if line else INK, font(SMALL_PX))
    return left + int(size[0]) + 40


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
