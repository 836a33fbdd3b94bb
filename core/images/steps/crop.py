"""Cropping."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.images.geometry import Affine
from core.images.steps.fields import check_known, check_side, read_int
from core.images.steps.step import Size, Step, Stepped


@dataclass(frozen=True, slots=True)
class CentreCrop(Step):
    """Keep the middle `height` x `width`, as torchvision's `CenterCrop`; a smaller image gets black around it.

    Where the margins cannot be equal, cropping begins at the even one of the two middle rows or columns (Python's
    `round`), and padding adds the odd row or column at the bottom or the right.
    """

    name: ClassVar[str] = "centre_crop"

    height: int
    width: int

    def __post_init__(self) -> None:
        check_side(self.name, "height", self.height)
        check_side(self.name, "width", self.width)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The cropped image: a view of `pixels` where nothing is added."""
        top, bottom = _padding(pixels.shape[0], self.height)
        left, right = _padding(pixels.shape[1], self.width)
        if top or bottom or left or right:
            pixels = np.pad(pixels, ((top, bottom), (left, right), (0, 0)))
        first_row = round((pixels.shape[0] - self.height) / 2)
        first_column = round((pixels.shape[1] - self.width) / 2)
        cropped = pixels[first_row : first_row + self.height, first_column : first_column + self.width]
        return Stepped(cropped, Affine.shift(first_column - left, first_row - top))

    def size_after(self, size: Size | None) -> Size | None:  # noqa: ARG002
        """The size asked for, whatever came in."""
        return self.height, self.width

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"height": self.height, "width": self.width}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"height", "width"})
        return cls(height=read_int(cls.name, "height", fields), width=read_int(cls.name, "width", fields))


def _padding(have: int, want: int) -> tuple[int, int]:
    """Rows or columns to add before and behind."""
    return (max(0, want - have) // 2, (max(0, want - have) + 1) // 2)
