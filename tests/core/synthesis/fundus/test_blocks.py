import numpy as np
import pytest

from core.synthesis.fundus.blocks import compressed


@pytest.fixture
def band() -> np.ndarray:
    return np.random.default_rng(0).integers(0, 256, (21, 35, 3)).astype(np.uint8)


def test_coarseness_0_changes_nothing(band: np.ndarray) -> None:
    assert np.array_equal(compressed(band, 0), band)


@pytest.mark.parametrize("level", [0, 1, 77, 128, 254, 255])
def test_a_plain_surface_stays(level: int) -> None:
    plain = np.full((16, 24, 3), level, np.uint8)
    assert np.abs(compressed(plain, 3).astype(int) - level).max() <= 1


def test_coarser_is_further_off(band: np.ndarray) -> None:
    errors = [np.abs(compressed(band, level).astype(int) - band)[:16, :32].mean() for level in (1, 2, 3)]
    assert 0 < errors[0] < errors[1] < errors[2]


def test_beyond_whole_blocks_nothing_changes(band: np.ndarray) -> None:
    result = compressed(band, 3)
    assert np.array_equal(result[16:], band[16:])
    assert np.array_equal(result[:, 32:], band[:, 32:])


def test_the_worst_blocks_do_not_overflow() -> None:
    checks = np.zeros((64, 64, 3), np.uint8)
    checks[::2, ::2] = checks[1::2, 1::2] = 255
    assert np.abs(compressed(checks, 3).astype(int) - checks).max() < 128


def test_fine_detail_goes_first() -> None:
    """A block that is brighter on one side stays so; a faint chequer is rounded away."""
    step, chequer = np.full((8, 8, 3), 100, np.uint8), np.full((8, 8, 3), 100, np.uint8)
    step[:, 4:] += 6
    chequer[::2, ::2] += 1
    chequer[1::2, 1::2] += 1
    assert np.ptp(compressed(step, 2)) >= 4
    assert np.ptp(compressed(chequer, 2)) == 0
