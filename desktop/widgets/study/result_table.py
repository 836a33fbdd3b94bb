"""A table of results that can be read, selected and copied, as high as its rows."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QSizePolicy, QTableWidget, QTableWidgetItem, QWidget

from desktop.study_tables import TableText
from desktop.widgets.painting import bold_font

ROW_PX = 26


class ResultTable(QTableWidget):
    """Shows a TableText; Ctrl+C copies what is selected, with tabs between the cells."""

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.verticalHeader().hide()
        self.verticalHeader().setDefaultSectionSize(ROW_PX)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        self.horizontalHeader().setHighlightSections(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def setTable(self, table: TableText) -> None:
        """Show these rows instead of those before."""
        self.clear()
        self.setColumnCount(len(table.header))
        self.setRowCount(len(table.rows))
        for column, text in enumerate(table.header):
            head = QTableWidgetItem(text)
            head.setTextAlignment(_side(column, table))
            self.setHorizontalHeaderItem(column, head)
        for row, cells in enumerate(table.rows):
            for column, text in enumerate(cells):
                item = QTableWidgetItem(text)
                item.setTextAlignment(_side(column, table))
                if row in table.strong:
                    item.setFont(bold_font(self.font()))
                self.setItem(row, column, item)
        self.updateGeometry()

    def texts(self) -> list[list[str]]:
        """What is shown, row by row."""
        return [[self._text(row, column) for column in range(self.columnCount())] for row in range(self.rowCount())]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy what is selected."""
        if event.matches(QKeySequence.StandardKey.Copy):
            QGuiApplication.clipboard().setText(self.selectedText())
            return
        super().keyPressEvent(event)

    def selectedText(self) -> str:
        """What is selected, with tabs between the cells."""
        lines: dict[int, list[tuple[int, str]]] = {}
        for item in self.selectedItems():
            lines.setdefault(item.row(), []).append((item.column(), item.text().strip()))
        return "\n".join("\t".join(text for _column, text in sorted(lines[row])) for row in sorted(lines))

    def sizeHint(self) -> QSize:
        """As high as the rows, with room for a scroll bar where the columns are too wide."""
        head = self.horizontalHeader().sizeHint().height()
        return QSize(400, head + ROW_PX * self.rowCount() + 14)

    def minimumSizeHint(self) -> QSize:
        """As high; the width may be scrolled."""
        return QSize(120, self.sizeHint().height())

    def _text(self, row: int, column: int) -> str:
        item = self.item(row, column)
        return item.text() if item is not None else ""


def _side(column: int, table: TableText) -> Qt.AlignmentFlag:
    side = Qt.AlignmentFlag.AlignLeft if column < table.word_columns else Qt.AlignmentFlag.AlignRight
    return side | Qt.AlignmentFlag.AlignVCenter
