"""What the Study workspace asks of the window: files, the window in which a reader reads, tables and reports."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QStandardPaths
from PySide6.QtWidgets import QCheckBox, QFileDialog, QMessageBox

from core.errors import FunduscopeError
from core.evaluation.reading.plan import StudyKind
from core.evaluation.reading.study import SUFFIX, Study, read_studies
from desktop.commands import CommandId
from desktop.files import write_atomically
from desktop.jobs import JobContext
from desktop.panels.study_panel import StudyPanel
from desktop.studies import Studies
from desktop.study_session import StudySession
from desktop.translation import mark, tr
from desktop.widgets.photograph_view import prepare_photograph
from desktop.windows.reading_window import ReadingWindow
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.images.photograph import Photograph
    from desktop.windows.main_window import MainWindow

STUDY_FILTER = f"Studies (*{SUFFIX});;All files (*)"
TABLE_FILTER = mark("Tables (*.csv *.tsv *.txt *.xlsx *.xlsm);;All files (*)")
REPORT_FILTER = mark("PDF (*.pdf);;HTML (*.html)")
CSV_SLOT, REPORT_SLOT = "study tables", "study report"


def usual_folder() -> Path:
    """Where studies are kept unless the user says otherwise: among their documents."""
    documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
    return Path(documents or Path.home()) / tr("Funduscope studies")


class Studying(QObject):
    """Joins the panel, the studies and the window."""

    def __init__(self, window: MainWindow, panel: StudyPanel, studies: Studies) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._studies = studies
        self.reading: ReadingWindow | None = None
        panel.projectQuery = window.data.query
        panel.rendering = window.viewer.rendering
        panel.openRequested.connect(self.ask_open)
        panel.modelRequested.connect(window.asking.ask_model)
        panel.folderRequested.connect(self._ask_folder)
        panel.tableRequested.connect(self._ask_table)
        panel.targetRequested.connect(self._ask_target)
        panel.csvRequested.connect(self.ask_csv)
        panel.reportRequested.connect(self.ask_report)
        panel.copiesRequested.connect(self._ask_copies)
        panel.locateRequested.connect(self._ask_photographs)
        panel.photographsRequested.connect(self._show_photographs)
        studies.begun.connect(self.begin)
        window.workspaces.chosen.connect(self._follow)
        window.opening.studyFound.connect(self.open)

    def handlers(self) -> dict[CommandId, Callable[[], object]]:
        """What the commands do."""
        return {CommandId.NEW_STUDY: self.new, CommandId.OPEN_STUDY: self.ask_open}

    def _follow(self, workspace: Workspace) -> None:
        if workspace is Workspace.STUDY:
            self._panel.wake()
        else:
            self._panel.sleep()

    # Opening

    def new(self) -> None:
        """Show the form of a new study."""
        self._window.workspaces.choose(Workspace.STUDY)
        self._panel.showForm()

    def ask_open(self) -> None:
        """Let the user choose the file of a study."""
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Open study"), self._folder(), STUDY_FILTER)
        if name:
            self.open(Path(name))

    def open(self, path: Path) -> None:
        """Look at a study."""
        self._window.workspaces.choose(Workspace.STUDY)
        self._studies.open(path)

    def _folder(self) -> str:
        known = self._studies.paths
        return str(known[0].parent if known else usual_folder())

    # The form

    def _ask_folder(self) -> None:
        start = self._window.remembering.photograph_folder()
        name = QFileDialog.getExistingDirectory(self._window, tr("Folder of photographs"), start)
        if name:
            self._panel.new.setFolder(Path(name))

    def _ask_table(self) -> None:
        start = self._window.remembering.photograph_folder()
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Table of reference grades"), start, tr(TABLE_FILTER))
        if name:
            self._panel.new.setTable(Path(name))

    def _ask_target(self) -> None:
        start = self._panel.new.targetEdit.text()
        # A study is never overwritten, so there is nothing to confirm: it is told where there is one.
        options = QFileDialog.Option.DontConfirmOverwrite
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Keep study as"), start, STUDY_FILTER, options=options)
        if name:
            path = Path(name)
            self._panel.new.setTarget(path if path.suffix == SUFFIX else path.with_name(f"{path.name}{SUFFIX}"))

    # Reading

    def begin(self, study: Study, reader: str) -> None:
        """Show the window in which `reader` goes on, full screen."""
        lanes = self._window.services.lanes
        session = StudySession(study, reader, writing=lanes.studies, decode=lanes.decode, prepare=_prepare, parent=self)
        window = ReadingWindow(session, lanes.decode, self._window)
        self.reading = window
        window.left.connect(self._end)
        session.closed.connect(self._note_closed)
        window.showFullScreen()
        window.raise_()
        window.activateWindow()
        session.start()

    def _end(self) -> None:
        window, self.reading = self.reading, None
        if window is not None:
            window.deleteLater()
        self._window.activateWindow()

    def _note_closed(self) -> None:
        """The study is free again: what is shown of it is read anew."""
        session = self.sender()
        if isinstance(session, StudySession):
            session.deleteLater()
        path = self._panel.path()
        if path is not None:
            self._studies.show(path)
        self._studies.refresh()

    def close(self) -> None:
        """The program ends: whoever reads leaves first."""
        if self.reading is not None:
            self.reading.close()

    # Moved photographs and copies

    def _ask_photographs(self) -> None:
        path = self._panel.path()
        name = QFileDialog.getExistingDirectory(self._window, tr("Where the photographs are now"), self._folder())
        if path is not None and name:
            self._studies.locate(path, Path(name))

    def _ask_copies(self) -> None:
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Copies of this study, in which others have read"), self._folder(), STUDY_FILTER
        )
        if names:
            self._panel.addCopies(tuple(Path(name) for name in names))

    def _show_photographs(self, paths: list[Path]) -> None:
        self._window.workspaces.choose(Workspace.REVIEW)
        self._window.open_paths(paths, replaces=True)

    # Tables and reports

    def ask_csv(self) -> None:
        """Let the user say where the tables go, and whether they may name files."""
        path = self._panel.path()
        if path is None:
            return
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("Export tables"))
        box.setText(tr("Answers and figures are written as CSV files into a folder."))
        box.setInformativeText(tr("Photographs are told by a number and by their content."))
        names = QCheckBox(tr("Write the names of the files as well; they may tell whose eyes they are"))
        box.setCheckBox(names)
        box.setStandardButtons(QMessageBox.StandardButton.Save | QMessageBox.StandardButton.Cancel)
        box.button(QMessageBox.StandardButton.Save).setText(tr("Choose folder…"))
        if box.exec() != QMessageBox.StandardButton.Save:
            return
        name = QFileDialog.getExistingDirectory(self._window, tr("Folder for the tables"), str(path.parent))
        if name:
            self.write_csv(Path(name), has_names=names.isChecked())

    def write_csv(self, folder: Path, *, has_names: bool = False) -> None:
        """Write answers and figures of the study that is shown into `folder`, behind the window."""
        path, copies = self._panel.path(), self._panel.copies()
        if path is None:
            return

        def work(_context: JobContext) -> list[str]:
            texts = _tables([path, *copies], has_names=has_names)
            for name, text in texts.items():
                _write(folder / name, text.encode("utf-8", "surrogateescape"))
            return list(texts)

        self._window.services.lanes.files.submit(
            work,
            lambda names: self._panel.remark(
                tr("Wrote {parts} into '{folder_name}'", parts=", ".join(names), folder_name=folder.name)
            ),
            slot=CSV_SLOT,
            title=tr("Writing tables"),
            refuse=self._panel.report,
        )

    def ask_report(self) -> None:
        """Let the user say where the report goes."""
        path = self._panel.path()
        if path is None:
            return
        place = str(path.with_name(f"{path.stem} report.pdf"))
        name, chosen = QFileDialog.getSaveFileName(self._window, tr("Save report"), place, tr(REPORT_FILTER))
        if name:
            target = Path(name)
            suffix = ".html" if "html" in chosen else ".pdf"
            is_named = target.suffix.lower() in (".pdf", ".html", ".htm")
            self.write_report(target if is_named else target.with_name(f"{target.name}{suffix}"))

    def write_report(self, target: Path) -> None:
        """Write the report of the study that is shown to `target`, behind the window."""
        path, copies = self._panel.path(), self._panel.copies()
        if path is None:
            return

        def work(_context: JobContext) -> Path:
            from core.evaluation.reading.analysis import analyse
            from core.evaluation.reading.verdicts import analyse_verdicts
            from core.reports.reading import study_document, verdict_document
            from core.reports.writing import write_report

            state = read_studies([path, *copies])
            is_graded = state.plan.kind is StudyKind.GRADING
            document = study_document(analyse(state)) if is_graded else verdict_document(analyse_verdicts(state))
            write_report(document, target)
            return target

        self._window.services.lanes.files.submit(
            work,
            lambda written: self._panel.remark(tr("Wrote {written_name}", written_name=written.name)),
            slot=REPORT_SLOT,
            title=tr("Writing the report"),
            refuse=self._panel.report,
        )


def _tables(paths: list[Path], *, has_names: bool) -> Mapping[str, str]:
    """In the lane: the tables of a study by file name; figures only where anybody has answered."""
    from core.evaluation.reading import tables
    from core.evaluation.reading.analysis import analyse
    from core.evaluation.reading.verdicts import analyse_verdicts

    state = read_studies(paths)
    stem = paths[0].stem
    if state.plan.kind is StudyKind.VERDICTS:
        texts = {f"{stem} verdicts.csv": tables.verdicts_csv(state, has_names=has_names)}
        return (
            texts | {f"{stem} tallies.csv": tables.tallies_csv(analyse_verdicts(state))} if state.has_answers else texts
        )
    texts = {f"{stem} answers.csv": tables.answers_csv(state, has_names=has_names)}
    if not state.has_answers:
        return texts
    analysis = analyse(state)
    texts[f"{stem} figures.csv"] = tables.figures_csv(analysis)
    texts[f"{stem} changes.csv"] = tables.changes_csv(analysis.changes)
    return texts


def _write(path: Path, data: bytes) -> None:
    try:
        write_atomically(path, lambda file: file.write(data))
    except OSError as error:
        raise FunduscopeError(
            tr("'{path}' cannot be written: {strerror}.", path=path, strerror=error.strerror or error),
            tr("Choose another place."),
        ) from error


def _prepare(photograph: Photograph) -> object:
    return prepare_photograph(photograph.pixels)
