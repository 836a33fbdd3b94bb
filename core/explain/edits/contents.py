"""What takes the place of a region: its background, a blur, less light, or pixels from elsewhere. Knows no torch."""

from __future__ import annotations

import io
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from core.explain.background import vessels
from core.explain.edits.edit import Edit, EditKind, Offset, Patch
from core.explain.edits.error import EditError
from core.explain.edits.shapes import Box

Pixels = NDArray[np.uint8]
Floats = NDArray[np.float32]

FINEST_INPAINT_PX = 160
"""Regions longer than that are filled on a smaller copy: what is known of their inside is smooth anyway."""
MEMBRANE_STEPS = 80
_RIM_PX = 10.0
STANDS_OUT = 24.0
"""By so much, of 255, a pixel differs from its surroundings that is no background."""
RING_SHARE = 0.25
"""The surroundings that a region is filled from, as a share of its longer side."""
LEAST_RING_PX = 8
DARK = 16
"""The brightest colour of a pixel outside of the disc of light, of 255."""
_GRAIN_SEED = 1
_GRAIN_PX = 1.0
FINEST_VESSELS_PX = 1024
_TRACE = 0.1
"""The share of a vessel from which on a pixel's colour says nothing of the background."""


class VesselShares:
    """How far each pixel of a photograph shows a vessel, 0..1 (`core.explain.background`), found on a smaller copy."""

    def __init__(self, pixels: Pixels) -> None:
        """Look at (h, w, 3) uint8 RGB: some tenths of a second."""
        scale = min(1.0, FINEST_VESSELS_PX / max(pixels.shape[:2]))
        size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
        small = np.asarray(cv2.resize(pixels, size, interpolation=cv2.INTER_AREA), np.uint8)
        soft = cv2.GaussianBlur(vessels(small).astype(np.float32), (0, 0), 0.7)
        self._shares = np.clip(2 * soft, 0, 1)
        self._across, self._down = size[0] / pixels.shape[1], size[1] / pixels.shape[0]

    def of(self, box: Box) -> Floats:
        """The shares in a part of the photograph: float32 (height, width)."""
        # OpenCV puts the centres of pixels at whole numbers.
        to_small = np.array(
            [
                [self._across, 0, (box.left + 0.5) * self._across - 0.5],
                [0, self._down, (box.top + 0.5) * self._down - 0.5],
            ]
        )
        flags = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        height, width = box.size
        found = cv2.warpAffine(self._shares, to_small, (width, height), flags=flags, borderMode=cv2.BORDER_REPLICATE)
        return np.asarray(found, np.float32)


FindVessels = Callable[[], VesselShares]


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """Where an edit works: `box` of the picture, and `shares` 0..1 float32 (height, width) of how far it belongs."""

    box: Box
    shares: Floats


def content(edit: Edit, place: Place, picture: Pixels, original: Pixels, vessels: FindVessels) -> Floats:
    """What takes the place of the pixels in `place.box`: float32 (height, width, 3), 0..255.

    `picture` is the photograph as earlier edits left it, `original` as it was read, both (h, w, 3) and not changed;
    `vessels` finds the vessels of `original`. Raises EditError where a patch cannot be read.
    """
    match edit.kind:
        case EditKind.INPAINT:
            return _background(picture, place, None)
        case EditKind.INPAINT_VESSELS:
            return _background(picture, place, vessels())
        case EditKind.BLUR:
            return _blurred(picture, place, edit.strength)
        case EditKind.DARKEN:
            darker: Floats = picture[place.box.slices].astype(np.float32) * np.float32(1 - edit.strength)
            return darker
        case EditKind.RESTORE:
            return original[place.box.slices].astype(np.float32)
        case EditKind.PASTE:
            return _pasted(edit, place, picture, original)


def opacity(edit: Edit) -> float:
    """How far the content covers what was there."""
    return 1.0 if edit.kind in (EditKind.BLUR, EditKind.DARKEN) else edit.strength


def _background(picture: Pixels, place: Place, vessels: VesselShares | None) -> Floats:
    """What the surroundings suggest: a membrane stretched over the region from its rim, with the grain around it.

    The membrane is harmonic (Laplace's equation, as in Perez, Gangnet and Blake, "Poisson Image Editing", SIGGRAPH
    2003), on a copy of at most `FINEST_INPAINT_PX`; methods that carry lines on draw creases and streaks into regions
    of this size. The grain is Gaussian, as strong as that of the surroundings, so that the place does not stand out by
    being smooth. The same pixels every time. What is outside of the disc of light stays, and nothing of it comes in; so
    do `vessels`, where given.
    """
    height, width = picture.shape[:2]
    ring = max(LEAST_RING_PX, round(RING_SHARE * max(place.box.size)))
    around = place.box.grown(ring).within(width, height)
    pixels = np.ascontiguousarray(picture[around.slices])
    lit = _lit(pixels)
    unknown = np.maximum(_laid_out(place, around), 1 - lit)
    shares = np.zeros(around.size, np.float32) if vessels is None else vessels.of(around)
    unknown[shares > _TRACE] = 1
    if unknown.all():
        return picture[place.box.slices].astype(np.float32)
    found = np.where(lit[:, :, None] > 0, _filled(pixels, unknown) + _grain(pixels, unknown), pixels)
    found = found + shares[:, :, None] * (pixels - found)
    return np.asarray(np.clip(_cut(found, place, around), 0, 255), np.float32)


