"""Orders and arms are balanced, and the same wherever they are computed."""

from __future__ import annotations

import hashlib
from collections import Counter
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.evaluation.reading.plan import Arm, Design, MapRecipe, Plan, StudyCase, StudyKind, StudyModel
from core.evaluation.reading.schedule import judging_schedule, schedule, williams_square
from core.images.photograph import ImageId


@pytest.mark.parametrize("count", range(1, 9))
def test_each_treatment_is_at_each_place_and_follows_each_other_as_often(count: int) -> None:
    rows = williams_square(count)
    assert len(rows) == (count if count % 2 == 0 or count == 1 else 2 * count)
    for place in range(count):
        assert len(set(Counter(row[place] for row in rows).values())) == 1
    followed = Counter(pair for row in rows for pair in pairwise(row))
    assert len(followed) == count * (count - 1)
    assert len(set(followed.values())) <= 1
    assert all(sorted(row) == list(range(count)) for row in rows)


@settings(max_examples=25, deadline=None)
@given(
    cases=st.integers(1, 40),
    readers=st.integers(1, 7),
    arms=st.sampled_from([(Arm.ALONE,), (Arm.ALONE, Arm.OVERLAY), tuple(Arm)]),
    seed=st.integers(0, 2**40),
)
def test_every_reader_sees_every_photograph_once_in_every_arm(
    cases: int, readers: int, arms: tuple[Arm, ...], seed: int
) -> None:
    plan = _plan(cases, readers, arms, seed)
    for reader in plan.readers:
        readings = schedule(plan, reader)
        assert {(each.case, each.arm) for each in readings} == {(case, arm) for case in range(cases) for arm in arms}
        assert len(readings) == cases * len(arms)
        for period in range(len(arms)):
            now = [each for each in readings if each.period == period]
            assert sorted(each.case for each in now) == list(range(cases))
            assert [each.position for each in now] == list(range(cases))
            counts = Counter(each.arm for each in now)
            sequences = len(williams_square(len(arms)))
            assert max(counts[arm] for arm in arms) - min(counts[arm] for arm in arms) <= sequences // len(arms)


def test_arms_get_the_same_mixture_of_grades() -> None:
    plan = _plan(60, 6, tuple(Arm), seed=3)
    for reader in plan.readers:
        for period in range(3):
            mixture = Counter(
                (each.arm, plan.cases[each.case].reference) for each in schedule(plan, reader) if each.period == period
            )
            assert set(mixture.values()) == {4}


def test_over_readers_every_photograph_is_in_every_arm_first_as_often() -> None:
    plan = _plan(12, 6, tuple(Arm), seed=3)
    first = Counter((each.case, each.arm) for name in plan.readers for each in schedule(plan, name) if not each.period)
    assert set(first.values()) == {2}
    assert len(first) == 36


def test_a_photograph_is_read_once_where_that_is_wanted(make_plan: Callable[..., Plan]) -> None:
    plan = make_plan(12, design=Design.ONCE, arms=(Arm.ALONE, Arm.OVERLAY))
    one, other = (schedule(plan, reader) for reader in plan.readers)
    assert sorted(each.case for each in one) == list(range(12))
    arm_of = {each.case: each.arm for each in one}
    assert all(arm_of[each.case] is not each.arm for each in other)


def test_the_order_is_the_seed_s_and_the_same_for_ever(make_plan: Callable[..., Plan]) -> None:
    plan = make_plan(6)
    order = [(each.period, each.case, each.arm) for each in schedule(plan, "A")]
    sums = {case: hashlib.sha256(f"7 order 0 0 {case}".encode()).hexdigest() for case in range(6)}
    assert [case for _period, case, _arm in order[:6]] == sorted(range(6), key=sums.__getitem__)
    assert [arm.value[0] for _period, _case, arm in order[:6]] == list("aaoopp")
    assert order != [(each.period, each.case, each.arm) for each in schedule(make_plan(6, seed=8), "A")]
    assert order != [(each.period, each.case, each.arm) for each in schedule(plan, "B")]


def test_methods_are_hidden_in_a_balanced_order(verdict_plan: Plan) -> None:
    for reader in verdict_plan.readers:
        judgings = judging_schedule(verdict_plan, reader)
        assert {(each.case, each.map) for each in judgings} == {(case, n) for case in range(12) for n in range(4)}
        places = Counter((each.map, each.place) for each in judgings)
        assert set(places.values()) == {3}
        cases = [each.case for each in judgings]
        assert all(len(set(cases[begin : begin + 4])) == 1 for begin in range(0, 48, 4))
    one, other = (judging_schedule(verdict_plan, reader) for reader in verdict_plan.readers)
    assert [each.map for each in one] != [each.map for each in other]


def _plan(cases: int, readers: int, arms: tuple[Arm, ...], seed: int) -> Plan:
    return Plan(
        title="Drawn",
        kind=StudyKind.GRADING,
        cases=tuple(StudyCase(ImageId(f"{n:064x}"), f"{n}.jpg", n % 5, n) for n in range(cases)),
        readers=tuple(f"R{n}" for n in range(readers)),
        arms=arms,
        seed=seed,
        model=StudyModel("ab", "Grader", "", ("a", "b", "c", "d", "e")),
        classes_of_model=(0, 1, 2, 3, 4),
        maps=(MapRecipe("Grad-CAM", "gradcam"),),
    )
