import threading
from pathlib import Path

import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from desktop.itemmodels.thumbnail_loader import Thumbnail, ThumbnailLoader

PIXELS = np.full((30, 40, 3), (200, 100, 50), np.uint8)


def path(name: object) -> Path:
    return Path(f"/photographs/{name}.jpg")


class Gate:
    """A loader that writes down what it is asked for and waits until it may go on."""

    def __init__(self) -> None:
        self.begun: list[Path] = []
        self.sizes: list[int] = []
        self.may_go_on = threading.Event()

    def __call__(self, wanted: Path, size_px: int) -> np.ndarray:
        self.begun.append(wanted)
        self.sizes.append(size_px)
        assert self.may_go_on.wait(10)
        return PIXELS


def collect(qtbot: QtBot, loader: ThumbnailLoader, count: int) -> list[Thumbnail]:
    made: list[Thumbnail] = []

    def has_all() -> bool:
        made.extend(loader.take())
        return len(made) >= count

    qtbot.waitUntil(has_all)
    return made


def test_scaled_to_the_size_asked_for_and_in_its_colours(qtbot: QtBot) -> None:
    loader = ThumbnailLoader(lambda _path, _size: np.full((300, 400, 3), (200, 100, 50), np.uint8))
    loader.request([path(1)], 100)
    (thumbnail,) = collect(qtbot, loader, 1)
    loader.shutdown()
    assert thumbnail.image is not None
    assert (thumbnail.image.width(), thumbnail.image.height()) == (100, 75)
    assert thumbnail.image.pixelColor(50, 30).getRgb() == (200, 100, 50, 255)


def test_small_photographs_are_not_enlarged(qtbot: QtBot) -> None:
    loader = ThumbnailLoader(lambda _path, _size: PIXELS)
    loader.request([path(1)], 100)
    (thumbnail,) = collect(qtbot, loader, 1)
    loader.shutdown()
    assert thumbnail.image is not None
    assert thumbnail.image.width() == 40


def test_what_was_not_begun_is_dropped_by_the_next_request(qtbot: QtBot) -> None:
    gate = Gate()
    loader = ThumbnailLoader(gate, thread_count=1)
    loader.request([path(number) for number in range(5)], 100)
    qtbot.waitUntil(lambda: gate.begun == [path(0)])
    loader.request([path(90), path(91)], 100)
    gate.may_go_on.set()
    made = collect(qtbot, loader, 3)
    loader.shutdown()
    assert [thumbnail.path for thumbnail in made] == [path(0), path(90), path(91)]


def test_what_is_being_made_is_not_made_twice(qtbot: QtBot) -> None:
    gate = Gate()
    loader = ThumbnailLoader(gate, thread_count=1)
    loader.request([path(0)], 100)
    qtbot.waitUntil(lambda: gate.begun == [path(0)])
    loader.request([path(0), path(1)], 100)
    gate.may_go_on.set()
    collect(qtbot, loader, 2)
    loader.shutdown()
    assert gate.begun == [path(0), path(1)]


def test_few_sizes_are_read_so_that_a_cache_serves_them_all(qtbot: QtBot) -> None:
    gate = Gate()
    gate.may_go_on.set()
    loader = ThumbnailLoader(gate, thread_count=1)
    for size in (64, 100, 200, 300, 900):
        loader.request([path(size)], size)
        collect(qtbot, loader, 1)
    loader.shutdown()
    assert gate.sizes == [128, 128, 256, 512, 900]


def test_the_reason_why_a_file_is_broken_arrives(qtbot: QtBot) -> None:
    def load(_path: Path, _size: int) -> np.ndarray:
        raise OSError("The file ends after 12 bytes.")

    loader = ThumbnailLoader(load)
    loader.request([path(1)], 100)
    (thumbnail,) = collect(qtbot, loader, 1)
    loader.shutdown()
    assert thumbnail.image is None
    assert thumbnail.error == "The file ends after 12 bytes."


def test_arrived_is_told_once_until_taken(qtbot: QtBot) -> None:
    gate = Gate()
    gate.may_go_on.set()
    loader = ThumbnailLoader(gate, thread_count=1)
    told: list[int] = []
    loader.arrived.connect(lambda: told.append(1))
    loader.request([path(number) for number in range(20)], 100)
    qtbot.waitUntil(lambda: len(gate.begun) == 20)
    loader.shutdown()
    qtbot.waitUntil(lambda: bool(told))
    assert len(told) == 1
    assert len(loader.take()) == 20


@pytest.mark.parametrize("times", [1, 2])
def test_shutdown_ends_the_threads_and_drops_the_wishes(qtbot: QtBot, times: int) -> None:
    gate = Gate()
    loader = ThumbnailLoader(gate, thread_count=2)
    loader.request([path(number) for number in range(50)], 100)
    qtbot.waitUntil(lambda: len(gate.begun) == 2)
    threading.Timer(0.05, gate.may_go_on.set).start()
    for _ in range(times):
        loader.shutdown()
    assert len(gate.begun) == 2
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("thumbnails")]


def test_nothing_starts_after_shutdown() -> None:
    loader = ThumbnailLoader(Gate())
    loader.shutdown()
    loader.request([path(1)], 100)
    assert not [thread for thread in threading.enumerate() if thread.name.startswith("thumbnails")]
