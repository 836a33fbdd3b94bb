"""What is shown, taken out of the window: as a picture, on the clipboard, in words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from core.explain.sampling import Box
from desktop.translation import tr
from desktop.widgets.photograph_view import CompareMode
from desktop.words import caption

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow


class Sharing(QObject):
    """Exports and copies the view, be it one photograph or the grid of comparison."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def ask_export(self) -> None:
        """Let the user say where the picture goes."""
        if self._window.comparing.picture() is not None:
            self._window.comparing.ask_export()
            return
        place = Path(self._window.remembering.export_folder()) / self._window.exporting.suggested_name(
            is_edited=self._window.editing.shownView() is not None
        )
        name, _ = QFileDialog.getSaveFileName(self._window, tr("Export view as PNG"), str(place), tr("PNG (*.png)"))
        if name:
            path = Path(name)
            path = path if path.suffix.lower() == ".png" else path.with_name(f"{path.name}.png")
            self._window.remembering.note_export(path.parent)
            self.export_view(path)

    def export_view(self, path: Path) -> None:
        """Write what is shown to `path`."""
        self._window.exporting.export(
            path,
            self._window.viewer.rendering(),
            masks=self._window.services.truth.outlines(),
            box=self._box(),
            edited=self._window.editing.shownView(),
            veil=self._window.checking.checks.veil(),
        )

    def _box(self) -> Box | None:
        """What the strongest unit sees, where the regions show it."""
        found = self._window.services.regions.found()
        return found.box if found is not None else None

    def copy_view(self) -> None:
        """Put the picture on the clipboard, as it is compared."""
        if self._window.comparing.picture() is not None:
            self._window.comparing.copy()
            return
        has_overlay = self._window.viewer.view.compareMode() is not CompareMode.PHOTOGRAPH
        masks = self._window.services.truth.outlines()
        edited = self._window.editing.shownView()
        self._window.exporting.copy(
            self._window.viewer.rendering(),
            has_overlay=has_overlay,
            masks=masks,
            box=self._box(),
            edited=edited,
            veil=self._window.checking.checks.veil(),
        )

    def copy_caption(self) -> None:
        """Put in words what is shown on the clipboard."""
        session = self._window.session
        photograph, model, explanation = session.photograph, session.model, session.explanation
        if photograph is not None and model is not None and explanation is not None:
            words = caption(photograph.path, model, explanation, session.prediction)
            QGuiApplication.clipboard().setText(words)
            self._window.viewer.remark(tr("The caption is on the clipboard"))
