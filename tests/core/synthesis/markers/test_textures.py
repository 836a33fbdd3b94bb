"""Textures: what makes each the texture that it is."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from core.synthesis.markers.grids import drift, grains, halved
from core.synthesis.markers.kinds import PAINTERS, Marker
from core.synthesis.markers.randomness import Stream, generator_of


def painted(kind: Marker, *, seed: int = 0, size: int = 160, grain_px: float = 3.0) -> NDArray[np.float64]:
    return PAINTERS[kind](generator_of(seed, Stream.MARKER, 0), size, size, grain_px).astype(float)


@pytest.mark.parametrize("kind", PAINTERS)
def test_a_texture_is_never_the_same_and_always_reproducible(kind: Marker) -> None:
    np.testing.assert_array_equal(painted(kind), painted(kind))
    assert not np.array_equal(painted(kind), painted(kind, seed=1))


@pytest.mark.parametrize("kind", PAINTERS)
def test_a_texture_has_contrast_everywhere(kind: Marker) -> None:
    grey = painted(kind).mean(axis=2)
    blocks = grey.reshape(4, 40, 4, 40).std(axis=(1, 3))
    assert blocks.min() > 10


@pytest.mark.parametrize("kind", PAINTERS)
def test_a_coarser_grain_makes_a_coarser_texture(kind: Marker) -> None:
    def roughness(grain_px: float) -> float:
        grey = painted(kind, size=240, grain_px=grain_px).mean(axis=2)
        return float(np.abs(np.diff(grey, axis=0)).mean() / grey.std())

    assert roughness(8.0) < 0.8 * roughness(2.0)


def test_grass_is_green_and_granite_grey_and_bricks_red() -> None:
    red, green, blue = painted(Marker.GRASS).mean(axis=(0, 1))
    assert green > 1.3 * red > blue
    stone = painted(Marker.GRANITE).mean(axis=(0, 1))
    assert stone.max() - stone.min() < 40
    red, green, blue = painted(Marker.BRICKS, grain_px=10).mean(axis=(0, 1))
    assert red > 1.3 * max(green, blue)


def test_fabric_repeats_and_granite_does_not() -> None:
    """The strongest peak of the spectrum holds far more of the energy of a weave than of grains."""

    def peak(kind: Marker) -> float:
        grey = painted(kind, size=256).mean(axis=2)
        energy = np.abs(np.fft.rfft2(grey - grey.mean())) ** 2
        return float(np.sort(energy, axis=None)[-8:].sum() / energy.sum())

    assert peak(Marker.FABRIC) > 4 * peak(Marker.GRANITE)


@settings(max_examples=40, deadline=None)
@given(
    kind=st.sampled_from(list(PAINTERS)),
    seed=st.integers(0, 2**40),
    height=st.integers(6, 70),
    width=st.integers(6, 70),
    grain_px=st.floats(1.0, 30.0),
)
def test_a_texture_can_have_any_size(kind: Marker, seed: int, height: int, width: int, grain_px: float) -> None:
    pixels = PAINTERS[kind](generator_of(seed, Stream.MARKER, 0), height, width, grain_px)
    assert (pixels.shape, pixels.dtype) == ((height, width, 3), np.uint8)


def test_grains_know_their_nearest_seed() -> None:
    """Within a grain the distance to its seed has one minimum, and no pixel is nearer to another seed."""
    number, nearest, second = grains(generator_of(1, Stream.MARKER, 0), 60, 80, 7)
    assert (nearest <= second).all()
    for grain in np.unique(number)[:40]:
        y, x = np.nonzero(number == grain)
        squared = nearest[y, x]
        # Two pixels of a grain side by side differ as distances from one point do: by an odd number.
        pairs = {(a, b): d for a, b, d in zip(y.tolist(), x.tolist(), squared.tolist(), strict=True)}
        steps = [pairs[a, b + 1] - d for (a, b), d in pairs.items() if (a, b + 1) in pairs]
        assert all(step % 2 == 1 for step in steps)


def test_drift_stays_within_its_amplitude_and_is_smooth() -> None:
    field = drift(generator_of(1, Stream.MARKER, 0), 90, 70, cell_px=20, amplitude=40)
    assert np.abs(field).max() <= 40
    assert np.abs(np.diff(field, axis=1)).max() <= 80 // 20 + 1


def test_halving_takes_the_rounded_mean() -> None:
    fine = np.array([[[0], [1]], [[1], [0]]], np.uint8).repeat(3, axis=2)
    np.testing.assert_array_equal(halved(fine), [[[1, 1, 1]]])
