"""The grid in the real window: there and back, what is chosen, and what leaves the program."""

from __future__ import annotations

import csv
import json
import time
from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from core.explain.agreement import rank_correlation
from core.explain.query import ClassTarget, Method
from core.networks.card import DISCLAIMER
from desktop.app import Program
from desktop.commands import PRESET_COMMANDS, CommandId
from desktop.compare_cells import CellState
from desktop.compare_filling import SLOT
from desktop.compare_menus import add_menu, cell_menu
from desktop.compare_plan import AxisKind, Plan, Preset
from desktop.compare_record import KEYWORD, GridRecord, read_grid_record
from desktop.restore import RestoreError
from desktop.widgets.compare.bar import ScaleMode
from desktop.widgets.photograph_view import CompareMode
from tests.desktop.conftest import write_photograph

WAIT_MS = 60_000
QUICK = (Method.GRAD_CAM, Method.SALIENCY, Method.INPUT_X_GRADIENT)


@pytest.fixture
def gridded(ready: Program, qtbot: QtBot) -> Program:
    """A program that shows three quick methods in the grid."""
    ready.comparison.planning.setPlan(Plan(methods=QUICK))
    ready.window.action(CommandId.COMPARE_GRID).trigger()
    fill(ready, qtbot)
    return ready


def begin_again(program: Program, qtbot: QtBot) -> None:
    """Back to what `gridded` shows, whatever was done: making a program for every check would take too long."""
    window, session, comparison = program.window, program.session, program.comparison
    session.choosePhotograph(session.order[0])
    session.chooseMethod(Method.GRAD_CAM)
    session.followPrediction()
    comparison.planning.setPlan(Plan(methods=QUICK))
    window.compare.setScale(ScaleMode.OWN)
    window.viewer.view.setCompareMode(CompareMode.OVERLAY)
    window.action(CommandId.COMPARE_GRID).trigger()
    window.compare.grid.fit()
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    fill(program, qtbot)


def fill(program: Program, qtbot: QtBot) -> None:
    comparison, grid = program.comparison, program.window.compare.grid
    qtbot.waitUntil(
        lambda: (
            bool(comparison.cells)
            and {cell.state for cell in comparison.cells} <= {CellState.READY, CellState.REFUSED}
            and not grid.isDrawing()
        ),
        timeout=WAIT_MS,
    )


def the_grid_takes_the_place_of_the_picture_and_gives_it_back(gridded: Program, qtbot: QtBot) -> None:
    window = gridded.window
    assert window.compare.isVisible()
    assert not window.viewer.view.isVisible()
    assert window.action(CommandId.COMPARE_GRID).isChecked()
    assert window.compare.grid.focusedCell() == 0
    qtbot.keyClick(window.compare.grid.cells()[0], Qt.Key.Key_Escape)
    assert window.viewer.view.isVisible()
    assert window.viewer.view.compareMode() is CompareMode.OVERLAY
    assert not gridded.comparison.is_active, "nothing is computed that nobody sees"


def escape_leaves_from_the_bar_too(gridded: Program, qtbot: QtBot) -> None:
    bar = gridded.window.compare.bar
    bar.columns.setFocus()
    qtbot.keyClick(bar.columns, Qt.Key.Key_Escape)
    assert gridded.window.viewer.view.isVisible()


def leaving_returns_to_how_one_compared_before(gridded: Program, qtbot: QtBot) -> None:
    view = gridded.window.viewer.view
    view.setCompareMode(CompareMode.SWIPE)
    gridded.window.action(CommandId.COMPARE_GRID).trigger()
    gridded.window.compare.leaveRequested.emit()
    assert view.compareMode() is CompareMode.SWIPE


def the_same_part_of_the_photograph_is_shown_in_grid_and_picture(gridded: Program, qtbot: QtBot) -> None:
    window = gridded.window
    view, grid = window.viewer.view, window.compare.grid
    frame = grid.frame()
    assert frame is not None
    window.action(CommandId.ZOOM_IN).trigger()
    window.action(CommandId.ZOOM_IN).trigger()
    zoomed = grid.viewState()
    assert zoomed.scale == pytest.approx(1.25**2 * frame.fit_scale)
    window.action(CommandId.COMPARE_OVERLAY).trigger()
    state = view.viewState()
    assert (state.centre_x, state.centre_y) == (pytest.approx(zoomed.centre_x), pytest.approx(zoomed.centre_y))
    window.action(CommandId.COMPARE_GRID).trigger()
    assert grid.viewState().scale == pytest.approx(zoomed.scale, rel=0.02)
    window.action(CommandId.FIT).trigger()
    assert grid.viewState().is_fitted


