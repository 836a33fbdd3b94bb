"""Footprints: sizes that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch

from core.features.effective_field import THRESHOLD, effective_size, mean_gradient
from core.features.footprint import (
    MICROANEURYSM_UM,
    Resolution,
    RetinalScale,
    ScaleSource,
    cell_at,
    extent_of,
    footprint_at,
    resolution_of,
    resolution_words,
    retinal_scale,
)
from core.images.facts import NO_FACTS
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.networks.loaded import LoadedModel


def photograph_of(pixels: np.ndarray, spacing: tuple[float, float] | None = None) -> Photograph:
    facts = replace(NO_FACTS, pixel_spacing_mm=spacing)
    return Photograph(ImageId("0" * 64), Path("eye.png"), pixels, "PNG", "RGB", 8, facts)


def test_the_files_own_spacing_goes_first() -> None:
    scale = retinal_scale(photograph_of(np.zeros((60, 80, 3), np.uint8), (0.02, 0.01)))
    assert scale is not None
    assert scale.um == pytest.approx((10, 20))  # spacing is (between rows, between columns)
    assert scale.source is ScaleSource.SPACING
    assert scale.disc_px is None
    extent = extent_of(90, 45, scale)
    assert extent.um == pytest.approx((900, 900))
    assert extent.discs == pytest.approx((0.5, 0.5))


def test_nothing_is_said_where_nothing_is_known() -> None:
    assert retinal_scale(photograph_of(np.zeros((60, 80, 3), np.uint8))) is None
    assert extent_of(3, 4, None).um is None


def test_a_disc_of_eighteen_hundred_micrometres() -> None:
    """A field of light of 640 pixels: the disc is 96 pixels high, a pixel 18.75 micrometres."""
    scale = RetinalScale((18.75, 18.75), 96, ScaleSource.DISC)
    assert extent_of(96, 192, scale).um == pytest.approx((1800, 3600))
    assert extent_of(96, 192, scale).discs == pytest.approx((1, 2))


def test_the_field_at_a_point(model: LoadedModel) -> None:
    layer = model.layers["features.3.squeeze"]  # 7 x 7 pixels of the input, 4 apart
    to_photograph = Affine.scale(10, 5)
    for row, column in ((0, 0), (3, 7), (layer.shape[1] - 1, layer.shape[2] - 1)):
        x, y = layer.to_input.then(to_photograph)(column + 0.5, row + 0.5)
        assert cell_at(layer, x, y, to_photograph) == (row, column)
        assert cell_at(layer, x + 19, y - 9, to_photograph) == (row, column)
    assert cell_at(layer, -1e5, 1e5, to_photograph) == (layer.shape[1] - 1, 0)
    x, y = layer.to_input.then(to_photograph)(5.5, 5.5)
    seen = (0.0, 0.0, 800.0, 400.0)
    found = footprint_at(layer, (x, y), to_photograph, seen, effective=(3.0, 5.0))
    assert found.theoretical == pytest.approx((x - 35, y - 17.5, x + 35, y + 17.5))
    assert found.effective == pytest.approx((x - 25, y - 7.5, x + 25, y + 7.5))
    assert found.size.px == pytest.approx((70, 35))


def test_layers_that_cannot_resolve_a_microaneurysm_say_so(model: LoadedModel) -> None:
    fine, coarse = model.layers["features.0"], model.layers["features.12"]
    assert (fine.stride, coarse.stride) == ((2, 2), (16, 16))
    scale = RetinalScale((10.0, 10.0), 180, ScaleSource.DISC)
    same = Affine()
    assert resolution_of(fine, same, scale) is Resolution.RESOLVED
    assert resolution_words(fine, same, scale) == ""
    assert resolution_of(coarse, same, scale) is Resolution.STRIDE
    assert "160" in resolution_words(coarse, same, scale)
    tiny = Affine.scale(13, 13)
    assert MICROANEURYSM_UM < 13 * 10
    assert resolution_of(fine, tiny, scale) is Resolution.PIXEL
    assert "smaller than a pixel" in resolution_words(fine, tiny, scale)


def test_the_effective_field_is_that_of_autograd(model: LoadedModel) -> None:
    """Within the theoretical one, and for a layer of one convolution the weights themselves."""
    torch.manual_seed(1)
    image = torch.randn(1, 3, *model.layers.input_size)
    layer = model.layers["features.0"]
    gradient = mean_gradient(model, layer.name, image, signals=400)
    row, column = (index * 2 for index in (layer.shape[1] // 2, layer.shape[2] // 2))
    inside = gradient[row : row + 3, column : column + 3]
    assert inside.sum() == pytest.approx(gradient.sum())
    weights = model.module.get_submodule("features.0").weight.detach().numpy()
    # The mean magnitude of a sum of weights times normal numbers is their norm times the root of 2 / pi.
    expected = (np.sqrt((weights**2).sum(0)) * np.sqrt(2 / np.pi)).mean(0)
    np.testing.assert_allclose(inside, expected, rtol=0.1)
    deep = model.layers["features.6.expand3x3"]
    height, width = effective_size(mean_gradient(model, deep.name, image))
    assert 0 < height <= deep.receptive_field[0]
    assert 0 < width <= deep.receptive_field[1]


def test_the_size_of_a_bell() -> None:
    """Where a bell of deviation s has more than 4.55 % of its height: a circle of radius s times a known number."""
    y, x = np.mgrid[-60:61, -60:61]
    radius = np.sqrt(-2 * np.log(THRESHOLD))
    bell = np.exp(-(x**2) / (2 * 12**2) - y**2 / (2 * 6**2)).astype(np.float32)
    height, width = effective_size(bell)
    assert height * width == pytest.approx(np.pi * radius**2 * 72, rel=0.03)
    assert width / height == pytest.approx(2, rel=0.05)
    assert effective_size(np.zeros((4, 4), np.float32)) == (0, 0)
