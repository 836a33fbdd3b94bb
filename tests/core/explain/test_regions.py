"""Regions by hand and against their definition, receptive fields against the gradient's support, and the drawing."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from numpy.typing import NDArray
from scipy import ndimage

from core.errors import ExplainError
from core.explain.explainer import Explainer
from core.explain.explanation import Explanation
from core.explain.query import ChannelTarget, ClassTarget, Method, Query
from core.explain.regions import RegionSettings, draw_regions, find_regions, flood
from core.explain.units import strongest_cell, strongest_field
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.images.preparation import Normalisation, recipe
from core.networks.analysis import layer_table
from core.networks.card import ModelCard, ModelId
from core.networks.layers import LayerTable
from core.networks.loaded import LoadedModel

NO_LAYERS = LayerTable((), (64, 64))
SHARP = RegionSettings(smoothing=0, threshold=0.5, prominence=0.15)


def explanation(values: NDArray[np.float32], to_photograph: Affine | None = None, seen: object = None) -> Explanation:
    to_photograph = to_photograph or Affine()
    query = Query(ImageId("0"), ModelId("1"), Method.SALIENCY, ClassTarget(0), None)
    seen = seen or to_photograph.bounds(values.shape[1], values.shape[0])
    return Explanation(query, values.astype(np.float32), to_photograph, seen, 0.0)  # type: ignore[arg-type]


def bumps(*places: tuple[int, int, float], side: int = 60, width: float = 5) -> NDArray[np.float32]:
    rows, columns = np.indices((side, side))
    values = sum(h * np.exp(-((rows - r) ** 2 + (columns - c) ** 2) / (2 * width**2)) for r, c, h in places)
    return np.asarray(values, np.float32)


def test_flooding_by_hand() -> None:
    values = np.array([[9, 5, 1, 8, 7], [8, 4, 0, 6, 0], [0, 0, 0, 0, 5]], np.float32)
    assert flood(values, threshold=0.5, prominence=0.1).tolist() == [[1, 1, 0, 2, 2], [1, 0, 0, 2, 0], [0, 0, 0, 0, 2]]
    # At a fifth of 9 the saddle of height 1 stays dry; below it both are joined unless the second stands out.
    assert flood(values, threshold=0.1, prominence=0.9).max() == 1
    assert flood(values, threshold=0.1, prominence=0.5).max() == 2


@settings(max_examples=60, deadline=None)
@given(hnp.arrays(np.float32, (9, 8), elements=st.integers(0, 6).map(float)), st.floats(0.1, 1))
def test_without_prominence_regions_are_what_hangs_together_above_the_threshold(
    values: NDArray[np.float32], threshold: float
) -> None:
    found = flood(values, threshold=threshold, prominence=1.01)
    above = (values >= np.float32(threshold) * values.max()) & (values > 0)
    expected, count = ndimage.label(above, structure=np.ones((3, 3)))
    assert int(found.max()) == count
    assert ((found > 0) == above).all()
    for label in range(1, count + 1):
        assert len(np.unique(found[expected == label])) == 1


@settings(max_examples=60, deadline=None)
@given(hnp.arrays(np.float32, (9, 8), elements=st.integers(-3, 6).map(float)), st.floats(0, 1), st.floats(0, 1))
def test_every_region_hangs_together_and_has_its_own_peak(
    values: NDArray[np.float32], threshold: float, prominence: float
) -> None:
    found = flood(values, threshold=threshold, prominence=prominence)
    peaks = [values[found == label].max() for label in range(1, int(found.max()) + 1)]
    assert peaks == sorted(peaks, reverse=True)
    for label in range(1, int(found.max()) + 1):
        assert ndimage.label(found == label, structure=np.ones((3, 3)))[1] == 1
    assert not found[values <= 0].any()


def test_places_shares_and_areas_are_those_of_the_map() -> None:
    values = np.zeros((50, 40), np.float32)
    values[10:20, 5:15] = 2.0
    values[30:35, 20:40] = 3.0
    values[0, 0] = -7
    to_photograph = Affine(xx=4, yy=3, x0=100, y0=10)
    first, second = find_regions(explanation(values, to_photograph), SHARP)
    assert first.share == pytest.approx(300 / 500, rel=0.06)
    assert second.share == pytest.approx(200 / 500, rel=0.12)
    assert first.area == pytest.approx(5 * 20 * 12, rel=0.05)
    (line,) = second.outline
    np.testing.assert_allclose(line.min(0), [120, 40], atol=2)
    np.testing.assert_allclose(line.max(0), [160, 70], atol=2)
    assert 120 <= second.peak[0] <= 160
    assert 40 <= second.peak[1] <= 70


def test_two_peaks_are_two_regions_where_the_valley_is_deep() -> None:
    deep, shallow = bumps((30, 15, 1), (30, 45, 0.9)), bumps((30, 24, 1), (30, 36, 0.95))
    assert len(find_regions(explanation(deep), RegionSettings(threshold=0.1))) == 2
    assert len(find_regions(explanation(shallow), RegionSettings(threshold=0.1))) == 1
    assert len(find_regions(explanation(shallow), RegionSettings(0, threshold=0.1, prominence=0.01))) == 2


def test_smoothing_gathers_what_noise_scatters() -> None:
    noise = np.random.default_rng(0).random((60, 60)).astype(np.float32)
    noisy = bumps((20, 20, 1), (45, 40, 0.8)) * noise
    assert len(find_regions(explanation(noisy), RegionSettings(0, threshold=0.4, prominence=0.1))) > 10
    smooth = find_regions(explanation(noisy), RegionSettings(0.05, threshold=0.4, prominence=0.1))
    assert len(smooth) == 2
    for region, place in zip(smooth, [(20.5, 20.5), (40.5, 45.5)], strict=True):
        assert np.hypot(*np.subtract(region.peak, place)) < 3


def test_a_map_without_evidence_has_no_regions() -> None:
    for values in (np.zeros((7, 7)), np.full((7, 7), -1.0), np.full((7, 7), np.nan)):
        assert find_regions(explanation(values)) == ()


def test_a_coarse_map_reaches_to_the_border_of_what_was_seen() -> None:
    values = np.zeros((4, 4), np.float32)
    values[0, 0] = 1
    coarse = Affine(xx=10, yy=10, x0=20, y0=20)
    (region,) = find_regions(explanation(values, coarse, (0.0, 0.0, 80.0, 80.0)), SHARP)
    np.testing.assert_allclose(region.outline[0].min(0), [0, 0], atol=0.5)
    assert region.peak[0] < 30


@pytest.mark.parametrize("broken", [{"threshold": 1.5}, {"smoothing": -0.1}, {"prominence": float("nan")}])
def test_settings_that_mean_nothing_are_refused(broken: dict[str, float]) -> None:
    with pytest.raises(ExplainError, match=next(iter(broken))):
        RegionSettings(**broken)


def test_drawing_brightens_the_inside_and_nothing_else() -> None:
    pixels = np.full((120, 160, 3), 100, np.uint8)
    values = np.zeros((120, 160), np.float32)
    values[40:80, 50:100] = 1
    values[50:60, 60:70] = 0
    regions = find_regions(explanation(values), SHARP)
    drawn = draw_regions(pixels, regions, box=(10, 10, 30, 30))
    assert (pixels == 100).all()
    assert (drawn[45, 55] == 255 - 155 * 3 // 5).all()
    assert (drawn[55, 65] == 100).all()  # a hole
    assert (drawn[100, 20] == 100).all()
    assert (drawn[:, :, 1] > drawn[:, :, 0]).sum() > 100
    red, green, blue = drawn.astype(int).transpose(2, 0, 1)
    assert (green - np.maximum(red, blue) > 60).sum() > 150
    assert (blue - np.maximum(red, green) > 30).sum() > 60
    assert (draw_regions(pixels, ()) == pixels).all()


def model_of(module: torch.nn.Module, side: int) -> LoadedModel:
    card = ModelCard(
        name="small",
        architecture="test/small",
        class_names=("a", "b", "c"),
        preparation=recipe("stretch", input_size=side, normalisation=Normalisation.UNIT),
    )
    module = module.eval().requires_grad_(False)
    return LoadedModel(
        ModelId("0" * 64), Path("x"), card, module, layer_table(module, (side, side)), torch.device("cpu")
    )


def test_the_strongest_units_field_is_where_its_saliency_is() -> None:
    torch.manual_seed(4)
    model = model_of(torchvision.models.squeezenet1_1(num_classes=3), 128)
    pixels = np.random.default_rng(2).integers(0, 255, (256, 384, 3), np.uint8)
    picture, explainer = Photograph(ImageId("a"), Path("a"), pixels, "PNG", "RGB", 8), Explainer()
    tightest = 1e9
    for layer in ("features.0", "features.3", "features.6"):
        targets = [ChannelTarget(layer, channel) for channel in range(32)]
        target = max(targets, key=lambda target: explainer.strongest_unit(model, picture, target).value)
        unit = explainer.strongest_unit(model, picture, target)
        query = Query(picture.id, model.id, Method.SALIENCY, target, None)
        found = explainer.explain(model, picture, query)
        rows, columns = np.nonzero(found.map)
        left, top = found.to_photograph(columns.min(), rows.min())
        right, bottom = found.to_photograph(columns.max() + 1, rows.max() + 1)
        assert unit.field[0] <= left + 1e-6
        assert unit.field[1] <= top + 1e-6
        assert unit.field[2] >= right - 1e-6
        assert unit.field[3] >= bottom - 1e-6
        slack = max(left - unit.field[0], unit.field[2] - right)
        tightest = min(tightest, slack)
        assert unit.value > 0
    assert tightest < 1e-6


def test_the_strongest_cell_of_a_map_on_a_layer() -> None:
    model = model_of(torchvision.models.squeezenet1_1(num_classes=3), 96)
    layer = model.layers["features.3"]
    values = np.zeros(layer.shape[1:], np.float32)
    values[2, 5] = 4
    values[0, 0] = np.nan
    to_input_photograph = Affine.scale(2, 3)
    on_photograph = layer.to_input.then(to_input_photograph)
    found = strongest_cell(explanation(values, on_photograph, (0.0, 0.0, 192.0, 288.0)), layer)
    assert (found.row, found.column, found.value) == (2, 5, 4)
    x, y = on_photograph(5.5, 2.5)
    assert found.field[0] <= x <= found.field[2]
    assert found.field[1] <= y <= found.field[3]
    assert found.field[2] - found.field[0] == pytest.approx(2 * layer.receptive_field[1])


def test_the_strongest_field_of_an_occlusion_map_is_the_window_that_was_hidden() -> None:
    from core.explain.occlusion import grid_over
    from core.explain.params import OcclusionParams

    params = OcclusionParams(window=12, stride=8)
    grid = grid_over((64, 64), params)
    values = np.zeros(grid.shape, np.float32)
    values[3, 2] = 1.0
    query = Query(ImageId("0"), ModelId("1"), Method.OCCLUSION, ClassTarget(0), None, params)
    onto = Affine.scale(2, 2).then(Affine.shift(10, 20))
    found = strongest_field(Explanation(query, values, grid.to_input.then(onto), (10, 20, 138, 148), 0.0), NO_LAYERS)
    assert found == pytest.approx((10 + 2 * 16, 20 + 2 * 24, 10 + 2 * 28, 20 + 2 * 36))


def test_pixels_have_no_strongest_unit_and_a_map_without_evidence_has_none_either() -> None:
    assert strongest_field(explanation(bumps((30, 30, 1.0))), NO_LAYERS) is None
    assert strongest_field(explanation(np.zeros((4, 4), np.float32)), NO_LAYERS) is None
