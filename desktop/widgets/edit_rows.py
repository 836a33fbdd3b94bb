"""The list of edits: what each does and where, to be switched off or taken away."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListWidget, QListWidgetItem, QToolButton, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel

ROW_PX = 30
_MOST_VISIBLE = 5


@dataclass(frozen=True, slots=True)
class EditRow:
    """What is said of an edit."""

    text: str
    is_shown: bool


class EditRows(QListWidget):
    """One row an edit, the first one made on top; an eye switches it off, a cross or Delete takes it away."""

    shownToggled = Signal(int, bool)
    removed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(tr("Edits"))
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFrameShape(QListWidget.Shape.NoFrame)
        self._rows: tuple[EditRow, ...] = ()

    def setRows(self, rows: Sequence[EditRow]) -> None:
        """List these."""
        rows = tuple(rows)
        if rows == self._rows:
            return
        common = next(
            (number for number, pair in enumerate(zip(rows, self._rows, strict=False)) if pair[0] != pair[1]),
            min(len(rows), len(self._rows)),
        )
        while self.count() > common:
            self.takeItem(self.count() - 1)
        self._rows = rows
        for number in range(common, len(rows)):
            self._add(number, rows[number])
        if len(rows) > common:
            self.scrollToBottom()
        self.setFixedHeight(self.sizeHint().height())

    def rows(self) -> tuple[EditRow, ...]:
        """What is listed."""
        return self._rows

    def sizeHint(self) -> QSize:
        """A few rows; more are scrolled to."""
        return QSize(200, min(_MOST_VISIBLE, len(self._rows)) * ROW_PX + 2)

    def minimumSizeHint(self) -> QSize:
        """As high, and narrower."""
        return QSize(120, self.sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Delete takes the current edit away."""
        if event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and self.currentRow() >= 0:
            self.removed.emit(self.currentRow())
        else:
            super().keyPressEvent(event)

    def eye(self, number: int) -> QToolButton:
        """The switch of a row."""
        return self._button(number, "eye")

    def cross(self, number: int) -> QToolButton:
        """What takes a row away."""
        return self._button(number, "cross")

    def _button(self, number: int, name: str) -> QToolButton:
        found = self.itemWidget(self.item(number)).findChild(QToolButton, name)
        if found is None:  # every row has both
            raise LookupError(name)
        return found

    def _add(self, number: int, row: EditRow) -> None:
        item = QListWidgetItem()
        item.setSizeHint(QSize(120, ROW_PX))
        self.addItem(item)
        line = QWidget()
        layout = QHBoxLayout(line)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        eye, cross = QToolButton(), QToolButton()
        eye.setObjectName("eye")
        cross.setObjectName("cross")
        eye.setIcon(icon("eye" if row.is_shown else "eye-off"))
        eye.setCheckable(True)
        eye.setChecked(row.is_shown)
        eye.setToolTip(tr("Switch this edit off") if row.is_shown else tr("Switch this edit on"))
        eye.clicked.connect(lambda is_on, number=number: self.shownToggled.emit(number, is_on))
        cross.setIcon(icon("close"))
        cross.setToolTip(tr("Take this edit away (undo brings it back)"))
        cross.clicked.connect(lambda _checked=False, number=number: self.removed.emit(number))
        text = ElidedLabel()
        text.setText(row.text)
        text.setEnabled(row.is_shown)
        for button in (eye, cross):
            button.setIconSize(QSize(16, 16))
            button.setAccessibleName(f"{button.toolTip()}: {row.text}")
        for widget, stretch in ((eye, 0), (text, 1), (cross, 0)):
            layout.addWidget(widget, stretch)
        self.setItemWidget(item, line)
