"""Every mode in every format: the same pixels as Pillow gives, and the depth that the file stores."""

import io
import struct
import warnings
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image, ImageOps

from core.errors import ImageError
from core.images.formats.decode import decode

LOSSLESS = {
    "PNG": ("1", "L", "P", "RGB", "RGBA", "LA"),
    "TIFF": ("1", "L", "P", "RGB", "RGBA", "LA", "CMYK", "LAB", "YCbCr"),
    "BMP": ("1", "L", "P", "RGB"),
    "WEBP": ("RGB", "RGBA"),
    "GIF": ("1", "L", "P", "RGB"),
    "JPEG": ("L", "RGB", "CMYK", "YCbCr"),
}


def in_mode(picture, mode):
    if mode == "LAB":
        from PIL import ImageCms

        return ImageCms.profileToProfile(
            picture, ImageCms.createProfile("sRGB"), ImageCms.createProfile("LAB"), outputMode="LAB"
        )
    return picture.quantize(64) if mode == "P" else picture.convert(mode)


@pytest.mark.parametrize(("file_format", "mode"), [(f, m) for f, modes in LOSSLESS.items() for m in modes])
def test_every_mode_gives_the_pixels_that_pillow_gives(file_format, mode, picture, encode):
    options = {"lossless": True} if file_format == "WEBP" else {}
    data = encode(in_mode(picture, mode), file_format, **options)
    with Image.open(io.BytesIO(data)) as opened:
        expected = np.asarray(opened.convert("RGB"))

    decoded = decode(data, "photograph")
    pixels = decoded.pixels

    assert pixels.dtype == np.uint8
    assert not pixels.flags.writeable
    assert pixels.flags.c_contiguous
    assert np.array_equal(pixels, expected)
    assert decoded.bit_depth == (1 if mode == "1" and file_format in ("PNG", "TIFF") else 8)
    assert decoded.kind.value.upper() == file_format


@pytest.mark.parametrize(("file_format", "mode"), [("PNG", "RGBA"), ("PNG", "LA"), ("TIFF", "RGBA"), ("WEBP", "RGBA")])
def test_transparent_pixels_are_laid_on_black(file_format, mode, encode):
    colour, alpha = (200, 200, 200), np.array([[0, 51, 255]], np.uint8)
    image = Image.new("RGB", (3, 1), colour).convert(mode)
    image.putalpha(Image.fromarray(alpha))
    options = {"lossless": True, "exact": True} if file_format == "WEBP" else {}

    pixels = decode(encode(image, file_format, **options), "photograph").pixels

    assert pixels[0, :, 0].tolist() == [0, 40, 200]


def test_a_transparent_palette_entry_is_black(encode):
    image = Image.new("P", (2, 1))
    image.putpalette([255, 0, 0, 0, 255, 0])
    image.putdata([0, 1])

    pixels = decode(encode(image, "PNG", transparency=0), "photograph").pixels

    assert pixels[0].tolist() == [[0, 0, 0], [0, 255, 0]]


@pytest.mark.parametrize("suffix", [".png", ".tif"])
def test_16_bit_colour_gives_its_upper_8_bits_and_says_16(suffix):
    values = np.random.default_rng(0).integers(0, 65536, (30, 50, 3), dtype=np.uint16)
    data = cv2.imencode(suffix, values[:, :, ::-1])[1].tobytes()

    decoded = decode(data, "photograph")

    assert decoded.bit_depth == 16
    assert np.array_equal(decoded.pixels, (values >> 8).astype(np.uint8))


@pytest.mark.parametrize("file_format", ["PNG", "TIFF"])
def test_16_bit_grey_gives_its_upper_8_bits_and_says_16(file_format, encode):
    values = np.random.default_rng(0).integers(0, 65536, (300, 50), dtype=np.uint16)

    decoded = decode(encode(Image.fromarray(values), file_format), "photograph")

    assert decoded.bit_depth == 16
    assert np.array_equal(decoded.pixels, np.repeat((values >> 8).astype(np.uint8)[..., None], 3, axis=2))


def test_an_animated_png_gives_its_first_frame(picture, encode):
    data = encode(picture, "PNG", save_all=True, append_images=[ImageOps.invert(picture)])

    assert b"acTL" in data
    assert np.array_equal(decode(data, "photograph").pixels, np.asarray(picture))


def test_a_tiff_gives_its_first_page(picture, encode):
    data = encode(picture, "TIFF", save_all=True, append_images=[ImageOps.invert(picture)])

    assert np.array_equal(decode(data, "photograph").pixels, np.asarray(picture))


