"""Files and folders, as they are on disks."""

import hashlib
import os
import sys
import threading
import time
from itertools import islice
from pathlib import Path

import numpy as np
import pytest

from core.errors import ImageError
from core.images.photograph import Photograph
from core.images.reading import MAX_FILE_BYTES, find_photographs, image_id, natural_key, read_photograph
from core.jobs import Cancelled, CancelToken

CAN_READ_EVERYTHING = sys.platform == "win32" or (hasattr(os, "geteuid") and os.geteuid() == 0)


@pytest.fixture
def photograph_file(tmp_path, picture, encode):
    path = tmp_path / "eye.png"
    path.write_bytes(encode(picture, "PNG"))
    return path


def test_a_photograph_knows_its_file_and_its_pixels(photograph_file, picture):
    photograph = read_photograph(photograph_file)

    assert isinstance(photograph, Photograph)
    assert photograph.id == hashlib.sha256(photograph_file.read_bytes()).hexdigest() == image_id(photograph_file)
    assert (photograph.path, photograph.format, photograph.mode, photograph.bit_depth) == (
        photograph_file,
        "PNG",
        "RGB",
        8,
    )
    assert (photograph.width, photograph.height) == (64, 40)
    assert np.array_equal(photograph.pixels, np.asarray(picture))


def test_the_content_decides_and_not_the_suffix(photograph_file):
    renamed = photograph_file.rename(photograph_file.with_suffix(".jpg"))

    assert read_photograph(renamed).format == "PNG"


def test_names_of_any_alphabet_can_be_read(photograph_file):
    renamed = photograph_file.rename(photograph_file.with_name("œil droit 右眼 #1.png"))

    assert read_photograph(renamed).format == "PNG"


@pytest.mark.parametrize("read", [read_photograph, image_id])
def test_what_is_not_a_readable_file_is_named(read, tmp_path):
    (tmp_path / "folder").mkdir()
    with pytest.raises(ImageError, match=r"'folder' is a folder"):
        read(tmp_path / "folder")
    with pytest.raises(ImageError, match=r"nothing.png' does not exist"):
        read(tmp_path / "nothing.png")
    with pytest.raises(ImageError, match="cannot be read"):
        read(Path("a\0b.png"))
    with pytest.raises(ImageError, match="cannot be read"):
        read(tmp_path / ("x" * 5000))


@pytest.mark.skipif(CAN_READ_EVERYTHING, reason="needs a user whom permissions stop")
def test_a_file_without_permission_is_named(photograph_file):
    photograph_file.chmod(0)

    with pytest.raises(ImageError, match="may not be read"):
        read_photograph(photograph_file)


def test_a_permission_error_is_put_in_plain_words(photograph_file, monkeypatch):
    def refuse(*args, **kwargs):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "read_bytes", refuse)

    with pytest.raises(ImageError, match="may not be read"):
        read_photograph(photograph_file)


def test_a_file_that_vanishes_between_two_looks_is_named(photograph_file, monkeypatch):
    def vanish(*args, **kwargs):
        raise FileNotFoundError(2, "No such file or directory")

    monkeypatch.setattr(Path, "read_bytes", vanish)

    with pytest.raises(ImageError, match="does not exist"):
        read_photograph(photograph_file)


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="needs named pipes")
def test_a_pipe_is_not_waited_for(tmp_path):
    os.mkfifo(tmp_path / "pipe.jpg")

    with pytest.raises(ImageError, match="a device or a pipe"):
        read_photograph(tmp_path / "pipe.jpg")


def test_a_gigantic_file_is_not_read(tmp_path):
    path = tmp_path / "film.tif"
    with path.open("wb") as file:
        file.truncate(MAX_FILE_BYTES + 1)  # takes no room on the disk

    with pytest.raises(ImageError, match="is too large"):
        read_photograph(path)


def test_photographs_are_found_in_natural_order_and_folders_after_files(tmp_path):
    names = ["eye10.JPG", "Eye2.jpg", "a/b/x.tiff", "a/1.png", "notes.txt", ".hidden.png", ".hidden/y.png", "eye2.dcm"]
    for name in names:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "folder.png").mkdir()

    found = [path.relative_to(tmp_path).as_posix() for path in find_photographs(tmp_path)]

    assert found == ["eye2.dcm", "Eye2.jpg", "eye10.JPG", "a/1.png", "a/b/x.tiff"]


def test_masks_are_no_photographs_unless_their_folder_is_asked_for(tmp_path):
    for name in ("images/eye.jpg", "masks/MA/eye_MA.png", "deeper/masks/EX/eye_EX.png"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).touch()

    assert [path.name for path in find_photographs(tmp_path)] == ["eye.jpg"]
    assert [path.name for path in find_photographs(tmp_path / "masks")] == ["eye_MA.png"]


def test_a_link_to_a_folder_above_does_not_lead_round_in_circles(tmp_path):
    (tmp_path / "eye.png").touch()
    try:
        (tmp_path / "loop").symlink_to(tmp_path, target_is_directory=True)
        (tmp_path / "dangling.png").symlink_to(tmp_path / "nothing.png")
    except OSError:
        pytest.skip("needs permission to make links")

    assert [path.name for path in find_photographs(tmp_path)] == ["eye.png"]


def test_a_folder_that_cannot_be_listed_is_named(tmp_path, photograph_file):
    with pytest.raises(ImageError, match="does not exist"):
        list(find_photographs(tmp_path / "nothing"))
    with pytest.raises(ImageError, match="is not a folder"):
        list(find_photographs(photograph_file))


def test_the_search_can_be_cancelled(tmp_path):
    for number in range(10):
        (tmp_path / f"{number}.png").touch()
    token = CancelToken()
    search = find_photographs(tmp_path, token=token)
    assert len(list(islice(search, 3))) == 3

    token.cancel()

    with pytest.raises(Cancelled):
        next(search)


def test_thousands_of_files_are_found_in_a_moment(tmp_path):
    for number in range(5000):
        (tmp_path / f"eye_{number}.jpg").touch()

    start = time.process_time()
    found = list(find_photographs(tmp_path))

    assert time.process_time() - start < 5.0
    assert [path.name for path in found] == [f"eye_{number}.jpg" for number in range(5000)]


def test_natural_order_knows_any_name():
    names = ["b", "a10", "a9", "", "1", "10", "9a", "²", "a²", "A9"]

    assert sorted(names, key=natural_key) == ["", "1", "9a", "10", "A9", "a9", "a10", "a²", "b", "²"]


def test_reading_in_many_threads_gives_the_same(photograph_file, picture):
    results: list[bool] = []

    def read() -> None:
        results.append(np.array_equal(read_photograph(photograph_file).pixels, np.asarray(picture)))

    threads = [threading.Thread(target=read) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert results == [True] * 8
