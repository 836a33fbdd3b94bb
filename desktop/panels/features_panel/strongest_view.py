"""The photographs that excite each channel most."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QObject, QRectF
from PySide6.QtWidgets import QCheckBox

from core.features.kinds import Evidence
from core.jobs import Progress
from desktop.feature_answers import LEARNED, FramedField, PassState, Which
from desktop.feature_tiles import evidence_colours, framed, strongest_tiles
from desktop.panels.features_panel.view import FeatureView, GridView, Stage
from desktop.translation import mark, tr, tr_count
from desktop.widgets.features.big_picture import BigPicture
from desktop.widgets.features.grid_side import GridSide
from desktop.widgets.features.member_box import MemberBox
from desktop.widgets.features.tiles import PatchTiles

if TYPE_CHECKING:
    from core.features.units import Strongest

PATCH_PX = 96
EVIDENCE_WORDS = {
    Evidence.NONE: mark("photograph alone"),
    Evidence.SALIENCY: mark("saliency of the unit"),
    Evidence.SUM: mark("saliency of the channel's sum"),
    Evidence.OCCLUSION: mark("occlusion of the unit"),
}


class StrongestView(GridView):
    """A row a channel; offers to look through the photographs where that was not done."""

    view = FeatureView.STRONGEST

    def __init__(self, stage: Stage, parent: QObject) -> None:
        super().__init__(stage, parent)
        self.field: FramedField | None = None
        self._tiles: dict[Which, tuple[Strongest, bool, PatchTiles]] = {}
        self._is_stopped = False
        self.byValue = QCheckBox(tr("strongest first"))
        self.byValue.setToolTip(tr("Channels with the strongest unit first, instead of by number"))
        self.byValue.toggled.connect(lambda _is_on: stage.refresh_soon())
        self.evidence = MemberBox(
            EVIDENCE_WORDS, tr("What of a patch excites the unit that sees it, each on its own scale")
        )
        self.evidence.activated.connect(lambda _row: self._change_evidence())
        self.options = [self.evidence, self.byValue]
        stage.features.passes.changed.connect(self._show_pass)
        stage.features.evidence.gaveWay.connect(self._ask_again)
        stage.features.evidence.stopped.connect(self._end_evidence)

    def forget(self) -> None:
        """Another model."""
        self.field = None
        self._tiles.clear()

    def keep(self, shown: set[Which]) -> None:
        """Let go of the others."""
        self._tiles = {which: kept for which, kept in self._tiles.items() if which in shown}

    def leave(self) -> None:
        """Nobody looks at the maps over the patches."""
        for which, _side in self.stage.sides():
            self.stage.features.evidence.forget(which)

    def fill(self, which: Which, side: GridSide) -> None:
        """What the pass found, how far it is, or the offer of one."""
        passes = self.stage.features.passes
        units, running = passes.units(which), passes.progress(which)
        if units is not None:
            self.stage.put(side, self._tiles_of(which, units))
            if which == LEARNED:
                self._say(which)
        elif running is not None:
            self._show_running(which, side, running)
        elif not self.stage.session.order:
            self.stage.show_no_photograph(side)
        else:
            self._offer_pass(which, side, None)
            passes.recall(which, lambda state: self._offer_pass(which, side, state))

    def _tiles_of(self, which: Which, units: Strongest) -> PatchTiles:
        """The rows; where they are those that are shown already, with the patches that were cut out for them."""
        by_value, kept = self.byValue.isChecked(), self._tiles.get(which)
        if kept is not None and kept[0] is units and kept[1] is by_value:
            return kept[2]
        tiles = strongest_tiles(units, by_value=by_value)
        self._tiles[which] = (units, by_value, tiles)
        return tiles

    def _say(self, which: Which) -> None:
        found = self.stage.features.passes.found(which)
        if found is None:
            return
        left_out = len(found.left_out)
        also = tr("; {left_out} could not be read", left_out=left_out) if left_out else ""
        self.stage.say(
            tr(
                "Out of {count} photographs{also}. Click: where it is; Enter: in Review.",
                count=len(found.paths) - left_out,
                also=also,
            )
        )

    def _offer_pass(self, which: Which, side: GridSide, state: PassState | None) -> None:
        passes = self.stage.features.passes
        if not self.is_current or passes.progress(which) is not None or passes.units(which) is not None:
            return
        total = len(self.stage.session.order)
        is_begun = state is not None and 0 < state.done < total
        done = (
            tr("{done} of {total} were looked at. ", done=state.done, total=total)
            if is_begun and state is not None
            else ""
        )
        remark = f"{state.remark} " if state is not None and state.remark else ""
        side.showNothing(
            tr("Which photographs excite each channel most?"),
            tr(
                "{remark}{done}One look through serves every channel of every layer. It is kept for the next visit.",
                remark=remark,
                done=done,
            ),
            button=tr("Go on")
            if is_begun
            else tr_count("Look through the photograph", "Look through these {count} photographs", total),
            icon_name="run",
            act=lambda: passes.look_through(which),
        )

    def _show_running(self, which: Which, side: GridSide, told: Progress) -> None:
        title = tr("Looking through the photographs: {done} of {total}", done=told.done, total=told.total)
        if side.stack.currentWidget() is side.empty and side.button.text().strip() == tr("Stop"):
            side.empty.setTitle(title)
            return
        side.showNothing(
            title,
            tr("What was looked at is kept when you stop."),
            button=tr("Stop"),
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
        self.stage.features.patches.ask(which, wanted, take, side=PATCH_PX)
        self._ask_evidence(which, side, tiles)

    def _ask_evidence(self, which: Which, side: GridSide, tiles: PatchTiles) -> None:
        """Ask for the maps over what can be seen; what is asked for already and can still be seen goes on."""
        kind = self.evidence.member()
        if self._is_stopped:
            return
        wanted = tiles.without_map(side.grid.visiblePlaces()) if kind is not Evidence.NONE else []

        def take(maps: Mapping[tuple[int, int], NDArray[np.float32]]) -> None:
            if side.tiles() is tiles and self.evidence.member() is kind:
                tiles.take_maps(maps, evidence_colours)
                side.grid.refresh()

        self.stage.features.evidence.ask(which, wanted, kind, take, side=PATCH_PX)

    def _change_evidence(self) -> None:
        self._is_stopped = False
        for _units, _by_value, tiles in self._tiles.values():
            tiles.forget_maps()
        for which, side in self.stage.sides():
            shown = side.tiles()
            if isinstance(shown, PatchTiles):
                side.grid.refresh()
                self._ask_evidence(which, side, shown)

    def _ask_again(self, which: Which) -> None:
        side = dict(self.stage.sides()).get(which)
        tiles = side.tiles() if side is not None else None
        if self.is_current and side is not None and isinstance(tiles, PatchTiles):
            self._ask_evidence(which, side, tiles)

    def _end_evidence(self) -> None:
        """It was cancelled: what is there stays, nothing more is asked for until it is chosen again."""
        self._is_stopped = True
        self.stage.remark(tr("Stopped. Choose the evidence again to go on."))

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
            self.stage.show_facts([tr("number {rank}: {value:.4g}", rank=rank + 1, value=found.value), found.path.name])

        self.stage.features.patches.ask_field(which, (channel, rank), take, self.stage.report)
