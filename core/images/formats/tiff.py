"""TIFF and BigTIFF files: the first page, of every depth."""

import ctypes
import io
from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray
from PIL import Image, TiffImagePlugin, _imaging

from core.images.formats.bands import bands
from core.images.formats.deep import float_to_eight_bits, grey_to_eight_bits
from core.images.formats.loaded import Loaded, check_size
from core.images.formats.unreadable import UnreadableError

_UNCOMPRESSED = 1
_WHITE_IS_ZERO, _PALETTE = 0, 3
_SIGNED, _FLOAT = 2, 3
_COMPRESSIONS = {
    1: "none", 2: "CCITT RLE", 3: "CCITT group 3", 4: "CCITT group 4", 5: "LZW", 6: "old-style JPEG", 7: "JPEG",
    8: "Deflate", 32773: "PackBits", 32946: "Deflate", 34712: "JPEG 2000", 34887: "LERC", 34925: "LZMA",
    50000: "Zstandard", 50001: "WebP", 50002: "JPEG XL",
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Header:
    """What the tags of a TIFF's first page say of its pixels."""

    width: int
    height: int
    bits: tuple[int, ...]
    sample_format: int
    photometric: int
    compression: int
    max_value: int | None
    end: int
    tile: tuple[int, int]
    orientation: int

    @property
    def bit_depth(self) -> int:
        """Significant bits of each channel: those that the tags declare, or fewer where they give a largest value."""
        if self.photometric == _PALETTE:
            return 8
        stored = max(self.bits)
        declared = (self.max_value or 0).bit_length()
        return declared if stored == 16 and 8 < declared < stored else stored


def load(data: bytes) -> Loaded:
    """Decode the first page of a TIFF.

    Integer channels of over 8 bits give their upper 8 (of 12 where the file stores 12, or says by MaxSampleValue that
    only 12 of 16 are used); negative values become 0; floating-point ones as in `float_to_eight_bits`.
    """
    _silence_libtiff()
    header = read_header(data)
    check_size(header.width, header.height)
    check_size(*header.tile)
    try:
        image = TiffImagePlugin.TiffImageFile(io.BytesIO(data))
    except SyntaxError as error:
        if "unknown pixel mode" in str(error):
            return _load_with_opencv(data, header)
        raise
    return _load_with_pillow(image, data, header)


def read_header(data: bytes) -> Header:
    """The tags of the first page. Raises `UnreadableError` where the size is missing or makes no sense."""
    tags = _tags(data)
    width, height = _number(tags, 256), _number(tags, 257)
    if not width or not height:
        raise UnreadableError("is damaged: the TIFF's first page has no size.")
    offsets, counts = (
        (_numbers(tags, 273), _numbers(tags, 279)) if 273 in tags else (_numbers(tags, 324), _numbers(tags, 325))
    )
    return Header(
        width=width,
        height=height,
        bits=_numbers(tags, 258) or (1,),
        sample_format=_number(tags, 339) or 1,
        photometric=_number(tags, 262) or 0,
        compression=_number(tags, 259) or _UNCOMPRESSED,
        max_value=_number(tags, 281),
        end=max((offset + count for offset, count in zip(offsets, counts, strict=False)), default=0),
        tile=(_number(tags, 322) or 1, _number(tags, 323) or 1),
        orientation=_number(tags, 274) or 1,
    )


def _tags(data: bytes) -> TiffImagePlugin.ImageFileDirectory_v2:
    is_big = data[2:4] in (b"+\0", b"\0+")
    stream = io.BytesIO(data)
    tags = TiffImagePlugin.ImageFileDirectory_v2(stream.read(16 if is_big else 8))
    if tags.next >= len(data):
        raise UnreadableError(f"is truncated: its directory should be at byte {tags.next:,}, behind its {len(data):,}.")
    stream.seek(tags.next)
    tags.load(stream)
    return tags


def _numbers(tags: TiffImagePlugin.ImageFileDirectory_v2, tag: int) -> tuple[int, ...]:
    value = tags.get(tag, ())
    values = value if isinstance(value, tuple) else (value,)
    return tuple(number for number in values if isinstance(number, int))


def _number(tags: TiffImagePlugin.ImageFileDirectory_v2, tag: int) -> int | None:
    return next(iter(_numbers(tags, tag)), None)


def _load_with_pillow(image: Image.Image, data: bytes, header: Header) -> Loaded:
    mode = image.mode
    try:
        image.load()
    except OSError as error:
        if header.end > len(data):
            missing = f"{header.end - len(data):,} of {header.end:,} bytes are missing"
            raise UnreadableError(f"is truncated: {missing}.") from error
        name = _COMPRESSIONS.get(header.compression, f"number {header.compression}")
        raise UnreadableError(f"is damaged, or its TIFF compression ({name}) is not supported.") from error
    if mode == "F":
        image = Image.fromarray(float_to_eight_bits(_as_float(image)))
    elif mode.startswith("I"):
        bits = header.bit_depth - (header.sample_format == _SIGNED)
        image = grey_to_eight_bits(image, bits=bits, is_inverted=header.photometric == _WHITE_IS_ZERO)
    return Loaded(image, mode, header.bit_depth)  # Pillow has turned it upright


def _as_float(image: Image.Image) -> NDArray[np.float32]:
    values = np.empty((image.height, image.width), np.float32)
    for rows, band in bands(image):
        values[rows] = np.asarray(band)
    return values


def _load_with_opencv(data: bytes, header: Header) -> Loaded:
    """Colour of 32 or 64 bits, which Pillow does not decode."""
    is_float = header.sample_format == _FLOAT
    if len(header.bits) != 3 or not is_float or set(header.bits) not in ({32}, {64}):
        raise UnreadableError(
            f"is of a kind that is not supported (a TIFF of {len(header.bits)} channels of {max(header.bits)} bits).",
            "Export it as RGB with 8 or 16 bits a channel.",
        )
    if header.end > len(data):
        raise UnreadableError(f"is truncated: {header.end - len(data):,} of {header.end:,} bytes are missing.")
    check_size(header.width * 4, header.height)
    flags = cv2.IMREAD_UNCHANGED | cv2.IMREAD_IGNORE_ORIENTATION
    values = cv2.imdecode(np.frombuffer(data, np.uint8), flags)
    if values is None or values.ndim != 3 or values.shape[2] != 3:
        raise UnreadableError("is damaged: its content cannot be decoded.")
    image = Image.fromarray(float_to_eight_bits(values[:, :, ::-1].astype(np.float32)))
    return Loaded(image, "RGB", max(header.bits), header.orientation)


def _silence_libtiff() -> None:
    """Stop Pillow's libtiff from printing to stderr: what it has to say comes as an exception too.

    Pillow offers no way to do so. Where libtiff is linked in statically its functions cannot be found, and it prints.
    """
    try:
        library = ctypes.CDLL(_imaging.__file__)
        library.TIFFSetErrorHandler(None)
        library.TIFFSetWarningHandler(None)
    except (OSError, AttributeError):
        return
