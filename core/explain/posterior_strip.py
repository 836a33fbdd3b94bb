"""The posteriors along a sequence as a stacked strip: one column a photograph, one colour a class."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MOST_CLASSES = 8
"""So many classes have a colour of their own; the least probable others share a grey."""
OTHERS = "others"
_OTHERS_RGB = (98, 105, 118)
# Okabe and Ito's colours for the colour-blind, lightened where they would sink into a dark ground.
_CLASS_RGB = (
    (86, 180, 233), (230, 159, 0), (0, 158, 115), (240, 228, 66), (213, 94, 0), (204, 121, 167), (70, 120, 200),
    (200, 200, 205),
)  # fmt: skip


@dataclass(frozen=True, slots=True, eq=False)
class StackedPosteriors:
    """What a strip shows: `names` and `colours` (uint8 (k, 3) RGB) from bottom to top, `shares` float64 (steps, k).

    The shares of a step sum to 1. `indices` are those of the classes; None for the others taken together. `predicted`
    (steps,) is the place among `names` of the most probable single class, which may be one of the others.
    """

    names: tuple[str, ...]
    colours: NDArray[np.uint8]
    shares: NDArray[np.float64]
    indices: tuple[int | None, ...]
    predicted: tuple[int, ...]


def stacked_posteriors(posteriors: NDArray[np.float32], class_names: Sequence[str]) -> StackedPosteriors:
    """The layers of the strip for `posteriors` float32 (steps, classes): every class, or the most probable ones.

    Classes stand in their own order, since grades rise; which are most probable is judged over the whole sequence.
    """
    values = posteriors.astype(np.float64)
    values /= values.sum(axis=1, keepdims=True)
    count = values.shape[1]
    predicted = values.argmax(axis=1).tolist()
    if count <= MOST_CLASSES:
        colours = np.array(_CLASS_RGB[:count], np.uint8)
        return StackedPosteriors(tuple(class_names), colours, values, tuple(range(count)), tuple(predicted))
    chosen = sorted(np.argsort(-values.mean(axis=0), kind="stable")[: MOST_CLASSES - 1].tolist())
    rest = 1 - values[:, chosen].sum(axis=1, keepdims=True)
    colours = np.array([*_CLASS_RGB[: len(chosen)], _OTHERS_RGB], np.uint8)
    names = (*(class_names[index] for index in chosen), OTHERS)
    places = {index: place for place, index in enumerate(chosen)}
    shares = np.hstack([values[:, chosen], rest.clip(0)])
    lines = tuple(places.get(index, len(chosen)) for index in predicted)
    return StackedPosteriors(names, colours, shares, (*chosen, None), lines)


def draw_strip(stacked: StackedPosteriors, width: int, height: int) -> NDArray[np.uint8]:
    """The strip as uint8 (height, width, 3) RGB: the first class at the bottom, the first step at the left."""
    steps = len(stacked.shares)
    columns = np.minimum(np.arange(width) * steps // max(width, 1), steps - 1)
    tops = stacked.shares.cumsum(axis=1)[columns]  # (width, k)
    levels = 1 - (np.arange(height) + 0.5) / height
    layer = (levels[:, None, None] >= tops[None, :, :-1]).sum(axis=2)
    strip: NDArray[np.uint8] = stacked.colours[layer]
    return strip


def column_span(step: int, steps: int, width: int) -> tuple[int, int]:
    """The columns [first, last) that `step` of `steps` takes in a strip of `width`; one at least, within the strip."""
    first = -(-step * width // steps)
    last = -(-(step + 1) * width // steps)
    first = min(first, width - 1)
    return first, max(last, first + 1)


def step_at(column: float, steps: int, width: int) -> int:
    """The step under a column of a strip, the nearest one beside it."""
    return min(max(int(column * steps // max(width, 1)), 0), steps - 1)
