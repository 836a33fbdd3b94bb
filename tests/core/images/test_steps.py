"""Every step: its formula written out, its way back to the photograph, its parameters through JSON."""

import io

import cv2
import numpy as np
import pytest
from PIL import Image
from scipy import stats

from core.errors import FunduscopeError, ImageError
from core.images.fast_preparation import read_prepared
from core.images.preparation import STEP_TYPES, Normalisation, Preparation, recipe
from core.images.reading import image_id, read_photograph
from core.images.steps.clahe import Clahe
from core.images.steps.colours import GreyWorld, HistogramMatching
from core.images.steps.crop import CentreCrop
from core.images.steps.field_crop import FieldCrop
from core.images.steps.flip import Direction, Flip
from core.images.steps.green import GreenChannel
from core.images.steps.local_mean import LocalMean
from core.images.steps.resize import Resize, ResizeShorterSide
from core.images.steps.scale_radius import ScaleRadius

STEPS = (
    Resize(90, 70),
    ResizeShorterSide(80),
    CentreCrop(100, 110),
    FieldCrop(),
    ScaleRadius(60),
    LocalMean(),
    Clahe(),
    GreenChannel(),
    GreyWorld(),
    HistogramMatching(),
    *(Flip(direction) for direction in Direction),
)


def eye(height: int = 240, width: int = 320, radius: float = 105, shade: float = 1.0) -> np.ndarray:
    """An unevenly lit disc with noise, in the middle."""
    rows, columns = np.mgrid[:height, :width]
    away = np.hypot(columns - width / 2 + 0.5, rows - height / 2 + 0.5)
    light = np.clip(1.1 - away / radius * 0.4, 0, 1) * (away < radius) * shade
    noise = cv2.GaussianBlur(np.random.default_rng(0).normal(0, 60, (height, width)), (0, 0), 3)
    pixels = light[..., None] * np.array([190, 100, 45]) + (noise * (away < radius))[..., None]
    return np.clip(pixels, 0, 255).astype(np.uint8)


def test_every_kind_of_step_is_tested_here() -> None:
    assert {type(step) for step in STEPS} == set(STEP_TYPES)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name}-{getattr(step, 'direction', '')}")
@pytest.mark.parametrize("at", [(0.42, 0.4), (0.6, 0.55), (0.47, 0.63)])
def test_a_spot_is_found_where_the_way_back_says(step, at: tuple[float, float]) -> None:
    pixels = eye()
    before, back = step.apply(pixels)
    height, width = before.shape[:2]
    x, y = back(width * at[0], height * at[1])
    spotted = pixels.copy()
    spotted[round(y) - 4 : round(y) + 4, round(x) - 4 : round(x) + 4] = (255, 255, 255)

    after, same_way = step.apply(spotted)

    change = cv2.GaussianBlur(np.abs(after.astype(float) - before).sum(axis=2), (0, 0), 2)
    row, column = np.unravel_index(np.argmax(change), change.shape)
    assert same_way == back
    assert (column + 0.5, row + 0.5) == pytest.approx((width * at[0], height * at[1]), abs=2)


@pytest.mark.parametrize("step", STEPS, ids=lambda step: f"{step.name}-{getattr(step, 'direction', '')}")
def test_steps_survive_json_and_leave_their_input(step) -> None:
    pixels = eye()
    kept = pixels.copy()
    step.apply(pixels)

    assert np.array_equal(pixels, kept)
    assert type(step).from_json(step.to_json()) == step


def test_scaling_by_the_radius_is_the_thesis_formula() -> None:
    pixels = eye(radius=90)
    row = pixels[120].astype(int).sum(1)
    radius = (row > row.mean() / 10).sum() / 2

    square, back = ScaleRadius(60).apply(pixels)

    assert square.shape == (120, 120, 3)
    assert radius == pytest.approx(90, abs=1)
    assert back.xx == pytest.approx(radius / 60, rel=0.01)
    assert (square[60, 2:118].sum(axis=1) > 30).all()
    with pytest.raises(ImageError, match="middle row is dark"):
        ScaleRadius(60).apply(np.zeros((50, 50, 3), np.uint8))
    lonely = np.zeros((50, 50, 3), np.uint8)
    lonely[25, 25] = 255
    with pytest.raises(ImageError, match=r"radius of only 0\.5"):
        ScaleRadius(600).apply(lonely)


def test_grey_world_takes_the_colour_of_the_light_away() -> None:
    pixels = eye()
    lit = pixels.max(axis=2) > 20
    means = GreyWorld().apply(pixels).pixels[lit].mean(axis=0)

    assert np.ptp(pixels[lit].mean(axis=0)) > 80
    assert np.ptp(means) < 3
    assert means.mean() == pytest.approx(pixels[lit].mean(), abs=3)
    assert np.array_equal(GreyWorld().apply(np.zeros((4, 4, 3), np.uint8)).pixels, np.zeros((4, 4, 3)))


