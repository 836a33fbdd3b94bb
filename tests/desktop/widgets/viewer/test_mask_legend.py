"""The legend of the outlines."""

from __future__ import annotations

import numpy as np
import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.viewer.mask_legend import NO_MASKS, READING, MaskLegend
from desktop.widgets.viewer.mask_outlines import MaskOutline, prepare_mask


def mask(code: str, name: str, count: int) -> MaskOutline:
    pixels = np.zeros((20, 20), bool)
    pixels[2, 2 : 2 + 2 * count : 2] = True
    return prepare_mask(code, name, (255, 255, 0), pixels)


@pytest.fixture
def legend(qtbot: QtBot) -> MaskLegend:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(400, 300)
    around.show()
    made = MaskLegend(around)
    made.around = around  # type: ignore[attr-defined]  # kept alive
    return made


def test_it_waits_before_it_says_that_it_reads_and_then_has_room_for_its_rows(legend: MaskLegend, qtbot: QtBot) -> None:
    legend.setReading()
    assert not legend.isVisible()
    qtbot.waitUntil(lambda: legend.isVisible())
    assert legend.words() == READING
    legend.setMasks([mask("EX", "hard exudate", 2), mask("MA", "microaneurysm", 5)])
    assert legend.words() == ""
    for box in legend.boxes().values():
        assert box.isVisible()
        assert legend.rect().contains(box.mapTo(legend, QPoint(0, 0)))
        assert legend.rect().contains(box.mapTo(legend, box.rect().bottomRight()))
        assert box.width() >= box.sizeHint().width()


def test_kinds_are_switched_by_key_and_click(legend: MaskLegend, qtbot: QtBot) -> None:
    legend.setMasks([mask("EX", "hard exudate", 2), mask("MA", "microaneurysm", 1)], hidden=["MA"])
    boxes = legend.boxes()
    assert (boxes["EX"].isChecked(), boxes["MA"].isChecked()) == (True, False)
    assert boxes["MA"].toolTip() == "1 region outlined as microaneurysm (MA)"
    with qtbot.waitSignal(legend.kindToggled) as told:
        qtbot.keyClick(boxes["EX"], Qt.Key.Key_Space)
    assert told.args == ["EX", False]


def test_other_kinds_take_the_place_of_those_before(legend: MaskLegend) -> None:
    legend.setMasks([mask("EX", "hard exudate", 2)])
    legend.setMasks([mask("car", "car", 1), mask("grass", "grass", 1)])
    assert [box.text() for box in legend.boxes().values()] == ["car", "grass"]
    legend.setMasks([])
    assert legend.words() == NO_MASKS
    assert legend.boxes() == {}
    legend.setMasks([mask("car", "car", 3)])
    assert legend.boxes()["car"].accessibleName() == "car, 3 regions"
    assert legend.words() == ""
    legend.clear()
    assert not legend.isVisible()
