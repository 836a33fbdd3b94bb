"""TIFF files of unusual depths."""

import struct
import subprocess
import sys

import cv2
import numpy as np
import pytest
from PIL import Image

from core.errors import ImageError
from core.images.formats.decode import decode

MAX_SAMPLE_VALUE, PHOTOMETRIC, TILE_WIDTH = 281, 262, 322


def grey(pixels):
    assert np.array_equal(pixels[:, :, 0], pixels[:, :, 2])
    return pixels[:, :, 0].tolist()


def test_12_bits_in_16_are_known_by_the_largest_value_declared(encode):
    values = Image.fromarray(np.array([[0, 0x123, 0xFFF]], np.uint16))

    decoded = decode(encode(values, "TIFF", tiffinfo={MAX_SAMPLE_VALUE: 4095}), "photograph")

    assert decoded.bit_depth == 12
    assert grey(decoded.pixels) == [[0, 0x12, 0xFF]]


def test_packed_12_bits_give_their_upper_8(data_dir):
    file = data_dir / "broken-images/pillow/12bit.cropped.tif"
    with Image.open(file) as opened:
        values = np.asarray(opened)

    decoded = decode(file.read_bytes(), file.name)

    assert decoded.bit_depth == 12
    assert values.max() <= 4095
    assert np.array_equal(decoded.pixels[:, :, 1], values >> 4)


def test_white_is_zero_is_inverted_at_16_bits(encode):
    data = bytearray(encode(Image.fromarray(np.array([[0, 0x8000, 0xFFFF]], np.uint16)), "TIFF"))
    tag = data.index(PHOTOMETRIC.to_bytes(2, "little") + b"\3\0")
    assert data[tag + 8] == 1
    data[tag + 8] = 0

    assert grey(decode(bytes(data), "photograph").pixels) == [[255, 127, 0]]


def test_32_bit_integers_give_their_upper_8_bits(encode):
    values = np.array([[0, 0x01000000, 0x7F000000]], np.int32)

    decoded = decode(encode(Image.fromarray(values), "TIFF"), "photograph")

    assert decoded.bit_depth == 32
    assert grey(decoded.pixels) == [[0, 2, 254]]  # signed: 31 bits are significant


@pytest.mark.parametrize(("largest", "scale"), [(1.0, 255), (255.0, 1), (65535.0, 255 / 65535)])
def test_floating_point_is_scaled_by_the_range_that_it_lies_in(largest, scale, encode):
    values = np.linspace(0, largest, 300, dtype=np.float32).reshape(2, 150)

    decoded = decode(encode(Image.fromarray(values), "TIFF"), "photograph")

    assert decoded.bit_depth == 32
    assert np.abs(decoded.pixels[:, :, 0] - values * scale).max() <= 0.5001


def test_floating_point_colour_is_read_upright(tmp_path):
    values = np.random.default_rng(0).random((20, 30, 3), dtype=np.float32)
    data = cv2.imencode(".tif", values[:, :, ::-1])[1].tobytes()

    decoded = decode(data, "photograph")

    assert decoded.bit_depth == 32
    assert np.array_equal(decoded.pixels, np.rint(values * 255).astype(np.uint8))


@pytest.mark.parametrize("bad", [-0.5, 1e6, np.nan, np.inf])
def test_floating_point_that_is_no_photograph_is_refused(bad, encode):
    values = np.full((4, 4), 0.5, np.float32)
    values[2, 2] = bad

    with pytest.raises(ImageError, match=r"floating-point image .* so it is no photograph"):
        decode(encode(Image.fromarray(values), "TIFF"), "photograph")


def tiff(tags, body):
    """A little-endian TIFF of one page put together by hand, its data at byte 8."""
    entries = b"".join(struct.pack("<HHII", tag, 4, 1, value) for tag, value in sorted(tags.items()))
    return b"II*\0" + struct.pack("<I", 8 + len(body)) + body + struct.pack("<H", len(tags)) + entries + bytes(4)


def test_an_enormous_tile_of_a_small_picture_is_refused():
    tags = {256: 4, 257: 4, 258: 8, 259: 1, PHOTOMETRIC: 1, 277: 1, TILE_WIDTH: 4, 323: 4, 324: 8, 325: 16}
    assert grey(decode(tiff(tags, bytes(range(16))), "photograph").pixels)[3] == [12, 13, 14, 15]

    with pytest.raises(ImageError, match="declares 1048576 x 1048576 pixels"):
        decode(tiff({**tags, TILE_WIDTH: 2**20, 323: 2**20}, bytes(range(16))), "photograph")


def test_libtiff_prints_nothing(data_dir):
    file = data_dir / "broken-images/pillow/crash-2020-10-test.tif"
    program = """
import sys, warnings
from pathlib import Path
from core.errors import ImageError
from core.images.reading import read_photograph

warnings.resetwarnings()
warnings.simplefilter("error")
try:
    read_photograph(Path(sys.argv[1]))
except ImageError as error:
    print(error)
"""

    done = subprocess.run([sys.executable, "-c", program, str(file)], capture_output=True, text=True, check=True)

    assert "is damaged, or its TIFF compression (Deflate) is not supported" in done.stdout
    if sys.platform == "linux":  # elsewhere libtiff may be out of reach
        assert done.stderr == ""
