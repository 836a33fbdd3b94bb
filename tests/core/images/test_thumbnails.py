"""Thumbnails, and the folder that keeps them."""

import os
import stat
import sys
import time
from concurrent.futures import ThreadPoolExecutor

import numpy as np
import pytest
from PIL import Image, ImageOps

from core.errors import FunduscopeError, ImageError
from core.images import thumbnails
from core.images.thumbnails import ThumbnailCache, read_thumbnail


@pytest.fixture
def photograph(tmp_path, noise, encode):
    path = tmp_path / "Mrs Smith, left eye.jpg"
    path.write_bytes(encode(noise, "JPEG", quality=95))
    return path


@pytest.fixture
def folder(tmp_path):
    return tmp_path / "cache" / "thumbnails"


def reads(monkeypatch):
    """Count how many thumbnails are made from photographs."""
    made = []
    original = thumbnails.read_thumbnail
    monkeypatch.setattr(thumbnails, "read_thumbnail", lambda path, size: made.append(path) or original(path, size))
    return made


@pytest.mark.parametrize("size", [1, 7, 33, 64, 160, 300])
def test_it_fits_the_square_and_is_like_the_photograph(size, photograph):
    pixels = read_thumbnail(photograph, size)

    height, width = pixels.shape[:2]
    assert max(height, width) == min(size, 160)
    assert abs(height - width * 120 / 160) <= 0.5 or height == 1
    assert not pixels.flags.writeable
    with Image.open(photograph) as opened:
        expected = np.asarray(opened.resize((width, height), Image.Resampling.BOX)).astype(int)
    assert np.abs(pixels - expected).mean() < 14


def test_it_is_upright(data_dir):
    for file in sorted((data_dir / "exif-orientation").glob("*.jpg")):
        with Image.open(file) as opened:
            upright = ImageOps.exif_transpose(opened).convert("RGB").resize((8, 8), Image.Resampling.BOX)
        thumbnail = Image.fromarray(read_thumbnail(file, 96))
        assert (thumbnail.width > thumbnail.height) == file.name.startswith("Landscape")
        small = thumbnail.resize((8, 8), Image.Resampling.BOX)
        assert np.abs(np.asarray(small).astype(int) - np.asarray(upright)).max() < 30, file.name


@pytest.mark.parametrize("size", [0, -1, 10**6])
def test_absurd_sizes_are_refused(size, photograph):
    with pytest.raises(FunduscopeError, match="cannot be made"):
        read_thumbnail(photograph, size)


def test_very_long_photographs_keep_at_least_one_pixel(tmp_path, encode):
    path = tmp_path / "line.png"
    path.write_bytes(encode(Image.new("RGB", (3000, 1), (9, 8, 7)), "PNG"))

    assert read_thumbnail(path, 64).tolist() == [[[9, 8, 7]] * 64]


def test_a_thumbnail_is_made_once(photograph, folder, monkeypatch):
    made = reads(monkeypatch)
    first = ThumbnailCache(folder).get(photograph, 64)

    again = ThumbnailCache(folder).get(photograph, 64)

    assert len(made) == 1
    assert again.shape == first.shape
    assert not again.flags.writeable
    assert np.abs(again.astype(int) - first).mean() < 4


def test_another_size_or_a_changed_photograph_is_made_anew(photograph, folder, monkeypatch, encode):
    made, cache = reads(monkeypatch), ThumbnailCache(folder)
    cache.get(photograph, 64)
    assert cache.get(photograph, 32).shape[1] == 32

    photograph.write_bytes(encode(Image.new("RGB", (10, 10), (1, 2, 3)), "PNG"))

    assert cache.get(photograph, 64)[0, 0].tolist() == [1, 2, 3]
    assert len(made) == 3


def test_no_name_shows_and_nobody_else_may_look(photograph, folder):
    ThumbnailCache(folder).get(photograph, 64)

    (file,) = folder.iterdir()

    assert len(file.name) == 64
    assert set(file.name) <= set("0123456789abcdef")
    assert b"Smith" not in file.read_bytes()
    if sys.platform != "win32":
        assert stat.S_IMODE(folder.stat().st_mode) == 0o700
        assert stat.S_IMODE(file.stat().st_mode) == 0o600


@pytest.mark.skipif(sys.platform == "win32", reason="needs POSIX permissions")
def test_a_folder_that_others_may_read_is_closed(photograph, folder):
    folder.mkdir(parents=True)
    folder.chmod(0o755)

    ThumbnailCache(folder).get(photograph, 64)

    assert stat.S_IMODE(folder.stat().st_mode) == 0o700


