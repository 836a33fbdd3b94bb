"""The grid: one zoom, one pointer, one photograph, and cells that say what they are."""

from __future__ import annotations

import numpy as np
import pytest
from numpy.typing import NDArray
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QImage
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.explain.overlay import Rendering
from core.images.geometry import Affine
from desktop.widgets.compare.cell import CellLook, CellMap
from desktop.widgets.compare.grid import CompareGrid
from desktop.widgets.viewer.mask_outlines import prepare_mask
from desktop.widgets.viewer.pyramid import prepare_photograph
from desktop.widgets.viewer.reading import PointerReading
from desktop.widgets.viewer.view_state import ViewState

WIDTH, HEIGHT = 320, 200


def photograph() -> NDArray[np.uint8]:
    """Black with a white square in the middle."""
    pixels = np.zeros((HEIGHT, WIDTH, 3), np.uint8)
    pixels[90:110, 150:170] = 255
    return pixels


def a_map(values: NDArray[np.float32]) -> CellMap:
    place = Affine.scale(WIDTH / values.shape[1], HEIGHT / values.shape[0])
    return CellMap(values, place, (0, 0, WIDTH, HEIGHT), is_signed=False)


def ramp(scale: float) -> NDArray[np.float32]:
    return (scale * np.arange(1, 9, dtype=np.float32)[None, :]).repeat(5, axis=0)


@pytest.fixture
def grid(qtbot: QtBot) -> CompareGrid:
    made = CompareGrid()
    qtbot.addWidget(made)
    made.resize(700, 560)
    with qtbot.waitExposed(made):
        made.show()
    made.setPhotograph(prepare_photograph(photograph()))
    made.setShape(2, 3, 5)
    for number in range(5):
        made.setLook(number, CellLook(f"cell {number}", "the rest", map=a_map(ramp(number + 1.0))))
    settle(made, qtbot)
    return made


def settle(grid: CompareGrid, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not grid.isDrawing())
    QApplication.processEvents()


def picture(grid: CompareGrid, number: int) -> NDArray[np.uint8]:
    """A cell's canvas as it is painted, (h, w, 3) RGB."""
    image = grid.cells()[number].pane.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def white_at(pixels: NDArray[np.uint8]) -> tuple[float, float]:
    """The middle (x, y) of what is white."""
    rows, columns = np.nonzero((pixels > 245).all(axis=2))
    return float(columns.mean()), float(rows.mean())


def test_cells_have_one_size_and_show_the_whole_photograph(grid: CompareGrid) -> None:
    sizes = {(cell.width(), cell.height(), cell.pane.width(), cell.pane.height()) for cell in grid.cells()}
    assert len(sizes) == 1
    assert len(grid.cells()) == 5
    for cell in grid.cells():
        corner = cell.pane.fromPhotograph(QPointF(WIDTH, HEIGHT))
        assert corner.x() <= cell.pane.width() + 0.5
        assert corner.y() <= cell.pane.height() + 0.5


def test_photograph_and_map_move_together_in_all_cells(grid: CompareGrid, qtbot: QtBot) -> None:
    """The white square is the photograph's; where the colours end is the map's."""
    for number in range(5):
        grid.setLook(number, CellLook("bare"))
    before = [white_at(picture(grid, number)) for number in range(5)]
    grid.cells()[2].pane.panRequested.emit(QPointF(25, -12))
    after = [white_at(picture(grid, number)) for number in range(5)]
    for (x, y), (new_x, new_y) in zip(before, after, strict=True):
        assert (new_x - x, new_y - y) == (pytest.approx(25, abs=0.6), pytest.approx(-12, abs=0.6))
    point = grid.cells()[0].pane.fromPhotograph(QPointF(160, 100))
    assert (point.x(), point.y()) == (pytest.approx(after[0][0] + 0.5, abs=1), pytest.approx(after[0][1] + 0.5, abs=1))


def test_zooming_one_cell_zooms_all_about_the_same_point(grid: CompareGrid) -> None:
    told: list[ViewState] = []
    grid.viewChanged.connect(told.append)
    pane = grid.cells()[4].pane
    at = QPointF(40, 30)
    under = pane.toPhotograph(at)
    pane.zoomRequested.emit(2.0, at)
    for cell in grid.cells():
        point = cell.pane.toPhotograph(at)
        assert (point.x(), point.y()) == (pytest.approx(under.x(), abs=0.01), pytest.approx(under.y(), abs=0.01))
    assert told[-1] == grid.viewState()
    assert not grid.viewState().is_fitted
    grid.fit()
    assert grid.viewState().is_fitted


