import os
from collections.abc import Callable, Iterator
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from core.errors import ImageError
from desktop.itemmodels.thumbnails import Badge, PhotographOrder, ThumbnailModel, ThumbnailRole

PIXELS = np.zeros((64, 64, 3), np.uint8)
IMAGE_BYTES = 64 * 64 * 4
Make = Callable[..., ThumbnailModel]


def path(number: int) -> Path:
    return Path(f"/photographs/{number}.jpg")


def load(wanted: Path, _size_px: int) -> np.ndarray:
    if "broken" in wanted.name:
        raise ImageError("The file ends after 12 bytes.", "Copy it again.")
    return PIXELS


@pytest.fixture
def make(qtbot: QtBot) -> Iterator[Make]:
    models: list[ThumbnailModel] = []

    def build(loader: Callable[[Path, int], np.ndarray] = load, **settings: int) -> ThumbnailModel:
        model = ThumbnailModel(loader, **settings)
        model.setThumbnailSize(64)
        models.append(model)
        return model

    yield build
    for model in models:
        model.shutdown()


def image_of(model: ThumbnailModel, row: int) -> object:
    return model.index(row).data(ThumbnailRole.IMAGE)


def test_fits_the_rules_of_a_model(make: Make) -> None:
    model = make()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setPaths([path(3), path(1)])
    model.addPaths([path(2), path(4), path(1)])
    model.setFilter("2")
    model.setFilter("")
    assert model.paths() == [path(1), path(2), path(3), path(4)]
    assert tester.model() is model


def test_batches_go_where_they_belong_and_twice_is_once(make: Make) -> None:
    model = make()
    model.setPaths([path(10), path(2)])
    model.addPaths([path(1), path(3), path(10), path(11)])
    assert model.paths() == [path(1), path(2), path(3), path(10), path(11)]
    assert [model.row(each) for each in model.paths()] == [0, 1, 2, 3, 4]
    assert model.row(path(99)) == -1


def test_a_batch_in_order_is_inserted_and_resets_nothing(make: Make, qtbot: QtBot) -> None:
    model = make()
    model.setPaths([path(number) for number in range(100)])
    resets: list[int] = []
    model.modelReset.connect(lambda: resets.append(1))
    with qtbot.waitSignal(model.rowsInserted) as inserted:
        model.addPaths([path(number) for number in range(100, 200)])
    assert inserted.args[1:] == [100, 199]
    assert not resets


def test_a_batch_that_falls_apart_into_very_many_runs_is_still_right(make: Make) -> None:
    model = make()
    model.setPaths([path(number) for number in range(0, 1000, 2)])
    model.addPaths([path(number) for number in range(1, 1000, 2)])
    assert model.paths() == [path(number) for number in range(1000)]
    assert model.row(path(517)) == 517


def test_filter_by_every_word_of_the_name(make: Make) -> None:
    model = make()
    model.setPaths([Path("/left/Eye_left_1.jpg"), Path("/left/eye_right_1.jpg"), Path("/left/disc_left.jpg")])
    model.setFilter("left EYE")
    assert [each.name for each in model.paths()] == ["Eye_left_1.jpg"]
    assert model.count() == 3
    model.addPaths([Path("/left/eye_left_2.jpg"), Path("/left/other.jpg")])
    assert [each.name for each in model.paths()] == ["Eye_left_1.jpg", "eye_left_2.jpg"]


def test_order_by_name_takes_no_heed_of_folders(make: Make) -> None:
    model = make()
    model.setPaths([Path("/mild/2.jpg"), Path("/severe/1.jpg"), Path("/severe/10.jpg")])
    assert [each.name for each in model.paths()] == ["2.jpg", "1.jpg", "10.jpg"]
    model.setOrder(PhotographOrder.NAME)
    assert [each.name for each in model.paths()] == ["1.jpg", "2.jpg", "10.jpg"]
    model.addPaths([Path("/clean/3.jpg")])
    assert [each.name for each in model.paths()] == ["1.jpg", "2.jpg", "3.jpg", "10.jpg"]


def test_order_by_date_is_read_behind_the_window(make: Make, qtbot: QtBot, tmp_path: Path) -> None:
    paths = [tmp_path / name for name in ("a.jpg", "b.jpg", "c.jpg")]
    for each, seconds in zip(paths, (2_000, 3_000, 1_000), strict=True):
        each.touch()
        os.utime(each, (seconds, seconds))
    model = make()
    model.setPaths(paths)
    model.setOrder(PhotographOrder.NEWEST)
    qtbot.waitUntil(lambda: [each.name for each in model.paths()] == ["b.jpg", "a.jpg", "c.jpg"])
    late = tmp_path / "late.jpg"
    late.touch()
    os.utime(late, (2_500, 2_500))
    model.addPaths([late, tmp_path / "gone.jpg"])
    expected = ["b.jpg", "late.jpg", "a.jpg", "c.jpg", "gone.jpg"]
    qtbot.waitUntil(lambda: [each.name for each in model.paths()] == expected)
    model.setOrder(PhotographOrder.OLDEST)
    assert [each.name for each in model.paths()][1:] == ["c.jpg", "a.jpg", "late.jpg", "b.jpg"]


