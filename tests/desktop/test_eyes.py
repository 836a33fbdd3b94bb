"""Both eyes: which photographs they are, how they are linked, and what is shown of each."""

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.images.facts import Eye
from core.images.geometry import Affine
from core.images.orientation import Orientation
from core.images.reading import read_photograph
from desktop.app import Program
from desktop.commands import CommandId
from desktop.eyes import EyePair, EyeView, linked, mirrored_map, pair_by_name
from desktop.widgets.viewer.view_state import ViewState
from tests.desktop.conftest import WAIT_MS, write_photograph

NAMES = [Path("a/1_left.png"), Path("a/1_right.png"), Path("b/1_right.png"), Path("a/2_OD.png"), Path("a/x.png")]


def test_pairs_by_name() -> None:
    right, left = EyeView(Path("a/1_right.png"), Eye.RIGHT), EyeView(Path("a/1_left.png"), Eye.LEFT)
    assert pair_by_name(NAMES[0], NAMES) == EyePair(right, left)
    assert pair_by_name(NAMES[1], NAMES) == EyePair(right, left)
    assert pair_by_name(NAMES[3], NAMES) == EyePair(EyeView(NAMES[3], Eye.RIGHT), None)
    assert pair_by_name(NAMES[4], NAMES) is None


@given(st.floats(0, 100), st.floats(0, 80), st.floats(0.1, 8), st.booleans())
def test_links_lead_back(x: float, y: float, scale: float, is_opposite: bool) -> None:
    here, there = (100, 80), (300, 160)
    state = ViewState(x, y, scale, is_fitted=False)
    other = linked(state, here, there, is_opposite=is_opposite)
    assert other.centre_y / 160 == pytest.approx(y / 80)
    assert other.centre_x / 300 == pytest.approx(1 - x / 100 if is_opposite else x / 100)
    back = linked(other, there, here, is_opposite=is_opposite)
    assert (back.centre_x, back.centre_y, back.scale) == (pytest.approx(x), pytest.approx(y), pytest.approx(scale))


def test_a_mirrored_map_lies_where_the_mirrored_photograph_has_it() -> None:
    values = np.arange(12, dtype=np.float32).reshape(3, 4)
    explanation = SimpleNamespace(
        map=values, to_photograph=Affine(xx=20, x0=5, yy=10, y0=7), seen=(5.0, 7.0, 85.0, 37.0)
    )
    mirrored, place, seen = mirrored_map(explanation, 100)  # type: ignore[arg-type]
    for row in range(3):
        for column in range(4):
            x, y = explanation.to_photograph(column + 0.5, row + 0.5)
            mirrored_x, mirrored_y = place(4 - column - 0.5, row + 0.5)
            assert (mirrored_x, mirrored_y) == (pytest.approx(100 - x), pytest.approx(y))
            assert mirrored[row, 3 - column] == values[row, column]
    assert seen == (15.0, 7.0, 95.0, 37.0)


def test_a_turned_photograph_is_another_one(tmp_path: Path) -> None:
    photograph = read_photograph(write_photograph(tmp_path / "a.png", seed=1))
    turned = Orientation(is_turned=True)
    other = turned.photograph(photograph)
    assert other.id != photograph.id
    np.testing.assert_array_equal(other.pixels, photograph.pixels[::-1, ::-1])
    np.testing.assert_array_equal(turned.photograph(other).pixels, photograph.pixels)


def test_both_eyes_have_their_own_map(program: Program, model_file: Path, tmp_path: Path, qtbot: QtBot) -> None:
    folder = tmp_path / "eyes"
    for number, side in enumerate(("left", "right")):
        write_photograph(folder / f"7_{side}.png", seed=number)
    program.window.open_paths([folder, model_file])
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
    program.window.action(CommandId.BOTH_EYES).trigger()
    dialog = program.window.data_work.both_eyes.dialog
    assert dialog is not None
    qtbot.waitUntil(
        lambda: all(one.answer for one in dialog._shown.values()) and len(dialog._shown) == 2, timeout=WAIT_MS
    )
    assert "7_right.png" in dialog.titles[Eye.RIGHT].text()
    maps = [dialog._shown[eye].answer.explanation.map for eye in Eye]  # type: ignore[union-attr]
    assert not np.array_equal(*maps)
    dialog.views[Eye.RIGHT].setViewState(ViewState(40, 30, 3, is_fitted=False))
    state = dialog.views[Eye.LEFT].viewState()
    assert (state.centre_x, state.centre_y, state.scale) == (pytest.approx(120), pytest.approx(30), pytest.approx(3))
    dialog.isMirrored.setChecked(True)
    dialog.views[Eye.RIGHT].setViewState(ViewState(50, 30, 3, is_fitted=False))
    assert dialog.views[Eye.LEFT].viewState().centre_x == pytest.approx(50)
    dialog.close()
    assert program.window.data_work.both_eyes.dialog is None
    program.window.action(CommandId.BOTH_EYES).trigger()
    again = program.window.data_work.both_eyes.dialog
    assert again is not None
    qtbot.keyClick(again, Qt.Key.Key_Escape)  # which sends no event of closing
    assert program.window.data_work.both_eyes.dialog is None
    program.window.action(CommandId.BOTH_EYES).trigger()
    program.window.data_work.both_eyes.close()
