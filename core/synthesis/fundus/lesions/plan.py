"""Which lesions an eye of a grade has: the International Clinical Diabetic Retinopathy scale, drawn from.

1: microaneurysms only. 2: more than that, and less than severe. 3: more than twenty haemorrhages in each of four
quadrants, or venous beading in two, or an intraretinal microvascular abnormality, and no proliferation. 4: new vessels
or a preretinal haemorrhage (Wilkinson et al., Ophthalmology 110, 2003, 1677-1682).
"""

from __future__ import annotations

from dataclasses import dataclass, field

from core.synthesis.fundus.draws import Draws
from core.synthesis.fundus.options import Grade

QUADRANTS = 4
# The 4-2-1 rule: more haemorrhages than this in each quadrant, or beaded veins in so many of them.
MANY_HAEMORRHAGES = 20
BEADED_QUADRANTS = 2


@dataclass(slots=True)
class Plan:
    """How many of each lesion; haemorrhages and beaded veins by quadrant (see `places.quadrants_of`)."""

    microaneurysms: int = 0
    haemorrhages: list[int] = field(default_factory=lambda: [0] * QUADRANTS)
    flame_share: float = 0.0
    exudate_clusters: int = 0
    has_plaque: bool = False
    cotton_wool_spots: int = 0
    beaded_quadrants: tuple[int, ...] = ()
    irma: int = 0
    new_vessels_on_disc: int = 0
    new_vessels_elsewhere: int = 0
    preretinal_haemorrhages: int = 0
    has_laser_scars: bool = False
    drusen: int = 0


def draw_plan(draws: Draws, grade: Grade, *, has_drusen: bool) -> Plan:
    """The lesions of an eye of this grade."""
    plan = Plan()
    if has_drusen and draws.chance(0.22):
        plan.drusen = draws.whole(4, 50)
    if grade is Grade.MILD:
        plan.microaneurysms = draws.pick((draws.whole(1, 5), draws.whole(4, 16)), (2, 1))
    elif grade is Grade.MODERATE:
        _moderate(draws, plan)
    elif grade is Grade.SEVERE:
        _moderate(draws, plan)
        _severe(draws, plan)
    elif grade is Grade.PROLIFERATIVE:
        _moderate(draws, plan)
        if draws.chance(0.4):
            _severe(draws, plan)
        _proliferative(draws, plan)
    return plan


def _moderate(draws: Draws, plan: Plan) -> None:
    plan.microaneurysms = draws.whole(4, 45)
    burden = draws.pick((3, 8, 15))
    plan.haemorrhages = [draws.whole(0, burden) for _ in range(QUADRANTS)]
    plan.haemorrhages[draws.whole(0, QUADRANTS - 1)] = draws.whole(1, burden)
    plan.flame_share = draws.pick((0.0, 0.12, 0.35))
    plan.exudate_clusters = draws.pick((0, draws.whole(1, 4), draws.whole(4, 12)), (3, 4, 3))
    plan.has_plaque = plan.exudate_clusters > 0 and draws.chance(0.15)
    plan.cotton_wool_spots = draws.pick((0, draws.whole(1, 3), draws.whole(3, 8)), (6, 3, 1))
    if draws.chance(0.12):
        plan.beaded_quadrants = (draws.whole(0, QUADRANTS - 1),)


def _severe(draws: Draws, plan: Plan) -> None:
    """At least one of the three signs of the 4-2-1 rule."""
    signs = draws.pick(
        ((1, 0, 0), (0, 1, 0), (0, 0, 1), (1, 1, 0), (1, 0, 1), (0, 1, 1), (1, 1, 1)), (6, 2, 2, 2, 2, 1, 1)
    )
    if signs[0]:
        plan.haemorrhages = [draws.whole(MANY_HAEMORRHAGES + 1, MANY_HAEMORRHAGES + 14) for _ in range(QUADRANTS)]
    if signs[1]:
        left_out = draws.pick(((0, 1), (2, 3), (0,), (3,), ()))
        plan.beaded_quadrants = tuple(quadrant for quadrant in range(QUADRANTS) if quadrant not in left_out)
    if signs[2]:
        plan.irma = draws.whole(1, 3)


def _proliferative(draws: Draws, plan: Plan) -> None:
    """New vessels on the disc, elsewhere or both, or blood before the retina; laser scars in some."""
    on_disc, elsewhere, blood = draws.pick(
        ((1, 0, 0), (0, 1, 0), (1, 1, 0), (0, 0, 1), (1, 0, 1), (0, 1, 1), (1, 1, 1)), (3, 3, 2, 1, 1, 1, 1)
    )
    plan.new_vessels_on_disc = on_disc
    plan.new_vessels_elsewhere = elsewhere * draws.whole(1, 3)
    plan.preretinal_haemorrhages = blood * draws.whole(1, 2)
    plan.has_laser_scars = draws.chance(0.3)
