"""The retinal dictionary: a page a feature, with its names, its strongest patches, its footprint and its exemplar."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np
from numpy.typing import NDArray

from core.datasets.catalogue.features import FeatureName
from core.errors import ImageError
from core.features.dictionary_page import PATCH_PX, SHOWN, Feature, KernelPictures, Material, feature_page
from core.features.effective_field import effective_size, mean_gradient
from core.features.evidence import evidence_of, over_patch
from core.features.exemplar_params import ExemplarParams
from core.features.exemplars import channel_exemplars
from core.features.kernels import convolutions, kernels_of
from core.features.kinds import Evidence
from core.features.pages import Page
from core.features.patches import Place, cut_patches
from core.features.strongest import StrongestUnits
from core.images.reading import read_photograph
from core.jobs import CancelToken, Progress, ProgressReport, no_report
from core.networks.layers import Layer
from core.networks.loaded import LoadedModel

Pixels = NDArray[np.uint8]
AT_ONCE = 16
"""So many features of a layer are looked into together."""
STEPS = 96


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
) -> Iterator[Page]:
    """A page a feature, in their order. Without Evidence nothing is laid over the patches.

    Raises ExplainError for a layer that is not there, Cancelled once the token says so.
    """
    token = token or CancelToken()
    known = convolutions(model.module)
    done = 0
    for layer, group in _grouped(model, features):
        kernels = KernelPictures(kernels_of(model.module, layer.module_name)) if layer.module_name in known else None
        effective = _effective(model, found, layer, token)
        for begin in range(0, len(group), AT_ONCE):
            token.check()
            part = group[begin : begin + AT_ONCE]
            progress(Progress(done, len(features), layer.name))
            material = _material(model, found, part, evidence, token, has_exemplars=has_exemplars)
            for feature in part:
                token.check()
                yield feature_page(model, found, feature, kernels, effective, material, evidence)
            done += len(part)
            progress(Progress(done, len(features), layer.name))


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
) -> Material:
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
    return Material(patches, maps, exemplars)


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
