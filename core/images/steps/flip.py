"""Turning a photograph over."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.geometry import Affine
from core.images.steps.fields import check_known, read_choice
from core.images.steps.step import Step, Stepped


class Direction(StrEnum):
    """Which sides change places."""

    HORIZONTAL = "horizontal"
    """Left and right: a left eye looks like a right one."""
    VERTICAL = "vertical"
    """Top and bottom."""
    BOTH = "both"
    """Half a turn: a photograph taken through a condensing lens is upright again."""


_OPENCVS = {Direction.HORIZONTAL: 1, Direction.VERTICAL: 0, Direction.BOTH: -1}


@dataclass(frozen=True, slots=True)
class Flip(Step):
    """Turn the photograph over, or by half a turn."""

    name: ClassVar[str] = "flip"
    is_scale_free: ClassVar[bool] = True

    direction: Direction = Direction.HORIZONTAL

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The photograph turned over, of the same size."""
        height, width = pixels.shape[:2]
        across = self.direction is not Direction.VERTICAL
        down = self.direction is not Direction.HORIZONTAL
        back = Affine(
            xx=-1.0 if across else 1.0,
            x0=width if across else 0.0,
            yy=-1.0 if down else 1.0,
            y0=height if down else 0.0,
        )
        return Stepped(cv2.flip(pixels, _OPENCVS[self.direction]).astype(np.uint8, copy=False), back)

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"direction": self.direction.value}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"direction"})
        default = {"direction": Direction.HORIZONTAL.value}
        return cls(read_choice(cls.name, "direction", {**default, **fields}, Direction))
