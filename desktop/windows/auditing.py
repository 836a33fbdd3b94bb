"""Audits: the window beside the main one, and the work in a process behind the lane of the making."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.jobs import Progress
from desktop.jobs import Job, JobContext, Lane
from desktop.processes import call_in_process
from desktop.windows.preparing import common_folder, workers

if TYPE_CHECKING:
    from core.datasets.audit.run import Audit
    from desktop.windows.auditing_dialog import AuditingDialog
    from desktop.windows.main_window import MainWindow

OPEN_SLOT, AUDIT_SLOT = "auditing window", "audit"


class Auditing(QObject):
    """Opens the window, runs the audit, and leads from its findings to the photographs."""

    audited = Signal(object)
    """The Audit."""

    def __init__(self, window: MainWindow, lane: Lane) -> None:
        super().__init__(window)
        self._window = window
        self._lane = lane
        self.dialog: AuditingDialog | None = None
        self._job: Job | None = None
        lane.jobProgressed.connect(self._take_progress)
        lane.jobFinished.connect(self._take_end)

    def ask(self) -> None:
        """Open the window, or bring it to the front."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        self._window.services.files.submit(
            lambda _context: _load(), self._open, slot=OPEN_SLOT, title="Loading the audit"
        )

    def _open(self, dialog_type: type[AuditingDialog]) -> None:
        if self.dialog is not None:
            return
        folder = common_folder(list(self._window.session.order))
        dialog = dialog_type(self._window.services.files, folder, self._window)
        dialog.started.connect(self.start)
        dialog.cancelled.connect(lambda: self._lane.cancel(AUDIT_SLOT))
        dialog.photographsWanted.connect(self.show_photographs)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None

    def start(self, source: Path, labels: Path | None) -> None:
        """Audit a set; it can be cancelled in the window and in the bar below."""

        def work(context: JobContext) -> Audit:
            from desktop.auditing import AuditSet

            return call_in_process(AuditSet(source, labels, workers()), context.token, context.report)

        self._job = self._lane.submit(work, self._take, slot=AUDIT_SLOT, title="Auditing", refuse=self._refuse)
        if self.dialog is not None:
            self.dialog.setRunning(is_running=True)

    def show_photographs(self, paths: list[Path]) -> None:
        """Open them in the browser, beside what is there, and look at the first."""
        known = set(self._window.session.order)
        missing = [path for path in paths if path not in known]
        if missing:
            self._window.browser.addPaths(missing)
        self._window.session.choosePhotograph(paths[0])
        self._window.activateWindow()

    def _take(self, audit: Audit) -> None:
        if self.dialog is not None:
            self.dialog.setAudit(audit)
        self.audited.emit(audit)

    def _refuse(self, error: FunduscopeError) -> None:
        if self.dialog is not None:
            self.dialog.refuse(str(error))

    def _take_progress(self, job: Job, progress: Progress) -> None:
        if job is self._job and self.dialog is not None:
            self.dialog.setProgress(progress)

    def _take_end(self, job: Job) -> None:
        if job is self._job:
            self._job = None
            if self.dialog is not None:
                self.dialog.setRunning(is_running=False)


def _load() -> type[AuditingDialog]:
    """In a lane: what takes long to import."""
    from desktop.windows.auditing_dialog import AuditingDialog

    return AuditingDialog
