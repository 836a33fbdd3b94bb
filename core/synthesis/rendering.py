"""What every renderer of this package gives: a photograph, the truth about it, pixel by pixel."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True, eq=False)
class Rendering:
    """A rendered or marked photograph with its truth.

    `pixels` is uint8 (h, w, 3) RGB; each mask of `masks` is bool (h, w), by the short name of what it outlines ("MA",
    "HE", "car", ...), and only what is there has a mask. `label` is the index of its class in the list of classes of
    whoever made it. `facts` are JSON values that are true of it (grade, eye, patient, places in pixels).
    """

    pixels: NDArray[np.uint8]
    masks: Mapping[str, NDArray[np.bool_]]
    label: int
    facts: Mapping[str, object] = field(default_factory=dict)
