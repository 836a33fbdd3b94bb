"""A fundus that needs no renderer: a shaded disc on a dark ground."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from core.synthesis.markers.drawing import circle, filled

Disc = Callable[..., NDArray[np.uint8]]


@pytest.fixture(scope="session")
def disc() -> Disc:
    """Make such a photograph: uint8 RGB (height, width, 3) with a disc of `radius` about the middle."""

    def make(height: int = 300, width: int = 300, radius: float = 140.0) -> NDArray[np.uint8]:
        inside = filled(circle(width / 2, height / 2, radius), height, width)
        y, x = np.mgrid[:height, :width]
        light = np.stack([170 + x * 40 // width, 80 + y * 30 // height, 40 + 0 * x], axis=2)
        return np.where(inside[..., None], light, 3).astype(np.uint8)

    return make
