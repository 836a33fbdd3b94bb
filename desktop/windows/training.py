"""What the Train workspace asks of the window: to open models, to tell of the end, and to be asked before closing."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QApplication, QMessageBox, QSystemTrayIcon

from core.errors import FunduscopeError
from core.training.settings import TrainingSettings
from desktop.panels.train_panel import TrainPanel
from desktop.resources import app_icon
from desktop.trainings import Trainings
from desktop.translation import tr
from desktop.workspace import Workspace

if TYPE_CHECKING:
    from core.datasets.catalogue.project import Project
    from desktop.windows.main_window import MainWindow

SHOWN_MS = 10_000


class TrainingWorkspace(QObject):
    """Joins the panel with the window."""

    def __init__(self, window: MainWindow, panel: TrainPanel, trainings: Trainings) -> None:
        super().__init__(window)
        self._window = window
        self._panel = panel
        self._trainings = trainings
        self._tray: QSystemTrayIcon | None = None
        panel.modelRequested.connect(self.open_model)
        window.services.projects.opened.connect(self._take_project)
        trainings.finished.connect(self._tell_finished)
        trainings.failed.connect(self._tell_failed)
        trainings.waits.connect(self._tell_waiting)

    def new(self, settings: TrainingSettings | None = None) -> None:
        """Show the form of a new training."""
        self._window.workspaces.choose(Workspace.TRAIN)
        self._panel.showForm(settings)

    def _take_project(self, project: Project | None) -> None:
        self._panel.setProject(project.path if project is not None else None)

    def open_model(self, path: Path) -> None:
        """Look at photographs with a model that was trained."""
        self._window.workspaces.choose(Workspace.REVIEW)
        self._window.models.open(path)

    def may_close(self) -> bool:
        """Whether the window may be closed: where a training goes on, the user is asked."""
        running = self._trainings.running
        return running is None or self._ask(running.name)

    def _ask(self, name: str) -> bool:
        """Whether to stop it."""
        box = QMessageBox(self._window)
        box.setIcon(QMessageBox.Icon.Question)
        box.setWindowTitle(tr("A training goes on"))
        box.setText(tr("'{name}' is being trained.", name=name))
        box.setInformativeText(
            tr(
                "Closing stops it after the step that it is at, with a checkpoint: nothing is lost, and it can be "
                "resumed in Train."
            )
        )
        close = box.addButton(tr("Stop and close"), QMessageBox.ButtonRole.AcceptRole)
        stay = box.addButton(tr("Keep training"), QMessageBox.ButtonRole.RejectRole)
        box.setDefaultButton(stay)
        box.setEscapeButton(stay)
        box.exec()
        return box.clickedButton() is close

    def close(self) -> None:
        """With the window: no picture of it stays behind."""
        if self._tray is not None:
            self._tray.hide()

    def _tell_finished(self, folder: Path) -> None:
        self._notify(tr("'{folder_name}' is trained", folder_name=folder.name), tr("Its model can be opened in Train."))
        if not self._panel.isVisible():
            self._window.viewer.remark(
                tr("'{folder_name}' is trained: its model can be opened in Train", folder_name=folder.name)
            )

    def _tell_failed(self, folder: Path, error: FunduscopeError) -> None:
        self._notify(tr("'{folder_name}' could not go on", folder_name=folder.name), error.message)
        if not self._panel.isVisible():
            self._window.viewer.report(
                FunduscopeError(
                    tr("'{folder_name}' could not go on: {message}", folder_name=folder.name, message=error.message),
                    error.hint,
                )
            )

    def _tell_waiting(self, reason: str) -> None:
        if reason:
            self._notify(tr("The training waits"), reason)
            if not self._panel.isVisible():
                self._window.viewer.report(FunduscopeError(reason))

    def _notify(self, title: str, text: str) -> None:
        """By the system where it can, for the window may be behind others."""
        QApplication.alert(self._window)
        if self._window.isActiveWindow() or not QSystemTrayIcon.isSystemTrayAvailable():
            return
        if self._tray is None:
            self._tray = QSystemTrayIcon(app_icon(), self)
        self._tray.show()
        self._tray.showMessage(title, text, app_icon(), SHOWN_MS)
