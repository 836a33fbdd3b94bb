import cv2
import numpy as np
import pytest

from core.synthesis.codes import NAMES, Code
from core.synthesis.fundus.options import CLASS_NAMES, Eye, FieldShape, FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.rendering import Rendering

BLOOD = (Code.DOT_HAEMORRHAGE, Code.BLOT_HAEMORRHAGE, Code.FLAME_HAEMORRHAGE)
PROLIFERATION = (Code.NEOVASCULARISATION, Code.PRERETINAL_HAEMORRHAGE)
DISTRACTORS = {Code.OPTIC_DISC, Code.DRUSEN}


def render(index: int, seed: int = 3, **options: object) -> Rendering:
    return render_fundus(seed, index, FundusOptions(**options))  # type: ignore[arg-type]


@pytest.fixture(scope="module")
def by_grade() -> dict[int, list[Rendering]]:
    return {grade: [render(index, grade=grade, width=420, height=420) for index in range(8)] for grade in range(5)}


def _pieces(mask: np.ndarray) -> np.ndarray:
    """The middles (n, 2) of the connected parts of a mask, x and y."""
    _, _, _, middles = cv2.connectedComponentsWithStats(mask.astype(np.uint8))
    return middles[1:]


def test_what_a_rendering_is(by_grade: dict[int, list[Rendering]]) -> None:
    for grade, renderings in by_grade.items():
        assert CLASS_NAMES[grade]
        for rendering in renderings:
            assert rendering.pixels.shape == (420, 420, 3)
            assert rendering.pixels.dtype == np.uint8
            assert rendering.label == rendering.facts["grade"] == grade
            for code, mask in rendering.masks.items():
                assert code in NAMES
                assert mask.shape == (420, 420)
                assert mask.dtype == np.bool_
                assert mask.any()