def test_the_pointer_is_in_every_cell_with_the_value_of_each(grid: CompareGrid) -> None:
    told: list[PointerReading | None] = []
    grid.pointerMoved.connect(told.append)
    pane = grid.cells()[1].pane
    point = QPointF(300, 50)  # the last column of the maps
    pane.hovered.emit(pane.fromPhotograph(point))
    for number, cell in enumerate(grid.cells()):
        marked = cell.pane.crossHair()
        assert marked is not None
        assert (marked.x(), marked.y()) == (pytest.approx(300), pytest.approx(50))
        assert cell.pane.valueText() == str(8 * (number + 1))
    assert told[-1] is not None
    assert told[-1].value == 16
    pane.hovered.emit(QPointF(-5, -5))
    assert told[-1] is None
    assert {cell.pane.crossHair() for cell in grid.cells()} == {None}


def test_a_place_without_a_map_has_no_value(grid: CompareGrid) -> None:
    grid.setLook(0, CellLook("empty"))
    pane = grid.cells()[0].pane
    pane.hovered.emit(pane.fromPhotograph(QPointF(300, 50)))
    assert pane.valueText() == "\N{EM DASH}"
    assert grid.cells()[1].pane.valueText() == "16"


def test_the_photograph_is_scaled_once_for_all_cells(grid: CompareGrid, qtbot: QtBot) -> None:
    before = grid._backdrop.made_count
    grid.cells()[0].pane.panRequested.emit(QPointF(3, 3))
    for number in range(5):
        picture(grid, number)
    assert grid._backdrop.made_count == before + 1


def test_truth_is_outlined_in_every_cell_and_painted_once(grid: CompareGrid) -> None:
    mask = np.zeros((HEIGHT, WIDTH), bool)
    mask[40:160, 60:260] = True
    bare = [picture(grid, number) for number in range(5)]
    grid.setMaskOutlines([prepare_mask("HE", "Haemorrhages", (0, 255, 0), mask)])
    before = grid._backdrop.made_count
    for number in range(5):
        outlined = picture(grid, number)
        x, y = (round(side) for side in grid.cells()[number].pane.fromPhotograph(QPointF(60, 100)).toTuple())
        assert outlined[y, x - 1 : x + 2, 1].max() > bare[number][y, x - 1 : x + 2, 1].max() + 60
    assert grid._backdrop.made_count == before + 1


def test_hiding_the_overlay_bares_all_cells(grid: CompareGrid) -> None:
    grid.setLook(1, CellLook("words", message="No evidence"))
    assert grid.cells()[1].pill.isVisible()
    shown = picture(grid, 4)
    grid.setOverlayHidden(True)
    bare = picture(grid, 4)
    assert (bare != shown).any()
    assert not grid.cells()[1].pill.isVisible()
    np.testing.assert_array_equal(bare, picture(grid, 0))
    grid.setOverlayHidden(False)
    np.testing.assert_array_equal(picture(grid, 4), shown)
    assert grid.cells()[1].pill.isVisible()


