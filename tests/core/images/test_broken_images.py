"""Every broken, hostile or odd file: it opens, or an error says what is wrong, within bounds of time and memory."""

import json
import subprocess
import sys

import pytest

if not sys.platform.startswith("linux"):
    pytest.skip("measures memory as Linux tells it", allow_module_level=True)

SECONDS = 5.0
KIBIBYTES = 2**20  # 1 GiB

READ_ALL = r"""
import json, re, sys, time, warnings
from pathlib import Path
from core.errors import ImageError
from core.images.reading import read_photograph
from core.images.thumbnails import read_thumbnail

warnings.simplefilter("error")
for name in sys.stdin.read().splitlines():
    print(json.dumps({"name": name}), flush=True)
    start, message, size = time.process_time(), None, None
    try:
        photograph = read_photograph(Path(name))
        size = photograph.pixels.shape
    except ImageError as error:
        message = str(error)
    seconds = time.process_time() - start
    try:
        is_thumbnail_made = read_thumbnail(Path(name), 64).size > 0
    except ImageError:
        is_thumbnail_made = False
    peak = int(re.search(r"VmHWM:\s*(\d+) kB", Path("/proc/self/status").read_text())[1])
    print(json.dumps([seconds, peak, message, size, is_thumbnail_made]), flush=True)
"""


@pytest.fixture(scope="module")
def results(data_dir):
    """What became of each file, read one after the other in one process that none may crash."""
    files = sorted(str(path) for path in (data_dir / "broken-images").rglob("*") if path.is_file())
    done = subprocess.run(
        [sys.executable, "-c", READ_ALL], input="\n".join(files), capture_output=True, text=True, timeout=800
    )
    lines = [json.loads(line) for line in done.stdout.splitlines()]
    assert done.returncode == 0, f"crashed at {lines[-1]}: {done.stderr}"
    assert done.stderr == ""
    return {name["name"]: outcome for name, outcome in zip(lines[::2], lines[1::2], strict=True)}


def test_all_of_them_are_read(results):
    assert len(results) >= 300


def test_none_takes_long_or_much_memory(results):
    slow = {name: seconds for name, (seconds, *_) in results.items() if seconds > SECONDS}
    assert not slow
    assert max(peak for _, peak, *_ in results.values()) < KIBIBYTES


def test_those_that_are_refused_say_why_in_one_plain_line(results):
    for name, (_, _, message, size, _) in results.items():
        if message is None:
            assert size[2] == 3, name
            continue
        assert len(message) < 300, name
        assert "\n" not in message, name
        assert not any(word in message for word in ("Error", "Traceback", "0x", "None")), (name, message)


def test_those_that_are_whole_open(results):
    refused = {name.split("broken-images/")[-1] for name, (_, _, message, *_) in results.items() if message}
    valid = {
        "pillow/hopper.tif", "pillow/hopper_bigtiff.tif", "pillow/hopper.bmp", "pillow/hopper.gif",
        "pillow/tiff_tiled_planar_16bit_RGB.tiff", "pillow/tiff_strip_planar_lzw.tiff", "pillow/flower2.webp",
        "pillow/tiff_tiled_cmyk_jpeg.tif",
        "pillow/tiff_strip_ycbcr_jpeg_1x1_sampling.tif", "pillow/old-style-jpeg-compression-no-samplesperpixel.tif",
        "pillow/lab.tif", "pillow/12bit.cropped.tif", "pillow/16bit.deflate.tif", "pillow/transparent.webp",
        "jpeg-decoder/reftest/images/ycck.jpg", "jpeg-decoder/reftest/images/restarts.jpg",
        "jpeg-decoder/crashtest/images/multiple-0xff-before-eoi.jpg", "libjpeg-turbo/testorig.jpg",
    }  # fmt: skip
    valid |= {
        name.split("broken-images/")[-1]
        for name in results
        if "/pngsuite/" in name and name.endswith(".png") and "/pngsuite/x" not in name
    }

    assert not valid & refused
    assert len(refused) < 100


def test_those_that_are_cut_off_or_damaged_are_refused(results):
    messages = {name.split("broken-images/")[-1]: outcome[2] for name, outcome in results.items()}
    for name, words in {
        "pillow/truncated_jpeg.jpg": "is truncated",
        "pillow/truncated_image.png": "is truncated: at least 23,639 bytes are missing",
        "pillow/ultrahdr.jpg": "is truncated",
        "image-rs/bad/bmp/Bad_shortfile.bmp": "813 of 1,086 bytes are missing",
        "image-rs/bad/bmp/Bad_reallybig.bmp": "is too large",
        "image-png/pngsuite/xcsn0g01.png": "checksum",
        "image-png/pngsuite/xdtn0g01.png": "holds no picture data",
        "jpeg-decoder/crashtest/images/empty.jpg": "is empty",
        "jpeg-decoder/LICENSE-MIT": "is a text",
        "libjpeg-turbo/monkey12.jpg": "12 bits a channel",
        "pillow/hopper_webp.tif": "compression (WebP) is not supported",
        "pillow/hopper.ico": "is a Windows icon",
        "pillow/zero_dpi.jp2": "is a JPEG 2000 image",
    }.items():
        assert words in (messages[name] or ""), name


def test_a_thumbnail_is_made_of_those_that_open_and_of_no_other(results):
    for name, (_, _, message, _, is_thumbnail_made) in results.items():
        assert is_thumbnail_made == (message is None), name
