"""Audits: the window beside the main one, and the work in a process behind the lane of the making."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from core.errors import FunduscopeError
from core.jobs import Progress
from desktop.jobs import Job, JobContext, Lane
from desktop.processes import call_in_process
from desktop.translation import tr
from desktop.windows.preparing import usual_source, workers

if TYPE_CHECKING:
    from core.datasets.audit.run import Audit
    from core.datasets.catalogue.labels import Scheme
    from core.datasets.catalogue.project import Project
    from core.images.photograph import ImageId
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
        self._projects = window.services.projects
        for signal in (self._projects.opened, self._projects.contentChanged, self._projects.viewChanged):
            signal.connect(lambda _value: self._offer_project())
        lane.jobProgressed.connect(self._take_progress)
        lane.jobFinished.connect(self._take_end)

    def ask(self) -> None:
        """Open the window, or bring it to the front."""
        if self.dialog is not None:
            self.dialog.raise_()
            self.dialog.activateWindow()
            return
        self._window.services.lanes.files.submit(
            lambda _context: _load(), self._open, slot=OPEN_SLOT, title=tr("Loading the audit")
        )

    def _open(self, dialog_type: type[AuditingDialog]) -> None:
        if self.dialog is not None:
            return
        dialog = dialog_type(self._window.services.lanes.files, usual_source(self._window), self._window)
        dialog.started.connect(self.start)
        dialog.cancelled.connect(lambda: self._lane.cancel(AUDIT_SLOT))
        dialog.photographsWanted.connect(self.show_photographs)
        dialog.exclusionWanted.connect(self.exclude)
        dialog.correctionWanted.connect(self.correct)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        self._offer_project()
        dialog.show()

    def _forget(self) -> None:
        self.dialog = None

    def start(self, source: Path, labels: Path | None) -> None:
        """Audit a set; it can be cancelled in the window and in the bar below."""

        def work(context: JobContext) -> Audit:
            from desktop.auditing import AuditSet

            return call_in_process(AuditSet(source, labels, workers()), context.token, context.report)

        self._job = self._lane.submit(work, self._take, slot=AUDIT_SLOT, title=tr("Auditing"), refuse=self._refuse)
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

    # The project

    def exclude(self, ids: list[ImageId], reason: str) -> None:
        """Leave photographs out of splits, training and prediction in the project that is open."""
        self._projects.change(
            lambda project: project.photographs.exclude(_known(project, ids), reason),
            tr("{count:,} photographs are left out in the project", count=len(ids)),
        )

    def correct(self, ids: list[ImageId], value: int) -> None:
        """Correct the label of photographs in the project that is open."""
        scheme = self._scheme()
        if scheme is None:
            return
        self._projects.change(
            lambda project: project.labels.correct(_known(project, ids), scheme.id, value),
            tr(
                "{count:,} photographs are labelled '{class_names}' in the project",
                count=len(ids),
                class_names=scheme.class_names[value],
            ),
        )

    def _scheme(self) -> Scheme | None:
        """The labels by which photographs are seen in the project."""
        view = self._projects.view
        chosen = None if view is None else view.scheme
        return next((scheme for scheme in self._projects.content.schemes if scheme.id == chosen), None)

    def _offer_project(self) -> None:
        if self.dialog is None:
            return
        project, scheme = self._projects.project, self._scheme()
        is_writable = project is not None and not project.is_read_only
        self.dialog.setProject(scheme.class_names if scheme else (), is_writable=is_writable)

    def _keep(self, audit: Audit) -> None:
        """Note the findings in the project, by photograph."""
        project = self._projects.project
        if project is not None and not project.is_read_only:
            self._projects.change(lambda project: _keep_findings(project, audit))

    def _take(self, audit: Audit) -> None:
        if self.dialog is not None:
            self.dialog.setAudit(audit)
        self._keep(audit)
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


def _known(project: Project, ids: list[ImageId]) -> list[int]:
    """In the lane: those of the photographs that the project holds."""
    found = (project.photographs.find(each) for each in ids)
    return [photograph for photograph in found if photograph is not None]


def _keep_findings(project: Project, audit: Audit) -> None:
    from core.datasets.audit.findings import Kind
    from core.datasets.catalogue.findings import Finding

    places = {each: project.photographs.find(each) for each in dict.fromkeys(audit.ids) if each}
    rows = []
    for finding in audit.findings:
        known = [photograph for place in finding.photographs if (photograph := places.get(audit.ids[place]))]
        for photograph in dict.fromkeys(known):
            other = next((each for each in known if each != photograph), 0)
            rows.append(Finding(finding.kind.value, photograph, other, finding.value, finding.detail))
    project.findings.replace([kind.value for kind in Kind], rows)


def _load() -> type[AuditingDialog]:
    """In a lane: what takes long to import."""
    from desktop.windows.auditing_dialog import AuditingDialog

    return AuditingDialog
