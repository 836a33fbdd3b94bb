"""The Features workspace in the window, with a real network and real files."""

from __future__ import annotations

import csv
import time
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
import torch
import torchvision
from numpy.typing import NDArray
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.annotations import Annotation, Shape, ShapeKind
from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.project import Project
from core.explain.query import ChannelTarget
from core.features.exemplar_params import Start
from core.features.kinds import Evidence, Order, View
from core.features.names import NameFile
from core.features.strongest import find_strongest
from core.features.suggestions import Suggestion
from core.jobs import Cancelled, CancelToken
from core.networks.card import ModelId
from desktop.app import Program
from desktop.feature_answers import LEARNED, LayerKernels, NoKernels, Which
from desktop.feature_passes import _of_another_model
from desktop.feature_suggestions import _Kept
from desktop.feature_tiles import kernel_tiles
from desktop.panels.features_panel import FeaturesPanel, FeatureView
from desktop.settings import RECENT_MODELS
from desktop.widgets.features.beside_chooser import OPEN
from desktop.widgets.features.tiles import ArrayTiles, PatchTiles
from desktop.workspace import Workspace
from tests.desktop.conftest import WAIT_MS

FIRST = "features.0"
PROCESS_WAIT_MS = 4 * WAIT_MS
"""A process of its own loads the network library anew."""


@pytest.fixture
def panel(ready: Program, qtbot: QtBot) -> FeaturesPanel:
    """The page, with kernels of the first convolution."""
    ready.window.workspaces.choose(Workspace.FEATURES)
    ready.session.chooseLayer(FIRST)
    panel = ready.window.features
    qtbot.waitUntil(lambda: panel.learned.tiles() is not None and LEARNED in panel.kernels.found, timeout=WAIT_MS)
    return panel


