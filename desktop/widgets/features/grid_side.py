"""A grid with its heading; where there is nothing to show it says why, and what can be done."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from desktop.resources import icon
from desktop.translation import tr
from desktop.widgets.elided_label import ElidedLabel
from desktop.widgets.empty_state import EmptyState
from desktop.widgets.features.tile_grid import TileGrid
from desktop.widgets.features.tiles import Tiles


class GridSide(QWidget):
    """One of the two networks that stand beside each other."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.heading = ElidedLabel(mode=Qt.TextElideMode.ElideMiddle)
        self.grid = TileGrid()
        self.grid.setAccessibleName(tr("Channels"))
        self.empty = EmptyState("", "")
        self.button = self.empty.addButton("", is_default=True)
        self._act: Callable[[], object] | None = None
        self.button.hide()
        self.button.clicked.connect(lambda _checked: self._act() if self._act is not None else None)
        self.stack = QStackedWidget()
        self.stack.addWidget(self.grid)
        self.stack.addWidget(self.empty)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(0)
        self.head = QHBoxLayout()
        self.head.addWidget(self.heading, 1)
        layout.addLayout(self.head)
        layout.addWidget(self.stack, 1)
        self.heading.setContentsMargins(8, 2, 8, 2)
        self.heading.setMinimumHeight(self.heading.fontMetrics().height() + 8)

    def showTiles(self, tiles: Tiles, *, keeps_place: bool = False) -> None:
        """Show them."""
        self.grid.setTiles(tiles, keeps_place=keeps_place)
        self.stack.setCurrentWidget(self.grid)

    def showNothing(
        self, title: str, text: str, *, button: str = "", icon_name: str = "", act: Callable[[], object] | None = None
    ) -> None:
        """Say why there is nothing; a button does what helps."""
        self.grid.setTiles(None)
        self.empty.setTitle(title)
        self.empty.setText(text)
        self._act = act
        self.button.setText(f" {button}")
        if icon_name:
            self.button.setIcon(icon(icon_name))
        self.button.setVisible(act is not None)
        self.stack.setCurrentWidget(self.empty)

    def tiles(self) -> Tiles | None:
        """What is shown."""
        return self.grid.tiles() if self.stack.currentWidget() is self.grid else None
