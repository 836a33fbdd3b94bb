from dataclasses import replace

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt

from core.explain.overlay import Rendering
from desktop.widgets.colour_bar import ColourBar


@pytest.fixture
def bar(qtbot):
    """A bar whose wishes are granted, as a session does it."""
    shown = ColourBar()
    qtbot.addWidget(shown)
    shown.resize(72, 400)
    shown.show()
    shown.setMap(np.array([[-0.5, 0.0, 2.0]], np.float32))
    shown.granted = Rendering()

    def grant(**changes):
        shown.granted = replace(shown.granted, **changes)
        shown.setRendering(shown.granted)

    shown.limitsChanged.connect(lambda limits: grant(limits=limits))
    shown.thresholdChanged.connect(lambda threshold: grant(threshold=threshold))
    return shown


def drag(qtbot, scale, x, start, end):
    qtbot.mousePress(scale, Qt.MouseButton.LeftButton, pos=QPoint(x, round(scale.yOf(start))))
    qtbot.mouseMove(scale, QPoint(x, round(scale.yOf(end))))
    qtbot.mouseRelease(scale, Qt.MouseButton.LeftButton, pos=QPoint(x, round(scale.yOf(end))))


def test_automatic_limits_are_in_raw_units(bar):
    assert bar.limits() == (0.0, 2.0)
    assert (bar.lower_field().text(), bar.upper_field().text()) == ("0", "2")


def test_limits_are_dragged(bar, qtbot):
    drag(qtbot, bar.scale(), 30, 2.0, 1.5)
    assert bar.limits() == (0.0, pytest.approx(1.5, abs=0.02))
    drag(qtbot, bar.scale(), 30, 0.0, 0.5)
    assert bar.limits() == pytest.approx((0.5, 1.5), abs=0.02)


def test_limits_never_cross(bar, qtbot):
    drag(qtbot, bar.scale(), 30, 0.0, 2.0)
    lower, upper = bar.limits()
    assert 1.9 < lower < upper == 2.0


def test_the_threshold_is_dragged_and_taken_away(bar, qtbot):
    drag(qtbot, bar.scale(), 4, 0.0, 0.8)
    assert bar.threshold() == pytest.approx(0.8, abs=0.02)
    drag(qtbot, bar.scale(), 4, bar.threshold(), 0.0)
    assert bar.threshold() is None
    qtbot.keyClick(bar.scale(), Qt.Key.Key_PageUp)
    assert bar.threshold() == pytest.approx(0.2)


@pytest.mark.parametrize("typed", ["3.5", "3,5"])
def test_limits_are_typed(bar, qtbot, typed):
    upper = bar.upper_field()
    qtbot.mouseClick(upper, Qt.MouseButton.LeftButton)
    upper.selectAll()
    qtbot.keyClicks(upper, typed)
    qtbot.keyClick(upper, Qt.Key.Key_Return)
    assert bar.limits() == (0.0, 3.5)
    assert upper.text() == "3.5"


@pytest.mark.parametrize("typed", ["-1", "much", "0", ""])
def test_what_makes_no_range_is_not_taken(bar, qtbot, typed):
    upper = bar.upper_field()
    upper.setFocus()
    upper.selectAll()
    qtbot.keyClick(upper, Qt.Key.Key_Delete)
    qtbot.keyClicks(upper, typed)
    with qtbot.assertNotEmitted(bar.limitsChanged):
        qtbot.keyClick(upper, Qt.Key.Key_Return)
    assert bar.limits() == (0.0, 2.0)
    assert upper.text() == "2"


def test_escape_brings_the_limit_back(bar, qtbot):
    upper = bar.upper_field()
    upper.setFocus()
    upper.selectAll()
    qtbot.keyClicks(upper, "9")
    with qtbot.assertNotEmitted(bar.limitsChanged):
        qtbot.keyClick(upper, Qt.Key.Key_Escape)
    assert upper.text() == "2"


def test_locking_fixes_the_limits_and_automatic_frees_them(bar, qtbot):
    with qtbot.waitSignals([bar.limitsChanged, bar.lockedChanged]):
        bar.setLocked(True)
    assert bar.isLocked()
    bar.setMap(np.full((2, 2), 9.0, np.float32))
    assert bar.limits() == (0.0, 2.0)
    bar.makeAutomatic()
    assert not bar.isLocked()
    assert bar.limits() == (0.0, 9.0)


def test_reset_takes_limits_and_threshold_away(bar):
    bar.limitsChanged.emit((0.5, 1.0))
    bar.thresholdChanged.emit(0.7)
    assert (bar.limits(), bar.threshold()) == ((0.5, 1.0), 0.7)
    bar.reset()
    assert (bar.limits(), bar.threshold()) == ((0.0, 2.0), None)


