"""The gallery "Reproduce": the experiments of the works as cards. Imported in a lane: its catalogue takes a while."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QIcon, QImage, QKeyEvent, QPixmap
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QScrollArea, QWidget

from core.experiments.catalogue import EXPERIMENTS
from core.experiments.experiment import Experiment, Scale
from desktop.cards import card_picture
from desktop.experiments import Experiments, PastRun, RunState
from desktop.jobs import JobContext, Lane
from desktop.translation import tr
from desktop.widgets.experiment_page import ExperimentPage
from desktop.windows.dialogs import fit_on_screen

PICTURES_SLOT = "experiment cards"
PICTURE_PX = 72
LIST_WIDTH_PX = 330


class GalleryDialog(QDialog):
    """Cards at the left, the chosen experiment at the right. Other windows stay usable, and a run outlives this one."""

    reportRequested = Signal(object)
    photographsRequested = Signal(object)
    modelRequested = Signal(object)
    """A PastRun."""

    def __init__(self, experiments: Experiments, files: Lane, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("galleryDialog")
        self.setWindowTitle(tr("Reproduce: the experiments of the works"))
        self._experiments = experiments
        self._files = files
        self.cards = QListWidget()
        self.page = ExperimentPage()
        self._lay_out()
        self._connect()
        self.cards.setCurrentRow(0)
        self._show_runs()
        self._draw_cards()
        fit_on_screen(self)

    def _lay_out(self) -> None:
        self.cards.setIconSize(QSize(PICTURE_PX, PICTURE_PX))
        self.cards.setWordWrap(True)
        self.cards.setFixedWidth(LIST_WIDTH_PX)
        self.cards.setSpacing(2)
        self.cards.setAccessibleName(tr("Experiments"))
        self.cards.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        for experiment in EXPERIMENTS:
            item = QListWidgetItem(self.cards)
            item.setData(Qt.ItemDataRole.UserRole, experiment)
            item.setIcon(_blank())
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setWidget(self.page)
        area.setAccessibleName(tr("The experiment"))
        area.setMinimumWidth(self.page.minimumSizeHint().width() + area.verticalScrollBar().sizeHint().width())
        layout = QHBoxLayout(self)
        layout.setContentsMargins(16, 16, 8, 16)
        layout.setSpacing(16)
        layout.addWidget(self.cards)
        layout.addWidget(area, 1)

    def _connect(self) -> None:
        experiments, page = self._experiments, self.page
        self.cards.currentRowChanged.connect(lambda _row: self._show_experiment())
        page.runRequested.connect(lambda scale: experiments.start(self.current(), scale))
        page.continueRequested.connect(
            lambda run: experiments.start(self.current(), Scale(run.scale), folder=run.folder)
        )
        page.cancelRequested.connect(experiments.cancel)
        page.reportRequested.connect(self.reportRequested)
        page.photographsRequested.connect(self.photographsRequested)
        page.modelRequested.connect(self.modelRequested)
        experiments.runningChanged.connect(self._show_runs)
        experiments.runsChanged.connect(self._show_runs)
        experiments.progressed.connect(self._show_progress)

    def current(self) -> Experiment:
        """The experiment that is shown."""
        experiment: Experiment = self.cards.currentItem().data(Qt.ItemDataRole.UserRole)
        return experiment

    def choose(self, experiment_id: str) -> None:
        """Show an experiment."""
        for row in range(self.cards.count()):
            if self.cards.item(row).data(Qt.ItemDataRole.UserRole).id == experiment_id:
                self.cards.setCurrentRow(row)

    def sizeHint(self) -> QSize:
        """Room for the cards and a page beside them, within a small screen."""
        return QSize(1040, 640)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter in the list runs nothing: a run takes minutes."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.page.smallButton.setFocus()
            return
        super().keyPressEvent(event)

    # What is shown

    def _show_experiment(self) -> None:
        self.page.setExperiment(self.current())
        self._show_runs()

    def _show_runs(self) -> None:
        running, runs = self._experiments.running, self._experiments.runs
        experiment = self.current()
        is_here = running is not None and running.experiment.id == experiment.id
        self.page.showRun(running if is_here else None, is_busy=running is not None)
        going_on = running.folder if running is not None else None
        self.page.setRuns([run for run in runs if run.experiment == experiment.id and run.folder != going_on])
        for row in range(self.cards.count()):
            item = self.cards.item(row)
            card: Experiment = item.data(Qt.ItemDataRole.UserRole)
            item.setText("\n".join((card.title, card.work.value, _state(card, running, runs))))

    def _show_progress(self, run: RunState) -> None:
        if run.experiment.id == self.current().id:
            self.page.setProgress(run)

    def _draw_cards(self) -> None:
        def work(context: JobContext) -> list[NDArray[np.uint8]]:
            pictures = []
            for number, experiment in enumerate(EXPERIMENTS):
                context.token.check()
                pictures.append(card_picture(experiment, number))
            return pictures

        self._files.submit(work, self._take_pictures, slot=PICTURES_SLOT, title=tr("Drawing the cards"))

    def _take_pictures(self, pictures: list[NDArray[np.uint8]]) -> None:
        for row, pixels in enumerate(pictures):
            self.cards.item(row).setIcon(_icon(pixels))


def _state(experiment: Experiment, running: RunState | None, runs: tuple[PastRun, ...]) -> str:
    """In a few words how it stands with an experiment."""
    if running is not None and running.experiment.id == experiment.id:
        return tr("running")
    own = [run for run in runs if run.experiment == experiment.id]
    if any(run.is_finished for run in own):
        return tr("done")
    return tr("begun") if own else tr("about {small_minutes} min", small_minutes=experiment.small_minutes)


def _icon(pixels: NDArray[np.uint8]) -> QIcon:
    height, width, _channels = pixels.shape
    image = QImage(np.ascontiguousarray(pixels).data, width, height, 3 * width, QImage.Format.Format_RGB888)
    kind = (
        Qt.TransformationMode.FastTransformation if width < PICTURE_PX else Qt.TransformationMode.SmoothTransformation
    )
    pixmap = QPixmap.fromImage(image).scaled(PICTURE_PX, PICTURE_PX, Qt.AspectRatioMode.KeepAspectRatio, kind)
    icon = QIcon(pixmap)
    icon.addPixmap(pixmap, QIcon.Mode.Selected)  # else it would be tinted
    return icon


def _blank() -> QIcon:
    pixmap = QPixmap(PICTURE_PX, PICTURE_PX)
    pixmap.fill(Qt.GlobalColor.transparent)
    return QIcon(pixmap)
