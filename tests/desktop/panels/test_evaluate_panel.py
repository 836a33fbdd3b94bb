"""Measuring a model on a project: figures, the photographs behind a cell, the report."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from pytestqt.qtbot import QtBot
from sklearn.metrics import accuracy_score, cohen_kappa_score

from core.datasets.catalogue.filters import Column, OneOf
from core.datasets.catalogue.project import Project
from core.evaluation.from_project import judge_project
from desktop.app import Program
from desktop.workspace import Workspace

NAMES = ("No DR", "Mild NPDR", "Moderate NPDR")
COUNT = 24


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with labels and the predictions of a model that is right most of the time."""
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
    table.write_text("image,label\n" + "\n".join(f"p{number:02},{NAMES[label]}" for number, label in enumerate(labels)))
    path = tmp_path / "study.funduscope"
    project = Project.create(path)
    import_labels(project, folder, SourceOptions(labels=table, class_names=NAMES), scheme="grades")
    index(project)
    model = project.predictions.model("ab" * 32, "grader", NAMES)
    said = np.where(random.random(COUNT) < 0.7, labels, random.integers(0, 3, COUNT))
    probabilities = (0.2 + 0.4 * np.eye(3)[said]).astype(np.float32)
    rows = project.browsing.rows(range(1, COUNT + 1))
    order = {row.name: number for number, row in rows.items()}
    project.predictions.add(model, [(order[f"p{number:02}.png"], probabilities[number]) for number in range(COUNT)])
    project.close()
    return path


def test_what_a_project_knows_is_brought_together(place: Path) -> None:
    project = Project.open(place)
    try:
        (scheme,), (model,) = project.labels.schemes(), project.predictions.models()
        found = judge_project(project, scheme, model)
        assert len(found.photographs) == COUNT
        assert found.unpredicted == 0
        assert found.labels_of(2) == (2,)
        assert found.judged.predicted.tolist() == found.judged.probabilities.argmax(1).tolist()
    finally:
        project.close()


def test_figures_cells_and_report(place: Path, program: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = program.window
    window.show()
    window.data_work.open(place)
    qtbot.waitUntil(lambda: program.projects.project is not None)
    window.workspaces.choose(Workspace.EVALUATE)
    panel = window.evaluate
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=30_000)
    judged = panel.shown.judged.judged
    figures = panel.figures()
    assert figures["Accuracy"].startswith(f"{accuracy_score(judged.labels, judged.predicted):.3f}")
    kappa = cohen_kappa_score(judged.labels, judged.predicted, weights="quadratic")
    assert figures["Quadratic weighted kappa"].startswith(f"{kappa:.3f}")
    assert sum(map(sum, panel.matrix.counts())) == COUNT
    assert panel.plots["roc"].lines()
    assert panel.cautions.text()
    report = tmp_path / "report.html"
    window.evaluating.write_report(panel.shown, report)
    qtbot.waitUntil(report.is_file, timeout=30_000)
    assert "Not for clinical use" in report.read_text("utf-8")
    cell = panel.matrix.cellRect(1, 0).center()
    qtbot.mouseClick(panel.matrix, Qt.MouseButton.LeftButton, pos=QPoint(int(cell.x()), int(cell.y())))
    assert window.workspaces.current is Workspace.DATA
    conditions = window.data.query().conditions
    assert OneOf(Column.LABEL, frozenset({1})) in conditions
    assert OneOf(Column.PREDICTED, frozenset({0})) in conditions


def test_the_panel_says_what_to_do_first(program: Program) -> None:
    panel = program.window.evaluate
    assert panel.shown is None
    with_buttons = panel.findChildren(type(panel.reportButton))
    assert {"New project…", "Open project…"} <= {button.text().strip() for button in with_buttons}
