"""The bytes of a file to upright 8-bit RGB."""

import io
import logging
import warnings
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import BmpImagePlugin, GifImagePlugin, ImageFile, WebPImagePlugin

from core.images.facts import NO_FACTS, Facts
from core.images.formats import jpeg, png, tiff
from core.images.formats.bands import rgb_array
from core.images.formats.exif import exif_facts
from core.images.formats.kinds import Kind, kind_of
from core.images.formats.loaded import MAX_PIXELS, Loaded, check_size, exif_orientation
from core.images.formats.unreadable import UnreadableError, named

_NO_LOG = logging.NullHandler()
_PILLOWS_MODULES = r"PIL\."
_MAX_WEBP_PIXELS = MAX_PIXELS // 2  # Pillow and libwebp hold several copies of a WebP picture


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """A picture and what its file stores.

    `pixels` is (height, width, 3) uint8 RGB, upright, contiguous, read-only; `mode` is Pillow's name for what the file
    stores; `bit_depth` the bits that it stores for each channel (8, those of its colours, for a palette).
    """

    pixels: NDArray[np.uint8]
    kind: Kind
    mode: str
    bit_depth: int
    facts: Facts = NO_FACTS


def decode(data: bytes, name: str, *, fit_px: int | None = None, frame: int | None = None) -> Decoded:
    """Decode the first picture in `data`, the content of the file `name`; of a DICOM file number `frame`, from 1 on.

    Colour is that of the stored numbers: grey is repeated, palettes are looked up, CMYK, YCCK and Lab are converted as
    Pillow does, and embedded colour profiles are ignored, since networks are trained on plain decoded pixels and a
    photograph must look the same to them here. Transparent pixels are laid on black, which is what surrounds a fundus.

    With `fit_px`, JPEG is decoded at the smallest scale of 1, 1/2, 1/4, 1/8 whose longer side is at least `fit_px`.
    Raises `ImageError`.
    """
    with named(name):
        _silence_pillow()
        kind = kind_of(data)
        loaded, facts = _load(data, kind, fit_px, frame)
        pixels = rgb_array(loaded.image)
        loaded.image.close()  # frees its memory before a copy is made to turn the pixels
        pixels = _upright(pixels, loaded.orientation)
        pixels.flags.writeable = False
        return Decoded(pixels, kind, loaded.mode, loaded.bit_depth, facts)


def _load(data: bytes, kind: Kind, fit_px: int | None, frame: int | None) -> tuple[Loaded, Facts]:
    if kind is Kind.DICOM:
        from core.images.formats.dicom.load import load as load_dicom

        return load_dicom(data, frame=frame or 1)
    if frame is not None:
        raise UnreadableError(f"is a {kind} file: it holds one photograph, and number {frame} was asked for.")
    return _load_picture(data, kind, fit_px), exif_facts(data, kind)


def _load_picture(data: bytes, kind: Kind, fit_px: int | None) -> Loaded:
    match kind:
        case Kind.JPEG:
            return jpeg.load(data, fit_px=fit_px)
        case Kind.PNG:
            return png.load(data)
        case Kind.TIFF:
            return tiff.load(data)
        case Kind.BMP:
            return _load_bmp(data)
        case Kind.WEBP:
            return _load_webp(data)
        case Kind.GIF:
            return _load_plain(GifImagePlugin.GifImageFile(io.BytesIO(data)), 8)
        case Kind.DICOM:
            raise ValueError("DICOM files are decoded elsewhere")


def _load_bmp(data: bytes) -> Loaded:
    declared = int.from_bytes(data[2:6], "little")
    bits = int.from_bytes(data[28:30], "little")
    try:
        return _load_plain(BmpImagePlugin.BmpImageFile(io.BytesIO(data)), 5 if bits == 16 else 8)
    except OSError as error:
        if "truncated" in str(error) and declared > len(data):
            missing = f"{declared - len(data):,} of {declared:,} bytes are missing"
            raise UnreadableError(f"is truncated: {missing}.") from error
        raise


def _load_webp(data: bytes) -> Loaded:
    declared = int.from_bytes(data[4:8], "little") + 8
    if declared > len(data) + 1:  # an odd chunk may lack its padding byte
        raise UnreadableError(f"is truncated: {declared - len(data):,} of {declared:,} bytes are missing.")
    if data[12:16] == b"VP8X":  # before Pillow makes room for it
        width, height = (1 + int.from_bytes(data[at : at + 3], "little") for at in (24, 27))
        check_size(width, height, at_most=_MAX_WEBP_PIXELS)
    image = WebPImagePlugin.WebPImageFile(io.BytesIO(data))
    check_size(*image.size, at_most=_MAX_WEBP_PIXELS)
    return _load_plain(image, 8)


def _load_plain(image: ImageFile.ImageFile, bit_depth: int) -> Loaded:
    check_size(*image.size)
    mode = image.mode
    image.load()
    return Loaded(image, mode, bit_depth, exif_orientation(image))


def _upright(pixels: NDArray[np.uint8], orientation: int) -> NDArray[np.uint8]:
    """Undo an EXIF orientation (Exif 2.32, section 4.6.4: which sides row 0 and column 0 are)."""
    match orientation:
        case 2:
            turned = cv2.flip(pixels, 1)
        case 3:
            turned = cv2.rotate(pixels, cv2.ROTATE_180)
        case 4:
            turned = cv2.flip(pixels, 0)
        case 5:
            turned = cv2.transpose(pixels)
        case 6:
            turned = cv2.rotate(pixels, cv2.ROTATE_90_CLOCKWISE)
        case 7:
            turned = cv2.flip(cv2.transpose(pixels), -1)
        case 8:
            turned = cv2.rotate(pixels, cv2.ROTATE_90_COUNTERCLOCKWISE)
        case _:
            return pixels
    return np.asarray(turned, np.uint8)


def _silence_pillow() -> None:
    """Keep Pillow's warnings and log quiet: those that matter are errors here, the others speak of metadata.

    `warnings.catch_warnings` is not safe in threads, so the filter stays; it is put in front again where it is not.
    """
    logging.getLogger("PIL").addHandler(_NO_LOG)
    first = warnings.filters[0] if warnings.filters else ()
    if not any(getattr(part, "pattern", None) == _PILLOWS_MODULES for part in first):
        warnings.filterwarnings("ignore", module=_PILLOWS_MODULES)
