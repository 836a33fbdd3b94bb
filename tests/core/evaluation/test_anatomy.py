"""The anatomical budget, on maps drawn by hand and on rendered eyes whose disc and fovea are known."""

import math

import numpy as np
import pytest

from core.errors import FunduscopeError
from core.evaluation.anatomy import (
    AlarmKind,
    Landmarks,
    Sector,
    Zone,
    anatomical_budget,
    border_of,
    ranking,
    sector_map,
)
from core.images.facts import Eye
from core.synthesis.fundus.options import FundusOptions
from core.synthesis.fundus.render import render_fundus
from core.synthesis.rendering import Rendering

SIDE = 400
MM = 25
"""Pixels in a millimetre of the drawn eyes."""
RIGHT = Landmarks((200 + 4.5 * MM, 200.0), (200.0, 200.0), Eye.RIGHT, 1.8 * MM)
LEFT = Landmarks((200 - 4.5 * MM, 200.0), (200.0, 200.0), Eye.LEFT, 1.8 * MM)


def field_of_view(radius: float = 190.0) -> np.ndarray:
    rows, columns = np.indices((SIDE, SIDE)) + 0.5
    return np.hypot(columns - 200, rows - 200) < radius


def spot(x: float, y: float) -> np.ndarray:
    """All evidence on one pixel, so many millimetres right of and above the fovea."""
    evidence = np.zeros((SIDE, SIDE), np.float32)
    evidence[int(200 - y * MM), int(200 + x * MM)] = 3
    return evidence


def where(landmarks: Landmarks, x: float, y: float) -> Sector:
    budget = anatomical_budget(spot(x, y), landmarks, field_of_view())
    (sector,) = [sector for sector, share in budget.sectors.items() if share.value]
    assert budget.sectors[sector].value == 1
    return sector


@pytest.mark.parametrize(
    ("place", "right", "left"),
    [
        ((0.1, 0.1), "centre", "centre"),
        ((0.0, 1.0), "inner_superior", "inner_superior"),
        ((1.0, 0.2), "inner_nasal", "inner_temporal"),
        ((0.2, -1.2), "inner_inferior", "inner_inferior"),
        ((-1.0, 0.2), "inner_temporal", "inner_nasal"),
        ((1.0, 2.0), "outer_superior", "outer_superior"),
        ((2.0, 1.0), "outer_nasal", "outer_temporal"),
        ((-1.0, -2.0), "outer_inferior", "outer_inferior"),
        ((-2.0, -1.0), "outer_temporal", "outer_nasal"),
        ((4.5, 0.3), "disc", "arcades_and_beyond"),
        ((-4.5, 0.3), "arcades_and_beyond", "disc"),
        ((0.0, 5.0), "arcades_and_beyond", "arcades_and_beyond"),
        ((7.9, 7.9), "outside_field", "outside_field"),
    ],
)
def test_every_sector_in_both_eyes(place: tuple[float, float], right: str, left: str) -> None:
    assert where(RIGHT, *place) is Sector(right)
    assert where(LEFT, *place) is Sector(left)


def test_a_photograph_on_its_head_has_its_superior_side_below() -> None:
    turned = Landmarks(LEFT.disc, LEFT.fovea, Eye.RIGHT, LEFT.disc_diameter_px)
    assert turned.is_turned
    assert not LEFT.is_turned
    assert where(turned, 0.0, 1.0) is Sector.INNER_INFERIOR
    assert where(turned, -1.0, 0.0) is Sector.INNER_NASAL


def test_areas_are_those_of_circles_and_rings() -> None:
    budget = anatomical_budget(np.ones((SIDE, SIDE), np.float32), RIGHT, field_of_view())
    pixels = {sector: share.chance * SIDE * SIDE for sector, share in budget.sectors.items()}
    assert pixels[Sector.CENTRE] == pytest.approx(math.pi * 0.25 * MM**2, rel=0.03)
    for side in ("superior", "nasal", "inferior", "temporal"):
        assert pixels[Sector(f"inner_{side}")] == pytest.approx(math.pi * (1.5**2 - 0.25) * MM**2 / 4, rel=0.03)
        assert pixels[Sector(f"outer_{side}")] == pytest.approx(math.pi * (9 - 1.5**2) * MM**2 / 4, rel=0.03)
    assert pixels[Sector.DISC] == pytest.approx(math.pi * 0.81 * MM**2, rel=0.03)
    assert pixels[Sector.OUTSIDE] == pytest.approx(SIDE * SIDE - math.pi * 190**2, rel=0.01)
    assert budget.zones[Zone.GRID].chance * SIDE * SIDE == pytest.approx(math.pi * 9 * MM**2, rel=0.01)
    # A map that is the same everywhere gets of each part what its area says, and raises no alarm.
    for share in (*budget.sectors.values(), *budget.zones.values()):
        assert share.value == pytest.approx(share.chance)
    assert budget.alarms == ()
    assert budget.shortcut == pytest.approx(0)
    assert sum(share.value for share in budget.sectors.values()) == pytest.approx(1)


