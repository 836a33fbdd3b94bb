"""How many photographs of each class the parts of a split hold, and what balancing makes of what is trained on."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableWidget, QTableWidgetItem, QWidget

from core.datasets.balance import BalanceEffect
from desktop.translation import mark, tr
from desktop.widgets.painting import bold_font

EPOCH, WEIGHT, ALL = mark("In an epoch"), mark("Weight"), mark("All")


@dataclass(frozen=True, slots=True)
class PartCounts:
    """A part, or a fold, by its title: photographs of each class."""

    title: str
    counts: tuple[int, ...]


class SplitTable(QTableWidget):
    """A row a class, a column a part; then how often the class occurs in an epoch of training, and its weight."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Photographs of each class"))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ContiguousSelection)
        self.setTabKeyNavigation(False)
        self.setShowGrid(False)
        self.setFrameShape(QTableWidget.Shape.NoFrame)
        self.horizontalHeader().setHighlightSections(False)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setMinimumSectionSize(56)
        self.verticalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)

    def setFigures(self, class_names: Sequence[str], parts: Sequence[PartCounts], effect: BalanceEffect) -> None:
        """Show them."""
        self.setRowCount(len(class_names) + 1)
        self.setColumnCount(len(parts) + 2)
        self.setVerticalHeaderLabels([*class_names, tr(ALL)])
        self.setHorizontalHeaderLabels([*(part.title for part in parts), tr(EPOCH), tr(WEIGHT)])
        for column, counts in enumerate([*(part.counts for part in parts), effect.after]):
            for row, count in enumerate([*counts, sum(counts)]):
                self._put(row, column, f"{count:,}")
        for row, weight in enumerate(effect.weights):
            self._put(row, len(parts) + 1, f"{weight:.3g}")
        self._put(len(class_names), len(parts) + 1, "")

    def text(self) -> str:
        """All of it, with tabs between the cells, as spreadsheets take it."""
        rows, columns = range(self.rowCount()), range(self.columnCount())
        head = ["", *(_text(self.horizontalHeaderItem(c)) for c in columns)]
        lines = [head, *([_text(self.verticalHeaderItem(r)), *(_text(self.item(r, c)) for c in columns)] for r in rows)]
        return "\n".join("\t".join(line) for line in lines)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copying takes the whole table."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.text())
            event.accept()
            return
        super().keyPressEvent(event)

    def _put(self, row: int, column: int, text: str) -> None:
        item = QTableWidgetItem(text)
        item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
        if row == self.rowCount() - 1:
            item.setFont(bold_font(self.font()))
        self.setItem(row, column, item)


def _text(item: QTableWidgetItem | None) -> str:
    return item.text() if item is not None else ""
