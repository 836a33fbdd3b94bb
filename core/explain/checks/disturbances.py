"""Small changes of a photograph, such as another camera, another setting or another file would make."""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass, replace
from enum import StrEnum

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.geometry import IDENTITY, Affine
from core.images.photograph import ImageId, Photograph

Pixels = NDArray[np.uint8]

EXPOSURE_STOPS = 0.25
COLOUR = 0.05
BLUR_INPUT_PX = 0.7
JPEG_QUALITY = 60
SHIFT_INPUT_PX = 1


class Change(StrEnum):
    """What is changed. The texts say by how much."""

    DARKER = "exposure a quarter stop lower"
    LIGHTER = "exposure a quarter stop higher"
    BLUR = "blurred by 0.7 pixels of the network's input"
    WARMER = "camera 5 % redder and less blue"
    COOLER = "camera 5 % bluer and less red"
    JPEG = "saved again as JPEG of quality 60"
    SHIFT_RIGHT = "shifted right by a pixel of the network's input"
    SHIFT_DOWN = "shifted down by a pixel of the network's input"


@dataclass(frozen=True, slots=True, eq=False)
class Changed:
    """A changed photograph; `to_original` takes its points to those of the photograph that it was made of."""

    photograph: Photograph
    to_original: Affine


def changed(photograph: Photograph, change: Change, input_pixel: float) -> Changed:
    """The photograph after a change. `input_pixel` is how many of its pixels one of the network's input stands for."""
    shift = max(1, round(SHIFT_INPUT_PX * input_pixel))
    pixels, to_original = _changes(input_pixel, shift)[change](photograph.pixels)
    pixels = np.ascontiguousarray(pixels)
    pixels.flags.writeable = False
    # An id of its own: whatever is asked of it can never be taken for an answer about the photograph itself.
    own = ImageId(hashlib.sha256(f"{photograph.id} {change} {input_pixel}".encode()).hexdigest())
    return Changed(replace(photograph, id=own, pixels=pixels), to_original)


def _changes(input_pixel: float, shift: int) -> dict[Change, Callable[[Pixels], tuple[Pixels, Affine]]]:
    return {
        Change.DARKER: lambda pixels: (exposed(pixels, -EXPOSURE_STOPS), IDENTITY),
        Change.LIGHTER: lambda pixels: (exposed(pixels, EXPOSURE_STOPS), IDENTITY),
        Change.BLUR: lambda pixels: (blurred(pixels, BLUR_INPUT_PX * input_pixel), IDENTITY),
        Change.WARMER: lambda pixels: (recoloured(pixels, (1 + COLOUR, 1.0, 1 - COLOUR)), IDENTITY),
        Change.COOLER: lambda pixels: (recoloured(pixels, (1 - COLOUR, 1.0, 1 + COLOUR)), IDENTITY),
        Change.JPEG: lambda pixels: (as_jpeg(pixels, JPEG_QUALITY), IDENTITY),
        Change.SHIFT_RIGHT: lambda pixels: (shifted(pixels, shift, 0), Affine.shift(-shift, 0)),
        Change.SHIFT_DOWN: lambda pixels: (shifted(pixels, 0, shift), Affine.shift(0, -shift)),
    }


def exposed(pixels: Pixels, stops: float) -> Pixels:
    """As with `stops` more light: linear light times 2^stops, through the transfer curve of sRGB (IEC 61966-2-1)."""
    coded = np.arange(256) / 255
    linear = np.where(coded <= 0.04045, coded / 12.92, ((coded + 0.055) / 1.055) ** 2.4)
    light = np.clip(linear * 2.0**stops, 0, 1)
    again = np.where(light <= 0.0031308, light * 12.92, 1.055 * light ** (1 / 2.4) - 0.055)
    return np.asarray(cv2.LUT(pixels, np.rint(again * 255).astype(np.uint8)), np.uint8)


def blurred(pixels: Pixels, deviation_px: float) -> Pixels:
    """Smoothed by a Gaussian."""
    return np.asarray(cv2.GaussianBlur(pixels, (0, 0), deviation_px, borderType=cv2.BORDER_REPLICATE), np.uint8)


def recoloured(pixels: Pixels, gains: tuple[float, float, float]) -> Pixels:
    """Each colour channel multiplied, as another white balance does."""
    table = np.clip(np.rint(np.arange(256)[:, None] * np.array(gains)), 0, 255).astype(np.uint8)
    return np.asarray(cv2.LUT(pixels, table[None]), np.uint8)


def as_jpeg(pixels: Pixels, quality: int) -> Pixels:
    """Written as JPEG with half the resolution of colour, as cameras do, and read again."""
    options = [
        cv2.IMWRITE_JPEG_QUALITY, quality,
        cv2.IMWRITE_JPEG_SAMPLING_FACTOR, cv2.IMWRITE_JPEG_SAMPLING_FACTOR_420,
    ]  # fmt: skip
    _is_written, file = cv2.imencode(".jpg", pixels[:, :, ::-1], options)
    return np.asarray(cv2.imdecode(file, cv2.IMREAD_COLOR), np.uint8)[:, :, ::-1]


def shifted(pixels: Pixels, right: int, down: int) -> Pixels:
    """Moved by whole pixels; the border is repeated where something is missing."""
    height, width = pixels.shape[:2]
    padded = np.pad(pixels, ((down, 0), (right, 0), (0, 0)), mode="edge")
    return np.ascontiguousarray(padded[:height, :width])
