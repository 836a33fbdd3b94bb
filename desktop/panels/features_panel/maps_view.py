"""What every channel of the layer gives on the photograph that is shown."""

from __future__ import annotations

from PySide6.QtCore import QObject

from desktop.feature_answers import LEARNED, ShownMaps, Which
from desktop.feature_tiles import map_overlay, map_tiles
from desktop.panels.features_panel.view import FeatureView, GridView, Stage
from desktop.translation import tr_count
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.grid_side import GridSide


class MapsView(GridView):
    """Follows the layer and the photograph; the strongest channel first."""

    view = FeatureView.MAPS

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.found: dict[Which, ShownMaps] = {}

    def forget(self) -> None:
        """Another model."""
        self.found.clear()

    def keep(self, shown: set[Which]) -> None:
        """Let go of the others."""
        self.found = {which: found for which, found in self.found.items() if which in shown}

    def fill(self, which: Which, side: GridSide) -> None:
        """Ask for the maps."""
        if self.stage.session.photograph is None:
            self.stage.show_no_photograph(side)
            return
        self.stage.features.ask_maps(
            which, lambda found: self._take(which, side, found), lambda error: self.refuse(side, error)
        )

    def _take(self, which: Which, side: GridSide, found: ShownMaps) -> None:
        self.found[which] = found
        if not self.is_current:
            return
        if which == LEARNED:
            count, height, width = found.maps.values.shape
            active = int((found.peaks > 0).sum())
            size = f"{height}\N{MULTIPLICATION SIGN}{width}"
            self.stage.say(
                tr_count(
                    "{count} map of {size}, {active} active here, from nought to the figure beside its number.",
                    "{count} maps of {size}, {active} active here, each from nought to the figure beside its number.",
                    count,
                    size=size,
                    active=active,
                )
            )
        self.stage.put(side, map_tiles(found))

    def show_large(self, which: Which, side: GridSide, channel: int, big: BigPicture) -> None:
        """Over the photograph."""
        found = self.found.get(which)
        if found is not None and channel < len(found.peaks):
            big.setImages(*map_overlay(found, channel))
        else:
            super().show_large(which, side, channel, big)
