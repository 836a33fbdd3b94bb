"""Labelled choosers in a row, and what every page of the workspace chooses from."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLabel, QWidget

from desktop.translation import shown, tr
from desktop.widgets.eliding_combo_box import ElidingComboBox


class ChoiceRow(QWidget):
    """Choosers by their titles. What was chosen stays chosen, by its text, when the entries change."""

    chosen = Signal(str)
    """The title of the chooser in which the user chose something."""

    def __init__(self, titles: Sequence[str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._boxes: dict[str, ElidingComboBox] = {}
        self._labels: dict[str, QLabel] = {}
        self._values: dict[str, list[Any]] = {title: [] for title in titles}
        """Here and not in Qt's items, which would give enums back as plain text."""
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(8)
        for title in titles:
            box, label = ElidingComboBox(), QLabel(shown(title))
            box.setAccessibleName(shown(title))
            box.setMinimumContentsLength(9)
            label.setProperty("role", "dim")
            label.setBuddy(box)
            self._boxes[title], self._labels[title] = box, label
            self._row.addWidget(label)
            self._row.addWidget(box, 1)
            box.activated.connect(lambda _row, title=title: self.chosen.emit(title))

    def addWidget(self, widget: QWidget) -> None:
        """Something at the end of the row."""
        self._row.addWidget(widget)

    def addBeside(self, title: str, widget: QWidget) -> None:
        """Something that belongs to one of the choosers, behind it."""
        self._row.insertWidget(self._row.indexOf(self._boxes[title]) + 1, widget)

    def box(self, title: str) -> ElidingComboBox:
        """A chooser."""
        return self._boxes[title]

    def fill(self, title: str, entries: Sequence[tuple[str, object]], *, tips: Sequence[str] = ()) -> None:
        """What can be chosen."""
        box = self._boxes[title]
        before = box.currentText()
        self._values[title] = [value for _text, value in entries]
        blocker = QSignalBlocker(box)
        box.clear()
        for text, _value in entries:
            box.addItem(shown(text))
        for row, tip in enumerate(tips):
            box.setItemData(row, tr(tip), Qt.ItemDataRole.ToolTipRole)
        texts = [shown(text) for text, _value in entries]
        box.setCurrentIndex(texts.index(before) if before in texts else (0 if texts else -1))
        blocker.unblock()

    def value(self, title: str) -> Any:
        """What is chosen; None where there is nothing to choose from."""
        row = self._boxes[title].currentIndex()
        return self._values[title][row] if row >= 0 else None

    def choose(self, title: str, value: object) -> None:
        """Choose an entry by its value."""
        if value in self._values[title]:
            self._boxes[title].setCurrentIndex(self._values[title].index(value))

    def add(self, title: str, text: str, value: object) -> None:
        """One more entry, where its value is not there yet."""
        if value not in self._values[title]:
            self._values[title].append(value)
            self._boxes[title].addItem(shown(text))

    def setShown(self, title: str, is_shown: bool) -> None:  # noqa: FBT001
        """Show or hide a chooser with its title."""
        self._boxes[title].setVisible(is_shown)
        self._labels[title].setVisible(is_shown)
