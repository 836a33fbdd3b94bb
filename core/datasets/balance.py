"""Classes of unequal size: weights for the loss, or an epoch in which each has its say as often."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import DatasetError

MAX_COUNT = 10_000_000


class BalanceMethod(StrEnum):
    """What is done about classes of unequal size. The values are those of the settings of a training."""

    NONE = "none"
    CLASS_WEIGHTS = "class_weights"
    RESAMPLE = "resample"


@dataclass(frozen=True, slots=True)
class BalancePlan:
    """`strength` (0 to 1) is that of class weights, `count` that of each class in a resampled epoch.

    A `count` of 0 takes the size of the largest class: all others are repeated. One between the smallest and the
    largest class repeats some and leaves out of others. Raises DatasetError for values beyond that.
    """

    method: BalanceMethod = BalanceMethod.NONE
    strength: float = 1.0
    count: int = 0

    def __post_init__(self) -> None:
        if not 0 <= self.strength <= 1 or not 0 <= self.count <= MAX_COUNT:
            raise DatasetError(
                f"A strength of {self.strength:g} or a count of {self.count} cannot be: the strength runs from 0 to 1, "
                f"the count from 0 to {MAX_COUNT:,}."
            )

    def to_json(self) -> dict[str, Any]:
        """The plan as a project keeps it."""
        return {"method": self.method.value, "strength": self.strength, "count": self.count}

    @classmethod
    def from_json(cls, fields: Mapping[str, Any]) -> Self:
        """The plan that was kept. Raises DatasetError where it is none."""
        try:
            return cls(BalanceMethod(fields["method"]), float(fields["strength"]), int(fields["count"]))
        except (KeyError, TypeError, ValueError) as error:
            raise DatasetError(f"The balance of a split cannot be read: {error}.") from error


NO_BALANCE = BalancePlan()


@dataclass(frozen=True, slots=True)
class BalanceEffect:
    """What a plan does, a number a class: photographs `before`, how often it occurs in an epoch `after`, its weight."""

    before: tuple[int, ...]
    after: tuple[int, ...]
    weights: tuple[float, ...]


def effect_of(plan: BalancePlan, counts: Sequence[int]) -> BalanceEffect:
    """What a plan does to classes of so many photographs."""
    before = tuple(counts)
    after, weights = before, (1.0,) * len(before)
    if plan.method is BalanceMethod.RESAMPLE:
        wanted = plan.count or max(before, default=0)
        after = tuple(wanted if count else 0 for count in before)
    if plan.method is BalanceMethod.CLASS_WEIGHTS and any(before):
        labels = np.repeat(np.arange(len(before)), before)
        weights = tuple(float(one) for one in class_weights(labels.tolist(), len(before), strength=plan.strength))
    return BalanceEffect(before, after, weights)


def times_of(plan: BalancePlan, labels: Sequence[int], *, seed: int) -> NDArray[np.int64]:
    """How often each sample occurs in the first epoch of a plan: int64 (samples,); 1 for each without resampling.

    The same seed chooses the same samples.
    """
    if plan.method is not BalanceMethod.RESAMPLE or not len(labels):
        return np.ones(len(labels), np.int64)
    chosen = resampled(labels, plan.count, np.random.default_rng(seed))
    return np.bincount(chosen, minlength=len(labels)).astype(np.int64)


def class_weights(labels: Sequence[int], class_count: int, *, strength: float = 1.0) -> NDArray[np.float32]:
    """A weight for each class, float32 (classes,), proportional to 1 / (its share)^strength.

    They average 1 over the samples, so that the loss stays on its usual scale. A class without samples has weight 0.
    `strength` 0 leaves all equal, 1 gives every class the same say. Raises DatasetError beyond that.
    """
    if not 0 <= strength <= 1:
        raise DatasetError(f"The strength of the class weights is {strength:g}; it must be from 0 to 1.")
    counts = np.bincount(np.asarray(labels, np.int64), minlength=class_count).astype(np.float64)
    weights = np.where(counts > 0, np.maximum(counts, 1) ** -strength, 0.0)
    return np.asarray(weights * counts.sum() / (weights * counts).sum(), np.float32)


def resampled(labels: Sequence[int], count: int, random: np.random.Generator) -> NDArray[np.int64]:
    """Positions of an epoch in which every class that has samples occurs `count` times, in random order.

    A class with fewer samples repeats all of them equally often, up to one; of one with more, as many are left out.
    `count` 0 takes the size of the largest class.
    """
    kept = np.asarray(labels, np.int64)
    wanted = count or int(np.bincount(kept).max())
    chosen = []
    for label in np.unique(kept):
        members = np.flatnonzero(kept == label)
        chosen += [members] * (wanted // len(members))
        chosen.append(random.permutation(members)[: wanted % len(members)])
    return random.permutation(np.concatenate(chosen))