def choosing_a_cell_is_choosing_in_the_session(gridded: Program, qtbot: QtBot) -> None:
    grid = gridded.window.compare.grid
    qtbot.mouseClick(grid.cells()[1].pane.viewport(), Qt.MouseButton.LeftButton)
    assert gridded.session.selection.method is Method.SALIENCY
    assert grid.cells()[1].look().is_selected
    grid.focusCell(2)
    qtbot.keyClick(grid.cells()[2], Qt.Key.Key_Return)
    assert gridded.session.selection.method is Method.INPUT_X_GRADIENT
    gridded.window.action(CommandId.BACK).trigger()
    assert gridded.session.selection.method is Method.GRAD_CAM, "choices within a second are one step"


def keys_of_the_window_still_work_over_the_grid(gridded: Program, qtbot: QtBot) -> None:
    window, grid = gridded.window, gridded.window.compare.grid
    first = gridded.session.selection.photograph
    grid.focusCell(0)
    qtbot.keyClick(grid.cells()[0], Qt.Key.Key_Right)
    assert grid.focusedCell() == 1
    assert gridded.session.selection.photograph == first, "an arrow moves between cells, not between photographs"
    qtbot.keyClick(grid.cells()[1], Qt.Key.Key_PageDown)
    assert gridded.session.selection.photograph == gridded.session.order[1]
    fill(gridded, qtbot)
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    grid.focusCell(0)
    qtbot.keyPress(grid.cells()[0], Qt.Key.Key_H)
    assert not any(cell.pane.overlay.isVisible() for cell in grid.cells())
    qtbot.keyRelease(grid.cells()[0], Qt.Key.Key_H)
    assert all(cell.pane.overlay.isVisible() for cell in grid.cells())
    window.action(CommandId.HIDE_OVERLAY).trigger()
    assert not any(cell.pane.overlay.isVisible() for cell in grid.cells())
    window.action(CommandId.HIDE_OVERLAY).trigger()
    assert all(cell.pane.overlay.isVisible() for cell in grid.cells())


def every_preset_is_a_command_and_fills_the_grid(gridded: Program, qtbot: QtBot) -> None:
    for preset in (Preset.DEPTHS, Preset.CLASSES):
        gridded.window.action(PRESET_COMMANDS[preset]).trigger()
        fill(gridded, qtbot)
        assert gridded.window.viewer.view.compareMode() is CompareMode.GRID
    assert [cell.title for cell in gridded.comparison.cells] == ["No DR", "Mild", "Severe"]
    assert set(PRESET_COMMANDS) == set(Preset)


def a_map_of_zeros_is_said_to_be_one(gridded: Program, qtbot: QtBot) -> None:
    """Grad-CAM of the last layer behind a rectifier is zero for classes that nothing speaks for."""
    gridded.comparison.planning.applyPreset(Preset.CLASSES)
    fill(gridded, qtbot)
    cells = list(zip(gridded.comparison.cells, gridded.window.compare.grid.cells(), strict=True))
    empty = [widget for cell, widget in cells if cell.explanation is not None and not cell.explanation.has_evidence]
    for _cell, widget in cells:
        said = widget.pill.text()
        assert ("No evidence for" in said) == (widget in empty)
        assert (widget.header.scaleText() == ("", "")) == (widget in empty)


def own_scales_common_scale_and_what_is_said_of_it(gridded: Program, qtbot: QtBot) -> None:
    panel, comparison = gridded.window.compare, gridded.comparison
    panel.setScale(ScaleMode.COMMON)
    assert "No two cells are measured in the same unit" in panel.bar.note.text()
    comparison.planning.applyPreset(Preset.CLASSES)
    gridded.session.chooseMethod(Method.SALIENCY)
    fill(gridded, qtbot)
    limits = [rendering.limits for rendering in panel.renderings()]
    highest = max(float(cell.explanation.map.max()) for cell in comparison.cells if cell.explanation is not None)
    assert limits == [(0.0, pytest.approx(highest))] * 3
    qtbot.waitUntil(lambda: panel.bar.note.text() == "One scale for all: Saliency, logit")
    assert {cell.header.scaleText() for cell in panel.grid.cells()} == {panel.grid.cells()[0].header.scaleText()}
    panel.setScale(ScaleMode.OWN)
    fill(gridded, qtbot)
    assert [rendering.limits for rendering in panel.renderings()] == [None] * 3
    assert len({cell.header.scaleText() for cell in panel.grid.cells()}) > 1


