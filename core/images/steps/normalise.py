"""From 8-bit colour to the numbers that a network reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from math import isfinite
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.images.steps.fields import check_known, read_floats

Triple = tuple[float, float, float]
"""One number for each of red, green and blue."""

_MIN_STD = 1e-6


@dataclass(frozen=True, slots=True)
class Normalise:
    """The last step of a preparation: `(value / 255 - mean) / std` for each channel, as float32.

    Equal in every bit to torchvision's `ToTensor` and `Normalize`. It moves no pixel.
    """

    name: ClassVar[str] = "normalise"

    mean: Triple
    std: Triple

    def __post_init__(self) -> None:
        for field, values in (("mean", self.mean), ("std", self.std)):
            if len(values) != 3 or not all(isfinite(value) for value in values):
                raise FunduscopeError(f"'{field}' of the step '{self.name}' is {values}, and must be three numbers.")
        if min(self.std) < _MIN_STD:
            raise FunduscopeError(f"'std' of the step '{self.name}' is {self.std}, and must be above zero.")

    def apply(self, pixels: NDArray[np.uint8]) -> NDArray[np.float32]:
        """(height, width, 3) uint8 RGB as (3, height, width) float32, contiguous."""
        values = np.empty((3, *pixels.shape[:2]), np.float32)
        for channel, table in enumerate(_tables(self.mean, self.std)):
            np.take(table, pixels[:, :, channel], out=values[channel])
        return values

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"mean": list(self.mean), "std": list(self.std)}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"mean", "std"})
        mean, std = (read_floats(cls.name, field, fields, 3) for field in ("mean", "std"))
        return cls(mean=(mean[0], mean[1], mean[2]), std=(std[0], std[1], std[2]))


UNIT = Normalise(mean=(0.0, 0.0, 0.0), std=(1.0, 1.0, 1.0))
"""Values from 0 to 1."""


@lru_cache(maxsize=64)
def _tables(mean: Triple, std: Triple) -> NDArray[np.float32]:
    """For each channel what each of the 256 values becomes, in the order and precision of torchvision's operations."""
    units = np.arange(256, dtype=np.float32) / np.float32(255)
    return np.stack([(units - np.float32(m)) / np.float32(s) for m, s in zip(mean, std, strict=True)])
