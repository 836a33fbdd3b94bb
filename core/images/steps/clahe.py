"""Contrast-limited adaptive histogram equalisation of the lightness."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.images.geometry import IDENTITY
from core.images.steps.fields import check_known, read_floats, read_int
from core.images.steps.step import Step, Stepped

_MAX_TILES = 64


@dataclass(frozen=True, slots=True)
class Clahe(Step):
    """CLAHE (Zuiderveld 1994) on the lightness of CIE L*a*b*, so that hues stay: Casini, Lagna and Martorana 2022, 2.3.

    `tiles` x `tiles` tiles; `clip_limit` in multiples of an even histogram's height, as in OpenCV.
    """

    name: ClassVar[str] = "clahe"

    tiles: int = 5
    clip_limit: float = 2.0

    def __post_init__(self) -> None:
        if not 1 <= self.tiles <= _MAX_TILES:
            raise FunduscopeError(f"'tiles' of the step '{self.name}' is {self.tiles}, and must be from 1 to 64.")
        if not 0 < self.clip_limit <= 100:
            message = (
                f"'clip_limit' of the step '{self.name}' is {self.clip_limit}, and must be above 0 and at most 100."
            )
            raise FunduscopeError(message)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The equalised image, of the same size."""
        lab = cv2.cvtColor(pixels, cv2.COLOR_RGB2LAB)
        equaliser = cv2.createCLAHE(clipLimit=self.clip_limit, tileGridSize=(self.tiles, self.tiles))
        lab[:, :, 0] = equaliser.apply(np.ascontiguousarray(lab[:, :, 0]))
        return Stepped(cv2.cvtColor(lab, cv2.COLOR_LAB2RGB).astype(np.uint8, copy=False), IDENTITY)

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"tiles": self.tiles, "clip_limit": self.clip_limit}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"tiles", "clip_limit"})
        (clip_limit,) = read_floats(cls.name, "clip_limit", {"clip_limit": [fields.get("clip_limit", 2.0)]}, 1)
        tiles = read_int(cls.name, "tiles", {"tiles": fields.get("tiles", 5)})
        return cls(tiles=tiles, clip_limit=clip_limit)
