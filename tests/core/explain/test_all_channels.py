"""The maps of all channels of a layer at once: each is that of the channel alone, and is kept."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
import pytest
import torch
import torchvision
from torch import nn

from core.errors import ExplainError
from core.explain.all_channels import all_channels, of_channel
from core.explain.explainer import Explainer
from core.explain.methods import compute
from core.explain.params import OcclusionParams
from core.explain.query import Aggregate, ChannelTarget, ClassTarget, Method, Query
from core.explain.saliency import saliency
from core.jobs import Progress
from tests.core.explain.test_explainer import noise, small_model

LAYER = "features.6"


@pytest.fixture(scope="module")
def squeezenet(trained_like: Callable) -> nn.Module:
    return trained_like(torchvision.models.squeezenet1_1(weights=None, num_classes=5))


@pytest.mark.parametrize("method", [Method.SALIENCY, Method.OCCLUSION])
def test_each_is_the_map_of_its_channel_alone(
    method: Method, squeezenet: nn.Module, make_case: Callable, ask: Callable
) -> None:
    image = torch.randn(1, 3, 96, 90, generator=torch.Generator().manual_seed(2))
    params = OcclusionParams(window=24, stride=16) if method is Method.OCCLUSION else None
    query = ask(method, ChannelTarget(LAYER, 0), None, params)
    maps = all_channels(make_case(squeezenet, image), query)
    assert len(maps) == len(maps.peaks) == 256
    for channel in (0, 5, int(np.abs(maps.peaks).argmax()), 255):
        alone = compute(make_case(squeezenet, image), of_channel(query, channel), [None])[None]
        found = maps.map_of(channel)
        assert found.shape == alone.map.shape == maps.shape
        np.testing.assert_allclose(found, alone.map, rtol=0, atol=1e-5 * np.abs(alone.map).max(initial=1e-12))
        assert maps.to_input == alone.to_input
        assert abs(maps.peaks[channel]) == np.abs(found).max()
    np.testing.assert_array_equal(maps.stacked()[7], maps.map_of(7))
    if method is Method.SALIENCY:
        assert maps.fields.nbytes < maps.stacked().nbytes, "only what a unit sees is kept"


def test_a_channel_costs_no_pass_once_its_layer_was_looked_at(
    squeezenet: nn.Module, make_case: Callable, ask: Callable, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make_case(squeezenet, torch.randn(1, 3, 64, 64, generator=torch.Generator().manual_seed(2)))
    query = ask(Method.SALIENCY, ChannelTarget(LAYER, 0))
    maps = all_channels(case, query)

    def refuse(*_args: object, **_options: object) -> None:
        raise AssertionError("a backward pass")

    monkeypatch.setattr(torch.autograd, "grad", refuse)
    np.testing.assert_array_equal(saliency(case, of_channel(query, 9)).map, maps.map_of(9))
    assert all_channels(case, query).fields is maps.fields
    with pytest.raises(AssertionError, match="a backward pass"):
        saliency(case, ask(Method.SALIENCY, ChannelTarget(LAYER, 9, Aggregate.SUM)))


def test_the_explainer_keeps_them_for_single_channels() -> None:
    model, picture, explainer = small_model(), noise(), Explainer()
    done: list[Progress] = []
    for method, params in ((Method.OCCLUSION, OcclusionParams(window=8, stride=8)), (Method.SALIENCY, None)):
        query = Query(picture.id, model.id, method, ChannelTarget("relu", 1), None, params)
        maps = explainer.channel_maps(model, picture, query, report=done.append)
        assert done[-1].done == done[-1].total
        passes = model.module.forward_passes
        for channel in range(3):
            explained = explainer.explain(model, picture, of_channel(query, channel))
            np.testing.assert_array_equal(explained.map, maps.map_of(channel))
        assert model.module.forward_passes == passes


@pytest.mark.parametrize(
    ("method", "target", "words"),
    [
        (Method.GRAD_CAM, ChannelTarget("relu", 0), "no map of all channels"),
        (Method.OCCLUSION, ClassTarget(0), "none is explained"),
        (Method.SALIENCY, ChannelTarget("relu", 0, Aggregate.SUM), "whole backward pass"),
        (Method.SALIENCY, ChannelTarget("relu", 3), "no channel 3"),
    ],
)
def test_what_has_no_such_maps(method: Method, target: ChannelTarget, words: str) -> None:
    model, picture = small_model(), noise()
    query = Query(picture.id, model.id, method, target, "relu" if method is Method.GRAD_CAM else None)
    with pytest.raises(ExplainError, match=words):
        Explainer().channel_maps(model, picture, query)
