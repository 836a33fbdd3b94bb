"""The Features workspace in the window, with a real network and real files."""

from __future__ import annotations

import csv
from pathlib import Path

import numpy as np
import pytest
from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from core.explain.query import ChannelTarget
from core.features.names import NameFile
from desktop.app import Program
from desktop.features import NoKernels
from desktop.panels.features_panel import FeaturesPanel, FeatureView
from desktop.widgets.features.tiles import PatchTiles
from desktop.workspace import Workspace
from tests.desktop.conftest import WAIT_MS

FIRST = "features.0"


@pytest.fixture
def panel(ready: Program, qtbot: QtBot) -> FeaturesPanel:
    """The page, with kernels of the first convolution."""
    ready.window.workspaces.choose(Workspace.FEATURES)
    ready.session.chooseLayer(FIRST)
    panel = ready.window.features
    qtbot.waitUntil(lambda: panel.learned.tiles() is not None and None in panel._kernels, timeout=WAIT_MS)
    return panel


def test_without_a_model_it_says_what_to_do(program: Program, qtbot: QtBot) -> None:
    program.window.workspaces.choose(Workspace.FEATURES)
    panel = program.window.features
    qtbot.waitUntil(lambda: panel.stack.currentWidget() is panel.empty)
    assert panel.empty.isVisible()


def test_kernels_beside_those_of_a_random_network(panel: FeaturesPanel, ready: Program, qtbot: QtBot) -> None:
    before = ready.session.selection
    learned = panel._kernels[None]
    module = ready.session.model.module  # type: ignore[union-attr]
    np.testing.assert_array_equal(learned.kernels.weights, module.features[0].weight.numpy())
    panel.seed.setValue(2)  # the network of the tests is what seed 1 gives
    panel.besideButton.setChecked(True)
    seed = panel.seed.value()
    qtbot.waitUntil(lambda: seed in panel._kernels, timeout=WAIT_MS)
    assert not np.array_equal(panel._kernels[seed].kernels.weights, learned.kernels.weights)
    assert "seed 2" in panel.random.heading.text()
    assert ready.session.selection == before


def test_a_layer_without_weights_offers_the_convolution_before(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot
) -> None:
    ready.session.chooseLayer("features.1")
    qtbot.waitUntil(lambda: panel.learned.stack.currentWidget() is panel.learned.empty, timeout=WAIT_MS)
    assert FIRST in panel.learned.button.text()
    panel.learned.button.click()
    assert ready.session.selection.layer == FIRST


def test_maps_are_shown_strongest_first_and_lead_to_review(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path
) -> None:
    panel.chooseView(FeatureView.MAPS)
    qtbot.waitUntil(lambda: None in panel._maps and panel.learned.tiles() is not None, timeout=WAIT_MS)
    tiles = panel.learned.tiles()
    assert tiles is not None
    peaks = panel._maps[None].peaks[list(tiles.numbers)]
    assert (np.diff(peaks) <= 0).all()
    picture = tmp_path / "maps.png"
    ready.window.features_workspace.write_png(picture)
    qtbot.waitUntil(picture.exists, timeout=WAIT_MS)
    assert QImage(str(picture)).width() == 1600
    panel.learned.grid.step(3)
    channel = panel.channel()
    panel._review()
    assert ready.window.workspaces.current is Workspace.REVIEW
    assert ready.session.selection.target == ChannelTarget(FIRST, channel or 0)


def test_names_are_kept_and_counted(panel: FeaturesPanel, ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    panel.learned.grid.step(2)
    channel = panel.channel()
    panel._name_by_digit(7)
    panel._name_by_digit(5)
    path = ready.window.services.folders.feature_names
    model = ready.session.model
    assert model is not None
    qtbot.waitUntil(
        lambda: [each.name for each in NameFile(path).of(model.id)] == ["vessel; optic disc"], timeout=WAIT_MS
    )
    assert panel.given_names() == {channel: "vessel; optic disc"}
    panel._name_by_digit(5)
    assert panel.given_names() == {channel: "vessel"}
    panel.chooseView(FeatureView.NAMES)
    assert panel.names.table.item(0, 0).text() == FIRST
    table = tmp_path / "names.csv"
    ready.window.features_workspace.write_table(table, is_latex=False)
    qtbot.waitUntil(table.exists, timeout=WAIT_MS)
    rows = list(csv.DictReader(table.read_text().splitlines()))
    assert (rows[0]["layer"], rows[0]["vessel"]) == (FIRST, "1")


@pytest.mark.slow
def test_the_strongest_photographs_are_found_and_known_the_next_time(
    panel: FeaturesPanel, ready: Program, qtbot: QtBot, photographs: list[Path]
) -> None:
    panel.chooseView(FeatureView.STRONGEST)
    assert "4 photographs" in panel.learned.button.text()
    panel.learned.button.click()
    qtbot.waitUntil(lambda: isinstance(panel.learned.tiles(), PatchTiles), timeout=WAIT_MS)
    found = panel.features.strongest(None)
    assert found is not None
    assert sorted(found.paths) == sorted(photographs)
    qtbot.waitUntil(lambda: panel._field is not None, timeout=WAIT_MS)
    assert panel.big.frame() is not None
    panel.features._passes.clear()
    panel.refresh()
    qtbot.waitUntil(lambda: panel.features.strongest(None) is not None, timeout=WAIT_MS)


@pytest.mark.slow
def test_exemplars_come_step_by_step(panel: FeaturesPanel, qtbot: QtBot) -> None:
    panel.chooseView(FeatureView.EXEMPLARS)
    panel.form.wanted.setText("0-1")
    panel.form.steps.setValue(3)
    panel.make_exemplars()
    qtbot.waitUntil(lambda: not panel._making, timeout=WAIT_MS)
    kept = panel._snapshots[None]
    assert len(kept) == 4
    panel.scrubber.setValue(0)
    assert panel.step.text() == "step 0"
    panel.form.wanted.setText("99999")
    panel.make_exemplars()
    assert panel.messages.currentMessage() is not None


def test_nearest_convolutions() -> None:
    from desktop.features import _nearest

    assert _nearest(["a", "b", "c", "d"], "c", ["a", "d"]) == "a"
    assert _nearest(["a", "b", "c"], "a", ["c"]) == "c"
    assert _nearest(["a"], "a", []) is None
    assert NoKernels("a", None).nearest is None
