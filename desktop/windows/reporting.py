"""Reports from the window: of the photograph that is shown, of a model that was measured, of a training."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QUrl, Signal
from PySide6.QtGui import QDesktopServices

from core.errors import FunduscopeError
from core.jobs import Progress
from desktop.check_words import verdict_of
from desktop.jobs import JobContext, Lane
from desktop.translation import mark, tr
from desktop.windows.report_dialog import ReportDialog, ReportWish

if TYPE_CHECKING:
    from core.experiments.localising import Summary
    from core.networks.loaded import LoadedModel
    from core.reports.document import Document
    from desktop.panels.evaluate_panel import Measured
    from desktop.windows.main_window import MainWindow

SLOT = "report"
_PHOTOGRAPHS = mark("Name photographs by their files, which may say whose they are")


class Reporting(QObject):
    """Asks what a report is to hold, and writes it behind the window."""

    written = Signal(object)
    """The path of the report that is there now."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self.dialog: ReportDialog | None = None

    # One photograph

    def ask_photograph(self) -> None:
        """Let the user say what the report of the photograph that is shown holds."""
        session = self._window.session
        if session.photograph is None or session.model is None or session.prediction is None:
            self._window.viewer.remark(tr("A report needs a photograph and a model: open both"))
            return
        self._ask(
            tr("Report of this photograph"),
            Path(self._window.remembering.export_folder()) / tr("Report"),
            self.write_photograph,
            identifiers=tr("Say file name, date, camera and patient number"),
        )

    def write_photograph(self, wish: ReportWish) -> None:
        """Write the report of what is shown now."""
        session = self._window.session
        photograph, model, prediction = session.photograph, session.model, session.prediction
        explanation, rendering = session.explanation, self._window.viewer.rendering()
        if photograph is None or model is None or prediction is None:
            return
        self._window.remembering.note_export(wish.path.parent)
        layer = explanation.query.layer if explanation is not None else None
        card, of_map = model.card, model.layers[layer] if layer is not None else None
        told = [verdict_of(kind, result)[0] for kind, result in self._window.checking.checks.results().items()]

        def make(_context: JobContext) -> Document:
            from core.reports.photograph import PhotographFindings, photograph_document
            from core.reports.truth import masks_of

            masks, notes = masks_of(photograph)
            found = PhotographFindings(
                photograph=photograph,
                card=card,
                prediction=prediction,
                explanation=explanation,
                rendering=rendering,
                layer=of_map,
                masks=masks,
                findings=(*told, *notes),
            )
            return photograph_document(found, are_identifiers_shown=wish.are_identifiers_shown)

        self._write(self._window.services.lanes.files, make, wish)

    # One model

    def ask_model(self, measured: Measured | None) -> None:
        """Let the user say what the report of a model that was measured holds."""
        project = self._window.services.projects.project
        if measured is None or project is None:
            return
        model = self._loaded(measured)
        self._ask(
            tr("Report of {model_name}", model_name=measured.model.name),
            project.path.with_name(f"Evaluation of {measured.model.name}"),
            lambda wish: self.write_model(measured, wish),
            identifiers=tr(_PHOTOGRAPHS),
            cases=tr("Show the best and the worst cases with their maps"),
            why_no_cases=""
            if model is not None
            else tr("Open '{model_name}' to have its maps in the report.", model_name=measured.model.name),
        )

    def write_model(self, measured: Measured, wish: ReportWish) -> None:
        """Write the report of a model; with cases in the lane of the networks."""
        model = self._loaded(measured) if wish.has_cases else None
        lanes, summaries = self._window.services.lanes, self._summaries(measured.model.name)
        self._write(
            lanes.network if model is not None else lanes.files,
            lambda context: self._model_document(measured, model, summaries, wish, context),
            wish,
        )

    def _loaded(self, measured: Measured) -> LoadedModel | None:
        models = self._window.session.networks.models()
        return next((model for model in models if model.id == measured.model.content), None)

    def _model_document(
        self,
        measured: Measured,
        model: LoadedModel | None,
        summaries: tuple[Summary, ...],
        wish: ReportWish,
        context: JobContext,
    ) -> Document:
        """In a lane."""
        from core.evaluation.evaluating import Evaluated
        from core.experiments.localisation_json import summary_to_json
        from core.reports.evaluation import Measured as MeasuredModel
        from core.reports.evaluation import evaluation_document
        from core.reports.examples import cases

        project = self._window.services.projects.project
        if project is None:
            raise FunduscopeError(tr("The project was closed meanwhile."), tr("Open it again."))
        numbers = measured.judged.photographs
        contents = project.photographs.contents(numbers)
        known = measured.model
        evaluated = Evaluated(
            known.name,
            known.content,
            measured.judged.judged,
            measured.assessment,
            tuple(contents[number] for number in numbers),
            architecture=model.card.architecture if model is not None else "",
            data_fingerprint=model.card.data_fingerprint if model is not None else "",
        )
        means = [summary_to_json(summary) for summary in summaries]
        shown = MeasuredModel(evaluated=evaluated, localisation=means)
        if model is not None:
            rows = project.browsing.rows(numbers)
            pictures, note = cases(
                evaluated,
                model,
                lambda place: rows[numbers[place]].path,
                orientation_of=lambda place: rows[numbers[place]].orientation,
                are_names_shown=wish.are_identifiers_shown,
                token=context.token,
                progress=context.report,
            )
            shown = replace(shown, card=model.card, cases=pictures, cases_note=note)
        title = tr("Evaluation of {known_name}", known_name=known.name)
        return evaluation_document([shown], title=title, are_names_shown=wish.are_identifiers_shown)

    def _summaries(self, name: str) -> tuple[Summary, ...]:
        """What was measured of the maps of that model on the photographs with masks, if anything was."""
        found = self._window.evaluations.localised
        return found.outcome.summaries if found is not None and found.model_name == name else ()

    # One training

    def ask_run(self, folder: Path | None = None) -> None:
        """Let the user have a report of a run; by default of the one that is looked at in Train."""
        chosen = self._window.train.list.current()
        folder = folder or (chosen.folder if chosen is not None else None)
        if folder is None:
            self._window.viewer.remark(tr("Choose a run in Train: its report can then be written"))
            return
        self._ask(
            tr("Report of '{folder_name}'", folder_name=folder.name),
            folder / "report",
            lambda wish: self.write_run(folder, wish),
        )

    def write_run(self, folder: Path, wish: ReportWish) -> None:
        """Write the report of a run as it is now."""

        def make(_context: JobContext) -> Document:
            from core.reports.training import training_document

            return training_document(folder)

        self._write(self._window.services.lanes.files, make, wish)

    # What is common

    def _ask(
        self,
        title: str,
        suggested: Path,
        write: Callable[[ReportWish], None],
        *,
        identifiers: str = "",
        cases: str = "",
        why_no_cases: str = "",
    ) -> None:
        if self.dialog is not None:
            self.dialog.raise_()
            return
        dialog = ReportDialog(
            title,
            suggested,
            self._window.services.settings,
            identifiers=identifiers,
            cases=cases,
            why_no_cases=why_no_cases,
            parent=self._window,
        )
        dialog.wished.connect(write)
        dialog.finished.connect(self._forget)
        self.dialog = dialog
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _write(self, lane: Lane, make: Callable[[JobContext], Document], wish: ReportWish) -> None:
        def work(context: JobContext) -> Path:
            from core.reports.writing import write_report

            context.report(Progress(0, 0, "gathering"))
            document = make(context)
            context.token.check()
            context.report(Progress(0, 0, "writing"))
            write_report(document, wish.path)
            return wish.path

        lane.submit(
            work,
            lambda path: self._take(path, wish),
            slot=SLOT,
            title=tr("Writing {path_name}", path_name=wish.path.name),
        )

    def _take(self, path: Path, wish: ReportWish) -> None:
        self._window.viewer.remark(tr("Wrote {path_name}", path_name=path.name))
        if wish.is_opened:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
        self.written.emit(path)
