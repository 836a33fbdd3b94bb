"""Feature maps, and the same network with random weights."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch

from core.errors import ExplainError
from core.features.maps import feature_maps
from core.features.untrained import untrained
from core.images.reading import read_photograph
from core.networks.loaded import LoadedModel


def test_maps_are_what_the_layer_gives(model: LoadedModel, photographs: list[Path]) -> None:
    photograph = read_photograph(photographs[0])
    found = feature_maps(model, photograph, "features.3")
    image, _to = model.prepare(photograph)
    with torch.inference_mode():
        wanted = model.module.features[:4](image)[0].numpy()
    np.testing.assert_allclose(found.values, wanted, rtol=1e-5, atol=1e-6)
    order = found.order()
    assert (np.diff(wanted.max((1, 2))[order]) <= 0).all()
    height, width = found.values.shape[1:]
    left, top, right, bottom = found.to_photograph.bounds(width, height)
    assert right - left == pytest.approx(photograph.width, rel=0.2)
    assert bottom - top == pytest.approx(photograph.height, rel=0.2)


def test_shades_are_black_where_nothing_is_above_nought(model: LoadedModel, photographs: list[Path]) -> None:
    found = feature_maps(model, read_photograph(photographs[0]), "features.0")
    shades = found.shades()
    alive = found.peaks > 0
    assert (shades[alive].max((1, 2)) == 255).all()
    assert (shades[found.values <= 0] == 0).all()


def test_an_unknown_layer_is_refused(model: LoadedModel, photographs: list[Path]) -> None:
    with pytest.raises(ExplainError):
        feature_maps(model, read_photograph(photographs[0]), "features.99")


def test_random_weights_follow_from_the_seed(model: LoadedModel) -> None:
    before = model.module.features[0].weight.clone()
    one, same, other = untrained(model, 3), untrained(model, 3), untrained(model, 4)
    weights = [each.module.features[0].weight for each in (one, same, other)]
    assert torch.equal(weights[0], weights[1])
    assert not torch.equal(weights[0], weights[2])
    assert torch.equal(model.module.features[0].weight, before)
    assert not torch.equal(weights[0], before)
    assert len({one.id, other.id, model.id}) == 3
