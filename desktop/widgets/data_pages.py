"""What stands in the place of a project's photographs where there are none, and beside it the views of them."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from desktop.resources import icon
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
            "No project is open",
            "A project is one file that knows your photographs by their content: labels, predictions, splits and "
            "annotations stay with them, wherever they are moved.",
        )
        new = self.none.addButton("New project…", icon=icon("add"), is_default=True)
        new.clicked.connect(self.newRequested)
        self.none.addButton("Open project…", icon=icon("folder")).clicked.connect(self.openRequested)
        self.none.setDropHint("or drop a .funduscope file here")
        self.bare = EmptyState(
            "This project has no photographs yet",
            "Add a folder: its photographs stay where they are. Labels come with them where a labels.csv is in it, or "
            "folders named after grades.",
        )
        add = self.bare.addButton("Add photographs…", icon=icon("folder"), is_default=True)
        add.clicked.connect(self.addRequested)
        self.bare.setDropHint("or drop a folder, or an HDF5 file, here")
        self.left_out = EmptyState("No photograph meets these conditions", "Take a filter away, or search for less.")
        self.left_out.addButton("Show all", is_default=True).clicked.connect(self.allRequested)
        for page in (self.none, self.bare, self.left_out):
            self.addWidget(page)
