"""Exporting the overlays of all photographs that are listed, or of those that are chosen."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.explain.catalogue import CATALOGUE
from core.explain.targets import ChannelTarget, describe_target
from desktop.jobs import JobContext, Lane
from desktop.overlay_export import OverlayTask
from desktop.processes import call_in_process
from desktop.translation import tr
from desktop.windows.overlays_dialog import Chosen, OverlaysDialog

if TYPE_CHECKING:
    from core.images.orientation import Orientation
    from core.reports.overlays import OverlayCount, OverlayOrder
    from desktop.windows.main_window import MainWindow

SLOT = "export overlays"


class OverlayExporting(QObject):
    """Asks of which photographs, and has it done in a process behind `lane`; progress and cancelling are below."""

    exported = Signal(object)
    """The folder that holds the overlays now."""

    def __init__(self, window: MainWindow, lane: Lane) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self.dialog: OverlaysDialog | None = None

    def ask(self) -> None:
        """Open the dialog."""
        session = self._window.session
        if self._lane.has(SLOT):
            self._window.viewer.remark(tr("Overlays are being exported already; cancel that below, or wait"))
            return
        choices = self._lists()
        if session.model is None or not choices:
            self._window.viewer.remark(tr("Overlays need photographs and a model: open both"))
            return
        if isinstance(session.selection.target, ChannelTarget):
            self._window.viewer.remark(tr("Overlays of many photographs are of classes: choose a class as the target"))
            return
        if self.dialog is not None:
            self.dialog.raise_()
            return
        folder = Path(self._window.remembering.export_folder())
        dialog = OverlaysDialog(choices, self._question(), folder, self._window)
        dialog.wished.connect(self._take_wish)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def export(self, chosen: Chosen, folder: Path, *, are_names_shown: bool) -> None:
        """Begin, with the question and the look that are chosen now."""
        model = self._window.session.model
        if model is None:
            return
        self._window.remembering.note_export(folder)
        order, file, device = self._order(are_names_shown=are_names_shown), model.path, model.device.type

        def work(context: JobContext) -> OverlayCount:
            places = self._places(chosen)
            task = OverlayTask(file, device, tuple(places), folder, order, places)
            return call_in_process(task, context.token, context.report)

        self._lane.submit(work, lambda count: self._take(folder, count), slot=SLOT, title=tr("Exporting overlays"))

    def _places(self, chosen: Chosen) -> dict[Path, Orientation]:
        """In the lane: the files, and how each is shown."""
        orient = self._window.session.orient
        if not chosen.numbers:
            return {path: orient(path) for path in chosen.paths}
        project = self._window.services.projects.project
        if project is None:
            raise FunduscopeError(tr("The project was closed meanwhile."), tr("Open it again."))
        rows = project.browsing.rows(chosen.numbers)
        return {rows[number].path: rows[number].orientation for number in chosen.numbers if number in rows}

    def _take_wish(self, chosen: Chosen, folder: Path, are_names_shown: bool) -> None:  # noqa: FBT001
        self.export(chosen, folder, are_names_shown=are_names_shown)

    def _forget(self) -> None:
        self.dialog = None

    def _lists(self) -> list[Chosen]:
        """What can be exported: what is listed in Review, and of a project what is filtered and what is selected."""
        listed = tuple(self._window.session.order)
        found = (
            [Chosen(tr("All {count:,} photographs that are listed in Review", count=len(listed)), paths=listed)]
            if listed
            else []
        )
        if self._window.services.projects.project is not None:
            filtered, selected = tuple(self._window.data.model.order().ids), tuple(self._window.data.selected())
            if filtered:
                found.append(
                    Chosen(
                        tr("The {count:,} that the filter of the project leaves", count=len(filtered)), numbers=filtered
                    )
                )
            if len(selected) > 1:
                found.append(
                    Chosen(tr("The {count:,} that are selected in Data", count=len(selected)), numbers=selected)
                )
        return found

    def _question(self) -> str:
        session = self._window.session
        model = session.model
        if model is None:
            return ""
        order = self._order(are_names_shown=False)
        names = model.card.class_names
        target = (
            tr("the class that is predicted of each") if order.target is None else describe_target(order.target, names)
        )
        where = tr(" at layer '{layer}'", layer=order.layer) if order.layer is not None else ""
        method = tr(CATALOGUE[order.method].title)
        return tr(
            "{method}{where} of '{card_name}', for {target}, in the colours of the viewer.",
            method=method,
            where=where,
            card_name=model.card.name,
            target=target,
        )

    def _order(self, *, are_names_shown: bool) -> OverlayOrder:
        from core.reports.overlays import OverlayOrder

        session = self._window.session
        selection = session.selection
        target = selection.target
        return OverlayOrder(
            method=selection.method,
            params=session.params(),
            layer=selection.layer if CATALOGUE[selection.method].has_layer else None,
            target=None if isinstance(target, ChannelTarget) else target,
            rendering=self._window.viewer.rendering(),
            are_names_shown=are_names_shown,
        )

    def _take(self, folder: Path, count: OverlayCount) -> None:
        words = tr("{written:,} overlays exported to '{folder_name}'", written=count.written, folder_name=folder.name)
        words += tr(", {kept:,} were there already", kept=count.kept) if count.kept else ""
        if count.left_out:
            words += tr(". {left_out:,} photographs were left out: figures.csv says why", left_out=count.left_out)
        self._window.viewer.remark(words)
        self.exported.emit(folder)
