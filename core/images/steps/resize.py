"""Resizing, to a size or of the shorter side."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.geometry import Affine
from core.images.steps.fields import check_known, check_side, read_choice, read_int
from core.images.steps.resampling import Interpolation, resized
from core.images.steps.step import Size, Step, Stepped

_MAX_LONGER_SIDE_PX = 2**16


@dataclass(frozen=True, slots=True)
class Resize(Step):
    """Stretch the whole image to `height` x `width`, as torchvision's `Resize((height, width))` on Pillow images."""

    name: ClassVar[str] = "resize"

    height: int
    width: int
    interpolation: Interpolation = Interpolation.BILINEAR

    def __post_init__(self) -> None:
        check_side(self.name, "height", self.height)
        check_side(self.name, "width", self.width)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The resized image."""
        return _resize(pixels, (self.height, self.width), self.interpolation)

    def size_after(self, size: Size | None) -> Size | None:  # noqa: ARG002
        """The size asked for, whatever came in."""
        return self.height, self.width

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"height": self.height, "width": self.width, "interpolation": self.interpolation.value}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"height", "width", "interpolation"})
        return cls(
            height=read_int(cls.name, "height", fields),
            width=read_int(cls.name, "width", fields),
            interpolation=read_choice(cls.name, "interpolation", fields, Interpolation),
        )


@dataclass(frozen=True, slots=True)
class ResizeShorterSide(Step):
    """Scale until the shorter side has `size` pixels, as torchvision's `Resize(size)` on Pillow images.

    The longer side is rounded down to whole pixels, so that the two scales may differ by less than a pixel's worth.
    `apply` raises `ImageError` for a photograph that is thousands of times as long as it is wide.
    """

    name: ClassVar[str] = "resize_shorter_side"

    size: int
    interpolation: Interpolation = Interpolation.BILINEAR

    def __post_init__(self) -> None:
        check_side(self.name, "size", self.size)

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The resized image."""
        return _resize(pixels, self._size_for(pixels.shape[0], pixels.shape[1]), self.interpolation)

    def size_after(self, size: Size | None) -> Size | None:
        """The size, where that of the input is known."""
        return None if size is None else self._size_for(*size)

    def _size_for(self, height: int, width: int) -> Size:
        longer = int(self.size * max(height, width) / min(height, width))
        if longer > _MAX_LONGER_SIDE_PX:
            raise ImageError(f"A photograph of {width} x {height} pixels is too narrow to be scaled to {self.size}.")
        return (longer, self.size) if width <= height else (self.size, longer)

    def to_json(self) -> dict[str, object]:
        """The parameters."""
        return {"size": self.size, "interpolation": self.interpolation.value}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step of these parameters."""
        check_known(cls.name, fields, {"size", "interpolation"})
        return cls(
            size=read_int(cls.name, "size", fields),
            interpolation=read_choice(cls.name, "interpolation", fields, Interpolation),
        )


def _resize(pixels: NDArray[np.uint8], size: Size, interpolation: Interpolation) -> Stepped:
    height, width = size
    back = Affine.scale(pixels.shape[1] / width, pixels.shape[0] / height)
    return Stepped(resized(pixels, height, width, interpolation), back)
