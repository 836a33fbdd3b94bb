"""What the Features workspace asks of the window: to look at a channel in Review, and to write files."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFileDialog, QLabel, QPlainTextEdit, QVBoxLayout

from core.errors import FunduscopeError
from core.explain.query import ChannelTarget, Method
from core.features.kinds import Evidence
from core.features.names import VOCABULARY, names_in, to_csv, to_latex, write_text
from core.networks.card import DISCLAIMER
from desktop.feature_tiles import paint_sheet
from desktop.footprints import Footprints
from desktop.jobs import JobContext, Lane
from desktop.panels.features_panel import FeaturesPanel
from desktop.picture_files import pixels_of, write_png
from desktop.translation import tr, tr_count
from desktop.windows.footprint import FootprintTool
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class FeaturesWorkspace(QObject):
    """Joins the panel with the window; `files` is the lane in which files are written."""

    def __init__(self, window: MainWindow, panel: FeaturesPanel, files: Lane) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._files = files
        self.footprints = Footprints(window.session, window.services.projects, window.services.lanes.cutting, self)
        self.footprint_tool = FootprintTool(window, self.footprints)
        panel.openModelRequested.connect(window.asking.ask_model)
        panel.openFolderRequested.connect(window.asking.ask_folder)
        panel.openOtherRequested.connect(self._ask_other)
        panel.modelsRequested.connect(lambda: panel.offerModels(window.services.comparison.known_models()))
        panel.reviewRequested.connect(self.review)
        panel.exportRequested.connect(self._ask_png)
        panel.atlasRequested.connect(self._ask_pdf)
        panel.dictionaryRequested.connect(lambda: self._ask_dictionary(is_of_layer=False))
        panel.layerDictionaryRequested.connect(lambda: self._ask_dictionary(is_of_layer=True))
        panel.csvRequested.connect(lambda: self._ask_table(is_latex=False))
        panel.latexRequested.connect(lambda: self._ask_table(is_latex=True))
        panel.vocabularyRequested.connect(self._ask_vocabulary)

    def review(self, path: Path | None, layer: str, channel: int) -> None:
        """Explain a channel on a photograph (None: the one that is shown), with what its strongest unit sees framed."""
        session = self._window.session
        selection = session.selection
        target = ChannelTarget(layer, channel)
        method = selection.method if selection.has_layer else Method.GRAD_CAM
        photograph = path or selection.photograph
        params = session.params(method)
        session.restore(
            replace(selection, photograph=photograph, layer=layer, target=target, method=method, params=params)
        )
        self._window.workspaces.choose(Workspace.REVIEW)
        if path is not None and not self._window.viewer.rendering().is_region_view:
            self._window.viewer.toggleRegionView()

    def write_png(self, path: Path) -> None:
        """Write what is shown."""
        found = self._panel.sheet()
        if found is None:
            self._panel.report(
                FunduscopeError(tr("There is nothing to export yet."), tr("Wait for the pictures, or make some."))
            )
            return
        sides, size_px, title = found
        names, palette = self._panel.naming.given(), self._panel.palette()

        def work(_context: JobContext) -> None:
            image = paint_sheet(sides, size_px, names, palette, title=title, note=f"Funduscope. {DISCLAIMER}.")
            try:
                write_png(path, pixels_of(image), {"Disclaimer": DISCLAIMER})
            except OSError as error:
                raise FunduscopeError(
                    tr("'{path}' cannot be written: {strerror}.", path=path, strerror=error.strerror or error),
                    tr("Choose another folder."),
                ) from error

        self._write(work, path)

    def write_table(self, path: Path, *, is_latex: bool) -> None:
        """Write the table of names."""
        table = self._panel.naming.table()
        if table is not None:
            text = to_latex(table) if is_latex else to_csv(table)
            self._write(lambda _context: write_text(path, text), path)

    def _write(self, work: Callable[[JobContext], None], path: Path) -> None:
        self._files.submit(
            work,
            lambda _nothing: self._panel.remark(tr("Exported {path_name}", path_name=path.name)),
            slot="features export",
            title=tr("Writing {path_name}", path_name=path.name),
            refuse=self._panel.report,
        )

    def _ask_png(self) -> None:
        if path := self._path(tr("Export view as PNG"), "features", ".png", tr("PNG (*.png)")):
            self.write_png(path)

    def _ask_pdf(self) -> None:
        if path := self._path(tr("Export atlas as PDF"), "atlas", ".pdf", tr("PDF (*.pdf)")):
            self._panel.features.write_atlas(
                path,
                lambda count: self._panel.remark(
                    tr("Exported {path_name}: {count} pages", path_name=path.name, count=count)
                ),
                self._panel.report,
            )

    def _ask_dictionary(self, *, is_of_layer: bool) -> None:
        if path := self._path(tr("Export dictionary as PDF"), "dictionary", ".pdf", tr("PDF (*.pdf)")):
            self.write_dictionary(path, is_of_layer=is_of_layer)

    def write_dictionary(self, path: Path, *, is_of_layer: bool) -> None:
        """Write the retinal dictionary, with the evidence that lies over the patches, else with saliency."""
        shown = self._panel.strongest.evidence.member()
        self._panel.features.write_dictionary(
            path,
            shown if shown is not Evidence.NONE else Evidence.SALIENCY,
            lambda count: self._panel.remark(
                tr_count("Exported {name}: {count} page", "Exported {name}: {count} pages", count, name=path.name)
            ),
            self._panel.report,
            layer=self._window.session.selection.layer if is_of_layer else None,
        )

    def _ask_table(self, *, is_latex: bool) -> None:
        suffix, kind = (".tex", tr("LaTeX (*.tex)")) if is_latex else (".csv", tr("CSV (*.csv)"))
        if path := self._path(tr("Export table of names"), "feature names", suffix, kind):
            self.write_table(path, is_latex=is_latex)

    def _path(self, title: str, stem: str, suffix: str, kind: str) -> Path | None:
        remembering = self._window.remembering
        place = Path(remembering.export_folder()) / f"{stem}{suffix}"
        name, _ = QFileDialog.getSaveFileName(self._window, title, str(place), kind)
        if not name:
            return None
        path = Path(name)
        path = path if path.suffix.lower() == suffix else path.with_name(f"{path.name}{suffix}")
        remembering.note_export(path.parent)
        return path

    def _ask_other(self) -> None:
        model = self._window.session.model
        folder = str(model.path.parent) if model is not None else ""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Model to stand beside"), folder, tr("Models (*.safetensors);;All files (*)")
        )
        if name:
            self._panel.openBeside(Path(name))

    def _ask_vocabulary(self) -> None:
        dialog = VocabularyDialog(self._panel.naming.vocabulary(), self._window)
        dialog.accepted.connect(lambda: self._panel.naming.setVocabulary(dialog.value()))
        dialog.open()


class VocabularyDialog(QDialog):
    """The names, one a line; the first ten have a digit."""

    def __init__(self, names: tuple[str, ...], parent: MainWindow | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Vocabulary"))
        self.text = QPlainTextEdit("\n".join(names))
        words = QLabel(tr("One name a line. The first ten are given by the digits 1 to 9 and 0."))
        words.setWordWrap(True)
        kinds = QDialogButtonBox.StandardButton
        self.buttons = QDialogButtonBox(kinds.Ok | kinds.Cancel | kinds.RestoreDefaults)
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        self.buttons.button(kinds.RestoreDefaults).clicked.connect(
            lambda: self.text.setPlainText("\n".join(VOCABULARY))
        )
        layout = QVBoxLayout(self)
        layout.addWidget(words)
        layout.addWidget(self.text)
        layout.addWidget(self.buttons)

    def value(self) -> tuple[str, ...]:
        """The names, each once."""
        return names_in(self.text.toPlainText().replace("\n", ";"))
