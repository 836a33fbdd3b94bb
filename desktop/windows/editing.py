"""What-if edits in the window: tools on the viewer, what is drawn of edits, and files."""

from __future__ import annotations

import math
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPointF, Qt
from PySide6.QtWidgets import QFileDialog

from core.errors import FunduscopeError
from core.explain.edits.canvas import Retouch
from core.explain.edits.editlist import EditList
from core.explain.explanation import Explanation
from core.images.photograph import Photograph
from desktop.commands import CommandId
from desktop.edit_export import read_edits_file, write_comparison, write_edits_file, write_picture
from desktop.translation import mark, tr
from desktop.whatif import Shown
from desktop.widgets.photograph_view import CompareMode, PreparedPhotograph
from desktop.widgets.viewer.edit_banner import EditBanner
from desktop.widgets.viewer.edit_layer import PictureOfEdits
from desktop.widgets.viewer.paint_tools import LEAST_RADIUS_PX, MOST_SHARE, PaintTools, Tool
from desktop.windows.exporting import EditedView
from desktop.windows.undoing import Undoer

if TYPE_CHECKING:
    from desktop.panels.whatif_panel import WhatIfPanel
    from desktop.windows.main_window import MainWindow

C = CommandId
TOOLS = {C.EDIT_BRUSH: Tool.BRUSH, C.EDIT_LASSO: Tool.LASSO, C.EDIT_REGION: Tool.REGION, C.EDIT_ERASER: Tool.ERASER}
EDITED = mark("What-if: edited photograph · hold H for the original")
EDITED_OLD_MAP = mark("What-if: edited photograph, map of the original · hold H for the original")
ORIGINAL = mark("The photograph as it is: the edits are not shown")
MAP_CHANGE = mark("What-if: what the edits change in the map")
WORKING_PX = 640
PNG, JSON, BOTH = mark("PNG (*.png)"), mark("Edits (*.json)"), mark("Edits (*.json *.png)")


