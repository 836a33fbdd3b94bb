import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from core.images.geometry import Affine
from core.networks.layers import Layer, LayerTable, Layout
from desktop.itemmodels.layers import LayerColumn, LayerRole, LayerTreeModel


def layer(name: str, *, rf: tuple[int, int] = (212, 212), is_global: bool = False) -> Layer:
    call = int(name.partition("@")[2] or 0)
    return Layer(
        name=name,
        type="Conv2d",
        shape=(512, 14, 14),
        receptive_field=rf,
        stride=(16, 16),
        is_global=is_global,
        to_input=Affine(),
        layout=Layout.CHANNELS_FIRST,
        prefix_tokens=0,
        call=call,
        is_changed_later=False,
    )


NAMES = ("conv1", "layer1.0.conv1", "layer1.0.relu@1", "layer1.0.relu", "layer1.0", "layer1", "layer2.0.conv1")


@pytest.fixture
def model(qapp: object) -> LayerTreeModel:
    model = LayerTreeModel()
    model.setLayers(LayerTable(tuple(layer(name) for name in NAMES), (224, 224)))
    return model


def outline(model: LayerTreeModel, parent: QModelIndex | None = None, depth: int = 0) -> list[str]:
    parent = QModelIndex() if parent is None else parent
    lines = []
    for row in range(model.rowCount(parent)):
        index = model.index(row, 0, parent)
        mark = "" if index.data(LayerRole.NAME) is None else "*"
        lines.append(f"{'  ' * depth}{index.data()}{mark}")
        lines += outline(model, index, depth + 1)
    return lines


def test_fits_the_rules_of_a_model(model: LayerTreeModel) -> None:
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.setLayers(None)
    assert model.rowCount() == 0
    assert tester.model() is model


def test_the_names_make_a_tree_and_calls_stand_under_their_module(model: LayerTreeModel) -> None:
    assert outline(model) == [
        "conv1*",
        "layer1*",
        "  0*",
        "    conv1*",
        "    relu*",
        "      call 1*",
        "layer2",
        "  0",
        "    conv1*",
    ]


def test_every_layer_is_found_by_its_name(model: LayerTreeModel) -> None:
    assert [model.indexOf(name).data(LayerRole.NAME) for name in NAMES] == list(NAMES)
    assert not model.indexOf("layer2").isValid()


def test_rows_that_only_group_cannot_be_chosen(model: LayerTreeModel) -> None:
    group = model.index(2, 0)
    assert group.data() == "layer2"
    assert group.flags() == Qt.ItemFlag.ItemIsEnabled
    assert model.indexOf("layer1").flags() & Qt.ItemFlag.ItemIsSelectable


@pytest.mark.parametrize(
    ("rf", "is_global", "text"),
    [((212, 212), False, "212 px"), ((7, 1), False, "7 x 1 px"), ((224, 224), True, "whole image")],
)
def test_texts(qapp: object, rf: tuple[int, int], is_global: bool, text: str) -> None:
    model = LayerTreeModel()
    model.setLayers(LayerTable((layer("features", rf=rf, is_global=is_global),), (224, 224)))
    row = [model.index(0, column).data() for column in LayerColumn]
    assert row == ["features", "Conv2d", "512\N{MULTIPLICATION SIGN}14\N{MULTIPLICATION SIGN}14", text, "16"]


def test_a_network_that_is_one_layer(qapp: object) -> None:
    model = LayerTreeModel()
    model.setLayers(LayerTable((layer(""),), (224, 224)))
    assert outline(model) == ["(network)*"]
    assert model.indexOf("").isValid()
