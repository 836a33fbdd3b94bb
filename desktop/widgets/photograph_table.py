"""The photographs of a project as a table: only rows that can be seen are asked for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QItemSelectionModel, Qt
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from desktop.itemmodels.project_photographs import SHOWN
from desktop.translation import tr

COLUMN_PX = (220, 110, 110, 88, 96, 92, 84, 118, 110, 80, 90, 110, 64, 64, 90, 130, 64)
ROW_PX = 26


class PhotographTable(QTableView):
    """A table for a :class:`ProjectPhotographs`."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Photographs"))
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerItem)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setFrameShape(QTableView.Shape.NoFrame)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setSectionsClickable(True)
        header.setSectionsMovable(True)
        header.setHighlightSections(False)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setDefaultSectionSize(100)

    def share(self, model: QAbstractItemModel, selection: QItemSelectionModel) -> None:
        """Show a model, whose selection is shared with other views."""
        self.setModel(model)
        self.setSelectionModel(selection)
        # The header asks of every row whether it is selected, each time it is painted: seconds, where there are many.
        self.horizontalHeader().setSelectionModel(QItemSelectionModel(model, self))

    def sizeColumns(self) -> None:
        """Widths that fit what usually stands in the columns."""
        for column, width in enumerate(COLUMN_PX[: len(SHOWN)]):
            self.setColumnWidth(column, width)

    def visibleRows(self) -> range:
        """The rows of which at least a part can be seen."""
        model = self.model()
        count = model.rowCount() if model is not None else 0
        first = self.verticalScrollBar().value()
        last = first + self.viewport().height() // ROW_PX + 2
        return range(min(first, count), min(last, count))
