"""What the gallery asks of the window: to open reports, photographs and models."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl
from PySide6.QtGui import QDesktopServices

from core.errors import FunduscopeError
from desktop.experiments import Experiments, PastRun, RunFiles, RunState, files_of
from desktop.jobs import JobContext
from desktop.translation import tr

if TYPE_CHECKING:
    from desktop.windows.gallery_dialog import GalleryDialog
    from desktop.windows.main_window import MainWindow

OPEN_SLOT, CUDA_SLOT, FILES_SLOT = "gallery", "cuda", "run files"


class Gallery(QObject):
    """Opens the gallery, and what the runs left to look at."""

    def __init__(self, window: MainWindow, experiments: Experiments) -> None:
        super().__init__(window)
        self._window = window
        self._experiments = experiments
        self.dialog: GalleryDialog | None = None
        experiments.finished.connect(lambda state, _result: self._tell_finished(state))
        experiments.failed.connect(lambda _state, error: window.viewer.report(error))

    def show(self) -> None:
        """Show the gallery, once its catalogue is loaded."""
        if self.dialog is not None:
            self._raise(self.dialog)
            return
        self._window.services.lanes.files.submit(
            lambda _context: _load(), self._open, slot=OPEN_SLOT, title=tr("Loading the experiments")
        )

    def _open(self, dialog_type: type[GalleryDialog]) -> None:
        if self.dialog is None:
            dialog = dialog_type(self._experiments, self._window.services.lanes.files, self._window)
            dialog.reportRequested.connect(self.open_report)
            dialog.photographsRequested.connect(self.open_photographs)
            dialog.modelRequested.connect(self.open_model)
            self.dialog = dialog
            self._look_for_cuda()
        self._raise(self.dialog)

    def _raise(self, dialog: GalleryDialog) -> None:
        self._experiments.look()
        dialog.show()
        dialog.raise_()
        dialog.activateWindow()

    def _look_for_cuda(self) -> None:
        networks = self._window.session.networks
        networks.load_libraries()
        networks.lane.submit(_has_cuda, self._take_cuda, slot=CUDA_SLOT)

    def _take_cuda(self, has_cuda: bool) -> None:  # noqa: FBT001
        if self.dialog is not None:
            self.dialog.page.setCuda(has_cuda)

    def close(self) -> None:
        """Close the gallery with the window."""
        if self.dialog is not None:
            self.dialog.close()

    # What a run left

    def open_report(self, run: PastRun) -> None:
        """Show the report in the system's browser."""
        self._with_files(run, self._show_report)

    def open_photographs(self, run: PastRun) -> None:
        """Look at the photographs that were held out."""
        self._with_files(run, lambda files: self._window.open_paths([files.photographs], replaces=True))

    def open_model(self, run: PastRun) -> None:
        """Ask the model that was trained."""
        self._with_files(run, lambda files: self._window.models.open(files.model))

    def _show_report(self, files: RunFiles) -> None:
        if not QDesktopServices.openUrl(QUrl.fromLocalFile(str(files.report))):
            self._window.viewer.report(
                FunduscopeError(
                    tr("There is no program that opens the report."), tr("It is here: {report}", report=files.report)
                )
            )

    def _with_files(self, run: PastRun, then: Callable[[RunFiles], None]) -> None:
        self._window.services.lanes.files.submit(lambda _context: files_of(run), then, slot=FILES_SLOT)

    def _tell_finished(self, state: RunState) -> None:
        self._window.viewer.remark(
            tr("'{title}' is done: its report is in Train, Reproduce", title=tr(state.experiment.title))
        )


def _load() -> type[GalleryDialog]:
    """In a lane: what takes long to import."""
    from desktop.windows.gallery_dialog import GalleryDialog

    return GalleryDialog


def _has_cuda(_context: JobContext) -> bool:
    import torch

    return torch.cuda.is_available()
