"""JPEG files, whole ones and those of which the end is missing."""

import io
from dataclasses import dataclass
from math import ceil

import numpy as np
from PIL import Image, JpegImagePlugin

from core.images.formats.loaded import Loaded, check_size, exif_orientation
from core.images.formats.unreadable import UnreadableError

MAX_SCANS = 200
"""The most scans of a progressive JPEG (usual: 10). Each one costs a pass over the whole picture."""

_END = b"\xff\xd9"
_START_OF_SCAN = b"\xff\xda"
# Bytes that no decoder takes for a marker, and that decode to anything but flat grey.
_NOISE = bytes((37 * i * i + 11 * i + 5) % 251 for i in range(4096))
_FRAMES = {0xC0, 0xC1, 0xC2, 0xC3, 0xC5, 0xC6, 0xC7, 0xC9, 0xCA, 0xCB, 0xCD, 0xCE, 0xCF}
_PROGRESSIVE = {0xC2, 0xC6, 0xCA, 0xCE}
_BARE = {0x01, *range(0xD0, 0xD9)}


@dataclass(frozen=True, slots=True)
class Frame:
    """A JPEG's frame header."""

    precision: int
    width: int
    height: int
    is_progressive: bool


def load(data: bytes, *, fit_px: int | None = None) -> Loaded:
    """Decode a JPEG; with `fit_px` at 1/2, 1/4 or 1/8 scale, whose longer side is still at least `fit_px`.

    Pixels are those of Pillow (libjpeg-turbo, accurate integer transform). A file that lacks only its end marker is
    opened; one that lacks picture data is refused, also where an end marker was put behind what is left of it, since
    the decoder would fill the rest with grey.
    """
    frame = read_frame(data)
    check_size(frame.width, frame.height)
    if frame.precision != 8:
        raise UnreadableError(
            f"is a JPEG of {frame.precision} bits a channel, which is not supported.", "Export it as PNG."
        )
    if _scans(data) > MAX_SCANS:
        raise UnreadableError(f"is a JPEG of more than {MAX_SCANS} scans, made to take very long to decode.")
    image, mode = _load_whole(data, frame, fit_px)
    return Loaded(image, mode, frame.precision, exif_orientation(image))


def _scans(data: bytes) -> int:
    """How often the marker of a scan occurs; several times as fast as `bytes.count` where 0xFF is frequent."""
    values = np.frombuffer(data, np.uint8)
    marks = np.flatnonzero(values[:-1] == _START_OF_SCAN[0])
    return int((values[marks + 1] == _START_OF_SCAN[1]).sum())


def read_frame(data: bytes) -> Frame:
    """The frame header. Raises `UnreadableError` where there is none."""
    at = 2
    while at + 4 <= len(data):
        if data[at] != 0xFF:
            at += 1
            continue
        marker = data[at + 1]
        if marker in _FRAMES and at + 9 <= len(data):
            height, width = int.from_bytes(data[at + 5 : at + 7]), int.from_bytes(data[at + 7 : at + 9])
            return Frame(data[at + 4], width, height, marker in _PROGRESSIVE)
        if marker in (0xD9, 0xDA):
            break
        is_alone = marker in (0x00, 0xFF) or marker in _BARE
        at += (2 if marker in _BARE else 1) if is_alone else 2 + int.from_bytes(data[at + 2 : at + 4])
    if at >= len(data) - 4:
        raise UnreadableError("is truncated: the file ends before the JPEG's header does.")
    raise UnreadableError("is damaged: the JPEG has no frame header.")


def _load_whole(data: bytes, frame: Frame, fit_px: int | None) -> tuple[Image.Image, str]:
    try:
        image, mode = _decode(data, fit_px)
    except OSError as error:
        if "truncated" not in str(error):
            raise
        return _load_without_end(data, frame, fit_px)
    if _ends_grey(image) and _END in data:
        body = data[: data.rindex(_END)]
        _check_complete(image, body, frame, fit_px)
    return image, mode


def _load_without_end(data: bytes, frame: Frame, fit_px: int | None) -> tuple[Image.Image, str]:
    if _START_OF_SCAN not in data:
        raise UnreadableError("is truncated: the file ends before its picture data begin.")
    if frame.is_progressive:
        raise UnreadableError("is truncated: the last of its picture data are missing.")
    body = data.rstrip(b"\xff")
    image, mode = _decode(body + _END, fit_px)
    _check_complete(image, body, frame, fit_px)
    if _ends_grey(image):
        raise UnreadableError("is truncated: the last of its picture data are missing.")
    return image, mode


def _check_complete(image: Image.Image, body: bytes, frame: Frame, fit_px: int | None) -> None:
    """Raise `UnreadableError` unless noise put behind the picture data leaves the decoded picture as it is.

    Where all data are there the decoder never looks at what follows; else the noise shows in the first missing block.
    """
    noisy, _ = _decode(body + _NOISE + _END, fit_px)
    differs = (np.asarray(image) != np.asarray(noisy)).reshape(image.height, -1).any(axis=1)
    if differs.any():
        share = int(differs.argmax()) / image.height
        raise UnreadableError(f"is truncated: only about the upper {share:.0%} of its {frame.height} rows are there.")


def _ends_grey(image: Image.Image) -> bool:
    """Whether the last pixel is the mid-grey with which the decoder fills what is missing."""
    last = image.getpixel((image.width - 1, image.height - 1))
    return all(value in (127, 128) for value in (last if isinstance(last, tuple) else (last,)))


def _decode(data: bytes, fit_px: int | None) -> tuple[Image.Image, str]:
    image = JpegImagePlugin.JpegImageFile(io.BytesIO(data))
    mode = image.mode
    if fit_px is not None:
        scale = fit_px / max(image.size)
        image.draft(mode, (max(1, ceil(image.width * scale)), max(1, ceil(image.height * scale))))
    image.load()
    return image, mode