@pytest.mark.parametrize("file_format", ["JPEG", "PNG", "TIFF", "WEBP"])
@pytest.mark.parametrize("orientation", range(1, 9))
def test_exif_orientation_is_undone(file_format, orientation, picture, encode):
    exif = Image.Exif()
    exif[274] = orientation
    options = {"lossless": True} if file_format == "WEBP" else {}
    data = encode(picture, file_format, exif=exif, **options)
    with Image.open(io.BytesIO(data)) as opened:
        expected = np.asarray(ImageOps.exif_transpose(opened))

    pixels = decode(data, "photograph").pixels

    assert pixels.shape[:2] == ((40, 64) if orientation < 5 else (64, 40))
    assert np.array_equal(pixels, expected)


def test_16_bit_grey_is_turned_upright_too(encode):
    values = np.arange(6, dtype=np.uint16).reshape(2, 3) << 8
    exif = Image.Exif()
    exif[274] = 6

    for file_format in ("PNG", "TIFF"):
        pixels = decode(encode(Image.fromarray(values), file_format, exif=exif), "photograph").pixels
        assert pixels[:, :, 0].tolist() == [[3, 0], [4, 1], [5, 2]], file_format


def test_the_real_files_of_every_orientation_show_the_same_picture(data_dir):
    for shape in ("Landscape", "Portrait"):
        files = sorted((data_dir / "exif-orientation").glob(f"{shape}_*.jpg"))
        assert len(files) == 9
        pictures = [decode(file.read_bytes(), file.name).pixels.astype(int) for file in files]
        for file, pixels in zip(files, pictures, strict=True):
            with Image.open(file) as opened:
                assert np.array_equal(pixels, np.asarray(ImageOps.exif_transpose(opened).convert("RGB"))), file.name
            assert np.abs(pixels - pictures[0]).mean() < 12, file.name  # each was compressed on its own


def test_valid_files_of_png_suite_give_the_pixels_that_pillow_gives(data_dir):
    files = [file for file in (data_dir / "broken-images/image-png/pngsuite").glob("*.png") if file.name[0] != "x"]
    assert len(files) > 80
    for file in files:
        decoded = decode(file.read_bytes(), file.name)
        with Image.open(file) as opened:
            if opened.mode == "I;16":
                expected = np.asarray(Image.fromarray((np.asarray(opened) >> 8).astype(np.uint8)).convert("RGB"))
            else:
                with_alpha = opened.convert("RGBA")
                black = Image.new("RGBA", with_alpha.size, (0, 0, 0, 255))
                expected = np.asarray(Image.alpha_composite(black, with_alpha).convert("RGB"))
        difference = np.abs(decoded.pixels.astype(int) - expected)
        if file.name in ("tbbn0g04.png", "tbbn2c16.png"):  # transparency by colour, also where Pillow knows none
            continue
        assert difference.max() <= 1, file.name  # rounding of half-transparent pixels
        is_palette = file.name[4] == "3"
        assert decoded.bit_depth == (8 if is_palette else int(file.name[6:8])), file.name


def test_adobe_cmyk_and_ycck_are_not_inverted(data_dir):
    for name in ("mozilla/jpg-cmyk-1.jpg", "mozilla/jpg-cmyk-2.jpg", "ycck.jpg"):
        file = data_dir / "broken-images/jpeg-decoder/reftest/images" / name
        with Image.open(file) as opened:
            assert opened.mode == "CMYK"
            expected = np.asarray(opened.convert("RGB"))
        assert np.array_equal(decode(file.read_bytes(), name).pixels, expected)


def test_colour_profiles_are_left_alone(picture, encode):
    from PIL import ImageCms

    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("XYZ")).tobytes()

    pixels = decode(encode(picture, "PNG", icc_profile=profile), "photograph").pixels

    assert np.array_equal(pixels, np.asarray(picture))


def test_full_size_photographs_are_as_pillow_opens_them(data_dir):
    for file in sorted((data_dir / "idrid/segmentation/images").glob("*.jpg"))[:2]:
        decoded = decode(file.read_bytes(), file.name)
        with Image.open(file) as opened:
            assert decoded.pixels.shape == (2848, 4288, 3)
            assert np.array_equal(decoded.pixels, np.asarray(opened))


