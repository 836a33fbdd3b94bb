"""What the Evaluate workspace asks of the window: photographs behind a cell, and the report as a file."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from core.datasets.catalogue.filters import Column, OneOf, PhotographState, View
from core.errors import FunduscopeError
from core.evaluation.class_maps import ClassMaps
from core.networks.card import ModelCard, ModelId
from desktop.jobs import JobContext
from desktop.panels.evaluate_panel import EvaluatePanel, Measured
from desktop.projects import Projects
from desktop.translation import tr
from desktop.windows.calibrating import Calibrating
from desktop.windows.class_map_dialog import ClassMapDialog
from desktop.windows.evaluate_pages import EvaluatePages
from desktop.windows.report_dialog import ReportWish
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.predictions import KnownModel
    from desktop.windows.main_window import MainWindow


class Evaluating(QObject):
    """Joins the panel to the window."""

    def __init__(self, window: MainWindow, panel: EvaluatePanel, pages: EvaluatePages, projects: Projects) -> None:
        super().__init__(window)
        self._pages = pages
        self.calibrating = Calibrating(window)
        self.class_maps = panel.class_maps = ClassMaps(window.services.folders.class_maps)
        panel.cardOf = self._card_of
        window.evaluations.class_maps = self.class_maps
        window.evaluations.mapNeeded.connect(lambda error: self.ask_map(error.labels, error.class_names))
        self.map_dialog: ClassMapDialog | None = None
        self._window = window
        self._panel = panel
        self._projects = projects
        panel.newRequested.connect(window.data_work.dialogs.ask_new)
        panel.openRequested.connect(window.data_work.dialogs.ask_open)
        panel.predictRequested.connect(window.data_work.predict_all)
        panel.cellRequested.connect(self.show_cell)
        panel.reportRequested.connect(self.ask_report)
        panel.photographsRequested.connect(self.show_photographs)
        panel.mapRequested.connect(self.ask_map)
        panel.calibrateRequested.connect(self.calibrating.ask)
        window.workspaces.chosen.connect(self._follow)

    def _card_of(self, known: KnownModel) -> ModelCard | None:
        """The card of a model, where that is open: figures are held against those of its validation."""
        model = self._window.session.networks.model(ModelId(known.content))
        return model.card if model is not None else None

    def _follow(self, workspace: Workspace) -> None:
        if workspace is Workspace.EVALUATE:
            self._pages.wake()
        else:
            self._pages.sleep()

    def show_cell(self, measured: Measured | None, row: int, column: int) -> None:
        """Show the photographs of a class that are called another in the Data workspace."""
        if measured is None:
            return
        splits = {split.name: split.id for split in self._projects.content.splits}
        split = splits.get(measured.split) if measured.part is not None else None
        self._projects.setView(View(scheme=measured.scheme.id, model=measured.model.id, split=split))
        bar = self._window.data.bar
        bar.clear()
        bar.addCondition(OneOf(Column.LABEL, frozenset(measured.judged.labels_of(row))))
        bar.addCondition(OneOf(Column.PREDICTED, frozenset({column})))
        bar.addCondition(OneOf(Column.STATE, frozenset({PhotographState.READY, PhotographState.MISSING})))
        if measured.part is not None and split is not None:
            bar.addCondition(OneOf(Column.PART, frozenset({measured.part})))
        self._window.workspaces.choose(Workspace.DATA)

    def show_photographs(self, numbers: tuple[int, ...], words: str) -> None:
        """Look at the photographs behind a figure in Review, the wrong ones first."""
        if not numbers:
            self._window.viewer.remark(tr("There are no photographs {words}", words=words))
            return
        self._window.evaluate_work.show_photographs(numbers)
        self._window.viewer.remark(
            tr("{count:,} photographs {words}, the wrong ones first", count=len(numbers), words=words)
        )

    def ask_map(self, labels: tuple[str, ...], class_names: tuple[str, ...]) -> None:
        """Let the user say which class each label means."""
        if self.map_dialog is not None:
            self.map_dialog.raise_()
            return
        known = self.class_maps.get(labels, class_names)
        dialog = ClassMapDialog(labels, class_names, known, self._window)
        dialog.decided.connect(lambda found: self.take_map(labels, class_names, found))
        dialog.finished.connect(self._forget_map)
        self.map_dialog = dialog
        dialog.open()

    def _forget_map(self) -> None:
        self.map_dialog = None

    def take_map(self, labels: tuple[str, ...], class_names: tuple[str, ...], found: dict[str, str]) -> None:
        """Remember what the labels mean, and measure with it."""

        def work(_context: JobContext) -> None:
            try:
                self.class_maps.put(labels, class_names, found)
            except OSError as error:
                words = tr("What labels mean cannot be remembered: {strerror}.", strerror=error.strerror or error)
                raise FunduscopeError(words, tr("It holds until the program is closed.")) from error

        def failed(error: FunduscopeError) -> None:
            self._window.viewer.report(error)
            self._panel.measure()

        self._window.services.lanes.files.submit(
            work, lambda _none: self._pages.wake(), slot="class map", title=tr("Remembering labels"), refuse=failed
        )

    def ask_report(self, measured: Measured | None) -> None:
        """Let the user say what the report of the model holds, and write it."""
        self._window.reporting.ask_model(measured)

    def write_report(self, measured: Measured, path: Path) -> None:
        """Write the report to `path`, behind the window."""
        self._window.reporting.write_model(measured, ReportWish(path))
