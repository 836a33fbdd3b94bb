"""The pages of the Evaluate workspace on a real project: numbers lead to their photographs, marks are kept."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from sklearn.metrics import accuracy_score

from core.datasets.catalogue.project import Project
from core.networks.ensemble_arguments import Rule, Weighing
from desktop.app import Program
from desktop.evaluations import Work
from desktop.panels.evaluation.anatomy_panel import AnatomyPanel
from desktop.panels.evaluation.cohorts_panel import CohortsPanel
from desktop.panels.evaluation.localisation_panel import LocalisationPanel
from desktop.panels.evaluation.models_panel import ModelsPanel
from desktop.panels.evaluation.visits_panel import EARLIER, LATER, VisitsPanel
from desktop.widgets.evaluate.landmark_view import Marks
from desktop.windows.ensemble_dialog import EnsembleDialog
from desktop.windows.evaluate_pages import EvaluatePage
from desktop.workspace import Workspace

WAIT_MS = 60_000
ROOT = Path(__file__).parents[3]
NAMES = ("No DR", "Mild NPDR", "Moderate NPDR")
COUNT = 24


@pytest.fixture
def place(tmp_path: Path) -> Path:
    """A project with labels and the predictions of two models, one better than the other."""
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
    with Project.create(path) as project:
        import_labels(project, folder, SourceOptions(labels=table, class_names=NAMES), scheme="grades")
        index(project)
        order = {row.name: number for number, row in project.browsing.rows(range(1, COUNT + 1)).items()}
        for content, name, share in (("ab", "good", 0.9), ("cd", "poor", 0.4)):
            model = project.predictions.model(content * 32, name, NAMES)
            said = np.where(random.random(COUNT) < share, labels, random.integers(0, 3, COUNT))
            probabilities = (0.2 + 0.4 * np.eye(3)[said]).astype(np.float32)
            rows = [(order[f"p{number:02}.png"], probabilities[number]) for number in range(COUNT)]
            project.predictions.add(model, rows)
    return path


@pytest.fixture
def window(program: Program, place: Path, qtbot: QtBot) -> object:
    window = program.window
    window.data_work.open(place)
    qtbot.waitUntil(lambda: len(program.projects.content.models) == 2, timeout=WAIT_MS)
    window.workspaces.choose(Workspace.EVALUATE)
    return window


def test_two_models_are_compared_and_a_disagreement_leads_to_its_photograph(
    window: object, program: Program, qtbot: QtBot
) -> None:
    panel = window.evaluate_pages.choose(EvaluatePage.MODELS)
    assert isinstance(panel, ModelsPanel)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    found = panel.shown.found
    assert found.names == ("good", "poor")
    accuracy = accuracy_score(found.labels, found.predicted[0])
    assert panel.figures.cellOf(0, 1).text.startswith(f"{accuracy:.3f}")
    assert panel.disagreements.rowCount() == len(found.disagreements) > 0
    first = panel.disagreements.cellOf(0, 0)
    panel.disagreements.cellChosen.emit(first.key)
    qtbot.waitUntil(lambda: window.workspaces.current is Workspace.REVIEW, timeout=WAIT_MS)
    assert program.session.selection.photograph.name == found.judged[0].images[found.disagreements[0]] == first.text
    assert len(program.session.order) == len(found.disagreements)


def test_pairs_lead_to_what_one_of_them_alone_knows(window: object, program: Program, qtbot: QtBot) -> None:
    panel = window.evaluate_pages.choose(EvaluatePage.MODELS)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    found = panel.shown.found
    panel.pairs.cellChosen.emit((0, 0))
    qtbot.waitUntil(lambda: window.workspaces.current is Workspace.REVIEW, timeout=WAIT_MS)
    right = found.predicted == found.labels
    expected = {found.judged[0].images[place] for place in np.flatnonzero(right[0] & ~right[1])}
    assert {path.name for path in program.session.order} == expected


def test_one_model_alone_cannot_be_compared(window: object, qtbot: QtBot) -> None:
    panel = window.evaluate_pages.choose(EvaluatePage.MODELS)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    panel.list.item(0).setCheckState(Qt.CheckState.Unchecked)
    assert panel.shown is None
    assert "Tick two models" in panel.words.text()


def test_every_page_says_what_to_do_first(program: Program, qtbot: QtBot) -> None:
    window = program.window
    window.workspaces.choose(Workspace.EVALUATE)
    for page in list(EvaluatePage)[1:]:
        panel = window.evaluate_pages.choose(page)
        assert window.evaluate_pages.current is page
        assert panel.words.text(), page


def test_the_ensemble_dialog_asks_for_what_its_rule_needs(window: object, model_file: Path, qtbot: QtBot) -> None:
    dialog = EnsembleDialog([model_file], [], window.services.projects.content, model_file.parent, window)
    qtbot.addWidget(dialog)
    ok = dialog.buttons.button(dialog.buttons.StandardButton.Ok)
    assert not ok.isEnabled()
    dialog.addModel(model_file.with_name("other.safetensors"))
    dialog.list.item(0).setCheckState(Qt.CheckState.Checked)
    assert ok.isEnabled()
    assert not dialog.recipe().needs_labels
    dialog.weighing.setCurrentIndex(list(Weighing).index(Weighing.RECALL))
    assert dialog.recipe().needs_labels
    dialog.rule.setCurrentIndex(list(Rule).index(Rule.VOTE))
    assert dialog.recipe().weighing is Weighing.NONE
    dialog.name.setText("a/b")
    assert dialog.target().name == "a-b.safetensors"
    with qtbot.waitSignal(dialog.wanted) as wanted:
        dialog.accept()
    assert wanted.args[0] == (model_file, model_file.with_name("other.safetensors"))
    assert wanted.args[1].rule is Rule.VOTE


@pytest.fixture
def rendered(program: Program, tmp_path: Path, qtbot: QtBot) -> Program:
    """A project of the samples, whose masks lie beside them, and the model that was trained on such."""
    import shutil

    folder = tmp_path / "fundus"
    shutil.copytree(ROOT / "resources" / "samples" / "fundus", folder)
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
    qtbot.waitUntil(lambda: not evaluations.is_busy(Work.SURVEY), timeout=2 * WAIT_MS)
    result = evaluations.survey
    assert len(result.found) == result.total == panel.table.rowCount() > 2
    key = panel.table.cellOf(0, 0).key
    width, height = result.found[key].size
    marks = Marks((0.7 * width, 0.5 * height), (0.4 * width, 0.52 * height), 0.14 * width)
    panel.marksRequested.emit(key, marks)
    qtbot.waitUntil(
        lambda: result.found[key].landmarks is not None and result.found[key].landmarks.disc == marks.disc,
        timeout=2 * WAIT_MS,
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
    qtbot.waitUntil(lambda: window.evaluations.localised is not None, timeout=4 * WAIT_MS)
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
    import cv2

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
    qtbot.waitUntil(lambda: panel.views["difference"].plane() is not None, timeout=2 * WAIT_MS)
    assert "matching points" in panel.words.text()
    panel.choosePhotograph(LATER, last)
    panel.start()
    qtbot.waitUntil(lambda: bool(panel.failure.text()), timeout=2 * WAIT_MS)
    assert "cannot be brought onto each other" in panel.failure.text()
    assert panel.views["difference"].plane() is None
