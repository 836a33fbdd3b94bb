"""Photographs with known truth, made in a lane of their own and then opened."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths, Signal

from desktop.jobs import JobContext, Lane
from desktop.translation import tr, tr_count

if TYPE_CHECKING:
    from core.synthesis.recipes import Recipe
    from desktop.making import Wish
    from desktop.windows.main_window import MainWindow
    from desktop.windows.making_dialog import MakingDialog

OPEN_SLOT, MAKE_SLOT = "making dialog", "make"


class Making(QObject):
    """Asks what is to be made, and makes it."""

    made = Signal(object)
    """The folder or file that is there now."""

    def __init__(self, window: MainWindow, lane: Lane, folder: Path | None = None) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self._folder = folder or _documents()
        self.dialog: MakingDialog | None = None

    def ask(self) -> None:
        """Open the dialog, once the renderers are loaded."""
        if self._lane.has(MAKE_SLOT):
            self._window.viewer.remark(tr("Photographs are being made already; cancel that below, or wait"))
            return
        if self.dialog is None:
            self._window.services.lanes.files.submit(
                lambda _context: _load(), self._open, slot=OPEN_SLOT, title=tr("Loading the renderers")
            )

    def _open(self, dialog_type: type[MakingDialog]) -> None:
        if self.dialog is not None:
            return
        dialog = dialog_type(self._window.services.lanes.files, self._folder, self._window)
        project = self._window.services.projects.project
        if project is not None and not project.is_read_only:
            dialog.offerProject(project.path.stem)
        dialog.wished.connect(
            lambda wish, recipe: self.make(wish, recipe, is_for_project=dialog.intoProject.isChecked())
        )
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def make(self, wish: Wish, recipe: Recipe, *, is_for_project: bool = False) -> None:
        """Begin; progress, time left and cancelling are in the bar below."""
        self._folder = wish.target.parent

        def work(context: JobContext) -> Path:
            from core.synthesis.writing.write import write_photographs

            write_photographs(recipe, wish.target, wish.order(), token=context.token, report=context.report)
            return wish.target

        self._lane.submit(
            work,
            lambda path: self._take(path, wish.count, is_for_project=is_for_project),
            slot=MAKE_SLOT,
            title=tr("Making photographs"),
        )

    def _take(self, path: Path, count: int, *, is_for_project: bool) -> None:
        self.made.emit(path)
        photographs = tr_count("1 photograph", "{count:,} photographs", count)
        self._window.viewer.remark(tr("{photographs} made: {path}", photographs=photographs, path=path))
        if path.is_dir() and is_for_project and self._window.data_work.offer_made(path):
            return
        if path.is_dir():
            self._window.open_paths([path], replaces=True)


def _load() -> type[MakingDialog]:
    """In a lane: what takes long to import."""
    from desktop.windows.making_dialog import MakingDialog

    return MakingDialog


def _documents() -> Path:
    place = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    path = Path(place) if place else Path.home()
    return path if path.is_dir() else Path.home()
