"""A retina without what stands out of it: the local background of a photograph, and where its vessels are.

The background is that of Foracchia, Grisan and Ruggeri, "Luminosity and contrast normalization in retinal images",
Medical Image Analysis 2005: around every pixel the mean of those pixels that lie within one standard deviation of what
is usual there. Means are weighted by a Gaussian, where the paper takes square windows, and the deviation is the largest
of the colours.

Vessels are found after Zana and Klein, "Segmentation of vessel-like patterns using mathematical morphology and
curvature evaluation", IEEE Transactions on Image Processing 2001: what is darker than its surroundings along a line of
some length in any of twelve directions. Where the paper tells vessels from the rest by curvature, here what is wider
than a vessel counts as surroundings.
"""

from __future__ import annotations

import math

import cv2
import numpy as np
from numpy.typing import NDArray

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]
Bools = NDArray[np.bool_]

WIDTH_SHARE = 1 / 16
"""The standard deviation of the Gaussian, as a share of the picture's longer side: some vessels wide."""
USUAL = 1.0
"""Standard deviations from the mean within which a pixel belongs to the background."""
ROUNDS = 2
SMALL_PX = 128
"""The longer side of the copy on which means are taken."""
DARK = 16
"""The brightest colour of a pixel outside of the disc of light, of 255."""
LINE_SHARE = 1 / 16
"""The length of the lines along which vessels are dark."""
WIDEST_SHARE = 1 / 28
"""What is as wide as that in all directions is no vessel."""
DIRECTIONS = 12
WEAK, STRONG = 4.0, 10.0
"""How dark a vessel is everywhere and somewhere, in deviations of what is no vessel."""
LONG = 25.0
"""The area of a vessel is that many times the square of its greatest radius: of a disc it is 3."""


def local_background(pixels: Pixels) -> Pixels:
    """The background of uint8 colour (h, w, 3): smooth within the disc of light, as it was outside of it."""
    inside = disc_of_light(pixels)
    values = pixels.astype(np.float32)
    usual = inside
    for _ in range(ROUNDS):
        mean = _mean(values, usual)
        deviation = np.sqrt(np.maximum(_mean((values - mean) ** 2, usual), 1.0))
        usual = inside & np.asarray((np.abs(values - mean) <= USUAL * deviation).all(2))
    found = np.where(inside[:, :, None], _mean(values, usual), values)
    return np.clip(np.rint(found), 0, 255).astype(np.uint8)


def without_lesions(pixels: Pixels) -> Pixels:
    """The background of `pixels` (h, w, 3) with the vessels as they are, their edges going over into it."""
    weight = cv2.GaussianBlur(vessels(pixels).astype(np.float32), (0, 0), 0.7)[:, :, None]
    share = np.clip(2 * weight, 0, 1)  # all of a vessel stays, and half of the pixels beside it
    return np.rint(share * pixels + (1 - share) * local_background(pixels)).astype(np.uint8)


def vessels(pixels: Pixels) -> Bools:
    """Which pixels of uint8 colour (h, w, 3) show a vessel: bool (h, w)."""
    side = max(pixels.shape[:2])
    inside = _eroded(disc_of_light(pixels), max(2, side // 64))
    # No brighter than the background, so that the gaps between exudates are not taken for something dark.
    green = np.minimum(pixels, local_background(pixels))[:, :, 1].astype(np.float32)
    green = _floats(cv2.GaussianBlur(green, (0, 0), 0.7))
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_odd(WIDEST_SHARE * side),) * 2)
    darkness = _floats(cv2.morphologyEx(green, cv2.MORPH_BLACKHAT, ball))
    along = np.where(inside, _along_lines(darkness, max(5, round(LINE_SHARE * side))), 0)
    noise = 1.4826 * float(np.median(along[inside])) + 0.5 if inside.any() else 1.0
    return _vessel_like(along > WEAK * noise, along > STRONG * noise)


def disc_of_light(pixels: Pixels) -> Bools:
    """Which pixels are not as dark as the camera's mask: bool (h, w), without small holes."""
    lit = (cv2.medianBlur(np.ascontiguousarray(pixels.max(2)), 3) > DARK).astype(np.uint8)
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (_odd(max(pixels.shape[:2]) / 32),) * 2)
    return np.asarray(cv2.morphologyEx(lit, cv2.MORPH_CLOSE, ball) > 0)


def _mean(values: Floats, usual: Bools) -> Floats:
    """The mean of the usual pixels around each: (h, w, 3). Where none is near those that are farther away decide."""
    height, width = usual.shape
    weight = usual.astype(np.float32)[:, :, None]
    # What is as smooth as this needs no more pixels.
    scale = min(1.0, SMALL_PX / max(height, width))
    small = max(1, round(width * scale)), max(1, round(height * scale))
    amounts = _floats(cv2.resize(np.concatenate([values * weight, weight], 2), small, interpolation=cv2.INTER_AREA))
    total = np.zeros_like(amounts)
    for widening, trust in ((1, 1.0), (4, 1e-3), (16, 1e-6)):
        deviation = widening * max(1.0, WIDTH_SHARE * max(small))
        total += trust * _floats(cv2.GaussianBlur(amounts, (0, 0), deviation, borderType=cv2.BORDER_CONSTANT))
    mean = total[:, :, :3] / np.maximum(total[:, :, 3:], 1e-12)
    return _floats(cv2.resize(mean, (width, height), interpolation=cv2.INTER_LINEAR))


def _along_lines(darkness: Floats, length: int) -> Floats:
    """The most that is dark all along a line through each pixel, in any direction: (h, w)."""
    found = np.zeros_like(darkness)
    for number in range(DIRECTIONS):
        line = _line(length, math.pi * number / DIRECTIONS)
        np.maximum(found, _floats(cv2.morphologyEx(darkness, cv2.MORPH_OPEN, line)), out=found)
    return found


def _line(length: int, angle: float) -> Pixels:
    side = length | 1
    kernel, middle = np.zeros((side, side), np.uint8), side // 2
    across, down = round(middle * math.cos(angle)), round(middle * math.sin(angle))
    cv2.line(kernel, (middle - across, middle - down), (middle + across, middle + down), 1)
    return kernel


def _vessel_like(weak: Bools, strong: Bools) -> Bools:
    """The connected regions of `weak` that hold something of `strong` and are long for their greatest width."""
    _count, labels, boxes, _centres = cv2.connectedComponentsWithStats(weak.astype(np.uint8), connectivity=8)
    radius = np.zeros(len(boxes))
    distances = _floats(cv2.distanceTransform(weak.astype(np.uint8), cv2.DIST_L2, 5))
    np.maximum.at(radius, np.asarray(labels, np.int64).ravel(), distances.ravel())
    is_long = boxes[:, cv2.CC_STAT_AREA] > LONG * radius**2
    is_strong = np.bincount(labels[strong & weak], minlength=len(boxes)) > 0
    is_vessel = is_long & is_strong
    is_vessel[0] = False  # what is not weak
    found: Bools = is_vessel[labels]
    return found


def _eroded(inside: Bools, margin: int) -> Bools:
    ball = cv2.getStructuringElement(cv2.MORPH_ELLIPSE, (2 * margin + 1,) * 2)
    return np.asarray(cv2.erode(inside.astype(np.uint8), ball, borderValue=0) > 0)


def _odd(size: float) -> int:
    return max(3, round(size)) | 1


def _floats(values: object) -> Floats:
    """What OpenCV gives, whose types say less than is known."""
    return np.asarray(values, np.float32)
