"""JPEG files that end too early, or seem not to."""

import numpy as np
import pytest

from core.errors import ImageError
from core.images.formats.decode import decode
from core.images.formats.jpeg import read_frame

END = b"\xff\xd9"


def test_a_file_that_lacks_only_its_end_marker_opens(noise, encode):
    for mode in ("RGB", "L", "CMYK"):
        data = encode(noise.convert(mode), "JPEG")
        assert data.endswith(END)

        assert np.array_equal(decode(data[:-2], "photograph").pixels, decode(data, "photograph").pixels)


def test_it_says_how_much_of_a_truncated_file_is_there(noise, encode):
    data = encode(noise, "JPEG", quality=95)

    with pytest.raises(ImageError, match=r"only about the upper (\d+)% of its 120 rows are there") as caught:
        decode(data[: len(data) // 2], "photograph")

    assert 25 <= int(caught.value.message.split("upper ")[1].split("%")[0]) <= 75


@pytest.mark.parametrize("mode", ["RGB", "L"])
def test_an_end_marker_behind_half_a_picture_deceives_nobody(mode, noise, encode):
    data = encode(noise.convert(mode), "JPEG", quality=95)

    with pytest.raises(ImageError, match="is truncated"):
        decode(data[: len(data) // 2] + END, "photograph")


def test_a_picture_that_ends_in_mid_grey_is_not_taken_for_a_truncated_one(encode):
    from PIL import Image

    grey = Image.new("RGB", (100, 70), (128, 128, 128))

    assert (decode(encode(grey, "JPEG"), "photograph").pixels == 128).all()


def test_the_frame_header_is_found_behind_other_segments(noise, encode):
    data = encode(noise, "JPEG", comment=b"\xff\xc0" * 50, progressive=True)

    frame = read_frame(data)

    assert (frame.width, frame.height, frame.precision, frame.is_progressive) == (160, 120, 8, True)


def test_thousands_of_scans_are_refused(noise, encode):
    data = encode(noise, "JPEG", progressive=True)
    last_scan = data[data.rindex(b"\xff\xda") : -2]

    with pytest.raises(ImageError, match="scans"):
        decode(data[:-2] + last_scan * 1000 + END, "photograph")


def test_a_gigantic_declared_size_is_refused_before_anything_is_decoded(noise, encode):
    data = bytearray(encode(noise, "JPEG"))
    frame = data.index(b"\xff\xc0")
    data[frame + 5 : frame + 9] = b"\xff\xff\xff\xff"

    with pytest.raises(ImageError, match="65535 x 65535 pixels"):
        decode(bytes(data), "photograph")
