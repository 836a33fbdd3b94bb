"""The chooser of methods: under headings, each with what it means; greyed with the reason where it cannot be asked."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QFont, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QWidget

from core.explain.catalogue import CATALOGUE, Entry, Group
from core.explain.method import Method
from desktop.translation import tr
from desktop.widgets.dragging import Dragged, DragKind, DragSource
from desktop.widgets.eliding_combo_box import ElidingComboBox

_METHOD = Qt.ItemDataRole.UserRole + 1
LISTED = tuple(entry.method for group in Group for entry in CATALOGUE.values() if entry.group is group)
"""The methods in the order in which they are listed."""


class MethodBox(ElidingComboBox):
    """Lists every method once."""

    methodChosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Method"))
        self.setMinimumContentsLength(8)
        self._items: dict[Method, QStandardItem] = {}
        self._reasons: dict[Method, str] = {}
        model = QStandardItemModel(self)
        for group in Group:
            model.appendRow(_heading(tr(group.value)))
            for entry in CATALOGUE.values():
                if entry.group is group:
                    self._items[entry.method] = _item(entry)
                    model.appendRow(self._items[entry.method])
        self.setModel(model)
        DragSource(self.view().viewport(), self._dragged, self.hidePopup)
        self.setMaxVisibleItems(model.rowCount())
        self.setValue(Method.GRAD_CAM)
        self.activated.connect(self._choose)

    def value(self) -> Method:
        """The chosen method."""
        return Method(self.currentData(_METHOD))

    def setValue(self, method: Method) -> None:
        """Show another method; nothing is emitted."""
        self.setCurrentIndex(self._items[method].row())
        self._tell()

    def setReasons(self, reasons: Mapping[Method, str]) -> None:
        """Why methods cannot be asked: those with a reason are grey, and their tooltip says it."""
        self._reasons = {method: reason for method, reason in reasons.items() if reason}
        for method, item in self._items.items():
            reason = self._reasons.get(method, "")
            item.setEnabled(not reason)
            item.setToolTip(f"{reason}\n\n{tr(CATALOGUE[method].sentence)}" if reason else _tip(CATALOGUE[method]))
        self._tell()

    def reason(self, method: Method) -> str:
        """Why `method` cannot be asked; empty where it can."""
        return self._reasons.get(method, "")

    def beside(self, step: int) -> Method:
        """The method `step` further in the list among those that can be asked, around its ends."""
        possible = [method for method in LISTED if not self.reason(method)] or list(LISTED)
        current = self.value()
        if current in possible:
            return possible[(possible.index(current) + step) % len(possible)]
        return possible[0 if step > 0 else -1]

    def _tell(self) -> None:
        entry = CATALOGUE[self.value()]
        self.setToolTip(tr("Method: {tip}", tip=_tip(entry)))

    def _dragged(self, position: QPoint) -> Dragged | None:
        """The method under the pointer in the open list, which is dragged onto a cell of the grid."""
        method = self.view().indexAt(position).data(_METHOD)
        return None if method is None else Dragged(DragKind.METHOD, method, tr(CATALOGUE[Method(method)].title))

    def _choose(self, _row: int) -> None:
        method = self.currentData(_METHOD)
        if method is not None:
            self.methodChosen.emit(Method(method))


def _heading(words: str) -> QStandardItem:
    item = QStandardItem(words)
    font = QFont()
    font.setBold(True)
    item.setFont(font)
    item.setFlags(Qt.ItemFlag.NoItemFlags)
    return item


def _item(entry: Entry) -> QStandardItem:
    item = QStandardItem(tr(entry.title))
    item.setData(entry.method, _METHOD)
    item.setToolTip(_tip(entry))
    return item


def _tip(entry: Entry) -> str:
    return f"{tr(entry.title)}\n{tr(entry.sentence)}\n{entry.paper}"