def test_another_photograph_takes_the_maps_away(grid: CompareGrid) -> None:
    grid.setPhotograph(prepare_photograph(np.full((HEIGHT, WIDTH, 3), 40, np.uint8)))
    for number in range(5):
        pane = grid.cells()[number].pane
        assert pane.overlay.value_at(300, 50) is None
        assert picture(grid, number)[pane.height() // 2, pane.width() // 2].tolist() == [40, 40, 40]


def test_maps_are_drawn_one_a_turn(grid: CompareGrid, qtbot: QtBot) -> None:
    for number in range(5):
        grid.setLook(number, CellLook("new", map=a_map(ramp(10.0))))
    assert grid.isDrawing()
    assert {cell.pane.overlay.value_at(300, 50) for cell in grid.cells()} == {None}, "and the old ones are gone at once"
    settle(grid, qtbot)
    assert {cell.pane.overlay.value_at(300, 50) for cell in grid.cells()} == {80.0}


def test_the_header_tells_the_scale_in_raw_units(grid: CompareGrid, qtbot: QtBot) -> None:
    assert [cell.header.scaleText() for cell in grid.cells()][:2] == [("0", "8"), ("0", "16")]
    look = grid.cells()[0].look()
    common = Rendering(limits=(0.0, 40.0))
    grid.setLook(0, CellLook(look.title, look.rest, map=look.map, rendering=common))
    settle(grid, qtbot)
    assert grid.cells()[0].header.scaleText() == ("0", "40")
    grid.setLook(0, CellLook("zero", map=a_map(np.zeros((4, 4), np.float32)), message="No evidence"))
    settle(grid, qtbot)
    assert grid.cells()[0].header.scaleText() == ("", "")
    assert grid.cells()[0].pill.text() == "No evidence"


def test_a_click_chooses_and_a_drag_does_not(grid: CompareGrid, qtbot: QtBot) -> None:
    chosen: list[int] = []
    grid.chosen.connect(chosen.append)
    viewport = grid.cells()[3].pane.viewport()
    qtbot.mouseClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    assert chosen == [3]
    assert grid.focusedCell() == 3
    qtbot.mousePress(viewport, Qt.MouseButton.LeftButton, pos=QPoint(30, 30))
    qtbot.mouseMove(viewport, QPoint(60, 50))
    qtbot.mouseRelease(viewport, Qt.MouseButton.LeftButton, pos=QPoint(60, 50))
    assert chosen == [3]


def test_keys_move_between_cells_choose_and_leave(grid: CompareGrid, qtbot: QtBot) -> None:
    chosen: list[int] = []
    steps: list[int] = []
    removed: list[int] = []
    left: list[bool] = []
    grid.chosen.connect(chosen.append)
    grid.stepRequested.connect(steps.append)
    grid.removeRequested.connect(removed.append)
    grid.leaveRequested.connect(lambda: left.append(True))
    grid.focusCell(0)
    key = Qt.Key
    for pressed, wanted in (
        (key.Key_Right, 1),
        (key.Key_Down, 4),
        (key.Key_Right, 4),
        (key.Key_Left, 3),
        (key.Key_Up, 0),
        (key.Key_Left, 0),
        (key.Key_End, 4),
        (key.Key_Home, 0),
    ):
        focused = grid.focusedCell()
        assert focused is not None
        qtbot.keyClick(grid.cells()[focused], pressed)
        assert grid.focusedCell() == wanted
    cell = grid.cells()[0]
    for pressed in (key.Key_Return, key.Key_PageDown, key.Key_PageUp, key.Key_Delete, key.Key_Escape):
        qtbot.keyClick(cell, pressed)
    assert (chosen, steps, removed, left) == ([0], [1, -1], [0], [True])


def test_plus_minus_and_shift_with_arrows_zoom_and_pan(grid: CompareGrid, qtbot: QtBot) -> None:
    grid.focusCell(0)
    scale = grid.viewState().scale
    qtbot.keyClick(grid.cells()[0], Qt.Key.Key_Plus)
    assert grid.viewState().scale == pytest.approx(1.25 * scale)
    x = grid.viewState().centre_x
    qtbot.keyClick(grid.cells()[0], Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert grid.viewState().centre_x > x
    qtbot.keyClick(grid.cells()[0], Qt.Key.Key_Minus)
    assert grid.viewState().scale == pytest.approx(scale)


def test_the_menu_is_asked_for_by_mouse_and_key(grid: CompareGrid, qtbot: QtBot) -> None:
    asked: list[int] = []
    grid.menuRequested.connect(lambda number, _place: asked.append(number))
    pane = grid.cells()[2].pane
    place = QPoint(20, 20)
    event = QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, pane.viewport().mapToGlobal(place))
    QApplication.sendEvent(pane.viewport(), event)
    grid.focusCell(1)
    qtbot.keyClick(grid.cells()[1], Qt.Key.Key_Menu)
    assert asked == [2, 1]


def test_a_partial_map_looks_like_its_estimate_and_is_read_as_what_is_known(grid: CompareGrid, qtbot: QtBot) -> None:
    known = np.full_like(ramp(1), np.nan)
    known[0, 0] = 1
    place = Affine.scale(WIDTH / 8, HEIGHT / 5)
    shown = CellMap(known, place, (0, 0, WIDTH, HEIGHT), is_signed=False, is_partial=True, estimate=ramp(1))
    grid.setLook(0, CellLook("Occlusion", map=shown))
    qtbot.waitUntil(lambda: not grid.isDrawing())
    overlay = grid.cells()[0].pane.overlay
    assert overlay.limits() == (0, 8)
    assert overlay.value_at(5, 5) == 1
    assert np.isnan(overlay.value_at(WIDTH - 5, 5))