class Editing(QObject):
    """Joins the what-if session with viewer, panel and commands."""

    def __init__(self, window: MainWindow, panel: WhatIfPanel) -> None:
        super().__init__(window)
        self._window, self._panel = window, panel
        self._whatif, self._painting = window.services.whatif, window.services.painting
        self._view = window.viewer.view
        self.tools = PaintTools([self._view.pane(), self._view.reference_pane()], self)
        self.banner = EditBanner(self._view, self._view.message_pill())
        self._connect_tools()
        self._connect_session()
        self._connect_panel()

    def connectActions(self) -> None:
        """The actions are there: tools are checked by what is chosen, and what makes no sense is grey."""
        actions = self._window.actions_by_id
        for command, tool in TOOLS.items():
            actions[command].triggered.connect(lambda is_on, tool=tool: self.choose(tool if is_on else Tool.LOOK))
        self._panel.setActions(
            [actions[command] for command in TOOLS], [actions[C.UNDO], actions[C.REDO], actions[C.RESET_EDITS]]
        )
        self._update_actions()

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """For each command that is done in one call: the call."""
        return {
            C.RESET_EDITS: self._whatif.reset,
            C.LARGER_BRUSH: self.tools.enlarge,
            C.SMALLER_BRUSH: self.tools.reduce,
            C.LEAVE_TOOL: self.tools.leave,
        }

    def undoer(self) -> Undoer:
        """What-if edits can be taken back wherever nothing else is."""
        whatif = self._whatif
        return Undoer(
            is_turn=lambda: True,
            undo=whatif.undo,
            redo=whatif.redo,
            undo_words=lambda: tr("what-if edit") if whatif.can_undo else "",
            redo_words=lambda: tr("what-if edit") if whatif.can_redo else "",
        )

    def choose(self, tool: Tool) -> None:
        """Take a tool into the hand."""
        if tool is not Tool.LOOK:
            if self._view.compareMode() is CompareMode.GRID:
                self._view.setCompareMode(CompareMode.OVERLAY)
            self._bring_panel()
            self._whatif.getReady()
        self.tools.setTool(tool)
        self._view.setFocus()
        self._update_actions()

    def _bring_panel(self) -> None:
        """Show the panel, high enough for tools and answer: who edits looks there and not at the lists above."""
        self._window.docks.bring("whatif")
        dock = self._window.docks.docks["whatif"]
        if not dock.isFloating() and dock.height() < WORKING_PX:
            self._window.resizeDocks([dock], [WORKING_PX], Qt.Orientation.Vertical)

    def shownView(self) -> EditedView | None:
        """What an exported picture of the view shows of edits; None: the photograph as it is."""
        whatif, picture = self._whatif, self._whatif.picture
        if picture is None or not whatif.is_edited or whatif.shown is Shown.BEFORE:
            return None
        is_difference = whatif.shown is Shown.DIFFERENCE and not whatif.is_following
        return EditedView(picture.retouch, self._map(), is_difference)

    def restore(self, edits: EditList | None, *, is_following: bool) -> None:
        """A view is restored: with its edits, else as the photograph is."""
        if edits is None:
            self._whatif.setShown(Shown.BEFORE)
            return
        self._whatif.keep(edits)
        self._whatif.setFollowing(is_following)
        self._window.docks.bring("whatif")

    def takeOn(self, edits: EditList) -> None:
        """A file of edits is opened. Says what is wrong with those that do not fit."""
        try:
            self._whatif.takeOn(edits)
        except FunduscopeError as error:
            self._window.viewer.report(error)

    # Wiring

    def _connect_tools(self) -> None:
        tools, painting = self.tools, self._painting
        tools.toolChanged.connect(lambda _tool: self._update_actions())
        tools.radiusChanged.connect(lambda _radius: self._show_radius())
        tools.strokeMoved.connect(partial(self._stroke, is_whole=False))
        tools.strokeEnded.connect(partial(self._stroke, is_whole=True))
        tools.strokeLeft.connect(lambda: self._whatif.preview(None))
        tools.lassoEnded.connect(lambda points: painting.outline(_plain(points)))
        tools.clicked.connect(lambda point, is_all: painting.click(point.x(), point.y(), takes_all=is_all))
        tools.sourceChosen.connect(lambda point: painting.setSource(point.x(), point.y()))
        self._view.overlayHiddenChanged.connect(self._hold)

    def _connect_session(self) -> None:
        whatif, viewer = self._whatif, self._window.viewer
        whatif.changed.connect(self._update_actions)
        whatif.pictureChanged.connect(self._show_picture)
        whatif.shownChanged.connect(lambda _shown: self._show_all())
        whatif.followingChanged.connect(lambda _is_following: self._show_all())
        whatif.explanationChanged.connect(self._show_map)
        whatif.answerChanged.connect(self._show_banner)
        self._view.compareModeChanged.connect(lambda _mode: self._show_banner())
        whatif.failed.connect(viewer.report)
        self._painting.failed.connect(viewer.report)
        self._painting.remarked.connect(viewer.remark)
        # After the viewer's own slot, which takes everything off the picture.
        self._window.session.photographChanged.connect(self._follow_photograph)
        self._window.session.explanationChanged.connect(lambda _explanation: self._show_banner())

    def _connect_panel(self) -> None:
        panel = self._panel
        panel.radiusChosen.connect(self._choose_radius)
        panel.exportPictureRequested.connect(lambda: self._ask_export("what-if", write_picture))
        panel.exportComparisonRequested.connect(lambda: self._ask_export("before-after", write_comparison))
        panel.exportEditsRequested.connect(self._ask_export_edits)
        panel.openEditsRequested.connect(self._ask_open)

    # Strokes

    def _stroke(self, tool: Tool, points: list[QPointF], *, is_whole: bool) -> None:
        is_eraser = tool is Tool.ERASER
        if is_eraser and not self._whatif.is_edited:
            self.tools.clearTrail()
            if is_whole:
                self._window.viewer.remark(tr("There is no edit to erase"))
            return
        self._painting.stroke(_plain(points), self.tools.radius(), is_eraser=is_eraser, is_whole=is_whole)

    def _hold(self, is_held: bool) -> None:  # noqa: FBT001
        self.tools.setHeld(is_held)
        self._show_banner()

    def _choose_radius(self, share: float) -> None:
        low, high = self._radii()
        self.tools.setRadius(low * (high / low) ** share)

    def _show_radius(self) -> None:
        low, high = self._radii()
        radius = self.tools.radius()
        self._panel.setRadius(radius, math.log(radius / low) / math.log(high / low) if high > low else 0.0)

    def _radii(self) -> tuple[float, float]:
        photograph = self._whatif.photograph
        shorter = min(photograph.width, photograph.height) if photograph is not None else 1000
        return LEAST_RADIUS_PX, max(2 * LEAST_RADIUS_PX, MOST_SHARE * shorter)

    # What is shown

    def _follow_photograph(self, photograph: Photograph | None) -> None:
        if photograph is not None:
            self.tools.setPhotographSize(photograph.width, photograph.height)
            self._show_radius()
        else:
            self.tools.leaveStroke()
        self._update_actions()
        self._show_all()

    def _show_all(self) -> None:
        self._show_picture()
        self._show_map()

    def _show_picture(self) -> None:
        whatif, picture = self._whatif, self._whatif.picture
        shown = None
        if picture is not None and whatif.shown is not Shown.BEFORE:
            is_difference = whatif.shown is Shown.DIFFERENCE and not whatif.is_following
            prepared = picture.changed if is_difference else picture.shown
            if isinstance(prepared, PreparedPhotograph):
                shown = PictureOfEdits(picture.box.left, picture.box.top, prepared, is_dimming=is_difference)
        self._view.setEdits(shown)
        self.tools.clearTrail()
        self._show_banner()

    def _show_map(self) -> None:
        self._window.viewer.showInstead(self._map())
        self._show_banner()

    def _map(self) -> Explanation | None:
        """The map in place of the selection's own."""
        whatif = self._whatif
        if not whatif.is_following or whatif.shown is Shown.BEFORE:
            return None
        return whatif.difference() if whatif.shown is Shown.DIFFERENCE else whatif.explanation

    def _show_banner(self) -> None:
        whatif, picture = self._whatif, self._whatif.picture
        effect = whatif.effect
        detail = effect.sentence if effect is not None else ""
        if picture is None or not whatif.is_edited:
            self.banner.setText("")
        elif whatif.shown is Shown.BEFORE or self._view.isOverlayHidden():
            self.banner.setText(tr(ORIGINAL))
        elif whatif.shown is Shown.DIFFERENCE:
            gain = tr("What-if: the difference, x{gain:.1f} · brighter is orange, darker is blue", gain=picture.gain)
            self.banner.setText(tr(MAP_CHANGE) if whatif.is_following else gain, detail)
        else:
            is_old = self._window.session.explanation is not None and self._map() is None
            has_map = self._view.compareMode() is not CompareMode.PHOTOGRAPH
            self.banner.setText(tr(EDITED_OLD_MAP) if is_old and has_map else tr(EDITED), detail)

    def _update_actions(self) -> None:
        actions, whatif = getattr(self._window, "actions_by_id", {}), self._whatif
        if not actions:
            return
        has_photograph, edits = whatif.photograph is not None, whatif.edits
        for command, tool in TOOLS.items():
            actions[command].setEnabled(has_photograph)
            actions[command].setChecked(self.tools.tool() is tool)
        self._window.undoing.update()
        actions[C.RESET_EDITS].setEnabled(edits is not None and bool(edits.edits))
        is_in_hand = self.tools.tool() is not Tool.LOOK
        for command in (C.LARGER_BRUSH, C.SMALLER_BRUSH):
            actions[command].setEnabled(has_photograph)
        actions[C.LEAVE_TOOL].setEnabled(is_in_hand or self._window.annotation.is_in_hand)

    # Files

    def _ask_export(self, suffix: str, write: Callable[[Path, Photograph, Retouch], Path]) -> None:
        photograph, picture = self._whatif.photograph, self._whatif.picture
        if photograph is None or picture is None:
            return
        path = self._ask_path(tr("Export what-if picture"), f"{photograph.path.stem}_{suffix}.png", tr(PNG))
        if path is not None:
            self._submit(lambda: write(path, photograph, picture.retouch))

    def _ask_export_edits(self) -> None:
        photograph, edits = self._whatif.photograph, self._whatif.edits
        if photograph is None or edits is None:
            return
        path = self._ask_path(tr("Export edits"), f"{photograph.path.stem}_edits.json", tr(JSON))
        if path is not None:
            self._submit(lambda: write_edits_file(path, photograph, edits))

    def _ask_path(self, title: str, name: str, kind: str) -> Path | None:
        remembering = self._window.remembering
        place = str(Path(remembering.export_folder()) / name)
        chosen, _ = QFileDialog.getSaveFileName(self._window, title, place, kind)
        if not chosen:
            return None
        path, suffix = Path(chosen), Path(name).suffix
        path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
        remembering.note_export(path.parent)
        return path

    def _submit(self, write: Callable[[], Path]) -> None:
        self._window.services.lanes.files.submit(
            lambda _context: write(),
            lambda path: self._window.viewer.remark(tr("Exported {path_name}", path_name=path.name)),
            slot="export",
            title=tr("Exporting the edits"),
        )

    def _ask_open(self) -> None:
        folder = self._window.remembering.export_folder()
        chosen, _ = QFileDialog.getOpenFileName(self._window, tr("Open edits"), folder, tr(BOTH))
        if chosen:
            self.open(Path(chosen))

    def open(self, path: Path) -> None:
        """Take on the edits of a file, where they are those of the photograph that is shown."""
        self._window.services.lanes.files.submit(
            lambda _context: read_edits_file(path),
            self.takeOn,
            slot="open edits",
            title=tr("Opening {path_name}", path_name=path.name),
        )


def _plain(points: list[QPointF]) -> list[tuple[float, float]]:
    return [(point.x(), point.y()) for point in points]
