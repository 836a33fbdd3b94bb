"""What the Evaluate workspace asks of the window: photographs behind a cell, and the report as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QFileDialog

from core.datasets.catalogue.filters import Column, OneOf, View
from desktop.jobs import JobContext
from desktop.panels.evaluate_panel import EvaluatePanel, Measured
from desktop.projects import Projects
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

REPORT_FILTER = "Report (*.html)"


class Evaluating(QObject):
    """Joins the panel to the window."""

    def __init__(self, window: MainWindow, panel: EvaluatePanel, projects: Projects) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._projects = projects
        panel.newRequested.connect(window.data_work.ask_new)
        panel.openRequested.connect(window.data_work.ask_open)
        panel.predictRequested.connect(window.data_work.predict_all)
        panel.cellRequested.connect(self.show_cell)
        panel.reportRequested.connect(self.ask_report)
        window.workspaces.chosen.connect(self._follow)

    def _follow(self, workspace: Workspace) -> None:
        if workspace is Workspace.EVALUATE:
            self._panel.wake()
        else:
            self._panel.sleep()

    def show_cell(self, measured: Measured | None, row: int, column: int) -> None:
        """Show the photographs of a class that are called another in the Data workspace."""
        if measured is None:
            return
        self._projects.setView(View(scheme=measured.scheme.id, model=measured.model.id))
        bar = self._window.data.bar
        bar.clear()
        bar.addCondition(OneOf(Column.LABEL, frozenset(measured.judged.labels_of(row))))
        bar.addCondition(OneOf(Column.PREDICTED, frozenset({column})))
        self._window.workspaces.choose(Workspace.DATA)

    def ask_report(self, measured: Measured | None) -> None:
        """Let the user say where the report goes, and write it."""
        if measured is None or self._projects.project is None:
            return
        place = self._projects.project.path.with_name(f"Evaluation of {measured.model.name}.html")
        name, _ = QFileDialog.getSaveFileName(self._window, "Save report", str(place), REPORT_FILTER)
        if name:
            path = Path(name)
            self.write_report(measured, path if path.suffix.lower() == ".html" else path.with_name(f"{path.name}.html"))

    def write_report(self, measured: Measured, path: Path) -> None:
        """Write the report to `path`, behind the window."""
        project = self._projects.project
        if project is None:
            return

        def work(_context: JobContext) -> Path:
            from core.evaluation.evaluating import Evaluated
            from core.reports.evaluation import Measured as MeasuredModel
            from core.reports.evaluation import evaluation_document
            from core.reports.writing import write_report

            contents = project.photographs.contents(measured.judged.photographs)
            ids = tuple(contents[number] for number in measured.judged.photographs)
            model = measured.model
            evaluated = Evaluated(model.name, model.content, measured.judged.judged, measured.assessment, ids)
            measured_model = MeasuredModel(evaluated=evaluated)
            write_report(evaluation_document([measured_model], title=f"Evaluation of {model.name}"), path)
            return path

        self._window.services.lanes.files.submit(
            work,
            lambda written: self._window.viewer.remark(f"Wrote {written.name}"),
            slot="evaluation report",
            title="Writing the report",
        )
