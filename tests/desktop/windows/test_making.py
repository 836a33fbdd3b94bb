"""The dialog that makes photographs with known truth, in the real window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import h5py
import numpy as np
import pytest
from pytestqt.qtbot import QtBot

from core.jobs import CancelToken
from core.synthesis.die.sequence import Turn
from core.synthesis.markers.presets import Preset
from core.synthesis.writing.write import Container
from desktop.app import Program
from desktop.commands import CommandId
from desktop.making import Kind, Wish, examples
from desktop.widgets.making_form import OWN, OWN_CLASSES, MakingForm
from desktop.windows.making_dialog import EXAMPLES_SLOT, MakingDialog

WAIT_MS = 120_000


@pytest.fixture
def dialog(program: Program, qtbot: QtBot) -> Iterator[MakingDialog]:
    """The dialog as the command opens it."""
    program.window.action(CommandId.MAKE_PHOTOGRAPHS).trigger()
    qtbot.waitUntil(lambda: program.window.making.dialog is not None, timeout=WAIT_MS)
    opened = program.window.making.dialog
    assert opened is not None
    yield opened
    if program.window.making.dialog is opened:
        opened.reject()


def choose(form: MakingForm, kind: Kind) -> None:
    form.kindBox.setCurrentIndex(form.kindBox.findData(kind))


def wait_for_examples(dialog: MakingDialog, qtbot: QtBot) -> list[str]:
    qtbot.waitUntil(lambda: not dialog.grid.isStale() and bool(dialog.grid.captions()), timeout=WAIT_MS)
    return dialog.grid.captions()


def fill_die(dialog: MakingDialog, target: Path, count: int = 8) -> None:
    choose(dialog.form, Kind.DIE)
    dialog.form.countBox.setValue(count)
    dialog.form.setTarget(target)


def test_photographs_are_made_and_opened(program: Program, dialog: MakingDialog, tmp_path: Path, qtbot: QtBot) -> None:
    fill_die(dialog, tmp_path / "dice")
    with qtbot.waitSignal(program.window.making.made, timeout=WAIT_MS):
        dialog.makeButton.click()
    qtbot.waitUntil(lambda: len(program.session.order) == 8, timeout=WAIT_MS)
    assert program.window.making.dialog is None
    assert {path.parents[1] for path in program.session.order} == {tmp_path / "dice" / "images"}
    truth = json.loads((tmp_path / "dice" / "truth.json").read_text(encoding="utf-8"))
    assert truth["class_names"] == ["1", "2", "3", "4", "5", "6"]
    messages = program.window.viewer.messages.messages()
    assert messages[0].text == f"8 photographs made: {tmp_path / 'dice'}"


def test_a_file_is_made_and_named(program: Program, dialog: MakingDialog, tmp_path: Path, qtbot: QtBot) -> None:
    fill_die(dialog, tmp_path / "dice", count=3)
    dialog.form.containerBox.setCurrentIndex(dialog.form.containerBox.findData(Container.HDF5))
    assert dialog.form.wish().target == tmp_path / "dice.h5"
    with qtbot.waitSignal(program.window.making.made, timeout=WAIT_MS):
        dialog.makeButton.click()
    with h5py.File(tmp_path / "dice.h5") as file:
        assert file["dataset"].shape == (3, 32, 32, 3)
    assert program.session.order == []


def test_the_examples_follow_the_answers(dialog: MakingDialog, qtbot: QtBot) -> None:
    choose(dialog.form, Kind.DIE)
    assert len(wait_for_examples(dialog, qtbot)) == 4
    choose(dialog.form, Kind.MARKERS)
    dialog.form.sizeBox.setValue(128)
    dialog.form.contentBox.setCurrentIndex(dialog.form.contentBox.findData(Preset.GRASS_NONE.value))
    captions = wait_for_examples(dialog, qtbot)
    assert sorted(captions) == ["grass", "grass", "none", "none"]


def test_examples_of_what_was_asked_before_are_never_shown_as_current(dialog: MakingDialog, qtbot: QtBot) -> None:
    choose(dialog.form, Kind.DIE)
    dialog._show_examples()
    assert dialog._lane.has(EXAMPLES_SLOT)
    dialog.form.seedBox.setValue(5)
    assert not dialog._lane.has(EXAMPLES_SLOT)
    assert wait_for_examples(dialog, qtbot)


def test_what_cannot_be_made_is_said_and_nothing_is(dialog: MakingDialog, tmp_path: Path, qtbot: QtBot) -> None:
    (tmp_path / "dice").mkdir()
    fill_die(dialog, tmp_path / "dice")
    dialog.makeButton.click()
    qtbot.waitUntil(lambda: "is there already" in dialog.problem.text(), timeout=WAIT_MS)
    assert dialog.makeButton.isEnabled()
    dialog.form.setTarget(tmp_path / "others")
    assert dialog.problem.text() == ""
    choose(dialog.form, Kind.MARKERS)
    dialog.form.contentBox.setCurrentIndex(dialog.form.contentBox.findText(OWN_CLASSES))
    dialog.form.classesEdit.setText("car, zebra")
    qtbot.waitUntil(lambda: "zebra" in dialog.grid.words(), timeout=WAIT_MS)
    dialog.makeButton.click()
    qtbot.waitUntil(lambda: "zebra" in dialog.problem.text(), timeout=WAIT_MS)
    assert not (tmp_path / "others").exists()


def test_markers_are_put_into_photographs_of_ones_own(
    program: Program, dialog: MakingDialog, tmp_path: Path, qtbot: QtBot
) -> None:
    folder = tmp_path / "mine"
    folder.mkdir()
    fundus = np.zeros((300, 400, 3), np.uint8)
    cv2.circle(fundus, (200, 150), 140, (40, 80, 190), -1)
    assert cv2.imwrite(str(folder / "eye.png"), fundus)
    form = dialog.form
    choose(form, Kind.MARKERS)
    form.groundBox.setCurrentText(OWN)
    qtbot.waitUntil(lambda: "Choose the folder" in dialog.grid.words(), timeout=WAIT_MS)
    dialog.makeButton.click()
    assert dialog.problem.text() == "Choose the folder with your photographs."
    form.setFolder(folder)
    form.sizeBox.setValue(0)
    form.countBox.setValue(2)
    form.setTarget(tmp_path / "marked")
    assert len(wait_for_examples(dialog, qtbot)) == 2
    with qtbot.waitSignal(program.window.making.made, timeout=WAIT_MS):
        dialog.makeButton.click()
    pictures = sorted((tmp_path / "marked" / "images").rglob("*.jpg"))
    assert [cv2.imread(str(path)).shape for path in pictures] == [(300, 400, 3)] * 2


def test_cancelling_leaves_nothing(program: Program, dialog: MakingDialog, tmp_path: Path, qtbot: QtBot) -> None:
    fill_die(dialog, tmp_path / "dice", count=100_000)
    dialog.makeButton.click()
    status = program.window.status.jobs
    qtbot.waitUntil(lambda: "Making photographs: rendering" in status.text(), timeout=WAIT_MS)
    status.cancelButton.click()
    qtbot.waitUntil(lambda: program.lanes.making.is_idle, timeout=WAIT_MS)
    assert list(tmp_path.glob("*dice*")) == []


def test_a_target_is_suggested_until_one_is_given(dialog: MakingDialog, tmp_path: Path) -> None:
    form = dialog.form
    assert form.wish().target.name == "fundus-100-seed-0"
    form.seedBox.setValue(7)
    choose(form, Kind.DIE)
    assert form.wish().target.name == "die-100-seed-7"
    form.setTarget(tmp_path / "mine")
    form.seedBox.setValue(8)
    assert form.wish().target == tmp_path / "mine"


def test_a_sequence_is_seen_from_its_beginning_to_its_end() -> None:
    wish = Wish(kind=Kind.DIE, turn=Turn.TOUR, size_px=32, count=60)
    shown = examples(wish, CancelToken())
    assert shown[0].class_name == "1"
    assert len({example.class_name for example in shown}) >= 3


def test_examples_are_small_and_outlined() -> None:
    wish = Wish(kind=Kind.MARKERS, preset=Preset.CAR_GRASS, size_px=1024, count=2)
    for example in examples(wish, CancelToken()):
        assert example.pixels.shape == (256, 256, 3)
