"""Tables of labels that lie about photographs that were just added: offered, with what each of them names."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QPushButton,
    QTreeWidget,
    QTreeWidgetItem,
    QVBoxLayout,
    QWidget,
)

from core.datasets.sources.nearby import likely
from desktop.translation import mark, tr, tr_count
from desktop.widgets.wrapped_label import WrappedLabel

if TYPE_CHECKING:
    from core.datasets.sources.nearby import NearbyTable
    from desktop.project_reading import TablesNear

HEADER = (mark("Table"), mark("Photographs in"), mark("Named there"), mark("Rows"), mark("Labels"))
_NUMBERS = (2, 3)
_SHOWN_VALUES = 6


class TablesDialog(QDialog):
    """Offers tables; those that are probably meant are ticked. Nothing is taken unless somebody says so."""

    chosen = Signal(object)
    """tuple[NearbyTable, ...]: the tables whose labels are to be taken."""

    def __init__(self, near: TablesNear, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Tables of labels"))
        self._tables = near.tables
        self.list = QTreeWidget()
        self.list.setRootIsDecorated(False)
        self.list.setUniformRowHeights(True)
        self.list.setAllColumnsShowFocus(True)
        self.list.setHeaderLabels([tr(title) for title in HEADER])
        self.list.setAccessibleName(tr("Tables of labels"))
        ticked = likely(near.tables)
        for table in near.tables:
            self.list.addTopLevelItem(_item(table, near.folder, is_ticked=table in ticked))
        self.list.setCurrentIndex(self.list.model().index(0, 0))
        header = self.list.header()
        header.setSectionResizeMode(QHeaderView.ResizeMode.ResizeToContents)
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setStretchLastSection(False)
        self.list.setTextElideMode(Qt.TextElideMode.ElideMiddle)
        buttons = QDialogButtonBox()
        self.takeButton = QPushButton(tr("Take labels"), default=True)
        buttons.addButton(self.takeButton, QDialogButtonBox.ButtonRole.AcceptRole)
        buttons.addButton(QPushButton(tr("Without labels")), QDialogButtonBox.ButtonRole.RejectRole)
        buttons.accepted.connect(self._take)
        buttons.rejected.connect(self.reject)
        self.list.itemChanged.connect(lambda _item, _column: self._check())
        layout = QVBoxLayout(self)
        layout.setSpacing(8)
        words = tr_count(
            "A table near '{name}' names photographs in it. Take its labels?",
            "{count} tables near '{name}' name photographs in it. Which labels are to be taken?",
            len(near.tables),
            name=near.folder.name,
        )
        layout.addWidget(WrappedLabel(words))
        layout.addWidget(self.list, 1)
        layout.addWidget(WrappedLabel(tr("Labels go to photographs by the names of their files."), role="dim"))
        layout.addWidget(buttons)
        self.resize(920, 320)
        self._check()

    def ticked(self) -> tuple[NearbyTable, ...]:
        """The tables that are ticked, in the order in which they stand."""
        items = [self.list.topLevelItem(at) for at in range(self.list.topLevelItemCount())]
        return tuple(
            table
            for table, item in zip(self._tables, items, strict=True)
            if item is not None and item.checkState(0) is Qt.CheckState.Checked
        )

    def _check(self) -> None:
        self.takeButton.setEnabled(bool(self.ticked()))

    def _take(self) -> None:
        self.chosen.emit(self.ticked())
        self.accept()


def _item(near: NearbyTable, folder: Path, *, is_ticked: bool) -> QTreeWidgetItem:
    values = ", ".join(near.values[:_SHOWN_VALUES]) + (", …" if len(near.values) > _SHOWN_VALUES else "")
    said = values if near.tells_apart else tr("all the same: {values}", values=values)
    named = tr("{named:,} of {files:,}", named=near.named, files=near.files)
    item = QTreeWidgetItem([_from(near.table, folder), near.folder.name, named, f"{near.rows:,}", said])
    item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
    item.setCheckState(0, Qt.CheckState.Checked if is_ticked else Qt.CheckState.Unchecked)
    item.setToolTip(0, str(near.table))
    item.setToolTip(1, str(near.folder))
    for column in _NUMBERS:
        item.setTextAlignment(column, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
    return item


def _from(table: Path, folder: Path) -> str:
    """Where a table lies, as seen from the folder."""
    try:
        return Path(os.path.relpath(table, folder)).as_posix()
    except ValueError:  # on another drive
        return str(table)
