"""Preparing photographs in bulk: a JPEG is decoded no larger than its preparation needs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.images.field import SEARCH_SIDE_PX, find_field
from core.images.formats import jpeg
from core.images.formats.decode import decode
from core.images.formats.kinds import Kind, kind_of
from core.images.formats.unreadable import UnreadableError
from core.images.geometry import IDENTITY, Affine
from core.images.photograph import ImageId
from core.images.preparation import Preparation
from core.images.reading import read_content
from core.images.steps.field_crop import FieldCrop
from core.images.steps.resize import Resize
from core.images.steps.step import Step, Stepped

OVERSAMPLING = 1.75
"""How many pixels of the smaller copy become one: below it fine detail, which some steps amplify, gets lost."""
_SCALES = (8, 4, 2)


@dataclass(frozen=True, slots=True, eq=False)
class PreparedFile:
    """A photograph as a preparation makes it, before normalisation.

    `pixels` is (height, width, 3) uint8 RGB; `to_photograph` takes its points to the upright photograph's; `id` is
    that photograph's; `scale` says that it was decoded at 1/scale of its size.
    """

    pixels: NDArray[np.uint8]
    to_photograph: Affine
    id: ImageId
    scale: int


def read_prepared(path: Path, preparation: Preparation) -> PreparedFile:
    """Read and prepare a photograph.

    Where the preparation begins with steps that may be done on a smaller copy, followed by a resizing, a JPEG is
    decoded at 1/8, 1/4 or 1/2 of its size if that still has `OVERSAMPLING` pixels for each that is wanted, and resized
    by area. The result then differs from that of `preparation.apply_to_pixels` by about a grey level; for every other
    photograph and preparation it is the same. Raises `ImageError`.
    """
    content = read_content(path)
    data = content.data
    leading, resize = preparation.scale_free_steps
    if resize is not None:
        for scale in _scales(data, resize):
            pixels, actual = _decoded_at(data, path.name, scale)
            found = _reduced(pixels, leading, resize)
            if found is not None:
                pixels, back = found
                pixels, last = preparation.apply_from(len(leading) + 1, pixels)
                to_photograph = last.then(back).then(Affine.scale(actual, actual))
                return PreparedFile(pixels, to_photograph, content.id, actual)
    pixels, to_photograph = preparation.apply_to_pixels(decode(data, path.name, frame=content.frame).pixels)
    return PreparedFile(pixels, to_photograph, content.id, 1)


def upright_size(data: bytes, pixels: NDArray[np.uint8]) -> tuple[int, int]:
    """Width and height of the photograph in `data`, of which `pixels` may be a smaller copy."""
    height, width = pixels.shape[:2]
    if kind_of(data) is not Kind.JPEG:
        return width, height
    frame = jpeg.read_frame(data)
    longer, shorter = max(frame.width, frame.height), min(frame.width, frame.height)
    return (longer, shorter) if width >= height else (shorter, longer)


def _scales(data: bytes, resize: Resize) -> Iterator[int]:
    """The scales at which the whole photograph has enough pixels, the smallest copy first."""
    try:
        if kind_of(data) is not Kind.JPEG:
            return
        frame = jpeg.read_frame(data)
    except UnreadableError:  # the decoder will say so
        return
    needed = OVERSAMPLING * max(resize.height, resize.width)
    for scale in _SCALES:
        is_enough = min(frame.width, frame.height) >= scale * needed
        if is_enough and max(frame.width, frame.height) >= scale * SEARCH_SIDE_PX:  # as many as the disc is sought on
            yield scale


def _decoded_at(data: bytes, name: str, scale: int) -> tuple[NDArray[np.uint8], int]:
    """The smaller copy, and at what scale the decoder made it: its blocks of pixels are whole at any scale."""
    frame = jpeg.read_frame(data)
    longer = max(frame.width, frame.height)
    pixels = decode(data, name, fit_px=longer // scale - 1).pixels  # less one, for sides that are no multiple of it
    return pixels, round(longer / max(pixels.shape))


def _reduced(
    pixels: NDArray[np.uint8], leading: tuple[Step, ...], resize: Resize
) -> tuple[NDArray[np.uint8], Affine] | None:
    """The first steps and the resizing on a smaller copy; None where what they keep has too few pixels."""
    back = IDENTITY
    for step in leading:
        pixels, own = _field_cropped(pixels) if isinstance(step, FieldCrop) else step.apply(pixels)
        back = own.then(back)
    height, width = pixels.shape[:2]
    if height < OVERSAMPLING * resize.height or width < OVERSAMPLING * resize.width:
        return None
    scaled = Affine.scale(width / resize.width, height / resize.height)
    return _shrunk(pixels, resize.height, resize.width), scaled.then(back)


def _field_cropped(pixels: NDArray[np.uint8]) -> Stepped:
    """`FieldCrop`, with the disc of light looked for on a copy of the same size as there, made faster."""
    height, width = pixels.shape[:2]
    scale = min(1.0, SEARCH_SIDE_PX / max(height, width))
    small = _shrunk(pixels, max(1, round(height * scale)), max(1, round(width * scale)))
    field = find_field(small)
    return FieldCrop.cropped(pixels, field.scaled(width / small.shape[1], height / small.shape[0]))


def _shrunk(pixels: NDArray[np.uint8], height: int, width: int) -> NDArray[np.uint8]:
    """Resized as by area, in two steps that OpenCV does many times faster: to a whole multiple, and from there."""
    factor = max(1, round(min(pixels.shape[0] / height, pixels.shape[1] / width)))
    multiple = cv2.resize(pixels, (width * factor, height * factor), interpolation=cv2.INTER_LINEAR)
    return np.asarray(cv2.resize(multiple, (width, height), interpolation=cv2.INTER_AREA), np.uint8)