def _filled(pixels: Pixels, unknown: Pixels) -> Floats:
    scale = min(1.0, FINEST_INPAINT_PX / max(unknown.shape))
    size = (max(1, round(pixels.shape[1] * scale)), max(1, round(pixels.shape[0] * scale)))
    # What is hidden must not shine through at the border of the small copy: its pixels have no weight there.
    known = (1 - unknown).astype(np.float32)
    weight = np.asarray(cv2.resize(known, size, interpolation=cv2.INTER_AREA), np.float32)
    total = cv2.resize(pixels * known[:, :, None], size, interpolation=cv2.INTER_AREA)
    small = np.asarray(total / np.maximum(weight, 1e-3)[:, :, None], np.float32)
    smooth = _harmonic(small, weight > min(0.5, 0.9 * float(weight.max())))
    if scale == 1.0:
        return smooth
    whole = (pixels.shape[1], pixels.shape[0])
    return np.asarray(cv2.resize(smooth, whole, interpolation=cv2.INTER_CUBIC), np.float32)


def _harmonic(values: Floats, known: NDArray[np.bool_]) -> Floats:
    """`values` (h, w, 3) where `known` (h, w), and between them the membrane that is stretched over the gap.

    What stands out of its surroundings, as a vessel or a lesion at the rim does, does not hold the membrane: its colour
    would run into the region.
    """
    usual = _near_mean(values, known, (_RIM_PX,))
    holding = known & (np.abs(values - usual).max(2) <= STANDS_OUT)
    if not holding.any():
        holding = known
    found = np.where(holding[:, :, None], values, _near_mean(values, holding, (2.0, 4.0, 8.0, 16.0, 32.0, 64.0)))
    kernel = np.array([[0, 1, 0], [1, 0, 1], [0, 1, 0]], np.float32) / 4
    for _ in range(MEMBRANE_STEPS):
        relaxed = cv2.filter2D(found, -1, kernel, borderType=cv2.BORDER_REPLICATE)
        found = np.where(holding[:, :, None], values, relaxed)
    return np.asarray(found, np.float32)


def _near_mean(values: Floats, known: NDArray[np.bool_], deviations: Sequence[float]) -> Floats:
    """The mean of what is known around each pixel: wider Gaussians count only where narrower ones find nothing."""
    weight = known.astype(np.float32)
    total, amount = np.zeros_like(values), np.zeros_like(weight)
    trust = 1.0
    for deviation in deviations:
        total += trust * _gauss(values * weight[:, :, None], deviation, cv2.BORDER_CONSTANT)
        amount += trust * _gauss(weight, deviation, cv2.BORDER_CONSTANT)
        trust *= 1e-3
    return np.asarray(total / np.maximum(amount, 1e-30)[:, :, None], np.float32)


def _grain(pixels: Pixels, unknown: Pixels) -> Floats:
    """Noise (h, w, 1), alike in all colours, as strong as the finest detail of what is known."""
    light = pixels.astype(np.float32).mean(2)
    known = unknown == 0
    detail = light - cv2.GaussianBlur(light, (0, 0), 3 * _GRAIN_PX)
    deviation = 1.4826 * float(np.median(np.abs(detail[known])))
    noise = np.random.default_rng(_GRAIN_SEED).standard_normal(unknown.shape, np.float32)
    # Neighbours are alike, as after the camera's own interpolation and JPEG; the factor keeps the deviation.
    soft = 2 * np.sqrt(np.pi) * _GRAIN_PX * cv2.GaussianBlur(noise, (0, 0), _GRAIN_PX)
    return np.asarray((deviation * soft)[:, :, None], np.float32)


