"""Bringing the colours of several cameras together: grey world, and matching of histograms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import FunduscopeError
from core.images.geometry import IDENTITY
from core.images.steps.fields import check_known, read_floats
from core.images.steps.step import Step, Stepped

_DARK = 20
"""What is darker in every channel lies beside the disc of light, or shows nothing."""
LEVELS = 17
"""How many quantiles of a channel are kept: 0, 1/16, ... 1."""
Quantiles = tuple[tuple[float, ...], tuple[float, ...], tuple[float, ...]]

USUAL_FUNDUS: Quantiles = (
    (19, 126, 135, 143, 149, 155, 161, 166, 171, 176, 180, 185, 190, 196, 202, 212, 248),
    (4, 58, 63, 68, 72, 76, 79, 82, 86, 89, 92, 96, 100, 104, 109, 118, 212),
    (0, 19, 22, 24, 25, 27, 28, 30, 31, 32, 34, 36, 38, 40, 43, 47, 106),
)
"""Red, green and blue of an evenly lit fundus: the mean over the bundled rendered samples."""


@dataclass(frozen=True, slots=True)
class GreyWorld(Step):
    """Scale each channel so that all have one mean over the disc of light (Buchsbaum 1980): the light's colour goes.

    The mean of the three means stays. What is dark in all channels (under 20) does not count, and is scaled alike.
    """

    name: ClassVar[str] = "grey_world"
    is_scale_free: ClassVar[bool] = True

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The balanced photograph, of the same size."""
        means = cv2.mean(pixels, mask=_lit(pixels))[:3]
        wanted = sum(means) / 3
        levels = np.arange(256)
        tables = [np.clip(np.rint(levels * wanted / mean), 0, 255) if mean > 0 else levels for mean in means]
        return Stepped(_mapped(pixels, np.stack(tables, axis=-1).astype(np.uint8)), IDENTITY)

    def to_json(self) -> dict[str, object]:
        """It has no parameters."""
        return {}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step."""
        check_known(cls.name, fields, set())
        return cls()


@dataclass(frozen=True, slots=True)
class HistogramMatching(Step):
    """Give each channel, over the disc of light, the distribution of a reference.

    `red`, `green` and `blue` are 17 quantiles of the reference each (0, 1/16, ... 1), values of 0 to 255 that never
    fall; between them the distribution is taken to be even. `of` reads them from a photograph. A value becomes that of
    the reference's same rank; what is dark in all channels (under 20) stays as it is.
    """

    name: ClassVar[str] = "histogram_matching"
    is_scale_free: ClassVar[bool] = True

    red: tuple[float, ...] = USUAL_FUNDUS[0]
    green: tuple[float, ...] = USUAL_FUNDUS[1]
    blue: tuple[float, ...] = USUAL_FUNDUS[2]

    def __post_init__(self) -> None:
        for field in ("red", "green", "blue"):
            values = getattr(self, field)
            is_rising = all(low <= high for low, high in pairwise(values))
            if len(values) != LEVELS or not is_rising or values[0] < 0 or values[-1] > 255:
                raise FunduscopeError(
                    f"'{field}' of the step '{self.name}' must be {LEVELS} numbers from 0 to 255 that never fall."
                )

    @classmethod
    def of(cls, pixels: NDArray[np.uint8]) -> Self:
        """The step whose reference is this photograph, (h, w, 3) uint8 RGB."""
        lit = pixels[_lit(pixels) > 0]
        if not len(lit):
            raise FunduscopeError("The reference photograph is dark all over.", "Choose another one.")
        quantiles = np.quantile(lit, np.linspace(0, 1, LEVELS), axis=0)
        return cls(*(tuple(float(value) for value in quantiles[:, channel]) for channel in range(3)))

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The matched photograph, of the same size."""
        lit = _lit(pixels)
        tables = []
        for channel, wanted in enumerate((self.red, self.green, self.blue)):
            counts = cv2.calcHist([pixels], [channel], lit, [256], [0, 256]).reshape(-1)
            total = max(1.0, float(counts.sum()))
            ranks = (np.cumsum(counts) - counts / 2) / total  # a level's own pixels lie half below, half above it
            tables.append(np.rint(np.interp(ranks, np.linspace(0, 1, LEVELS), wanted)))
        matched = _mapped(pixels, np.stack(tables, axis=-1).astype(np.uint8))
        return Stepped(np.where(lit[:, :, None] > 0, matched, pixels), IDENTITY)

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"red": list(self.red), "green": list(self.green), "blue": list(self.blue)}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"red", "green", "blue"})
        return cls(**{name: read_floats(cls.name, name, fields, LEVELS) for name in fields})


def _lit(pixels: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """255 where a pixel is not dark, else 0."""
    red, green, blue = cv2.split(pixels)
    light = cv2.max(cv2.max(red, green), blue)
    return np.asarray(cv2.threshold(light, _DARK, 255, cv2.THRESH_BINARY)[1], np.uint8)


def _mapped(pixels: NDArray[np.uint8], table: NDArray[np.uint8]) -> NDArray[np.uint8]:
    """Each channel through its column of `table`, (256, 3)."""
    return np.asarray(cv2.LUT(np.ascontiguousarray(pixels), table.reshape(1, 256, 3)), np.uint8)
