"""The pages of the Evaluate workspace on a real project: numbers lead to their photographs, marks are kept."""

from __future__ import annotations

from pathlib import Path
from types import SimpleNamespace

import numpy as np
import pytest
from PIL import Image
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QComboBox
from pytestqt.qtbot import QtBot
from sklearn.metrics import accuracy_score, cohen_kappa_score, recall_score

from core.datasets.catalogue.filters import Column, OneOf
from core.datasets.catalogue.project import Project
from core.datasets.catalogue.splits import SplitPlan
from core.datasets.splits import Part
from core.errors import FunduscopeError
from core.evaluation.behind import behind_class
from core.evaluation.evaluating import VALIDATION_KAPPAS
from core.evaluation.from_project import judge_project
from core.jobs import CancelToken
from core.networks.ensemble_arguments import EnsembleRecipe, Rule, Weighing
from desktop.app import Program
from desktop.evaluation_tasks import EnsembleTask
from desktop.panels.evaluation.choosing import LABELS
from desktop.panels.evaluation.models_panel import ModelsPanel
from desktop.windows.ensemble_dialog import EnsembleDialog
from desktop.windows.evaluate_pages import EvaluatePage
from desktop.workspace import Workspace

WAIT_MS = 60_000
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


def test_what_a_project_knows_is_brought_together(place: Path) -> None:
    project = Project.open(place)
    try:
        (scheme,), (model, _other) = project.labels.schemes(), project.predictions.models()
        found = judge_project(project, scheme, model)
        assert len(found.photographs) == COUNT
        assert found.unpredicted == 0
        assert found.labels_of(2) == (2,)
        assert found.judged.predicted.tolist() == found.judged.probabilities.argmax(1).tolist()
    finally:
        project.close()


def reviewed(window: object) -> tuple[Path, ...]:
    return tuple(window.session.order) if window.workspaces.current is Workspace.REVIEW else ()


def test_figures_cells_and_report(window: object, qtbot: QtBot, tmp_path: Path) -> None:
    window.show()
    panel = window.evaluate
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    judged = panel.shown.judged.judged
    figures = panel.figures()
    assert figures["Accuracy"].startswith(f"{accuracy_score(judged.labels, judged.predicted):.3f}")
    kappa = cohen_kappa_score(judged.labels, judged.predicted, weights="quadratic")
    assert figures["Quadratic weighted kappa"].startswith(f"{kappa:.3f}")
    assert sum(map(sum, panel.matrix.counts())) == COUNT
    assert panel.plots["roc"].lines()
    assert panel.cautions.text()
    table = panel._figures.classes
    sensitivity = next(place for place in range(1, 9) if table.cellOf(1, place).key == ("recall", 1))
    recall = recall_score(judged.labels, judged.predicted, labels=[1], average="macro")
    assert table.cellOf(1, sensitivity).text == f"{recall:.3f}"
    report = tmp_path / "report.html"
    window.evaluating.write_report(panel.shown, report)
    qtbot.waitUntil(report.is_file, timeout=5 * WAIT_MS)
    assert "Not for clinical use" in report.read_text("utf-8")
    cell = panel.matrix.cellRect(1, 0).center()
    qtbot.mouseClick(panel.matrix, Qt.MouseButton.LeftButton, pos=QPoint(int(cell.x()), int(cell.y())))
    assert window.workspaces.current is Workspace.DATA
    conditions = window.data.query().conditions
    assert OneOf(Column.LABEL, frozenset({1})) in conditions
    assert OneOf(Column.PREDICTED, frozenset({0})) in conditions
    window.workspaces.choose(Workspace.EVALUATE)
    table.cellChosen.emit(("recall", 1))
    wanted = behind_class(judged, "recall", 1)
    qtbot.waitUntil(lambda: len(reviewed(window)) == len(wanted), timeout=WAIT_MS)
    assert [path.name for path in reviewed(window)] == [judged.images[place] for place in wanted]


def test_figures_are_held_against_those_of_validation(window: object, qtbot: QtBot) -> None:
    panel = window.evaluate
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.model.name == "good", timeout=WAIT_MS)
    panel.cardOf = lambda _known: SimpleNamespace(metrics={VALIDATION_KAPPAS[0]: 1.7})  # twice what any can reach here
    box, row = next(
        (box, row) for box in panel.findChildren(QComboBox) for row in range(box.count()) if "poor" in box.itemText(row)
    )
    box.setCurrentIndex(row)
    box.activated.emit(row)
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.model.name == "poor", timeout=WAIT_MS)
    judged = panel.shown.judged.judged
    kappa = cohen_kappa_score(judged.labels, judged.predicted, weights="quadratic")
    assert f"Kappa fell from 1.70 in validation to {kappa:.2f} here" in panel.cautions.text()


