"""Where the optic disc and the fovea are in a fundus photograph, as far as brightness and vessels tell."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import cv2
import numpy as np
from numpy.typing import NDArray

from core.errors import ImageError
from core.images.facts import Eye
from core.images.field import find_field

SIDE_PX = 128
"""The field is brought to this diameter before anything is looked for."""

DISC_PX = 0.15 * SIDE_PX
"""The disc's diameter then, about, in photographs of 45 to 50 degrees."""

_FOVEA_DD = (1.9, 3.1)
"""How far the fovea lies from the disc, in diameters of the disc (2.5 in most eyes)."""

_STEEPEST = 0.35
_USUAL_DROP, _DROP_SPREAD = 0.12, 0.08
"""How far the fovea lies below the disc in upright photographs, as a share of their distance."""
_HEIGHT_WEIGHT = 5.0
_ASIDE_PX = 0.12 * SIDE_PX
_RIM = 0.94

Plane = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class DiscFinding:
    """`disc` and `fovea` are (x, y) in pixels of the photograph.

    `drop` is how far the fovea lies below the disc, as a share of their distance: positive where the photograph is
    upright. `score` says how far the disc stands out, in standard deviations of what else there is in the photograph.
    `upright` says how much better a fovea below the disc fits than one above it: negative where the photograph is
    rather turned by half.
    """

    disc: tuple[float, float]
    fovea: tuple[float, float]
    drop: float
    score: float
    upright: float

    @property
    def eye(self) -> Eye:
        """The eye that an upright photograph shows: the disc lies towards the nose, right of the fovea in a right eye.

        A photograph taken through a condensing lens is turned by half, and shows the other eye.
        """
        return Eye.RIGHT if self.disc[0] > self.fovea[0] else Eye.LEFT


def find_disc(pixels: NDArray[np.uint8]) -> DiscFinding:
    """Look for the disc in (height, width, 3) uint8 RGB: a bright spot on which vessels run together up and down.

    The fovea is looked for where it lies in most eyes: 2.5 disc diameters aside, dark and without vessels. Exudates
    are bright but have no vessels on them; vessels cross everywhere but are bright nowhere. Raises ImageError for a
    photograph that is dark all over.
    """
    small, mask, corner, scale = _field_of(pixels)
    light = _flattened(small[..., 1] * 0.6 + small[..., 0] * 0.4, mask)
    green = _flattened(small[..., 1], mask)
    vessels = _vertical_vessels(green, mask)
    inner = cv2.erode(mask, np.ones((3, 3), np.uint8), iterations=int(DISC_PX / 5), borderValue=0) > 0
    spot = _standing_out(cv2.GaussianBlur(light, (0, 0), DISC_PX / 4) - cv2.GaussianBlur(light, (0, 0), DISC_PX), inner)
    crossing = _standing_out(cv2.GaussianBlur(vessels, (0, 0), sigmaX=DISC_PX / 4, sigmaY=DISC_PX / 2.2), inner)
    score = np.where(inner, spot + crossing, -np.inf)
    y, x = np.unravel_index(int(score.argmax()), score.shape)
    place = float(x), float(y)
    fovea_x, fovea_y = _fovea(green, vessels, inner, place)
    distance = max(float(np.hypot(fovea_x - x, fovea_y - y)), 1.0)
    height = ((green.shape[0] - 1) / 2 - float(y)) / SIDE_PX
    return DiscFinding(
        (corner[0] + float(x) / scale, corner[1] + float(y) / scale),
        (corner[0] + fovea_x / scale, corner[1] + fovea_y / scale),
        (fovea_y - float(y)) / distance,
        float(score[y, x]),
        _fits_below(green, inner, place) + _HEIGHT_WEIGHT * height,
    )


def _field_of(pixels: NDArray[np.uint8]) -> tuple[Plane, NDArray[np.uint8], tuple[float, float], float]:
    """The field as float32 (h, w, 3), which of its pixels are lit, its corner in the photograph, and the scale."""
    field = find_field(pixels)
    left, top = int(field.left), int(field.top)
    cut = pixels[top : max(int(field.bottom), top + 1), left : max(int(field.right), left + 1)]
    scale = SIDE_PX / field.diameter
    size = (max(8, round(cut.shape[1] * scale)), max(8, round(cut.shape[0] * scale)))
    small = cv2.resize(cut, size, interpolation=cv2.INTER_AREA if scale < 1 else cv2.INTER_LINEAR)
    rows, columns = np.ogrid[: size[1], : size[0]]
    aside, down = columns - (size[0] - 1) / 2, rows - (size[1] - 1) / 2
    lit = small.max(axis=2) > 0.15 * max(float(np.percentile(small, 99)), 20.0)
    mask = ((aside**2 + down**2 < (_RIM * SIDE_PX / 2) ** 2) & lit).astype(np.uint8)
    if not mask.any():
        raise ImageError("There is no field of light in the photograph.", "Choose another photograph.")
    return small.astype(np.float32), mask, (float(left), float(top)), scale


