"""Maps on the standard eye: landmarks land where they should, means and intervals against plain loops."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.anatomy import Landmarks
from core.experiments.cohorts import (
    DISC,
    SIDE,
    StandardMap,
    average,
    cohorts_of,
    difference,
    standard_photograph,
    standardised,
    to_standard,
)
from core.explain.explanation import Explanation
from core.explain.query import ClassTarget, Method, Query
from core.images.facts import Eye
from core.images.geometry import Affine
from core.images.photograph import ImageId, Photograph
from core.networks.card import ModelId

RIGHT = Landmarks((420, 250), (300, 262), Eye.RIGHT, 60)
LEFT = Landmarks((180, 250), (300, 262), Eye.LEFT, 60)


def photograph() -> Photograph:
    rows, columns = np.indices((600, 600))
    inside = np.hypot(rows - 299.5, columns - 299.5) < 290
    pixels = np.where(inside[..., None], np.uint8(120), np.uint8(0)).repeat(3, 2)
    return Photograph(ImageId("0" * 64), Path("a.png"), pixels, "PNG", "RGB", 8)


def explained(values: np.ndarray) -> Explanation:
    query = Query(ImageId("0" * 64), ModelId("0" * 64), Method.SALIENCY, ClassTarget(0), None)
    place = Affine.scale(600 / values.shape[1], 600 / values.shape[0])
    return Explanation(query, values.astype(np.float32), place, (0, 0, 600, 600), 0.0)


def spot(x: float, y: float) -> np.ndarray:
    rows, columns = np.indices((600, 600)) + 0.5
    return np.exp(-((columns - x) ** 2 + (rows - y) ** 2) / (2 * 12**2))


def peak(values: np.ndarray) -> tuple[float, float]:
    row, column = np.unravel_index(int(np.nanargmax(values)), values.shape)
    return column + 0.5, row + 0.5


@pytest.mark.parametrize("landmarks", [RIGHT, LEFT, Landmarks((180, 262), (300, 250), Eye.RIGHT, 60)])
def test_disc_and_fovea_lie_where_they_do_in_the_standard_eye(landmarks: Landmarks) -> None:
    place = to_standard(landmarks)
    assert place(*landmarks.fovea) == pytest.approx((SIDE / 2, SIDE / 2))
    assert place(*landmarks.disc) == pytest.approx((SIDE / 2 + DISC, SIDE / 2))
    area = place.xx * place.yy - place.xy * place.yx
    assert (area < 0) == (landmarks.eye is Eye.LEFT)  # mirrored, and never more than that


def test_evidence_above_the_fovea_is_above_it_in_both_eyes() -> None:
    for landmarks in (RIGHT, LEFT):
        x, y = landmarks.fovea
        found = standardised(explained(spot(x, y - 90)), photograph(), landmarks, name="a")
        assert found.values.shape == (SIDE, SIDE)
        expected = to_standard(landmarks)(x, y - 90)
        assert peak(found.values) == pytest.approx(expected, abs=1.2)
        assert expected[1] < SIDE / 2
    at_disc = standardised(explained(spot(*LEFT.disc)), photograph(), LEFT, name="a")
    assert peak(at_disc.values) == pytest.approx((SIDE / 2 + DISC, SIDE / 2), abs=1.2)


def test_every_eye_counts_alike_and_what_was_not_seen_is_not_known() -> None:
    weak = standardised(explained(spot(300, 200)), photograph(), RIGHT, name="a")
    strong = standardised(explained(1000 * spot(300, 200)), photograph(), RIGHT, name="a")
    np.testing.assert_allclose(weak.values, strong.values, rtol=1e-4, atol=1e-6)
    assert np.isnan(weak.values[0, 0])
    assert np.isfinite(weak.values[SIDE // 2, SIDE // 2])
    even = standardised(explained(np.ones((20, 20))), photograph(), RIGHT, name="a")
    assert even.values[np.isfinite(even.values)] == pytest.approx(1, abs=0.02)
    nothing = standardised(explained(np.zeros((20, 20))), photograph(), RIGHT, name="a")
    assert nothing.is_empty
    assert (nothing.values[np.isfinite(nothing.values)] == 0).all()


def maps(seed: int, *, count: int = 30, lift: float = 0.0) -> list[StandardMap]:
    random = np.random.default_rng(seed)
    found = []
    for number in range(count):
        values = random.normal(1, 0.3, (SIDE, SIDE)).astype(np.float32)
        values[20:60, 20:60] += np.float32(lift)
        values[:5] = np.nan
        found.append(StandardMap(f"{seed}-{number}", f"{seed}-{number // 2}", values, is_empty=False))
    return found


def test_the_mean_and_its_interval_are_those_over_patients() -> None:
    given = maps(0)
    found = average("all", given, resamples=400)
    assert (found.eyes, found.patients) == (30, 15)
    assert np.isnan(found.mean[2, 2])
    np.testing.assert_allclose(found.mean[10:], np.mean([each.values for each in given], 0)[10:], rtol=1e-5)
    cell = np.array([each.values[80, 80] for each in given]).reshape(15, 2).mean(1)
    random = np.random.default_rng(1)
    drawn = [cell[random.integers(0, 15, 15)].mean() for _ in range(4000)]
    assert found.low[80, 80] == pytest.approx(np.quantile(drawn, 0.025), abs=0.03)
    assert found.high[80, 80] == pytest.approx(np.quantile(drawn, 0.975), abs=0.03)


def test_a_difference_is_sure_where_there_is_one() -> None:
    found = difference(("ill", maps(1, lift=1.0)), ("well", maps(2)), resamples=200)
    assert found.mean[40, 40] == pytest.approx(1, abs=0.4)
    assert found.is_sure[20:60, 20:60].mean() > 0.95
    elsewhere = found.is_sure[80:].mean()
    assert 0.005 < elsewhere < 0.15  # 95 % intervals leave 0 out at about one cell in twenty, by chance
    assert found.sure_share == pytest.approx(found.is_sure[5:].mean())


def test_cohorts_are_named_by_any_column() -> None:
    given = maps(0, count=4)
    found = cohorts_of(given, ["ill", "", "well", "ill"])
    assert {name: len(members) for name, members in found.items()} == {"ill": 2, "well": 1}
    with pytest.raises(FunduscopeError, match="no map in 'empty'"):
        average("empty", [])


def test_the_mean_photograph_has_its_field_around_the_fovea() -> None:
    shown = standard_photograph([(photograph(), RIGHT), (photograph(), LEFT)])
    assert shown.shape == (SIDE, SIDE, 3)
    assert shown[SIDE // 2, SIDE // 2].tolist() == [120, 120, 120]
    assert shown[0, 0].tolist() == [0, 0, 0]
