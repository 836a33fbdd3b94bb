"""Pictures of what edits did: the difference, three small ones side by side, and a caption that cannot be cut off."""

from __future__ import annotations

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.edits.codec import NOTICE
from core.explain.edits.shapes import Box

Pixels = NDArray[np.uint8]

BRIGHTER_RGB = (255, 165, 60)
DARKER_RGB = (70, 165, 255)
DIMMED = 0.35
"""How much of the photograph is left under a difference, so that one sees where it is."""
MOST_GAIN = 16.0
_FULL_AT = 255.0
"""The difference that is shown in full colour where it is not amplified."""
_FULL_SHARE = 95.0
"""Per cent of what changed that is not cut off."""


@dataclass(frozen=True, slots=True, eq=False)
class Difference:
    """`pixels` (h, w, 3): the dimmed photograph, orange where it became brighter, blue where darker. Times `gain`."""

    pixels: Pixels
    gain: float


def difference(before: Pixels, after: Pixels) -> Difference:
    """The difference of two pictures (h, w, 3), amplified as far as most of it can be seen, `MOST_GAIN` at most.

    Of the three colours the one that changed most counts.
    """
    change = after.astype(np.int16) - before
    strongest = np.take_along_axis(change, np.abs(change).argmax(2)[:, :, None], 2)[:, :, 0].astype(np.float32)
    changed = np.abs(strongest[strongest != 0])
    gain = min(MOST_GAIN, max(1.0, _FULL_AT / float(np.percentile(changed, _FULL_SHARE)))) if changed.size else 1.0
    share = np.clip(np.abs(strongest) * (gain / _FULL_AT), 0, 1)[:, :, None]
    colour = np.where(strongest[:, :, None] > 0, np.array(BRIGHTER_RGB, np.float32), np.array(DARKER_RGB, np.float32))
    mixed = before * np.float32(DIMMED) * (1 - share) + colour * share
    return Difference(np.rint(mixed).astype(np.uint8), gain)


def around(box: Box, width: int, height: int, *, aspect: float) -> Box:
    """A part of a photograph of that size with `box` in its middle, some surroundings, and about `aspect` (w / h)."""
    least = 0.12 * min(width, height)
    across = max(1.6 * (box.right - box.left), least, 1.6 * aspect * (box.bottom - box.top), aspect * least)
    down = across / aspect
    middle_x, middle_y = (box.left + box.right) / 2, (box.top + box.bottom) / 2
    left = round(min(max(middle_x - across / 2, 0), max(0, width - across)))
    top = round(min(max(middle_y - down / 2, 0), max(0, height - down)))
    return Box(left, top, left + round(across), top + round(down)).within(width, height)


def small(pixels: Pixels, most_px: int) -> Pixels:
    """A copy of (h, w, 3) whose longer side has `most_px` pixels, in memory of its own."""
    height, width = pixels.shape[:2]
    scale = most_px / max(height, width)
    size = (max(1, round(width * scale)), max(1, round(height * scale)))
    kind = cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR
    return np.ascontiguousarray(cv2.resize(pixels, size, interpolation=kind))


def beside(*pictures: Pixels) -> Pixels:
    """Pictures of one size in a row, with a dark line between them."""
    line = np.full((pictures[0].shape[0], max(2, pictures[0].shape[1] // 200), 3), 24, np.uint8)
    row = [piece for picture in pictures for piece in (line, picture)]
    return np.concatenate(row[1:], axis=1)


def captioned(pixels: Pixels, text: str = NOTICE) -> Pixels:
    """The picture with `text` (ASCII) burnt into a strip below it, as wide as it needs: a new array."""
    width = pixels.shape[1]
    font, thickness = cv2.FONT_HERSHEY_DUPLEX, max(1, width // 1600)
    (natural, tall), _base = cv2.getTextSize(text, font, 1.0, 1)
    scale = min(max(width, 320) / 2400 + 0.35, 0.94 * width / natural)
    strip = np.full((round(2.6 * tall * scale) + 6, width, 3), 18, np.uint8)
    origin = (max(0, round((width - natural * scale) / 2)), round(1.75 * tall * scale) + 3)
    cv2.putText(strip, text, origin, font, scale, (255, 180, 84), thickness, cv2.LINE_AA)
    return np.concatenate([pixels, strip])