def test_masks_lie_in_the_lit_field(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[2] + by_grade[4]:
        x, y = rendering.facts["field_centre_px"]
        rows, columns = np.indices((420, 420))
        beyond = np.hypot(columns - x, rows - y) > 1.06 * rendering.facts["field_radius_px"]
        assert not any((mask & beyond).any() for mask in rendering.masks.values())
        assert rendering.pixels[beyond].mean() < 8
        assert rendering.pixels[~beyond].mean() > 25


def test_a_healthy_eye_has_no_lesions(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[0]:
        assert set(rendering.masks) <= DISTRACTORS


def test_a_mild_eye_has_microaneurysms_only(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[1]:
        assert set(rendering.masks) - DISTRACTORS == {Code.MICROANEURYSM}


def test_a_moderate_eye_has_more_but_is_not_severe(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[2]:
        assert set(rendering.masks) - DISTRACTORS - {Code.MICROANEURYSM}
        assert not set(rendering.masks) & {*PROLIFERATION, Code.IRMA, Code.LASER_SCAR}
        assert min(_haemorrhages_by_quadrant(rendering)) <= 20
        assert len(rendering.facts["beaded_quadrants"]) < 2


def test_a_severe_eye_shows_a_sign_of_the_rule(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[3]:
        assert not set(rendering.masks) & set(PROLIFERATION)
        many = all(number > 20 for number in rendering.facts["haemorrhages_by_quadrant"])
        assert many or len(rendering.facts["beaded_quadrants"]) >= 2 or Code.IRMA in rendering.masks
        if many:
            assert min(_haemorrhages_by_quadrant(rendering)) > 20


def test_an_eye_with_too_few_veins_in_view_shows_another_sign() -> None:
    """In this photograph one quadrant only has a vein wide enough for beads."""
    rendering = render(80, seed=180, width=256, height=128, grade=3)
    assert len(rendering.facts["beaded_quadrants"]) == 1
    assert Code.IRMA in rendering.masks


def test_a_proliferative_eye_shows_proliferation(by_grade: dict[int, list[Rendering]]) -> None:
    for rendering in by_grade[4]:
        assert set(rendering.masks) & set(PROLIFERATION)


def _haemorrhages_by_quadrant(rendering: Rendering) -> list[int]:
    """Counted anew from the masks: quadrants about the fovea, turned as the photograph is."""
    fovea, disc = np.array(rendering.facts["fovea_px"]), np.array(rendering.facts["disc_px"])
    side = 1 if rendering.facts["eye"] == "right" else -1
    roll = rendering.facts["roll_radians"]
    counts = [0, 0, 0, 0]
    for code in BLOOD:
        if code in rendering.masks:
            away = _pieces(rendering.masks[code]) - fovea
            across = (away[:, 0] * np.cos(roll) + away[:, 1] * np.sin(roll)) * side
            down = away[:, 1] * np.cos(roll) - away[:, 0] * np.sin(roll)
            for quadrant in (across > 0) + 2 * (down > 0):
                counts[quadrant] += 1
    assert (disc[0] > fovea[0]) == (side == 1)
    return counts


def test_facts_count_what_masks_show(by_grade: dict[int, list[Rendering]]) -> None:
    """Spots are placed apart: nearly every one is a part of its mask by itself."""
    shown = drawn = 0
    for rendering in by_grade[1] + by_grade[2] + by_grade[3]:
        for code in (Code.MICROANEURYSM, Code.DOT_HAEMORRHAGE, Code.BLOT_HAEMORRHAGE):
            if code in rendering.masks:
                parts, number = len(_pieces(rendering.masks[code])), rendering.facts["counts"][code]
                assert parts <= number
                shown, drawn = shown + parts, drawn + number
    assert shown > 0.97 * drawn


def test_the_disc_lies_on_the_nasal_side() -> None:
    for index in range(8):
        rendering = render(index, width=256, height=256)
        fovea, disc = rendering.facts["fovea_px"], rendering.facts["disc_px"]
        is_right = rendering.facts["eye"] == "right"
        assert is_right == (index % 2 == 0)
        assert (disc[0] > fovea[0]) == is_right
        assert 2.0 < np.hypot(*np.subtract(disc, fovea)) / rendering.facts["disc_diameter_px"] < 3.2
        assert rendering.facts["patient"] == index // 2


def test_the_disc_is_bright_and_lesions_are_dark_or_pale(by_grade: dict[int, list[Rendering]]) -> None:
    darker = {Code.MICROANEURYSM, Code.DOT_HAEMORRHAGE, Code.BLOT_HAEMORRHAGE, Code.PRERETINAL_HAEMORRHAGE}
    paler = {Code.HARD_EXUDATE, Code.COTTON_WOOL_SPOT, Code.OPTIC_DISC}
    seen = set()
    for rendering in by_grade[2] + by_grade[3] + by_grade[4]:
        every = np.logical_or.reduce(list(rendering.masks.values()))
        green = rendering.pixels[:, :, 1].astype(float)
        for code in (darker | paler) & set(rendering.masks):
            mask = rendering.masks[code]
            ring = (cv2.dilate(mask.astype(np.uint8), np.ones((9, 9), np.uint8)) > 0) & ~every & (green > 12)
            difference = green[mask].mean() - green[ring].mean()
            assert (difference < -1) if code in darker else (difference > 3), (code, difference)
            seen.add(code)
    assert seen == darker | paler


def test_two_eyes_of_a_patient_resemble_each_other() -> None:
    """Mean colours of two eyes of one patient are closer than those of two patients."""
    means = np.array([render(index, width=160, height=160, grade=0).pixels.mean(axis=(0, 1)) for index in range(24)])
    ratios = np.log(means[:, :2] / means[:, 1:])
    between_eyes = np.abs(ratios[0::2] - ratios[1::2]).mean()
    between_patients = np.abs(ratios[0::2] - np.roll(ratios[0::2], 1, axis=0)).mean()
    assert between_eyes < 0.6 * between_patients


def test_grades_of_two_eyes_are_correlated() -> None:
    labels = np.array([render(index, width=128, height=128).label for index in range(40)])
    assert np.abs(labels[0::2] - labels[1::2]).max() <= 1
    assert set(labels) == set(range(5))


def test_an_eye_that_is_asked_for() -> None:
    first, second = (render(index, eye=Eye.LEFT, width=160, height=160) for index in (4, 5))
    assert first.facts["eye"] == second.facts["eye"] == "left"
    assert first.facts["patient"] == second.facts["patient"]
    assert not np.array_equal(first.pixels, second.pixels)


def test_another_size_is_the_same_eye() -> None:
    small, large = (render(2, width=side, height=side, grade=3) for side in (200, 800))
    assert large.facts["counts"].keys() == small.facts["counts"].keys()
    assert np.allclose(np.multiply(small.facts["disc_px"], 4), large.facts["disc_px"], atol=4)
    shrunk = cv2.resize(large.pixels, (200, 200), interpolation=cv2.INTER_AREA).astype(float)
    assert np.corrcoef(shrunk[:, :, 1].ravel(), small.pixels[:, :, 1].ravel())[0, 1] > 0.97


@pytest.mark.parametrize("shape", list(FieldShape))
def test_field_shapes(shape: FieldShape) -> None:
    for index in range(4):
        rendering = render(index, field_shape=shape, width=300, height=300, grade=0)
        lit = rendering.pixels[:, :, 0] > 30
        x, y = (round(value) for value in rendering.facts["field_centre_px"])
        radius = rendering.facts["field_radius_px"]
        above = lit[: y + 1, x].sum() / radius
        assert above == pytest.approx(1.0, abs=0.03) if shape is FieldShape.CIRCLE else above < 1.03
        if shape is FieldShape.CUT:
            assert above < 0.95
        rows, columns = np.indices(lit.shape)
        outside = np.hypot(columns - x, rows - y) > 1.02 * radius + 2
        assert (lit & outside).any() == (shape is FieldShape.NOTCHED)


@pytest.mark.parametrize(("width", "height"), [(128, 128), (129, 255), (256, 128), (1072, 712), (641, 481)])
@pytest.mark.parametrize("index", [0, 1])
def test_any_size(width: int, height: int, index: int) -> None:
    rendering = render(index, seed=9, width=width, height=height, grade=3 + index)
    assert rendering.pixels.shape == (height, width, 3)
    assert {mask.shape for mask in rendering.masks.values()} == {(height, width)}


def test_at_the_least_size_every_microaneurysm_has_a_pixel() -> None:
    for index in range(6):
        rendering = render(index, width=128, height=128, grade=1)
        assert len(_pieces(rendering.masks[Code.MICROANEURYSM])) > 0.8 * rendering.facts["counts"][Code.MICROANEURYSM]


def test_drusen_can_be_left_out() -> None:
    assert all(Code.DRUSEN not in render(index, has_drusen=False, width=128, height=128).masks for index in range(12))


@pytest.mark.slow
def test_twelve_megapixels() -> None:
    rendering = render(1, width=4000, height=3000, grade=4)
    assert rendering.pixels.shape == (3000, 4000, 3)
