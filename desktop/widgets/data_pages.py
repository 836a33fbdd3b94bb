"""What stands in the place of a project's photographs where there are none, and beside it the views of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.empty_state import EmptyState


class DataPages(QStackedWidget):
    """Says what to do first: make a project, add photographs, or take a filter away."""

    newRequested = Signal()
    openRequested = Signal()
    addRequested = Signal()
    allRequested = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.none = EmptyState(
            tr("No project is open"),
            tr(
                "A project is one file that knows your photographs by their content: labels, predictions, splits and "
                "annotations stay with them, wherever they are moved."
            ),
        )
        new = self.none.addButton(tr("New project…"), icon=icon("add"), is_default=True)
        new.clicked.connect(self.newRequested)
        self.none.addButton(tr("Open project…"), icon=icon("folder")).clicked.connect(self.openRequested)
        self.none.setDropHint(tr("or drop a .funduscope file here"))
        self.bare = EmptyState(
            tr("This project has no photographs yet"),
            tr(
                "Add a folder: its photographs stay where they are. Labels come with them where a labels.csv is in it, "
                "or folders named after grades."
            ),
        )
        add = self.bare.addButton(tr("Add photographs…"), icon=icon("folder"), is_default=True)
        add.clicked.connect(self.addRequested)
        self.bare.setDropHint(tr("or drop a folder, or an HDF5 file, here"))
        self.left_out = EmptyState(
            tr("No photograph meets these conditions"), tr("Take a filter away, or search for less.")
        )
        self.left_out.addButton(tr("Show all"), is_default=True).clicked.connect(self.allRequested)
        for page in (self.none, self.bare, self.left_out):
            self.addWidget(page)
