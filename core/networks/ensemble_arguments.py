"""What an ensemble is made of, as a card holds it. Knows no torch."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ModelError, did_you_mean

MAX_MEMBERS = 32
_MEMBER_FIELDS = ("name", "architecture", "arguments", "scale", "shift", "weights")
_FIELDS = ("rule", "views", "members")


class Rule(StrEnum):
    """How the members' answers become one (Casini, Lagna and Martorana 2022, chapter 6)."""

    VOTE = "vote"
    """Each has one vote; of classes with as many the one of the member with the largest weight wins."""
    MEAN_PROBABILITIES = "mean-probabilities"
    """The mean of the probabilities; with weights a member and class the weighted one, made to sum to one again."""
    MEAN_LOGITS = "mean-logits"
    """The mean of the logits: the geometric mean of the probabilities."""
    STACKING = "stacking"
    """A linear layer on the members' log-probabilities, trained on photographs that none of them was trained on."""

    @property
    def label(self) -> str:
        """In words."""
        return _RULES[self]


_RULES = {
    Rule.VOTE: "Majority vote",
    Rule.MEAN_PROBABILITIES: "Mean of the probabilities",
    Rule.MEAN_LOGITS: "Mean of the logits",
    Rule.STACKING: "Stacking",
}


class Weighing(StrEnum):
    """What a member's probabilities count."""

    NONE = "none"
    ACCURACY = "accuracy"
    RECALL = "recall"
    """Each class's probability by the member's recall of that class."""

    @property
    def label(self) -> str:
        """In words."""
        return {"none": "All alike", "accuracy": "Accuracy", "recall": "Recall of each class"}[self.value]


class View(StrEnum):
    """How a photograph is turned for test-time augmentation."""

    PLAIN = "plain"
    MIRRORED = "mirrored"
    UPSIDE_DOWN = "upside-down"
    TURNED = "turned"
    """By 180 degrees: both."""


@dataclass(frozen=True, slots=True)
class EnsembleRecipe:
    """How an ensemble is to be made. A vote has no weights but for its ties, stacking none at all."""

    rule: Rule = Rule.MEAN_PROBABILITIES
    weighing: Weighing = Weighing.NONE
    views: tuple[View, ...] = (View.PLAIN,)
    name: str = ""

    def __post_init__(self) -> None:
        fitting = {
            Rule.MEAN_PROBABILITIES: tuple(Weighing),
            Rule.VOTE: (Weighing.NONE, Weighing.ACCURACY),
        }.get(self.rule, (Weighing.NONE,))
        if self.weighing not in fitting:
            raise ModelError(
                f"{self.rule.label} cannot be weighed by {self.weighing.label.lower()}.",
                "Weights go with the mean of the probabilities.",
            )

    @property
    def needs_labels(self) -> bool:
        """Whether members must be measured on photographs with labels."""
        is_weighed = self.rule is Rule.MEAN_PROBABILITIES and self.weighing is not Weighing.NONE
        return is_weighed or self.rule is Rule.STACKING


@dataclass(frozen=True, slots=True)
class Member:
    """One network. `scale` and `shift` turn the ensemble's normalisation into the member's own, a value a channel.

    `weights` are what each class's probability counts, or one number for all of them.
    """

    name: str
    architecture: str
    arguments: Mapping[str, Any]
    scale: tuple[float, ...] = (1.0, 1.0, 1.0)
    shift: tuple[float, ...] = (0.0, 0.0, 0.0)
    weights: tuple[float, ...] = (1.0,)


@dataclass(frozen=True, slots=True)
class Ensemble:
    """The members and how they are combined; each looks at every one of `views`."""

    rule: Rule
    members: tuple[Member, ...]
    views: tuple[View, ...] = (View.PLAIN,)

    def to_json(self) -> dict[str, Any]:
        """As the card holds it."""
        return {
            "rule": self.rule.value,
            "views": [view.value for view in self.views],
            "members": [
                {
                    "name": each.name,
                    "architecture": each.architecture,
                    "arguments": dict(each.arguments),
                    "scale": list(each.scale),
                    "shift": list(each.shift),
                    "weights": list(each.weights),
                }
                for each in self.members
            ],
        }


