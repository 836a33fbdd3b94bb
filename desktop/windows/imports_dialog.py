"""Where the labels of a project come from, and what each import could not place: to be looked at whenever one wants."""

from __future__ import annotations

import time
from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPlainTextEdit,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.datasets.catalogue.imports import LeftOut, PastImport
from desktop.translation import mark, tr
from desktop.widgets.wrapped_label import WrappedLabel

LISTED = 2000
"""Rows and files that are shown; more are counted, and all of them are copied."""
SOURCE = Qt.ItemDataRole.UserRole
KINDS = {
    "table": mark("Table"),
    "folders": mark("Folder names"),
    "hdf5": mark("HDF5 file"),
    "made": mark("Made here"),
}
HEADER = (
    mark("From"),
    mark("Kind"),
    mark("Classes"),
    mark("Taken in"),
    mark("Labels"),
    mark("Rows without a photograph"),
    mark("Photographs without a label"),
)
FIRST_NUMBER = 4


class ImportsDialog(QDialog):
    """Lists the imports, and of the chosen one what could not be placed, as text that can be copied."""

    wanted = Signal(int)
    """The source whose left-out rows and files are to be shown."""
    removalWanted = Signal(int)
    """The source whose labels are to be taken away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Imported labels"))
        self._left_out = LeftOut()
        self.words = WrappedLabel(role="dim")
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels([tr(title) for title in HEADER])
        self.list.setAccessibleName(tr("Imports of labels"))
        self.list.currentItemChanged.connect(lambda _now, _before: self._choose())
        self.text = QPlainTextEdit(readOnly=True)
        self.text.setAccessibleName(tr("What could not be placed"))
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.copyButton = self._button(buttons, tr("Copy"), tr("Copy all that could not be placed"))
        self.removeButton = self._button(buttons, tr("Remove its labels"), tr("Forget this import and what it said"))
        self.copyButton.clicked.connect(self._copy)
        self.removeButton.clicked.connect(lambda: self.removalWanted.emit(self.chosen() or 0))
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        layout.addWidget(self.words)
        layout.addWidget(self.list, 1)
        layout.addWidget(self.text, 2)
        layout.addWidget(buttons)
        self.resize(920, 560)

    @staticmethod
    def _button(buttons: QDialogButtonBox, text: str, tip: str) -> QPushButton:
        button = buttons.addButton(text, QDialogButtonBox.ButtonRole.ActionRole)
        button.setToolTip(tip)
        button.setAutoDefault(False)
        return button

    def setWords(self, words: str) -> None:
        """Say above the list what has just been imported."""
        self.words.setText(words)

    def setImports(self, imports: Sequence[PastImport], *, can_change: bool) -> None:
        """Show these, the last one first; the one that was chosen stays so."""
        before = self.chosen()
        with QSignalBlocker(self.list):
            self.list.clear()
            self.list.addTopLevelItems([_item(one) for one in imports])
        self.removeButton.setVisible(can_change)
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        if not imports:
            self.words.setText(
                tr("No labels were imported yet. Data, Import labels from a table… takes them out of a table.")
            )
        self.choose(before if before is not None else next((one.source for one in imports), None))

    def chosen(self) -> int | None:
        """The source that is looked at."""
        item = self.list.currentItem()
        return int(item.data(0, SOURCE)) if item is not None else None

    def choose(self, source: int | None) -> None:
        """Look at this one, or the first where it is gone."""
        items = [item for at in range(self.list.topLevelItemCount()) if (item := self.list.topLevelItem(at))]
        found = next((item for item in items if item.data(0, SOURCE) == source), next(iter(items), None))
        if found is None or found is self.list.currentItem():
            self._choose()
        else:
            self.list.setCurrentItem(found)

    def setLeftOut(self, source: int, left_out: LeftOut) -> None:
        """Show what the import of `source` could not place, while it is the one that is looked at."""
        if source != self.chosen():
            return
        self._left_out = left_out
        words = "\n".join(_lines(left_out, LISTED))
        self.text.setPlainText(words or tr("Every row found its photograph, and every photograph its row."))
        self.copyButton.setEnabled(bool(left_out))

    def _choose(self) -> None:
        source = self.chosen()
        self._left_out = LeftOut()
        self.text.clear()
        self.copyButton.setEnabled(False)
        self.removeButton.setEnabled(source is not None)
        if source is not None:
            self.wanted.emit(source)

    def _copy(self) -> None:
        QApplication.clipboard().setText("\n".join(_lines(self._left_out, None)))


def _item(one: PastImport) -> QTreeWidgetItem:
    taken = time.strftime("%Y-%m-%d %H:%M", time.localtime(one.imported_s))
    kind = tr(KINDS[one.kind]) if one.kind in KINDS else one.kind
    numbers = [f"{number:,}" for number in (one.labels, one.rows, one.files)]
    item = QTreeWidgetItem([Path(one.name).name, kind, ", ".join(one.schemes), taken, *numbers])
    item.setData(0, SOURCE, one.source)
    item.setToolTip(0, one.name)
    for column in range(FIRST_NUMBER, FIRST_NUMBER + len(numbers)):
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _lines(left_out: LeftOut, listed: int | None) -> list[str]:
    parts = (
        (tr("Rows without a photograph"), left_out.rows),
        (tr("Photographs without a label"), left_out.files),
        (tr("Also"), left_out.notes),
    )
    lines: list[str] = []
    for title, items in parts:
        if items:
            more = len(items) - len(items[:listed])
            lines += [f"{title}: {len(items):,}", *(f"  {item}" for item in items[:listed])]
            lines += [tr("  and {more:,} more", more=more)] if more else []
            lines.append("")
    return lines
