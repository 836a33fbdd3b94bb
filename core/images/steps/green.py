"""The green channel alone."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.geometry import IDENTITY
from core.images.steps.fields import check_known
from core.images.steps.step import Step, Stepped


@dataclass(frozen=True, slots=True)
class GreenChannel(Step):
    """The green channel in place of all three: vessels and red lesions stand out most in it."""

    name: ClassVar[str] = "green"
    is_scale_free: ClassVar[bool] = True

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """Grey, of the same size."""
        green = np.ascontiguousarray(pixels[:, :, 1])
        return Stepped(cv2.cvtColor(green, cv2.COLOR_GRAY2RGB).astype(np.uint8, copy=False), IDENTITY)

    def to_json(self) -> dict[str, object]:
        """It has no parameters."""
        return {}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step."""
        check_known(cls.name, fields, set())
        return cls()
