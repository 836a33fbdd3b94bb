"""Which column of a table holds the photographs, and which their labels, where their names do not say it."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.datasets.sources.tables import IMAGE_COLUMNS, LABEL_COLUMNS, Columns, UnknownColumnsError, known_column
from desktop.translation import tr
from desktop.widgets.wrapped_label import WrappedLabel


class ColumnsDialog(QDialog):
    """Asks, with the first rows of the table in view."""

    chosen = Signal(object)
    """The Columns."""

    def __init__(self, table: Path, error: UnknownColumnsError, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Columns of the table"))
        self._header = error.header
        self.image = self._box(tr("Photographs"), known_column(error.header, IMAGE_COLUMNS))
        self.label = self._box(tr("Labels"), known_column(error.header, LABEL_COLUMNS))
        self.patient = self._box(tr("Patients"), None)
        self.rows = _preview(error)
        self.note = WrappedLabel(role="dim")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.takeButton = QPushButton(tr("Import labels"), default=True)
        buttons.addButton(self.takeButton, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        form = QFormLayout()
        for title, box in (
            (tr("Photographs"), self.image),
            (tr("Labels"), self.label),
            (tr("Patients, if any"), self.patient),
        ):
            form.addRow(title, box)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(WrappedLabel(tr("Which columns of '{name}' are meant?", name=table.name)))
        layout.addLayout(form)
        layout.addWidget(self.rows, 1)
        layout.addWidget(self.note)
        layout.addWidget(buttons)
        self.resize(640, 420)
        self._check()

    def _box(self, name: str, chosen: int | None) -> QComboBox:
        """A chooser of columns; the first entry is none."""
        box = QComboBox()
        box.addItem(tr("none"), "")
        for title in self._header:
            box.addItem(title or tr("without a name"), title)
        box.setCurrentIndex(0 if chosen is None else chosen + 1)
        box.setAccessibleName(name)
        box.currentIndexChanged.connect(lambda _index: self._check())
        return box

    def _check(self) -> None:
        image, label = self.image.currentData(), self.label.currentData()
        problem = ""
        if not image or not label:
            problem = tr("Choose the column with the names of the photographs, and the one with their labels.")
        elif image == label:
            problem = tr("One column cannot hold both.")
        self.note.setText(problem)
        self.takeButton.setEnabled(not problem)

    def _take(self) -> None:
        self.chosen.emit(Columns(self.image.currentData(), self.label.currentData(), self.patient.currentData()))
        self.accept()


def _preview(error: UnknownColumnsError) -> QTableWidget:
    table = QTableWidget(len(error.first), len(error.header))
    table.setHorizontalHeaderLabels(list(error.header))
    table.setAccessibleName(tr("First rows of the table"))
    table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    table.verticalHeader().hide()
    for at, row in enumerate(error.first):
        for column, cell in enumerate(row[: len(error.header)]):
            table.setItem(at, column, QTableWidgetItem(cell))
    table.resizeColumnsToContents()
    return table