def test_only_what_is_visible_and_a_screen_around_it_is_loaded(make: Make, qtbot: QtBot) -> None:
    asked: list[Path] = []

    def note(wanted: Path, size_px: int) -> np.ndarray:
        asked.append(wanted)
        return load(wanted, size_px)

    model = make(note, thread_count=1)
    model.setPaths([path(number) for number in range(1000)])
    model.setVisibleRows(range(500, 510))
    qtbot.waitUntil(lambda: len(asked) == 30)
    assert asked[:20] == [path(number) for number in range(500, 520)]
    assert asked[20:] == [path(number) for number in range(499, 489, -1)]
    qtbot.waitUntil(lambda: image_of(model, 490) is not None)
    model.setVisibleRows(range(500, 511))
    qtbot.waitUntil(lambda: len(asked) == 33)  # two more below, one more above; nothing again


def test_memory_is_bounded(make: Make, qtbot: QtBot) -> None:
    model = make(memory_bytes=20 * IMAGE_BYTES)
    model.setPaths([path(number) for number in range(200)])
    for first in range(0, 200, 5):
        model.setVisibleRows(range(first, first + 5))
        qtbot.waitUntil(lambda first=first: image_of(model, first) is not None)
        assert model.memoryBytes() <= 20 * IMAGE_BYTES


def test_a_broken_file_stays_with_its_reason(make: Make, qtbot: QtBot) -> None:
    broken = Path("/photographs/broken.jpg")
    model = make()
    model.setPaths([broken])
    with qtbot.waitSignal(model.dataChanged):
        model.setVisibleRows(range(1))
    index = model.index(0)
    assert index.data(ThumbnailRole.ERROR) == "The file ends after 12 bytes. Copy it again."
    assert "The file ends after 12 bytes." in index.data(Qt.ItemDataRole.ToolTipRole)
    assert "cannot be read" in index.data(Qt.ItemDataRole.AccessibleTextRole)
    assert model.cell(0).error
    assert model.paths() == [broken]


def test_reload_asks_again(make: Make, qtbot: QtBot) -> None:
    fails = [True]

    def mended(wanted: Path, size_px: int) -> np.ndarray:
        if fails[0]:
            raise ImageError("It is empty.")
        return PIXELS

    model = make(mended)
    model.setPaths([path(1)])
    model.setVisibleRows(range(1))
    qtbot.waitUntil(lambda: bool(model.index(0).data(ThumbnailRole.ERROR)))
    fails[0] = False
    model.reload(path(1))
    qtbot.waitUntil(lambda: image_of(model, 0) is not None)
    assert model.index(0).data(ThumbnailRole.ERROR) == ""


def test_another_size_keeps_the_old_picture_until_the_new_one_is_there(make: Make, qtbot: QtBot) -> None:
    model = make(lambda _path, size: np.zeros((size, size, 3), np.uint8))
    model.setPaths([path(1)])
    model.setVisibleRows(range(1))
    qtbot.waitUntil(lambda: image_of(model, 0) is not None)
    model.setThumbnailSize(200)
    assert model.cell(0).image is not None
    qtbot.waitUntil(lambda: model.cell(0).image.width() == 200)


def test_what_arrives_of_the_folder_before_is_dropped(make: Make, qtbot: QtBot) -> None:
    model = make()
    model.setPaths([path(1)])
    model.setVisibleRows(range(1))
    model.setPaths([path(2)])
    model.setVisibleRows(range(1))
    qtbot.waitUntil(lambda: image_of(model, 0) is not None)
    assert model.memoryBytes() == IMAGE_BYTES


def test_badges(make: Make) -> None:
    model = make()
    model.setPaths([path(1), path(2)])
    model.setBadges({path(2): Badge("Severe", 0.81), path(77): Badge("Mild")})
    assert model.index(0).data(ThumbnailRole.BADGE) is None
    assert model.index(1).data(ThumbnailRole.BADGE) == Badge("Severe", 0.81)
    assert "Severe" in model.index(1).data(Qt.ItemDataRole.AccessibleTextRole)
    model.clearBadges()
    assert model.index(1).data(ThumbnailRole.BADGE) is None


def test_type_ahead_goes_on_from_where_one_is(make: Make) -> None:
    model = make()
    model.setPaths([Path(f"/photographs/{name}") for name in ("a1.jpg", "a2.jpg", "b1.jpg")])
    assert [model.rowStarting("A", after) for after in (-1, 0, 1, 2)] == [0, 1, 0, 0]
    assert model.rowStarting("zzz", 0) == -1
