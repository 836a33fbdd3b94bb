"""A table of figures whose cells lead to their photographs."""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QColor, QFont, QGuiApplication, QKeyEvent, QKeySequence, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableWidget,
    QTableWidgetItem,
    QWidget,
)

_SHADE = 110
SCROLL_BAR_PX = 14
GOOD, BAD = QColor(16, 160, 90), QColor(214, 74, 58)
"""Each cell says its figure too, so that colour is never all."""
SHADE_ROLE = Qt.ItemDataRole.UserRole + 1


@dataclass(frozen=True, slots=True)
class FigureCell:
    """One cell. `value` is what it is sorted by, `shade` (-1..1) its colour, `key` what a click on it means."""

    text: str
    tip: str = ""
    value: float | str | None = None
    shade: float = 0.0
    is_bold: bool = False
    key: Hashable | None = None


class FigureTable(QTableWidget):
    """Rows of figures: sorted by a click on a head, opened by a click or Enter, copied by Ctrl+C."""

    cellChosen = Signal(object)
    """The key of the cell that was opened."""

    def __init__(self, name: str, parent: QWidget | None = None, *, is_sortable: bool = True) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setAlternatingRowColors(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(26)
        head = self.horizontalHeader()
        head.setHighlightSections(False)
        head.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        head.setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        self.setItemDelegate(_Shade(self))
        self._is_sortable = is_sortable
        self._heads: tuple[str, ...] = ()
        self.clicked.connect(self._open)
        self.activated.connect(self._open)

    def setFigures(
        self, heads: Sequence[str], rows: Sequence[Sequence[FigureCell]], *, tips: Sequence[str] = ()
    ) -> None:
        """Show these rows; the order that the user chose is kept while the heads stay the same."""
        is_same = tuple(heads) == self._heads
        column, order = self.horizontalHeader().sortIndicatorSection(), self.horizontalHeader().sortIndicatorOrder()
        self.setSortingEnabled(False)
        self._heads = tuple(heads)
        self.setColumnCount(len(heads))
        self.setRowCount(len(rows))
        self.setHorizontalHeaderLabels(list(heads))
        for place, tip in enumerate(tips):
            head = self.horizontalHeaderItem(place)
            if head is not None:
                head.setToolTip(tip)
        for row, cells in enumerate(rows):
            for place, cell in enumerate(cells):
                item = _Item(cell)
                self.setItem(row, place, item)
                above = self.horizontalHeaderItem(place)
                if above is not None and item.is_number:
                    above.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        self.resizeColumnsToContents()
        if self._is_sortable:
            if not is_same:
                self.horizontalHeader().setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
            else:
                self.horizontalHeader().setSortIndicator(column, order)
            self.setSortingEnabled(True)

    def cellOf(self, row: int, column: int) -> FigureCell:
        """What stands in a cell, as the rows stand now."""
        item = self.item(row, column)
        if not isinstance(item, _Item):
            raise IndexError((row, column))
        return item.cell

    def fitHeight(self) -> None:
        """As high as its rows, for short tables that stand above each other."""
        head = self.horizontalHeader()
        height = 0 if head.isHidden() else head.sizeHint().height()
        height += sum(self.rowHeight(row) for row in range(self.rowCount()))
        can_scroll = self.horizontalScrollBarPolicy() is not Qt.ScrollBarPolicy.ScrollBarAlwaysOff
        self.setFixedHeight(height + 2 * self.frameWidth() + (SCROLL_BAR_PX if can_scroll else 2))

    def text(self) -> str:
        """All of it, with tabs between the cells, as spreadsheets take it."""
        lines = [list(self._heads)]
        lines += [
            [self.cellOf(row, column).text for column in range(self.columnCount())] for row in range(self.rowCount())
        ]
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy the table, open the cell."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        item = self.item(index.row(), index.column())
        if isinstance(item, _Item) and item.cell.key is not None:
            self.cellChosen.emit(item.cell.key)


class _Shade(QStyledItemDelegate):
    """Paints the colour of a cell beneath its text: style sheets paint over the item's own."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Colour, then what Qt paints."""
        shade = index.data(SHADE_ROLE)
        if shade:
            colour = QColor(GOOD if shade > 0 else BAD)
            colour.setAlpha(round(_SHADE * min(1.0, abs(shade))))
            painter.fillRect(option.rect.adjusted(1, 1, -1, -1), colour)
        super().paint(painter, option, index)


class _Item(QTableWidgetItem):
    """Sorts by its value; what has none comes last."""

    def __init__(self, cell: FigureCell) -> None:
        super().__init__(cell.text)
        self.cell = cell
        self.setData(SHADE_ROLE, cell.shade)
        self.setToolTip(cell.tip)
        self.is_number = isinstance(cell.value, int | float)
        side = Qt.AlignmentFlag.AlignRight if self.is_number else Qt.AlignmentFlag.AlignLeft
        self.setTextAlignment(side | Qt.AlignmentFlag.AlignVCenter)
        if cell.is_bold:
            font = QFont(self.font())
            font.setBold(True)
            self.setFont(font)

    def __lt__(self, other: QTableWidgetItem) -> bool:
        if not isinstance(other, _Item):
            return super().__lt__(other)
        mine, theirs = self.cell.value, other.cell.value
        if mine is None or theirs is None:
            return mine is None and theirs is not None
        if isinstance(mine, str) or isinstance(theirs, str):
            return str(mine) < str(theirs)
        return mine < theirs
