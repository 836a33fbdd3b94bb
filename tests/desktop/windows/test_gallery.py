"""The gallery "Reproduce" in the real window."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from core.experiments.catalogue import EXPERIMENTS, find_experiment
from core.experiments.experiment import ExperimentProgress, Scale, Stage
from core.experiments.files import ExperimentFolder
from desktop.app import Program
from desktop.commands import CommandId
from desktop.experiments import RunState
from desktop.widgets.experiment_page import NO_CUDA
from desktop.windows.gallery_dialog import GalleryDialog

WAIT_MS = 120_000
DIE = "kalmeijer-die"


@pytest.fixture
def gallery(program: Program, qtbot: QtBot) -> Iterator[GalleryDialog]:
    """The gallery as the command opens it."""
    program.window.action(CommandId.REPRODUCE).trigger()
    qtbot.waitUntil(lambda: program.window.gallery.dialog is not None, timeout=WAIT_MS)
    opened = program.window.gallery.dialog
    assert opened is not None
    yield opened
    opened.close()


def leave_run(program: Program, name: str, *, photograph: Path | None = None, model: Path | None = None) -> Path:
    """A run of the die as it lies on disk; finished where it has a photograph and a model."""
    experiment = find_experiment(DIE)
    place = program.experiments.folder / name
    folder = ExperimentFolder(place, experiment, Scale.SMALL)
    place.mkdir(parents=True)
    record = {"format_version": 1, "experiment": DIE, "scale": "small", "funduscope": "0"}
    (place / "experiment.json").write_text(json.dumps(record))
    if photograph is not None and model is not None:
        folder.report.write_text("<html></html>")
        held_out = folder.test(experiment.main_arm) / "images" / "1" / "die_000000.png"
        held_out.parent.mkdir(parents=True)
        shutil.copy(photograph, held_out)
        folder.model(experiment.main_arm).parent.mkdir(parents=True)
        shutil.copy(model, folder.model(experiment.main_arm))
    return place


def button(gallery: GalleryDialog, text: str) -> QPushButton:
    found = [each for each in gallery.page.findChildren(QPushButton) if each.text() == text and not each.isHidden()]
    assert len(found) == 1, f"{text}: {len(found)}"
    return found[0]


def test_every_experiment_is_a_card_with_a_picture(program: Program, gallery: GalleryDialog, qtbot: QtBot) -> None:
    assert gallery.cards.count() == len(EXPERIMENTS)
    qtbot.waitUntil(lambda: program.lanes.files.is_idle and program.lanes.network.is_idle, timeout=WAIT_MS)
    for row, experiment in enumerate(EXPERIMENTS):
        item = gallery.cards.item(row)
        assert item.text().startswith(experiment.title)
        colours = item.icon().pixmap(72, 72).toImage()
        assert len({colours.pixelColor(x, x).rgb() for x in range(2, 70, 3)}) > 3, "an empty picture"
        gallery.cards.setCurrentRow(row)
        assert gallery.current() is experiment
    assert gallery.isVisible()
    assert not gallery.isModal()


def test_a_full_run_needs_a_card_that_is_there(program: Program, gallery: GalleryDialog, qtbot: QtBot) -> None:
    page = gallery.page
    page.setCuda(False)
    assert not page.fullButton.isEnabled()
    assert page.fullButton.toolTip() == NO_CUDA
    assert page.smallButton.isEnabled()
    page.setCuda(True)
    assert page.fullButton.isEnabled()


def test_what_a_run_left_is_opened(
    program: Program,
    gallery: GalleryDialog,
    photographs: list[Path],
    model_file: Path,
    monkeypatch: pytest.MonkeyPatch,
    qtbot: QtBot,
) -> None:
    opened: list[str] = []
    monkeypatch.setattr(QDesktopServices, "openUrl", lambda url: opened.append(QUrl(url).toLocalFile()) or True)
    place = leave_run(program, "done", photograph=photographs[0], model=model_file)
    gallery.choose(DIE)
    with qtbot.waitSignal(program.experiments.runsChanged, timeout=WAIT_MS):
        program.experiments.look()
    button(gallery, "Open report").click()
    qtbot.waitUntil(lambda: opened == [str(place / "report.html")], timeout=WAIT_MS)
    button(gallery, "Open photographs").click()
    qtbot.waitUntil(lambda: len(program.session.order) == 1, timeout=WAIT_MS)
    assert program.session.order[0].name == "die_000000.png"
    button(gallery, "Open model").click()
    qtbot.waitUntil(lambda: program.session.model is not None, timeout=WAIT_MS)
    assert gallery.cards.currentItem().text().endswith("done")


def test_a_run_that_did_not_end_can_be_gone_on_with(
    program: Program, gallery: GalleryDialog, monkeypatch: pytest.MonkeyPatch, qtbot: QtBot
) -> None:
    asked: list[tuple[str, Scale, Path | None]] = []

    def start(experiment, scale, *, folder=None):  # type: ignore[no-untyped-def]
        asked.append((experiment.id, scale, folder))

    monkeypatch.setattr(program.experiments, "start", start)
    place = leave_run(program, "begun")
    gallery.choose(DIE)
    with qtbot.waitSignal(program.experiments.runsChanged, timeout=WAIT_MS):
        program.experiments.look()
    button(gallery, "Continue").click()
    gallery.page.smallButton.click()
    assert asked == [(DIE, Scale.SMALL, place), (DIE, Scale.SMALL, None)]


def test_a_run_shows_its_stages_and_figures(program: Program, gallery: GalleryDialog, tmp_path: Path) -> None:
    experiment = find_experiment(DIE)
    state = RunState(experiment, Scale.SMALL, tmp_path)
    program.experiments.running = state
    gallery.choose(DIE)
    program.experiments.runningChanged.emit()
    assert not gallery.page.smallButton.isEnabled()
    arm = experiment.arms[0].id
    for epoch, loss in ((1.0, 2.0), (2.0, 1.5)):
        metrics = {"epoch": epoch, "training_loss": loss, "validation_accuracy": epoch / 4}
        text = f"Epoch {epoch:.0f} of 4"
        state.latest = ExperimentProgress(Stage.TRAINING, arm, epoch / 2, 0.1 * epoch, text, metrics)
        state.note(state.latest)
        program.experiments.progressed.emit(state)
    page = gallery.page
    assert page.stages.states()["Report"] == "waiting"
    assert page.stages.states()["Training"] == f"{int(100 / len(experiment.arms))} %"
    assert {curve.name: curve.values for curve in page.curves.curves()} == {
        "Loss, training": (2.0, 1.5),
        "Accuracy, validation": (0.25, 0.5),
    }
    assert "Network c4: Epoch 2 of 4" in page.job.text()
    gallery.choose(EXPERIMENTS[0].id)
    assert not page.job.isVisible()
    assert not page.smallButton.isEnabled()
    program.experiments.running = None
    program.experiments.runningChanged.emit()
    assert page.smallButton.isEnabled()


def test_the_gallery_closes_with_the_window(make_program: Callable[[], Program], qtbot: QtBot) -> None:
    program = make_program()
    program.start()
    program.window.action(CommandId.REPRODUCE).trigger()
    qtbot.waitUntil(lambda: program.window.gallery.dialog is not None, timeout=WAIT_MS)
    dialog = program.window.gallery.dialog
    assert dialog is not None
    program.window.close()
    assert not dialog.isVisible()
