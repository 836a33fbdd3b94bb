"""The sample project: what is opened when there is nothing else to open."""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import cv2
import numpy as np
import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from core.jobs import CancelToken
from desktop.app import Program
from desktop.bundled import Bundled, BundledModel, fitting, look_at_samples, read_bundled
from desktop.commands import CommandId
from desktop.files import UserFolders
from desktop.jobs import JobContext

WAIT_MS = 60_000


@pytest.fixture
def bundled(photographs: list[Path], model_file: Path, tmp_path: Path) -> Bundled:
    """Three samples of two classes, the last with a mask; a model that knows them, and one that is broken."""
    folder = tmp_path / "resources" / "samples"
    places = ("Mild/1.png", "No DR/2.png", "Mild/3.png")
    for photograph, place in zip(photographs, places, strict=False):
        (folder / "images" / place).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(photograph, folder / "images" / place)
    mask = np.zeros((120, 160), np.uint8)
    mask[50:60, 50:60] = 255
    (folder / "masks" / "MA").mkdir(parents=True)
    assert cv2.imwrite(str(folder / "masks" / "MA" / "3_MA.png"), mask)
    models = tmp_path / "models"
    models.mkdir()
    (models / "broken.safetensors").write_bytes(b"nothing of the kind")
    shutil.copy(model_file, models / "grader.safetensors")
    return Bundled(folder / "images", tuple(sorted(models.iterdir())))


@pytest.fixture
def make_bundled(qapp: QApplication, bundled: Bundled, tmp_path: Path) -> Iterator[Callable[[], Program]]:
    """Makes programs that come with samples, started and sharing their settings."""
    programs: list[Program] = []

    def make(*paths: Path) -> Program:
        program = Program(qapp, UserFolders.inside(tmp_path / "user"), bundled=bundled)
        programs.append(program)
        program.start(paths)
        return program

    yield make
    for program in programs:
        program.window.close()
        program.window.deleteLater()
        program.deleteLater()
    qapp.processEvents()


def test_the_first_start_shows_the_samples_explained(make_bundled: Callable[..., Program], qtbot: QtBot) -> None:
    program = make_bundled()
    session = program.session
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    assert [path.name for path in session.order] == ["1.png", "3.png", "2.png"]
    assert session.selection.photograph is not None
    assert session.selection.photograph.name == "3.png", "the one with masks is shown first"
    assert session.model is not None
    assert session.model.path.name == "grader.safetensors"
    assert program.window.viewer.messages.messages() == ()
    program.window.action(CommandId.SHOW_MASKS).trigger()
    qtbot.waitUntil(lambda: program.truth.masks is not None, timeout=WAIT_MS)
    assert [mask.code for mask in program.truth.outlines()] == ["MA"]


def test_what_is_given_or_remembered_comes_before_the_samples(
    make_bundled: Callable[..., Program], photographs: list[Path], qtbot: QtBot
) -> None:
    first = make_bundled(photographs[3])
    qtbot.waitUntil(lambda: first.session.photograph is not None, timeout=WAIT_MS)
    assert list(first.session.order) == [photographs[3]]
    first.window.close()
    again = make_bundled()
    qtbot.waitUntil(lambda: again.session.photograph is not None, timeout=WAIT_MS)
    assert list(again.session.order) == [photographs[3]]
    again.window.action(CommandId.OPEN_SAMPLES).trigger()
    qtbot.waitUntil(lambda: len(again.session.order) == 3, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: again.session.explanation is not None, timeout=WAIT_MS)


def test_bundled_models_are_in_the_chooser_once(make_bundled: Callable[..., Program], qtbot: QtBot) -> None:
    program = make_bundled()
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
    chooser = program.window.model.chooser
    assert [chooser.itemText(row) for row in range(chooser.count())].count("Small") == 1
    program.window.close()
    again = make_bundled(program.session.order[0])
    panel = again.window.model
    qtbot.waitUntil(lambda: again.session.model is not None, timeout=WAIT_MS)
    assert [panel.chooser.itemText(row) for row in range(panel.chooser.count())].count("Small") == 1


def test_without_samples_the_window_is_empty_and_says_what_to_do(program: Program) -> None:
    assert not program.window.action(CommandId.OPEN_SAMPLES).isEnabled()
    assert program.session.order == []
    assert program.window.viewer.stack.currentIndex() == 0
    buttons = program.window.viewer.empty.findChildren(QPushButton)
    assert [button.text().strip() for button in buttons if button.isVisible()] == [
        "Open folder…",
        "Open photographs…",
        "Reproduce experiments…",
    ]


def test_the_model_that_knows_the_most_photographs_fits(bundled: Bundled) -> None:
    (grader,) = read_bundled(bundled.models)
    markers = BundledModel(Path("markers"), replace(grader.card, class_names=("car", "grass")))
    one = BundledModel(Path("one"), replace(grader.card, class_names=("car", "Mild")))
    counts = Counter({"Mild": 2, "No DR": 1, "grass": 2})
    assert fitting([markers, one, grader], counts) is grader
    assert fitting([markers, one], counts) is markers
    assert fitting([markers], Counter({"Mild": 2})) is None
    assert fitting([], counts) is None


def test_an_empty_folder_of_samples_is_none(tmp_path: Path) -> None:
    assert look_at_samples(tmp_path, JobContext(CancelToken(), lambda _progress: None)) is None


def test_models_that_come_with_the_program_say_so(
    make_bundled: Callable[..., Program], qtbot: QtBot, photographs: list[Path]
) -> None:
    program = make_bundled(photographs[0])
    chooser = program.window.model.chooser
    qtbot.waitUntil(lambda: chooser.findText("Small") >= 0, timeout=WAIT_MS)
    tip = chooser.itemData(chooser.findText("Small"), Qt.ItemDataRole.ToolTipRole)
    assert tip == "grader.safetensors, which comes with Funduscope"
    assert program.session.model is None
    chooser.activated.emit(chooser.findText("Small"))
    qtbot.waitUntil(lambda: program.session.explanation is not None, timeout=WAIT_MS)
