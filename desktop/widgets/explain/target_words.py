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
from desktop.translation import mark, tr

AGGREGATE_WORDS = {Aggregate.MAX: mark("strongest unit"), Aggregate.SUM: mark("sum of all units")}


def question(target: Target, names: Sequence[str]) -> str:
    """The target as a person would ask for it. `names` are those of the model's classes."""
    match target:
        case ClassTarget(index):
            return tr("Why {names}?", names=names[index])
        case ProbabilityTarget(index):
            return tr("Why is {names} as probable as it is?", names=names[index])
        case MarginTarget(index, other):
            return tr("Why {names} and not {names_2}?", names=names[index], names_2=names[other])
        case BoundaryTarget(lower):
            return tr("Why above {names}, or not?", names=names[lower])
        case ExpectedGradeTarget():
            return tr("What drives the expected grade?")
        case ReferableTarget():
            return tr("Why referable ({names} or above), or not?", names=names[REFERABLE_FROM])
        case ChannelTarget(layer, channel, aggregate):
            return tr(
                "What excites channel {channel} of {layer} ({aggregate_words})?",
                channel=channel,
                layer=layer,
                aggregate_words=AGGREGATE_WORDS[aggregate],
            )


def meaning(target: Target, names: Sequence[str]) -> str:
    """Which number is explained, for a tooltip."""
    match target:
        case ClassTarget(index):
            return tr(
                "The logit of {names}, before the softmax: it does not depend on the other classes", names=names[index]
            )
        case ProbabilityTarget(index):
            return tr("The probability of {names}: it also falls because another class rises", names=names[index])
        case MarginTarget(index, other):
            return tr(
                "The logit of {names} less that of {names_2}: what tells the two apart",
                names=names[index],
                names_2=names[other],
            )
        case BoundaryTarget(lower):
            return tr(
                "The log-odds of a grade above {names}; 0 where above and not above are as likely", names=names[lower]
            )
        case ExpectedGradeTarget():
            return tr("The mean of the grades, counted from 0 for the first class, by their probabilities")
        case ReferableTarget():
            return tr(
                "The log-odds of {names} or above, which is when patients are referred", names=names[REFERABLE_FROM]
            )
        case ChannelTarget(layer, channel, aggregate):
            return tr(
                "The activation of channel {channel} of {layer}: {aggregate_words}",
                channel=channel,
                layer=layer,
                aggregate_words=AGGREGATE_WORDS[aggregate],
            )