def locked_limits_stay_for_the_next_photograph(gridded: Program, qtbot: QtBot) -> None:
    panel = gridded.window.compare
    before = [cell.header.scaleText() for cell in panel.grid.cells()]
    panel.setLocked(True)
    gridded.session.step(1)
    fill(gridded, qtbot)
    assert [cell.header.scaleText() for cell in panel.grid.cells()] == before
    assert [cell.isDrawn() for cell in panel.grid.cells()] == [True] * 3
    panel.setLocked(False)
    fill(gridded, qtbot)
    assert [cell.header.scaleText() for cell in panel.grid.cells()] != before


def chips_show_and_change_the_axes(gridded: Program, qtbot: QtBot) -> None:
    bar, comparison = gridded.window.compare.bar, gridded.comparison
    assert bar.column_chips.texts() == ["Grad-CAM", "Saliency", "Input x gradient"]
    bar.column_chips.button(1).removeRequested.emit()
    assert comparison.plan.methods == (Method.GRAD_CAM, Method.INPUT_X_GRADIENT)
    assert bar.column_chips.texts() == ["Grad-CAM", "Input x gradient"]
    bar.rows.setCurrentIndex(bar.rows.findData(AxisKind.TARGETS))
    bar.rows.activated.emit(bar.rows.currentIndex())
    assert comparison.plan.rows is AxisKind.TARGETS
    assert bar.row_chips.texts() == ["No DR", "Mild", "Severe"]
    fill(gridded, qtbot)
    assert comparison.shape == (3, 2)


def the_menus_add_change_pin_and_remove(gridded: Program, qtbot: QtBot) -> None:
    comparison, panel = gridded.comparison, gridded.window.compare
    menu = add_menu(AxisKind.METHODS, comparison, panel)
    assert menu is not None
    action = trigger(menu, "LayerCAM")
    assert comparison.plan.methods == (*QUICK, Method.LAYER_CAM)
    fill(gridded, qtbot)
    menu = cell_menu(0, comparison, panel)
    assert not next(
        action for action in submenu(menu, "Change &method").actions() if action.text() == "Saliency"
    ).isEnabled()
    trigger(submenu(menu, "Change &method"), "HiResCAM")
    assert comparison.plan.methods[0] is Method.HIRES_CAM
    fill(gridded, qtbot)
    trigger(cell_menu(1, comparison, panel), "&Remove this method\tDel")
    assert Method.SALIENCY not in comparison.plan.methods
    fill(gridded, qtbot)
    trigger(cell_menu(0, comparison, panel), "&Pin this view")
    assert len(comparison.plan.views) == 1
    other = cell_menu(0, comparison, panel)
    trigger(submenu(other, "Change &class"), "Mild")
    assert comparison.plan.columns is AxisKind.VIEWS
    fill(gridded, qtbot)
    queries = comparison.queries()
    assert [query.method for query in queries] == [Method.HIRES_CAM, Method.INPUT_X_GRADIENT, Method.LAYER_CAM]
    assert queries[0].target == ClassTarget(1)
    assert queries[1].target == gridded.session.target()
    assert action.isEnabled()


def test_what_is_missing_is_said(program: Program, photographs: list[Path], qtbot: QtBot) -> None:
    window = program.window
    window.open_paths([photographs[0]])
    qtbot.waitUntil(lambda: program.session.photograph is not None, timeout=WAIT_MS)
    window.action(CommandId.COMPARE_GRID).trigger()
    assert window.compare.stack.currentWidget() is window.compare.empty
    assert window.compare.empty.accessibleName() == "Which network?"


def without_pins_the_grid_of_pins_says_how_to_make_one(gridded: Program, qtbot: QtBot) -> None:
    window = gridded.window
    window.action(PRESET_COMMANDS[Preset.PINNED]).trigger()
    assert window.compare.stack.currentWidget() is window.compare.empty
    window.action(CommandId.PIN).trigger()
    assert window.compare.stack.currentWidget() is window.compare.grid
    fill(gridded, qtbot)
    assert gridded.comparison.cells[0].state is CellState.READY


