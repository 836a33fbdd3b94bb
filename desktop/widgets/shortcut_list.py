"""Every command with its keys, which can be changed here. Two commands never share a key."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QModelIndex, QSize, QSortFilterProxyModel, Qt, Signal
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import (
    QAbstractItemView,
    QGridLayout,
    QHBoxLayout,
    QHeaderView,
    QKeySequenceEdit,
    QLabel,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from desktop.itemmodels.commands import NATIVE, CommandEntry, ShortcutColumn, ShortcutModel
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel


class ShortcutList(QWidget):
    """A table that is searched, and beneath it the keys of the chosen command.

    Changes take effect at once, on the actions themselves; who listens to `shortcutChanged` keeps them.
    """

    shortcutChanged = Signal(object, QKeySequence)
    """CommandEntry, and the keys it has now (none: empty). Emitted for every command that a change touches."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("shortcutList")
        self._reserved: dict[str, str] = {}
        self._model = ShortcutModel(self)
        self._proxy = QSortFilterProxyModel(self)
        self._proxy.setSourceModel(self._model)
        self._proxy.setFilterKeyColumn(-1)
        self._proxy.setFilterCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.filterField = QLineEdit(placeholderText=tr("Search commands and keys"), clearButtonEnabled=True)
        self.filterField.setAccessibleName(tr("Search commands and keys"))
        self.filterField.textChanged.connect(self._filter)
        self.view = self._make_view()
        self._name = ElidedLabel()
        self.keyEdit = QKeySequenceEdit(maximumSequenceLength=1, clearButtonEnabled=True)
        self.keyEdit.setAccessibleName(tr("New shortcut: press the keys"))
        self.keyEdit.editingFinished.connect(self._keys_typed)
        self.takeButton = QPushButton(tr("Take it over"))
        self.takeButton.setToolTip(tr("Give these keys to this command, and take them from the one that has them"))
        self.takeButton.clicked.connect(self._take_over)
        self.resetButton = QPushButton(tr("Reset"))
        self.resetButton.setToolTip(tr("Give this command the shortcut that it had from the start"))
        self.resetButton.clicked.connect(lambda _checked: self._reset_current())
        self.resetAllButton = QPushButton(tr("Reset all"))
        self.resetAllButton.setToolTip(tr("Give every command the shortcut that it had from the start"))
        self.resetAllButton.clicked.connect(lambda _checked: self.resetAll())
        for button in (self.takeButton, self.resetButton, self.resetAllButton):
            button.setAutoDefault(False)
        self._message = QLabel(wordWrap=True)
        self._message.setProperty("role", "error")
        self._lay_out()
        self._show_current()

    def _make_view(self) -> QTableView:
        view = QTableView()
        view.setObjectName("shortcutView")
        view.setAccessibleName(tr("Commands and shortcuts"))
        view.setModel(self._proxy)
        view.setSortingEnabled(True)
        view.sortByColumn(-1, Qt.SortOrder.AscendingOrder)
        view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        view.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        view.setShowGrid(False)
        view.setTabKeyNavigation(False)
        view.verticalHeader().hide()
        view.horizontalHeader().setHighlightSections(False)
        view.horizontalHeader().setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        view.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Interactive)
        view.horizontalHeader().setStretchLastSection(True)
        view.selectionModel().currentRowChanged.connect(lambda *_: self._show_current())
        view.activated.connect(lambda _index: self.keyEdit.setFocus())
        return view

    def _lay_out(self) -> None:
        keys = QHBoxLayout()
        keys.setSpacing(8)
        keys.addWidget(self.keyEdit, 1)
        keys.addWidget(self.takeButton)
        keys.addWidget(self.resetButton)
        editor = QGridLayout()
        editor.setHorizontalSpacing(8)
        editor.addWidget(self._name, 0, 0)
        editor.addLayout(keys, 0, 1)
        editor.addWidget(self.resetAllButton, 0, 2)
        editor.addWidget(self._message, 1, 0, 1, 3)
        editor.setColumnStretch(0, 1)
        editor.setColumnStretch(1, 2)
        self._message.setMinimumHeight(self._message.fontMetrics().height())
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(8)
        layout.addWidget(self.filterField)
        layout.addWidget(self.view, 1)
        layout.addLayout(editor)

    # What is shown

    def setEntries(self, entries: Sequence[CommandEntry]) -> None:
        """Show these commands; their `default` is what a reset goes back to."""
        self._model.setEntries(entries)
        for column, width in zip(ShortcutColumn, (220, 130, 120, 240), strict=True):
            self.view.setColumnWidth(column, width)
        if entries:
            self.view.setCurrentIndex(self._proxy.index(0, 0))

    def setReserved(self, reserved: Mapping[str, str]) -> None:
        """Keys that no command may have (in portable text, as `Space`), with what they do."""
        self._reserved = {QKeySequence(keys).toString(): use for keys, use in reserved.items()}

    def currentEntry(self) -> CommandEntry | None:
        """The chosen command."""
        index = self.view.currentIndex()
        return self._model.entry(self._proxy.mapToSource(index).row()) if index.isValid() else None

    def setCurrentEntry(self, entry: CommandEntry) -> None:
        """Choose a command."""
        row = self._model.entries().index(entry)
        self.view.setCurrentIndex(self._proxy.mapFromSource(self._model.index(row, 0)))

    def message(self) -> str:
        """Why the keys that were typed were not taken; empty where they were."""
        return self._message.text()

    def sizeHint(self) -> QSize:
        """Room for the table."""
        return QSize(760, 520)

    # What the user does

    def setShortcut(self, entry: CommandEntry, sequence: QKeySequence) -> bool:
        """Give a command other keys, or none; False, with a message, where another command or the program has them."""
        holder = self.holder(sequence, entry)
        if holder is not None:
            self._say(
                tr("{tostring} belongs to '{title}'.", tostring=sequence.toString(NATIVE), title=tr(holder.title))
            )
            return False
        if (use := self._reserved.get(sequence.toString())) is not None:
            self._say(tr("{tostring} is fixed: {use}.", tostring=sequence.toString(NATIVE), use=use))
            return False
        self._apply(entry, sequence)
        self._say("")
        return True

    def holder(self, sequence: QKeySequence, asking: CommandEntry) -> CommandEntry | None:
        """The other command that has these keys, or keys of which one begins with the other."""
        for entry in self._model.entries():
            if entry.action is not asking.action and any(_clash(sequence, own) for own in entry.action.shortcuts()):
                return entry
        return None

    def resetShortcut(self, entry: CommandEntry) -> bool:
        """Go back to the shortcut that a command had from the start; False where another one has it now."""
        return self.setShortcut(entry, entry.default)

    def resetAll(self) -> None:
        """Go back to all the shortcuts from the start."""
        for entry in self._model.entries():
            if entry.action.shortcut() != entry.default:
                self._apply(entry, entry.default)
        self._say("")
        self._show_current()

    def _keys_typed(self) -> None:
        entry = self.currentEntry()
        if entry is not None and self.keyEdit.keySequence() != entry.action.shortcut():
            self.setShortcut(entry, self.keyEdit.keySequence())

    def _take_over(self) -> None:
        entry, sequence = self.currentEntry(), self.keyEdit.keySequence()
        if entry is None:
            return
        while (holder := self.holder(sequence, entry)) is not None:
            self._apply(holder, QKeySequence())
        self.setShortcut(entry, sequence)

    def _reset_current(self) -> None:
        entry = self.currentEntry()
        if entry is not None:
            self.keyEdit.setKeySequence(entry.default)
            self.resetShortcut(entry)

    def _apply(self, entry: CommandEntry, sequence: QKeySequence) -> None:
        entry.action.setShortcut(sequence)
        self._model.refresh()
        self.shortcutChanged.emit(entry, sequence)

    def _say(self, text: str) -> None:
        self._message.setText(text)
        entry = self.currentEntry()
        self.takeButton.setVisible(bool(text) and entry is not None and self._can_take_over(entry))

    def _can_take_over(self, entry: CommandEntry) -> bool:
        sequence = self.keyEdit.keySequence()
        return sequence.toString() not in self._reserved and self.holder(sequence, entry) is not None

    def _show_current(self) -> None:
        entry = self.currentEntry()
        self._name.setText(entry.title if entry else "")
        self.keyEdit.setKeySequence(entry.action.shortcut() if entry else QKeySequence())
        for widget in (self.keyEdit, self.resetButton):
            widget.setEnabled(entry is not None)
        self._say("")

    def _filter(self, text: str) -> None:
        self._proxy.setFilterFixedString(text.strip())
        if not self.view.currentIndex().isValid() and self._proxy.rowCount():
            self.view.setCurrentIndex(self._proxy.index(0, 0))
        elif not self._proxy.rowCount():
            self.view.setCurrentIndex(QModelIndex())


def _clash(first: QKeySequence, second: QKeySequence) -> bool:
    """Whether typing one would trigger or begin the other."""
    if first.isEmpty() or second.isEmpty():
        return False
    no_match = QKeySequence.SequenceMatch.NoMatch
    return first.matches(second) is not no_match or second.matches(first) is not no_match
