import numpy as np
import pytest

from desktop.widgets.viewer.pyramid import prepare_photograph


def test_levels_halve_and_keep_the_colours():
    pixels = np.zeros((600, 1000, 3), np.uint8)
    pixels[:, 500:] = (200, 100, 50)
    photograph = prepare_photograph(pixels)
    assert [(level.width(), level.height()) for level in photograph.levels] == [
        (1000, 600),
        (500, 300),
        (250, 150),
    ]
    for level in photograph.levels:
        colour = level.pixelColor(level.width() - 10, 5)
        assert (colour.red(), colour.green(), colour.blue()) == (200, 100, 50)


def test_a_chequered_picture_turns_grey_and_does_not_alias():
    rows, columns = np.indices((1024, 1024))
    chequered = np.repeat(((rows + columns) % 2 * 255).astype(np.uint8)[..., None], 3, axis=2)
    smallest = prepare_photograph(chequered).levels[-1]
    values = {smallest.pixelColor(x, y).red() for x in range(0, smallest.width(), 17) for y in range(0, 200, 13)}
    assert max(values) - min(values) <= 2


@pytest.mark.parametrize(
    ("scale", "width"), [(5.0, 1024), (1.0, 1024), (0.51, 1024), (0.5, 512), (0.26, 512), (0.01, 256)]
)
def test_the_level_has_a_pixel_for_every_device_pixel(scale, width):
    photograph = prepare_photograph(np.zeros((700, 1024, 3), np.uint8))
    assert photograph.level_for(scale).width() == width


def test_pixels_that_are_read_only_or_not_contiguous_or_tiny_are_taken():
    pixels = np.zeros((40, 60, 3), np.uint8)
    pixels.setflags(write=False)
    assert prepare_photograph(pixels).pixels is pixels
    assert prepare_photograph(pixels[:, ::2]).width == 30
    assert prepare_photograph(np.zeros((1, 2000, 3), np.uint8)).levels[-1].height() == 1
