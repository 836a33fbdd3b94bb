"""Two photographs of one eye brought onto each other: known displacements are found again, other eyes are refused."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.images.reading import read_photograph
from core.images.registration import Registration, RegistrationError, RegistrationKind, register

SAMPLES = sorted((Path(__file__).parents[3] / "resources" / "samples").rglob("*.jpg"))
SIZE = 640


def photograph(number: int) -> NDArray[np.uint8]:
    pixels = read_photograph(SAMPLES[number]).pixels
    scale = SIZE / max(pixels.shape)
    return np.asarray(cv2.resize(pixels, None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA), np.uint8)


def moved(pixels: NDArray[np.uint8], matrix: NDArray[np.float64]) -> NDArray[np.uint8]:
    """Another visit: moved, darker, with the noise of another exposure."""
    height, width = pixels.shape[:2]
    shown = cv2.warpAffine(pixels, matrix, (width, height)).astype(np.float64)
    noise = np.random.default_rng(0).normal(0, 3, shown.shape)
    return np.clip(0.85 * shown + noise * (shown > 10), 0, 255).astype(np.uint8)


def turn(pixels: NDArray[np.uint8], degrees: float, zoom: float, by: tuple[float, float]) -> NDArray[np.float64]:
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, zoom)
    matrix[:, 2] += by
    return np.asarray(matrix, np.float64)


def points_of(pixels: NDArray[np.uint8]) -> NDArray[np.float64]:
    height, width = pixels.shape[:2]
    return np.array([[x * width, y * height] for x in (0.35, 0.5, 0.65) for y in (0.35, 0.5, 0.65)])


def missed_px(found: Registration, matrix: NDArray[np.float64], points: NDArray[np.float64]) -> float:
    there = (points - 0.5) @ matrix[:, :2].T + matrix[:, 2] + 0.5
    return float(np.linalg.norm(found.to_first(there) - points, axis=1).max())


@pytest.fixture(scope="module")
def eye() -> NDArray[np.uint8]:
    return photograph(0)


@pytest.fixture(scope="module")
def found(eye: NDArray[np.uint8]) -> Registration:
    return register(eye, moved(eye, turn(eye, 5, 1.04, (20, -14))))


def test_a_turn_a_shift_and_a_zoom_are_found_again(eye: NDArray[np.uint8], found: Registration) -> None:
    assert found.kind is RegistrationKind.SIMILARITY
    assert missed_px(found, turn(eye, 5, 1.04, (20, -14)), points_of(eye)) < 1.0
    assert found.error_px < 1.5
    assert found.likeness > 0.6
    assert 0.7 < found.overlap <= 1


def test_the_second_photograph_is_seen_in_the_first(eye: NDArray[np.uint8], found: Registration) -> None:
    second = moved(eye, turn(eye, 5, 1.04, (20, -14)))
    back = found.warped(second[..., 1])
    assert back.shape == eye.shape[:2]
    inside = np.isfinite(back) & (eye[..., 1] > 30)
    assert np.corrcoef(back[inside], eye[..., 1][inside])[0, 1] > 0.97
    coarse = found.warped(np.ones((30, round(30 * eye.shape[1] / eye.shape[0])), np.float32))
    assert max(coarse.shape) == pytest.approx(30 * eye.shape[1] / eye.shape[0], abs=1)
    assert np.nanmax(coarse) == 1


def test_photographs_of_another_size_lie_on_each_other(eye: NDArray[np.uint8]) -> None:
    small = cv2.resize(eye, None, fx=0.6, fy=0.6, interpolation=cv2.INTER_AREA)
    found = register(eye, np.asarray(small, np.uint8))
    assert np.abs(found.to_first(points_of(eye) * 0.6) - points_of(eye)).max() < 1.5


def test_a_quadratic_map_goes_back_and_forth() -> None:
    coefficients = np.array([[0.02, -0.01], [1.01, 0.03], [-0.02, 0.98], [0.03, 0.01], [0.01, -0.02], [0.0, 0.02]])
    found = Registration(RegistrationKind.QUADRATIC, 50, 0.1, 0.001, 1, 1, coefficients, 100.0, (100, 80), (100, 80))
    rows, columns = np.indices((80, 100)) + 0.5
    x, y = found.warped(columns.astype(np.float32)), found.warped(rows.astype(np.float32))
    inside = (x > 1) & (x < 99) & (y > 1) & (y < 79)  # within half a pixel of the edge values repeat
    again = found.to_first(np.stack([x[inside], y[inside]], 1))
    assert np.abs(again - np.stack([columns[inside], rows[inside]], 1)).max() < 1e-3


@pytest.mark.parametrize("what", ["another eye", "its mirror image", "nothing to see"])
def test_what_does_not_lie_on_each_other_is_refused(eye: NDArray[np.uint8], what: str) -> None:
    others = {
        "another eye": photograph(-1),
        "its mirror image": np.ascontiguousarray(eye[:, ::-1]),
        "nothing to see": np.where(eye > 20, 120, 0).astype(np.uint8),
    }
    with pytest.raises(RegistrationError, match="cannot be brought onto each other: "):
        register(eye, others[what])


@pytest.mark.slow
def test_on_real_eyes(data_dir: Path) -> None:
    """Displacements of real photographs are found to a pixel; no two of the others are taken for one eye."""
    folder = data_dir / "idrid" / "grading"
    names = sorted(folder.rglob("*.jpg"))[:60:20]
    eyes = [read_photograph(name).pixels for name in names]
    for number, pixels in enumerate(eyes):
        matrix = turn(pixels, 4 - 2 * number, 1.03, (25, 10 * number))
        assert missed_px(register(pixels, moved(pixels, matrix)), matrix, points_of(pixels)) < 2
        with pytest.raises(RegistrationError):
            register(pixels, eyes[number - 1])
