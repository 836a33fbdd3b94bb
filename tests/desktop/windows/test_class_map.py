"""Labels in other words than the model's: asked for once, remembered, and used for every figure."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.project import Project
from core.networks.files import model_id, read_card
from core.reports.writing import ReportFormat
from desktop.app import Program
from desktop.windows.class_map_dialog import ClassMapDialog
from desktop.workspace import Workspace

WAIT_MS = 120_000
LABELS = ("keine", "leichte NPDR", "unklar")
NAMES = ("No DR", "Mild", "Severe")
COUNT = 60


@pytest.fixture
def place(tmp_path: Path, model_file: Path) -> Path:
    """A project whose labels are German and the predictions those of the small model's classes."""
    from core.datasets.catalogue.importing import import_labels
    from core.datasets.catalogue.indexing import index
    from core.datasets.sources.opening import SourceOptions

    folder = tmp_path / "eyes"
    folder.mkdir()
    random = np.random.default_rng(0)
    labels = random.integers(0, 3, COUNT)
    for number in range(COUNT):
        Image.fromarray(random.integers(0, 255, (20, 20, 3), np.uint8)).save(folder / f"p{number:02}.png")
    table = tmp_path / "labels.csv"
    lines = [f"p{number:02},{LABELS[label]}" for number, label in enumerate(labels)]
    table.write_text("image,label\n" + "\n".join(lines), encoding="utf-8")
    path = tmp_path / "study.funduscope"
    project = Project.create(path)
    import_labels(project, folder, SourceOptions(labels=table, class_names=LABELS), scheme="grades")
    index(project)
    model = project.predictions.model(model_id(model_file), "Small", NAMES)
    rows = project.browsing.rows(range(1, COUNT + 1))
    order = {row.name: number for number, row in rows.items()}
    said = np.where(random.random(COUNT) < 0.6, labels, (labels + 1) % 3)
    given = (0.05 + 0.85 * np.eye(3)[said]).astype(np.float32)
    project.predictions.add(model, [(order[f"p{number:02}.png"], given[number]) for number in range(COUNT)])
    project.close()
    return path


@pytest.fixture
def evaluating(program: Program, place: Path, qtbot: QtBot) -> Program:
    program.window.data_work.open(place)
    qtbot.waitUntil(lambda: program.projects.project is not None, timeout=WAIT_MS)
    program.window.workspaces.choose(Workspace.EVALUATE)
    return program


def decided(program: Program, qtbot: QtBot) -> ClassMapDialog:
    panel = program.window.evaluate
    qtbot.waitUntil(lambda: panel._unmatched is not None, timeout=WAIT_MS)
    panel._ask_map()
    dialog = program.window.evaluating.map_dialog
    assert dialog is not None
    return dialog


def test_meanings_are_proposed_mended_and_remembered(evaluating: Program, qtbot: QtBot) -> None:
    panel = evaluating.window.evaluate
    dialog = decided(evaluating, qtbot)
    assert dialog.class_map() == {"keine": "No DR", "leichte NPDR": "Mild"}
    assert not dialog.takeButton.isEnabled()  # 'unklar' is still open
    box = dialog.boxes["unklar"]
    box.setCurrentIndex(box.count() - 1)
    box.activated.emit(box.count() - 1)
    assert dialog.class_map()["unklar"] == ""
    dialog.takeButton.click()
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    judged = panel.shown.judged.judged
    assert set(judged.labels.tolist()) == {0, 1}
    assert judged.class_names == NAMES
    assert evaluating.window.services.folders.class_maps.is_file()
    panel._ask_map()
    again = evaluating.window.evaluating.map_dialog
    assert again is not None
    assert again.class_map() == {"keine": "No DR", "leichte NPDR": "Mild", "unklar": ""}
    assert again.grounds["keine"].text() == "as last time"
    again.reject()


def test_figures_lead_to_their_photographs(evaluating: Program, qtbot: QtBot) -> None:
    panel, window = evaluating.window.evaluate, evaluating.window
    dialog = decided(evaluating, qtbot)
    dialog.decided.emit({"keine": "No DR", "leichte NPDR": "Mild", "unklar": "Severe"})
    dialog.reject()
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    judged = panel.shown.judged
    asked: list[tuple[tuple[int, ...], str]] = []
    panel.photographsRequested.disconnect()
    panel.photographsRequested.connect(lambda numbers, words: asked.append((numbers, words)))
    roc = panel.plots["roc"]
    last = len(roc.lines()[1].points) - 1
    roc.pointActivated.emit(1, last)
    numbers, words = asked.pop()
    assert sorted(numbers) == sorted(judged.photographs)  # the most lenient threshold calls all of them so
    assert "Mild" in words
    assert "specificity" in panel.curves.pointWords(1, last)
    panel.plots["reliability"].pointActivated.emit(0, 0)
    numbers, _words = asked.pop()
    assert len(numbers) == panel.curves.bins()[0].count
    panel._show_class(2)
    numbers, _words = asked.pop()
    assert len(numbers) == panel.matrix.counts()[2][0] + sum(panel.matrix.counts()[2][1:])
    window.evaluating.show_photographs((), "of nothing")


def test_a_model_is_calibrated_into_a_new_file(
    evaluating: Program, model_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, panel = evaluating.window, evaluating.window.evaluate
    dialog = decided(evaluating, qtbot)
    dialog.decided.emit({"keine": "No DR", "leichte NPDR": "Mild", "unklar": "Severe"})
    dialog.reject()
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    calibrating = window.evaluating.calibrating
    calibrating.ask(panel.shown)
    assert calibrating.dialog is None  # its file is not known yet
    window.services.index.note(model_id(model_file), model_file)
    calibrating.ask(panel.shown)
    qtbot.waitUntil(lambda: calibrating.dialog is not None, timeout=WAIT_MS)
    assert calibrating.dialog is not None
    assert "temperature" in calibrating.dialog.told.text()
    before = model_file.read_bytes()
    with qtbot.waitSignal(calibrating.calibrated, timeout=WAIT_MS):
        calibrating.dialog.take(tmp_path / "warm")
    card = read_card(tmp_path / "warm.safetensors")
    assert card.temperature > 1  # 0.9 sure and right in six of ten
    assert model_file.read_bytes() == before
    qtbot.waitUntil(lambda: evaluating.session.model is not None, timeout=WAIT_MS)
    assert evaluating.window.classes.calibrated.isVisibleTo(evaluating.window.classes)


def test_a_report_of_the_model_with_its_cases(
    evaluating: Program, model_file: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    window, panel = evaluating.window, evaluating.window.evaluate
    dialog = decided(evaluating, qtbot)
    dialog.decided.emit({"keine": "No DR", "leichte NPDR": "Mild", "unklar": "Severe"})
    dialog.reject()
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    window.models.open(model_file)
    qtbot.waitUntil(lambda: evaluating.session.model is not None, timeout=WAIT_MS)
    panel.reportButton.click()
    asked = window.reporting.dialog
    assert asked is not None
    assert asked.casesBox.isEnabled()
    asked.formats[ReportFormat.HTML].setChecked(True)
    asked.openBox.setChecked(False)
    with qtbot.waitSignal(window.reporting.written, timeout=WAIT_MS):
        asked.take(tmp_path / "model.html")
    text = (tmp_path / "model.html").read_text("utf-8")
    assert text.count('<div class="example ') >= 3
    assert "Model card" in text
    assert model_id(model_file) in text
    assert "p01.png" not in text
