"""Scaling every fundus to one radius."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.geometry import Affine
from core.images.steps.crop import CentreCrop
from core.images.steps.fields import check_known, check_side, read_int
from core.images.steps.resampling import Interpolation, resized
from core.images.steps.step import Size, Step, Stepped

_BRIGHT_SHARE = 0.1
_MAX_SIDE_PX = 16384


@dataclass(frozen=True, slots=True)
class ScaleRadius(Step):
    """Scale the photograph until the fundus has `radius` pixels, and keep the middle square of twice as many.

    The radius is read from the middle row: half the number of pixels whose red, green and blue together are above a
    tenth of the row's mean. Vincenzi 2017, 4.1 and Appendix 2, after B. Graham (2015), who kept what lies beside the
    square. Unlike `field_crop` it takes the fundus to be in the photograph's middle. Raises ImageError for a
    photograph whose middle row is dark all over, or lit in so few places that it would become enormous.
    """

    name: ClassVar[str] = "scale_radius"
    is_scale_free: ClassVar[bool] = False

    radius: int = 300

    def __post_init__(self) -> None:
        check_side(self.name, "radius", self.radius)
        check_side(self.name, "radius", 2 * self.radius)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The middle square of the scaled photograph."""
        height, width = pixels.shape[:2]
        row = pixels[height // 2].sum(axis=1, dtype=np.int64)
        found = float((row > row.mean() * _BRIGHT_SHARE).sum()) / 2
        if found <= 0:
            raise ImageError("The photograph's middle row is dark all over: there is no fundus in it.")
        scaled = tuple(max(1, round(side * self.radius / found)) for side in (height, width))
        if max(scaled) > _MAX_SIDE_PX:
            raise ImageError(
                f"The fundus in the photograph's middle has a radius of only {found:g} pixels.",
                "Use the step 'field_crop', which finds it wherever it is.",
            )
        small = resized(pixels, scaled[0], scaled[1], Interpolation.BILINEAR)
        back = Affine.scale(width / scaled[1], height / scaled[0])
        square = CentreCrop(2 * self.radius, 2 * self.radius).apply(small)
        return Stepped(square.pixels, square.back.then(back))

    def size_after(self, size: Size | None) -> Size | None:  # noqa: ARG002
        """The square, whatever came in."""
        return 2 * self.radius, 2 * self.radius

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"radius": self.radius}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"radius"})
        return cls(radius=read_int(cls.name, "radius", {"radius": 300, **fields}))
