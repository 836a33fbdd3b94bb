"""The badge over the map keeps room for its words."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from desktop.widgets.viewer.veil_badge import VeilBadge


def test_it_grows_with_the_words_of_its_parent(qtbot: QtBot) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    around.resize(600, 200)
    badge = VeilBadge(around)
    badge.setText("Null band hatched: 26 % of the evidence")
    badge.place()
    before = badge.width()
    font = around.font()
    font.setPixelSize(24)
    around.setFont(font)
    assert badge.width() > before
