"""The membrane against a direct solution of the same equations."""

import numpy as np
import pytest
import scipy.sparse
import scipy.sparse.linalg
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.synthesis.markers.drawing import ellipse, filled
from core.synthesis.markers.membrane import membrane

QUARTER_LEVEL = 0.25


def solved_directly(values: NDArray[np.float32], mask: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Every pixel of the mask four times itself less its neighbours is zero: one sparse system."""
    rows, columns = np.nonzero(mask)
    number = np.full(mask.shape, -1)
    number[rows, columns] = np.arange(len(rows))
    matrix = scipy.sparse.lil_matrix((len(rows), len(rows)))
    matrix.setdiag(4)
    right = np.zeros((len(rows), values.shape[2]))
    for down, across in ((0, 1), (0, -1), (1, 0), (-1, 0)):
        neighbour = number[rows + down, columns + across]
        inside = neighbour >= 0
        matrix[np.flatnonzero(inside), neighbour[inside]] = -1
        right[~inside] += values[rows + down, columns + across][~inside]
    solution = values.astype(np.float64)
    solution[rows, columns] = scipy.sparse.linalg.spsolve(matrix.tocsc(), right).reshape(right.shape)
    return solution


@pytest.mark.parametrize("size", [(9, 9), (17, 40), (64, 64), (101, 80), (200, 133)])
def test_the_membrane_is_the_solution_of_laplaces_equation(size: tuple[int, int]) -> None:
    height, width = size
    random = np.random.default_rng(height)
    values = random.integers(-150, 150, (height, width, 3)).astype(np.float32)
    mask = filled(ellipse(width / 2, height / 2, width / 2 - 2, height / 2 - 2), height, width)
    mask[[0, -1]] = False
    mask[:, [0, -1]] = False
    found = membrane(values, mask)
    np.testing.assert_array_equal(found[~mask], values[~mask])
    assert np.abs(found - solved_directly(values, mask)).max() < QUARTER_LEVEL


def test_a_plane_stays_a_plane() -> None:
    y, x = np.mgrid[:50, :70].astype(np.float32)
    plane = np.stack([2 * x - y, 0 * x + 7, y], axis=2)
    mask = filled(ellipse(35, 25, 30, 20), 50, 70)
    torn = np.where(mask[..., None], np.float32(-99), plane)
    np.testing.assert_allclose(membrane(torn, mask), plane, atol=0.05)


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 2**32), height=st.integers(3, 40), width=st.integers(3, 40), share=st.floats(0, 1))
def test_no_value_lies_beyond_those_of_the_rim(seed: int, height: int, width: int, share: float) -> None:
    random = np.random.default_rng(seed)
    mask = random.random((height, width)) < share
    mask[[0, -1]] = False
    mask[:, [0, -1]] = False
    values = random.uniform(-100, 100, (height, width, 1)).astype(np.float32)
    found = membrane(values, mask)
    np.testing.assert_array_equal(found[~mask], values[~mask])
    slack = QUARTER_LEVEL * 8  # of scattered single pixels, on which coarse grids help little
    assert found.min() >= values[~mask].min() - slack
    assert found.max() <= values[~mask].max() + slack
