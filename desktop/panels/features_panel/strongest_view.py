"""The photographs that excite each channel most."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QCheckBox

from core.jobs import Progress
from desktop.feature_answers import LEARNED, FramedField, PassState, Which
from desktop.feature_tiles import framed, strongest_tiles
from desktop.panels.features_panel.view import FeatureView, GridView, Stage
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.tiles import PatchTiles

PATCH_PX = 96


class StrongestView(GridView):
    """A row a channel; offers to look through the photographs where that was not done."""

    view = FeatureView.STRONGEST

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.field: FramedField | None = None
        self.byValue = QCheckBox("strongest first")
        self.byValue.setToolTip("Channels with the strongest unit first, instead of by number")
        self.byValue.toggled.connect(lambda _is_on: stage.refresh_soon())
        self.options = [self.byValue]
        stage.features.passes.changed.connect(self._show_pass)

    def forget(self) -> None:
        """Another model."""
        self.field = None

    def fill(self, which: Which, side: GridSide) -> None:
        """What the pass found, how far it is, or the offer of one."""
        passes = self.stage.features.passes
        units, running = passes.units(which), passes.progress(which)
        if units is not None:
            self.stage.put(side, strongest_tiles(units, by_value=self.byValue.isChecked()))
            if which == LEARNED:
                self._say(which)
        elif running is not None:
            self._show_running(which, side, running)
        elif not self.stage.session.order:
            self.stage.show_no_photograph(side)
        else:
            self._offer_pass(which, side, None)
            passes.recall(which, lambda state: self._offer_pass(which, side, state))

    def _say(self, which: Which) -> None:
        found = self.stage.features.passes.found(which)
        if found is None:
            return
        left_out = len(found.left_out)
        also = f"; {left_out} could not be read" if left_out else ""
        self.stage.say(f"Out of {len(found.paths) - left_out} photographs{also}. Click: where it is; Enter: in Review.")

    def _offer_pass(self, which: Which, side: GridSide, state: PassState | None) -> None:
        passes = self.stage.features.passes
        if not self.is_current or passes.progress(which) is not None or passes.units(which) is not None:
            return
        total = len(self.stage.session.order)
        is_begun = state is not None and 0 < state.done < total
        done = f"{state.done} of {total} were looked at. " if is_begun and state is not None else ""
        what = "photograph" if total == 1 else f"{total} photographs"
        side.showNothing(
            "Which photographs excite each channel most?",
            f"{done}One look through serves every channel of every layer. It is kept for the next visit.",
            button="Go on" if is_begun else f"Look through {'the' if total == 1 else 'these'} {what}",
            icon_name="run",
            act=lambda: passes.look_through(which),
        )

    def _show_running(self, which: Which, side: GridSide, told: Progress) -> None:
        title = f"Looking through the photographs: {told.done} of {told.total}"
        if side.stack.currentWidget() is side.empty and side.button.text().strip() == "Stop":
            side.empty.setTitle(title)
            return
        side.showNothing(
            title,
            "What was looked at is kept when you stop.",
            button="Stop",
            icon_name="cancel",
            act=lambda: self.stage.features.passes.stop(which),
        )

    def _show_pass(self, which: Which) -> None:
        sides = dict(self.stage.sides())
        if self.is_current and which in sides:
            self.fill(which, sides[which])

    def ask_patches(self, which: Which, side: GridSide) -> None:
        """Cut out what can be seen of the grid and is not there yet."""
        tiles = side.tiles()
        if not isinstance(tiles, PatchTiles):
            return

        def take(patches: dict[tuple[int, int], Any]) -> None:
            if side.tiles() is tiles:
                tiles.take(patches)
                side.grid.refresh()

        wanted = tiles.missing(side.grid.visiblePlaces())
        self.stage.features.passes.ask_patches(which, wanted, take, side=PATCH_PX)

    def show_large(self, which: Which, side: GridSide, channel: int, big: BigPicture) -> None:
        """The photograph, with what the unit sees in a frame."""
        self.field = None
        rank = side.grid.currentRank()

        def take(found: FramedField) -> None:
            if self.stage.channel() != channel or not self.is_current:
                return
            self.field = found
            image, frame = framed(found)
            big.setImages(image, frame=QRectF(frame))
            self.stage.show_facts([f"number {rank + 1}: {found.value:.4g}", found.path.name])

        self.stage.features.passes.ask_field(which, (channel, rank), take, self.stage.report)
