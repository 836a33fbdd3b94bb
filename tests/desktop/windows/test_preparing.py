"""The dialog that prepares photographs, in the real window."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QSpinBox
from pytestqt.qtbot import QtBot

from core.images.preparation import Preparation, Recipe
from core.images.reading import read_photograph
from core.images.steps.clahe import Clahe
from core.images.steps.colours import HistogramMatching
from core.images.steps.flip import Direction, Flip
from core.images.steps.green import GreenChannel
from core.images.steps.resize import Resize
from desktop.app import Program
from desktop.commands import CommandId
from desktop.preparing import StepHistory, recipe_steps
from desktop.windows.preparing_dialog import PREVIEW_SLOT, PreparingDialog

WAIT_MS = 60_000


@pytest.fixture
def source(tmp_path: Path) -> Path:
    folder = tmp_path / "set"
    for number, name in enumerate(["mild/a.png", "severe/b.png"]):
        pixels = np.zeros((90, 120, 3), np.uint8)
        cv2.circle(pixels, (60, 45), 40, (180 - 40 * number, 90, 40), -1)
        (folder / name).parent.mkdir(parents=True)
        Image.fromarray(pixels).save(folder / name)
    return folder


@pytest.fixture
def dialog(program: Program, source: Path, qtbot: QtBot) -> Iterator[PreparingDialog]:
    """The dialog as the command opens it, with two photographs in the window."""
    program.window.open_paths([source], replaces=True)
    qtbot.waitUntil(lambda: len(program.session.order) == 2, timeout=WAIT_MS)
    program.window.action(CommandId.PREPARE).trigger()
    qtbot.waitUntil(lambda: program.window.preparing.dialog is not None, timeout=WAIT_MS)
    opened = program.window.preparing.dialog
    assert opened is not None
    yield opened
    if program.window.preparing.dialog is opened:
        opened.reject()


def wait_for_pictures(dialog: PreparingDialog, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: not dialog.pictures.isStale() and dialog.pictures.afterImage() is not None, timeout=WAIT_MS)


def after(dialog: PreparingDialog) -> np.ndarray:
    image = dialog.pictures.afterImage()
    assert image is not None
    rows = np.frombuffer(image.constBits(), np.uint8).reshape(image.height(), image.bytesPerLine())
    return rows[:, : 3 * image.width()].reshape(image.height(), image.width(), 3).copy()


def test_the_preview_is_what_the_steps_make(dialog: PreparingDialog, source: Path, qtbot: QtBot) -> None:
    for choice in (Recipe.CASINI, Recipe.PLAIN):
        dialog.setSteps(recipe_steps(choice, 64))
        wait_for_pictures(dialog, qtbot)
        wanted, _ = Preparation(recipe_steps(choice, 64)).apply_to_pixels(read_photograph(source / "mild/a.png").pixels)
        assert np.array_equal(after(dialog), wanted)
    dialog.stepPhotograph(1)
    wait_for_pictures(dialog, qtbot)
    wanted, _ = Preparation(recipe_steps(Recipe.PLAIN, 64)).apply_to_pixels(
        read_photograph(source / "severe/b.png").pixels
    )
    assert np.array_equal(after(dialog), wanted)


def test_a_preview_of_what_was_asked_before_is_never_shown_as_current(dialog: PreparingDialog, qtbot: QtBot) -> None:
    dialog.setSteps((Resize(8, 8),))
    dialog._show_preview()
    assert dialog._lane.has(PREVIEW_SLOT)
    dialog.setSteps((Resize(9, 9),))
    assert not dialog._lane.has(PREVIEW_SLOT)
    wait_for_pictures(dialog, qtbot)
    assert after(dialog).shape == (9, 9, 3)


def test_steps_are_added_changed_moved_removed_and_undone(dialog: PreparingDialog, qtbot: QtBot) -> None:
    names = [step.name for step in dialog.history.steps]
    assert names == ["field_crop", "resize", "local_mean"]
    dialog.stepList.list.setCurrentRow(1)
    dialog.stepList.addRequested.emit(Clahe)
    assert [step.name for step in dialog.history.steps] == ["field_crop", "resize", "clahe", "local_mean"]
    tiles = dialog.stepForm.controls["tiles"]
    assert isinstance(tiles, QSpinBox)
    tiles.setValue(8)
    assert dialog.history.steps[2] == Clahe(tiles=8)
    qtbot.keyClick(dialog.stepList.list, Qt.Key.Key_Down, Qt.KeyboardModifier.AltModifier)
    assert [step.name for step in dialog.history.steps] == ["field_crop", "resize", "local_mean", "clahe"]
    qtbot.keyClick(dialog.stepList.list, Qt.Key.Key_Delete)
    assert [step.name for step in dialog.history.steps] == names
    for _ in range(4):
        dialog.undo()
    assert not dialog.history.can_undo
    dialog.redo()
    assert dialog.history.steps[2] == Clahe()
    assert dialog.recipeBox.currentData() is None
    dialog.undo()
    assert dialog.recipeBox.currentData() == Recipe.VINCENZI


def test_what_makes_no_preparation_is_said(dialog: PreparingDialog, tmp_path: Path, qtbot: QtBot) -> None:
    dialog.setSteps((GreenChannel(),))
    qtbot.waitUntil(lambda: "different sizes" in dialog.pictures.words(), timeout=WAIT_MS)
    dialog.startButton.click()
    qtbot.waitUntil(lambda: "different sizes" in dialog.problem.text(), timeout=WAIT_MS)
    dialog.setSteps((Resize(8, 8),))
    dialog.targetEdit.setText(str(tmp_path / "set" / "copy"))
    dialog.startButton.click()
    qtbot.waitUntil(lambda: "lies in the folder" in dialog.problem.text(), timeout=WAIT_MS)


def test_choices_and_references(dialog: PreparingDialog, source: Path, qtbot: QtBot) -> None:
    dialog.setSteps((Flip(), Resize(8, 8)))
    box = dialog.stepForm.controls["direction"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(Direction.BOTH))
    assert dialog.history.steps[0] == Flip(Direction.BOTH)
    dialog.setSteps((HistogramMatching(), Resize(8, 8)))
    dialog.stepForm.referenceRequested.emit()
    wanted = HistogramMatching.of(read_photograph(source / "mild/a.png").pixels)
    qtbot.waitUntil(lambda: dialog.history.steps[0] == wanted, timeout=WAIT_MS)


def test_recipes_are_kept_and_opened(dialog: PreparingDialog, tmp_path: Path) -> None:
    dialog.setSteps((Clahe(7), Resize(20, 20)))
    dialog.saveRecipe(tmp_path / "own.json")
    dialog.setSteps((Resize(9, 9),))
    dialog.openRecipe(tmp_path / "own.json")
    assert dialog.history.steps == (Clahe(7), Resize(20, 20))
    (tmp_path / "broken.json").write_text("{}")
    dialog.openRecipe(tmp_path / "broken.json")
    assert "a list 'steps'" in dialog.problem.text()


def test_a_copy_is_written_beside_the_set(
    program: Program, dialog: PreparingDialog, source: Path, qtbot: QtBot
) -> None:
    target = source.with_name("set-prepared")
    assert (dialog.sourceEdit.text(), dialog.targetEdit.text()) == (str(source), str(target))
    dialog.setSteps(recipe_steps(Recipe.PLAIN, 32))
    with qtbot.waitSignal(program.window.preparing.prepared, timeout=WAIT_MS):
        dialog.startButton.click()
    manifest = json.loads((target / "manifest.json").read_text("utf-8"))
    assert [entry["target"] for entry in manifest["photographs"]] == ["mild/a.jpg", "severe/b.jpg"]
    assert "2 photographs prepared" in program.window.viewer.messages.messages()[0].text


def test_a_history_forgets_what_was_undone_once_there_is_something_new() -> None:
    history = StepHistory()
    assert (history.steps, history.position) == ((), -1)
    history.insert(0, Clahe())
    history.insert(1, Flip())
    history.undo()
    history.insert(0, GreenChannel())
    assert history.steps == (GreenChannel(), Clahe())
    assert not history.can_redo
    history.move(0, -1)
    assert history.steps == (GreenChannel(), Clahe())
