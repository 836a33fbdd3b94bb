"""Chips: words, crosses, and who gives way."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot

from desktop.widgets.compare.chips import Chip, ChipRow, shared


@pytest.fixture
def row(qtbot: QtBot) -> ChipRow:
    made = ChipRow()
    qtbot.addWidget(made)
    made.resize(400, 24)
    made.show()
    return made


def chips(*texts: str) -> list[Chip]:
    return [Chip(text, text.upper()) for text in texts]


@given(st.lists(st.integers(20, 300), min_size=1, max_size=9), st.integers(0, 2000))
def test_room_is_shared_fairly(wanted: list[int], room: int) -> None:
    given_px = shared(wanted, room)
    assert all(0 <= got <= want for got, want in zip(given_px, wanted, strict=True))
    assert sum(given_px) <= max(room, 0)
    if sum(wanted) <= room:
        assert given_px == wanted
    else:
        short = [got for got, want in zip(given_px, wanted, strict=True) if got < want]
        assert max(short) - min(short) <= len(wanted), "those who give way give way alike"
        whole = [got for got, want in zip(given_px, wanted, strict=True) if got == want]
        assert max(whole, default=0) <= max(short), "nobody whole is wider than one who gave way"


def test_short_words_stay_whole_beside_long_ones(row: ChipRow) -> None:
    row.setChips(chips("a", "features.11.expand3x3_activation.of.something.very.deep.in.there", "bc"), has_room=True)
    for number in (0, 2):
        assert row.button(number).width() == row.button(number).sizeHint().width()
    assert row.button(1).width() < row.button(1).sizeHint().width()
    assert row.addButton.geometry().right() <= row.width()


def test_a_cross_takes_away_and_the_rest_of_the_chip_does_not(row: ChipRow, qtbot: QtBot) -> None:
    removed: list[object] = []
    row.removeRequested.connect(removed.append)
    row.setChips(chips("one", "two"), has_room=True)
    chip = row.button(1)
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(10, 12))
    assert removed == []
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton, pos=QPoint(chip.width() - 10, 12))
    qtbot.mouseClick(row.button(0), Qt.MouseButton.MiddleButton, pos=QPoint(10, 12))
    qtbot.keyClick(row.button(0), Qt.Key.Key_Delete)
    assert removed == ["TWO", "ONE", "ONE"]


def test_the_last_one_has_no_cross_and_a_full_row_takes_no_more(row: ChipRow, qtbot: QtBot) -> None:
    removed: list[object] = []
    asked: list[object] = []
    row.removeRequested.connect(removed.append)
    row.addRequested.connect(asked.append)
    row.setChips(chips("one"), has_room=False)
    qtbot.keyClick(row.button(0), Qt.Key.Key_Delete)
    qtbot.mouseClick(row.addButton, Qt.MouseButton.LeftButton)
    assert removed == asked == []
    row.setChips(chips("one"), has_room=True, least=0)
    qtbot.keyClick(row.button(0), Qt.Key.Key_Delete)
    qtbot.mouseClick(row.addButton, Qt.MouseButton.LeftButton)
    assert removed == ["ONE"]
    assert len(asked) == 1
