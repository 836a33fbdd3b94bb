"""A group of fields under a heading that folds and unfolds them."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QLabel, QToolButton, QVBoxLayout, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.painting import bold_font

TALL_PX = 48
"""A control that is higher has its title beside its first line."""


class GroupBox(QWidget):
    """A heading that folds and unfolds what is below it."""

    def __init__(self, title: str, *, is_open: bool) -> None:
        super().__init__()
        self._title = title
        self._is_open = is_open
        self._head = QToolButton()
        self._head.setFont(bold_font(self._head.font()))
        self._head.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._head.clicked.connect(lambda _checked: self.setOpen(is_open=not self._is_open))
        self._body = QWidget()
        self._grid = QGridLayout(self._body)
        self._grid.setContentsMargins(6, 2, 0, 8)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(5)
        self._grid.setColumnStretch(1, 1)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(2)
        layout.addWidget(self._head)
        layout.addWidget(self._body)
        self.setProblemCount(0)
        self.setOpen(is_open=is_open)

    def addRow(self, label: QLabel | None, control: QWidget, error: QWidget) -> None:
        """One more field."""
        row = self._grid.rowCount()
        if label is not None:
            is_tall = control.sizeHint().height() > TALL_PX
            place = Qt.AlignmentFlag.AlignTop if is_tall else Qt.AlignmentFlag.AlignVCenter
            self._grid.addWidget(label, row, 0, place)
        self._grid.addWidget(control, row, 1)
        self._grid.addWidget(error, row + 1, 1)

    def setOpen(self, *, is_open: bool) -> None:
        """Fold or unfold."""
        self._is_open = is_open
        self._head.setAccessibleName(f"{self._title}, {tr('unfolded') if is_open else tr('folded')}")
        self._head.setIcon(icon("chevron-down" if is_open else "chevron-right"))
        self._body.setVisible(is_open)

    def setProblemCount(self, count: int) -> None:
        """How much in it is wrong: to be seen when it is folded."""
        self._head.setText(tr("{title} · {count} to mend", title=self._title, count=count) if count else self._title)
