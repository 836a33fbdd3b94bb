"""The grid of comparison in the window: how one gets there and back, its export, and the figures of agreement."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QGuiApplication, QImage
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QVBoxLayout

from core.explain.agreement import Agreement, agreement
from core.jobs import Progress
from core.networks.card import DISCLAIMER
from desktop.compare_cells import Cell
from desktop.compare_picture import PictureCell, PictureGrid, paint_grid, write_grid
from desktop.compare_plan import AxisKind, PinnedView, Preset
from desktop.compare_record import GridRecord, read_grid_record
from desktop.compare_scales import scale_words
from desktop.files import write_atomically
from desktop.jobs import JobContext
from desktop.panels.compare_panel import ComparePanel
from desktop.restore import ViewRecord
from desktop.translation import tr
from desktop.widgets.compare.agreement_table import AgreementTable
from desktop.widgets.compare.bar import ScaleMode
from desktop.widgets.compare.grid import CompareGrid
from desktop.widgets.photograph_view import CompareMode, PhotographView, PreparedPhotograph
from desktop.windows.exporting import ExportError
from desktop.wishes import Wish
from desktop.words import caption, no_evidence

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class Comparing(QObject):
    """Joins the panel of the grid to viewer, lanes and dialogs."""

    exported = Signal(object)
    """The path that was written."""

    def __init__(self, window: MainWindow, panel: ComparePanel) -> None:
        super().__init__(window)
        self._window = window
        self._view = window.viewer.view
        self._session = window.session
        self._comparison = window.services.comparison
        self._files = window.services.lanes.files
        self._before = CompareMode.OVERLAY
        self._is_grid = self._view.compareMode() is CompareMode.GRID
        self._awaited: GridRecord | None = None
        self._restored: ViewRecord | None = None
        self.panel = panel
        self.dialog: AgreementDialog | None = None
        self._connect()

    def _connect(self) -> None:
        panel, view, viewer = self.panel, self._view, self._window.viewer
        view.compareModeChanged.connect(self._follow_mode)
        view.renderingChanged.connect(panel.setRendering)
        view.overlayHiddenChanged.connect(panel.grid.setOverlayHidden)
        panel.setRendering(view.rendering())
        panel.pointerMoved.connect(viewer.setPointer)
        panel.leaveRequested.connect(self.leave)
        panel.exportRequested.connect(self.ask_export)
        panel.copyRequested.connect(self.copy)
        panel.agreementRequested.connect(self.show_agreement)
        panel.pictureRequested.connect(self.copy_cell)
        panel.captionRequested.connect(self.copy_caption)
        panel.openPhotographsRequested.connect(self._window.asking.ask_photographs)
        panel.openModelRequested.connect(self._window.asking.ask_model)
        self._comparison.planning.remarked.connect(viewer.remark)
        self._window.closed.connect(self._close)
        self._window.opening.viewFound.connect(lambda path, _record: self._look_for_grid(path))
        self._window.restoring.restored.connect(self._note_restored)

    # There and back

    @property
    def is_shown(self) -> bool:
        """Whether the grid is what one looks at."""
        return self._is_grid

    def show(self, preset: Preset | None = None) -> None:
        """Show the grid, with one of the comparisons that are often made."""
        if preset is not None:
            self._comparison.planning.applyPreset(preset)
        self._view.setCompareMode(CompareMode.GRID)

    def leave(self) -> None:
        """Go back to the one large picture, as it was compared before."""
        self._view.setCompareMode(self._before)
        self._view.setFocus()

    def zoomed(self) -> CompareGrid | PhotographView:
        """Whatever zooms now: the grid or the one large picture. Both have the same methods."""
        return self.panel.grid if self._is_grid else self._view

    def _follow_mode(self, mode: CompareMode) -> None:
        is_grid = mode is CompareMode.GRID
        if not is_grid:
            self._before = mode
        if is_grid != self._is_grid:
            self._is_grid = is_grid
            self._carry_view(to_grid=is_grid)
            if is_grid:
                self.panel.setFocus()
                self.panel.grid.focusCell(0)

    def _carry_view(self, *, to_grid: bool) -> None:
        """The same part of the photograph in the middle, as much larger than the whole as before."""
        photograph, grid = self._session.prepared, self.panel.grid
        frame = grid.frame()
        if not isinstance(photograph, PreparedPhotograph) or frame is None:
            return
        large = self._view.pane().frame(photograph)
        state = self._view.viewState() if to_grid else grid.viewState()
        factor = frame.fit_scale / large.fit_scale
        state = replace(state, scale=state.scale * (factor if to_grid else 1 / factor))
        (grid if to_grid else self._view).setViewState(state)

    # Out of the program

    def suggested_name(self) -> str:
        """A name that says what is compared. The user sees it before it is used."""
        photograph, plan = self._session.photograph, self._comparison.plan
        parts = [
            photograph.path.stem if photograph is not None else "grid",
            *(kind.words.lower() for kind in plan.axes),
        ]
        return "_".join(re.sub(r"[^\w.-]+", "-", part).strip("-") for part in parts) + ".png"

    def ask_export(self) -> None:
        """Let the user say where the picture goes."""
        remembering = self._window.remembering
        place = Path(remembering.export_folder()) / self.suggested_name()
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export the grid as PNG"), str(place), tr("PNG (*.png)"))
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")
            remembering.note_export(path.parent)
            self.export(path)

    def export(self, path: Path) -> None:
        """Write the grid to `path`: every cell with title and scale, and how each was made."""
        grid = self.picture()
        if grid is None:
            return

        def work(context: JobContext) -> Path:
            context.report(Progress(0, 2, "painting"))
            image = paint_grid(grid, context.token)
            context.report(Progress(1, 2, "writing"))
            try:
                write_grid(path, image, grid.record())
            except OSError as error:
                raise ExportError(
                    tr("'{path_name}' cannot be written: {strerror}.", path_name=path.name, strerror=error.strerror),
                    tr("Choose another place."),
                ) from error
            return path

        self._files.submit(
            work, self._say_exported, slot="export", title=tr("Exporting {path_name}", path_name=path.name)
        )

    def copy(self) -> None:
        """Put the grid on the clipboard as a picture."""
        grid = self.picture()
        if grid is not None:
            self._copy(grid, tr("The grid"))

    def _copy(self, grid: PictureGrid, name: str) -> None:
        def deliver(image: QImage) -> None:
            QGuiApplication.clipboard().setImage(image)
            self._window.viewer.remark(tr("{name} is on the clipboard", name=name))

        self._files.submit(
            lambda context: paint_grid(grid, context.token), deliver, slot="copy", title=tr("Copying the grid")
        )

    def copy_cell(self, number: int) -> None:
        """Put one cell on the clipboard as a picture, with its title and scale."""
        grid = self.picture()
        if grid is not None:
            self._copy(replace(grid, columns=1, cells=(grid.cells[number],), scale_words=""), tr("The picture"))

    def copy_caption(self, number: int) -> None:
        """Put in words what a cell shows on the clipboard."""
        cell, photograph = self._comparison.cells[number], self._session.photograph
        if cell.explanation is not None and cell.model is not None and photograph is not None:
            words = caption(photograph.path, cell.model, cell.explanation, cell.prediction)
            QGuiApplication.clipboard().setText(words)
            self._window.viewer.remark(tr("The caption is on the clipboard"))

    def picture(self) -> PictureGrid | None:
        """What the picture of the grid is made of; None where it is not shown, or has nothing to show."""
        photograph, cells = self._session.photograph, self._comparison.cells
        if not self._is_grid or photograph is None or not any(cell.explanation is not None for cell in cells):
            return None
        is_common = self.panel.scale() is ScaleMode.COMMON
        return PictureGrid(
            pixels=photograph.pixels,
            columns=self._comparison.shape[1],
            cells=tuple(
                PictureCell(
                    title=cell.title,
                    rest=cell.rest,
                    explanation=cell.explanation,
                    rendering=rendering,
                    words=_words(cell),
                    class_names=cell.model.card.class_names if cell.model is not None else (),
                )
                for cell, rendering in zip(cells, self.panel.renderings(), strict=True)
            ),
            masks=self._window.services.truth.outlines(),
            scale_words=scale_words(cells) if is_common else "",
        )

    # Back from an exported picture

    def _look_for_grid(self, path: Path) -> None:
        """A picture that restores a view may be that of a grid."""
        self._awaited = self._restored = None
        self._files.submit(lambda _context: read_grid_record(path), self._take_grid, slot="grid record")

    def _take_grid(self, record: GridRecord | None) -> None:
        self._awaited = record
        self._restore_grid()

    def _note_restored(self, record: ViewRecord) -> None:
        self._restored = record
        self._restore_grid()

    def _restore_grid(self) -> None:
        """Show the grid of the picture, once its first view is restored: as pinned views, which is what they are."""
        record, restored = self._awaited, self._restored
        if record is None or restored is None or not record.cells or record.cells[0].view.query != restored.query:
            return
        self._awaited = self._restored = None
        views, missing = [], 0
        for cell in record.cells:
            query = cell.view.query
            model = self._session.networks.model(query.model)
            path = model.path if model is not None else self._window.services.index.find(query.model)
            if path is None:
                missing += 1
                continue
            views.append(
                PinnedView(path, Wish(query.method, query.target, query.layer, query.params), cell.class_names)
            )
        plan = self._comparison.plan.with_values(AxisKind.VIEWS, views)
        self._comparison.planning.setPlan(replace(plan, columns=AxisKind.VIEWS, rows=None))
        self.show()
        if missing:
            self._window.viewer.remark(
                tr(
                    "{missing} of {count} cells are left out: their models were not seen on this machine",
                    missing=missing,
                    count=len(record.cells),
                )
            )

    # Agreement

    def show_agreement(self) -> None:
        """Work out how far the maps agree, and show it."""
        cells = [cell for cell in self._comparison.cells if cell.explanation is not None]
        explanations = [cell.explanation for cell in cells if cell.explanation is not None]
        if len(explanations) < 2:
            self._window.viewer.remark(tr("Two maps are needed to say how far they agree: show the grid (G)"))
            return
        names = _distinct_names(cells)
        self._files.submit(
            lambda _context: agreement(explanations, names),
            self._show_figures,
            slot="agreement",
            title=tr("Comparing the maps"),
        )

    def _show_figures(self, figures: Agreement) -> None:
        if self.dialog is None:
            self.dialog = AgreementDialog(self._window)
            self.dialog.finished.connect(self._forget_dialog)
            self.dialog.saveRequested.connect(self._ask_table)
            self.dialog.show()
        self.dialog.setAgreement(figures)
        self.dialog.raise_()

    def _ask_table(self) -> None:
        remembering = self._window.remembering
        place = Path(remembering.export_folder()) / f"{Path(self.suggested_name()).stem}_agreement.csv"
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Save the agreement"), str(place), tr("CSV (*.csv)"))
        if name and self.dialog is not None:
            path = Path(name)
            remembering.note_export(path.parent)
            self.save_table(path, self.dialog.agreement())

    def save_table(self, path: Path, figures: Agreement) -> None:
        """Write the figures of agreement to `path`."""

        def work(_context: JobContext) -> Path:
            try:
                write_atomically(path, lambda file: file.write(figures.to_csv().encode()))
            except OSError as error:
                raise ExportError(
                    tr("'{path_name}' cannot be written: {strerror}.", path_name=path.name, strerror=error.strerror),
                    tr("Choose another place."),
                ) from error
            return path

        self._files.submit(
            work, self._say_exported, slot="export", title=tr("Writing {path_name}", path_name=path.name)
        )

    def _forget_dialog(self, _result: int) -> None:
        self.dialog = None

    def _say_exported(self, path: Path) -> None:
        self._window.viewer.remark(tr("Exported {path_name}", path_name=path.name))
        self.exported.emit(path)

    def _close(self) -> None:
        if self.dialog is not None:
            self.dialog.close()


class AgreementDialog(QDialog):
    """The figures, what they mean, and how to take them out. Not modal."""

    saveRequested = Signal()

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self.setObjectName("agreementDialog")
        self.setWindowTitle(tr("Agreement of the maps"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._agreement: Agreement | None = None
        self.table = AgreementTable()
        words = QLabel(
            tr(
                "Spearman's rank correlation: 1 where two maps put all places in the same order, 0 where the "
                "order of the "
                "one says nothing of the other's, \N{MINUS SIGN}1 where it is reversed. Methods that agree may "
                "be wrong together."
            )
        )
        words.setWordWrap(True)
        words.setProperty("role", "dim")
        disclaimer = QLabel(tr(DISCLAIMER))
        disclaimer.setProperty("role", "warning")
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.saveButton = buttons.addButton(tr("Save as CSV…"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copyButton = buttons.addButton(tr("Copy"), QDialogButtonBox.ButtonRole.ActionRole)
        layout = QVBoxLayout(self)
        layout.setContentsMargins(16, 16, 16, 16)
        layout.setSpacing(12)
        layout.addWidget(self.table, 1)
        layout.addWidget(words)
        layout.addWidget(disclaimer)
        layout.addWidget(buttons)
        buttons.rejected.connect(self.reject)
        self.saveButton.clicked.connect(self.saveRequested)
        self.copyButton.clicked.connect(self.copy)

    def agreement(self) -> Agreement:
        """The figures that are shown. Raises ValueError where there are none."""
        if self._agreement is None:
            raise ValueError
        return self._agreement

    def setAgreement(self, figures: Agreement) -> None:
        """Show these figures."""
        self._agreement = figures
        self.table.setAgreement(figures)
        self.resize(self.table.sizeHint().width() + 32, self.table.sizeHint().height() + 170)

    def copy(self) -> None:
        """Put the table on the clipboard, for a spreadsheet."""
        QGuiApplication.clipboard().setText(self.agreement().to_csv(delimiter="\t"))


def _words(cell: Cell) -> str:
    if cell.explanation is None:
        return cell.words or tr("Not computed")
    if cell.model is not None and not cell.explanation.has_evidence:
        return no_evidence(cell.model, cell.explanation)
    return ""


def _distinct_names(cells: list[Cell]) -> list[str]:
    """What is particular to each cell; with the rest where that is not enough to tell them apart."""
    titles = [cell.title for cell in cells]
    return [cell.title if titles.count(cell.title) == 1 else f"{cell.title} · {cell.rest}" for cell in cells]
