import time
from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QApplication

from core.explain.explanation import Explanation
from core.explain.overlay import ColourMap, Interpolation, Rendering, colour_table, compose
from core.explain.query import ClassTarget, Method, Query
from core.images.geometry import Affine
from core.images.photograph import ImageId
from core.networks.card import ModelId
from desktop.widgets.photograph_view import CompareMode, PhotographView, PointerReading, ViewState, prepare_photograph

WIDTH, HEIGHT = 1200, 800
CELL = 100.0
GREY = 60


@pytest.fixture
def pixels():
    return np.full((HEIGHT, WIDTH, 3), GREY, np.uint8)


@pytest.fixture
def view(qtbot, pixels):
    shown = PhotographView()
    qtbot.addWidget(shown)
    shown.resize(600, 400)
    shown.show()
    qtbot.waitUntil(lambda: shown.pane().width() == 600)
    shown.setPhotograph(pixels)
    return shown


def hot_map(row=3, column=5, value=0.25):
    values = np.zeros((8, 12), np.float32)
    values[row, column] = value
    return values


def show_hot_map(view, **place):
    view.setOverlay(hot_map(**place), Affine.scale(CELL, CELL))


def wheel(view, position, notches=1):
    viewport = view.pane().viewport()
    event = QWheelEvent(
        position,
        QPointF(viewport.mapToGlobal(position.toPoint())),
        QPoint(),
        QPoint(0, 120 * notches),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(viewport, event)


def hover(view, x, y, pane=None):
    viewport = (pane or view.pane()).viewport()
    position = QPointF(x, y)
    move = QMouseEvent(
        QMouseEvent.Type.MouseMove,
        position,
        QPointF(viewport.mapToGlobal(position.toPoint())),
        Qt.MouseButton.NoButton,
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(viewport, move)


def picture(view):
    image = view.grab().toImage().convertToFormat(view.grab().toImage().Format.Format_RGB888)
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).astype(int)


def coloured(view):
    """Where the view shows something else than the grey photograph."""
    return np.abs(picture(view) - GREY).sum(axis=2) > 3


def test_the_whole_photograph_is_shown_at_first_and_after_every_change_of_size(view, qtbot):
    assert view.viewState() == ViewState(600, 400, 0.5)
    view.resize(300, 300)
    qtbot.waitUntil(lambda: view.viewState().scale == 0.25)
    view.resize(600, 400)
    qtbot.waitUntil(lambda: view.viewState() == ViewState(600, 400, 0.5))
    assert (picture(view) == GREY).all()


def test_the_wheel_zooms_about_the_pointer(view):
    position = QPointF(150.0, 120.0)
    before = view.pane().toPhotograph(position)
    for _ in range(5):
        wheel(view, position)
    after = view.pane().toPhotograph(position)
    assert view.viewState().scale == pytest.approx(0.5 * 1.25**5)
    assert (after.x(), after.y()) == pytest.approx((before.x(), before.y()), abs=0.5)
    for _ in range(5):
        wheel(view, position, -1)
    assert view.viewState().scale == pytest.approx(0.5)


@pytest.mark.parametrize("button", [Qt.MouseButton.LeftButton, Qt.MouseButton.MiddleButton])
def test_dragging_pans(view, qtbot, button):
    view.setViewState(ViewState(600, 400, 2.0, is_fitted=False))
    viewport = view.pane().viewport()
    qtbot.mousePress(viewport, button, pos=QPoint(300, 200))
    qtbot.mouseMove(viewport, QPoint(260, 220))
    qtbot.mouseRelease(viewport, button, pos=QPoint(260, 220))
    assert view.viewState() == ViewState(620, 390, 2.0, is_fitted=False)


def test_double_click_toggles_between_everything_and_device_pixels(view, qtbot):
    viewport = view.pane().viewport()
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.viewState().scale == pytest.approx(1 / view.devicePixelRatioF())
    point = view.pane().toPhotograph(QPointF(100, 100))
    assert (point.x(), point.y()) == pytest.approx((200, 200), abs=1)
    qtbot.mouseDClick(viewport, Qt.MouseButton.LeftButton, pos=QPoint(100, 100))
    assert view.viewState() == ViewState(600, 400, 0.5)


def test_keys_zoom_and_pan(view, qtbot):
    qtbot.keyClick(view, Qt.Key.Key_Plus)
    assert view.viewState().scale == pytest.approx(0.625)
    qtbot.keyClick(view, Qt.Key.Key_Minus)
    assert view.viewState().scale == pytest.approx(0.5)
    view.setViewState(ViewState(600, 400, 2.0, is_fitted=False))
    qtbot.keyClick(view, Qt.Key.Key_Right, Qt.KeyboardModifier.ShiftModifier)
    assert view.viewState() == ViewState(625, 400, 2.0, is_fitted=False)


def test_the_view_is_kept_for_a_photograph_of_the_same_size_only(view, pixels):
    zoomed = ViewState(500, 300, 3.0, is_fitted=False)
    view.setViewState(zoomed)
    view.setPhotograph(prepare_photograph(pixels + 20))
    assert view.viewState() == zoomed
    view.setPhotograph(np.zeros((400, 400, 3), np.uint8))
    assert view.viewState() == ViewState(200, 200, 1.0)


def test_a_view_state_can_be_restored(view):
    view.zoomIn()
    state = view.viewState()
    view.fit()
    view.setViewState(state)
    assert view.viewState() == state


def test_nothing_is_shown_without_a_photograph(view):
    view.setPhotograph(None)
    view.zoomIn()
    view.fit()
    hover(view, 100, 100)
    assert picture(view).max() < 120


def test_another_photograph_takes_the_overlay_away(view, pixels):
    show_hot_map(view)
    view.setPhotograph(pixels)
    assert not coloured(view).any()


@pytest.mark.parametrize("interpolation", list(Interpolation))
def test_the_screen_shows_what_is_exported(view, interpolation):
    pixels = np.random.default_rng(1).integers(0, 255, (300, 500, 3), dtype=np.uint8)
    values = np.random.default_rng(0).random((6, 7)).astype(np.float32) - 0.2
    place, seen = Affine.scale(60, 45).then(Affine.shift(40, 10)), (30.0, 20.0, 470.0, 290.0)
    rendering = Rendering(interpolation=interpolation, threshold=0.25)
    view.setPhotograph(pixels)
    view.setViewState(ViewState(250, 150, 1.0, is_fitted=False))
    view.setOverlay(values, place, seen=seen)
    view.setRendering(rendering)
    query = Query(ImageId("0"), ModelId("1"), Method.GRAD_CAM, ClassTarget(0), "layer4")
    exported = compose(pixels, Explanation(query, values, place, seen, 0.0), rendering)
    difference = np.abs(picture(view)[50:350, 50:550] - exported).max(axis=2)
    assert (difference > 6).mean() < 0.01  # the edge of the threshold, to a part of a pixel
    assert np.median(difference) <= 1


@pytest.mark.parametrize("interpolation", list(Interpolation))
def test_a_hot_cell_is_shown_where_it_lies(view, interpolation):
    view.setRendering(Rendering(interpolation=interpolation))
    show_hot_map(view)
    rows, columns = np.nonzero(coloured(view))
    assert columns.mean() + 0.5 == pytest.approx(5.5 * CELL / 2, abs=0.5)
    assert rows.mean() + 0.5 == pytest.approx(3.5 * CELL / 2, abs=0.5)


def test_the_overlay_keeps_its_place_when_zoomed(view):
    show_hot_map(view)
    view.setViewState(ViewState(5.5 * CELL, 3.5 * CELL, 2.0, is_fitted=False))
    rows, columns = np.nonzero(coloured(view))
    assert (columns.mean() + 0.5, rows.mean() + 0.5) == pytest.approx((300, 200), abs=0.5)


def test_cells_end_where_they_end(view):
    view.setRendering(Rendering(interpolation=Interpolation.CELLS))
    show_hot_map(view)
    rows, columns = np.nonzero(coloured(view))
    assert (columns.min(), columns.max() + 1, rows.min(), rows.max() + 1) == (250, 300, 150, 200)


def test_the_colour_at_full_opacity_is_that_of_the_bar(view):
    view.setRendering(Rendering(opacity=1.0, interpolation=Interpolation.CELLS, colour_map=ColourMap.VIRIDIS))
    show_hot_map(view)
    assert picture(view)[175, 275].tolist() == pytest.approx(colour_table(ColourMap.VIRIDIS)[255].tolist(), abs=1)


@pytest.mark.parametrize("values", [np.zeros((8, 12)), np.full((8, 12), -3.0), np.full((8, 12), np.nan)])
def test_a_map_without_evidence_hides_nothing(view, values):
    view.setRendering(Rendering(is_contour_shown=True, opacity=1.0))
    view.setOverlay(values.astype(np.float32), Affine.scale(CELL, CELL))
    assert not coloured(view).any()
    assert view.limits() == (0.0, 0.0)


def test_nothing_is_drawn_outside_of_what_the_network_saw(view):
    view.setRendering(Rendering(interpolation=Interpolation.CELLS))
    shifted = Affine.scale(CELL, CELL).then(Affine.shift(150, -50))
    view.setOverlay(np.ones((8, 8), np.float32), shifted, seen=(200.0, 0.0, 1000.0, 800.0))
    expected = np.zeros((400, 600), bool)
    expected[:, 100:500] = True
    assert np.array_equal(coloured(view), expected)


def test_the_overlay_vanishes_while_it_is_hidden_and_comes_back(view):
    show_hot_map(view)
    view.setOverlayHidden(True)
    assert view.isOverlayHidden()
    assert not coloured(view).any()
    view.setOverlayHidden(False)
    assert coloured(view).any()
    view.setOverlay(None, Affine())
    assert not coloured(view).any()


def test_a_change_of_rendering_is_seen_at_once_and_told_once(view, qtbot):
    show_hot_map(view)
    before = picture(view)
    with qtbot.waitSignal(view.renderingChanged) as told:
        view.setRendering(Rendering(opacity=0.2))
    assert told.args == [Rendering(opacity=0.2)]
    assert not np.array_equal(picture(view), before)
    with qtbot.assertNotEmitted(view.renderingChanged):
        view.setRendering(Rendering(opacity=0.2))
    view.setRendering(Rendering(threshold=0.3))
    assert not coloured(view).any()
    view.setRendering(Rendering(limits=(0.0, 50.0), opacity=0.2))
    assert view.limits() == (0.0, 50.0)


def test_the_contour_encloses_the_hot_cell(view):
    view.setRendering(Rendering(opacity=0.0, is_contour_shown=True))
    show_hot_map(view)
    rows, columns = np.nonzero(coloured(view))
    assert ((columns.min() + columns.max() + 1) / 2, (rows.min() + rows.max() + 1) / 2) == pytest.approx(
        (275, 175), abs=1
    )
    assert columns.max() - columns.min() == pytest.approx(50, abs=4)


def test_the_pointer_reads_position_and_raw_value(view, qtbot):
    show_hot_map(view, value=0.25)
    with qtbot.waitSignal(view.pointerMoved) as read:
        hover(view, 275, 175)
    assert read.args == [PointerReading(550.0, 350.0, 0.25)]
    with qtbot.waitSignal(view.pointerMoved) as read:
        show_hot_map(view, value=-1.5)
    assert read.args[0].value == -1.5
    with qtbot.waitSignal(view.pointerMoved) as read:
        view.setOverlay(None, Affine())
    assert read.args == [PointerReading(550.0, 350.0, None)]
    view.resize(600, 600)
    qtbot.waitUntil(lambda: view.pane().height() == 600)
    with qtbot.waitSignal(view.pointerMoved) as read:
        hover(view, 275, 20)
    assert read.args == [None]


def test_the_pointer_reads_no_value_where_the_network_saw_nothing(view, qtbot):
    view.setOverlay(np.ones((4, 4), np.float32), Affine.scale(CELL, CELL), seen=(0.0, 0.0, 450.0, 400.0))
    for x, expected in ((100, 1.0), (220, 1.0), (230, None)):
        with qtbot.waitSignal(view.pointerMoved) as read:
            hover(view, x, 100)
        assert read.args[0].value == expected


def test_photograph_only_shows_no_overlay(view, qtbot):
    show_hot_map(view)
    with qtbot.waitSignal(view.compareModeChanged) as told:
        view.setCompareMode(CompareMode.PHOTOGRAPH)
    assert told.args == [CompareMode.PHOTOGRAPH]
    assert not coloured(view).any()


def test_side_by_side_is_linked(view, qtbot):
    show_hot_map(view)
    view.setCompareMode(CompareMode.SIDE_BY_SIDE)
    reference = view.reference_pane()
    qtbot.waitUntil(lambda: reference.isVisible() and abs(reference.width() - view.pane().width()) <= 1)
    wheel(view, QPointF(50.0, 200.0))
    ours, theirs = (pane.toPhotograph(QPointF(pane.width() / 2, 20)) for pane in (view.pane(), reference))
    assert (ours.x(), ours.y()) == pytest.approx((theirs.x(), theirs.y()))
    hover(view, 40, 200, pane=reference)
    mark = view.pane().crossHair()
    assert mark is not None
    there = reference.toPhotograph(QPointF(40, 200))
    assert (mark.x(), mark.y()) == pytest.approx((there.x(), there.y()))
    assert reference.crossHair() is None
    view.setCompareMode(CompareMode.OVERLAY)
    assert view.pane().crossHair() is None
    qtbot.waitUntil(lambda: view.pane().width() == 600)


def test_the_swipe_divides_photograph_and_overlay(view, qtbot):
    view.setRendering(Rendering(interpolation=Interpolation.CELLS))
    view.setOverlay(np.ones((8, 12), np.float32), Affine.scale(CELL, CELL))
    view.setCompareMode(CompareMode.SWIPE)
    handle = view.swipe_handle()
    assert handle.isVisible()
    qtbot.mousePress(handle, Qt.MouseButton.LeftButton, pos=QPoint(16, 100))
    qtbot.mouseMove(handle, QPoint(16 - 120, 100))
    qtbot.mouseRelease(handle, Qt.MouseButton.LeftButton, pos=QPoint(16, 100))
    assert view.swipePosition() == pytest.approx(180 / 600, abs=0.003)
    shown = coloured(view)
    assert not shown[20, :160].any()
    assert shown[20, 200:].all()
    view.zoomIn()
    shown = coloured(view)
    assert not shown[20, :160].any()
    assert shown[20, 200:].all()


def test_the_picture_beside_the_divider_can_be_used(view, qtbot):
    view.setCompareMode(CompareMode.SWIPE)
    handle = view.swipe_handle()
    beside = handle.mapTo(view, QPoint(2, 40))
    assert view.childAt(beside) is view.pane().viewport()
    assert view.childAt(handle.mapTo(view, QPoint(16, 40))) is handle
    qtbot.keyPress(view, Qt.Key.Key_Space)
    assert view.childAt(handle.mapTo(view, QPoint(16, 40))) is view.pane().viewport()
    qtbot.keyRelease(view, Qt.Key.Key_Space)
    assert view.childAt(handle.mapTo(view, QPoint(16, 40))) is handle


def test_arrow_keys_move_the_divider_that_has_the_focus(view, qtbot):
    view.setCompareMode(CompareMode.SWIPE)
    qtbot.keyClick(view.swipe_handle(), Qt.Key.Key_Right)
    assert view.swipePosition() == pytest.approx(308 / 600)
    view.setSwipePosition(7.0)
    assert view.swipePosition() == 1.0


def test_words_are_shown_and_taken_away(view):
    plain = picture(view)
    view.setMessage("No evidence for 'Severe' at layer4")
    assert view.message() == "No evidence for 'Severe' at layer4"
    changed = np.abs(picture(view) - plain).sum(axis=2) > 0
    assert changed.any()
    assert changed.mean() < 0.15
    assert not changed[:300].any()
    view.setMessage(None)
    assert np.array_equal(picture(view), plain)


def test_busy_appears_only_when_it_lasts(view, qtbot):
    view.setBusy(True)
    indicator = view.busy_indicator()
    assert not indicator.isVisible()
    qtbot.waitUntil(indicator.isVisible, timeout=2000)
    view.setBusy(False)
    assert not indicator.isVisible()


def test_the_outline_of_what_the_network_saw_can_be_shown(view):
    view.setInputOutline((200.0, 100.0, 1000.0, 700.0))
    rows, columns = np.nonzero(coloured(view))
    assert (columns.min(), columns.max() + 1, rows.min(), rows.max() + 1) == pytest.approx((100, 500, 50, 350), abs=1)
    view.setInputOutline(None)
    assert not coloured(view).any()


def test_full_size_photographs_and_live_changes_are_quick(view):
    """Of processor time, which a busy machine takes no more of."""
    full = np.zeros((2848, 4288, 3), np.uint8)
    prepared = prepare_photograph(full)
    values = np.random.default_rng(0).random((14, 14)).astype(np.float32)
    place = Affine.scale(4288 / 14, 2848 / 14)

    def best(action):
        return min(_seconds(action, view) for _ in range(5))

    assert best(lambda: view.setPhotograph(prepared)) < 0.05
    assert best(lambda: view.setOverlay(values, place)) < 0.05
    opacities = iter(np.linspace(0.1, 0.9, 20))
    assert best(lambda: view.setRendering(replace(view.rendering(), opacity=float(next(opacities))))) < 0.03
    assert best(view.zoomIn) < 0.04


def _seconds(action, view):
    start = time.process_time()
    action()
    view.pane().viewport().repaint()
    return time.process_time() - start
