import numpy as np
import pytest

from desktop.widgets.layer_picture import Evidence, LayerPicture, colour_table

GREY = np.repeat(np.arange(256, dtype=np.uint8)[:, None], 3, axis=1)


@pytest.mark.parametrize("values", [np.zeros((7, 7)), np.full((7, 7), -3.0), np.full((2, 2), np.nan)])
def test_without_a_value_above_zero_there_is_no_evidence_and_no_picture(values: np.ndarray) -> None:
    picture = LayerPicture.of(values.astype(np.float32), 60)
    assert picture.evidence is Evidence.NONE
    assert picture.coloured(colour_table(GREY)).isNull()


def test_zero_to_the_own_maximum_fills_the_table_and_negative_is_zero() -> None:
    values = np.array([[-5.0, 0.0], [1.0, 2.0]], np.float32)
    picture = LayerPicture.of(values, 2)
    image = picture.coloured(colour_table(GREY))
    levels = [[image.pixelColor(column, row).red() for column in range(2)] for row in range(2)]
    assert levels == [[0, 0], [128, 255]]
    assert picture.maximum == 2.0


def test_colours_come_from_the_table() -> None:
    lut = np.zeros((256, 3), np.uint8)
    lut[255] = (10, 20, 30)
    image = LayerPicture.of(np.ones((3, 3), np.float32), 3).coloured(colour_table(lut))
    assert image.pixelColor(1, 1).getRgb()[:3] == (10, 20, 30)


@pytest.mark.parametrize("shape", [(14, 14), (3, 9), (224, 224), (1, 1), (13, 5)])
def test_odd_widths_and_any_size_fit(shape: tuple[int, int]) -> None:
    values = np.random.default_rng(0).random(shape).astype(np.float32)
    image = LayerPicture.of(values, 60).coloured(colour_table(GREY))
    assert max(image.width(), image.height()) == 60
    assert image.width() * shape[0] == pytest.approx(image.height() * shape[1], abs=max(shape))


def test_the_table_has_256_colours() -> None:
    with pytest.raises(ValueError, match=r"\(255, 3\)"):
        colour_table(GREY[:255])