def the_exported_picture_has_every_cell_and_says_how_each_was_made(
    gridded: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    path = tmp_path / "grid.png"
    with qtbot.waitSignal(gridded.window.comparing.exported, timeout=WAIT_MS):
        gridded.window.comparing.export(path)
    image = Image.open(path)
    record = json.loads(image.info[KEYWORD])
    assert [cell["view"]["query"]["method"] for cell in record["cells"]] == [method.value for method in QUICK]
    assert [cell["title"] for cell in record["cells"]] == ["Grad-CAM", "Saliency", "Input x gradient"]
    assert record["disclaimer"] == image.info["Disclaimer"] == DISCLAIMER
    photograph = gridded.session.photograph
    assert photograph is not None
    assert {cell["view"]["query"]["image"] for cell in record["cells"]} == {photograph.id}
    assert photograph.path.stem not in json.dumps(record), "nothing of the person or the machine leaves the program"
    pixels = np.asarray(image.convert("RGB"))
    assert pixels.shape[1] >= 3 * 480
    red = (pixels[:, :, 0] > 120) & (pixels[:, :, 2] < 90)  # the disc of the photograph
    assert min(int(third.sum()) for third in np.array_split(red, 3, axis=1)) > 10_000
    assert (pixels[-3:] == 255).all(), "the paper around it"
    assert [entry.name for entry in tmp_path.iterdir() if entry.suffix == ".part"] == []


def opening_the_exported_picture_brings_the_grid_back(gridded: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window, comparison = gridded.window, gridded.comparison
    path = tmp_path / "grid.png"
    with qtbot.waitSignal(window.comparing.exported, timeout=WAIT_MS):
        window.comparing.export(path)
    wanted = comparison.queries()
    window.comparing.leave()
    comparison.planning.setPlan(Plan(columns=AxisKind.LAYERS))
    gridded.session.step(2)
    gridded.session.chooseTarget(0)
    qtbot.waitUntil(lambda: gridded.session.explanation is not None, timeout=WAIT_MS)
    window.open_paths([path])
    qtbot.waitUntil(lambda: window.comparing.is_shown, timeout=WAIT_MS)
    fill(gridded, qtbot)
    assert comparison.queries() == wanted


def test_a_picture_whose_record_is_damaged_is_refused(tmp_path: Path) -> None:
    for text in ("nonsense", "[]", '{"cells": [{"title": "x"}]}', '{"cells": 3}'):
        with pytest.raises(RestoreError):
            GridRecord.loads(text)
    plain = tmp_path / "plain.png"
    Image.new("RGB", (4, 4)).save(plain)
    assert read_grid_record(plain) is None
    assert read_grid_record(tmp_path / "absent.png") is None


def a_place_that_cannot_be_written_is_said(gridded: Program, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitSignal(gridded.lanes.files.failed, timeout=WAIT_MS) as caught:
        gridded.window.comparing.export(tmp_path / "no such folder" / "grid.png")
    assert "cannot be written" in str(caught.args[0])


def the_grid_is_copied_where_the_view_would_be(gridded: Program, qtbot: QtBot, tmp_path: Path) -> None:
    clipboard = QGuiApplication.clipboard()
    clipboard.clear()
    gridded.window.action(CommandId.COPY).trigger()
    qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=WAIT_MS)
    whole = clipboard.image().width(), clipboard.image().height()
    assert whole[0] > 2 * whole[1]
    clipboard.clear()
    gridded.window.comparing.copy_cell(1)
    qtbot.waitUntil(lambda: not clipboard.image().isNull(), timeout=WAIT_MS)
    assert clipboard.image().width() < whole[0] / 2
    gridded.window.comparing.copy_caption(1)
    assert "Saliency for" in clipboard.text()
    clipboard.clear()


def agreement_is_shown_copied_and_saved(gridded: Program, qtbot: QtBot, tmp_path: Path) -> None:
    comparing = gridded.window.comparing
    gridded.window.action(CommandId.AGREEMENT).trigger()
    qtbot.waitUntil(lambda: comparing.dialog is not None, timeout=WAIT_MS)
    dialog = comparing.dialog
    assert dialog is not None
    figures = dialog.agreement()
    maps = [cell.explanation for cell in gridded.comparison.cells]
    assert maps[0] is not None
    assert maps[1] is not None
    assert figures.correlations[0, 1] == pytest.approx(rank_correlation(maps[0], maps[1]))
    model = dialog.table.model()
    assert model.index(0, 0).data() == "1.00"
    assert model.headerData(1, Qt.Orientation.Vertical) == "2  Saliency"
    dialog.copy()
    assert QGuiApplication.clipboard().text().splitlines()[0] == "spearman\tGrad-CAM\tSaliency\tInput x gradient"
    with qtbot.waitSignal(comparing.exported, timeout=WAIT_MS):
        comparing.save_table(tmp_path / "agreement.csv", figures)
    rows = list(csv.reader((tmp_path / "agreement.csv").read_text().splitlines()))
    assert len(rows) == 4
    assert float(rows[1][2]) == pytest.approx(figures.correlations[0, 1], abs=1e-6)
    dialog.close()


def progress_and_cancel_stand_over_the_grid(gridded: Program, qtbot: QtBot) -> None:
    bar, comparison = gridded.window.compare.bar, gridded.comparison
    comparison.planning.setPlan(Plan(methods=(Method.GRAD_CAM, Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS)))
    qtbot.waitUntil(lambda: gridded.lanes.network.has(SLOT) and bar.job.isVisible(), timeout=WAIT_MS)
    assert bar.job.text().startswith("Comparing")
    bar.job.cancelButton.click()
    assert comparison.is_stopped
    qtbot.waitUntil(bar.resume.isVisible, timeout=WAIT_MS)
    assert not bar.job.isVisible()
    assert "Stopped" in gridded.window.compare.grid.cells()[1].pill.text()
    bar.resume.click()
    fill(gridded, qtbot)
    assert not bar.resume.isVisible()


def test_the_grid_comes_back_with_the_next_run(gridded: Program, make_program: object, qtbot: QtBot) -> None:
    gridded.window.compare.setScale(ScaleMode.COMMON)
    gridded.window.close()
    again = make_program()  # type: ignore[operator]
    assert again.comparison.plan == Plan(methods=QUICK)
    assert again.window.compare.scale() is ScaleMode.COMMON


def test_filling_the_grid_never_holds_the_window_long(ready: Program, tmp_path: Path, qtbot: QtBot) -> None:
    """A photograph of 12 megapixels, nine maps."""
    ready.window.resize(1440, 900)
    path = write_photograph(tmp_path / "large.png", seed=3, width=4288, height=2848)
    ready.window.open_paths([path], replaces=True)
    qtbot.waitUntil(
        lambda: ready.session.photograph is not None and ready.session.photograph.width == 4288, timeout=WAIT_MS
    )
    qtbot.waitUntil(lambda: ready.session.explanation is not None, timeout=WAIT_MS)
    model = ready.session.model
    assert model is not None
    layers = tuple(layer.name for layer in model.layers if layer.shape[1] > 1)[:9]
    ready.comparison.planning.setPlan(Plan(columns=AxisKind.LAYERS, layers=layers))
    ready.window.action(CommandId.COMPARE_GRID).trigger()
    turns_s: list[float] = []
    while len(ready.comparison.queries()) < 9 or ready.window.compare.grid.isDrawing():
        # The time of this thread on the processor: on a busy machine the clock on the wall says nothing.
        began_s = time.thread_time()
        QGuiApplication.processEvents()
        turns_s.append(time.thread_time() - began_s)
    assert max(turns_s) < 0.2, "a tenth of a second of it is what a crowded machine makes of 45 ms"


def test_one_gets_there_and_back(gridded: Program, qtbot: QtBot) -> None:
    for check in (
        the_grid_takes_the_place_of_the_picture_and_gives_it_back,
        escape_leaves_from_the_bar_too,
        leaving_returns_to_how_one_compared_before,
        the_same_part_of_the_photograph_is_shown_in_grid_and_picture,
        choosing_a_cell_is_choosing_in_the_session,
        keys_of_the_window_still_work_over_the_grid,
    ):
        begin_again(gridded, qtbot)
        check(gridded, qtbot)


def test_what_is_compared_and_how_it_is_coloured(gridded: Program, qtbot: QtBot) -> None:
    for check in (
        every_preset_is_a_command_and_fills_the_grid,
        a_map_of_zeros_is_said_to_be_one,
        own_scales_common_scale_and_what_is_said_of_it,
        locked_limits_stay_for_the_next_photograph,
        chips_show_and_change_the_axes,
        the_menus_add_change_pin_and_remove,
        without_pins_the_grid_of_pins_says_how_to_make_one,
        progress_and_cancel_stand_over_the_grid,
    ):
        begin_again(gridded, qtbot)
        check(gridded, qtbot)


def test_what_leaves_the_program_and_comes_back(gridded: Program, qtbot: QtBot, tmp_path: Path) -> None:
    for check in (
        the_exported_picture_has_every_cell_and_says_how_each_was_made,
        opening_the_exported_picture_brings_the_grid_back,
        a_place_that_cannot_be_written_is_said,
        the_grid_is_copied_where_the_view_would_be,
        agreement_is_shown_copied_and_saved,
    ):
        begin_again(gridded, qtbot)
        check(gridded, qtbot, tmp_path)


def trigger(menu: QMenu, text: str) -> object:
    action = next(action for action in menu.actions() if action.text() == text)
    action.trigger()
    return action


def submenu(menu: QMenu, title: str) -> QMenu:
    found = next(action.menu() for action in menu.actions() if action.text() == title)
    assert isinstance(found, QMenu)
    return found
