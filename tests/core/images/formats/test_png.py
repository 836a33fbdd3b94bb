"""PNG files put together by hand."""

import struct
import zlib

import numpy as np
import pytest
from PIL import Image

from core.errors import ImageError
from core.images.formats.decode import decode
from core.images.formats.png import read_header


def chunk(name, body):
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", zlib.crc32(name + body))


def png(width=8, height=8, rows=8, depth=8, colour=0, interlace=0, extra=b"", end=True):
    body = b"".join(b"\0" + bytes([200] * width) for _ in range(rows))
    header = struct.pack(">IIBBBBB", width, height, depth, colour, 0, 0, interlace)
    parts = [b"\x89PNG\r\n\x1a\n", chunk(b"IHDR", header), extra, chunk(b"IDAT", zlib.compress(body))]
    return b"".join([*parts, chunk(b"IEND", b"") if end else b""])


def test_the_file_made_by_hand_opens():
    assert (decode(png(), "photograph").pixels == 200).all()


def test_a_stream_that_ends_properly_with_rows_missing_is_refused():
    with pytest.raises(ImageError, match="it holds 36 of the 72 bytes of its picture"):
        decode(png(rows=4), "photograph")


def test_a_black_last_row_is_not_taken_for_a_missing_one(encode):
    black = Image.new("RGB", (33, 21))

    assert not decode(encode(black, "PNG"), "photograph").pixels.any()


def test_a_missing_end_chunk_is_forgiven_and_a_cut_one_too():
    assert (decode(png(end=False), "photograph").pixels == 200).all()
    assert (decode(png()[:-5], "photograph").pixels == 200).all()


def test_a_wrong_checksum_of_the_picture_is_refused():
    data = bytearray(png())
    data[data.index(b"IDAT") + 8] ^= 1

    with pytest.raises(ImageError, match="checksum of its IDAT chunk"):
        decode(bytes(data), "photograph")


def test_broken_chunks_that_make_no_pixels_do_no_harm():
    bomb = chunk(b"zTXt", b"Comment\0\0" + zlib.compress(bytes(2**27)))
    wrong_checksum = chunk(b"cLLI", b"12345678")[:-1] + b"\0"
    nonsense = chunk(b"iCCP", b"profile\0\x07nothing") + chunk(b"pHYs", b"1")

    assert (decode(png(extra=bomb + wrong_checksum + nonsense), "photograph").pixels == 200).all()


@pytest.mark.parametrize("size", [(1, 1), (2, 3), (5, 4), (9, 17), (64, 33)])
@pytest.mark.parametrize(("mode", "depth", "colour"), [("1", 1, 0), ("L", 8, 0), ("RGB", 8, 2), ("RGBA", 8, 6)])
def test_the_declared_bytes_are_those_that_an_encoder_writes(size, mode, depth, colour, encode):
    data = encode(Image.new(mode, size), "PNG")
    body = data[data.index(b"IDAT") + 4 :]

    assert read_header(data).data_bytes == len(zlib.decompressobj().decompress(body))


def test_interlaced_files_of_every_size_are_complete(data_dir):
    for file in (data_dir / "broken-images/image-png/pngsuite").glob("*i??p??.png"):
        assert decode(file.read_bytes(), file.name).pixels.size


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"width": 0}, "0 x 8 pixels"),
        ({"width": 2**31 - 1, "height": 2**31 - 1, "rows": 0}, "is too large"),
        ({"depth": 3}, "with 3 bits a channel does not exist"),
        ({"colour": 5}, "colour type 5"),
        ({"interlace": 2}, "does not exist"),
    ],
)
def test_headers_that_make_no_sense_are_refused(change, words):
    data = png(**{"width": 8, **{key: value for key, value in change.items() if key != "width"}})
    if "width" in change:
        header = bytearray(data[12:29])
        header[4:8] = struct.pack(">I", change["width"])
        data = data[:12] + bytes(header) + struct.pack(">I", zlib.crc32(bytes(header))) + data[33:]

    with pytest.raises(ImageError, match=words):
        decode(data, "photograph")


def test_grey_declared_transparent_is_black_at_16_bits(encode):
    values = np.array([[0x1234, 0xABCD]], np.uint16)
    data = encode(Image.fromarray(values), "PNG")
    at = data.index(b"IDAT") - 4

    pixels = decode(data[:at] + chunk(b"tRNS", b"\xab\xcd") + data[at:], "photograph").pixels

    assert pixels[0, :, 0].tolist() == [0x12, 0]