def _flattened(plane: Plane, mask: NDArray[np.uint8]) -> Plane:
    """What a plane has above its surroundings, in standard deviations; 0 outside the mask."""
    weight = mask.astype(np.float32)
    sigma = SIDE_PX / 6
    near = cv2.GaussianBlur(plane * weight, (0, 0), sigma) / np.maximum(cv2.GaussianBlur(weight, (0, 0), sigma), 1e-3)
    flat = (plane - near) * weight
    result: Plane = (flat / max(float(flat[mask > 0].std()), 1e-6)).astype(np.float32)
    return result


def _vertical_vessels(green: Plane, mask: NDArray[np.uint8]) -> Plane:
    """How much a pixel is on a dark line that runs up and down."""
    soft = cv2.GaussianBlur(green, (0, 0), 1.5)
    across = cv2.Sobel(soft, cv2.CV_32F, 2, 0, ksize=5)
    along = cv2.Sobel(soft, cv2.CV_32F, 0, 2, ksize=5)
    inside = cv2.erode(mask, np.ones((3, 3), np.uint8), iterations=4, borderValue=0)
    lines = np.clip(across - np.abs(along) * 0.5, 0, None) * inside
    top = float(np.percentile(lines[inside > 0], 98)) if inside.any() else 1.0
    result: Plane = np.clip(lines / max(top, 1e-6), 0, 1).astype(np.float32)
    return result


def _standing_out(plane: NDArray[Any], inner: NDArray[np.bool_]) -> Plane:
    known = plane[inner] if inner.any() else plane.ravel()
    result: Plane = ((plane - known.mean()) / max(float(known.std()), 1e-6)).astype(np.float32)
    return result


def _fovea(green: Plane, vessels: Plane, inner: NDArray[np.bool_], disc: tuple[float, float]) -> tuple[float, float]:
    """The most likely place of the fovea, in pixels of the field."""
    place = _Around(green.shape, inner, disc)
    if not place.may_be.any():
        return disc[0] - np.sign(place.off_middle or 1.0) * 2.5 * DISC_PX, disc[1]
    bare = -_standing_out(cv2.GaussianBlur(vessels, (0, 0), DISC_PX / 3), inner)
    score = np.where(place.may_be, _dark(green, inner) + 0.5 * bare + place.usual, -np.inf)
    y, x = np.unravel_index(int(score.argmax()), score.shape)
    return float(x), float(y)


def _fits_below(green: Plane, inner: NDArray[np.bool_], disc: tuple[float, float]) -> float:
    """By how much the best fovea where it lies in upright photographs is better than the best in turned ones."""
    place = _Around(green.shape, inner, disc)
    if not place.may_be.any():
        return 0.0
    score = np.where(place.may_be, _dark(green, inner) + place.usual, -np.inf)
    below, above = (
        float((score - ((place.slope - drop) / _DROP_SPREAD) ** 2 * 0.5).max()) for drop in (_USUAL_DROP, -_USUAL_DROP)
    )
    return below - above


def _dark(green: Plane, inner: NDArray[np.bool_]) -> Plane:
    result: Plane = -_standing_out(cv2.GaussianBlur(green, (0, 0), DISC_PX / 4), inner)
    return result


class _Around:
    """Where the fovea may be, seen from the disc: `slope` is how far down, as a share of the distance."""

    def __init__(self, shape: tuple[int, ...], inner: NDArray[np.bool_], disc: tuple[float, float]) -> None:
        rows, columns = np.indices(shape, np.float32)
        aside, down = columns - disc[0], rows - disc[1]
        distance = np.hypot(aside, down)
        in_discs = distance / DISC_PX
        self.off_middle = disc[0] - (shape[1] - 1) / 2
        self.slope = down / np.maximum(distance, 1)
        self.usual = -(((in_discs - 2.5) / 0.6) ** 2) * 0.5
        self.may_be = (in_discs > _FOVEA_DD[0]) & (in_discs < _FOVEA_DD[1]) & inner
        self.may_be &= np.abs(down) < _STEEPEST * np.abs(aside)
        if abs(self.off_middle) > _ASIDE_PX:  # the macula is what photographs are taken of: it lies towards the middle
            self.may_be &= np.sign(aside) == -np.sign(self.off_middle)
