"""All channels of a layer in a window of their own: small pictures, from which one is chosen to be explained."""

from __future__ import annotations

import numpy as np
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.explain.params import OcclusionParams
from core.explain.query import ChannelTarget, Method
from desktop.app import Program
from desktop.commands import CommandId
from tests.desktop.conftest import WAIT_MS


def open_sheet(program: Program, qtbot: QtBot) -> None:
    """The window, once it shows all channels."""
    program.window.action(CommandId.ALL_CHANNELS).trigger()
    dialog = program.window.channels.dialog
    assert dialog is not None
    qtbot.waitUntil(lambda: dialog.sheets.sheet is not None, timeout=WAIT_MS)


def is_answered(program: Program) -> bool:
    explanation = program.session.explanation
    return explanation is not None and explanation.query == program.session.query()


def test_a_click_on_a_channel_explains_it_and_another_one_costs_nothing(ready: Program, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    session.chooseLayer("features.3")
    session.chooseParams(OcclusionParams(window=32, stride=16))
    session.chooseMethod(Method.OCCLUSION)
    qtbot.waitUntil(lambda: is_answered(ready), timeout=WAIT_MS)
    open_sheet(ready, qtbot)
    dialog = window.channels.dialog
    assert dialog is not None
    assert dialog.method() is Method.OCCLUSION
    sheet, entries = dialog.sheets.sheet, dialog.list
    assert sheet is not None
    assert entries.count() == len(sheet.peaks) == session.model.layers["features.3"].shape[0]
    peaks = [abs(sheet.peaks[entries.item(row).data(Qt.ItemDataRole.UserRole)]) for row in range(entries.count())]
    assert peaks == sorted(peaks, reverse=True)
    for row in (0, 1):
        channel = entries.item(row).data(Qt.ItemDataRole.UserRole)
        entries.itemClicked.emit(entries.item(row))
        assert session.selection.target == ChannelTarget("features.3", channel)
        qtbot.waitUntil(lambda: is_answered(ready), timeout=WAIT_MS)
        explanation = session.explanation
        assert explanation is not None
        assert np.abs(explanation.map).max() == abs(np.float32(sheet.peaks[channel]))
        assert dialog.sheets.sheet is sheet, "another channel of the layer is another place of the same sheet"
        assert entries.currentRow() == row
    dialog.close()


def test_the_window_follows_layer_and_method_and_says_what_is_missing(ready: Program, qtbot: QtBot) -> None:
    session, window = ready.session, ready.window
    session.chooseLayer("features.3")
    qtbot.waitUntil(lambda: is_answered(ready), timeout=WAIT_MS)
    open_sheet(ready, qtbot)
    dialog = window.channels.dialog
    assert dialog is not None
    assert dialog.method() is Method.SALIENCY, "Grad-CAM has no maps of all channels at once"
    session.chooseLayer("features.5")
    qtbot.waitUntil(
        lambda: dialog.sheets.sheet is not None and dialog.sheets.sheet.query.target.layer == "features.5",
        timeout=WAIT_MS,
    )
    assert "features.5" in dialog.titleLabel.text()
    dialog.orderBox.setCurrentIndex(1)
    dialog.orderBox.activated.emit(1)
    assert dialog.list.item(0).data(Qt.ItemDataRole.UserRole) == 0
    session.choosePhotograph(None)
    assert dialog.list.count() == 0
    assert "Open a photograph" in dialog.messageLabel.text()
    dialog.close()
    assert not dialog.sheets.is_busy
