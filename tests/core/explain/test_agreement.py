"""Rank correlation of maps, against scipy and by hand."""

from __future__ import annotations

import csv
import math

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from scipy.stats import spearmanr

from core.explain.agreement import MOST_PLACES, agreement, on_common_lattice, rank_correlation, spearman
from core.explain.explanation import Explanation
from core.explain.query import ClassTarget, Method, Query
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId

QUERY = Query(ImageId("0" * 64), ModelId("0" * 64), Method.GRAD_CAM, ClassTarget(0), "layer")


def explained(
    values: object, *, size: tuple[float, float] = (96, 48), corner: tuple[float, float] = (0, 0)
) -> Explanation:
    """A map whose cells share a rectangle of the photograph, of which its network saw all."""
    cells = np.asarray(values, np.float32)
    height, width = cells.shape
    place = Affine(xx=size[0] / width, x0=corner[0], yy=size[1] / height, y0=corner[1])
    return Explanation(QUERY, cells, place, (*corner, corner[0] + size[0], corner[1] + size[1]), 0.0)


def noise(*shape: int, seed: int = 0) -> np.ndarray:
    return np.random.default_rng(seed).normal(size=shape).astype(np.float32)


def test_maps_on_one_grid_are_compared_cell_by_cell_as_scipy_does() -> None:
    first, second = noise(7, 14, seed=1), noise(7, 14, seed=2)
    second += first
    wanted = spearmanr(first.ravel(), second.ravel()).statistic
    assert rank_correlation(explained(first), explained(second)) == pytest.approx(wanted, abs=1e-12)


@given(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=3, max_size=40))
def test_ties_share_their_rank_as_in_scipy(pairs: list[tuple[int, int]]) -> None:
    first, second = (np.array(side, np.float64) for side in zip(*pairs, strict=True))
    ours = spearman(first, second)
    if len(set(first)) == 1 or len(set(second)) == 1:
        assert math.isnan(ours)
    else:
        assert ours == pytest.approx(spearmanr(first, second).statistic, abs=1e-12)


def test_a_finer_map_is_averaged_to_the_cells_of_the_coarser() -> None:
    fine = noise(24, 48)
    coarse = fine.reshape(6, 4, 12, 4).mean(axis=(1, 3))
    one, other = on_common_lattice(explained(fine), explained(coarse))
    assert one.shape == other.shape == (6, 12)
    np.testing.assert_allclose(one, coarse, rtol=1e-5, atol=1e-6)
    np.testing.assert_allclose(other, coarse, rtol=1e-6)
    assert rank_correlation(explained(fine), explained(coarse)) == pytest.approx(1, abs=0.01)


def test_grids_that_do_not_fit_are_weighted_by_area() -> None:
    three = explained([[3.0, 6.0, 9.0]], size=(90, 30))
    two = explained([[1.0, 2.0]], size=(90, 30))
    one, other = on_common_lattice(three, two)
    np.testing.assert_allclose(one, [[(30 * 3 + 15 * 6) / 45, (15 * 6 + 30 * 9) / 45]])
    np.testing.assert_allclose(other, [[1, 2]])


def test_only_what_both_networks_saw_counts() -> None:
    whole = noise(8, 8)
    part = whole[:, 4:].copy()
    first, second = explained(whole, size=(80, 80)), explained(part, size=(40, 80), corner=(40, 0))
    one, other = on_common_lattice(first, second)
    np.testing.assert_allclose(one, part, rtol=1e-6)
    np.testing.assert_allclose(other, part, rtol=1e-6)
    apart = explained(part, size=(40, 80), corner=(500, 0))
    assert math.isnan(rank_correlation(first, apart))


def test_a_mirrored_map_lies_where_its_place_says() -> None:
    values = noise(4, 6)
    turned = Explanation(QUERY, values[:, ::-1].copy(), Affine(xx=-16, x0=96, yy=12), (0, 0, 96, 48), 0.0)
    assert rank_correlation(explained(values), turned) == pytest.approx(1)


def test_a_map_without_differences_agrees_with_nothing_and_says_so() -> None:
    flat, other = explained(np.zeros((5, 5))), explained(noise(5, 5))
    assert math.isnan(rank_correlation(flat, other))
    assert math.isnan(rank_correlation(flat, flat))
    assert math.isnan(rank_correlation(explained([[1.0]]), explained([[2.0]])))


def test_cells_that_are_not_there_yet_do_not_count() -> None:
    first, second = noise(6, 6, seed=3), noise(6, 6, seed=4)
    partial = first.copy()
    partial[::2] = np.nan
    wanted = spearmanr(first[1::2].ravel(), second[1::2].ravel()).statistic
    assert rank_correlation(explained(partial), explained(second)) == pytest.approx(wanted, abs=1e-12)


def test_large_maps_are_compared_on_a_bounded_lattice() -> None:
    first, second = explained(noise(600, 500), size=(500, 600)), explained(noise(600, 500, seed=1), size=(500, 600))
    one, _other = on_common_lattice(first, second)
    assert one.shape == (MOST_PLACES, MOST_PLACES)


def test_the_table_is_symmetric_and_reads_back(tmp_path: object) -> None:
    maps = [explained(noise(5, 7, seed=seed)) for seed in range(3)] + [explained(np.zeros((5, 7)))]
    names = ["Grad-CAM", 'a "quoted", name', "Saliency", "flat"]
    table = agreement(maps, names)
    np.testing.assert_array_equal(table.correlations, table.correlations.T)
    np.testing.assert_allclose(np.diag(table.correlations)[:3], 1)
    rows = list(csv.reader(table.to_csv().splitlines()))
    assert rows[0] == ["spearman", *names]
    assert [row[0] for row in rows[1:]] == names
    assert float(rows[1][3]) == pytest.approx(table.correlations[0, 2], abs=1e-6)
    assert rows[4][1:] == ["", "", "", ""]
