"""Rank correlation and SSIM, against scipy and against the definition worked out cell by cell."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra import numpy as hnp
from scipy.stats import spearmanr

from core.explain.checks.similarity import compare, rank_correlation, structural_similarity

MAPS = hnp.arrays(np.float32, (5, 6), elements=st.integers(-4, 4).map(float))


@given(MAPS, MAPS)
@settings(max_examples=60, deadline=None)
def test_rank_correlation_is_scipys_also_with_ties(first: np.ndarray, second: np.ndarray) -> None:
    found = rank_correlation(first, second)
    if np.ptp(first) == 0 or np.ptp(second) == 0:
        assert found is None
    else:
        assert found == pytest.approx(spearmanr(first.ravel(), second.ravel()).statistic, abs=1e-12)


def test_cells_that_are_not_finite_are_left_out() -> None:
    first, second = np.random.default_rng(0).normal(size=(2, 6, 6)).astype(np.float32)
    holed = second.copy()
    holed[0] = (np.nan, np.inf, -np.inf, np.nan, np.nan, np.nan)
    assert rank_correlation(first, holed) == pytest.approx(rank_correlation(first[1:], second[1:]))
    assert rank_correlation(first, np.full_like(first, np.nan)) is None


def slow_ssim(first: np.ndarray, second: np.ndarray) -> float:
    """Wang et al. 2004, equations 13 and 14 to 16, with the window of section III.B, one cell after the other."""
    one, two = (values.astype(float) / np.abs(values).max() for values in (first, second))
    span = 2.0 if min(one.min(), two.min()) < 0 else 1.0
    size = min(11, min(one.shape) if min(one.shape) % 2 else min(one.shape) - 1)
    reach, (height, width) = size // 2, one.shape
    offsets = range(-reach, reach + 1)
    weights = {(i, j): math.exp(-(i * i + j * j) / (2 * 1.5**2)) for i in offsets for j in offsets}
    total = sum(weights.values())

    def mirrored(index: int, count: int) -> int:
        return -index - 1 if index < 0 else 2 * count - 1 - index if index >= count else index

    def mean(values: np.ndarray, row: int, column: int) -> float:
        return sum(
            weight / total * values[mirrored(row + i, height), mirrored(column + j, width)]
            for (i, j), weight in weights.items()
        )

    found = []
    for row in range(height):
        for column in range(width):
            mx, my = mean(one, row, column), mean(two, row, column)
            vx = mean((one - mx) ** 2, row, column)
            vy = mean((two - my) ** 2, row, column)
            both = mean((one - mx) * (two - my), row, column)
            c1, c2 = (0.01 * span) ** 2, (0.03 * span) ** 2
            found.append((2 * mx * my + c1) * (2 * both + c2) / ((mx**2 + my**2 + c1) * (vx + vy + c2)))
    return float(np.mean(found))


@pytest.mark.parametrize("shape", [(13, 12), (7, 8), (4, 3)])
@pytest.mark.parametrize("is_signed", [True, False])
def test_ssim_is_that_of_the_paper(shape: tuple[int, int], is_signed: bool) -> None:
    random = np.random.default_rng(1)
    first = random.normal(size=shape).astype(np.float32)
    second = (first + random.normal(size=shape)).astype(np.float32) * 30
    if not is_signed:
        first, second = np.abs(first), np.abs(second)
    assert structural_similarity(first, second) == pytest.approx(slow_ssim(first, second), abs=1e-9)


def test_neither_figure_depends_on_the_scale() -> None:
    first, second = np.random.default_rng(2).normal(size=(2, 14, 14)).astype(np.float32)
    figures = compare(first, second).to_json()
    scaled = compare(first, second * 1000).to_json()
    assert figures == pytest.approx(scaled, rel=1e-5)
    assert compare(first, first * 8).structural_similarity == pytest.approx(1)


def test_a_map_of_other_signs_is_the_same_without_them() -> None:
    values = np.random.default_rng(3).normal(size=(14, 14)).astype(np.float32)
    found = compare(values, -values)
    assert found.rank_correlation == pytest.approx(-1)
    assert found.absolute_rank_correlation == pytest.approx(1)
    assert found.absolute_structural_similarity == pytest.approx(1)
    assert found.structural_similarity is not None
    assert found.structural_similarity < 0.6


def test_maps_without_values_have_no_figures() -> None:
    values, zero = np.eye(9, dtype=np.float32), np.zeros((9, 9), np.float32)
    assert structural_similarity(values, zero) is None
    assert structural_similarity(np.ones((2, 9), np.float32), np.ones((2, 9), np.float32)) is None
    assert set(compare(values, zero).to_json().values()) == {None}
