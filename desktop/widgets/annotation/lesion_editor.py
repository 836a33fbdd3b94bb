"""Changing the names by which lesions are marked."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QHeaderView,
    QPushButton,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.datasets.annotation.lesions import DEFAULT_LESIONS, Lesion, checked
from core.errors import FunduscopeError
from desktop.translation import mark, tr
from desktop.widgets.wrapped_label import WrappedLabel

SIZE_PX = (460, 460)
HOW_TO = mark(
    "The first ten are chosen by the digits 1 to 9 and 0. Short names are those of folders of masks; marks that were "
    "made keep theirs."
)


class LesionEditor(QDialog):
    """A table of short names and names, whose rows can be added, taken away and moved."""

    accepted_names = Signal(object)
    """A tuple of Lesions."""

    def __init__(self, lesions: Sequence[Lesion], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Names of lesions"))
        self.resize(*SIZE_PX)
        self.table = QTableWidget(0, 2)
        self.table.setHorizontalHeaderLabels([tr("Short"), tr("Name")])
        self.table.setAccessibleName(tr("Names of lesions"))
        self.table.horizontalHeader().setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.table.setSelectionBehavior(QTableWidget.SelectionBehavior.SelectRows)
        self.problem = WrappedLabel()
        self.problem.setProperty("role", "error")
        self.problem.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel)
        self.buttons.accepted.connect(self._accept)
        self.buttons.rejected.connect(self.reject)
        self._lay_out()
        self.setLesions(lesions)

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        for text, tip, work in (
            (tr("Add"), tr("Add a name at the end"), self._add),
            (tr("Remove"), tr("Take the selected name away; marks that have it stay"), self._remove),
            (tr("Up"), tr("Give it an earlier digit"), lambda: self._move(-1)),
            (tr("Down"), tr("Give it a later digit"), lambda: self._move(1)),
            (tr("Defaults"), tr("The names that a new project begins with"), lambda: self.setLesions(DEFAULT_LESIONS)),
        ):
            button = QPushButton(text)
            button.setToolTip(tip)
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, work=work: work())
            line.addWidget(button)
        line.addStretch(1)
        words = WrappedLabel(role="dim")
        words.setText(tr(HOW_TO))
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.table, 1)
        layout.addLayout(line)
        layout.addWidget(self.problem)
        layout.addWidget(self.buttons)

    def lesions(self) -> tuple[Lesion, ...]:
        """What stands in the table; rows without a short name are left out."""
        rows = ((self._text(row, 0), self._text(row, 1)) for row in range(self.table.rowCount()))
        return tuple(Lesion(code, name) for code, name in rows if code.strip() or name.strip())

    def setLesions(self, lesions: Sequence[Lesion]) -> None:
        """Show these."""
        self.table.setRowCount(0)
        for one in lesions:
            self._append(one)

    def _append(self, lesion: Lesion) -> None:
        row = self.table.rowCount()
        self.table.insertRow(row)
        for column, text in enumerate((lesion.code, lesion.name)):
            self.table.setItem(row, column, QTableWidgetItem(text))

    def _add(self) -> None:
        self._append(Lesion("", ""))
        self.table.setCurrentCell(self.table.rowCount() - 1, 0)
        self.table.edit(self.table.currentIndex())

    def _remove(self) -> None:
        if self.table.currentRow() >= 0:
            self.table.removeRow(self.table.currentRow())

    def _move(self, count: int) -> None:
        row, names = self.table.currentRow(), list(self.lesions())
        other = row + count
        if 0 <= row < len(names) and 0 <= other < len(names):
            names[row], names[other] = names[other], names[row]
            self.setLesions(names)
            self.table.setCurrentCell(other, 0)

    def _text(self, row: int, column: int) -> str:
        item = self.table.item(row, column)
        return item.text() if item is not None else ""

    def _accept(self) -> None:
        try:
            names = checked(self.lesions())
        except FunduscopeError as error:
            self.problem.setText(str(error))
            self.problem.show()
            return
        self.accepted_names.emit(names)
        self.accept()
