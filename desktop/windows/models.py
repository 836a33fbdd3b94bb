"""What the user is asked about models: how to read foreign weights, what their card says, where a missing file is."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QFileDialog, QMessageBox, QWidget

from core.errors import FunduscopeError
from core.networks.card import ModelCard
from core.networks.proposal import ImportChoices, ImportProposal
from desktop.files import free_path
from desktop.session import Session
from desktop.settings import RECENT_MODELS, Settings, remembered
from desktop.translation import tr
from desktop.windows.dialogs import CardDialog, ImportDialog

if TYPE_CHECKING:
    from core.networks.loaded import LoadedModel


class Models(QObject):
    """Opens model files and imports weights. `folder` is where imported models are kept."""

    failed = Signal(object)
    remarked = Signal(str)
    recentChanged = Signal()
    photographProvided = Signal(object)
    modelProvided = Signal(object)
    refused = Signal()

    def __init__(self, window: QWidget, session: Session, folder: Path, settings: Settings) -> None:
        super().__init__(window)
        self._window = window
        self._session = session
        self._networks = session.networks
        self._folder = folder
        self._settings = settings
        self.dialog: ImportDialog | CardDialog | None = None
        self._networks.importProposed.connect(self._ask_import)
        self._networks.modelLoaded.connect(self._note)
        self._networks.openFailed.connect(lambda _path, error: self._fail(error))

    def open(self, path: Path) -> None:
        """Load a model file; ask about foreign weights."""
        self._networks.open(path)

    def _fail(self, error: FunduscopeError) -> None:
        self.failed.emit(error)

    def _note(self, model: LoadedModel) -> None:
        recent = remembered(self._settings.value(RECENT_MODELS), model.path)
        self._settings.setValue(RECENT_MODELS, recent)
        self.recentChanged.emit()
        for note in model.notes:
            self.remarked.emit(note)

    # Import

    def _ask_import(self, path: Path, proposal: ImportProposal) -> None:
        dialog = ImportDialog(path, proposal, self._window)
        dialog.accepted.connect(lambda: self._import(path, proposal, dialog.form.choices()))
        self._open(dialog)

    def _open(self, dialog: ImportDialog | CardDialog) -> None:
        self.dialog = dialog
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _import(self, path: Path, proposal: ImportProposal, choices: ImportChoices) -> None:
        out = free_path(self._folder, choices.name or proposal.name, ".safetensors")
        self._networks.import_weights(path, out, choices, self.open)

    # Card

    def edit_card(self) -> None:
        """Let the user change the card of the model that is asked."""
        model = self._session.model
        if model is None:
            return
        dialog = CardDialog(model.card, self._window)
        dialog.accepted.connect(lambda: self._write(model, dialog.form.editedCard()))
        self._open(dialog)

    def _write(self, model: LoadedModel, card: ModelCard) -> None:
        if card != model.card:
            self._networks.write_card(model.path, card, self.open)

    # What a view needs

    def ask_for_photograph(self, words: str) -> None:
        """Say which photograph is missing, and ask where it is."""
        self._ask(words, tr("Find the photograph…"), self._find_photograph)

    def ask_for_model(self, words: str) -> None:
        """Say which model is missing, and ask where it is."""
        self._ask(words, tr("Find the model…"), self._find_model)

    def _ask(self, words: str, find: str, then: Callable[[], None]) -> None:
        box = QMessageBox(QMessageBox.Icon.Information, tr("Restore the view"), words, parent=self._window)
        box.setObjectName("missingBox")
        button = box.addButton(find, QMessageBox.ButtonRole.AcceptRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.finished.connect(lambda _result: then() if box.clickedButton() is button else self.refused.emit())
        box.finished.connect(box.deleteLater)
        box.open()

    def _find_photograph(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Where is the photograph?"))
        self.photographProvided.emit(Path(name)) if name else self.refused.emit()

    def _find_model(self) -> None:
        name, _ = QFileDialog.getOpenFileName(self._window, tr("Where is the model?"))
        self.modelProvided.emit(Path(name)) if name else self.refused.emit()
