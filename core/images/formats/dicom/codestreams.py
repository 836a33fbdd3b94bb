"""What compressed frames declare themselves, looked at before a codec makes room for it."""

from __future__ import annotations

from pydicom import uid
from pydicom.dataset import Dataset
from pydicom.encaps import get_frame

from core.images.formats import jpeg
from core.images.formats.dicom.header import frames_in
from core.images.formats.loaded import check_size
from core.images.formats.unreadable import UnreadableError

_JPEG = frozenset({uid.JPEGBaseline8Bit, uid.JPEGExtended12Bit, uid.JPEGLossless, uid.JPEGLosslessSV1})
_JPEG_2000 = frozenset({*uid.JPEG2000TransferSyntaxes, uid.HTJ2KLossless, uid.HTJ2KLosslessRPCL, uid.HTJ2K})
_JPEG_LS = frozenset(uid.JPEGLSTransferSyntaxes)
_JP2_HEADER = b"\0\0\0\x0cjP  "
_START_OF_CODESTREAM = b"\xff\x4f\xff\x51"
_JPEG_LS_FRAME = 0xF7
_MAX_TILES = 65_535
_MAX_COMPONENTS = 4


def frame_data(dataset: Dataset, index: int) -> bytes:
    """The codestream of a frame. Raises `UnreadableError` where it has another size than its file states, or no end."""
    offsets, lengths = dataset.get("ExtendedOffsetTable"), dataset.get("ExtendedOffsetTableLengths")
    tables = (offsets, lengths) if isinstance(offsets, bytes) and isinstance(lengths, bytes) else None
    data = get_frame(dataset.PixelData, index, number_of_frames=frames_in(dataset), extended_offsets=tables)
    _check(data, dataset)
    return data


def _check(data: bytes, dataset: Dataset) -> None:
    syntax = dataset.file_meta.TransferSyntaxUID
    if syntax not in _JPEG | _JPEG_2000 | _JPEG_LS:
        return
    if syntax in _JPEG_2000:
        size = _size_of_jpeg_2000(data)
    elif syntax in _JPEG_LS:
        size = _size_of_jpeg_ls(data)
    else:
        frame = jpeg.read_frame(data)
        size = frame.width, frame.height
        check_size(*size)
        if syntax == uid.JPEGBaseline8Bit and frame.precision == 8:
            jpeg.load(data)  # says where data are missing, which pydicom's codecs fill with grey
    check_size(*size)
    stated = int(dataset.Columns), int(dataset.Rows)
    if size != stated:
        raise UnreadableError(
            f"is damaged: it states {stated[0]} x {stated[1]} pixels, and its picture has {size[0]} x {size[1]}."
        )


def _size_of_jpeg_2000(data: bytes) -> tuple[int, int]:
    """Width and height by the SIZ marker (ISO/IEC 15444-1, A.5.1)."""
    start = data.find(_START_OF_CODESTREAM) if data.startswith(_JP2_HEADER) else 0
    siz = data[start + 6 : start + 6 + 36]
    if start < 0 or data[start : start + 4] != _START_OF_CODESTREAM or len(siz) < 36:
        raise UnreadableError("is damaged: a frame that should be JPEG 2000 is not.")
    right, bottom, left, top, tile_width, tile_height, tile_left, tile_top = (
        int.from_bytes(siz[at : at + 4]) for at in range(2, 34, 4)
    )
    width, height = right - left, bottom - top
    check_size(width, height)
    across, down = (right - tile_left) / max(1, tile_width), (bottom - tile_top) / max(1, tile_height)
    if across * down > _MAX_TILES or int.from_bytes(siz[34:36]) > _MAX_COMPONENTS:
        raise UnreadableError("is damaged: its JPEG 2000 header makes no sense.")
    return width, height


def _size_of_jpeg_ls(data: bytes) -> tuple[int, int]:
    """Width and height by the frame header (ISO/IEC 14495-1, C.2.2)."""
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        marker = data[at + 1]
        if marker == _JPEG_LS_FRAME:
            return int.from_bytes(data[at + 7 : at + 9]), int.from_bytes(data[at + 5 : at + 7])
        at += 2 + int.from_bytes(data[at + 2 : at + 4])
    raise UnreadableError("is damaged: a frame that should be JPEG-LS is not.")
