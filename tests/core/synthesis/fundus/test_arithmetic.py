import math

import numpy as np
import pytest

from core.synthesis.fundus.arithmetic import cos_sin, cube_root, exponential, lengths, turned, unit


def test_cosine_and_sine_are_those_of_the_library() -> None:
    angles = np.linspace(-14, 14, 2001)
    cosine, sine = cos_sin(angles)
    assert np.abs(cosine - np.cos(angles)).max() < 1e-8
    assert np.abs(sine - np.sin(angles)).max() < 1e-6 * 1e-2


@pytest.mark.parametrize("x", [-12.0, -1.0, 0.0, 0.3, 5.4])
def test_exponential(x: float) -> None:
    assert exponential(x) == pytest.approx(math.exp(x), rel=1e-9)


@pytest.mark.parametrize("x", [1e-9, 2.2e-4, 0.3, 1.0, 27.0, 1e6])
def test_cube_root(x: float) -> None:
    assert cube_root(x, above=max(1.0, x)) ** 3 == pytest.approx(x, rel=1e-12)


def test_turning_by_half_tangents() -> None:
    angles = np.linspace(-1.5, 1.5, 31)
    cosine, sine = turned(np.ones(31), np.zeros(31), np.tan(angles / 2))
    assert np.allclose(cosine, np.cos(angles))
    assert np.allclose(sine, np.sin(angles))


def test_unit_vectors() -> None:
    vectors = np.array([[3.0, 4.0], [0.0, -2.0]])
    assert np.allclose(lengths(vectors), [5, 2])
    assert np.allclose(unit(vectors), [[0.6, 0.8], [0, -1]])