TRUNCATED = {
    "jpeg": ("RGB", "JPEG", {}),
    "progressive": ("RGB", "JPEG", {"progressive": True}),
    "grey jpeg": ("L", "JPEG", {}),
    "cmyk jpeg": ("CMYK", "JPEG", {}),
    "restart markers": ("RGB", "JPEG", {"restart_marker_rows": 1}),
    "png": ("RGB", "PNG", {}),
    "tiff": ("RGB", "TIFF", {}),
    "tiff lzw": ("RGB", "TIFF", {"compression": "tiff_lzw"}),
    "tiff deflate": ("RGB", "TIFF", {"compression": "tiff_adobe_deflate"}),
    "tiff jpeg": ("RGB", "TIFF", {"compression": "jpeg"}),
    "tiff packbits": ("RGB", "TIFF", {"compression": "packbits"}),
    "bmp": ("RGB", "BMP", {}),
    "webp": ("RGB", "WEBP", {}),
    "gif": ("P", "GIF", {}),
}


@pytest.mark.parametrize("kind", TRUNCATED)
def test_a_truncated_file_is_refused_wherever_it_breaks_off(kind, noise, encode):
    mode, file_format, options = TRUNCATED[kind]
    data = encode(in_mode(noise, mode), file_format, **options)
    for end in [*range(20, len(data) - 40, max(1, len(data) // 60)), len(data) - 40]:
        with pytest.raises(ImageError, match=r"'photograph' (is|has)") as caught:
            decode(data[:end], "photograph")
        assert caught.value.hint
        assert "Error" not in caught.value.message


def test_noise_in_a_file_never_gives_anything_but_a_picture_or_an_image_error(noise, encode):
    random = np.random.default_rng(5)
    for mode, file_format, options in TRUNCATED.values():
        data = encode(in_mode(noise, mode), file_format, **options)
        for _ in range(40):
            broken = bytearray(data)
            for place in random.integers(0, min(len(data), 500), 3):
                broken[place] = random.integers(0, 256)
            with suppress(ImageError):  # any other exception fails the test
                assert decode(bytes(broken), "photograph").pixels.ndim == 3


def test_many_threads_decode_at_once(noise, encode):
    files = [encode(in_mode(noise, mode), file_format, **options) for mode, file_format, options in TRUNCATED.values()]
    alone = [decode(data, "photograph").pixels for data in files]

    with ThreadPoolExecutor(8) as threads:
        together = list(threads.map(lambda data: decode(data, "photograph").pixels, files * 8))

    for index, pixels in enumerate(together):
        assert np.array_equal(pixels, alone[index % len(files)])


def test_a_scaled_jpeg_is_no_smaller_than_asked_for(noise, encode):
    data = encode(noise, "JPEG")

    sizes = {
        fit_px: decode(data, "photograph", fit_px=fit_px).pixels.shape[1::-1]
        for fit_px in (10, 20, 21, 41, 80, 81, 500)
    }

    assert sizes == {
        10: (20, 15),
        20: (20, 15),
        21: (40, 30),
        41: (80, 60),
        80: (80, 60),
        81: (160, 120),
        500: (160, 120),
    }


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "is empty"),
        (b"Not a photograph, but a letter of some length.\n" * 20, "is a text"),
        (bytes(4096), "nothing but zeros"),
        (b"\x89HDF\r\n\x1a\n" + bytes(100), "an HDF5 file"),
        (b"\0\0\0\x0cjP  \r\n\x87\n" + bytes(100), "a JPEG 2000 image"),
        (bytes([7, 93, 200, 1]) * 50, "begins like no image format"),
    ],
)
def test_what_is_no_photograph_is_named(content, words):
    with pytest.raises(ImageError, match=words):
        decode(content, Path("letter.jpg").name)


@pytest.mark.parametrize("category", [None, DeprecationWarning, UserWarning])
def test_pillows_warnings_stay_quiet_whatever_filters_there_are(category, picture, encode):
    data = bytearray(encode(picture, "TIFF", tiffinfo={305: "software"}))
    entry = data.index(struct.pack("<HH", 305, 2))
    data[entry + 4 : entry + 8] = struct.pack("<I", 10**6)  # a text longer than the file, of which Pillow warns
    with warnings.catch_warnings():
        warnings.resetwarnings()
        if category is not None:
            warnings.filterwarnings("error", category=category)
            warnings.filterwarnings("default", category=category, module="__main__")
            warnings.filters[0] = ("default", None, category, "__main__", 0)  # as Python's own first filter is

        for _ in range(2):
            assert np.array_equal(decode(bytes(data), "photograph").pixels, np.asarray(picture))

        assert len(warnings.filters) <= 3
    with pytest.warns(UserWarning, match="Tag data larger than file"):
        Image.open(io.BytesIO(data)).load()
