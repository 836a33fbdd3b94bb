"""A table in which classes get their names: typed, pasted, out of a file, or a usual set."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStringListModel, Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QMenu,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from core.errors import FunduscopeError
from core.networks.class_names import read_class_names
from desktop.translation import tr
from desktop.widgets.class_names import class_names_problem, split_class_names

VISIBLE_ROWS = 6
ROW_HEIGHT_PX = 26


class _NamesModel(QStringListModel):
    """Names with the index of the class before each."""

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role != Qt.ItemDataRole.DisplayRole:
            return None
        return tr("Name") if orientation is Qt.Orientation.Horizontal else str(section)


class ClassNamesEditor(QWidget):
    """The names of a fixed number of classes."""

    namesChanged = Signal()
    problemFound = Signal(str)
    """What was pasted or loaded does not fit; the names are as before."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("classNamesEditor")
        self._model = _NamesModel(self)
        self._model.dataChanged.connect(lambda *_: self.namesChanged.emit())
        self.view = self._make_view()
        self.presetButton = QPushButton(tr("Usual names"))
        self.presetButton.setMenu(QMenu(self.presetButton))
        self.presetButton.setEnabled(False)
        self.pasteButton = QPushButton(tr("Paste list"))
        self.pasteButton.setToolTip(tr("Take the names from the clipboard: a line each, or separated by commas"))
        self.pasteButton.clicked.connect(lambda _checked: self.paste())
        self.loadButton = QPushButton(tr("From file…"))
        self.loadButton.setToolTip(tr("Take the names from a text or JSON file"))
        self.loadButton.clicked.connect(lambda _checked: self._ask_for_file())
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.presetButton, self.pasteButton, self.loadButton):
            button.setAutoDefault(False)
            buttons.addWidget(button)
        buttons.addStretch(1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        layout.addWidget(self.view, 1)
        layout.addLayout(buttons)

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("classNamesView")
        view.setAccessibleName(tr("Class names, in the order of the network's outputs"))
        view.setModel(self._model)
        view.horizontalHeader().hide()
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        view.verticalHeader().setDefaultSectionSize(ROW_HEIGHT_PX)
        view.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        view.setTabKeyNavigation(False)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.AllEditTriggers)
        return view

    def names(self) -> tuple[str, ...]:
        """The names, in the order of the network's outputs, without spaces around them."""
        return tuple(name.strip() for name in self._model.stringList())

    def setNames(self, names: Sequence[str]) -> None:
        """Show these names; their number is that of the classes."""
        self._model.setStringList(list(names))
        rows = max(len(names), 1)
        frame = 2 * self.view.frameWidth() + 2
        self.view.setMinimumHeight(min(rows, VISIBLE_ROWS) * ROW_HEIGHT_PX + frame)
        self.view.setMaximumHeight(rows * ROW_HEIGHT_PX + frame)
        self.namesChanged.emit()

    def problem(self) -> str:
        """What is wrong with the names; empty where nothing is."""
        return class_names_problem(self.names())

    def setPresets(self, presets: Mapping[str, Sequence[str]]) -> None:
        """Usual sets of names, by what they are called."""
        menu = self.presetButton.menu()
        menu.clear()
        for title, names in presets.items():
            action = menu.addAction(title)
            action.setToolTip(", ".join(names[:8]))
            action.triggered.connect(lambda _checked, names=tuple(names): self.setNames(names))
        self.presetButton.setEnabled(bool(presets))
        self.presetButton.setToolTip("" if presets else tr("No usual names are known for this number of classes"))

    def paste(self) -> None:
        """Take the names from the clipboard."""
        self._take(split_class_names(QGuiApplication.clipboard().text()), tr("The clipboard"))

    def loadFile(self, path: Path) -> None:
        """Take the names from a text or JSON file."""
        try:
            names = read_class_names(path)
        except FunduscopeError as error:
            self.problemFound.emit(str(error))
            return
        self._take(names, f"'{path.name}'")

    def _ask_for_file(self) -> None:
        chosen, _ = QFileDialog.getOpenFileName(
            self, tr("Class names"), "", tr("Lists (*.txt *.csv *.json);;All files (*)")
        )
        if chosen:
            self.loadFile(Path(chosen))

    def _take(self, names: tuple[str, ...], source: str) -> None:
        count = self._model.rowCount()
        if len(names) != count:
            self.problemFound.emit(
                tr(
                    "{source} holds {count} names, and the network has {count_2} classes.",
                    source=source,
                    count=len(names),
                    count_2=count,
                )
            )
        elif problem := class_names_problem(names):
            self.problemFound.emit(f"{source}: {problem}")
        else:
            self.setNames(names)
