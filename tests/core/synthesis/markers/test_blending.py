"""Blending and covering: what changes, what does not, and how far OpenCV agrees."""

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.synthesis.markers import textures
from core.synthesis.markers.blending import blend, cover
from core.synthesis.markers.drawing import Shape, box, ellipse, filled, rasterise
from core.synthesis.markers.kinds import PAINTERS, Marker
from core.synthesis.markers.randomness import Stream, generator_of

SIZE = 160


@pytest.fixture
def ground() -> NDArray[np.uint8]:
    y, x = np.mgrid[:SIZE, :SIZE]
    return np.stack([150 + x // 4, 80 + y // 6, 40 + (x + y) // 16], axis=2).astype(np.uint8)


@pytest.fixture
def mask() -> NDArray[np.bool_]:
    return filled(ellipse(80, 80, 50, 38, tilt=300), SIZE, SIZE)


@pytest.mark.parametrize("kind", PAINTERS)
def test_blending_agrees_with_seamless_clone(kind: Marker, ground: NDArray[np.uint8], mask: NDArray[np.bool_]) -> None:
    """Away from the rim, where OpenCV's mask ends elsewhere; with a contrast at which nothing is clipped."""
    strong = PAINTERS[kind](generator_of(1, Stream.MARKER, 0), SIZE, SIZE, 2.5)
    texture = (96 + strong.astype(np.int32) * 64 // 255).astype(np.uint8)
    rows, columns = np.nonzero(mask)
    middle = (int(columns.min() + columns.max() + 1) // 2, int(rows.min() + rows.max() + 1) // 2)
    theirs = cv2.seamlessClone(texture, ground, mask.astype(np.uint8) * 255, middle, cv2.NORMAL_CLONE)
    ours = blend(ground, texture, mask)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((7, 7), np.uint8)) > 0
    a, b = ours[inner].astype(float), theirs[inner].astype(float)
    assert np.abs(a - b).mean() < 4
    assert np.corrcoef(a.ravel(), b.ravel())[0, 1] > 0.995
    # The reason for a solver of our own: outside the mask theirs changes the photograph and ours does not.
    assert (theirs[~mask] != ground[~mask]).any()
    np.testing.assert_array_equal(ours[~mask], ground[~mask])


def test_gradients_inside_are_those_of_the_texture(ground: NDArray[np.uint8], mask: NDArray[np.bool_]) -> None:
    texture = (textures.paint_granite(generator_of(2, Stream.MARKER, 0), SIZE, SIZE, 3) // 4 + 90).astype(np.uint8)
    blended = blend(ground, texture, mask).astype(np.int32)
    inner = cv2.erode(mask.astype(np.uint8), np.ones((3, 3), np.uint8)) > 0
    assert blended[mask].min() > 0
    assert blended[mask].max() < 255  # nothing was clipped

    def laplacian(pixels: NDArray[np.int32]) -> NDArray[np.int32]:
        neighbours = np.roll(pixels, 1, 0) + np.roll(pixels, -1, 0) + np.roll(pixels, 1, 1) + np.roll(pixels, -1, 1)
        return neighbours - 4 * pixels

    difference = laplacian(blended) - laplacian(texture.astype(np.int32))
    assert np.abs(difference[inner]).max() <= 5  # five numbers, each rounded by half a level, twice over


def test_half_the_strength_is_half_the_contrast(ground: NDArray[np.uint8], mask: NDArray[np.bool_]) -> None:
    texture = textures.paint_fabric(generator_of(2, Stream.MARKER, 0), SIZE, SIZE, 3) // 4 + np.uint8(90)
    whole, half = (blend(ground, texture, mask, strength=strength)[mask].astype(float) for strength in (1.0, 0.5))
    base = blend(ground, np.full_like(texture, 100), mask)[mask].astype(float)
    np.testing.assert_allclose(half - base, (whole - base) / 2, atol=1.6)


def test_a_drawing_covers_by_its_share_of_each_pixel() -> None:
    raster = rasterise([Shape(box(2.0, 2.0, 6.5, 5.0), (255, 0, 0))])
    ground = np.full((*raster.mask.shape, 3), 100, np.uint8)
    covered = cover(ground, raster)
    np.testing.assert_array_equal(covered[~raster.mask], ground[~raster.mask])
    full = raster.covered == raster.samples
    assert full.sum() >= 12
    assert (covered[full] == (255, 0, 0)).all()
    part = raster.mask & ~full
    assert part.any()
    red = covered[part][:, 0].astype(int)
    assert ((red > 100) & (red < 255)).all()
    half = cover(ground, raster, strength=0.5)
    np.testing.assert_allclose(half[full], np.tile((178, 50, 50), (full.sum(), 1)), atol=1)
