"""Photographs in memory for the tests of edits."""

import hashlib
from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pytest
from numpy.typing import NDArray

from core.images.photograph import ImageId, Photograph


def _photograph_of(pixels: NDArray[np.uint8]) -> Photograph:
    pixels = np.ascontiguousarray(pixels)
    pixels.flags.writeable = False
    identity = hashlib.sha256(pixels.tobytes()).hexdigest()
    return Photograph(ImageId(identity), Path("eye.png"), pixels, "PNG", "RGB", 8)


def _fundus(height: int = 240, width: int = 320, *, seed: int = 3) -> NDArray[np.uint8]:
    """A lit disc with grain, a bright and a dark spot, on black."""
    generator = np.random.default_rng(seed)
    pixels = np.zeros((height, width, 3), np.uint8)
    cv2.circle(pixels, (width // 2, height // 2), height // 2 - 6, (190, 90, 40), -1)
    lit = pixels.any(2)
    grain = generator.normal(0, 5, (height, width, 1))
    pixels[lit] = np.clip(pixels[lit] + grain[lit], 0, 255).astype(np.uint8)
    cv2.circle(pixels, (width // 2 + 50, height // 2 - 20), 18, (250, 220, 150), -1)
    cv2.circle(pixels, (width // 2 - 50, height // 2 + 30), 11, (90, 20, 15), -1)
    return pixels


@pytest.fixture(scope="session")
def photograph_of() -> Callable[[NDArray[np.uint8]], Photograph]:
    """Makes a photograph of pixels, as reading gives it."""
    return _photograph_of


@pytest.fixture(scope="session")
def photograph() -> Photograph:
    """A fundus with a dark spot of radius 11 at (110, 150), of 320 x 240 pixels."""
    return _photograph_of(_fundus())
