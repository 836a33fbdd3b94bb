"""What is measured of each photograph, in any process."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from core.datasets.audit.rim import find_rim
from core.datasets.samples import Sample
from core.datasets.sources.hdf5 import read_frame
from core.errors import FunduscopeError, ImageError
from core.images.fast_preparation import upright_size
from core.images.field import Field, find_field
from core.images.formats.decode import decode
from core.images.photograph import ImageId
from core.images.reading import read_content
from core.images.steps.field_crop import FieldCrop

SIDE_PX = 512
"""The square around the disc of light is brought to this side before anything is measured."""
_DECODED_PX = 1024
_INNER = 0.8
_DARK, _DARK_SHARE = 20.0, 0.15
_SMOOTHINGS_PX = (1.0, 2.0, 6.0)
_SIGNATURE_PX, _FINE_PX, _HASH_PX = 32, 64, 16
NO_ID = ImageId("")
HASH_BYTES = _HASH_PX * _HASH_PX // 8

_ROWS, _COLUMNS = np.mgrid[:SIDE_PX, :SIDE_PX] + 0.5
_RADIUS = np.hypot(_COLUMNS - SIDE_PX / 2, _ROWS - SIDE_PX / 2) / (SIDE_PX / 2)
_FINE_RADIUS = cv2.resize(_RADIUS.astype(np.float32), (_FINE_PX, _FINE_PX), interpolation=cv2.INTER_AREA)
_DISC, _SQUARE = _FINE_RADIUS < 0.82, _FINE_RADIUS < 0.97
_LIGHTING, _CONTRAST, _WHOLE = 5.0, 8.0, 0.98
UNSEEN = -128
"""What a signature holds where the photograph does not show the disc."""


@dataclass(frozen=True, slots=True, eq=False)
class Measures:
    """Measures of a photograph; of one that cannot be read only `error`, and what is known without it.

    `width` and `height` are upright pixels, `disc_px` the diameter of the disc of light. `dark_corners` of 4 are dark;
    `outside` is the share of the square's lit pixels beyond the disc, `cover` the lit share of the disc. `focus` is the
    contrast of details of 1 to 2 pixels as a share of that of 2 to 6, in the square of 512 pixels. `brightness` is the
    median of luma in the disc's inner part, `bright_share` the share of green values of 240 and above there (0..1).
    `signature` is (1024,) int8, the vessels without lighting and colour, `UNSEEN` where the frame cut them off; `hash`
    its 256 coarsest signs in 32 bytes.
    """

    error: str = ""
    id: ImageId = NO_ID
    width: int = 0
    height: int = 0
    camera: str = ""
    is_dark: bool = False
    disc_px: float = 0.0
    dark_corners: int = 0
    outside: float = 0.0
    cover: float = 0.0
    focus: float = 0.0
    brightness: float = 0.0
    bright_share: float = 0.0
    signature: NDArray[np.int8] | None = None
    hash: bytes = b""


@dataclass(frozen=True, slots=True)
class MeasureTask:
    """Measures photograph number `index` of `samples`."""

    samples: tuple[Sample, ...]

    def __call__(self, index: int) -> Measures:
        """Measure it. What cannot be read gives its reason."""
        sample = self.samples[index]
        try:
            return _of_frame(sample) if sample.frame is not None else measure_file(sample.path)
        except FunduscopeError as error:
            return Measures(error=str(error), id=_id_or_none(sample.path))


def measure_file(path: Path) -> Measures:
    """The measures of a photograph's file. Raises `ImageError` where it cannot be read."""
    content = read_content(path)
    decoded = decode(content.data, path.name, fit_px=_DECODED_PX, frame=content.frame)
    width, height = upright_size(content.data, decoded.pixels)
    return measure(
        decoded.pixels,
        identity=content.id,
        size=(width, height),
        camera=decoded.facts.camera,
    )


def measure(
    pixels: NDArray[np.uint8], *, identity: ImageId, size: tuple[int, int] | None = None, camera: str = ""
) -> Measures:
    """The measures of (h, w, 3) uint8 RGB, which may be a smaller copy of a photograph of `size` (width, height)."""
    height, width = pixels.shape[:2]
    width_full, height_full = size or (width, height)
    try:
        field = find_field(pixels)
    except ImageError:
        return Measures(id=identity, width=width_full, height=height_full, camera=camera, is_dark=True)
    cropped = FieldCrop.cropped(pixels, field).pixels
    enlarges = cropped.shape[0] < SIDE_PX
    square = cv2.resize(cropped, (SIDE_PX, SIDE_PX), interpolation=cv2.INTER_LINEAR if enlarges else cv2.INTER_AREA)
    light = square.max(axis=2)
    lit = light > max(_DARK / 2, _DARK_SHARE * float(np.percentile(light, 99)))
    inner = (_RADIUS < _INNER) & (cv2.erode(lit.astype(np.uint8), np.ones((15, 15), np.uint8)) > 0)
    inner = inner if inner.any() else lit
    green = np.ascontiguousarray(square[:, :, 1]).astype(np.float32)
    luma = cv2.cvtColor(square, cv2.COLOR_RGB2GRAY)[inner]
    signature, signs = _signature(pixels, find_rim(pixels, field))
    return Measures(
        id=identity,
        width=width_full,
        height=height_full,
        camera=camera,
        disc_px=field.diameter * width_full / width,
        dark_corners=dark_corners(pixels),
        outside=float((lit & (_RADIUS > 1.03)).mean()),
        cover=float(lit[_RADIUS < 0.95].mean()),
        focus=_focus(green, inner),
        brightness=float(np.median(luma)),
        bright_share=float((green[inner] >= 240).mean()),
        signature=signature,
        hash=signs,
    )


