import numpy as np
import pytest

from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.spline import EXTENT, SplineField, knot_positions, noise

LINE = np.linspace(-1, 1, 77)


def test_a_constant_and_a_slope_are_kept() -> None:
    """Cubic B-splines reproduce straight lines."""
    line = knot_positions(16).astype(np.float32)
    field = SplineField(np.float32(3) + np.tile(2 * line, (19, 1)))
    rows = field.sampled(LINE, LINE).rows(slice(None))
    assert np.allclose(rows, 3 + 2 * LINE[None, :], atol=1e-5)


def test_a_refined_field_is_the_same_function() -> None:
    field = noise(Draws(1), 8, (1.0,))
    assert field.refined().cells == 16
    assert np.allclose(
        field.sampled(LINE, LINE).rows(slice(None)), field.refined().sampled(LINE, LINE).rows(slice(None)), atol=1e-5
    )


def test_bands_are_rows_of_the_whole() -> None:
    sampler = noise(Draws(2), 4, (1.0, 0.5)).sampled(LINE, LINE)
    whole = sampler.rows(slice(None))
    assert np.array_equal(np.concatenate([sampler.rows(slice(start, start + 10)) for start in range(0, 77, 10)]), whole)


def test_the_border_is_within_the_field() -> None:
    ends = np.array([-EXTENT, EXTENT])
    assert np.isfinite(noise(Draws(3), 4, (1.0,)).sampled(ends, ends).rows(slice(None))).all()


def test_noise_is_as_strong_as_asked() -> None:
    values = noise(Draws(4), 64, (1.0,)).sampled(LINE, LINE).rows(slice(None))
    assert values.std() == pytest.approx(0.47, abs=0.06)
    assert values.mean() == pytest.approx(0, abs=0.06)
