"""The head of a project's photographs: its name, by what they are seen, and what can be done with all of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import Enum

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLabel, QPushButton, QToolButton, QWidget

from desktop.resources import icon
from desktop.translation import mark, tr
from desktop.widgets.elided_label import ElidedLabel

BOXES = {
    mark("Labels"): mark("Whose classes are the truth"),
    mark("Model"): mark("Whose predictions are shown"),
    mark("Split"): mark("By which division into training and test they are seen"),
}
Choices = Sequence[tuple[str, int | None]]


class Layout(Enum):
    """How photographs are laid out."""

    GRID = "grid"
    TABLE = "table"


class DataHead(QWidget):
    """Boxes for labels, model and split; buttons to add and to predict; grid or table."""

    viewChosen = Signal()
    """The user chose other labels, another model or another split."""
    layoutChosen = Signal(object)
    """A Layout."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.title = ElidedLabel()
        self.boxes = {name: _box(tr(name), tr(tip)) for name, tip in BOXES.items()}
        self.addButton = QPushButton(tr("Add photographs…"))
        self.addButton.setToolTip(tr("Add a folder of photographs, with its labels where it has any"))
        self.predictButton = QPushButton(tr("Predict all"))
        self.layoutButtons = {layout: _layout_button(layout) for layout in Layout}
        for layout, button in self.layoutButtons.items():
            button.clicked.connect(lambda _on=False, layout=layout: self.layoutChosen.emit(layout))
        for box in self.boxes.values():
            box.activated.connect(lambda _row: self.viewChosen.emit())
        self._lay_out()
        self.setLayoutKind(Layout.GRID)
        self.setChoices(dict.fromkeys(BOXES, ()))

    def _lay_out(self) -> None:
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        self.title.setMinimumWidth(60)
        line.addWidget(self.title, 1)
        for name, box in self.boxes.items():
            label = QLabel(tr(name))
            label.setProperty("role", "dim")
            label.setBuddy(box)
            line.addWidget(label)
            line.addWidget(box)
        line.addSpacing(8)
        for widget in (self.predictButton, self.addButton, *self.layoutButtons.values()):
            line.addWidget(widget)

    def setChoices(self, choices: Mapping[str, Choices]) -> None:
        """What each box offers: names and numbers."""
        for name, offered in choices.items():
            box = self.boxes[name]
            box.clear()
            for words, number in offered or [(tr("none"), None)]:
                box.addItem(words, number)
            box.setEnabled(bool(offered))

    def setChosen(self, chosen: Mapping[str, int | None]) -> None:
        """Which of them are chosen."""
        for name, number in chosen.items():
            self.boxes[name].setCurrentIndex(max(self.boxes[name].findData(number), 0))

    def chosen(self) -> tuple[int | None, int | None, int | None]:
        """The numbers of labels, model and split."""
        scheme, model, split = (box.currentData() for box in self.boxes.values())
        return scheme, model, split

    def layoutKind(self) -> Layout:
        """Grid or table."""
        return Layout.TABLE if self.layoutButtons[Layout.TABLE].isChecked() else Layout.GRID

    def setLayoutKind(self, kind: Layout) -> None:
        """Mark the one that is shown."""
        for layout, button in self.layoutButtons.items():
            button.setChecked(layout is kind)


def _box(name: str, tip: str) -> QComboBox:
    box = QComboBox()
    box.setAccessibleName(name)
    box.setToolTip(tip)
    box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
    box.setMinimumContentsLength(9)
    return box


def _layout_button(layout: Layout) -> QToolButton:
    button = QToolButton()
    button.setCheckable(True)
    button.setIcon(icon(layout.value))
    button.setAccessibleName(tr("Show as a grid") if layout is Layout.GRID else tr("Show as a table"))
    button.setToolTip(
        tr("Show the photographs as a grid") if layout is Layout.GRID else tr("Show the photographs as a table")
    )
    return button
