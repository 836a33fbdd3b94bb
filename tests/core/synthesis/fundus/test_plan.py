"""The clinical scale, read back from what was drawn."""

import pytest

from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.lesions.plan import Plan, draw_plan
from core.synthesis.fundus.options import Grade


def is_severe(plan: Plan) -> bool:
    """Any of the signs of the 4-2-1 rule."""
    return all(number > 20 for number in plan.haemorrhages) or len(plan.beaded_quadrants) >= 2 or plan.irma >= 1


def is_proliferative(plan: Plan) -> bool:
    return plan.new_vessels_on_disc + plan.new_vessels_elsewhere + plan.preretinal_haemorrhages > 0


def read_grade(plan: Plan) -> Grade:
    """The grade that a reader gives."""
    if is_proliferative(plan):
        return Grade.PROLIFERATIVE
    if is_severe(plan):
        return Grade.SEVERE
    others = sum(plan.haemorrhages) + plan.exudate_clusters + plan.cotton_wool_spots + len(plan.beaded_quadrants)
    if others:
        return Grade.MODERATE
    return Grade.MILD if plan.microaneurysms else Grade.NONE


@pytest.mark.parametrize("grade", list(Grade))
def test_a_reader_finds_the_grade_that_was_drawn(grade: Grade) -> None:
    for seed in range(300):
        assert read_grade(draw_plan(Draws(seed), grade, has_drusen=True)) is grade


def test_each_sign_of_a_severe_eye_comes_up_alone() -> None:
    plans = [draw_plan(Draws(seed), Grade.SEVERE, has_drusen=False) for seed in range(300)]
    signs = {
        (all(n > 20 for n in plan.haemorrhages), len(plan.beaded_quadrants) >= 2, plan.irma >= 1) for plan in plans
    }
    assert {(True, False, False), (False, True, False), (False, False, True)} <= signs


def test_laser_scars_only_after_proliferation() -> None:
    for grade in Grade:
        scars = [draw_plan(Draws(seed), grade, has_drusen=False).has_laser_scars for seed in range(60)]
        assert any(scars) == (grade is Grade.PROLIFERATIVE)


def test_drusen_only_where_they_are_allowed() -> None:
    assert not any(draw_plan(Draws(seed), Grade.NONE, has_drusen=False).drusen for seed in range(60))
    assert any(draw_plan(Draws(seed), Grade.NONE, has_drusen=True).drusen for seed in range(60))