@pytest.mark.parametrize("broken", [b"", b"garbage", "cut", "changed"])
def test_a_broken_file_is_made_anew(broken, photograph, folder):
    cache = ThumbnailCache(folder)
    expected = cache.get(photograph, 64)
    (file,) = folder.iterdir()
    whole = file.read_bytes()
    changed = whole[:-200] + bytes([whole[-200] ^ 1]) + whole[-199:]
    file.write_bytes({"cut": whole[:-30], "changed": changed}.get(broken, broken))

    assert np.array_equal(cache.get(photograph, 64), expected)  # as it was made, not as it was kept
    assert file.read_bytes() == whole


def test_errors_are_told_and_not_kept(tmp_path, folder, photograph):
    cache = ThumbnailCache(folder)
    broken = tmp_path / "broken.jpg"
    broken.write_bytes(photograph.read_bytes()[:500])

    with pytest.raises(ImageError, match=r"'broken\.jpg' is truncated"):
        cache.get(broken, 64)
    with pytest.raises(ImageError, match="does not exist"):
        cache.get(tmp_path / "nothing.jpg", 64)
    assert not folder.exists()


def test_the_folder_stays_within_its_limit_and_the_least_recently_used_go_first(tmp_path, folder, noise, encode):
    files = []
    for number in range(12):
        files.append(tmp_path / f"{number}.png")
        files[-1].write_bytes(encode(noise.rotate(number), "PNG"))
    cache = ThumbnailCache(folder)
    cache.get(files[0], 64)
    (kept_first,) = folder.iterdir()
    size = kept_first.stat().st_size
    cache = ThumbnailCache(folder, max_bytes=6 * size)
    for age, file in enumerate(files[1:5]):
        cache.get(file, 64)
        newest = max(folder.iterdir(), key=lambda kept: kept.stat().st_mtime_ns)
        os.utime(newest, (time.time() - 100 + age,) * 2)
    os.utime(kept_first, (time.time() - 1000,) * 2)
    cache.get(files[0], 64)  # the oldest, used again

    for file in files[5:8]:
        cache.get(file, 64)

    assert sum(kept.stat().st_size for kept in folder.iterdir()) <= 6 * size
    assert kept_first.exists()
    assert 3 <= len(list(folder.iterdir())) <= 6


def test_files_left_by_a_crash_are_removed(photograph, folder):
    folder.mkdir(parents=True)
    left = folder / "abc.part"
    left.write_bytes(bytes(10))
    os.utime(left, (time.time() - 10_000,) * 2)

    ThumbnailCache(folder, max_bytes=1).get(photograph, 64)

    assert not left.exists()


def test_where_nothing_can_be_written_thumbnails_are_made_each_time(photograph, tmp_path, monkeypatch):
    made = reads(monkeypatch)
    occupied = tmp_path / "file"
    occupied.touch()
    cache = ThumbnailCache(occupied / "thumbnails")

    assert cache.get(photograph, 64).shape == cache.get(photograph, 64).shape
    assert len(made) == 2


def test_a_failed_write_leaves_nothing_behind(photograph, folder, monkeypatch):
    def fail(*args):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(type(folder), "replace", fail)

    assert ThumbnailCache(folder).get(photograph, 64).size
    assert not list(folder.iterdir())


def test_clearing_leaves_an_empty_folder(photograph, folder):
    cache = ThumbnailCache(folder)
    cache.clear()
    cache.get(photograph, 64)
    cache.get(photograph, 32)

    cache.clear()

    assert not list(folder.iterdir())
    assert cache.get(photograph, 64).size


def test_many_threads_share_one_small_cache(tmp_path, folder, noise, encode):
    files = []
    for number in range(10):
        files.append(tmp_path / f"{number}.jpg")
        files[-1].write_bytes(encode(noise.rotate(36 * number), "JPEG"))
    expected = [read_thumbnail(file, 48).astype(int) for file in files]
    cache = ThumbnailCache(folder, max_bytes=12_000)

    with ThreadPoolExecutor(8) as threads:
        results = list(threads.map(lambda index: (index % 10, cache.get(files[index % 10], 48)), range(300)))

    for index, pixels in results:
        assert np.abs(pixels - expected[index]).mean() < 5
    assert not list(folder.glob("*.part"))
    assert sum(kept.stat().st_size for kept in folder.iterdir()) <= 12_000
