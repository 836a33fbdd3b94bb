"""The steps for fundus photographs: where the disc of light is found, and formulas written out slowly."""

import cv2
import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.errors import FunduscopeError, ImageError
from core.images.field import find_field
from core.images.preparation import Normalisation, Preparation, recipe
from core.images.reading import read_photograph
from core.images.steps.clahe import Clahe
from core.images.steps.field_crop import FieldCrop
from core.images.steps.local_mean import LocalMean


def fundus(height, width, centre, radius, colour=(180, 90, 40), noise=3):
    rng = np.random.default_rng(1)
    pixels = rng.integers(0, noise + 1, (height, width, 3)).astype(np.uint8)
    rows, columns = np.mgrid[:height, :width]
    disc = (columns + 0.5 - centre[0]) ** 2 + (rows + 0.5 - centre[1]) ** 2 < radius**2
    pixels[disc] = colour
    return pixels, disc


@settings(max_examples=40, deadline=None)
@given(
    st.integers(120, 900),
    st.integers(120, 900),
    st.floats(0.25, 0.49),
    st.floats(0.3, 0.7),
    st.floats(0.3, 0.7),
    st.sampled_from([(180, 90, 40), (40, 15, 5), (255, 250, 240)]),
)
def test_the_disc_is_found_wherever_it_is_and_however_bright(height, width, share, across, down, colour):
    radius, centre = share * min(height, width), (across * width, down * height)
    field = find_field(fundus(height, width, centre, radius, colour)[0])
    wanted = np.clip(
        (centre[0] - radius, centre[1] - radius, centre[0] + radius, centre[1] + radius), 0, (width, height) * 2
    )
    slack = 2 + 2 * max(height, width) / 512
    assert (field.left, field.top, field.right, field.bottom) == pytest.approx(tuple(wanted), abs=slack)


def test_text_and_dust_beside_the_disc_do_not_count():
    pixels, _ = fundus(400, 600, (320, 200), 150)
    cv2.putText(pixels, "R 2014", (5, 390), cv2.FONT_HERSHEY_SIMPLEX, 1.0, (255, 255, 255), 2)
    field = find_field(pixels)
    assert (field.left, field.top, field.right, field.bottom) == pytest.approx((170, 50, 470, 350), abs=3)


def test_a_photograph_without_a_border_is_a_field_as_a_whole():
    pixels = np.random.default_rng(0).integers(60, 200, (80, 120, 3)).astype(np.uint8)
    field = find_field(pixels)
    assert (field.left, field.top, field.right, field.bottom) == (0, 0, 120, 80)


@pytest.mark.parametrize("level", [0, 5])
def test_a_dark_photograph_is_refused(level):
    with pytest.raises(ImageError, match="dark all over"):
        find_field(np.full((90, 90, 3), level, np.uint8))


