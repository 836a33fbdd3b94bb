"""Every setting of the regions has its slider."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from pytestqt.qtbot import QtBot

from core.explain.rendering import RegionSettings
from desktop.widgets.viewer.region_controls import RegionControls


@pytest.mark.parametrize(
    ("name", "step", "value"), [("smoothing", 50, 0.05), ("threshold", 30, 0.3), ("prominence", 80, 0.8)]
)
def test_a_slider_changes_its_setting_alone(name: str, step: int, value: float, qtbot: QtBot) -> None:
    controls = RegionControls()
    qtbot.addWidget(controls)
    assert controls.value() == RegionSettings()
    with qtbot.waitSignal(controls.valueChanged) as told:
        controls.slider(name).setValue(step)
    assert told.args[0] == controls.value()
    wanted = asdict(RegionSettings()) | {name: pytest.approx(value)}
    assert asdict(controls.value()) == wanted
    controls.setValue(RegionSettings())
    assert controls.slider(name).value() != step
    assert controls.value() == RegionSettings()
