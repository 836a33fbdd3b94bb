"""The grid of tiles."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QEvent, QPointF, QRect, Qt
from PySide6.QtGui import QColor, QFontMetrics, QImage, QKeyEvent, QPainter, QPalette
from pytestqt.qtbot import QtBot

from core.features.exemplar_params import parse_numbers
from desktop.picture_files import pixels_of
from desktop.widgets.features.name_form import NameForm, Naming
from desktop.widgets.features.tile_grid import TileGrid
from desktop.widgets.features.tile_layout import TileLayout
from desktop.widgets.features.tile_painting import draw_tile, has_room_for_figures
from desktop.widgets.features.tiles import ArrayTiles, PatchTiles
from desktop.widgets.painting import small_font


def tiles(count: int = 2000) -> ArrayTiles:
    """Small pictures of one grey each; the value of each is its number."""
    numbers = list(range(count))
    values = np.arange(count, dtype=np.float32)[:, None, None] * np.ones((1, 3, 3), np.float32)
    return ArrayTiles(numbers, [f"norm {number}" for number in numbers], (values % 256).astype(np.uint8), values)


@pytest.fixture
def grid(qtbot: QtBot) -> TileGrid:
    grid = TileGrid()
    qtbot.addWidget(grid)
    grid.resize(400, 300)
    grid.setTiles(tiles())
    with qtbot.waitExposed(grid):
        grid.show()
    return grid


def test_only_what_can_be_seen_and_what_is_beside_it_is_made_into_pictures(grid: TileGrid, qtbot: QtBot) -> None:
    shown = grid.tiles()
    assert isinstance(shown, ArrayTiles)
    grid.verticalScrollBar().setValue(2000)
    seen, lines = len(grid.visiblePlaces()), len(grid.visiblePlaces()) // grid._arranged().columns
    qtbot.waitUntil(lambda: len(grid._cache) >= 3 * lines)
    assert 0 < len(shown._images) <= 6 * seen < 300


def test_what_was_painted_is_painted_again_where_it_has_changed(grid: TileGrid, qtbot: QtBot) -> None:
    """By names, another size, another palette, or pictures that came in; nothing of the tiles before is seen."""

    def picture() -> QImage:
        return grid.viewport().grab().toImage()

    first = picture()
    assert picture() == first
    grid.setNames({3: "vessel"})
    named = picture()
    assert named != first
    grid.setNames({})
    assert picture() == first
    grid.setTileSize(96)
    assert picture().size() == first.size()
    assert picture() != first
    grid.setTileSize(64)
    assert picture() == first
    palette = grid.palette()
    palette.setColor(QPalette.ColorRole.WindowText, QColor("red"))
    grid.setPalette(palette)
    assert picture() != first
    shown = grid.tiles()
    assert isinstance(shown, ArrayTiles)
    others = ArrayTiles(shown.numbers, shown.captions, 255 - shown._pixels, shown._values)
    before = picture()
    grid.setTiles(others, keeps_place=True)
    assert picture() != before


def test_a_screen_of_other_tiles_is_painted_as_by_hand(grid: TileGrid) -> None:
    """What is kept of tiles is what they look like, wherever they stand."""
    grid.verticalScrollBar().setValue(1234)
    shown, seen = grid.tiles(), grid.visiblePlaces()
    assert shown is not None
    found = grid.viewport().grab().toImage()
    plain = QImage(found.size(), QImage.Format.Format_RGB32)
    plain.fill(found.pixelColor(1, 1))
    painter = QPainter(plain)
    painter.setFont(small_font(grid.font()))
    for place in seen:
        draw_tile(painter, shown, place, grid._place_rect(place), grid._arranged(), grid.palette(), {})
    painter.end()
    one, two = (np.asarray(pixels_of(image), np.int16) for image in (found, plain))
    assert np.abs(one - two).max() <= 3  # the edges of letters are mixed twice


def test_tiles_take_a_bounded_share_of_memory(grid: TileGrid, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("desktop.widgets.features.line_cache.MOST_BYTES", 10 * 4 * 400 * 85)
    grid.setTileSize(96)
    grid.grab()
    grid.setTileSize(64)
    for value in range(0, 5000, 100):
        grid.verticalScrollBar().setValue(value)
        grid.grab()
    assert 0 < len(grid._cache) <= 15  # and not the 62 that were painted


def test_keys_walk_and_keep_in_sight(grid: TileGrid, qtbot: QtBot) -> None:
    told: list[int] = []
    grid.currentChanged.connect(told.append)
    for key in (Qt.Key.Key_Home, Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_End):
        qtbot.keyClick(grid, key)
    columns = told[2] - 1
    assert told[:2] == [0, 1]
    assert columns > 1
    assert told[3] == 1999
    assert 1999 in grid.visiblePlaces()
    qtbot.keyClick(grid, Qt.Key.Key_Right)
    assert grid.current() == 1999


def test_digits_name_and_beat_the_shortcuts_of_the_window(grid: TileGrid, qtbot: QtBot) -> None:
    event = QKeyEvent(QEvent.Type.ShortcutOverride, Qt.Key.Key_3, Qt.KeyboardModifier.NoModifier, "3")
    event.ignore()
    assert grid.event(event)
    assert event.isAccepted()
    with qtbot.waitSignal(grid.nameRequested) as found:
        qtbot.keyClick(grid, Qt.Key.Key_3)
    assert found.args == [3]


def test_what_is_under_the_pointer(grid: TileGrid) -> None:
    cell = grid._place_rect(7).center()
    assert grid.textAt(QPointF(cell)).startswith("Channel 7   norm 7")
    inside = grid._place_rect(7).topLeft()
    assert "row 0, column 0: 7" in grid.textAt(QPointF(inside))
    assert grid.textAt(QPointF(399, 299)) == "" or "Channel" in grid.textAt(QPointF(399, 299))


def test_another_size_keeps_what_is_at_the_top(grid: TileGrid) -> None:
    grid.verticalScrollBar().setValue(3000)
    first = grid.visiblePlaces().start
    grid.setTileSize(128)
    seen = grid.visiblePlaces()
    assert seen.start <= first < seen.stop


def test_patches_come_in_and_are_not_asked_for_twice() -> None:
    values = np.array([[3, 1, -np.inf], [0, -1, -1]], np.float32)
    shown = PatchTiles([5, 2], ["", ""], values)
    assert shown.missing(range(2)) == [(5, 0), (5, 1)]
    shown.take({(5, 0): np.zeros((4, 4, 3), np.uint8), (5, 1): None})
    assert shown.missing(range(2)) == []
    assert shown.image(0, 0) is not None
    assert shown.image(0, 1) is None
    assert shown.value_text(0, 0, 0, 0) == "number 1: 3"
    assert shown.value_text(1, 0, 0, 0) == ""


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("0-3, 7", (0, 1, 2, 3, 7)),
        ("2,2", (2, 2)),
        ("9", (9,)),
        ("10", None),
        ("3-1", None),
        ("", None),
        ("a", None),
        ("0-9999999999", None),
    ],
)
def test_numbers_and_ranges(text: str, wanted: tuple[int, ...] | None) -> None:
    assert parse_numbers(text, 10) == wanted


def test_the_form_of_a_name_tells_once_and_goes_on(qtbot: QtBot) -> None:
    form = NameForm()
    qtbot.addWidget(form)
    told: list[Naming] = []
    form.valueChanged.connect(told.append)
    form.setValue(Naming("vessel", "", None))
    assert not told
    form.names.setText(" vessel ; optic disc;")
    with qtbot.waitSignal(form.nextRequested):
        qtbot.keyClick(form.names, Qt.Key.Key_Return)
    assert told == [Naming("vessel; optic disc", "", None)]


@pytest.mark.parametrize("width", [30, 200, 400, 470, 560, 600, 900, 1600])
@pytest.mark.parametrize("size", [24, 64, 320])
@pytest.mark.parametrize("across", [1, 2, 9])
def test_nothing_of_a_tile_is_cut_off(width: int, size: int, across: int) -> None:
    """Rows of pictures are made a little smaller or go on below; a point of each leads back to it."""
    layout = TileLayout(width, 5, across, size, 18)
    bound = QRect(0, 0, width, layout.height_px)
    for place in range(5):
        tile = layout.tile(place)
        boxes = [layout.picture(tile, rank) for rank in range(across)]
        assert all(tile.contains(box) for box in boxes)
        assert all(not one.intersects(two) for rank, one in enumerate(boxes) for two in boxes[:rank])
        assert across == 1 or bound.contains(tile)
        assert [layout.at(box.center()) for box in boxes] == [(place, rank) for rank in range(across)]
    assert layout.side_px <= size
    assert layout.between(0, layout.height_px) == range(5)


def test_nine_pictures_stand_side_by_side_in_the_smallest_window() -> None:
    layout = TileLayout(566, 100, 9, 64, 18)
    assert (layout.per_line, layout.side_px) == (9, 59)
    assert TileLayout(566, 100, 9, 128, 18).per_line == 3


def test_figures_stand_under_all_tiles_or_none(grid: TileGrid) -> None:
    metrics = QFontMetrics(small_font(grid.font()))
    short, long = (
        ArrayTiles((1, 100), ("a", "b"), np.zeros((2, 3, 3), np.uint8), figures=figures)
        for figures in (("1", "22"), ("1", "norm 123456"))
    )
    assert has_room_for_figures(short, 64, metrics)
    assert not has_room_for_figures(long, 64, metrics)


def test_a_key_that_has_no_name_is_left_alone(grid: TileGrid) -> None:
    event = QKeyEvent(QEvent.Type.KeyPress, 0x1234567, Qt.KeyboardModifier.NoModifier)
    grid.keyPressEvent(event)
    assert not event.isAccepted()
