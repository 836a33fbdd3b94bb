"""The retinal dictionary: what stands on a page."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.datasets.catalogue.features import FeatureName
from core.errors import ExplainError
from core.features.dictionary import dictionary_pages, features_of, named_features
from core.features.dictionary_page import Feature, laid_over
from core.features.kinds import Evidence
from core.features.pages import MARGIN_PX, PAGE_PX
from core.features.strongest import StrongestUnits, find_strongest
from core.jobs import Cancelled, CancelToken, Progress
from core.networks.loaded import LoadedModel

LAYERS = ("features.0", "features.3.squeeze")


@pytest.fixture(scope="module")
def found(model: LoadedModel, photographs: list[Path]) -> StrongestUnits:
    return find_strongest(model, photographs[:6], LAYERS)


def test_a_page_for_each_feature(model: LoadedModel, found: StrongestUnits) -> None:
    features = [Feature(LAYERS[0], 3), Feature(LAYERS[1], 5)]
    told: list[Progress] = []
    pages = list(
        dictionary_pages(model, found, features, evidence=Evidence.NONE, has_exemplars=False, progress=told.append)
    )
    assert [page.raster().size for page in pages] == [PAGE_PX, PAGE_PX]
    assert (told[-1].done, told[-1].total) == (2, 2)
    # The patch of the strongest unit stands where it should: not white, and with more than one colour.
    for page in pages:
        patch = np.asarray(page.raster().crop((MARGIN_PX, 190, MARGIN_PX + 150, 330)))
        assert patch.std() > 1
        assert (patch != 255).any()


def test_features_that_have_names(model: LoadedModel) -> None:
    names = [
        FeatureName(model.id, LAYERS[1], 5, "bea", "vessel"),
        FeatureName(model.id, LAYERS[0], 7, "ada", "", None, "look again"),
        FeatureName(model.id, LAYERS[1], 5, "ada", "fovea"),
        FeatureName(model.id, LAYERS[1], 99_999, "ada", "of another model"),
        FeatureName(model.id, "gone", 1, "ada", "of another model"),
    ]
    features = named_features(names, model)
    assert [(each.layer, each.channel) for each in features] == [(LAYERS[0], 7), (LAYERS[1], 5)]
    assert [each.name for each in features[1].names] == ["fovea", "vessel"]
    every = features_of(model, LAYERS[1], names)
    assert len(every) == model.layers[LAYERS[1]].shape[0]
    assert every[5].names == features[1].names
    with pytest.raises(ExplainError):
        features_of(model, "features.00")


def test_it_can_be_cancelled(model: LoadedModel, found: StrongestUnits) -> None:
    token = CancelToken()
    token.cancel()
    with pytest.raises(Cancelled):
        next(dictionary_pages(model, found, [Feature(LAYERS[0], 0)], token=token))


def test_a_map_over_a_patch_leaves_what_is_nought_alone() -> None:
    patch = np.full((4, 4, 3), 77, np.uint8)
    values = np.zeros((4, 4), np.float32)
    np.testing.assert_array_equal(laid_over(patch, values), patch)
    values[1, 2] = 3
    over = laid_over(patch, values)
    assert (over[1, 2] != 77).any()
    over[1, 2] = 77
    np.testing.assert_array_equal(over, patch)