def is_ensemble(arguments: Mapping[str, Any]) -> bool:
    """Whether a card's arguments are those of an ensemble."""
    return arguments.get("ensemble") is not None


def read_ensemble(value: object, check_arguments: Callable[[Mapping[str, Any]], object]) -> Ensemble | None:
    """The ensemble of a card's JSON. Raises ModelError naming what is wrong.

    `check_arguments` checks those of a member.
    """
    if value is None:
        return None
    if not isinstance(value, Mapping) or not {"rule", "members"} <= set(value) <= set(_FIELDS):
        raise ModelError("Architecture argument 'ensemble' must be an object with 'rule' and 'members'.")
    members = value["members"]
    if not isinstance(members, Sequence) or isinstance(members, str) or not 1 <= len(members) <= MAX_MEMBERS:
        raise ModelError(f"Architecture argument 'ensemble': 'members' must hold 1 to {MAX_MEMBERS} networks.")
    views = value.get("views", [View.PLAIN.value])
    if not isinstance(views, Sequence) or isinstance(views, str) or not 1 <= len(views) <= len(View):
        raise ModelError("Architecture argument 'ensemble': 'views' must be a list of ways to turn a photograph.")
    return Ensemble(
        rule=_choice(Rule, value["rule"]),
        members=tuple(_member(each, check_arguments) for each in members),
        views=tuple(_choice(View, each) for each in views),
    )


def _member(value: object, check_arguments: Callable[[Mapping[str, Any]], object]) -> Member:
    if not isinstance(value, Mapping) or not {"architecture", "arguments"} <= set(value) <= set(_MEMBER_FIELDS):
        raise ModelError("Architecture argument 'ensemble': a member must have 'architecture' and 'arguments'.")
    architecture, arguments, name = value["architecture"], value["arguments"], value.get("name", "")
    if not isinstance(architecture, str) or not isinstance(arguments, Mapping) or not isinstance(name, str):
        raise ModelError("Architecture argument 'ensemble': a member's architecture, arguments or name is damaged.")
    if arguments.get("ensemble") is not None:
        raise ModelError("Architecture argument 'ensemble': a member cannot be an ensemble.")
    check_arguments(arguments)
    return Member(
        name=name,
        architecture=architecture,
        arguments=dict(arguments),
        scale=_numbers(value.get("scale", [1.0, 1.0, 1.0]), "scale", 3),
        shift=_numbers(value.get("shift", [0.0, 0.0, 0.0]), "shift", 3),
        weights=_weights(value.get("weights", [1.0])),
    )


def _numbers(value: object, name: str, count: int) -> tuple[float, ...]:
    is_list = isinstance(value, Sequence) and not isinstance(value, str) and len(value) == count
    if not is_list or not all(_is_number(each) for each in value):  # type: ignore[attr-defined]
        raise ModelError(f"Architecture argument 'ensemble': '{name}' must hold {count} numbers.")
    return tuple(float(each) for each in value)  # type: ignore[attr-defined]


def _weights(value: object) -> tuple[float, ...]:
    is_list = isinstance(value, Sequence) and not isinstance(value, str) and len(value) >= 1
    if not is_list or not all(_is_number(each) and each >= 0 for each in value):  # type: ignore[attr-defined]
        raise ModelError("Architecture argument 'ensemble': 'weights' must hold numbers from 0 on.")
    return tuple(float(each) for each in value)  # type: ignore[attr-defined]


def _is_number(value: object) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool) and math.isfinite(value)


def _choice(kind: type[Any], value: object) -> Any:
    names = [each.value for each in kind]
    if value not in names:
        hint = did_you_mean(str(value), names) or f"There are {', '.join(names)}."
        raise ModelError(f"Architecture argument 'ensemble': there is no {kind.__name__.lower()} {value!r:.40}.", hint)
    return kind(value)
