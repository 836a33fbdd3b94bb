"""Cropping to the disc of light."""

import math
from collections.abc import Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.field import Field, find_field
from core.images.geometry import Affine
from core.images.steps.fields import check_known
from core.images.steps.step import Size, Step, Stepped


@dataclass(frozen=True, slots=True)
class FieldCrop(Step):
    """Keep the square around the disc of light; where the photograph ends before the square does, black is added.

    Every camera's fundus comes out with the same diameter. Detect-and-crop of Casini, Lagna and Martorana 2022, 2.1.
    Raises ImageError for a photograph that is dark all over.
    """

    name: ClassVar[str] = "field_crop"
    is_scale_free: ClassVar[bool] = True

    def apply(self, pixels: NDArray[np.uint8]) -> Stepped:
        """The square: a view of `pixels` where nothing is added."""
        return self.cropped(pixels, find_field(pixels))

    @staticmethod
    def cropped(pixels: NDArray[np.uint8], field: Field) -> Stepped:
        """The square around a disc of light that was found before."""
        height, width = pixels.shape[:2]
        side = max(1, math.ceil(field.diameter))
        left, top = (round(middle - side / 2) for middle in field.centre)
        right, bottom = left + side, top + side
        inner = pixels[max(0, top) : min(height, bottom), max(0, left) : min(width, right)]
        missing = max(0, -top), max(0, bottom - height), max(0, -left), max(0, right - width)
        if any(missing):
            inner = np.asarray(cv2.copyMakeBorder(inner, *missing, cv2.BORDER_CONSTANT), np.uint8)
        return Stepped(inner, Affine.shift(left, top))

    def size_after(self, size: Size | None) -> Size | None:  # noqa: ARG002
        """Another one for every photograph."""
        return None

    def to_json(self) -> dict[str, object]:
        """It has no parameters."""
        return {}

    @classmethod
    def from_json(cls, fields: Mapping[str, object]) -> Self:
        """The step."""
        check_known(cls.name, fields, set())
        return cls()
