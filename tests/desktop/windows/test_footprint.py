"""What the selected layer sees at the pointer, in the real window."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QPointF
from pytestqt.qtbot import QtBot

from core.datasets.catalogue.indexing import index, list_folder
from core.datasets.catalogue.landmarks import MarkedLandmarks
from core.datasets.catalogue.project import Project
from core.explain.units import receptive_box
from core.features.footprint import RetinalScale, ScaleSource
from desktop.app import Program
from desktop.commands import CommandId
from desktop.footprints import Ground
from desktop.settings import FOOTPRINT_SHOWN
from desktop.windows.footprint import words_of
from desktop.workspace import Workspace
from tests.desktop.conftest import WAIT_MS

LAYER = "features.6.squeeze"


def test_the_field_follows_the_pointer(ready: Program, qtbot: QtBot) -> None:
    window, session = ready.window, ready.session
    footprints, tool = window.features_workspace.footprints, window.features_workspace.footprint_tool
    session.chooseLayer(LAYER)
    window.action(CommandId.SHOW_FOOTPRINT).trigger()
    assert ready.settings.value(FOOTPRINT_SHOWN)
    qtbot.waitUntil(lambda: footprints.at(80, 60) is not None, timeout=WAIT_MS)
    ground, model = footprints._ground, session.model
    assert isinstance(ground, Ground)
    assert model is not None
    found = footprints.at(80, 60)
    assert found is not None
    expected = receptive_box(model.layers[LAYER], found.cell, ground.to_photograph, ground.seen)
    assert found.theoretical == expected
    view = window.viewer.view
    pane = view.pane()
    view._hover(pane, pane.fromPhotograph(QPointF(80, 60)))
    assert "sees" in window.viewer.info.text()
    assert len(tool.items[0]._boxes) >= 1
    qtbot.waitUntil(lambda: footprints.at(80, 60).effective is not None, timeout=WAIT_MS)  # type: ignore[union-attr]
    view._hover(pane, pane.fromPhotograph(QPointF(81, 61)))
    assert len(tool.items[0]._boxes) == 2
    view._hover(pane, None)
    assert tool.items[0]._boxes == ()
    window.action(CommandId.SHOW_FOOTPRINT).trigger()
    view._hover(pane, pane.fromPhotograph(QPointF(80, 60)))
    assert "sees" not in window.viewer.info.text()


def test_a_layer_that_cannot_resolve_a_microaneurysm_says_so(ready: Program, qtbot: QtBot) -> None:
    window, session = ready.window, ready.session
    footprints = window.features_workspace.footprints
    qtbot.waitUntil(lambda: footprints._ground is not None, timeout=WAIT_MS)
    ground = footprints._ground
    assert ground is not None
    scale = RetinalScale((10.0, 10.0), 180.0, ScaleSource.SHARE)
    footprints._take(Ground(ground.photograph, ground.model, ground.to_photograph, ground.seen, scale))
    session.chooseLayer("features.12")
    assert window.layers.remark.text() == "Cannot resolve a microaneurysm"
    assert "against 125 \N{MICRO SIGN}m" in window.layers.remark.toolTip()
    assert "Sizes by the optic disc's usual share" in window.layers.remark.toolTip()
    window.workspaces.choose(Workspace.FEATURES)
    assert "cannot resolve" in window.features.remark_label.text()
    session.chooseLayer("features.0")
    assert window.layers.remark.text() == ""
    assert footprints.resolution() == ""


def test_a_disc_that_is_marked_by_hand_gives_the_scale(ready: Program, qtbot: QtBot, tmp_path: Path) -> None:
    window, session = ready.window, ready.session
    footprints = window.features_workspace.footprints
    session.chooseLayer(LAYER)
    qtbot.waitUntil(lambda: footprints._ground is not None, timeout=WAIT_MS)
    photograph = session.photograph
    assert photograph is not None
    with Project.create(tmp_path / "eyes") as project:
        list_folder(project, photograph.path.parent)
        index(project)
        number = project.photographs.find(photograph.id)
        assert number is not None
        ready.projects._take(project)
        for disc_px, um in ((36.0, 50.0), (90.0, 20.0)):
            project.landmarks.put(number, MarkedLandmarks((100.0, 60.0), (40.0, 62.0), disc_px))
            ready.projects.look_for_changes()
            qtbot.waitUntil(lambda um=um: getattr(footprints.scale(), "um", None) == (um, um), timeout=WAIT_MS)
        scale, found = footprints.scale(), footprints.at(80, 60)
        assert scale is not None
        assert scale.source is ScaleSource.HAND
        assert found is not None
        assert found.size.um == pytest.approx([20 * side for side in found.size.px])
        assert words_of(found, scale).endswith("(by the marked disc)")  # what is cut off where there is no room
        ready.projects.close()
        qtbot.waitUntil(lambda: getattr(footprints.scale(), "source", None) is not ScaleSource.HAND, timeout=WAIT_MS)
