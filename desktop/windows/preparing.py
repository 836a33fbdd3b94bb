"""Preparing photographs: the dialog, and the copy that is written in a process behind the lane of the making."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from desktop.jobs import JobContext, Lane
from desktop.processes import call_in_process
from desktop.translation import tr
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.preparing.run import Outcome
    from desktop.preparing import PreparationWish
    from desktop.windows.main_window import MainWindow
    from desktop.windows.preparing_dialog import PreparingDialog

OPEN_SLOT, PREPARE_SLOT = "preparing dialog", "prepare"


class Preparing(QObject):
    """Asks what is to be prepared, and has it written. What was stopped goes on when the same is asked for again."""

    prepared = Signal(object)
    """The folder or file that is there now."""

    def __init__(self, window: MainWindow, lane: Lane) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self.dialog: PreparingDialog | None = None

    def ask(self) -> None:
        """Open the dialog, once the steps are loaded."""
        if self._lane.has(PREPARE_SLOT):
            self._window.viewer.remark(tr("Photographs are being prepared already; cancel that below, or wait"))
            return
        if self.dialog is None:
            self._window.services.lanes.files.submit(
                lambda _context: _load(), self._open, slot=OPEN_SLOT, title=tr("Loading the steps")
            )

    def _open(self, dialog_type: type[PreparingDialog]) -> None:
        if self.dialog is not None:
            return
        session = self._window.session
        order, current = list(session.order), session.selection.photograph
        dialog = dialog_type(
            self._window.services.lanes.files, order, current, usual_source(self._window), self._window
        )
        dialog.wished.connect(self.prepare)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def prepare(self, wish: PreparationWish) -> None:
        """Begin; progress, time left and cancelling are in the bar below."""

        def work(context: JobContext) -> Outcome:
            from desktop.preparing import PrepareSet

            return call_in_process(PrepareSet(wish, workers()), context.token, context.report)

        self._lane.submit(
            work, lambda outcome: self._take(wish.target, outcome), slot=PREPARE_SLOT, title=tr("Preparing photographs")
        )

    def _take(self, target: Path, outcome: Outcome) -> None:
        self.prepared.emit(target)
        words = tr(
            "{made:,} photographs prepared, {kept:,} were there already: {target}",
            made=outcome.made,
            kept=outcome.kept,
            target=target,
        )
        if outcome.failed:
            words += tr(". {count:,} could not be: the manifest says why", count=len(outcome.failed))
        self._window.viewer.remark(words)


def usual_source(window: MainWindow) -> Path | None:
    """What is most likely meant: in the workspace of the project its folder, else that of what is looked at."""
    folders = window.services.projects.content.folders
    shown = common_folder(list(window.session.order))
    is_of_project = bool(folders) and (window.workspaces.current is Workspace.DATA or shown is None)
    return folders[0] if is_of_project else shown


def common_folder(paths: list[Path]) -> Path | None:
    """The folder that holds all photographs, without a last part `images`; None where there is none."""
    if not paths:
        return None
    try:
        folder = Path(os.path.commonpath([path.parent for path in paths]))
    except ValueError:  # on several drives
        return None
    return folder.parent if folder.name == "images" else folder


def workers() -> int:
    """Processes that leave one processor to the window."""
    usable = len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1
    return max(1, usable - 1)


def _load() -> type[PreparingDialog]:
    """In a lane: what takes long to import."""
    from desktop.windows.preparing_dialog import PreparingDialog

    return PreparingDialog