def test_matching_gives_the_distribution_of_the_reference() -> None:
    pixels, reference = eye(), eye(200, 200, 90, 0.6)[:, :, ::-1].copy()
    lit, other = pixels.max(axis=2) > 20, reference.max(axis=2) > 20

    matched = HistogramMatching.of(reference).apply(pixels).pixels

    for channel in range(3):
        before = stats.ks_2samp(pixels[lit][:, channel], reference[other][:, channel]).statistic
        after = stats.ks_2samp(matched[lit][:, channel], reference[other][:, channel]).statistic
        assert after < 0.08 < before
    assert np.array_equal(matched[~lit], pixels[~lit])


@pytest.mark.parametrize("fields", [{"red": [0] * 16}, {"green": [*range(16), 3]}, {"blue": [300] * 17}, {"reed": []}])
def test_a_reference_that_cannot_be_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises(FunduscopeError):
        HistogramMatching.from_json(fields)


def test_the_green_channel_and_flips_are_what_they_say() -> None:
    pixels = eye()

    assert np.array_equal(GreenChannel().apply(pixels).pixels, np.repeat(pixels[:, :, 1:2], 3, axis=2))
    assert np.array_equal(Flip(Direction.HORIZONTAL).apply(pixels).pixels, pixels[:, ::-1])
    assert np.array_equal(Flip(Direction.VERTICAL).apply(pixels).pixels, pixels[::-1])
    assert np.array_equal(Flip(Direction.BOTH).apply(pixels).pixels, pixels[::-1, ::-1])


def test_the_blur_on_a_smaller_copy_is_the_gaussian() -> None:
    pixels = cv2.resize(eye(), (640, 480)).astype(np.float32)
    from core.images.steps.local_mean import _blurred

    for sigma in (4.0, 9.0, 25.0):
        wanted = cv2.GaussianBlur(pixels.astype(np.float64), (0, 0), sigma)
        assert np.abs(_blurred(pixels, sigma) - wanted).mean() < 0.2


@pytest.mark.parametrize("steps", [(), (Flip(Direction.HORIZONTAL),), (GreenChannel(), Flip(Direction.BOTH))])
@pytest.mark.parametrize("size", [(2100, 1600), (1601, 2103)])
def test_bulk_preparation_decodes_less_and_gives_nearly_the_same(tmp_path, steps, size: tuple[int, int]) -> None:
    path = tmp_path / "eye.jpg"
    Image.fromarray(cv2.resize(eye(), size, interpolation=cv2.INTER_CUBIC)).save(path, quality=92)
    base = recipe("vincenzi", input_size=128, normalisation=Normalisation.UNIT)
    preparation = Preparation((*steps, *base.steps))
    wanted, way = preparation.apply_to_pixels(read_photograph(path).pixels)

    made = read_prepared(path, preparation)

    assert made.scale == 4
    assert made.id == image_id(path)
    assert np.abs(made.pixels.astype(int) - wanted).mean() < 1.5
    for point in ((0, 0), (64, 64), (128, 20)):
        assert made.to_photograph(*point) == pytest.approx(way(*point), abs=max(size) / 250)


def test_what_cannot_be_done_on_a_smaller_copy_is_exact(tmp_path) -> None:
    content = io.BytesIO()
    Image.fromarray(cv2.resize(eye(), (1600, 1200))).save(content, "JPEG", quality=92)
    (tmp_path / "eye.jpg").write_bytes(content.getvalue())
    preparation = Preparation((Clahe(), *recipe("plain", input_size=64, normalisation=Normalisation.UNIT).steps))

    made = read_prepared(tmp_path / "eye.jpg", preparation)

    assert made.scale == 1
    assert np.array_equal(made.pixels, preparation.apply_to_pixels(read_photograph(tmp_path / "eye.jpg").pixels)[0])


def test_vincenzis_recipe_is_within_two_grey_levels_of_its_formula_at_full_resolution(data_dir) -> None:
    """The formula at full resolution, then resized; three photographs of 4288 x 2848."""
    preparation = recipe("vincenzi", input_size=512, normalisation=Normalisation.UNIT)
    for path in sorted((data_dir / "idrid" / "segmentation" / "images").iterdir())[:3]:
        square = FieldCrop().apply(read_photograph(path).pixels).pixels.astype(np.float32)
        side = square.shape[0]
        quarter = cv2.resize(square, (side // 4, side // 4), interpolation=cv2.INTER_AREA)  # sigma is 60 pixels here
        blurred = cv2.resize(cv2.GaussianBlur(quarter, (0, 0), side / 60 / 4), (side, side))
        formula = np.clip(4 * (square - blurred) + 128, 0, 255)
        inside = np.zeros((side, side), np.uint8)
        cv2.circle(inside, (side // 2, side // 2), round(0.9 * side / 2), 1, -1)
        formula[inside == 0] = 128
        wanted = cv2.resize(formula, (512, 512), interpolation=cv2.INTER_AREA)

        assert np.abs(read_prepared(path, preparation).pixels - wanted).mean() < 2
