"""The bar over the grid: what gives way where there is no room."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSize
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.jobs import Progress
from desktop.compare_plan import AxisKind, Plan
from desktop.resources import icon
from desktop.widgets.compare.bar import CompareBar


@pytest.mark.parametrize("width", [420, 560, 700, 1100])
def test_commands_that_have_keys_give_way_and_the_axes_stay(width: int, qtbot: QtBot) -> None:
    bar = CompareBar()
    qtbot.addWidget(bar)
    bar.setPlan(Plan(columns=AxisKind.TARGETS, rows=AxisKind.METHODS))
    bar.resize(width, 64)
    bar.show()
    QApplication.processEvents()
    for progress in (Progress(1, 9, "SmoothGrad"), None):
        bar.setProgress(progress)
        bar.setStopped(progress is None)
        QApplication.processEvents()
        assert bar.width() == width
        for widget in (bar.columns, bar.rows, bar.presets, bar.scale):
            assert widget.isVisible()
    if width == 1100:
        assert bar.export.isVisible()
        assert bar.leave.isVisible()


def test_an_icon_of_no_size_is_nothing(qtbot: QtBot) -> None:
    assert icon("agreement").pixmap(QSize(0, 0)).isNull()
