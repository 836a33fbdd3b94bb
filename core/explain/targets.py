"""What is explained: a class, a question that means something clinically, or a channel of a layer. Knows no torch.

Targets that speak of grades take the classes of the model for grades in rising order.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from core.errors import ExplainError, did_you_mean
from core.evaluation.grading import REFERABLE_FROM


class Aggregate(StrEnum):
    """How the activations of a channel become one number (Kalmeijer, section 3.2.1)."""

    MAX = "max"
    """The strongest unit: what is seen by the one place where the feature is clearest."""
    SUM = "sum"
    """All units together: every place where the feature is."""


@dataclass(frozen=True, slots=True)
class ClassTarget:
    """The logit of one class, by its index."""

    index: int


@dataclass(frozen=True, slots=True)
class ProbabilityTarget:
    """The probability of one class: the softmax of the logits, so it also falls when other classes rise."""

    index: int


@dataclass(frozen=True, slots=True)
class MarginTarget:
    """The logit of class `index` less that of class `other`: why the one and not the other."""

    index: int
    other: int


@dataclass(frozen=True, slots=True)
class BoundaryTarget:
    """The boundary above grade `lower`: log(P(grade > lower) / P(grade <= lower)), 0 where both are as likely."""

    lower: int


@dataclass(frozen=True, slots=True)
class ExpectedGradeTarget:
    """The mean of the grades, 0 for the first class, weighted by their probabilities."""


@dataclass(frozen=True, slots=True)
class ReferableTarget:
    """The logit of grade 2 and above: log(P(grade >= 2) / P(grade < 2))."""


@dataclass(frozen=True, slots=True)
class ChannelTarget:
    """The activation of one channel of a layer, brought to one number by `aggregate`.

    `layer` is a dotted module name as in the model's layer table; `channel` counts from 0.
    """

    layer: str
    channel: int
    aggregate: Aggregate = Aggregate.MAX


ScoreTarget = ClassTarget | ProbabilityTarget | MarginTarget | BoundaryTarget | ExpectedGradeTarget | ReferableTarget
"""The targets that follow from the logits alone."""
Target = ScoreTarget | ChannelTarget

_KINDS: dict[str, type[Target]] = {
    "class": ClassTarget,
    "probability": ProbabilityTarget,
    "margin": MarginTarget,
    "boundary": BoundaryTarget,
    "expected-grade": ExpectedGradeTarget,
    "referable": ReferableTarget,
    "channel": ChannelTarget,
}
_NAMES = {kind: name for name, kind in _KINDS.items()}
EXPECTED_GRADE, REFERABLE = _NAMES[ExpectedGradeTarget], _NAMES[ReferableTarget]


def parse_target(text: str, class_names: tuple[str, ...]) -> ScoreTarget:
    """The target that a text names.

    A class name or index; `probability:CLASS`; `margin:CLASS,OTHER`; `boundary:GRADE,NEXT` with two neighbouring
    classes; `expected-grade`; `referable`. Classes are named or numbered, and class names go first: where a class is
    called "referable", so is its logit. Raises ExplainError.
    """
    kind, colon, rest = text.partition(":")
    if text in class_names or (not colon and text not in (EXPECTED_GRADE, REFERABLE)):
        return _checked(ClassTarget(find_class(text, class_names)), class_names)
    match _KINDS.get(kind):
        case cls if cls is ClassTarget or cls is ProbabilityTarget:
            target: ScoreTarget = cls(find_class(rest, class_names))
        case cls if cls is MarginTarget:
            target = MarginTarget(*_pair_of_classes(rest, class_names))
        case cls if cls is BoundaryTarget:
            target = _boundary(*_pair_of_classes(rest, class_names), class_names)
        case cls if not colon and (cls is ExpectedGradeTarget or cls is ReferableTarget):
            target = cls()
        case _:
            hint = did_you_mean(kind, [*class_names, *_KINDS]) or f"There are {', '.join(_KINDS)}, and the classes."
            raise ExplainError(f"There is no target '{text}'.", hint)
    return _checked(target, class_names)


def describe_target(target: Target, class_names: tuple[str, ...]) -> str:
    """The target in words, as captions show it."""
    match target:
        case ClassTarget(index):
            return class_names[index]
        case ProbabilityTarget(index):
            return f"probability of {class_names[index]}"
        case MarginTarget(index, other):
            return f"{class_names[index]} rather than {class_names[other]}"
        case BoundaryTarget(lower):
            return f"above {class_names[lower]}"
        case ExpectedGradeTarget():
            return "expected grade"
        case ReferableTarget():
            return f"referable ({class_names[REFERABLE_FROM]} or above)"
        case ChannelTarget(layer, channel, aggregate):
            return f"channel {channel} of {layer} ({aggregate})"


def check_target(target: Target, class_names: tuple[str, ...]) -> None:
    """Raise ExplainError where the classes do not admit the target. Layers and channels are checked with the model."""
    count = len(class_names)
    for index in _indices(target):
        if not 0 <= index < count:
            raise ExplainError(f"The model has no class {index}.", f"Its {count} classes are 0 to {count - 1}.")
    match target:
        case MarginTarget(index, other) if index == other:
            raise ExplainError(f"The margin of '{class_names[index]}' to itself is always 0.", "Name two classes.")
        case BoundaryTarget(lower) if lower == count - 1:
            raise ExplainError(f"'{class_names[lower]}' is the highest grade: there is no boundary above it.")
        case ReferableTarget() if count <= REFERABLE_FROM:
            raise ExplainError(
                f"'{REFERABLE}' means grade {REFERABLE_FROM} or above, and the model has {count} classes.",
                "Choose a class.",
            )
        case _:
            return


def find_class(word: str, names: tuple[str, ...]) -> int:
    """The index of a class by its name, else by its number: names go first, for grades are often named 0 to 4."""
    if word in names:
        return names.index(word)
    digits = word.removeprefix("-")
    if not (digits.isascii() and digits.isdecimal()):
        hint = did_you_mean(word, names) or f"Give a name, or an index from 0 to {len(names) - 1}."
        raise ExplainError(f"The model has no class '{word}'.", hint)
    index = int(word)
    if not 0 <= index < len(names):
        raise ExplainError(f"The model has no class {index}.", f"Its {len(names)} classes are 0 to {len(names) - 1}.")
    return index


def target_to_json(target: Target) -> dict[str, Any]:
    """The target as JSON values: one object whose key is its kind."""
    name = _NAMES[type(target)]
    match target:
        case ClassTarget(index) | ProbabilityTarget(index) | BoundaryTarget(index):
            return {name: index}
        case MarginTarget(index, other):
            return {name: [index, other]}
        case ChannelTarget(layer, channel, aggregate):
            return {name: {"layer": layer, "channel": channel, "aggregate": aggregate.value}}
        case _:
            return {name: True}


def target_from_json(fields: Mapping[str, Any]) -> Target:
    """The target that `target_to_json` wrote. Raises ValueError, TypeError or KeyError for anything else."""
    ((name, value),) = fields.items()
    cls = _KINDS[name]
    if cls is MarginTarget:
        index, other = value
        return MarginTarget(_whole(index), _whole(other))
    if cls is ChannelTarget:
        return ChannelTarget(str(value["layer"]), _whole(value["channel"]), Aggregate(value["aggregate"]))
    if cls is ExpectedGradeTarget or cls is ReferableTarget:
        return cls()
    of_one: Callable[[int], Target] = cls
    return of_one(_whole(value))


def _checked(target: ScoreTarget, class_names: tuple[str, ...]) -> ScoreTarget:
    check_target(target, class_names)
    return target


def _boundary(lower: int, upper: int, class_names: tuple[str, ...]) -> BoundaryTarget:
    if upper != lower + 1:
        raise ExplainError(
            f"'{class_names[lower]}' and '{class_names[upper]}' are not neighbouring grades in rising order.",
            "Name a grade and the one above it.",
        )
    return BoundaryTarget(lower)


def _pair_of_classes(text: str, class_names: tuple[str, ...]) -> tuple[int, int]:
    """Two classes with a comma between them. Class names may hold commas themselves: every comma is tried."""
    for first, second in _splits(text):
        if _is_class(first, class_names) and _is_class(second, class_names):
            return find_class(first, class_names), find_class(second, class_names)
    for first, second in _splits(text):
        find_class(first, class_names)
        find_class(second, class_names)
    raise ExplainError(f"'{text}' is not two classes.", "Put a comma between them.")


def _splits(text: str) -> Iterator[tuple[str, str]]:
    for place, character in enumerate(text):
        if character == ",":
            yield text[:place].strip(), text[place + 1 :].strip()


def _is_class(word: str, class_names: tuple[str, ...]) -> bool:
    try:
        find_class(word, class_names)
    except ExplainError:
        return False
    return True


def _indices(target: Target) -> tuple[int, ...]:
    match target:
        case ClassTarget(index) | ProbabilityTarget(index) | BoundaryTarget(index):
            return (index,)
        case MarginTarget(index, other):
            return index, other
        case _:
            return ()


def _whole(value: object) -> int:
    if isinstance(value, bool) or not isinstance(value, int):
        raise TypeError(value)
    return value
