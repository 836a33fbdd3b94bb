"""The disc in eyes whose disc is known: rendered ones, and real ones with a mask of it."""

from pathlib import Path

import cv2
import numpy as np
import pytest

from core.datasets.eye_guess import EyeGuess, guess_eye
from core.errors import ImageError
from core.images.disc import DiscFinding, find_disc
from core.images.facts import Eye
from core.images.reading import read_photograph
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.rendering import Rendering

COUNT = 14


@pytest.fixture(scope="module")
def eyes() -> list[Rendering]:
    return [render_fundus(3, number, FundusOptions(width=288, height=256)) for number in range(COUNT)]


def is_on_disc(finding: DiscFinding, rendering: Rendering) -> bool:
    x, y = rendering.facts["disc_px"]  # type: ignore[misc]
    return bool(np.hypot(finding.disc[0] - x, finding.disc[1] - y) < 0.6 * float(rendering.facts["disc_diameter_px"]))  # type: ignore[arg-type]


def test_the_disc_and_its_side_in_rendered_eyes(eyes: list[Rendering]) -> None:
    found = [find_disc(eye.pixels) for eye in eyes]
    assert sum(is_on_disc(one, eye) for one, eye in zip(found, eyes, strict=True)) >= COUNT - 1
    assert sum(one.eye.value == eye.facts["eye"] for one, eye in zip(found, eyes, strict=True)) >= COUNT - 2


def test_turned_by_half_it_is_the_other_eye(eyes: list[Rendering]) -> None:
    same = 0
    for eye in eyes:
        upright = find_disc(eye.pixels)
        turned = find_disc(np.ascontiguousarray(eye.pixels[::-1, ::-1]))
        same += turned.eye is upright.eye
    assert same <= 2


def test_where_the_eye_is_stated_turned_photographs_are_recognised(eyes: list[Rendering]) -> None:
    right = 0
    for number, eye in enumerate(eyes):
        is_turned = number % 2 == 1
        pixels = np.ascontiguousarray(eye.pixels[::-1, ::-1]) if is_turned else eye.pixels
        stated = Eye(str(eye.facts["eye"]))
        guess = guess_eye(find_disc(pixels), stated)
        assert guess.eye is stated
        right += guess.is_turned == is_turned
    assert right >= COUNT - 2


def test_size_and_border_do_not_matter(eyes: list[Rendering]) -> None:
    for eye in eyes[:4]:
        before = find_disc(eye.pixels)
        larger = cv2.resize(eye.pixels, None, fx=3, fy=3, interpolation=cv2.INTER_CUBIC)
        framed = cv2.copyMakeBorder(larger, 60, 90, 200, 40, cv2.BORDER_CONSTANT)
        after = find_disc(framed)
        assert after.eye is before.eye
        expected = (before.disc[0] * 3 + 200, before.disc[1] * 3 + 60)
        assert np.hypot(after.disc[0] - expected[0], after.disc[1] - expected[1]) < 40


@pytest.mark.parametrize(
    ("finding", "stated", "expected"),
    [
        (DiscFinding((9, 5), (3, 6), 0.1, 8, 1.0), None, EyeGuess(Eye.RIGHT, is_turned=False)),
        (DiscFinding((3, 5), (9, 6), 0.1, 8, 1.0), None, EyeGuess(Eye.LEFT, is_turned=False)),
        (DiscFinding((9, 5), (3, 4), -0.2, 8, -1.5), None, EyeGuess(Eye.LEFT, is_turned=True)),
        (DiscFinding((9, 5), (3, 4), -0.2, 8, -1.5), Eye.RIGHT, EyeGuess(Eye.RIGHT, is_turned=False)),
        (DiscFinding((9, 5), (3, 6), 0.1, 8, 1.0), Eye.LEFT, EyeGuess(Eye.LEFT, is_turned=True)),
        (DiscFinding((9, 5), (3, 6), 0.1, 1, -1.5), None, EyeGuess(None, is_turned=False)),
    ],
)
def test_what_the_disc_says_of_the_eye(finding: DiscFinding, stated: Eye | None, expected: EyeGuess) -> None:
    assert guess_eye(finding, stated) == expected


def test_without_a_stated_eye_many_turned_photographs_are_recognised(data_dir: Path) -> None:
    """Every twentieth of IDRiD's photographs, which are upright, as they are and turned by half."""
    paths = sorted((data_dir / "idrid" / "grading").rglob("*.jpg"))[::20]
    photographs = [cv2.resize(read_photograph(path).pixels, (268, 178), interpolation=cv2.INTER_AREA) for path in paths]
    upright = [guess_eye(find_disc(one), None).is_turned for one in photographs]
    turned = [guess_eye(find_disc(np.ascontiguousarray(one[::-1, ::-1])), None).is_turned for one in photographs]
    assert sum(upright) <= 1
    assert sum(turned) >= 0.4 * len(paths)


def test_without_light_there_is_no_disc() -> None:
    with pytest.raises(ImageError):
        find_disc(np.zeros((64, 64, 3), np.uint8))
    find_disc(np.full((64, 64, 3), 128, np.uint8))  # says something, but nothing that counts
    assert find_disc(np.full((9, 300, 3), 128, np.uint8)).score < 1e6


def test_the_disc_in_real_photographs(data_dir: Path) -> None:
    """Against the masks that readers drew: in all but one of five the disc is found."""
    masks = sorted((data_dir / "idrid" / "segmentation" / "masks" / "OD").iterdir())[:5]
    hits = 0
    for path in masks:
        photograph = next((data_dir / "idrid" / "segmentation").rglob(f"{path.stem.removesuffix('_OD')}.jpg"))
        mask = cv2.imread(str(path), cv2.IMREAD_GRAYSCALE)
        assert mask is not None
        pixels = read_photograph(photograph).pixels
        x, y = find_disc(cv2.resize(pixels, (536, 356), interpolation=cv2.INTER_AREA)).disc
        row, column = round(y * mask.shape[0] / 356), round(x * mask.shape[1] / 536)
        hits += int(mask[row, column] > 0)
    assert hits >= len(masks) - 1
