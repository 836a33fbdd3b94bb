"""The bytes of a file to upright 8-bit RGB."""

import io
import logging
import warnings
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from PIL import BmpImagePlugin, GifImagePlugin, Image, ImageFile, WebPImagePlugin

from core.images.formats import jpeg, png, tiff
from core.images.formats.bands import rgb_array
from core.images.formats.kinds import Kind, kind_of
from core.images.formats.loaded import Loaded, check_size, exif_orientation
from core.images.formats.unreadable import UnreadableError, named

_NO_LOG = logging.NullHandler()
_UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}


@dataclass(frozen=True, slots=True, eq=False)
class Decoded:
    """An upright RGB picture, and what the file stores: its kind, Pillow's name for its mode, bits for each channel."""

    image: Image.Image
    kind: Kind
    mode: str
    bit_depth: int

    def pixels(self) -> NDArray[np.uint8]:
        """The pixels as (height, width, 3) uint8, read-only."""
        return rgb_array(self.image)


def decode(data: bytes, name: str, *, fit_px: int | None = None) -> Decoded:
    """Decode the first picture in `data`, the content of the file `name`.

    Colour is that of the stored numbers: grey is repeated, palettes are looked up, CMYK, YCCK and Lab are converted as
    Pillow does, and embedded colour profiles are ignored, since networks are trained on plain decoded pixels and a
    photograph must look the same to them here. Transparent pixels are laid on black, which is what surrounds a fundus.

    With `fit_px`, JPEG is decoded at the smallest scale of 1, 1/2, 1/4, 1/8 whose longer side is at least `fit_px`.
    Raises `ImageError`.
    """
    with named(name):
        _silence_pillow()
        kind = kind_of(data)
        loaded = _load(data, kind, fit_px)
        upright = _upright(_as_rgb(loaded.image), loaded.orientation)
        return Decoded(upright, kind, loaded.mode, loaded.bit_depth)


def _load(data: bytes, kind: Kind, fit_px: int | None) -> Loaded:
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
        check_size(1 + int.from_bytes(data[24:27], "little"), 1 + int.from_bytes(data[27:30], "little"))
    return _load_plain(WebPImagePlugin.WebPImageFile(io.BytesIO(data)), 8)


def _load_plain(image: ImageFile.ImageFile, bit_depth: int) -> Loaded:
    check_size(*image.size)
    mode = image.mode
    image.load()
    return Loaded(image, mode, bit_depth, exif_orientation(image))


def _as_rgb(image: Image.Image) -> Image.Image:
    if image.mode == "RGB" and "transparency" not in image.info:
        return image  # `convert` would copy it
    if not image.has_transparency_data:
        return image.convert("RGB")
    with_alpha = image.convert("RGBA")
    alpha = with_alpha.getchannel("A")
    rgb = with_alpha.convert("RGB")
    if alpha.getextrema() == (255, 255):
        return rgb
    return Image.composite(rgb, Image.new("RGB", rgb.size), alpha)


def _upright(image: Image.Image, orientation: int) -> Image.Image:
    turn = _UPRIGHT.get(orientation)
    return image if turn is None else image.transpose(turn)


def _silence_pillow() -> None:
    """Keep Pillow's warnings and log quiet: those that matter are errors here, the others speak of metadata.

    `warnings.catch_warnings` is not safe in threads, so the filter stays; it is put in front again where it is not.
    """
    logging.getLogger("PIL").addHandler(_NO_LOG)
    if not warnings.filters or warnings.filters[0][3] is None or warnings.filters[0][3].pattern != r"PIL\.":
        warnings.filterwarnings("ignore", module=r"PIL\.")
