import time
from collections.abc import Callable

import numpy as np
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.networks.layers import LayerTable
from desktop.widgets import layer_strip
from desktop.widgets.layer_picture import Evidence
from desktop.widgets.layer_strip import LayerStrip

NAMES = tuple(f"features.{number}" for number in range(40))
BLOB = np.eye(7, dtype=np.float32)


@pytest.fixture
def strip(qtbot: QtBot, layer_table: Callable[..., LayerTable]) -> LayerStrip:
    strip = LayerStrip()
    qtbot.addWidget(strip)
    strip.resize(500, strip.sizeHint().height())
    strip.show()
    strip.setLayers(layer_table(*NAMES))
    return strip


@pytest.fixture(autouse=True)
def all_pictures_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(layer_strip, "PICTURE_BUDGET_S", 60.0)


def cell_centre(strip: LayerStrip, name: str) -> QPoint:
    return strip._cell(NAMES.index(name)).center()


def is_in_sight(strip: LayerStrip, name: str) -> bool:
    return strip.viewport().rect().contains(strip._cell(NAMES.index(name)))


def test_at_first_the_last_layers_are_in_sight(strip: LayerStrip) -> None:
    assert is_in_sight(strip, NAMES[-1])
    assert not is_in_sight(strip, NAMES[0])


def test_pending_no_evidence_and_evidence_look_different(strip: LayerStrip) -> None:
    for name in NAMES[-3:]:
        assert strip.evidence(name) is Evidence.PENDING
    strip.setMap(NAMES[-2], np.zeros((7, 7), np.float32))
    strip.setMaps({NAMES[-1]: np.ones((7, 7), np.float32), "elsewhere": BLOB})
    assert strip.evidence(NAMES[-2]) is Evidence.NONE
    assert strip.evidence(NAMES[-1]) is Evidence.FOUND
    pictures = [strip.viewport().grab(strip._cell(place).adjusted(9, 6, -9, -24)).toImage() for place in (37, 38, 39)]
    lightness = [picture.pixelColor(6, 6).lightness() for picture in pictures]
    assert lightness[1] < 20  # no evidence is dark
    assert lightness[2] == 255  # the maximum, in grey
    assert lightness[0] > 20
    assert len({picture.constBits().tobytes() for picture in pictures}) == 3


def test_a_map_that_is_computed_again_is_pending_again(strip: LayerStrip) -> None:
    strip.setMap(NAMES[-1], BLOB)
    strip.setMap(NAMES[-1], None)
    assert strip.evidence(NAMES[-1]) is Evidence.PENDING
    strip.setMap(NAMES[-1], BLOB)
    strip.clearMaps()
    assert strip.evidence(NAMES[-1]) is Evidence.PENDING


def test_the_colour_map_recolours_what_is_there(strip: LayerStrip) -> None:
    strip.setMap(NAMES[-1], np.ones((7, 7), np.float32))
    lut = np.zeros((256, 3), np.uint8)
    lut[255] = (255, 0, 0)
    strip.setColourMap(lut)
    grabbed = strip.viewport().grab().toImage()
    place = cell_centre(strip, NAMES[-1])
    assert grabbed.pixelColor(place.x(), 30).getRgb()[:3] == (255, 0, 0)


def test_keys_walk_and_tell_at_once(qtbot: QtBot, strip: LayerStrip) -> None:
    chosen: list[str] = []
    strip.setCurrentLayer(NAMES[20])
    assert is_in_sight(strip, NAMES[20])
    strip.layerChosen.connect(chosen.append)
    for key in (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_Left, Qt.Key.Key_End):
        qtbot.keyClick(strip, key)
    assert chosen == [NAMES[19], NAMES[20], NAMES[0], NAMES[-1]]
    assert is_in_sight(strip, NAMES[-1])


def test_a_click_chooses(qtbot: QtBot, strip: LayerStrip) -> None:
    with qtbot.waitSignal(strip.layerChosen) as chosen:
        qtbot.mouseClick(strip.viewport(), Qt.MouseButton.LeftButton, pos=cell_centre(strip, NAMES[-2]))
    assert chosen.args == [NAMES[-2]]
    assert strip.currentLayer() == NAMES[-2]


def test_setters_tell_nobody_and_unknown_names_mark_nothing(strip: LayerStrip) -> None:
    chosen: list[str] = []
    strip.layerChosen.connect(chosen.append)
    strip.setCurrentLayer(NAMES[3])
    strip.setCurrentLayer("elsewhere")
    assert strip.currentLayer() is None
    strip.setLayers(None)
    assert chosen == []


def test_the_wheel_scrolls_along_the_row(strip: LayerStrip) -> None:
    before = strip.horizontalScrollBar().value()
    place = QPointF(50, 30)
    event = QWheelEvent(
        place,
        strip.viewport().mapToGlobal(place),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(strip.viewport(), event)
    assert strip.horizontalScrollBar().value() < before


def test_the_tooltip_says_that_each_is_scaled_on_its_own(strip: LayerStrip) -> None:
    strip.setMap(NAMES[0], 3 * BLOB)
    text = strip.toolTipOf(0)
    assert NAMES[0] in text
    assert "64 x 14 x 14" in text
    assert "own maximum" in text
    assert "Maximum: 3" in text


def test_hundreds_of_layers_stay_fluid(strip: LayerStrip, layer_table: Callable[..., LayerTable]) -> None:
    names = [f"blocks.{number}" for number in range(700)]
    strip.setLayers(layer_table(*names))
    values = np.random.default_rng(0).random((56, 56)).astype(np.float32)
    strip.setMaps(dict.fromkeys(names, values))
    bar = strip.horizontalScrollBar()
    started = time.process_time()
    for step in range(50):
        bar.setValue(bar.maximum() * step // 50)
        strip.grab()
    assert (time.process_time() - started) / 50 < 0.05


def test_pictures_that_take_their_time_follow_behind(
    strip: LayerStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    strip.setMaps(dict.fromkeys(NAMES, BLOB))
    monkeypatch.setattr(layer_strip, "PICTURE_BUDGET_S", -1.0)
    strip.viewport().grab()
    assert not strip._pictures
    monkeypatch.setattr(layer_strip, "PICTURE_BUDGET_S", 60.0)
    qtbot.waitUntil(lambda: NAMES[-1] in strip._pictures)
