from collections.abc import Callable

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from pytestqt.qtbot import QtBot

from core.networks.layers import LayerTable
from desktop.itemmodels.layers import LayerColumn, LayerRole
from desktop.widgets.layer_tree import LayerTree

NAMES = ("conv1", "layer1.0.conv1", "layer1.0.relu", "layer1.1.conv1", "layer1.1.relu")


@pytest.fixture
def tree(qtbot: QtBot, layer_table: Callable[..., LayerTable]) -> LayerTree:
    tree = LayerTree()
    qtbot.addWidget(tree)
    tree.resize(360, 300)
    tree.setLayers(layer_table(*NAMES))
    tree.show()
    return tree


def index_of(tree: LayerTree, label: str) -> QModelIndex:
    model = tree.view.model()
    flags = Qt.MatchFlag.MatchRecursive | Qt.MatchFlag.MatchExactly
    return model.match(model.index(0, 0), Qt.ItemDataRole.DisplayRole, label, 1, flags)[0]


def test_arrow_keys_walk_from_layer_to_layer_and_tell_at_once(qtbot: QtBot, tree: LayerTree) -> None:
    chosen: list[str] = []
    tree.layerChosen.connect(chosen.append)
    tree.setCurrentLayer("conv1")
    tree.view.setFocus()
    for _ in range(4):
        qtbot.keyClick(tree.view, Qt.Key.Key_Down)
    assert chosen == list(NAMES[1:])  # the rows layer1, 0 and 1 only group and are passed over
    qtbot.keyClick(tree.view, Qt.Key.Key_Down)
    assert tree.currentLayer() == NAMES[-1]
    for _ in range(4):
        qtbot.keyClick(tree.view, Qt.Key.Key_Up)
    assert chosen[4:] == list(NAMES[3::-1])
    qtbot.keyClick(tree.view, Qt.Key.Key_Up)
    assert tree.currentLayer() == "conv1"


def test_a_closed_group_can_be_opened_with_the_keys(qtbot: QtBot, tree: LayerTree) -> None:
    tree.view.collapseAll()
    tree.setCurrentLayer("conv1")
    chosen: list[str] = []
    tree.layerChosen.connect(chosen.append)
    qtbot.keyClick(tree.view, Qt.Key.Key_Down)
    assert chosen == []
    qtbot.keyClick(tree.view, Qt.Key.Key_Right)
    assert tree.view.isExpanded(index_of(tree, "layer1"))


def test_marking_a_layer_tells_nobody_and_brings_it_into_sight(qtbot: QtBot, tree: LayerTree) -> None:
    chosen: list[str] = []
    tree.layerChosen.connect(chosen.append)
    tree.view.collapseAll()
    tree.setCurrentLayer("layer1.1.relu")
    assert chosen == []
    assert tree.view.currentIndex().siblingAtColumn(0).data(LayerRole.NAME) == "layer1.1.relu"
    assert tree.view.viewport().rect().intersects(tree.view.visualRect(tree.view.currentIndex()))
    tree.setCurrentLayer(None)
    assert not tree.view.currentIndex().isValid()
    assert chosen == []


def test_a_click_chooses_a_layer_and_closes_a_group(qtbot: QtBot, tree: LayerTree) -> None:
    place = tree.view.visualRect(index_of(tree, "conv1")).center()
    with qtbot.waitSignal(tree.layerChosen) as chosen:
        qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert chosen.args == ["conv1"]
    group = index_of(tree, "layer1")
    place = tree.view.visualRect(group).topLeft() + QPoint(20, 5)
    qtbot.mouseClick(tree.view.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert not tree.view.isExpanded(group)
    assert tree.currentLayer() == "conv1"


def test_the_filter_keeps_what_is_chosen(qtbot: QtBot, tree: LayerTree) -> None:
    chosen: list[str] = []
    tree.setCurrentLayer("layer1.0.conv1")
    tree.layerChosen.connect(chosen.append)
    qtbot.keyClicks(tree.filterField, "RELU")
    view, model = tree.view, tree.view.model()
    layer1 = model.index(0, 0)
    assert [model.index(row, 0, layer1).data() for row in range(model.rowCount(layer1))] == ["0", "1"]
    assert view.isExpanded(layer1)
    assert tree.currentLayer() == "layer1.0.conv1"
    tree.filterField.clear()
    assert view.currentIndex().siblingAtColumn(0).data(LayerRole.NAME) == "layer1.0.conv1"
    assert chosen == []


def test_at_first_the_last_layers_are_in_sight(
    qtbot: QtBot, tree: LayerTree, layer_table: Callable[..., LayerTable]
) -> None:
    tree.setLayers(layer_table(*(f"features.{number}" for number in range(200))))
    bar = tree.view.verticalScrollBar()
    qtbot.waitUntil(lambda: 0 < bar.maximum() == bar.value())
    tree.setLayers(None)
    assert tree.view.model().rowCount() == 0


def test_a_narrow_panel_gives_each_layer_a_second_line(tree: LayerTree, qtbot: QtBot) -> None:
    tree.resize(600, 300)
    assert not tree.view.is_stacked
    one_line = tree.view.visualRect(index_of(tree, "conv1")).height()
    tree.resize(280, 300)
    assert tree.view.is_stacked
    assert [tree.view.isColumnHidden(column) for column in LayerColumn] == [False, True, True, True, True]
    tree.view.grab()
    assert tree.view.visualRect(index_of(tree, "conv1")).height() > one_line
    facts = index_of(tree, "conv1").data(LayerRole.FACTS)
    assert "64 x 14 x 14" in facts
    assert "sees" in facts
    assert index_of(tree, "layer1").data(LayerRole.FACTS) == ""
    tree.resize(600, 300)
    tree.view.grab()
    assert tree.view.visualRect(index_of(tree, "conv1")).height() == one_line


def test_the_current_layer_stays_in_sight_when_the_panel_shrinks(qtbot: QtBot, tree: LayerTree) -> None:
    tree.setCurrentLayer(NAMES[-1])
    qtbot.waitUntil(lambda: tree.view.visualRect(tree.view.currentIndex()).isValid())
    assert tree.view.viewport().rect().contains(tree.view.visualRect(tree.view.currentIndex()).center())
    tree.resize(360, 150)
    qtbot.waitUntil(
        lambda: tree.view.viewport().rect().contains(tree.view.visualRect(tree.view.currentIndex()).center())
    )