def _of_frame(sample: Sample) -> Measures:
    from core.datasets.identity import content_id

    return measure(read_frame(sample.path, sample.frame or 0), identity=content_id(sample))


def _id_or_none(path: Path) -> ImageId:
    try:
        return read_content(path).id
    except FunduscopeError:
        return NO_ID


def dark_corners(pixels: NDArray[np.uint8]) -> int:
    """How many corners, squares of a twentieth of the shorter side, are dark beside the photograph's lights."""
    side = max(4, min(pixels.shape[:2]) // 20)
    light = pixels.max(axis=2)
    threshold = max(_DARK, _DARK_SHARE * float(np.percentile(light[::4, ::4], 99)))
    corners = (light[rows, columns] for rows in _ends(side) for columns in _ends(side))
    return sum(bool(np.median(corner) < threshold) for corner in corners)


def _ends(side: int) -> tuple[slice, slice]:
    return slice(None, side), slice(-side, None)


def _focus(green: NDArray[np.float32], inner: NDArray[np.bool_]) -> float:
    smooth = [cv2.GaussianBlur(green, (0, 0), sigma) for sigma in _SMOOTHINGS_PX]
    fine, middle = (float((first - second)[inner].std()) for first, second in pairwise(smooth))
    return fine / (middle + 0.5)


def _signature(pixels: NDArray[np.uint8], rim: Field) -> tuple[NDArray[np.int8], bytes]:
    """Vessels and disc at low resolution, of one contrast everywhere: lighting, colour and compression do not count.

    In the square around the whole disc of light, so that a cropped copy has the same; what its frame cut off is
    `UNSEEN`, and has no part in what lies beside it.
    """
    across = _FINE_PX / rim.diameter
    height, width = pixels.shape[:2]
    scale = min(1.0, 2 * across)  # areas first: an affine map alone would leave out pixels
    small = cv2.resize(pixels[:, :, 1], None, fx=scale, fy=scale, interpolation=cv2.INTER_AREA)
    down, right = small.shape[0] / height, small.shape[1] / width
    shift = np.array([[across / right, 0, -rim.left * across], [0, across / down, -rim.top * across]])
    shift[:, 2] += 0.5 * (np.diag(shift) - 1)  # pixels count from their middle
    size = (_FINE_PX, _FINE_PX)
    green = np.asarray(cv2.warpAffine(np.asarray(small, np.float32), shift, size, flags=cv2.INTER_LINEAR), np.float32)
    inside = cv2.warpAffine(np.ones(small.shape, np.float32), shift, size, flags=cv2.INTER_LINEAR)
    seen = ((inside > _WHOLE) & _SQUARE).astype(np.float32)
    detail: NDArray[np.float32] = ((green - _mean(green, seen, _LIGHTING)) * seen).astype(np.float32)
    detail /= np.sqrt(_mean(detail * detail, seen, _CONTRAST)) + 1
    detail = np.clip(detail, -3, 3) * seen * _DISC
    signs = cv2.dct(detail.astype(np.float32))[:_HASH_PX, :_HASH_PX].ravel() > 0
    side = (_SIGNATURE_PX, _SIGNATURE_PX)
    coarse = np.rint(cv2.resize(detail, side, interpolation=cv2.INTER_AREA) * 40)
    share = cv2.resize(seen * _DISC, side, interpolation=cv2.INTER_AREA)
    values = np.where(share > _WHOLE, coarse, UNSEEN).astype(np.int8).ravel()
    return values, np.packbits(signs).tobytes()


def _mean(values: NDArray[np.float32], seen: NDArray[np.float32], sigma: float) -> NDArray[np.float32]:
    """The mean around each place of what is seen there."""
    weights = cv2.GaussianBlur(seen, (0, 0), sigma)
    return (cv2.GaussianBlur(values * seen, (0, 0), sigma) / np.maximum(weights, 1e-3)).astype(np.float32)
