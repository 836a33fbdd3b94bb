"""How often each name was given in each layer, and whether two readers agree."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHBoxLayout,
    QHeaderView,
    QLabel,
    QLineEdit,
    QPushButton,
    QStackedWidget,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.features.names import Agreement, FrequencyTable
from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.wrapped_label import WrappedLabel

FIXED = (mark("Layer"), mark("Depth"), mark("Sees"), mark("Features"), mark("Named"))


class NamesPage(QWidget):
    """The table, with buttons that write it and change the vocabulary."""

    csvRequested = Signal()
    latexRequested = Signal()
    vocabularyRequested = Signal()
    readerChanged = Signal(str)
    layerChosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.reader = QLineEdit()
        self.reader.setMaximumWidth(180)
        self.reader.setToolTip(tr("Whose names these are; other readers' names are kept beside them"))
        self.table = QTableWidget()
        self.table.setAccessibleName(tr("Names of features"))
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.verticalHeader().hide()
        self.words = WrappedLabel(role="dim")
        self.csvButton = _button(tr("CSV…"), "export", tr("Write the table for a spreadsheet"))
        self.latexButton = _button(tr("LaTeX…"), "export", tr("Write the table for a paper"))
        self.vocabularyButton = _button(tr("Vocabulary…"), "parameters", tr("Change the names that are offered"))
        row = QHBoxLayout()
        row.setSpacing(8)
        label = QLabel(tr("&Reader"))
        label.setBuddy(self.reader)
        row.addWidget(label)
        row.addWidget(self.reader)
        row.addStretch(1)
        for button in (self.vocabularyButton, self.csvButton, self.latexButton):
            row.addWidget(button)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(8, 8, 8, 8)
        layout.setSpacing(8)
        layout.addLayout(row)
        layout.addWidget(self.words)
        self.empty = EmptyState(
            tr("No feature has a name yet"),
            tr(
                "Choose a channel in another tab and press a digit, or N to write. Here stands how often each name was "
                "given, layer by layer."
            ),
        )
        self.stack = QStackedWidget()
        self.stack.addWidget(self.table)
        self.stack.addWidget(self.empty)
        layout.addWidget(self.stack, 1)
        self.csvButton.clicked.connect(self.csvRequested)
        self.latexButton.clicked.connect(self.latexRequested)
        self.vocabularyButton.clicked.connect(self.vocabularyRequested)
        self.reader.editingFinished.connect(lambda: self.readerChanged.emit(self.reader.text().strip()))
        self.table.itemActivated.connect(self._choose)

    def setTable(self, table: FrequencyTable) -> None:
        """Show the counts."""
        self.table.setColumnCount(len(FIXED) + len(table.names))
        self.table.setHorizontalHeaderLabels([*(tr(title) for title in FIXED), *table.names])
        self.table.setRowCount(len(table.rows))
        for number, row in enumerate(table.rows):
            field = "\N{MULTIPLICATION SIGN}".join(str(side) for side in row.receptive_field)
            cells = (row.layer, row.depth, field, row.features, row.named, *row.counts)
            for column, cell in enumerate(cells):
                item = QTableWidgetItem(str(cell))
                if column:
                    item.setTextAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
                self.table.setItem(number, column, item)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        for button in (self.csvButton, self.latexButton):
            button.setEnabled(bool(table.rows))
        self.stack.setCurrentWidget(self.table if table.rows else self.empty)

    def setAgreement(self, found: Sequence[tuple[str, Agreement]]) -> None:
        """Say how far others agree, one sentence each."""
        sentences = []
        for other, each in found:
            kappa = tr("not defined") if each.kappa is None else f"{each.kappa:.2f}"
            sentences.append(
                tr(
                    "{other} named {count} of the same features, {same} alike: Cohen's kappa {kappa}.",
                    other=other,
                    count=each.count,
                    same=each.same,
                    kappa=kappa,
                )
            )
        self.words.setText(" ".join(sentences))
        self.words.setVisible(bool(sentences))

    def _choose(self, item: QTableWidgetItem) -> None:
        first = self.table.item(item.row(), 0)
        if first is not None:
            self.layerChosen.emit(first.text())


def _button(text: str, icon_name: str, tip: str) -> QPushButton:
    button = QPushButton(f" {text}")
    button.setIcon(icon(icon_name))
    button.setToolTip(tip)
    return button