def _blurred(picture: Pixels, place: Place, strength: float) -> Floats:
    """A Gaussian as wide as the region is thick, times `strength`; outside of the disc of light nothing counts."""
    height, width = picture.shape[:2]
    thickness = float(cv2.distanceTransform((place.shares > 0).view(np.uint8), cv2.DIST_L2, cv2.DIST_MASK_3).max())
    deviation = max(0.5, strength * thickness)
    margin = int(np.ceil(3 * deviation))
    around = place.box.grown(margin).within(width, height)
    pixels = picture[around.slices]
    lit = _lit(pixels).astype(np.float32)
    weight = _gauss(lit, deviation, cv2.BORDER_REPLICATE)
    total = _gauss(pixels.astype(np.float32) * lit[:, :, None], deviation, cv2.BORDER_REPLICATE)
    soft = total / np.maximum(weight, 1e-3)[:, :, None]
    return _cut(np.where(lit[:, :, None] > 0, soft, pixels), place, around)


def _lit(pixels: Pixels) -> Pixels:
    """1 in the disc of light, dark spots in it included, else 0: what is outside neither counts nor changes."""
    dark = (pixels.max(2) <= DARK).astype(np.uint8)
    count, labels = cv2.connectedComponents(dark)
    border = np.concatenate([labels[0], labels[-1], labels[:, 0], labels[:, -1]])
    is_outside = np.zeros(count, np.bool_)
    is_outside[border] = True
    is_outside[0] = False
    return np.asarray(~is_outside[labels], np.uint8)


def _gauss(values: Floats, deviation: float, border: int) -> Floats:
    """A Gaussian; a wide one on a smaller copy, which nobody can tell from it."""
    factor = max(1, int(deviation // 8))
    if factor == 1:
        return np.asarray(cv2.GaussianBlur(values, (0, 0), deviation, borderType=border), np.float32)
    height, width = values.shape[:2]
    size = (max(1, width // factor), max(1, height // factor))
    small = cv2.resize(values, size, interpolation=cv2.INTER_AREA)
    small = cv2.GaussianBlur(
        small, (0, 0), deviation * size[0] / width, sigmaY=deviation * size[1] / height, borderType=border
    )
    return np.asarray(cv2.resize(small, (width, height), interpolation=cv2.INTER_LINEAR), np.float32)


def _pasted(edit: Edit, place: Place, picture: Pixels, original: Pixels) -> Floats:
    """The pixels of the patch; where it has none, those that are there."""
    found = picture[place.box.slices].astype(np.float32)
    match edit.source:
        case Offset(dx, dy):
            # From the photograph as it is, so that what is pasted does not depend on other edits.
            source, left, top = original, place.box.left + dx, place.box.top + dy
        case Patch(patch_left, patch_top):
            source, left, top = read_patch(edit.source), place.box.left - patch_left, place.box.top - patch_top
        case None:  # excluded when the edit was made
            raise ValueError("nothing to paste")
    height, width = source.shape[:2]
    rows, columns = place.box.size
    wanted = Box(left, top, left + columns, top + rows)
    there = wanted.within(width, height)
    if not there.is_empty:
        found[
            there.top - top : there.bottom - top,
            there.left - left : there.right - left,
        ] = source[there.slices]
    return found


def read_patch(patch: Patch) -> Pixels:
    """The pixels of a patch: (h, w, 3) uint8 RGB. Raises EditError where its PNG is damaged or of another kind."""
    from PIL import Image, UnidentifiedImageError

    try:
        with Image.open(io.BytesIO(patch.png), formats=("PNG",)) as image:
            if max(image.size) > 1 << 14:
                raise EditError(f"The patch of an edit has {image.size[0]} x {image.size[1]} pixels.")
            return np.asarray(image.convert("RGB"))
    except (OSError, ValueError, SyntaxError, UnidentifiedImageError, Image.DecompressionBombError) as error:
        raise EditError("The patch of an edit is damaged.") from error


def make_patch(pixels: Pixels, left: int, top: int) -> Patch:
    """The pixels (h, w, 3) of another photograph, to be put at (left, top). Raises EditError for too many."""
    from PIL import Image

    file = io.BytesIO()
    Image.fromarray(np.ascontiguousarray(pixels)).save(file, format="PNG", compress_level=3)
    return Patch(left, top, file.getvalue())


def _cut(values: NDArray[np.generic], place: Place, around: Box) -> Floats:
    """What of `values`, which lie in `around`, lies in the box of the place."""
    top, left = place.box.top - around.top, place.box.left - around.left
    rows, columns = place.box.size
    return np.asarray(values[top : top + rows, left : left + columns], np.float32)


def _laid_out(place: Place, around: Box) -> NDArray[np.uint8]:
    """1 in `around` wherever the region reaches at all, else 0."""
    inside = np.zeros(around.size, np.uint8)
    top, left = place.box.top - around.top, place.box.left - around.left
    rows, columns = place.box.size
    inside[top : top + rows, left : left + columns] = place.shares > 0
    return inside
