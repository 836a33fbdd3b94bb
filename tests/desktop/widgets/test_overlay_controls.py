import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QDoubleSpinBox, QSlider

from core.explain.overlay import ColourMap, Interpolation, Rendering, SignedColourMap
from core.explain.rendering import RegionSettings
from desktop.widgets.overlay_controls import OverlayControls
from desktop.widgets.viewer.glyph_button import GlyphButton
from desktop.widgets.viewer.reading import CompareMode


@pytest.fixture
def controls(qtbot):
    shown = OverlayControls()
    qtbot.addWidget(shown)
    shown.resize(760, 34)
    shown.show()
    return shown


def button(controls, text):
    return next(found for found in controls.findChildren(GlyphButton) if text in found.text())


def test_every_control_tells_the_whole_rendering(controls, qtbot):
    with qtbot.waitSignal(controls.valueChanged) as told:
        controls.findChild(QSlider).setValue(35)
    assert told.args == [Rendering(opacity=0.35)]
    qtbot.mouseClick(button(controls, "Contour"), Qt.MouseButton.LeftButton)
    qtbot.mouseClick(button(controls, "cells"), Qt.MouseButton.LeftButton)
    controls.findChild(QDoubleSpinBox).setValue(0.02)
    choice = controls.findChild(QComboBox)
    choice.setFocus()
    qtbot.keyClick(choice, Qt.Key.Key_End)
    assert controls.value() == Rendering(
        ColourMap.JET, None, 0.35, 0.02, is_contour_shown=True, interpolation=Interpolation.CELLS
    )


def test_a_value_that_is_set_is_shown_and_not_told(controls, qtbot):
    rendering = Rendering(ColourMap.CIVIDIS, (0.0, 1.0), 0.4, 0.0123456, is_contour_shown=True)
    with qtbot.assertNotEmitted(controls.valueChanged):
        controls.setValue(rendering)
        controls.setMaximumValue(3e-5)
        controls.setMaximumValue(0.0)
    assert controls.value() == rendering
    assert controls.findChild(QSlider).value() == 40
    assert button(controls, "Contour").isChecked()


def test_the_threshold_suits_the_map(controls):
    controls.setMaximumValue(3e-5)
    field = controls.findChild(QDoubleSpinBox)
    field.setValue(1.2e-5)
    assert controls.value().threshold == pytest.approx(1.2e-5)
    field.setValue(0.0)
    assert controls.value().threshold is None


def test_the_comparison_is_chosen(controls, qtbot):
    with qtbot.waitSignal(controls.compareModeChanged) as told:
        qtbot.mouseClick(button(controls, "Swipe"), Qt.MouseButton.LeftButton)
    assert told.args == [CompareMode.SWIPE]
    controls.setCompareMode(CompareMode.PHOTOGRAPH)
    assert controls.compareMode() is CompareMode.PHOTOGRAPH


@pytest.mark.parametrize("width", [1000, 780, 560, 430, 320])
def test_nothing_is_clipped_at_any_width(controls, qtbot, width):
    controls.resize(width, 34)
    qtbot.waitUntil(lambda: controls.width() == width)
    shown = [child for child in controls.children() if child.isWidgetType() and child.isVisible()]
    right = 0
    for child in sorted(shown, key=lambda child: child.x()):
        assert child.x() >= right, child
        right = child.x() + child.width()
    assert right <= width
    assert (width >= 780) == controls.findChild(QDoubleSpinBox).isVisible()


def test_what_gave_way_is_in_the_menu(controls, qtbot):
    controls.resize(320, 34)
    qtbot.waitUntil(button(controls, "More").isVisible)
    menu = controls.overflowMenu()
    actions = {action.text(): action for action in menu.actions()}
    actions["Contour"].trigger()
    assert controls.value().is_contour_shown
    colours = {action.text(): action for action in actions["Colour map"].menu().actions()}
    colours["Viridis"].trigger()
    assert controls.value().colour_map is ColourMap.VIRIDIS


def test_the_region_view_has_controls_of_its_own(controls, qtbot):
    with qtbot.waitSignal(controls.valueChanged) as told:
        qtbot.mouseClick(button(controls, "Regions"), Qt.MouseButton.LeftButton)
    assert told.args[0].is_region_view
    smoothing, threshold, prominence = controls.findChildren(QSlider)[-3:]
    assert smoothing.isVisible()
    assert not controls.findChildren(QSlider)[0].isVisible()
    with qtbot.waitSignal(controls.valueChanged) as told:
        threshold.setValue(30)
    with qtbot.waitSignal(controls.valueChanged) as told:
        smoothing.setValue(50)
    with qtbot.waitSignal(controls.valueChanged) as told:
        prominence.setValue(40)
    assert told.args[0].regions == RegionSettings(smoothing=0.05, threshold=0.3, prominence=0.4)
    for width in (1000, 560, 430, 320):
        controls.resize(width, 34)
        qtbot.waitUntil(lambda width=width: controls.width() == width)
        shown = [child for child in controls.children() if child.isWidgetType() and child.isVisible()]
        assert max(child.x() + child.width() for child in shown) <= width
    qtbot.mouseClick(button(controls, "Regions"), Qt.MouseButton.LeftButton)
    assert not smoothing.isVisible()
    assert controls.findChildren(QSlider)[0].isVisible()


def test_signed_maps_have_colours_of_their_own(controls, qtbot):
    controls.setSigned(is_signed=True)
    choice = controls.findChild(QComboBox)
    assert [choice.itemData(row) for row in range(choice.count())] == list(SignedColourMap)
    choice.setFocus()
    with qtbot.waitSignal(controls.valueChanged) as told:
        qtbot.keyClick(choice, Qt.Key.Key_End)
    assert told.args == [Rendering(signed_colour_map=SignedColourMap.BLUE_RED)]
    controls.setSigned(is_signed=False)
    assert choice.currentData() == ColourMap.INFERNO
