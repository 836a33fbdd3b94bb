"""The loop that fills a grid, with a real network, real files and the session's own lane."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from core.explain.query import ClassTarget, Method
from core.jobs import Progress
from desktop.compare_cells import CellState
from desktop.compare_filling import SLOT
from desktop.compare_plan import AxisKind, Plan, Preset
from desktop.comparison import Comparison
from desktop.jobs import Lane, Priority
from desktop.networks import Networks
from desktop.session import Session
from desktop.settings import COMPARISON, Settings
from desktop.widgets.photograph_view import prepare_photograph

WAIT_MS = 60_000
QUICK = (Method.GRAD_CAM, Method.SALIENCY, Method.INPUT_X_GRADIENT)


@dataclass
class Bench:
    """A session with its lanes and no window."""

    session: Session
    settings: Settings
    network: Lane
    decode: Lane


@pytest.fixture
def ready(
    qapp: QApplication, settings: Settings, photographs: list[Path], model_file: Path, qtbot: QtBot
) -> Iterator[Bench]:
    """It has explained the first photograph."""
    decode, network = Lane("photographs"), Lane("networks")
    session = Session(
        decode=decode, networks=Networks(network), prepare=lambda photograph: prepare_photograph(photograph.pixels)
    )
    session.networks.open(model_file)
    session.setOrder(photographs)
    session.choosePhotograph(photographs[0])
    qtbot.waitUntil(lambda: session.explanation is not None, timeout=WAIT_MS)
    yield Bench(session, settings, network, decode)
    for lane in (decode, network):
        lane.close()
    qapp.processEvents()


@pytest.fixture
def comparison(ready: Bench) -> Comparison:
    """A grid of three quick methods that is looked at."""
    made = Comparison(ready.session, ready.settings, parent=ready.session)
    made.planning.setPlan(Plan(methods=QUICK))
    made.setActive(True)
    return made


def states(comparison: Comparison) -> set[CellState]:
    return {cell.state for cell in comparison.cells}


def fill(comparison: Comparison, qtbot: QtBot) -> None:
    qtbot.waitUntil(
        lambda: bool(comparison.cells) and states(comparison) <= {CellState.READY, CellState.REFUSED}, timeout=WAIT_MS
    )


def maps(comparison: Comparison) -> list[np.ndarray]:
    return [cell.explanation.map for cell in comparison.cells if cell.explanation is not None]


def test_each_cell_answers_its_own_question(ready: Bench, comparison: Comparison, qtbot: QtBot) -> None:
    fill(comparison, qtbot)
    session = ready.session
    assert comparison.shape == (1, 3)
    for cell, method in zip(comparison.cells, QUICK, strict=True):
        assert cell.state is CellState.READY
        assert cell.explanation is not None
        query = cell.explanation.query
        assert query.method is method
        assert session.photograph is not None
        assert session.model is not None
        assert (query.image, query.model, query.target) == (session.photograph.id, session.model.id, session.target())
    assert [cell.title for cell in comparison.cells] == ["Grad-CAM", "Saliency", "Input x gradient"]
    assert "(predicted)" in comparison.cells[0].rest
    assert "classifier.2" in comparison.cells[0].rest
    assert "at the input" in comparison.cells[1].rest
    assert all("Small" in cell.rest for cell in comparison.cells)
    assert [cell.is_selected for cell in comparison.cells] == [True, False, False]


def test_nothing_is_computed_while_nobody_looks(ready: Bench, qtbot: QtBot) -> None:
    comparison = Comparison(ready.session, ready.settings, parent=ready.session)
    comparison.planning.setPlan(Plan(methods=QUICK))
    qtbot.waitUntil(lambda: ready.network.is_idle, timeout=WAIT_MS)
    assert comparison.cells == []
    assert not ready.network.has(SLOT)


def test_two_axes_make_a_grid_of_rows_and_columns(comparison: Comparison, qtbot: QtBot) -> None:
    comparison.planning.setAxes(AxisKind.TARGETS, AxisKind.METHODS)
    fill(comparison, qtbot)
    assert comparison.shape == (3, 3)
    for cell in comparison.cells:
        assert cell.explanation is not None
        assert cell.explanation.query.target == ClassTarget(cell.column)
        assert cell.explanation.query.method is QUICK[cell.row]
    assert comparison.cells[5].title == "Severe · Saliency"


def test_answers_follow_the_photograph_and_are_never_those_of_another(
    ready: Bench, comparison: Comparison, qtbot: QtBot
) -> None:
    fill(comparison, qtbot)
    wrong: list[str] = []

    def look(_number: int = 0) -> None:
        photograph = ready.session.photograph
        shown = [cell.explanation.query.image for cell in comparison.cells if cell.explanation is not None]
        wrong.extend(image for image in shown if photograph is None or image != photograph.id)

    comparison.cellChanged.connect(look)
    comparison.cellsChanged.connect(look)
    for step in (1, 1, -1, 1, 1, -2):
        ready.session.step(step)
        look()
        qtbot.wait(3)
    fill(comparison, qtbot)
    assert wrong == []
    assert ready.session.photograph is not None
    assert {cell.explanation.query.image for cell in comparison.cells if cell.explanation} == {
        ready.session.photograph.id
    }


def test_what_is_known_is_there_at_once_when_one_looks_again(comparison: Comparison, qtbot: QtBot) -> None:
    fill(comparison, qtbot)
    comparison.setActive(False)
    comparison.setActive(True)
    assert states(comparison) == {CellState.READY}


def test_a_cell_that_cannot_be_computed_says_why_and_the_others_are_there(comparison: Comparison, qtbot: QtBot) -> None:
    comparison.planning.setPlan(Plan(methods=(Method.ATTENTION_ROLLOUT, Method.GRAD_CAM)))
    fill(comparison, qtbot)
    refused, fine = comparison.cells
    assert refused.state is CellState.REFUSED
    assert "attention" in refused.words.lower()
    assert fine.state is CellState.READY


def test_layers_of_a_method_without_layers_are_refused_in_words(
    ready: Bench, comparison: Comparison, qtbot: QtBot
) -> None:
    ready.session.chooseMethod(Method.SALIENCY)
    comparison.planning.applyPreset(Preset.DEPTHS)
    fill(comparison, qtbot)
    assert len(comparison.cells) == 5
    assert all("at the network's input" in cell.words for cell in comparison.cells)


def test_depths_run_from_the_photograph_to_the_default_layer(
    ready: Bench, comparison: Comparison, qtbot: QtBot
) -> None:
    comparison.planning.applyPreset(Preset.DEPTHS)
    fill(comparison, qtbot)
    model = ready.session.model
    assert model is not None
    layers = [cell.question.layer for cell in comparison.cells]
    positions = [model.layers.names.index(str(layer)) for layer in layers]
    assert positions == sorted(set(positions))
    assert layers[-1] == model.layers.default.name
    sizes = [values.size for values in maps(comparison)]
    assert sizes[0] > sizes[-1]


def test_the_users_question_goes_first_and_the_grid_goes_on(
    ready: Bench, comparison: Comparison, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(comparison, qtbot)
    seen: list[tuple[str, Priority]] = []
    ready.network.jobStarted.connect(lambda job: seen.append((job.slot, job.priority)))
    comparison.planning.setPlan(Plan(methods=(Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS)))
    qtbot.waitUntil(lambda: ready.network.has(SLOT), timeout=WAIT_MS)
    ready.session.chooseTarget(1)
    fill(comparison, qtbot)
    assert {slot: priority for slot, priority in seen if slot in (SLOT, "explanation")} == {
        SLOT: Priority.FOLLOW,
        "explanation": Priority.USER,
    }
    assert [cell.explanation.query.target for cell in comparison.cells if cell.explanation] == [ClassTarget(1)] * 2
    assert ready.session.explanation is not None


def test_giving_way_to_a_question_that_is_taken_back_is_no_stop(
    ready: Bench, comparison: Comparison, qtbot: QtBot
) -> None:
    fill(comparison, qtbot)
    started: list[str] = []
    ready.network.jobStarted.connect(lambda job: started.append(job.slot))
    comparison.planning.setPlan(Plan(methods=(Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS)))
    qtbot.waitUntil(lambda: SLOT in started, timeout=WAIT_MS)
    ready.network.submit(lambda _context: None, lambda _nothing: None, slot="of the user")
    ready.network.cancel("of the user")
    fill(comparison, qtbot)
    assert not comparison.is_stopped
    assert states(comparison) == {CellState.READY}


def test_progress_counts_cells_and_ends(comparison: Comparison, qtbot: QtBot) -> None:
    reports: list[Progress | None] = []
    comparison.progressed.connect(reports.append)
    comparison.planning.setPlan(Plan(methods=(Method.SMOOTH_GRAD, Method.LAYER_CAM, Method.GUIDED_BACKPROPAGATION)))
    fill(comparison, qtbot)
    qtbot.waitUntil(lambda: bool(reports) and reports[-1] is None)
    shares = [report.done / report.total for report in reports if report is not None]
    assert shares == sorted(shares)
    assert shares[0] == 0
    assert 0 < shares[-1] < 1
    assert reports[0] is not None
    assert reports[0].text == "LayerCAM", "those that are quick to answer come first"


def test_stopping_keeps_what_there_is_and_going_on_computes_the_rest(
    ready: Bench, comparison: Comparison, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(comparison, qtbot)
    plan = Plan(methods=(Method.GRAD_CAM, Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS))
    comparison.planning.setPlan(plan)
    qtbot.waitUntil(lambda: ready.network.has(SLOT), timeout=WAIT_MS)
    comparison.stop()
    assert comparison.cells[0].state is CellState.READY
    assert {cell.state for cell in comparison.cells[1:]} == {CellState.STOPPED}
    qtbot.waitUntil(lambda: ready.network.is_idle, timeout=WAIT_MS)
    assert {cell.state for cell in comparison.cells[1:]} == {CellState.STOPPED}
    comparison.resume()
    fill(comparison, qtbot)
    assert states(comparison) == {CellState.READY}


def test_the_cancel_button_of_the_window_stops_the_grid(ready: Bench, comparison: Comparison, qtbot: QtBot) -> None:
    fill(comparison, qtbot)
    comparison.planning.setPlan(Plan(methods=(Method.SMOOTH_GRAD, Method.INTEGRATED_GRADIENTS)))
    started: list[str] = []
    ready.network.jobStarted.connect(lambda job: started.append(job.slot))
    qtbot.waitUntil(lambda: SLOT in started, timeout=WAIT_MS)
    ready.network.cancel(SLOT)
    qtbot.waitUntil(lambda: comparison.is_stopped, timeout=WAIT_MS)
    assert CellState.STOPPED in states(comparison)


def test_a_defect_in_one_cell_is_reported_once_and_the_others_are_computed(
    ready: Bench, comparison: Comparison, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    fill(comparison, qtbot)
    crashes: list[BaseException] = []
    ready.network.crashed.connect(crashes.append)

    def fall(*_arguments: object) -> None:
        raise RuntimeError("broken on purpose")

    import core.explain.methods as methods

    monkeypatch.setitem(methods.ON_INPUT, Method.OCCLUSION, fall)  # type: ignore[arg-type]
    comparison.planning.setPlan(Plan(methods=(Method.OCCLUSION, Method.SMOOTH_GRAD)))
    fill(comparison, qtbot)
    assert [cell.state for cell in comparison.cells] == [CellState.REFUSED, CellState.READY]
    assert [str(crash) for crash in crashes] == ["broken on purpose"]


def test_choosing_a_cell_makes_it_the_selection(ready: Bench, comparison: Comparison, qtbot: QtBot) -> None:
    comparison.planning.setAxes(AxisKind.TARGETS, AxisKind.METHODS)
    fill(comparison, qtbot)
    comparison.select(5)
    selection = ready.session.selection
    assert (selection.method, selection.target) == (Method.SALIENCY, ClassTarget(2))
    assert selection.layer == "classifier.2", "a method without layers keeps the layer for the next one"
    assert [number for number, cell in enumerate(comparison.cells) if cell.is_selected] == [5]
    qtbot.waitUntil(lambda: ready.session.explanation is not None, timeout=WAIT_MS)


def test_models_that_are_not_open_are_loaded_for_the_grid_and_taken_on_when_chosen(
    ready: Bench, comparison: Comparison, weights: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = import_other(weights, tmp_path, ("Severe", "Mild", "No DR"))
    assert ready.session.model is not None
    first = ready.session.model.path
    ready.session.chooseTarget(2)
    comparison.planning.setPlan(Plan(columns=AxisKind.MODELS, models=(first, other)))
    fill(comparison, qtbot)
    assert [cell.rest.count("Severe") for cell in comparison.cells] == [1, 1]
    assert [cell.title for cell in comparison.cells] == ["Small", "Other"]
    second = comparison.cells[1]
    assert second.explanation is not None
    assert second.explanation.query.target == ClassTarget(0), "a class is meant by its name"
    assert ready.session.model.path == first, "nothing is selected by looking"
    comparison.select(1)
    assert ready.session.model is not None
    assert ready.session.model.path == other
    assert ready.session.selection.target == ClassTarget(0)


def test_a_model_without_the_class_says_so(
    ready: Bench, comparison: Comparison, weights: Path, tmp_path: Path, qtbot: QtBot
) -> None:
    other = import_other(weights, tmp_path, ("A", "B", "C"))
    ready.session.chooseTarget(2)
    comparison.planning.setPlan(Plan(columns=AxisKind.MODELS, models=(other,)))
    fill(comparison, qtbot)
    assert comparison.cells[0].state is CellState.REFUSED
    assert comparison.cells[0].words == "'Other' has no class 'Severe'."


def test_a_model_file_that_is_gone_says_so(comparison: Comparison, tmp_path: Path, qtbot: QtBot) -> None:
    comparison.planning.setPlan(Plan(columns=AxisKind.MODELS, models=(tmp_path / "gone.safetensors",)))
    fill(comparison, qtbot)
    assert comparison.cells[0].state is CellState.REFUSED
    assert "gone.safetensors" in comparison.cells[0].words


def test_pinned_views_stay_whatever_is_selected(ready: Bench, comparison: Comparison, qtbot: QtBot) -> None:
    fill(comparison, qtbot)
    predicted = ready.session.target()
    comparison.pin(1)
    comparison.pinSelection()
    comparison.planning.applyPreset(Preset.PINNED)
    ready.session.chooseTarget((predicted.index + 1) % 3)  # type: ignore[union-attr]
    ready.session.chooseMethod(Method.LAYER_CAM)
    fill(comparison, qtbot)
    queries = comparison.queries()
    assert [query.method for query in queries] == [Method.SALIENCY, Method.GRAD_CAM]
    assert {query.target for query in queries} == {predicted}
    comparison.planning.removeValue(AxisKind.VIEWS, comparison.plan.views[0])
    comparison.planning.removeValue(AxisKind.VIEWS, comparison.plan.views[0])
    assert comparison.cells == []


def test_values_are_added_removed_and_replaced_within_the_room_there_is(comparison: Comparison) -> None:
    comparison.planning.addValue(AxisKind.METHODS, Method.LAYER_CAM)
    assert comparison.plan.methods == (*QUICK, Method.LAYER_CAM)
    assert comparison.shape == (2, 2)
    comparison.planning.replaceValue(AxisKind.METHODS, Method.SALIENCY, Method.HIRES_CAM)
    comparison.planning.removeValue(AxisKind.METHODS, Method.GRAD_CAM)
    assert comparison.plan.methods == (Method.HIRES_CAM, Method.INPUT_X_GRADIENT, Method.LAYER_CAM)
    comparison.planning.setAxes(AxisKind.METHODS, AxisKind.TARGETS)
    comparison.planning.addValue(AxisKind.METHODS, Method.EIGEN_CAM)
    assert len(comparison.planning.values(AxisKind.METHODS)) == 3
    for method in comparison.plan.methods:
        comparison.planning.removeValue(AxisKind.METHODS, method)
    assert len(comparison.planning.values(AxisKind.METHODS)) == 1, "an axis keeps its last value"


def test_the_plan_is_remembered(ready: Bench, comparison: Comparison) -> None:
    comparison.planning.setAxes(AxisKind.METHODS, AxisKind.TARGETS)
    comparison.pinSelection()
    again = Comparison(ready.session, ready.settings, parent=ready.session)
    assert again.plan == comparison.plan
    ready.settings.setValue(COMPARISON, {"columns": "nonsense"})
    assert Comparison(ready.session, ready.settings, parent=ready.session).plan == Plan()


def test_the_parameters_chosen_for_a_method_are_those_of_its_cell(
    ready: Bench, comparison: Comparison, qtbot: QtBot
) -> None:
    from core.explain.params import SmoothGradParams

    ready.session.chooseParams(SmoothGradParams(samples=3))
    comparison.planning.setPlan(Plan(methods=(Method.SMOOTH_GRAD,)))
    fill(comparison, qtbot)
    query = comparison.queries()[0]
    assert query.params == SmoothGradParams(samples=3)
    assert comparison.cells[0].title == "SmoothGrad (samples 3)"


def import_other(weights: Path, folder: Path, class_names: tuple[str, ...]) -> Path:
    from core.networks.importing import import_model
    from core.networks.proposal import ImportChoices

    path = folder / "other.safetensors"
    import_model(weights, path, ImportChoices(class_names=class_names, input_size=64, recipe="stretch", name="Other"))
    return path
