"""Maps land on the grid where the photograph has what they speak of."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.experiments.placing import field_on_grid, grid_size, map_on_grid, mask_on_grid, seen_on_grid
from core.explain.explanation import Explanation
from core.explain.overlay import Rendering, compose
from core.explain.query import ClassTarget, Method, Query
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId


def explanation(
    values: np.ndarray, to_photograph: Affine, seen: tuple[float, float, float, float] | None = None
) -> Explanation:
    query = Query(ImageId("a" * 64), ModelId("b" * 64), Method.GRAD_CAM, ClassTarget(0), "layer")
    height, width = values.shape
    return Explanation(
        query, values.astype(np.float32), to_photograph, seen or to_photograph.bounds(width, height), 0.0
    )


def centre_of_mass(values: np.ndarray) -> tuple[float, float]:
    rows, columns = np.mgrid[: values.shape[0], : values.shape[1]] + 0.5
    return float((columns * values).sum() / values.sum()), float((rows * values).sum() / values.sum())


@given(st.integers(1, 6), st.integers(1, 6), st.sampled_from([(60, 40), (120, 80), (30, 20)]))
@settings(max_examples=40, deadline=None)
def test_a_spot_lands_where_its_cell_lies(column: int, row: int, grid: tuple[int, int]) -> None:
    values = np.zeros((8, 8))
    values[row, column] = 1
    place = Affine.scale(10, 7).then(Affine.shift(20, 12))  # the network saw a part of 120 x 80 pixels
    x, y = centre_of_mass(map_on_grid(explanation(values, place), (120, 80), grid))
    expected_x, expected_y = place(column + 0.5, row + 0.5)
    assert x * 120 / grid[0] == pytest.approx(expected_x, abs=0.6)
    assert y * 80 / grid[1] == pytest.approx(expected_y, abs=0.6)


def test_a_map_finer_than_the_grid_keeps_its_evidence() -> None:
    random = np.random.default_rng(0)
    values = (random.random((128, 128)) < 0.02).astype(np.float32)  # specks that single samples would miss
    coarse = map_on_grid(explanation(values, Affine.scale(2, 2)), (256, 256), (32, 32))
    assert coarse.mean() == pytest.approx(values.mean(), rel=0.1)


def test_nothing_is_where_the_network_did_not_look() -> None:
    whole = explanation(np.ones((4, 4)), Affine.scale(10, 10).then(Affine.shift(10, 0)))
    values = map_on_grid(whole, (60, 40), (60, 40))
    seen = seen_on_grid(whole, (60, 40), (60, 40))
    assert (values[:, 10:50] == 1).all()
    assert values.sum() == 40 * 40
    assert (seen == (values > 0)).all()


def test_outer_cells_answer_up_to_the_border() -> None:
    inner = explanation(np.ones((2, 2)), Affine.scale(10, 10).then(Affine.shift(10, 10)), (0, 0, 40, 40))
    assert (map_on_grid(inner, (40, 40), (40, 40)) == 1).all()


def test_the_figures_are_of_what_the_overlay_shows() -> None:
    values = np.random.default_rng(3).random((5, 6)).astype(np.float32)
    one = explanation(values, Affine.scale(11, 9).then(Affine.shift(3, 5)))
    plain = np.zeros((60, 80, 3), np.uint8)
    drawn = compose(plain, one, Rendering(opacity=1.0, threshold=0.7)) != plain
    sampled = map_on_grid(one, (80, 60), (80, 60))
    assert (drawn.any(2) == (sampled >= 0.7)).mean() > 0.999


def test_a_turned_map_is_placed_too() -> None:
    values = np.zeros((8, 8))
    values[1, 6] = 1
    turned = Affine(xx=0, xy=-10, x0=80, yx=10, yy=0, y0=0)
    x, y = centre_of_mass(map_on_grid(explanation(values, turned), (80, 80), (80, 80)))
    assert (x, y) == (pytest.approx(turned(6.5, 1.5)[0], abs=1), pytest.approx(turned(6.5, 1.5)[1], abs=1))


def test_a_speck_of_a_mask_survives_a_coarse_grid() -> None:
    mask = np.zeros((400, 600), bool)
    mask[123, 456] = True
    small = mask_on_grid(mask, (60, 40))
    assert small.sum() == 1
    assert small[12, 45]
    assert mask_on_grid(mask, (600, 400)) is mask


def test_grids_shrink_and_never_grow() -> None:
    assert grid_size(4288, 2848, max_side=1024) == (1024, 680)
    assert grid_size(300, 200, max_side=1024) == (300, 200)
    assert grid_size(5000, 1, max_side=100) == (100, 1)


def test_the_field_is_the_disc_of_light() -> None:
    pixels = np.zeros((200, 300, 3), np.uint8)
    cv2.circle(pixels, (150, 100), 90, (180, 90, 40), -1)
    field = field_on_grid(pixels, (150, 100))
    disc = pixels[::2, ::2, 0] > 0
    assert (field == disc).mean() > 0.98
    assert field_on_grid(np.full((20, 30, 3), 200, np.uint8), (30, 20)).all()
    assert field_on_grid(np.zeros((20, 30, 3), np.uint8), (30, 20)).all()
