"""The background of a retina and its vessels: on a drawn eye whose truth is known, and on photographs with masks."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.explain.background import disc_of_light, local_background, vessels, without_lesions

SIDE = 256
Pixels = NDArray[np.uint8]


def _eye() -> tuple[Pixels, Pixels, Pixels, Pixels]:
    """A disc of light that is brighter on the left, as it is without anything, and where vessels and lesions are."""
    rows, columns = np.indices((SIDE, SIDE))
    shade = 1.1 - 0.3 * columns / SIDE
    ground = (shade[:, :, None] * (170, 90, 40) + np.random.default_rng(0).normal(0, 2, (SIDE, SIDE, 3))).clip(0, 255)
    inside = (rows - 128) ** 2 + (columns - 128) ** 2 < 120**2
    ground = np.where(inside[:, :, None], ground, 0).astype(np.uint8)
    drawn, tree, lesions = ground.copy(), np.zeros((SIDE, SIDE), np.uint8), np.zeros((SIDE, SIDE), np.uint8)
    for points, width in (
        ([(30, 128), (100, 90), (180, 60)], 5),
        ([(40, 150), (128, 190), (200, 200)], 4),
        ([(60, 110), (110, 130), (160, 120)], 3),
    ):
        for canvas, colour in ((drawn, (120, 45, 25)), (tree, 1)):
            cv2.polylines(canvas, [np.array(points, np.int32)], isClosed=False, color=colour, thickness=width)
    for centre, radius, colour in (
        ((150, 155), 7, (100, 35, 20)),
        ((90, 50), 3, (100, 35, 20)),
        ((200, 110), 6, (240, 220, 120)),
    ):
        cv2.circle(drawn, centre, radius, colour, -1)
        cv2.circle(lesions, centre, radius, 1, -1)
    return drawn, ground, tree, lesions


def test_the_background_is_what_there_was_before_anything_was_drawn() -> None:
    drawn, ground, tree, lesions = _eye()
    found = local_background(drawn).astype(int)
    away = np.abs(found - cv2.GaussianBlur(ground, (0, 0), 3).astype(int)).max(2)
    inner = cv2.erode((ground[:, :, 0] > 0).astype(np.uint8), np.ones((13, 13))) > 0
    assert np.percentile(away[inner], 99) < 12
    assert away[(lesions > 0) & inner].mean() < 6
    # What was drawn stood out by far more than that.
    assert np.abs(drawn.astype(int) - ground).max(2)[(tree > 0) | (lesions > 0)].mean() > 30
    assert np.array_equal(found[ground[:, :, 0] == 0][:20], drawn[ground[:, :, 0] == 0][:20])


def test_vessels_stay_and_lesions_go() -> None:
    drawn, _, tree, lesions = _eye()
    found = vessels(drawn)
    assert found[tree > 0].mean() > 0.8
    assert found[lesions > 0].mean() < 0.1
    assert found.mean() < 2 * (tree > 0).mean()
    kept = without_lesions(drawn).astype(int)
    assert np.abs(kept - drawn).max(2)[found].mean() < 5
    assert np.abs(kept - local_background(drawn)).max(2)[lesions > 0].mean() < 6


@pytest.mark.parametrize("value", [0, 90, 255])
def test_a_picture_of_nothing_stays_as_it_is(value: int) -> None:
    flat = np.full((40, 60, 3), value, np.uint8)
    assert np.abs(local_background(flat).astype(int) - value).max() <= 1
    assert not vessels(flat).any()
    assert disc_of_light(flat).all() == (value > 16)


def test_noise_has_no_vessels_and_any_size_will_do() -> None:
    noise = np.random.default_rng(1).integers(60, 90, (33, 224, 3)).astype(np.uint8)
    assert vessels(noise).mean() < 0.05
    for shape in ((1, 1, 3), (7, 3, 3), (2, 300, 3)):
        assert without_lesions(np.full(shape, 80, np.uint8)).shape == shape


def test_lesions_that_experts_outlined_are_not_kept_as_vessels(data_dir: Path) -> None:
    """Of the pixels of haemorrhages and exudates in photographs little stays, and of the picture some hundredths do."""
    shares, kept = [], []
    for photograph in sorted((data_dir / "idrid" / "segmentation").glob("**/*.jpg"))[:6]:
        side = (512, 340)
        pixels = cv2.cvtColor(cv2.resize(cv2.imread(str(photograph)), side, interpolation=cv2.INTER_AREA), 4)
        found = vessels(pixels)
        kept.append(found.mean())
        for code in ("HE", "EX"):
            for mask in (data_dir / "idrid" / "segmentation" / "masks" / code).glob(f"{photograph.stem}*.png"):
                outlined = cv2.resize(cv2.imread(str(mask), 0), side, interpolation=cv2.INTER_AREA) > 0
                shares.append(found[outlined].mean())
    assert len(shares) >= 6
    assert np.mean(shares) < 0.25
    assert 0.02 < np.mean(kept) < 0.15
