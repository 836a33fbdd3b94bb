"""Targets: what they compute, by hand and by finite differences; their texts and their JSON."""

from __future__ import annotations

import json
import math

import numpy as np
import pytest
import torch
from hypothesis import given
from hypothesis import strategies as st

from core.errors import ExplainError
from core.explain.scalar import score
from core.explain.targets import (
    Aggregate,
    BoundaryTarget,
    ChannelTarget,
    ClassTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    ScoreTarget,
    Target,
    describe_target,
    parse_target,
    target_from_json,
    target_to_json,
)

GRADES = ("No DR", "Mild NPDR", "Moderate NPDR", "Severe NPDR", "Proliferative DR")
SCORES: tuple[ScoreTarget, ...] = (
    ClassTarget(2),
    ProbabilityTarget(1),
    MarginTarget(2, 1),
    BoundaryTarget(0),
    BoundaryTarget(3),
    ExpectedGradeTarget(),
    ReferableTarget(),
)


def by_hand(logits: list[float], target: ScoreTarget) -> float:
    exponentials = [math.exp(logit) for logit in logits]
    p = [value / math.fsum(exponentials) for value in exponentials]
    match target:
        case ClassTarget(index):
            return logits[index]
        case ProbabilityTarget(index):
            return p[index]
        case MarginTarget(index, other):
            return logits[index] - logits[other]
        case BoundaryTarget(lower):
            return math.log(sum(p[lower + 1 :]) / sum(p[: lower + 1]))
        case ExpectedGradeTarget():
            return sum(grade * value for grade, value in enumerate(p))
        case ReferableTarget():
            return math.log((p[2] + p[3] + p[4]) / (p[0] + p[1]))


@pytest.mark.parametrize("target", SCORES)
@given(logits=st.lists(st.floats(-8, 8), min_size=5, max_size=5))
def test_by_hand_and_by_finite_differences(target: ScoreTarget, logits: list[float]) -> None:
    values = torch.tensor([logits], dtype=torch.float64, requires_grad=True)
    found = score(values, target)[0]
    assert found.item() == pytest.approx(by_hand(logits, target), rel=1e-9, abs=1e-12)
    (gradient,) = torch.autograd.grad(found, values)
    step = 1e-5
    for index in range(5):
        up, down = list(logits), list(logits)
        up[index] += step
        down[index] -= step
        slope = (by_hand(up, target) - by_hand(down, target)) / (2 * step)
        assert gradient[0, index].item() == pytest.approx(slope, rel=1e-4, abs=1e-6)


def test_odds_of_a_certain_network_stay_finite() -> None:
    logits = torch.tensor([[120.0, 0.0, -90.0, -100.0, -100.0]])
    assert score(logits, ReferableTarget()).item() == pytest.approx(-210, abs=1e-3)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Mild NPDR", ClassTarget(1)),
        ("4", ClassTarget(4)),
        ("class:No DR", ClassTarget(0)),
        ("probability:3", ProbabilityTarget(3)),
        ("margin:Moderate NPDR,Mild NPDR", MarginTarget(2, 1)),
        ("margin:2, 1", MarginTarget(2, 1)),
        ("boundary:Mild NPDR,Moderate NPDR", BoundaryTarget(1)),
        ("expected-grade", ExpectedGradeTarget()),
        ("referable", ReferableTarget()),
    ],
)
def test_texts(text: str, expected: Target) -> None:
    assert parse_target(text, GRADES) == expected


def test_class_names_that_ask_for_care() -> None:
    names = ("referable", "severe, or worse", "a:b", "margin:x,y")
    assert parse_target("referable", names) == ClassTarget(0)
    assert parse_target("a:b", names) == ClassTarget(2)
    assert parse_target("margin:x,y", names) == ClassTarget(3)
    assert parse_target("margin:severe, or worse,a:b", names) == MarginTarget(1, 2)
    assert parse_target("margin:referable,severe, or worse", names) == MarginTarget(0, 1)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("severe", "no class 'severe'"),
        ("sever NPDR", "Did you mean 'Severe NPDR'"),
        ("5", "0 to 4"),
        ("margn:1,2", "Did you mean 'margin'"),
        ("margin:1", "Put a comma"),
        ("margin:1,7", "no class 7"),
        ("margin:1,1", "always 0"),
        ("boundary:1,3", "not neighbouring"),
        ("boundary:2,1", "rising order"),
        ("probability:", "no class ''"),
        ("referable:1", "no target"),
        ("channel:1", "no target"),
        ("", "no class ''"),
    ],
)
def test_texts_that_name_nothing(text: str, words: str) -> None:
    with pytest.raises(ExplainError, match=words):
        parse_target(text, GRADES)


def test_two_classes_have_no_referable_grade() -> None:
    with pytest.raises(ExplainError, match="has 2 classes"):
        parse_target("referable", ("healthy", "ill"))


@pytest.mark.parametrize("target", [*SCORES, ChannelTarget("features.3", 7, Aggregate.SUM)])
def test_json_there_and_back(target: Target) -> None:
    assert target_from_json(json.loads(json.dumps(target_to_json(target)))) == target
    assert describe_target(target, GRADES)


@pytest.mark.parametrize("fields", [{}, {"class": "2"}, {"class": True}, {"palm": 1}, {"margin": [1]}, {"channel": {}}])
def test_damaged_json_is_refused(fields: dict[str, object]) -> None:
    with pytest.raises((ValueError, TypeError, KeyError)):
        target_from_json(fields)


def test_a_batch_gives_a_number_a_row() -> None:
    logits = torch.randn(7, 5)
    for target in SCORES:
        together = score(logits, target).numpy()
        alone = np.array([score(row[None], target).item() for row in logits])
        np.testing.assert_allclose(together, alone, rtol=1e-6, atol=1e-7)
