"""Classes of unequal size: weights for the loss, or an epoch in which each has its say as often."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from core.errors import DatasetError


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