@pytest.mark.parametrize("centre", [(300, 200), (140, 200), (300, 90)])
def test_the_square_shows_the_disc_and_the_geometry_leads_back(centre):
    pixels, _ = fundus(400, 600, centre, 150)
    square, back = FieldCrop().apply(pixels)
    assert square.shape[0] == square.shape[1]
    for column, row in [(0, 0), (square.shape[1] // 2, square.shape[0] // 2), (square.shape[1] - 1, 17)]:
        x, y = (int(np.floor(value)) for value in back(column + 0.5, row + 0.5))
        inside = 0 <= x < 600 and 0 <= y < 400
        np.testing.assert_array_equal(square[row, column], pixels[y, x] if inside else (0, 0, 0))


def test_the_local_mean_is_the_formula():
    pixels = np.random.default_rng(0).integers(0, 256, (90, 90, 3)).astype(np.uint8)
    step = LocalMean()
    made = step.apply(pixels).pixels.astype(int)
    blurred = cv2.GaussianBlur(pixels.astype(np.float64), (0, 0), 45 / 30)
    wanted = np.clip(4 * (pixels - blurred) + 128, 0, 255)
    rows, columns = np.mgrid[:90, :90]
    distance = np.hypot(columns - 45, rows - 45)
    inner, outer = distance < 0.9 * 45 - 1.5, distance > 0.9 * 45 + 1.5
    assert np.abs(made - wanted)[inner].max() <= 4  # the blurred image is rounded before it is multiplied
    assert (made[outer] == 128).all()


def test_the_masked_mean_leaves_no_bar_where_the_camera_cuts_the_disc_off():
    pixels, _disc = fundus(300, 300, (150, 150), 150)
    pixels[:60] = pixels[240:] = 0
    plain, masked = (LocalMean(is_masked=choice).apply(pixels).pixels for choice in (False, True))
    assert plain.max() > 200  # what the thesis's formula makes of the cut
    assert np.abs(masked.astype(int) - 128).max() <= 1


def test_the_masked_mean_equals_the_plain_one_far_from_the_border():
    pixels, disc = fundus(300, 300, (150, 150), 150)
    pixels[disc] = np.random.default_rng(0).integers(60, 200, (int(disc.sum()), 3))
    plain, masked = (LocalMean(is_masked=choice).apply(pixels).pixels.astype(int) for choice in (False, True))
    assert np.abs(plain - masked)[110:190, 110:190].max() <= 3


def test_equalising_spreads_lightness_and_keeps_hues():
    pixels, disc = fundus(200, 200, (100, 100), 95)
    shade = np.random.default_rng(0).uniform(0.9, 1.0, (200, 200, 1))
    pixels = (pixels * shade).astype(np.uint8)
    made = Clahe().apply(pixels).pixels
    before, after = (cv2.cvtColor(image, cv2.COLOR_RGB2LAB)[disc].astype(float) for image in (pixels, made))
    assert after[:, 0].std() > 1.3 * before[:, 0].std()
    assert np.abs(after[:, 1:] - before[:, 1:]).max() <= 4


@pytest.mark.parametrize("name", ["plain", "vincenzi", "local-mean", "casini"])
def test_recipes_survive_json_and_give_the_size_asked_for(name):
    preparation = recipe(name, input_size=64, normalisation=Normalisation.HALF)
    assert Preparation.from_json(preparation.to_json()) == preparation
    pixels, _ = fundus(200, 300, (150, 100), 90)
    prepared = preparation.apply(pixels)
    assert prepared.values.shape == (3, 64, 64)
    assert prepared.to_photograph(32, 32) == pytest.approx((150, 100), abs=1.5)


@pytest.mark.parametrize("name", ["plain", "vincenzi", "local-mean", "casini"])
@pytest.mark.parametrize("at", [(0.3, 0.4), (0.55, 0.7), (0.5, 0.25)])
def test_a_spot_on_the_fundus_is_found_where_the_geometry_says(name, at):
    pixels, _ = fundus(400, 600, (280, 190), 170)
    preparation = recipe(name, input_size=64, normalisation=Normalisation.UNIT)
    before, to_photograph = preparation.apply_to_pixels(pixels)
    x, y = to_photograph(64 * at[0], 64 * at[1])
    pixels[round(y) - 4 : round(y) + 4, round(x) - 4 : round(x) + 4] = (250, 250, 250)
    change = np.abs(preparation.apply_to_pixels(pixels)[0].astype(float) - before).sum(axis=2)
    row, column = np.unravel_index(np.argmax(change), change.shape)
    assert (column + 0.5, row + 0.5) == pytest.approx((64 * at[0], 64 * at[1]), abs=1.2)


@pytest.mark.parametrize(
    ("step", "fields", "message"),
    [
        (LocalMean, {"gain": "4"}, "'gain'"),
        (LocalMean, {"sigma": 0}, "above 0"),
        (LocalMean, {"is_masked": 1}, "true or false"),
        (LocalMean, {"sigm": 0.1}, "Did you mean 'sigma'"),
        (Clahe, {"tiles": 0}, "'tiles'"),
        (Clahe, {"clip_limit": -1.0}, "'clip_limit'"),
        (FieldCrop, {"size": 3}, "no parameter 'size'"),
    ],
)
def test_bad_parameters_are_named(step, fields, message):
    with pytest.raises(FunduscopeError) as caught:
        step.from_json(fields)
    assert message in str(caught.value)


def test_every_real_fundus_is_found(data_dir):
    for path in sorted((data_dir / "idrid" / "grading" / "images").iterdir())[::40]:
        field = find_field(read_photograph(path).pixels)
        assert 0.75 * 1072 < field.diameter < 0.95 * 1072, path.name