def test_the_panel_says_what_to_do_first(program: Program) -> None:
    panel = program.window.evaluate
    assert panel.shown is None
    with_buttons = panel.findChildren(type(panel.reportButton))
    assert {"New project…", "Open project…"} <= {button.text().strip() for button in with_buttons}


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


def test_a_cell_of_a_part_leads_to_the_photographs_of_that_part_alone(
    window: object, program: Program, qtbot: QtBot
) -> None:
    projects, panel = program.projects, window.evaluate
    (scheme,) = projects.content.schemes
    plan = SplitPlan(scheme=scheme.id, validation=0.3, test=0.3, seed=1)
    projects.change(lambda project: project.splits.make("thirds", plan))
    qtbot.waitUntil(lambda: bool(projects.content.splits), timeout=WAIT_MS)
    members = projects.project.splits.members("thirds")
    excluded = min(number for number, part in members.items() if part is Part.TEST)
    projects.project.photographs.exclude([excluded], "blurred")
    box = panel.box("Photographs")
    qtbot.waitUntil(lambda: box.findText("test of 'thirds'") >= 0, timeout=WAIT_MS)
    box.setCurrentIndex(box.findText("test of 'thirds'"))
    panel.measure()
    qtbot.waitUntil(lambda: panel.shown is not None and panel.shown.part is Part.TEST, timeout=WAIT_MS)
    judged = panel.shown.judged
    assert excluded not in judged.photographs
    assert {members[number] for number in judged.photographs} == {Part.TEST}
    window.evaluating.show_cell(panel.shown, 0, 0)
    both = (judged.judged.labels == 0) & (judged.judged.predicted == 0)
    expected = {judged.photographs[place] for place in np.flatnonzero(both)}
    model = window.data.model
    qtbot.waitUntil(lambda: set(model.order().ids) == expected, timeout=WAIT_MS)


def test_labels_in_another_language_are_asked_for_once_on_every_page(
    program: Program, place: Path, qtbot: QtBot, tmp_path: Path
) -> None:
    from core.datasets.catalogue.importing import import_labels
    from core.datasets.sources.opening import SourceOptions

    german, table = ("keine", "leicht", "mittel"), tmp_path / "german.csv"
    lines = (tmp_path / "labels.csv").read_text().splitlines()[1:]
    words = dict(zip(NAMES, german, strict=True))
    table.write_text("image,label\n" + "\n".join(f"{one.split(',')[0]},{words[one.split(',')[1]]}" for one in lines))
    with Project.open(place) as project:
        import_labels(project, tmp_path / "eyes", SourceOptions(labels=table, class_names=german), scheme="deutsch")
    window = program.window
    window.data_work.open(place)
    qtbot.waitUntil(lambda: len(program.projects.content.schemes) == 2, timeout=WAIT_MS)
    window.workspaces.choose(Workspace.EVALUATE)
    panel = window.evaluate_pages.choose(EvaluatePage.MODELS)
    panel.choices.choose(LABELS, next(one for one in program.projects.content.schemes if one.name == "deutsch"))
    panel.compare()
    qtbot.waitUntil(lambda: "Figures" in panel.words.text(), timeout=WAIT_MS)
    assert panel.shown is None
    words_back = {value: key for key, value in words.items()}
    window.evaluating.take_map(german, NAMES, words_back)
    qtbot.waitUntil(lambda: panel.shown is not None, timeout=WAIT_MS)
    assert window.evaluating.class_maps.get(german, NAMES) == words_back
    assert sum(panel.shown.found.labels == 0) == sum("keine" in one for one in table.read_text().splitlines())


def test_an_ensemble_is_written_where_no_model_was_kept_before(model_file: Path, tmp_path: Path) -> None:
    out = tmp_path / "data" / "models" / "Both.safetensors"
    task = EnsembleTask((model_file, model_file), EnsembleRecipe(name="Both"), out)
    assert task(lambda _told: None, CancelToken()) == out
    assert out.is_file()
    (tmp_path / "file").write_text("")
    blocked = EnsembleTask(task.models, task.recipe, tmp_path / "file" / "Both.safetensors")
    with pytest.raises(FunduscopeError, match="cannot be made"):
        blocked(lambda _told: None, CancelToken())
