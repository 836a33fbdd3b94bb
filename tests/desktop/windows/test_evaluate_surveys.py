"""Many eyes in the Evaluate workspace, by a real network: marks are kept, and figures lead to their photographs."""

from __future__ import annotations

from pathlib import Path

import cv2
import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.experiments.truth_source import TruthFrom
from core.images.orientation import Orientation
from desktop.app import Program
from desktop.evaluations import Work
from desktop.panels.evaluation.anatomy_panel import AnatomyPanel
from desktop.panels.evaluation.cohorts_panel import CohortsPanel
from desktop.panels.evaluation.localisation_panel import TRUTH, LocalisationPanel
from desktop.panels.evaluation.visits_panel import EARLIER, LATER, VisitsPanel
from desktop.widgets.evaluate.landmark_view import Marks
from desktop.windows.evaluate_pages import EvaluatePage
from desktop.workspace import Workspace

WAIT_MS, WORK_MS = 60_000, 900_000
"""For what the window does at once, and for what processes do that load a network first."""
PHOTOGRAPHS = 5
ROOT = Path(__file__).parents[3]


@pytest.fixture
def rendered(program: Program, tmp_path: Path, qtbot: QtBot) -> Program:
    """A project of some of the samples, whose masks lie beside them, and the model that was trained on such."""
    import shutil

    folder = tmp_path / "fundus"
    shutil.copytree(ROOT / "resources" / "samples" / "fundus", folder)
    for path in sorted((folder / "images").rglob("*.jpg"), key=lambda path: path.name)[PHOTOGRAPHS:]:
        path.unlink()
    window, projects = program.window, program.projects
    window.open_paths([ROOT / "models" / "fundus-grades-rendered.safetensors"])
    projects.create(tmp_path / "rendered.funduscope")
    qtbot.waitUntil(lambda: projects.project is not None, timeout=WAIT_MS)
    projects.add_folder(folder)
    qtbot.waitUntil(lambda: projects.content.photographs > 0 and not projects.is_reading, timeout=WAIT_MS)
    qtbot.waitUntil(lambda: program.session.model is not None, timeout=WAIT_MS)
    window.workspaces.choose(Workspace.EVALUATE)
    return program


@pytest.mark.slow
def test_a_survey_marks_by_hand_and_cohorts(rendered: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = rendered.window
    panel = window.evaluate_pages.choose(EvaluatePage.ANATOMY)
    assert isinstance(panel, AnatomyPanel)
    evaluations = window.evaluations
    panel.start()
    qtbot.waitUntil(lambda: evaluations.is_busy(Work.SURVEY), timeout=WAIT_MS)
    qtbot.waitUntil(lambda: not evaluations.is_busy(Work.SURVEY), timeout=WORK_MS)
    result = evaluations.survey
    assert len(result.found) == result.total == panel.table.rowCount() > 2
    key = panel.table.cellOf(0, 0).key
    width, height = result.found[key].size
    marks = Marks((0.7 * width, 0.5 * height), (0.4 * width, 0.52 * height), 0.14 * width)
    panel.marksRequested.emit(key, marks)
    qtbot.waitUntil(
        lambda: result.found[key].landmarks is not None and result.found[key].landmarks.disc == marks.disc,
        timeout=WORK_MS,
    )
    kept = rendered.projects.project.landmarks.of([key])[key]
    assert (kept.disc, kept.fovea) == (marks.disc, marks.fovea)
    cohorts = window.evaluate_pages.choose(EvaluatePage.COHORTS)
    assert isinstance(cohorts, CohortsPanel)
    qtbot.waitUntil(lambda: cohorts.shown is not None and bool(cohorts.views()), timeout=WAIT_MS)
    assert sum(one.eyes for one in cohorts.shown.maps) <= result.total
    path = tmp_path / "maps.npz"
    window.evaluate_work.write_cohorts(cohorts.shown, path)
    qtbot.waitUntil(path.is_file, timeout=WAIT_MS)
    with np.load(path) as arrays:
        assert arrays["mean"].shape[0] == len(cohorts.shown.maps)


@pytest.mark.slow
def test_localisation_leads_from_its_figures_to_photographs(rendered: Program, qtbot: QtBot) -> None:
    window = rendered.window
    panel = window.evaluate_pages.choose(EvaluatePage.LOCALISATION)
    assert isinstance(panel, LocalisationPanel)
    panel.start()
    qtbot.waitUntil(lambda: window.evaluations.localised is not None, timeout=WORK_MS)
    outcome = window.evaluations.localised.outcome
    assert panel.table.rowCount() == len(outcome.summaries) == len(panel.ticked())
    assert panel.verdict.text()
    assert panel.lesions.rowCount() > 0
    key = panel.table.cellOf(0, 3).key
    panel.table.cellChosen.emit(key)
    qtbot.waitUntil(lambda: window.workspaces.current is Workspace.REVIEW, timeout=WAIT_MS)
    assert rendered.session.selection.method is key[0][0]
    worst = min(outcome.rows[key[0]], key=lambda row: row.localisation.figures[key[1]].value)
    assert rendered.session.selection.photograph.name == worst.image.partition("#")[0]


@pytest.mark.slow
def test_two_visits_are_compared_or_refused(rendered: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window = rendered.window
    panel = window.evaluate_pages.choose(EvaluatePage.VISITS)
    assert isinstance(panel, VisitsPanel)
    first, *_rest, last = sorted((ROOT / "resources" / "samples" / "fundus" / "images").rglob("*.jpg"))
    pixels = np.asarray(Image.open(first))
    height, width = pixels.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), 4, 1.0)
    later = tmp_path / "later.png"
    Image.fromarray(np.asarray(cv2.warpAffine(pixels, matrix, (width, height)))).save(later)
    panel.choosePhotograph(EARLIER, first)
    panel.choosePhotograph(LATER, later)
    panel.start()
    qtbot.waitUntil(lambda: panel.views["difference"].plane() is not None, timeout=WORK_MS)
    assert "matching points" in panel.words.text()
    panel.choosePhotograph(LATER, last)
    panel.start()
    qtbot.waitUntil(lambda: bool(panel.failure.text()), timeout=WORK_MS)
    assert "cannot be brought onto each other" in panel.failure.text()
    assert panel.views["difference"].plane() is None