@pytest.fixture(scope="session")
def other_model(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A network of another architecture."""
    from core.images.preparation import Normalisation, recipe
    from core.networks.card import ModelCard
    from core.networks.files import save_model

    torch.manual_seed(3)
    card = ModelCard(
        name="another",
        architecture="torchvision/shufflenet_v2_x0_5",
        class_names=("a", "b"),
        preparation=recipe("stretch", input_size=64, normalisation=Normalisation.IMAGENET),
    )
    path = tmp_path_factory.mktemp("other") / "another.safetensors"
    save_model(path, torchvision.models.shufflenet_v2_x0_5(num_classes=2), card)
    return path


def test_without_a_model_it_says_what_to_do(program: Program, qtbot: QtBot) -> None:
    program.window.workspaces.choose(Workspace.FEATURES)
    panel = program.window.features
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.empty)
    assert panel.empty.isVisible()


def test_kernels_beside_those_of_a_random_network(panel: FeaturesPanel, ready: Program, qtbot: QtBot) -> None:
    before = ready.session.selection
    learned = panel.kernels.found[LEARNED]
    module = ready.session.model.module  # type: ignore[union-attr]
    np.testing.assert_array_equal(learned.kernels.weights, module.features[0].weight.numpy())
    panel.beside.seed.setValue(2)  # the network of the tests is what seed 1 gives
    panel.besideButton.setChecked(True)
    which = Which(seed=panel.beside.seed.value())
    qtbot.waitUntil(lambda: which in panel.kernels.found, timeout=WAIT_MS)
    assert not np.array_equal(panel.kernels.found[which].kernels.weights, learned.kernels.weights)
    assert "seed 2" in panel.random.heading.text()
    assert ready.session.selection == before


def test_kernels_by_input_and_by_what_is_active_here(panel: FeaturesPanel, qtbot: QtBot) -> None:
    kernels, view = panel.kernels.found[LEARNED].kernels, panel.kernels
    view.look.setMember(View.INPUT)
    view.look.activated.emit(view.look.currentIndex())
    qtbot.waitUntil(lambda: view.found[LEARNED].view is View.INPUT, timeout=PROCESS_WAIT_MS)
    assert view.input.isVisible()
    view.input.setValue(2)
    qtbot.waitUntil(lambda: np.array_equal(view.found[LEARNED].values, kernels.weights[:, 2]), timeout=PROCESS_WAIT_MS)
    for order in (Order.ACTIVATION, Order.SIMILARITY, Order.NORM):
        before = view.found[LEARNED]
        view.order.setMember(order)
        view.order.activated.emit(view.order.currentIndex())
        qtbot.waitUntil(lambda before=before: view.found[LEARNED] is not before, timeout=PROCESS_WAIT_MS)
    assert list(view.found[LEARNED].order) == list(np.argsort(-kernels.norms, kind="stable"))
    before = view.found[LEARNED]
    view.order.setMember(Order.SIMILARITY)
    view.order.activated.emit(view.order.currentIndex())
    qtbot.waitUntil(lambda: view.found[LEARNED] is not before, timeout=PROCESS_WAIT_MS)
    panel.learned.grid.setCurrent(None)
    panel.learned.grid._choose(9)
    qtbot.waitUntil(lambda: view.found[LEARNED].order[0] == 9, timeout=PROCESS_WAIT_MS)


def test_another_model_stands_beside(panel: FeaturesPanel, ready: Program, qtbot: QtBot, other_model: Path) -> None:
    """In kernels and maps, at its own layer, led by the channel that is chosen."""
    panel.openBeside(other_model)
    which = Which(other=other_model)
    qtbot.waitUntil(lambda: which in panel.kernels.found, timeout=WAIT_MS)
    beside = panel.features.networks.other
    assert beside is not None
    shown = beside.layers[panel.features.networks.layer(which) or ""]
    weights = beside.module.get_submodule(shown.module_name).weight.numpy()
    np.testing.assert_array_equal(panel.kernels.found[which].kernels.weights, weights)
    assert beside.card.name in panel.random.heading.text()
    panel.chooseView(FeatureView.MAPS)
    qtbot.waitUntil(lambda: which in panel.maps.found, timeout=WAIT_MS)
    panel.beside.layerChosen.emit(beside.layers.names[-1])
    qtbot.waitUntil(lambda: panel.maps.found[which].maps.layer == beside.layers.names[-1], timeout=WAIT_MS)
    ready.session.chooseLayer("features.3.squeeze")
    qtbot.waitUntil(lambda: panel.maps.found[which].maps.layer != beside.layers.names[-1], timeout=WAIT_MS)


def test_models_that_are_known_are_offered_to_stand_beside(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, other_model: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Those that were open lately, and any other file."""
    ready.settings.setValue(RECENT_MODELS, (str(other_model),))
    panel.besideButton.setChecked(True)
    chooser = panel.beside.network
    texts = [chooser.itemText(row) for row in range(chooser.count())]
    assert other_model.stem in texts
    assert texts[-1] == OPEN
    monkeypatch.setattr(QFileDialog, "getOpenFileName", lambda *_given: (str(other_model), ""))
    chooser.activated.emit(chooser.count() - 1)
    assert panel.beside.model() == other_model
    qtbot.waitUntil(lambda: Which(other=other_model) in panel.kernels.found, timeout=WAIT_MS)


def test_a_model_that_cannot_be_read_does_not_stand_beside(panel: FeaturesPanel, qtbot: QtBot, tmp_path: Path) -> None:
    broken = tmp_path / "broken.safetensors"
    broken.write_bytes(b"none")
    panel.openBeside(broken)
    qtbot.waitUntil(lambda: panel.messages.currentMessage() is not None, timeout=WAIT_MS)
    assert panel.beside.model() is None


def test_a_layer_without_weights_offers_the_convolution_before(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot
) -> None:
    ready.session.chooseLayer("features.1")
    qtbot.waitUntil(lambda: panel.learned.stack.currentWidget() is panel.learned.empty, timeout=WAIT_MS)
    assert FIRST in panel.learned.button.text()
    panel.learned.button.click()
    assert ready.session.selection.layer == FIRST


def test_kernels_of_one_pixel_are_shown_as_a_mixing_matrix(panel: FeaturesPanel, ready: Program, qtbot: QtBot) -> None:
    ready.session.chooseLayer("features.3.squeeze")
    qtbot.waitUntil(lambda: panel.kernels.found[LEARNED].view is View.MIXING, timeout=PROCESS_WAIT_MS)
    assert "mixing matrix" in panel.info.text()
    channel = panel.channel()
    frame = panel.detail.big.frame()
    assert frame is not None
    assert (frame.top(), frame.width(), frame.height()) == (channel, 64, 1)


def test_maps_are_shown_strongest_first_and_lead_to_review(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.chooseView(FeatureView.MAPS)
    qtbot.waitUntil(lambda: LEARNED in panel.maps.found and panel.learned.tiles() is not None, timeout=WAIT_MS)
    tiles = panel.learned.tiles()
    assert tiles is not None
    peaks = panel.maps.found[LEARNED].peaks[list(tiles.numbers)]
    assert (np.diff(peaks) <= 0).all()
    # What merely stood first among the kernels is not looked up among the maps.
    assert panel.channel() == tiles.numbers[0]
    assert panel.learned.grid.verticalScrollBar().value() == 0
    picture = tmp_path / "maps.png"
    ready.window.features_workspace.write_png(picture)
    qtbot.waitUntil(picture.exists, timeout=WAIT_MS)
    assert QImage(str(picture)).width() == 1600
    panel.learned.grid.step(3)
    channel = panel.channel()
    assert channel == tiles.numbers[3]
    panel.chooseView(FeatureView.KERNELS)
    qtbot.waitUntil(lambda: panel.learned.tiles() is not None, timeout=WAIT_MS)
    assert panel.channel() == channel  # chosen by hand, it stays chosen
    panel.chooseView(FeatureView.MAPS)
    qtbot.waitUntil(lambda: panel.learned.tiles() is not None, timeout=WAIT_MS)
    panel.review()
    assert ready.window.workspaces.current is Workspace.REVIEW
    assert ready.session.selection.target == ChannelTarget(FIRST, channel or 0)


def test_kernels_that_no_photograph_excites_are_marked_on_the_next_visit(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By what an earlier visit found, without a look at the strongest photographs."""
    told: list[object] = []

    def watched(found: LayerKernels, *, is_silent: NDArray[np.bool_] | None) -> ArrayTiles:
        told.append(is_silent)
        return kernel_tiles(found, is_silent=is_silent)

    monkeypatch.setattr("desktop.panels.features_panel.kernels_view.kernel_tiles", watched)
    model, passes = ready.session.model, panel.features.passes
    assert model is not None
    found = find_strongest(model, passes.paths(), state=passes.state_path(model, LEARNED))
    panel.refresh()
    qtbot.waitUntil(lambda: bool(told) and told[-1] is not None, timeout=WAIT_MS)
    np.testing.assert_array_equal(told[-1], found.layers[FIRST].values[:, 0] <= 0)


def test_names_are_kept_and_counted(panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    assert panel.names.stack.currentWidget() is panel.names.empty
    panel.learned.grid.step(2)
    channel = panel.channel()
    panel.naming.give_by_digit(7)
    panel.naming.give_by_digit(5)
    path = ready.window.services.folders.feature_names
    model = ready.session.model
    assert model is not None
    qtbot.waitUntil(
        lambda: [each.name for each in NameFile(path).of(model.id)] == ["vessel; optic disc"], timeout=WAIT_MS
    )
    assert panel.naming.given() == {channel: "vessel; optic disc"}
    panel.naming.give_by_digit(5)
    assert panel.naming.given() == {channel: "vessel"}
    panel.chooseView(FeatureView.NAMES)
    assert panel.names.table.item(0, 0).text() == FIRST
    assert panel.names.stack.currentWidget() is panel.names.table
    table = tmp_path / "names.csv"
    ready.window.features_workspace.write_table(table, is_latex=False)
    qtbot.waitUntil(table.exists, timeout=WAIT_MS)
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert (rows[0]["layer"], rows[0]["vessel"]) == (FIRST, "1")


def test_what_is_marked_in_the_project_suggests_names(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And what is marked later suggests others. How much overlap a name needs is no question here."""
    monkeypatch.setattr("core.features.suggestions.LEAST_OVERLAP", 0.0)
    monkeypatch.setattr("core.features.suggestions.LEAST_LIFT", 0.0)
    model, passes = ready.session.model, panel.features.passes
    assert model is not None
    panel.chooseView(FeatureView.STRONGEST)
    paths = passes.paths()
    found = find_strongest(model, paths, state=passes.state_path(model, LEARNED))
    panel.refresh()
    qtbot.waitUntil(lambda: passes.found(LEARNED) is not None, timeout=WAIT_MS)
    with Project.create(tmp_path / "eyes") as project:
        for folder in {path.parent for path in paths}:
            list_folder(project, folder)
        index(project)
        ready.projects._take(project)
        strongest = found.layers[FIRST]
        channel = int(strongest.values[:, 0].argmax())
        panel.learned.grid._choose(channel)

        def mark(code: str) -> None:
            for rank in range(2):
                left, top, right, bottom = found.field(model.layers[FIRST], model.layers.input_size, channel, rank)
                box = Shape(ShapeKind.BOX, code, ((left, top), (right, bottom)))
                (number,) = project.files.at(found.paths[int(strongest.photographs[channel, rank])])
                project.annotations.put(number, "ada", Annotation(shapes=(box,)))
            ready.projects.look_for_changes()

        def suggested() -> list[str]:
            return [each.name for each in panel.features.suggestions.of(channel)]

        mark("MA")
        qtbot.waitUntil(lambda: suggested() == ["microaneurysm"], timeout=PROCESS_WAIT_MS)
        qtbot.waitUntil(lambda: "microaneurysm?" in panel.detail.suggestion.text(), timeout=WAIT_MS)
        mark("CW")
        qtbot.waitUntil(lambda: suggested() == ["CW"], timeout=PROCESS_WAIT_MS)
        ready.projects.close()
        qtbot.waitUntil(lambda: not panel.detail.suggestion.text(), timeout=PROCESS_WAIT_MS)


def endless(monkeypatch: pytest.MonkeyPatch, module: str) -> list[object]:
    """Put a process that ends when it is cancelled in place of the true one; gives the tasks that it was given."""
    begun: list[object] = []

    def call(task: object, token: CancelToken, _tell: object) -> None:
        begun.append(task)
        while not token.is_cancelled:
            time.sleep(0.01)
        raise Cancelled

    monkeypatch.setattr(f"{module}.call_in_process", call)
    return begun


def test_a_pass_that_is_cancelled_elsewhere_can_be_begun_again(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By the button of the bar at the bottom, as every long work."""
    begun = endless(monkeypatch, "desktop.feature_passes")
    panel.chooseView(FeatureView.STRONGEST)
    qtbot.waitUntil(lambda: "4 photographs" in panel.learned.button.text(), timeout=WAIT_MS)
    panel.learned.button.click()
    qtbot.waitUntil(lambda: len(begun) == 1, timeout=WAIT_MS)
    assert "0 of 4" in panel.learned.empty.accessibleName()
    ready.lanes.features.cancel_all()
    qtbot.waitUntil(lambda: "4 photographs" in panel.learned.button.text(), timeout=WAIT_MS)
    panel.learned.button.click()
    qtbot.waitUntil(lambda: len(begun) == 2, timeout=WAIT_MS)
    panel.learned.button.click()
    qtbot.waitUntil(lambda: ready.lanes.features.is_idle, timeout=WAIT_MS)


def test_a_pass_is_of_the_model_and_photographs_with_which_it_was_begun(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, other_model: Path
) -> None:
    """Another model says nothing of it, and neither is it stopped by one."""
    begun = endless(monkeypatch, "desktop.feature_passes")
    panel.chooseView(FeatureView.STRONGEST)
    qtbot.waitUntil(lambda: "4 photographs" in panel.learned.button.text(), timeout=WAIT_MS)
    panel.learned.button.click()
    qtbot.waitUntil(lambda: len(begun) == 1, timeout=WAIT_MS)
    first = ready.session.model
    ready.window.open_paths([other_model])
    qtbot.waitUntil(
        lambda: ready.session.model is not first and "4 photographs" in panel.learned.button.text(), timeout=WAIT_MS
    )
    assert panel.features.passes.progress(LEARNED) is None
    assert not ready.lanes.features.is_idle
    ready.lanes.features.cancel_all()
    qtbot.waitUntil(lambda: ready.lanes.features.is_idle, timeout=WAIT_MS)


def test_exemplars_that_are_cancelled_elsewhere_can_be_made_again(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun = endless(monkeypatch, "desktop.features")
    panel.chooseView(FeatureView.EXEMPLARS)
    for number in (1, 2):
        panel.exemplars.form.makeButton.click()
        qtbot.waitUntil(lambda number=number: len(begun) == number, timeout=WAIT_MS)
        assert panel.exemplars.form.stopButton.isVisible()
        ready.lanes.exemplars.cancel_all()
        qtbot.waitUntil(lambda: not panel.exemplars.making, timeout=WAIT_MS)
        assert panel.exemplars.form.makeButton.isVisible()
    qtbot.waitUntil(lambda: ready.lanes.exemplars.is_idle, timeout=WAIT_MS)


@pytest.mark.slow
def test_the_strongest_photographs_are_found_and_known_the_next_time(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, photographs: list[Path]
) -> None:
    panel.chooseView(FeatureView.STRONGEST)
    assert "4 photographs" in panel.learned.button.text()
    panel.learned.button.click()
    qtbot.waitUntil(lambda: isinstance(panel.learned.tiles(), PatchTiles), timeout=PROCESS_WAIT_MS)
    found = panel.features.passes.found(LEARNED)
    assert found is not None
    assert sorted(found.paths) == sorted(photographs)
    qtbot.waitUntil(lambda: panel.strongest.field is not None, timeout=WAIT_MS)
    assert panel.detail.big.frame() is not None
    suggestion = Suggestion("vessel", "VE", 0.6, 0.1, 4)
    kept = _Kept(found, {panel.channel() or 0: (suggestion,)}, None)
    panel.features.suggestions._known[(id(found), FIRST)] = kept
    panel.naming.show()
    assert "vessel? 60 % overlap, 10 % by chance, 4 photographs" in panel.detail.suggestion.text()
    panel.learned.grid.suggestionAccepted.emit()
    assert panel.naming.given() == {panel.channel() or 0: "vessel"}
    tiles = panel.learned.tiles()
    assert isinstance(tiles, PatchTiles)
    for kind in (Evidence.SALIENCY, Evidence.SUM, Evidence.OCCLUSION):
        panel.strongest.evidence.setMember(kind)
        panel.strongest.evidence.activated.emit(panel.strongest.evidence.currentIndex())
        assert tiles.overlay(0, 0) is None
        shown = panel.learned.grid.visiblePlaces()
        qtbot.waitUntil(lambda shown=shown: not tiles.without_map(shown), timeout=WAIT_MS)
        assert "evidence" in tiles.value_text(0, 0, 0.5, 0.5)
    panel.features.passes._passes.clear()
    panel.refresh()
    qtbot.waitUntil(lambda: panel.features.passes.found(LEARNED) is not None, timeout=WAIT_MS)


@pytest.mark.slow
def test_a_pass_is_kept_in_the_project_and_a_model_that_has_changed_is_told(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    model = ready.session.model
    assert model is not None
    with Project.create(tmp_path / "eyes") as project:
        ready.projects.project = project
        panel.chooseView(FeatureView.STRONGEST)
        panel.learned.button.click()
        qtbot.waitUntil(lambda: len(project.features.passes()) == 1, timeout=PROCESS_WAIT_MS)
        (kept,) = project.features.passes()
        assert (kept.model, kept.done, kept.total) == (model.id, 4, 4)
        state = panel.features.passes.state_path(model, LEARNED)
        state.unlink()
        panel.features.passes._passes.clear()
        panel.refresh()
        qtbot.waitUntil(lambda: panel.features.passes.found(LEARNED) is not None, timeout=WAIT_MS)
        earlier = replace(model, id=ModelId("0" * 64))
        told = _of_another_model(earlier, tmp_path / "none", kept.photographs, project, 4)
        assert told is not None
        assert "has changed" in told.remark
        told = _of_another_model(earlier, state, kept.photographs, None, 4)
        assert told is not None
        assert _of_another_model(model, state, kept.photographs, project, 4) is None
        ready.projects.project = None


@pytest.mark.slow
def test_exemplars_come_step_by_step(panel: FeaturesPanel, qtbot: QtBot) -> None:
    panel.chooseView(FeatureView.EXEMPLARS)
    panel.exemplars.form.wanted.setText("0-1")
    panel.exemplars.form.steps.setValue(3)
    panel.exemplars.make()
    qtbot.waitUntil(lambda: not panel.exemplars.making, timeout=PROCESS_WAIT_MS)
    kept = panel.exemplars.snapshots[LEARNED]
    assert len(kept) == 4
    panel.exemplars.scrubber.setValue(0)
    assert panel.exemplars.step.text() == "step 0"
    panel.exemplars.form.start.setMember(Start.MEAN)
    panel.exemplars.form.copies.setValue(2)
    panel.exemplars.make()
    qtbot.waitUntil(lambda: not panel.exemplars.making, timeout=PROCESS_WAIT_MS)
    begun = panel.exemplars.snapshots[LEARNED]
    assert begun[0].pictures.shape[0] == 4
    assert not np.array_equal(begun[0].pictures[0], kept[0].pictures[0])
    panel.exemplars.form.start.setMember(Start.STRONGEST)
    panel.exemplars.make()
    message = panel.messages.currentMessage()
    assert message is not None
    assert "not known" in message.text
    panel.exemplars.form.start.setMember(Start.NOISE)
    panel.exemplars.form.wanted.setText("99999")
    panel.exemplars.make()
    assert panel.messages.currentMessage() is not None


def test_nearest_convolutions() -> None:
    from desktop.features import _nearest

    assert _nearest(["a", "b", "c", "d"], "c", ["a", "d"]) == "a"
    assert _nearest(["a", "b", "c"], "a", ["c"]) == "c"
    assert _nearest(["a"], "a", []) is None
    assert NoKernels("a", None).nearest is None
