"""Footprints: sizes that can be worked out by hand."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
import torch

from core.datasets.masks import find_masks, read_mask
from core.features.disc_size import disc_diameter
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
    source_words,
)
from core.images.disc import find_disc
from core.images.facts import NO_FACTS
from core.images.field import find_field
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.images.reading import read_photograph
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


def eye(disc_px: int, *, field_px: int = 600, disc_level: int = 90) -> np.ndarray:
    """A round reddish field with a bright disc of that diameter, crossed by vessels that run up and down."""
    y, x = np.mgrid[:field_px, :field_px]
    middle, disc = field_px / 2, (0.7 * field_px, 0.5 * field_px)
    light = np.full((field_px, field_px), 110.0)
    light[np.hypot(x - disc[0], y - disc[1]) < disc_px / 2] += disc_level
    if disc_level:
        light[np.abs(x - disc[0] - 0.05 * field_px * np.sin(y / 40)) < 0.007 * field_px] *= 0.6
    pixels = np.stack([light, 0.6 * light, 0.25 * light], 2).clip(0, 255)
    pixels += np.random.default_rng(0).normal(0, 2, pixels.shape)
    pixels[np.hypot(x - middle, y - middle) > middle - 4] = 0
    return pixels.clip(0, 255).astype(np.uint8)


@pytest.mark.parametrize("disc_px", [70, 90, 140])
def test_the_disc_is_measured_on_the_photograph(disc_px: int) -> None:
    """At three sizes, as in fields of 60, 45 and 30 degrees: to a twentieth."""
    scale = retinal_scale(photograph_of(eye(disc_px)))
    assert scale is not None
    assert scale.source is ScaleSource.FOUND
    assert scale.disc_px == pytest.approx(disc_px, rel=0.06)
    assert scale.um[0] == pytest.approx(1800 / disc_px, rel=0.06)


def test_what_is_marked_by_hand_goes_before_what_is_found_and_after_the_files_own_spacing() -> None:
    marked = retinal_scale(photograph_of(eye(90)), marked_disc_px=120.0)
    assert marked is not None
    assert (marked.source, marked.disc_px, marked.um) == (ScaleSource.HAND, 120.0, (15.0, 15.0))
    stated = retinal_scale(photograph_of(eye(90), (0.02, 0.02)), marked_disc_px=120.0)
    assert stated is not None
    assert (stated.source, stated.disc_px, stated.um) == (ScaleSource.SPACING, 120.0, (20.0, 20.0))
    assert "marked by hand" in source_words(marked)
    assert "file states" in source_words(stated)


def test_without_a_disc_its_usual_share_of_a_round_field_counts() -> None:
    blank = eye(90, disc_level=0)
    scale = retinal_scale(photograph_of(blank))
    assert scale is not None
    assert scale.source is ScaleSource.SHARE
    assert scale.disc_px == pytest.approx(0.15 * 592, rel=0.02)
    assert "usual share" in source_words(scale)
    stated = retinal_scale(photograph_of(blank, (0.01, 0.01)))
    assert stated is not None
    assert stated.disc_px is None  # what is but usual says nothing against a spacing that is stated
    cut_out = blank[150:450, 150:450]  # no border: nothing says how much of the eye it shows
    assert retinal_scale(photograph_of(cut_out)) is None


def test_the_disc_of_real_photographs_is_measured_better_than_by_its_usual_share(data_dir: Path) -> None:
    """Against the outlines of IDRiD's graders, on four photographs made smaller."""
    by_size, by_share = [], []
    for number in (6, 12, 21, 24):
        path = data_dir / "idrid" / "segmentation" / "images" / f"IDRiD_{number:02}.jpg"
        photograph = read_photograph(path)
        size = photograph.width // 4, photograph.height // 4
        pixels = cv2.resize(photograph.pixels, size, interpolation=cv2.INTER_AREA)
        mask = read_mask(next(each.path for each in find_masks(path) if each.code == "OD"), (4 * size[0], 4 * size[1]))
        truth = 2 * np.sqrt(mask.sum() / np.pi) / 4
        diameter = disc_diameter(pixels, find_disc(pixels).disc)
        assert diameter is not None
        by_size.append(abs(diameter / truth - 1))
        by_share.append(abs(find_field(pixels).diameter * 0.15 / truth - 1))
    assert np.mean(by_size) < 0.06 < np.mean(by_share)


def test_a_disc_of_eighteen_hundred_micrometres() -> None:
    """A field of light of 640 pixels: the disc is 96 pixels high, a pixel 18.75 micrometres."""
    scale = RetinalScale((18.75, 18.75), 96, ScaleSource.SHARE)
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
    scale = RetinalScale((10.0, 10.0), 180, ScaleSource.SHARE)
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
