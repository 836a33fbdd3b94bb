"""What every step of a preparation is."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from typing import ClassVar, NamedTuple, Self

import numpy as np
from numpy.typing import NDArray

from core.images.geometry import Affine

Size = tuple[int, int]
"""(height, width) in pixels."""


class Stepped(NamedTuple):
    """What a step makes of pixels: (height, width, 3) uint8, and the map from its output's points to its input's."""

    pixels: NDArray[np.uint8]
    back: Affine


class Step(ABC):
    """A named operation on a photograph. Steps are frozen dataclasses: hashable, equal when their parameters are.

    A new kind of step states `name`, its parameters, `apply`, `to_json` and `from_json`, and `size_after` where it
    changes the size, and is listed in `core.images.preparation.STEP_TYPES`.
    """

    name: ClassVar[str]
    is_scale_free: ClassVar[bool] = False
    """Whether a smaller copy of a photograph gives a smaller copy of the result, for all but the finest detail."""

    @abstractmethod
    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """Apply the step to (height, width, 3) uint8 RGB, which is left as it is."""

    def size_after(self, size: Size | None) -> Size | None:
        """The output's (height, width) for an input of `size`; None where it differs from photograph to photograph."""
        return size

    @abstractmethod
    def to_json(self) -> dict[str, object]:
        """The parameters, as JSON values by name."""

    @classmethod
    @abstractmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters. Raises `FunduscopeError` that names the bad one."""
