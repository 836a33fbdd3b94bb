"""PNG files. Only the chunks that make pixels are handed to the decoder, so that no other one can do harm."""

import io
import struct
import zlib
from collections.abc import Iterator
from dataclasses import dataclass

from PIL import Image, PngImagePlugin

from core.images.formats.deep import grey_to_eight_bits
from core.images.formats.loaded import Loaded, check_size, exif_orientation
from core.images.formats.unreadable import UnreadableError

_SIGNATURE = b"\x89PNG\r\n\x1a\n"
_CRITICAL = (b"IHDR", b"PLTE", b"IDAT", b"IEND")
_END = b"\0\0\0\0IEND\xae\x42\x60\x82"
_CHANNELS = {0: 1, 2: 3, 3: 1, 4: 2, 6: 4}
_PALETTE = 3
_MAX_METADATA_BYTES = 2**20
# The seven passes of an interlaced file: first column, first row, column step, row step (PNG, section 8.2).
_PASSES = ((0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2))


@dataclass(frozen=True, slots=True)
class Header:
    """A PNG's IHDR chunk."""

    width: int
    height: int
    bit_depth: int
    colour_type: int
    is_interlaced: bool

    @property
    def data_bytes(self) -> int:
        """How many bytes the uncompressed picture data must have."""
        passes = _PASSES if self.is_interlaced else ((0, 0, 1, 1),)
        return sum(self._pass_bytes(*part) for part in passes)

    def _pass_bytes(self, x: int, y: int, step_x: int, step_y: int) -> int:
        columns, rows = -(-(self.width - x) // step_x), -(-(self.height - y) // step_y)
        row_bytes = (columns * _CHANNELS[self.colour_type] * self.bit_depth + 7) // 8
        return rows * (row_bytes + 1) if columns > 0 and rows > 0 else 0


def load(data: bytes) -> Loaded:
    """Decode a PNG, of an animated one the default picture. A wrong checksum or missing data are refused.

    Gamma, chromaticities and colour profile are left alone. 16-bit channels give their upper 8 bits, as in Pillow.
    `bit_depth` of a palette picture is 8, the depth of its palette's colours.
    """
    header = read_header(data)
    check_size(header.width, header.height)
    chunks = [(name, body) for name, body in _chunks(data) if _makes_pixels(name, body)]
    image: Image.Image = PngImagePlugin.PngImageFile(io.BytesIO(b"".join([_SIGNATURE, *map(_packed, chunks), _END])))
    mode = image.mode
    image.load()
    if header.is_interlaced or not _last_row_has_content(image):
        _check_complete(header, [bytes(body) for name, body in chunks if name == b"IDAT"])
    orientation = exif_orientation(image)
    if mode == "I;16":
        image = grey_to_eight_bits(image, bits=16)
    return Loaded(image, mode, 8 if header.colour_type == _PALETTE else header.bit_depth, orientation)


def read_header(data: bytes) -> Header:
    """The IHDR chunk. Raises `UnreadableError` where it is missing or makes no sense."""
    if len(data) < 33:
        raise UnreadableError("is truncated: the file ends before the PNG's header does.")
    if data[12:16] != b"IHDR":
        raise UnreadableError("is damaged: the PNG has no header.")
    width, height, depth, colour, compression, filtering, interlace = struct.unpack(">IIBBBBB", data[16:29])
    if zlib.crc32(data[12:29]) != int.from_bytes(data[29:33]):
        raise UnreadableError("is damaged: the checksum of the PNG's header is wrong.")
    if depth not in (1, 2, 4, 8, 16) or colour not in _CHANNELS or compression or filtering or interlace > 1:
        raise UnreadableError(f"is damaged: a PNG of colour type {colour} with {depth} bits a channel does not exist.")
    return Header(width, height, depth, colour, bool(interlace))


def _chunks(data: bytes) -> Iterator[tuple[bytes, memoryview]]:
    """The chunks up to the end or where the file breaks off behind its picture data."""
    view, at, has_pixels = memoryview(data), len(_SIGNATURE), False
    while at < len(data):
        name = data[at + 4 : at + 8]
        length = int.from_bytes(data[at : at + 4])
        missing = at + 12 + length - len(data)
        if missing > 0 and has_pixels and name != b"IDAT":
            return
        if len(name) == 4 and not name.isalpha():
            raise UnreadableError(f"is damaged: there is no valid chunk at byte {at:,} of the PNG.")
        if missing > 0:
            raise UnreadableError(f"is truncated: at least {missing:,} bytes are missing behind its {len(data):,}.")
        body = view[at + 8 : at + 8 + length]
        is_intact = zlib.crc32(view[at + 4 : at + 8 + length]) == int.from_bytes(
            data[at + 8 + length : at + 12 + length]
        )
        if not is_intact and name in _CRITICAL:
            raise UnreadableError(f"is damaged: the checksum of its {name.decode()} chunk at byte {at:,} is wrong.")
        if is_intact:
            yield name, body
        if name == b"IEND":
            return
        has_pixels = has_pixels or name == b"IDAT"
        at += 12 + length


def _makes_pixels(name: bytes, body: memoryview) -> bool:
    """Whether a chunk says anything of the pixels, or of which way is up (EXIF; XMP's or ImageMagick's copy of it)."""
    if name in (b"IHDR", b"PLTE", b"tRNS", b"IDAT"):
        return True
    if len(body) > _MAX_METADATA_BYTES:
        return False
    is_text = name in (b"tEXt", b"zTXt", b"iTXt")
    return name == b"eXIf" or (
        is_text and bytes(body[:24]).startswith((b"XML:com.adobe.xmp", b"Raw profile type exif"))
    )


def _packed(chunk: tuple[bytes, memoryview]) -> bytes:
    name, body = chunk
    return b"".join([len(body).to_bytes(4), name, body, zlib.crc32(body, zlib.crc32(name)).to_bytes(4)])


def _last_row_has_content(image: Image.Image) -> bool:
    last = image.crop((0, image.height - 1, image.width, image.height))
    return any(last.tobytes())


def _check_complete(header: Header, parts: list[bytes]) -> None:
    """Raise `UnreadableError` where a compressed stream that ends properly holds fewer rows than the header declares.

    Pillow leaves such rows black without a word.
    """
    inflate, count = zlib.decompressobj(), 0
    for part in parts:
        while part and not inflate.eof:
            count += len(inflate.decompress(part, 2**20))
            part = inflate.unconsumed_tail
    count += len(inflate.flush())
    if count < header.data_bytes:
        raise UnreadableError(f"is damaged: it holds {count:,} of the {header.data_bytes:,} bytes of its picture.")
