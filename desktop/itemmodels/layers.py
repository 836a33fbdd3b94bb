"""The layers of a network as the tree that their dotted names make."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from core.networks.layers import Layer, LayerTable
from desktop.translation import mark, tr

AnyIndex = QModelIndex | QPersistentModelIndex


class LayerColumn(IntEnum):
    """The columns of the tree."""

    NAME = 0
    TYPE = 1
    SHAPE = 2
    RECEPTIVE_FIELD = 3
    STRIDE = 4


MULTIPLICATION_SIGN = "\N{MULTIPLICATION SIGN}"
"""Without spaces around it: the column is narrow."""
COLUMN_COUNT = len(LayerColumn)
HEADERS = (mark("Layer"), mark("Type"), mark("Shape"), mark("Sees"), mark("Stride"))
HEADER_TOOLTIPS = (
    mark("The layer's name in the network; arrow keys walk"),
    mark("The kind of module"),
    mark("Channels x height x width of the layer's output"),
    mark("The receptive field: how much of the network's input one position of the layer depends on"),
    mark("How many pixels of the network's input lie between two positions of the layer"),
)


class LayerRole(IntEnum):
    """What a row has beside its texts."""

    NAME = Qt.ItemDataRole.UserRole + 1
    """str: the full name where the row is a layer, None where it only groups."""
    SEARCH = Qt.ItemDataRole.UserRole + 2
    """str: full name and type, in which a filter looks."""
    FACTS = Qt.ItemDataRole.UserRole + 3
    """str: type, shape and receptive field in one line; empty where the row only groups."""


@dataclass(slots=True, eq=False)
class _Node:
    label: str
    path: str
    parent: _Node | None
    layer: Layer | None = None
    number: int = 0
    row: int = 0
    depth: int = -1
    children: list[_Node] = field(default_factory=list)


class LayerTreeModel(QAbstractItemModel):
    """One row a part of a dotted name. Parts that are no explainable layer themselves group and cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._nodes: list[_Node] = [_Node("", "", None)]
        self._by_name: dict[str, _Node] = {}

    def setLayers(self, layers: LayerTable | None) -> None:
        """Show the layers of another network, or none."""
        self.beginResetModel()
        self._nodes = [_Node("", "", None)]
        self._by_name = {}
        places: dict[str, _Node] = {"": self._nodes[0]}
        for layer in layers or ():
            node = self._place(layer, places)
            node.layer = layer
            self._by_name[layer.name] = node
        self.endResetModel()

    def indexOf(self, name: str) -> QModelIndex:
        """The row of a layer; invalid where there is none of that name."""
        node = self._by_name.get(name)
        return QModelIndex() if node is None else self.createIndex(node.row, 0, node.number)

    def layer(self, index: AnyIndex) -> Layer | None:
        """The layer of a row, None where the row only groups."""
        return self._nodes[index.internalId()].layer if index.isValid() else None

    def texts(self, column: LayerColumn) -> set[tuple[int, str]]:
        """The different texts of a column, each with how deep in the tree it stands (0: at the top)."""
        if column is LayerColumn.NAME:
            return {(node.depth, node.label) for node in self._nodes[1:]}
        return {(0, _column_text(node.layer, column)) for node in self._nodes[1:]}

    def _place(self, layer: Layer, places: dict[str, _Node]) -> _Node:
        parent, path = self._nodes[0], ""
        for part in layer.module_name.split(".") if layer.module_name else ("(network)",):
            path = f"{path}.{part}" if path else part
            parent = places.get(path) or self._add(part, path, parent, places)
        if layer.name == layer.module_name:
            return parent
        return self._add(tr("call {call}", call=layer.call), layer.name, parent, places)

    def _add(self, label: str, path: str, parent: _Node, places: dict[str, _Node]) -> _Node:
        row, depth = len(parent.children), parent.depth + 1
        node = _Node(label, path, parent, number=len(self._nodes), row=row, depth=depth)
        parent.children.append(node)
        self._nodes.append(node)
        places[path] = node
        return node

    def _node(self, index: AnyIndex) -> _Node:
        return self._nodes[index.internalId()] if index.isValid() else self._nodes[0]

    # QAbstractItemModel

    def index(self, row: int, column: int, parent: AnyIndex = QModelIndex()) -> QModelIndex:  # noqa: B008
        """The index of a child."""
        children = self._node(parent).children
        if not (0 <= row < len(children) and 0 <= column < COLUMN_COUNT):
            return QModelIndex()
        return self.createIndex(row, column, children[row].number)

    def parent(self, index: AnyIndex = QModelIndex()) -> Any:  # noqa: B008
        """The index of the parent."""
        parent = self._node(index).parent
        if parent is None or parent.number == 0:
            return QModelIndex()
        return self.createIndex(parent.row, 0, parent.number)

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many rows there are under a row."""
        return 0 if parent.column() > 0 else len(self._node(parent).children)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008, ARG002
        """The columns of :class:`LayerColumn`."""
        return COLUMN_COUNT

    def flags(self, index: AnyIndex) -> Qt.ItemFlag:
        """Rows that only group can be opened and closed, but not chosen."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        is_layer = self._node(index).layer is not None
        return Qt.ItemFlag.ItemIsEnabled | (Qt.ItemFlag.ItemIsSelectable if is_layer else Qt.ItemFlag.NoItemFlags)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The columns' titles."""
        if orientation is not Qt.Orientation.Horizontal:
            return None
        texts = {Qt.ItemDataRole.DisplayRole: HEADERS, Qt.ItemDataRole.ToolTipRole: HEADER_TOOLTIPS}.get(role)  # type: ignore[call-overload]
        return tr(texts[section]) if texts else None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, tooltip and the roles of :class:`LayerRole`."""
        if not index.isValid():
            return None
        node = self._node(index)
        match role:
            case Qt.ItemDataRole.DisplayRole:
                return node.label if index.column() == LayerColumn.NAME else _column_text(node.layer, index.column())
            case Qt.ItemDataRole.ToolTipRole | Qt.ItemDataRole.AccessibleTextRole:
                return (
                    layer_description(node.layer)
                    if node.layer
                    else tr("{path}: not explainable itself", path=node.path)
                )
            case LayerRole.NAME:
                return node.layer.name if node.layer else None
            case LayerRole.FACTS:
                return layer_facts(node.layer) if node.layer else ""
            case LayerRole.SEARCH:
                return f"{node.path} {node.layer.type}" if node.layer else ""
        return None


def _column_text(layer: Layer | None, column: int) -> str:
    if layer is None:
        return ""
    match column:
        case LayerColumn.TYPE:
            return layer.type
        case LayerColumn.SHAPE:
            return MULTIPLICATION_SIGN.join(str(size) for size in layer.shape)
        case LayerColumn.RECEPTIVE_FIELD:
            return receptive_field_text(layer)
        case LayerColumn.STRIDE:
            return _pair_text(*layer.stride)
    return ""


def shape_text(layer: Layer) -> str:
    """`512 x 14 x 14`: channels, height, width."""
    return " x ".join(str(size) for size in layer.shape)


def receptive_field_text(layer: Layer) -> str:
    """`212 px`, `7 x 1 px` where it is no square, or `whole image`."""
    return tr("whole image") if layer.is_global else f"{_pair_text(*layer.receptive_field)} px"


def layer_facts(layer: Layer) -> str:
    """One short line: type, shape and receptive field."""
    return " \N{MIDDLE DOT} ".join(
        (
            layer.type,
            shape_text(layer),
            tr("sees {receptive_field_text}", receptive_field_text=receptive_field_text(layer)),
        )
    )


def layer_description(layer: Layer) -> str:
    """Several lines that say everything about a layer."""
    lines = [
        layer.name,
        tr("{type}, {shape_text} (channels x height x width)", type=layer.type, shape_text=shape_text(layer)),
        tr(
            "Receptive field: {receptive_field_text}; stride {pair_text} px",
            receptive_field_text=receptive_field_text(layer),
            pair_text=_pair_text(*layer.stride),
        ),
    ]
    return "\n".join(lines)


def _pair_text(vertical: float, horizontal: float) -> str:
    return f"{vertical:g}" if vertical == horizontal else f"{vertical:g} x {horizontal:g}"
