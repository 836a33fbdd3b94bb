"""Targets as questions, the way a menu asks them."""

from __future__ import annotations

from collections.abc import Sequence

from core.evaluation.grading import REFERABLE_FROM
from core.explain.targets import (
    Aggregate,
    BoundaryTarget,
    ChannelTarget,
    ClassTarget,
    ExpectedGradeTarget,
    MarginTarget,
    ProbabilityTarget,
    ReferableTarget,
    Target,
)

AGGREGATE_WORDS = {Aggregate.MAX: "strongest unit", Aggregate.SUM: "sum of all units"}


def question(target: Target, names: Sequence[str]) -> str:
    """The target as a person would ask for it. `names` are those of the model's classes."""
    match target:
        case ClassTarget(index):
            return f"Why {names[index]}?"
        case ProbabilityTarget(index):
            return f"Why is {names[index]} as probable as it is?"
        case MarginTarget(index, other):
            return f"Why {names[index]} and not {names[other]}?"
        case BoundaryTarget(lower):
            return f"Why above {names[lower]}, or not?"
        case ExpectedGradeTarget():
            return "What drives the expected grade?"
        case ReferableTarget():
            return f"Why referable ({names[REFERABLE_FROM]} or above), or not?"
        case ChannelTarget(layer, channel, aggregate):
            return f"What excites channel {channel} of {layer} ({AGGREGATE_WORDS[aggregate]})?"


def meaning(target: Target, names: Sequence[str]) -> str:
    """Which number is explained, for a tooltip."""
    match target:
        case ClassTarget(index):
            return f"The logit of {names[index]}, before the softmax: it does not depend on the other classes"
        case ProbabilityTarget(index):
            return f"The probability of {names[index]}: it also falls because another class rises"
        case MarginTarget(index, other):
            return f"The logit of {names[index]} less that of {names[other]}: what tells the two apart"
        case BoundaryTarget(lower):
            return f"The log-odds of a grade above {names[lower]}; 0 where above and not above are as likely"
        case ExpectedGradeTarget():
            return "The mean of the grades, counted from 0 for the first class, by their probabilities"
        case ReferableTarget():
            return f"The log-odds of {names[REFERABLE_FROM]} or above, which is when patients are referred"
        case ChannelTarget(layer, channel, aggregate):
            return f"The activation of channel {channel} of {layer}: {AGGREGATE_WORDS[aggregate]}"