@pytest.mark.slow
def test_visits_are_compared_as_the_project_shows_them(rendered: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window, project = rendered.window, rendered.projects.project
    panel = window.evaluate_pages.choose(EvaluatePage.VISITS)
    assert isinstance(panel, VisitsPanel)
    first = project.browsing.rows([1])[1].path
    upside_down = np.ascontiguousarray(np.asarray(Image.open(first))[::-1, ::-1])
    later = tmp_path / "later.png"
    Image.fromarray(upside_down).save(later)
    project.annotations.orient(1, "Ana", Orientation(is_turned=True))
    panel.choosePhotograph(EARLIER, first)
    panel.choosePhotograph(LATER, later)
    panel.start()
    qtbot.waitUntil(lambda: panel.views["difference"].plane() is not None, timeout=WORK_MS)
    shown = panel.views["earlier"].plane().ground
    same = cv2.resize(upside_down, shown.shape[1::-1], interpolation=cv2.INTER_AREA)
    assert np.abs(shown.astype(int) - same).mean() < 2


@pytest.mark.slow
def test_maps_are_held_against_what_one_reader_drew(rendered: Program, qtbot: QtBot) -> None:
    window, project = rendered.window, rendered.projects.project
    box = Shape(ShapeKind.BOX, "EX", ((200.0, 200.0), (260.0, 240.0)))
    project.annotations.put(1, "Ana", Annotation(shapes=(box,)))
    panel = window.evaluate_pages.choose(EvaluatePage.LOCALISATION)
    assert isinstance(panel, LocalisationPanel)
    qtbot.waitUntil(lambda: panel.choices.box(TRUTH).findText("marks of Ana") >= 0, timeout=WAIT_MS)
    panel.choices.choose(TRUTH, TruthFrom(has_masks=False, reader="Ana"))
    for row in range(panel.methods.count()):
        panel.methods.item(row).setCheckState(Qt.CheckState.Checked if row == 0 else Qt.CheckState.Unchecked)
    panel.start()
    qtbot.waitUntil(lambda: window.evaluations.localised is not None, timeout=WORK_MS)
    (row,) = window.evaluations.localised.outcome.run.rows
    assert row.image.endswith("#1")
    (lesion,) = row.lesions.lesions
    assert lesion.code == panel.lesions.cellOf(0, 0).text == "EX"
    assert (lesion.x, lesion.y) == pytest.approx((230, 220), abs=2)
