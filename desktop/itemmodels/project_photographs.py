"""The photographs of a project as a table of any length: only rows that are looked at are fetched, and pictured."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import IntEnum
from typing import TYPE_CHECKING, Any

import numpy as np
from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QImage, QTransform

from core.datasets.catalogue.filters import Column, FactColumn, Key, PhotographState
from desktop.itemmodels.photograph_words import NUMBERS, Names, cell_text, title_of, tooltip
from desktop.itemmodels.thumbnail_loader import LoadThumbnail, ThumbnailLoader
from desktop.itemmodels.thumbnail_memory import ThumbnailMemory
from desktop.translation import inside, tr

if TYPE_CHECKING:
    from core.datasets.catalogue.browsing import Group, Row

AnyIndex = QModelIndex | QPersistentModelIndex
KEPT_ROWS = 5000
MEMORY_BYTES = 96 * 2**20
LOOK_AHEAD = 1
"""Screens above and below what can be seen that are fetched as well."""

SHOWN: tuple[Column, ...] = (
    Column.NAME,
    Column.LABEL,
    Column.PREDICTED,
    Column.CONFIDENCE,
    Column.UNCERTAINTY,
    Column.AGREEMENT,
    Column.PART,
    Column.EYE,
    Column.PATIENT,
    Column.QUALITY,
    Column.ANNOTATION,
    Column.STATE,
    Column.WIDTH,
    Column.HEIGHT,
    Column.TAKEN,
    Column.CAMERA,
    Column.COPIES,
)


class PhotographRole(IntEnum):
    """What a row has beside the text of its cells."""

    ID = Qt.ItemDataRole.UserRole + 1
    ROW = Qt.ItemDataRole.UserRole + 2
    """The Row, or None while it is fetched."""


_ROLES = frozenset(
    int(role)
    for role in (
        *PhotographRole,
        Qt.ItemDataRole.DisplayRole,
        Qt.ItemDataRole.TextAlignmentRole,
        Qt.ItemDataRole.ToolTipRole,
        Qt.ItemDataRole.AccessibleTextRole,
    )
)
_TO_THE_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_TO_THE_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)


@dataclass(frozen=True, slots=True, eq=False)
class Order:
    """The photographs that are shown, in order, and the groups they stand in (none: not grouped)."""

    ids: array[int] = field(default_factory=lambda: array("q"))
    groups: tuple[Group, ...] = ()


class ProjectPhotographs(QAbstractTableModel):
    """Rows by position in an `Order`. `load(path, size_px)` gives thumbnails, in worker threads.

    Tell it which rows can be seen; it asks for them by `rowsWanted`, and is given them by `setRows`. Call
    :meth:`shutdown` at the end.
    """

    rowsWanted = Signal(object)
    """A list of photographs whose rows are to be fetched; one that was asked for before is obsolete."""
    orderChanged = Signal()

    def __init__(self, load: LoadThumbnail, *, thread_count: int = 2, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._order = Order()
        self._rows: OrderedDict[int, Row] = OrderedDict()
        self._stale: set[int] = set()
        self._columns: tuple[Key, ...] = SHOWN
        self._names = Names()
        self._memory = ThumbnailMemory(MEMORY_BYTES)
        self._errors: dict[str, str] = {}
        self._size_px = 128
        self._visible = range(0)
        self._loader = ThumbnailLoader(load, thread_count=thread_count, parent=self)
        self._loader.arrived.connect(self._take)
        self._wish = QTimer(self, singleShot=True, interval=0)
        self._wish.timeout.connect(self._want)

    # What there is

    def setOrder(self, order: Order) -> None:
        """Show these photographs, in this order; rows that are known stay known."""
        self.beginResetModel()
        self._order = order
        self.endResetModel()
        self.orderChanged.emit()
        self._wish.start()

    def order(self) -> Order:
        """What is shown."""
        return self._order

    def clear(self) -> None:
        """There is nothing, and nothing is known of it."""
        self._rows.clear()
        self._stale.clear()
        self._errors.clear()
        self._memory.clear()
        self.setOrder(Order())

    def setNames(self, names: Names) -> None:
        """What classes are called."""
        if names != self._names:
            self._names = names
            self._tell_all()

    def names(self) -> Names:
        """What classes are called."""
        return self._names

    def setFactColumns(self, names: Sequence[str]) -> None:
        """Show the columns of tables behind the others."""
        columns: tuple[Key, ...] = (*SHOWN, *(FactColumn(name) for name in names))
        if columns != self._columns:
            self.beginResetModel()
            self._columns = columns
            self.endResetModel()

    def columnKey(self, column: int) -> Key:
        """What stands in a column."""
        return self._columns[column]

    def id(self, row: int) -> int:
        """The photograph of a row."""
        return self._order.ids[row]

    def rowOf(self, photograph: int) -> int:
        """The row of a photograph, -1 where it is not shown."""
        rows = np.flatnonzero(np.frombuffer(self._order.ids, np.int64) == photograph)
        return int(rows[0]) if len(rows) else -1

    def rowsOf(self, photographs: Sequence[int]) -> list[int]:
        """The rows of those of the photographs that are shown, ascending."""
        rows = np.flatnonzero(np.isin(np.frombuffer(self._order.ids, np.int64), np.array(photographs, np.int64)))
        return [int(row) for row in rows]

    def row(self, row: int) -> Row | None:
        """What is known of a row; None while it is fetched."""
        return self._rows.get(self._order.ids[row])

    def known(self, photograph: int) -> Row | None:
        """What is known of a photograph, where it was fetched."""
        return self._rows.get(photograph)

    # Fetching

    def setVisibleRows(self, rows: range) -> None:
        """Which rows can be seen: they are fetched and pictured first, then a screen in each direction."""
        if rows != self._visible:
            self._visible = rows
        self._wish.start()

    def setRows(self, rows: Mapping[int, Row]) -> None:
        """Take what was fetched."""
        for number, row in rows.items():
            self._rows[number] = row
            self._rows.move_to_end(number)
            self._stale.discard(number)
        while len(self._rows) > KEPT_ROWS:
            self._rows.popitem(last=False)
        self._tell_visible()
        self._picture()

    def refresh(self) -> None:
        """What is known may be out of date: it stays on the screen until what is true now was fetched."""
        self._stale = set(self._rows)
        self._wish.start()

    def setThumbnailSize(self, size_px: int) -> None:
        """The side, in device pixels, of the square into which thumbnails fit."""
        if size_px != self._size_px:
            self._size_px = size_px
            self._picture()

    def picture(self, row: Row) -> tuple[QImage | None, str]:
        """The thumbnail of a photograph, None while it is made; and why there is none."""
        if row.error:
            return None, row.error
        image = self._memory.get(row.path)
        if image is not None and not row.orientation.is_as_stored:
            place = row.orientation.affine(image.width(), image.height())
            image = image.transformed(QTransform.fromScale(place.xx, place.yy))
        return image, self._errors.get(str(row.path), "")

    def shutdown(self) -> None:
        """End the worker threads. May be called twice."""
        self._loader.shutdown()

    def _near(self) -> range:
        screen = max(len(self._visible), 1) * LOOK_AHEAD
        return range(max(self._visible.start - screen, 0), min(self._visible.stop + screen, len(self._order.ids)))

    def _want(self) -> None:
        near = self._near()
        ids = [*self._ids_of(self._visible), *self._ids_of(near)]
        wanted = [one for one in dict.fromkeys(ids) if one not in self._rows or one in self._stale]
        if wanted:
            self.rowsWanted.emit(wanted)
        self._picture()

    def _ids_of(self, rows: range) -> array[int]:
        return self._order.ids[rows.start : rows.stop]

    def _picture(self) -> None:
        ids = dict.fromkeys([*self._ids_of(self._visible), *self._ids_of(self._near())])
        rows = [row for one in ids if (row := self._rows.get(one)) is not None]
        self._loader.request([row.path for row in rows if self._is_missing(row)], self._size_px)

    def _is_missing(self, row: Row) -> bool:
        if row.error or row.state is PhotographState.MISSING or str(row.path) in self._errors:
            return False
        return not self._memory.has(row.path, self._size_px)

    def _take(self) -> None:
        for made in self._loader.take():
            if made.image is None:
                self._errors[str(made.path)] = made.error
            else:
                self._memory.put(made.path, made.image, made.size_px)
        self._tell_visible()

    def _tell_visible(self) -> None:
        near = self._near()
        if near:
            self.dataChanged.emit(self.index(near.start, 0), self.index(near.stop - 1, len(self._columns) - 1))

    def _tell_all(self) -> None:
        if self._order.ids:
            self.dataChanged.emit(self.index(0, 0), self.index(len(self._order.ids) - 1, len(self._columns) - 1))

    # QAbstractTableModel

    def rowCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many photographs are shown."""
        return 0 if parent.isValid() else len(self._order.ids)

    def columnCount(self, parent: AnyIndex = QModelIndex()) -> int:  # noqa: B008
        """How many columns there are."""
        return 0 if parent.isValid() else len(self._columns)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or not 0 <= section < len(self._columns):
            return None
        key = self._columns[section]
        if role == Qt.ItemDataRole.DisplayRole:
            return title_of(key)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tr("Sort by {title_of}", title_of=inside(title_of(key)))
        return None

    def data(self, index: AnyIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """Texts, and the roles of :class:`PhotographRole`."""
        if role not in _ROLES or not 0 <= index.row() < len(self._order.ids):
            return None  # quickly: a table asks for seven roles of every cell
        number = self._order.ids[index.row()]
        row = self._rows.get(number)
        if role == PhotographRole.ID:
            return number
        if role == PhotographRole.ROW:
            return row
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return _TO_THE_RIGHT if self._columns[index.column()] in NUMBERS else _TO_THE_LEFT
        if row is None:
            return "…" if role == Qt.ItemDataRole.DisplayRole and index.column() == 0 else None
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(row, self._columns[index.column()], self._names)
        if role == Qt.ItemDataRole.ToolTipRole:
            return tooltip(row, self._names)
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tooltip(row, self._names).replace("\n", ", ")
        return None
