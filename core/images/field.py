"""Where the disc of light is in a fundus photograph."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError

SEARCH_SIDE_PX = 512
_DARKEST = 10.0
_SHARE_OF_BRIGHT = 0.15


@dataclass(frozen=True, slots=True)
class Field:
    """The box around the disc of light, in pixels of the photograph; the camera's mask may cut the disc off."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def centre(self) -> tuple[float, float]:
        """(x, y) of the box's middle."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    def scaled(self, across: float, down: float) -> Field:
        """The same box in a photograph that is so many times as wide and as high."""
        return Field(self.left * across, self.top * down, self.right * across, self.bottom * down)

    @property
    def diameter(self) -> float:
        """The longer side of the box: the disc's diameter unless it is cut off on all sides."""
        return max(self.right - self.left, self.bottom - self.top)


def find_field(pixels: NDArray[np.uint8]) -> Field:
    """The disc of light of (height, width, 3) uint8 RGB: the largest connected region that is not dark.

    A pixel is dark under 15 % of what the brightest hundredth of the photograph reaches (and always under 10), so that
    text and dust beside the disc do not count. Found on a copy of at most 512 pixels. A photograph without a dark
    border is a field as a whole. Raises ImageError for one that is dark all over.

    After Casini, Lagna and Martorana 2022, 2.1 (grey, threshold, bounding box), with a threshold that follows exposure.
    """
    height, width = pixels.shape[:2]
    scale = min(1.0, SEARCH_SIDE_PX / max(height, width))
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    small = cv2.resize(pixels, size, interpolation=cv2.INTER_AREA) if scale < 1 else pixels
    red, green, blue = cv2.split(small)
    light = cv2.medianBlur(cv2.max(cv2.max(red, green), blue), 3)
    threshold = max(_DARKEST, _SHARE_OF_BRIGHT * float(np.percentile(light, 99)))
    _count, _labels, boxes, _centres = cv2.connectedComponentsWithStats((light > threshold).astype(np.uint8))
    if len(boxes) < 2:
        raise ImageError("The photograph is dark all over: there is no fundus in it.", "Choose another photograph.")
    left, top, columns, rows, _area = boxes[1 + int(np.argmax(boxes[1:, cv2.CC_STAT_AREA]))].tolist()
    return Field(left, top, left + columns, top + rows).scaled(width / size[0], height / size[1])