def test_the_menu_offers_everything(bar):
    menu = bar.contextMenu()
    words = [action.text() for action in menu.actions() if action.text()]
    assert any("Lock" in text for text in words)
    assert any("Automatic" in text for text in words)
    assert any("Reset" in text for text in words)


@pytest.mark.parametrize("values", [None, np.zeros((3, 3)), np.full((3, 3), -1.0), np.full((3, 3), np.nan)])
def test_a_map_without_evidence_has_no_colours(bar, values):
    bar.setMap(None if values is None else values.astype(np.float32))
    assert bar.limits() == (0.0, 0.0)
    image = bar.scale().grab().toImage()
    colour = image.pixelColor(19, image.height() // 4)
    assert colour.saturation() < 60


def test_the_value_under_the_pointer_is_marked(bar):
    before = bar.scale().grab().toImage()
    bar.setPointerValue(1.0)
    assert bar.scale().grab().toImage() != before
    bar.setPointerValue(None)
    assert bar.scale().grab().toImage() == before


@pytest.fixture
def signed(qtbot):
    """A bar of a map with values on both sides of 0, whose wishes are granted."""
    shown = ColourBar()
    qtbot.addWidget(shown)
    shown.resize(72, 400)
    shown.show()
    shown.setMap(np.array([[-0.5, 0.0, 2.0]], np.float32), is_signed=True)
    shown.granted = Rendering()

    def grant(**changes):
        shown.granted = replace(shown.granted, **changes)
        shown.setRendering(shown.granted)

    shown.limitsChanged.connect(lambda limits: grant(signed_limits=limits))
    shown.symmetricChanged.connect(lambda is_on: grant(is_symmetric=is_on, signed_limits=None))
    shown.thresholdChanged.connect(lambda threshold: grant(threshold=threshold))
    return shown


def test_a_signed_bar_has_two_sides_of_one_size(signed):
    assert signed.limits() == (-2.0, 2.0)
    assert (signed.lower_field().text(), signed.upper_field().text()) == ("\N{MINUS SIGN}2", "2")
    scale = signed.scale()
    assert scale.yOf(-2.0) > scale.yOf(0.0) > scale.yOf(2.0)
    image = scale.grab().toImage()
    rise, fall = (image.pixelColor(19, round(scale.yOf(value))) for value in (1.0, -1.0))
    assert rise.red() > rise.blue()
    assert fall.blue() > fall.red()


def test_symmetric_limits_are_dragged_and_typed_together(signed, qtbot):
    drag(qtbot, signed.scale(), 30, 2.0, 1.5)
    lower, upper = signed.limits()
    assert upper == pytest.approx(1.5, abs=0.03)
    assert lower == -upper
    drag(qtbot, signed.scale(), 30, lower, -1.0)
    assert signed.limits() == pytest.approx((-1.0, 1.0), abs=0.03)
    field = signed.lower_field()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    qtbot.keyClicks(field, "-0.25")
    qtbot.keyClick(field, Qt.Key.Key_Return)
    assert signed.limits() == (-0.25, 0.25)
    signed.makeAutomatic()
    assert signed.limits() == (-2.0, 2.0)


def test_each_side_may_have_a_limit_of_its_own(signed, qtbot):
    action = next(action for action in signed.contextMenu().actions() if "rise and fall" in action.text())
    action.trigger()
    assert signed.limits() == (-0.5, 2.0)
    drag(qtbot, signed.scale(), 30, 2.0, 1.0)
    lower, upper = signed.limits()
    assert lower == -0.5
    assert upper == pytest.approx(1.0, abs=0.03)
    drag(qtbot, signed.scale(), 30, upper, -0.4)
    assert signed.limits() == (-0.5, 0.0), "no limit goes beyond 0"
    field = signed.upper_field()
    qtbot.mouseClick(field, Qt.MouseButton.LeftButton)
    field.selectAll()
    qtbot.keyClicks(field, "-1")
    with qtbot.assertNotEmitted(signed.limitsChanged):
        qtbot.keyClick(field, Qt.Key.Key_Return)


def test_the_threshold_of_a_signed_map_holds_on_both_sides(signed, qtbot):
    drag(qtbot, signed.scale(), 4, 0.0, 1.0)
    assert signed.threshold() == pytest.approx(1.0, abs=0.03)
    image = signed.scale().grab().toImage()
    bare = [image.pixelColor(19, round(signed.scale().yOf(value))) for value in (0.5, -0.5)]
    shown = [image.pixelColor(19, round(signed.scale().yOf(value))) for value in (1.6, -1.6)]
    assert all(colour.saturation() < 90 for colour in bare)
    assert all(colour.saturation() > 120 for colour in shown)


def test_a_signed_map_of_zeros_has_no_range(signed):
    signed.setMap(np.zeros((2, 2), np.float32), is_signed=True)
    assert signed.limits() == (0.0, 0.0)
    assert not signed.upper_field().isEnabled()