def test_text_beside_the_eye_raises_the_alarm_although_it_is_small() -> None:
    evidence = np.where(field_of_view(), np.float32(0.05), np.float32(0))
    evidence[5:15, 5:60] = 1
    budget = anatomical_budget(evidence, RIGHT, field_of_view())
    assert budget.sectors[Sector.OUTSIDE].value < budget.sectors[Sector.OUTSIDE].chance
    (alarm,) = budget.alarms
    assert alarm.kind is AlarmKind.OUTSIDE_PEAK
    assert "text, dust or border" in alarm.words


def test_evidence_on_the_black_and_on_the_rim_raises_alarms() -> None:
    outside = anatomical_budget((~field_of_view()).astype(np.float32), RIGHT, field_of_view())
    assert [alarm.kind for alarm in outside.alarms] == [AlarmKind.OUTSIDE_SHARE, AlarmKind.OUTSIDE_PEAK]
    assert outside.alarms[0].words.startswith("100% of the evidence lies outside of the field of view, which is 29%")
    rim = field_of_view() & ~field_of_view(185.0)
    border = anatomical_budget(rim.astype(np.float32), RIGHT, field_of_view())
    assert [alarm.kind for alarm in border.alarms] == [AlarmKind.BORDER_SHARE]
    assert border.zones[Zone.BORDER].value == pytest.approx(1)
    inside = anatomical_budget(spot(0, 2), RIGHT, field_of_view())
    assert inside.alarms == ()
    assert ranking([inside, border, outside]) == [1, 2, 0]


def test_where_the_picture_cuts_the_field_there_is_no_rim() -> None:
    assert not border_of(np.ones((20, 30), np.bool_)).any()
    cut = field_of_view()[60:340]
    rim = border_of(cut)
    assert not rim[0, 150:250].any()
    assert rim[140, 10:20].all()


def test_what_the_network_did_not_see_counts_for_nothing() -> None:
    seen = np.zeros((SIDE, SIDE), np.bool_)
    seen[:, 200:] = True
    evidence = np.ones((SIDE, SIDE), np.float32)
    budget = anatomical_budget(evidence, RIGHT, field_of_view(), seen=seen)
    assert budget.sectors[Sector.OUTER_TEMPORAL].value == budget.sectors[Sector.OUTER_TEMPORAL].chance == 0
    assert sum(share.chance for share in budget.sectors.values()) == pytest.approx(1)
    with pytest.raises(FunduscopeError, match="saw nothing"):
        anatomical_budget(evidence, RIGHT, field_of_view(), seen=np.zeros((SIDE, SIDE), np.bool_))


def test_a_map_without_evidence_accuses_nobody() -> None:
    evidence = np.full((SIDE, SIDE), -1, np.float32)
    evidence[0, 0] = np.nan
    budget = anatomical_budget(evidence, RIGHT, field_of_view())
    assert not budget.has_evidence
    assert (budget.alarms, budget.shortcut) == ((), 0.0)
    assert all(share.value == 0 for share in budget.sectors.values())


def test_landmarks_that_cannot_be_are_refused() -> None:
    with pytest.raises(FunduscopeError, match="one vertical line"):
        Landmarks((5, 1), (5, 9), Eye.LEFT, 3)
    with pytest.raises(FunduscopeError, match="0 pixels"):
        Landmarks((5, 1), (7, 9), Eye.LEFT, 0)
    with pytest.raises(FunduscopeError):
        Landmarks((float("nan"), 1), (7, 9), Eye.LEFT, 3)
    with pytest.raises(FunduscopeError, match="mask has"):
        anatomical_budget(np.zeros((4, 4), np.float32), RIGHT, field_of_view())


@pytest.fixture(scope="module")
def eyes() -> list[Rendering]:
    options = FundusOptions(width=288, height=256)
    return [render_fundus(5, number, options) for number in range(6)]


def test_rendered_eyes(eyes: list[Rendering]) -> None:
    """The disc's brightness lies on the disc, whose mask is that of the sector, nasal of the grid in either eye."""
    for eye in eyes:
        facts = eye.facts
        landmarks = Landmarks(
            tuple(facts["disc_px"]),  # type: ignore[arg-type]
            tuple(facts["fovea_px"]),  # type: ignore[arg-type]
            Eye(str(facts["eye"])),
            float(facts["disc_diameter_px"]),  # type: ignore[arg-type]
        )
        assert not landmarks.is_turned
        field = eye.pixels.max(axis=2) > 12
        mask = eye.masks["OD"] > 0
        budget = anatomical_budget(mask.astype(np.float32), landmarks, field)
        assert budget.sectors[Sector.DISC].value > 0.85
        assert budget.zones[Zone.FOVEA].value == 0
        parts = sector_map(landmarks, field)
        nasal_x = np.nonzero(parts == list(Sector).index(Sector.OUTER_NASAL))[1].mean()
        temporal_x = np.nonzero(parts == list(Sector).index(Sector.OUTER_TEMPORAL))[1].mean()
        assert (nasal_x > temporal_x) == (facts["eye"] == "right")
        assert not budget.alarms
        frame = anatomical_budget((~field).astype(np.float32), landmarks, field)
        assert AlarmKind.OUTSIDE_SHARE in {alarm.kind for alarm in frame.alarms}
