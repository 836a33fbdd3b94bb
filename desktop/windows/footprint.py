"""The field of the selected layer at the pointer, in Review; and the sentence of what the layer cannot resolve."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction

from core.features.footprint import Extent, Footprint, RetinalScale, ScaleSource
from desktop.footprints import Footprints
from desktop.settings import FOOTPRINT_SHOWN
from desktop.translation import mark, tr
from desktop.widgets.photograph_view import PointerReading
from desktop.widgets.viewer.footprint_item import FootprintItem

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


SOURCES = {
    ScaleSource.SPACING: mark("by the file"),
    ScaleSource.HAND: mark("by the marked disc"),
    ScaleSource.FOUND: mark("by the disc found"),
    ScaleSource.SHARE: mark("by the usual disc"),
}
"""Where sizes on the retina come from, in a line that is full already."""


COARSE = mark("Cannot resolve a microaneurysm")
"""What stands under the list of layers, where there is room for so much."""


class FootprintTool(QObject):
    """Draws boxes in both panes of the viewer, and says their size in its line."""

    def __init__(self, window: MainWindow, footprints: Footprints) -> None:
        super().__init__(window)
        self._window = window
        self._footprints = footprints
        self._reading: PointerReading | None = None
        view = window.viewer.view
        self.items: list[FootprintItem] = []
        for pane in (view.pane(), view.reference_pane()):
            item = FootprintItem()
            item.setParentItem(pane.root)
            self.items.append(item)
        self._is_shown = window.services.settings.value(FOOTPRINT_SHOWN)
        view.pointerMoved.connect(self._move)
        footprints.changed.connect(self._show)
        footprints.setWanted(self._is_shown)

    def connectAction(self, action: QAction) -> None:
        """Let a checkable action show and hide the field."""
        action.setChecked(self._is_shown)
        action.triggered.connect(self._choose)

    def _choose(self, is_shown: bool) -> None:  # noqa: FBT001
        self._is_shown = is_shown
        self._window.services.settings.setValue(FOOTPRINT_SHOWN, is_shown)
        self._footprints.setWanted(is_shown)
        self._show()

    def _move(self, reading: PointerReading | None) -> None:
        self._reading = reading
        if self._is_shown:
            self._show_field()

    def _show(self) -> None:
        words = self._footprints.resolution()
        self._window.layers.setRemark(tr(COARSE) if words else "", words)
        self._window.features.setRemark(words)
        self._show_field()

    def _show_field(self) -> None:
        reading = self._reading
        found = None
        if self._is_shown and reading is not None:
            found = self._footprints.at(reading.x, reading.y)
        for item in self.items:
            item.setFootprint(found.theoretical if found else None, found.effective if found else None)
        self._window.viewer.setFootprint(words_of(found, self._footprints.scale()) if found is not None else "")


def words_of(found: Footprint, scale: RetinalScale | None) -> str:
    """What stands in the line under the photograph."""
    words = tr("sees {size}", size=_size(found.size))
    if found.effective_size is not None and found.effective_size.px[0] > 0:
        # The line is full: one unit, the last and most telling, will do.
        words += tr(", mostly {size}", size=_size(found.effective_size).split(" = ")[-1])
    # What may be cut off stands last: it is the same at every point.
    return words if scale is None else f"{words} ({tr(SOURCES[scale.source])})"


def _size(extent: Extent) -> str:
    across, down = (round(side) for side in extent.px)
    parts = [f"{across} px" if across == down else f"{across}\N{MULTIPLICATION SIGN}{down} px"]
    if extent.discs is not None:
        parts.append(f"{max(extent.discs):.2f} DD")
    if extent.um is not None:
        parts.append(f"{max(extent.um):.0f} \N{MICRO SIGN}m")
    return " = ".join(parts)
