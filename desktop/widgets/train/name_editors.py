"""What edits names out of many: of architectures, of parts of a network, of what a project holds."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QCompleter

from desktop.widgets.train.editors import Editor
from desktop.widgets.train.quiet import quiet_wheel


class NameEditor(Editor):
    """A name out of perhaps a thousand: typing any part of it lists those that hold it."""

    def __init__(self, empty_words: str = "") -> None:
        self.box = QComboBox(editable=True)
        super().__init__(self.box)
        self.box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(12)
        self.box.setMaxVisibleItems(16)
        self.box.editTextChanged.connect(lambda _text: self.changed.emit())
        edit = self.box.lineEdit()
        if edit is not None:
            edit.setPlaceholderText(empty_words)
        quiet_wheel(self.box)

    def setNames(self, names: Sequence[str]) -> None:
        """What there is to choose."""
        text = self.box.currentText()
        self.box.blockSignals(True)  # noqa: FBT003
        self.box.clear()
        self.box.addItems(list(names))
        self.box.setEditText(text)
        self.box.blockSignals(False)  # noqa: FBT003
        completer = QCompleter(list(names), self.box)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.box.setCompleter(completer)

    def value(self) -> str:  # noqa: D102
        return self.box.currentText().strip()

    def setValue(self, value: str) -> None:  # noqa: D102
        self.box.setEditText(value)
