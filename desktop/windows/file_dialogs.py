"""The questions for files: what is opened is chosen in a dialog, or pasted."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog

from desktop.translation import mark, tr
from desktop.windows.pasting import pasted_paths

if TYPE_CHECKING:
    from desktop.windows.main_window import MainWindow

PHOTOGRAPH_FILTER = mark(
    "Photographs (*.jpg *.jpeg *.png *.tif *.tiff *.bmp *.webp *.gif *.dcm *.dicom *.h5 *.hdf5);;All files (*)"
)
MODEL_FILTER = mark("Models and weights (*.safetensors *.pth *.pt *.ckpt *.bin);;All files (*)")


class FileDialogs(QObject):
    """Asks the user which photographs, folder or model to open, where the last ones came from."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def paste(self) -> None:
        """Open what is on the clipboard: files copied in a file manager, or paths as text."""
        paths = pasted_paths(QGuiApplication.clipboard().mimeData())
        if paths:
            self._window.open_paths(paths)
        else:
            self._window.viewer.remark(tr("There is no file and no path on the clipboard"))

    def ask_photographs(self) -> None:
        """Let the user choose photographs."""
        names, _ = QFileDialog.getOpenFileNames(
            self._window, tr("Open photographs"), self._window.remembering.photograph_folder(), tr(PHOTOGRAPH_FILTER)
        )
        self._window.open_paths([Path(name) for name in names], replaces=True)

    def ask_folder(self) -> None:
        """Let the user choose a folder."""
        name = QFileDialog.getExistingDirectory(
            self._window, tr("Open folder"), self._window.remembering.photograph_folder()
        )
        if name:
            self._window.open_paths([Path(name)], replaces=True)

    def ask_model(self) -> None:
        """Let the user choose a model or weights."""
        name, _ = QFileDialog.getOpenFileName(
            self._window, tr("Open model or weights"), self._window.remembering.model_folder(), tr(MODEL_FILTER)
        )
        if name:
            self._window.models.open(Path(name))
