"""The four ways to show a photograph, against Pillow's own transpositions."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image

from core.images.orientation import AS_STORED, Orientation
from core.images.photograph import ImageId, Photograph

ALL = [Orientation(turned, mirrored) for turned in (False, True) for mirrored in (False, True)]
PILLOWS = {
    Orientation(is_turned=True): Image.Transpose.ROTATE_180,
    Orientation(is_mirrored=True): Image.Transpose.FLIP_LEFT_RIGHT,
    Orientation(is_turned=True, is_mirrored=True): Image.Transpose.FLIP_TOP_BOTTOM,
}


@pytest.fixture
def pixels() -> np.ndarray:
    return np.random.default_rng(1).integers(0, 256, (5, 7, 3), np.uint8)


@pytest.mark.parametrize("orientation", ALL)
def test_pixels_and_points_go_the_same_way(orientation: Orientation, pixels: np.ndarray) -> None:
    shown = orientation.apply(pixels)
    expected = Image.fromarray(pixels)
    if orientation in PILLOWS:
        expected = expected.transpose(PILLOWS[orientation])
    np.testing.assert_array_equal(shown, np.asarray(expected))
    np.testing.assert_array_equal(orientation.apply(shown), pixels)
    place = orientation.affine(7, 5)
    for row, column in ((0, 0), (4, 1), (2, 6)):
        x, y = place(column + 0.5, row + 0.5)
        np.testing.assert_array_equal(shown[int(y), int(x)], pixels[row, column])
        assert place(x, y) == (column + 0.5, row + 0.5)


def test_each_way_has_an_id_of_its_own(pixels: np.ndarray) -> None:
    plain = Photograph(ImageId("1" * 64), Path("a.png"), pixels, "PNG", "RGB", 8)
    assert AS_STORED.photograph(plain) is plain
    ids = {orientation.photograph(plain).id for orientation in ALL}
    assert len(ids) == len(ALL)
    assert all(len(one) == 64 for one in ids)
    assert not Orientation(is_turned=True).photograph(plain).pixels.flags.writeable
